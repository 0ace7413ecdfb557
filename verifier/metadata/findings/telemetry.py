"""Telemetry set against the clip and against what can fly: its length, its gaps, its fastest move.

Rests on the summary that stands in the readings (``metadata/telemetry/summary.py``), of the file itself or of the
subtitles beside it.
"""

import re
from collections.abc import Iterator

import msgspec

from verifier.domain.inspection import Technical
from verifier.domain.readings import FloatValue, IntegerValue, Reading
from verifier.metadata.findings.base import Look, Rule, Said

GROUP = "Telemetry"
FASTEST_M_S = 100.0
"""Faster than any multirotor on sale (DJI's FPV: 39 m/s) with a storm behind it; the catalog names no top speeds."""
SLACK_S, SLACK_PART = 3.0, 0.02
"""A track at one sample a second ends up to a second early, and recording starts a moment late."""
_STRETCH = re.compile(r"from ([\d.]+) s to ([\d.]+) s$")
GAP_S, GAP_STEPS = 2.0, 10
GPX = "GPX"


class _Told(msgspec.Struct, frozen=True):
    """One number of the summary: where it stood, and the reading if it is the file's own."""

    number: float
    where: str
    readings: tuple[int, ...] = ()


def _told(look: Look) -> tuple[dict[str, _Told], str]:
    """Return the numbers of the summary by name, and what the track is."""
    found: dict[str, _Told] = {}
    source = ""
    own = [(place, look.readings[place]) for place in look.at(GROUP)]
    beside = [(-1, reading) for reading in look.beside if reading.group == GROUP]
    for place, reading in own or beside:
        if reading.name == "Source":
            source = reading.text
        elif isinstance(reading.value, FloatValue | IntegerValue):
            number = reading.value.number if isinstance(reading.value, FloatValue) else float(reading.value.integer)
            found[reading.name] = _Told(number, reading.where, (place,) if place >= 0 else ())
    return found, source


def _length(look: Look) -> Iterator[Said]:
    told, _ = _told(look)
    length = look.technical.duration_s
    last, first, step = (told.get(name) for name in ("LastTime", "FirstTime", "UsualStep"))
    if look.kind != "video" or not length or last is None or first is None or step is None:
        return
    runs = last.number - first.number + step.number
    if abs(runs - length) > max(SLACK_S, SLACK_PART * length, 2 * step.number):
        sentence = f"The telemetry runs for {runs:.1f} s and the clip for {length:.1f} s."
        yield Said(sentence, (*first.readings, *last.readings))


def _speed(look: Look) -> Iterator[Said]:
    told, _ = _told(look)
    move = told.get("FastestMove")
    if move is not None and move.number > FASTEST_M_S:
        first, last = _from_to(move)
        speed = f"{move.number * 3.6:,.0f}"
        yield Said(
            f"From {first} s to {last} s the positions move at {speed} km/h, faster than such a machine flies.",
            move.readings,
        )


def _gap(look: Look) -> Iterator[Said]:
    told, source = _told(look)
    gap, step = told.get("LongestGap"), told.get("UsualStep")
    if gap is None or step is None or source.startswith(GPX):
        return
    if gap.number > max(GAP_S, GAP_STEPS * step.number):
        first, last = _from_to(gap)
        yield Said(f"The telemetry has a gap from {first} s to {last} s.", gap.readings)


def _from_to(told: _Told) -> tuple[str, str]:
    """Return the seconds that a stretch lies between, as its place words them."""
    found = _STRETCH.search(told.where)
    return (found[1], found[2]) if found is not None else ("?", "?")


def findings_beside(track: tuple[Reading, ...], technical: Technical) -> tuple[str, ...]:
    """Set the summary of a track against the clip that it lies beside; notes left out."""
    look = Look((), {}, "video", technical=technical, beside=track)
    return tuple(said.sentence for rule in RULES if rule.severity != "note" for said in rule.check(look))


RULES = (
    Rule(
        "telemetry_length",
        "attention",
        _length,
        (
            "The clip was cut and the telemetry was left as it was.",
            "The device writes slow motion or a time lapse, and its telemetry in real time.",
        ),
    ),
    Rule(
        "telemetry_jump",
        "attention",
        _speed,
        (
            "Satellite signals were jammed or imitated, as is common near fighting.",
            "The receiver corrected its position after it had lost the satellites.",
            "The track was recorded in an aircraft.",
        ),
    ),
    Rule(
        "telemetry_gap",
        "attention",
        _gap,
        (
            "Parts of the clip were cut out and the telemetry with them.",
            "The connection or the card failed for a while.",
        ),
    ),
)
