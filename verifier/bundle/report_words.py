"""The plain words of the report: likelihood with its percentages, confidence, methods, times, sizes."""

from datetime import datetime
from fractions import Fraction

from verifier.domain.frames import FrameRef, Instant, Still, When
from verifier.domain.inspection import Technical
from verifier.domain.records import AppliedFilter, Origin
from verifier.domain.records.claims import Method
from verifier.domain.scales import CANNOT_BE_DETERMINED, Confidence, Likelihood, scale
from verifier.domain.words import METHOD_WORDS, NOT_ASSESSED

SENSITIVITY_WORDS: dict[str, str] = {
    "graphic": "graphic",
    "prisoner_or_detainee": "shows a prisoner or detainee",
    "child": "shows a child",
    "witness_or_source": "shows a witness or source",
    "casualty": "shows a casualty",
    "private_home": "shows a private home",
    "live_military_position": "shows a live military position",
}
TRIAGE_WORDS: dict[str, str] = {
    "relevant": "relevant to the case",
    "maybe": "maybe relevant to the case",
    "not_relevant": "not relevant to the case",
    "duplicate": "a duplicate",
    "needs_help": "needing help",
}
FEATURE_SIGNS: dict[str, tuple[str, str]] = {
    "seen": ("✓", "seen"),
    "absent": ("✗", "seen to be absent"),
    "cannot_tell": ("–", "cannot tell"),
}
DATES_WORDS = {"recorded": "Recorded", "posted": "Posted", "event": "Happened"}
RIVAL_WORDS: dict[str, str] = {
    "as_described": "It is as described",
    "real_but_older": "Real, but older",
    "real_but_elsewhere": "Real, but elsewhere",
    "edited_or_dubbed": "Edited or dubbed",
    "staged": "Staged",
    "synthetic": "Synthetic",
    "cannot_tell": "Cannot tell",
}

_FACT_WORDS = {"captured_at_offset": "Time zone as stated", "f_number": "F-number", "iso": "ISO"}
_UNITS = {"deg": "°", "m": " m", "mm": " mm", "s": " s"}


def fact(name: str, value: str) -> tuple[str, str]:
    """Write the name and the value of a fact in plain words, the unit beside the value.

    What a camera did is "recorded" ("captured" is said of a seized machine alone).
    """
    if name in _FACT_WORDS:
        return _FACT_WORDS[name], value
    stem, _, last = name.rpartition("_")
    unit = _UNITS.get(last, "")
    plain = (stem if unit else name).replace("captured", "recorded").replace("_", " ")
    return plain[:1].upper() + plain[1:], value + unit


def kind(name: str) -> str:
    """Write the kind of an item."""
    return {"other": "other file", "sidecar": "data for another file"}.get(name, name.replace("_", " "))


def likelihood(value: Likelihood | None) -> str:
    """Write ``very likely (80–95 %, ICD 203)``."""
    if value is None:
        return NOT_ASSESSED
    named = scale(value.scale)
    term = named.term(value.term)
    if term is None or value.term == CANNOT_BE_DETERMINED:
        return CANNOT_BE_DETERMINED
    return f"{term.words} ({term.low_percent:g}–{term.high_percent:g} %, {named.name})"


def confidence(value: Confidence | None) -> str:
    """Write the level and its reasons; they are never a probability."""
    if value is None:
        return NOT_ASSESSED
    return f"{value.level}: {value.reasons}" if value.reasons else value.level


def when(value: datetime | None) -> str:
    """Write a time in UTC, with as many digits as it has."""
    if value is None:
        return ""
    text = f"{value:%Y-%m-%d %H:%M:%S}"
    return f"{text}.{value.microsecond:06d} UTC" if value.microsecond else f"{text} UTC"


def day(value: datetime) -> str:
    """Write the day and the minute of an entry, in UTC."""
    return f"{value:%Y-%m-%d %H:%M} UTC"


def methods(names: tuple[Method, ...]) -> str:
    """Write methods as a list."""
    return ", ".join(METHOD_WORDS[name] for name in names)


def meters(value: float) -> str:
    """Write a distance with its unit."""
    return f"{value / 1000:g} km" if value >= 10_000 else f"{value:g} m"


def size(count: int) -> str:
    """Write a number of bytes, exact, with thin blanks."""
    return f"{count:,}".replace(",", "\u202f") + " bytes"


def frame(ref: FrameRef) -> str:
    """Name an exact frame: ordinal, PTS with its time base, time."""
    return f"frame #{ref.ordinal} · PTS {ref.pts} × {_base(ref.time_base)} s · {clock(ref.time_s)}"


def clock(seconds: Fraction) -> str:
    """Write a place in a clip: minutes, seconds, thousandths."""
    minutes, rest = divmod(float(seconds), 60)
    return f"{int(minutes):02d}:{rest:06.3f}"


def span(first_pts: int, last_pts: int, base: Fraction) -> str:
    """Name a part of a clip, both ends included: times, PTS with their time base."""
    times = f"{clock(first_pts * base)} to {clock(last_pts * base)}"
    return f"{times} · PTS {first_pts} to {last_pts} × {_base(base)} s"


def moment(value: When) -> str:
    """Say when in its item something is seen; nothing for a photo."""
    if isinstance(value, Instant):
        return frame(value.frame)
    return "" if isinstance(value, Still) else span(value.first_pts, value.last_pts, value.time_base)


def filters(applied: tuple[AppliedFilter, ...]) -> str:
    """Name the filters a picture was shown with, each with its settings and the version of the program."""
    named: list[str] = []
    for one in applied:
        settings = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in sorted(one.parameters.items()))
        named.append(f"{one.function.rpartition('.')[2].replace('_', ' ')} ({settings}; version {one.version})")
    return "; ".join(named)


def taken_from(origin: Origin) -> str:
    """Say where a region was taken from that no person drew."""
    name = f" {origin.name}" if origin.name else ""
    if origin.how == "file":
        return f"a file of annotations{name} ({origin.form}, SHA-256 {origin.sha256})"
    score = f", score {origin.score:.2f}" if origin.score is not None else ""
    least = f", threshold {origin.threshold:.2f}" if origin.threshold is not None else ""
    program = f", run by {origin.program}" if origin.program else ""
    told = f"{origin.form}, model SHA-256 {origin.sha256}{score}{least}{program}"
    return f"proposed by a detector{name} ({told}), accepted by a person"


def openness(is_closed: bool | None) -> str:
    """Say what is stated about a posting."""
    return {None: "not stated whether open or closed", False: "open: anybody can see it", True: "closed"}[is_closed]


def _base(base: Fraction) -> str:
    return f"{base.numerator}/{base.denominator}"


def technical(facts: Technical) -> str:
    """Write the technical facts in one line."""
    parts: list[str] = []
    if facts.displayed_width and facts.displayed_height:
        parts.append(f"{facts.displayed_width} × {facts.displayed_height} pixels")
    if facts.duration_s is not None:
        parts.append(f"{facts.duration_s:.3f} s")
    if facts.frame_count is not None:
        parts.append(f"{facts.frame_count} frames")
    if facts.rate_kind is not None:
        parts.append(f"{facts.rate_kind} rate")
    if facts.codec:
        parts.append(facts.codec)
    if facts.rotation_deg:
        parts.append(f"turned by {facts.rotation_deg}°")
    return " · ".join(parts)
