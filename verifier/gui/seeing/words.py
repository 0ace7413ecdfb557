"""What filters are called where a person reads of them."""

from verifier.forensics.params import Params, Stack, Value, described
from verifier.gui.speech import tr


def filter_words(params: Params) -> str:
    """Name a filter and what is worth knowing of its settings: ``Gamma 1.8``, ``Local contrast 2.0, tiles 16``."""
    parts = [tr(params.title)]
    for place, (setting, value) in enumerate(described(params)):
        if setting.kind == "switch":
            continue
        words = value_words(value, dict(setting.choices), setting.unit, setting.decimals)
        parts.append(words if place == 0 else f"{tr(setting.title)} {words}")
    return " ".join(parts[:2]) + "".join(f", {part}" for part in parts[2:])


def value_words(value: Value, choices: dict[str, str], unit: str = "", decimals: int = 0) -> str:
    """Write one value with its unit, or the words of a choice."""
    if isinstance(value, str):
        return tr(choices.get(value, value))
    number = f"{value:.{decimals}f}" if isinstance(value, int | float) else ""
    return f"{number} {unit}".strip()


def stack_words(stack: Stack) -> str:
    """Name filters in the order in which they are applied."""
    return " · ".join(filter_words(params) for params in stack)


def turn_words(turn_deg: float) -> str:
    """Say by how much a view is turned."""
    degrees = f"{turn_deg:.1f}".removesuffix(".0").replace("-", "\N{MINUS SIGN}")
    return tr("View turned {degrees}°", degrees=degrees)
