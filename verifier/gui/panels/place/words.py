"""Words and small readings of the panel Place · Time. No Qt."""

from verifier.domain.errors import UsageError
from verifier.domain.records import Excluded, Imagery, PlaceClaim, TimeClaim
from verifier.domain.records.claims import Method
from verifier.domain.words import METHOD_WORDS, NOT_ASSESSED
from verifier.geo.coordinates import Coordinates, format_decimal, format_dms, format_mgrs, own_radius_m
from verifier.gui.panels.words import likelihood_words, time_words
from verifier.gui.speech import tr
from verifier.workspace.placing import FARTHEST_M

LOCATES = (("the camera", "camera"), ("what is seen", "subject"))
DATES_ANSWERS = (("the recording", "recorded"), ("the posting", "posted"), ("the event", "event"))
TIME_TITLES = {"recorded": "Time of recording", "posted": "Time of posting", "event": "Time of the event"}
TIME_METHODS: tuple[Method, ...] = (
    "file_time",
    "posting_time",
    "shadow",
    "weather",
    "linked_event",
    "telemetry",
    "caption",
    "witness",
    "document",
    "other",
)
METERS_HINT = "Meters, for example 45."
DEGREES_HINT = "Degrees from 0 to 360, clockwise from true north."


def spoken(answers: tuple[tuple[str, object], ...]) -> list[tuple[str, object]]:
    """Return answers in the language of the window."""
    return [(tr(words), answer) for words, answer in answers]


def place_title(claim: PlaceClaim) -> str:
    """Name what a claim locates."""
    return tr("Place of the camera") if claim.locates == "camera" else tr("Place of what is seen")


def place_grey(claim: PlaceClaim) -> str:
    """Write where, and how sure of the spot: ``46.7003, 32.9015 · ± 45 m``."""
    if claim.latitude_deg is None or claim.longitude_deg is None:
        return tr("cannot be located")
    words = format_decimal(claim.latitude_deg, claim.longitude_deg, claim.radius_m)
    radius = tr("radius {words}", words=tr(NOT_ASSESSED)) if claim.radius_m is None else f"± {claim.radius_m:g} m"
    heading = "" if claim.heading_deg is None else tr("heading {degrees}°", degrees=f"{claim.heading_deg:03.0f}")
    return " · ".join(part for part in (words, radius, heading) if part)


def other_forms(claim: PlaceClaim) -> str:
    """Write coordinates in degrees and seconds and as a grid reference."""
    if claim.latitude_deg is None or claim.longitude_deg is None:
        return ""
    return f"{format_dms(claim.latitude_deg, claim.longitude_deg)}\n{_grid(claim.latitude_deg, claim.longitude_deg)}"


def understood_words(read: Coordinates) -> str:
    """Say how coordinates were understood, in the two other forms."""
    words = f"{format_dms(read.latitude_deg, read.longitude_deg)} · {_grid(read.latitude_deg, read.longitude_deg)}"
    return f"{words} · {tr('0, 0 is what a device writes that had no fix')}" if read.is_zero else words


def _grid(latitude_deg: float, longitude_deg: float) -> str:
    try:
        return format_mgrs(latitude_deg, longitude_deg, own_radius_m(latitude_deg, longitude_deg))
    except UsageError:
        return ""


def time_grey(claim: TimeClaim) -> str:
    """Write the bounds of a time."""
    early, late = claim.earliest, claim.latest
    if early is None and late is None:
        return tr("cannot be dated")
    if early is None or late is None:
        bound = early or late
        words = time_words(bound) if bound is not None else ""
        return tr("not before {time}", time=words) if early is not None else tr("not after {time}", time=words)
    return time_words(early) if early == late else f"{time_words(early)} – {time_words(late)}"


def answer_words(claim: PlaceClaim | TimeClaim) -> str:
    """Write how likely a claim is."""
    return likelihood_words(claim.likelihood)


def method_words(methods: tuple[Method, ...]) -> str:
    """Write methods in words."""
    return " · ".join(tr(METHOD_WORDS[method]) for method in methods)


def number_text(value: float | None) -> str:
    """Write a number as it is typed again; none is nothing."""
    return "" if value is None else f"{value:g}"


def read_number(words: str, *, most: float, hint: str, is_below: bool = False) -> float | None:
    """Read a number that is not negative; nothing typed is ``None``; raise :class:`UsageError` with the hint."""
    plain = words.strip().strip("±°m ").replace(",", ".")
    if not plain:
        return None
    try:
        value = float(plain)
    except ValueError:
        raise UsageError(hint, words) from None
    if not 0 <= value <= most or (is_below and value == most):
        raise UsageError(hint, words)
    return value


def read_radius(words: str) -> float | None:
    """Read a radius in meters."""
    return read_number(words, most=FARTHEST_M, hint=METERS_HINT)


def imagery_text(claim: PlaceClaim) -> str:
    """Write the pictures of the ground that were used, one a line."""
    return "\n".join("; ".join(_trimmed([i.provider, i.date, i.licence, i.reference])) for i in claim.imagery)


def read_imagery(words: str) -> tuple[Imagery, ...]:
    """Read them again: provider; date; licence; reference."""
    rows = ([part.strip() for part in line.split(";")] for line in words.splitlines() if line.strip())
    return tuple(Imagery(*[*row, "", "", ""][:4]) for row in rows if row[0])


def excluded_text(claim: PlaceClaim) -> str:
    """Write the alternatives that were set aside, one a line: what; why."""
    return "\n".join("; ".join(_trimmed([one.what, one.reason])) for one in claim.alternatives_excluded)


def read_excluded(words: str) -> tuple[Excluded, ...]:
    """Read them again: what; why."""
    rows = (line.partition(";") for line in words.splitlines() if line.strip())
    return tuple(Excluded(what.strip(), reason.strip()) for what, _, reason in rows if what.strip())


def _trimmed(parts: list[str]) -> list[str]:
    while parts and not parts[-1]:
        parts.pop()
    return parts
