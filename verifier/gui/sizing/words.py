"""What a size check says, in the language of the window."""

from verifier.domain.measuring import Fit, Measured, figures
from verifier.domain.records import SizeCheck
from verifier.gui.speech import tr

FIT_WORDS: dict[Fit, str] = {"fits": "fits", "too small": "too small", "too large": "too large"}

DIMENSION_WORDS: dict[str, str] = {
    "wing span": "wing span",
    "diagonal": "diagonal",
    "length": "length",
    "width": "width",
    "height": "height",
}


def size_words(check: SizeCheck) -> str:
    """Say what follows: ``at most 42.0 ± 5.1 m away``."""
    is_distance = check.asks == "distance"
    asked = (check.distance_m, check.distance_error_m) if is_distance else (check.length_m, check.length_error_m)
    return answer_words(Measured(*asked), is_distance=is_distance, is_across=check.is_across)


def answer_words(answer: Measured, *, is_distance: bool, is_across: bool) -> str:
    """Say a distance or a size; of what may be tilted only a bound."""
    value, error = figures(answer)
    if is_distance and is_across:
        return tr("{value} ± {error} m away", value=value, error=error)
    if is_distance:
        return tr("at most {value} ± {error} m away", value=value, error=error)
    if is_across:
        return tr("{value} ± {error} m long", value=value, error=error)
    return tr("at least {value} ± {error} m long", value=value, error=error)
