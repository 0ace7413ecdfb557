"""Read a latitude and a longitude written as angles: decimal, degrees and minutes, or degrees, minutes and seconds.

Hemispheres by sign or by letter, before or after, in Latin, Russian or Ukrainian. The order is latitude, longitude
unless letters or words say otherwise.
"""

import re
from typing import Literal, NamedTuple

from verifier.domain.errors import UsageError

Axis = Literal["latitude", "longitude"]
HINT = "Write them like 48.2082, 16.3738 or 48°12'29.5\"N 16°22'25.7\"E."
_LATITUDE, _LONGITUDE = "%", "&"
"""What words such as "lat:" and "долгота" become while reading."""
_WORDS: tuple[tuple[str, str], ...] = (
    (r"lat(?:itude)?\b\.?\s*[:=]?|широта\s*[:=]?", _LATITUDE),
    (r"lo?ng?(?:itude)?\b\.?\s*[:=]?|долгота\s*[:=]?|довгота\s*[:=]?", _LONGITUDE),
    (r"north|пн\.?\s*ш\b\.?|пн\b\.?|с\.?\s*ш\b\.?|с", "N"),
    (r"south|пд\.?\s*ш\b\.?|пд\b\.?|ю\.?\s*ш\b\.?|ю", "S"),
    (r"east|сх\.?\s*д\b\.?|сх\b\.?|в\.?\s*д\b\.?|в", "E"),
    (r"west|зх\.?\s*д\b\.?|зх\b\.?|з\.?\s*д\b\.?|з", "W"),
)
"""Words for axes and directions; the bare Cyrillic letters are the Russian ones (север, юг, восток, запад)."""
_MARKS = (("º˚", "°"), ("′’‘ʹ´`", "'"), ("″”“ʺ„", '"'), ("−–", "-"), ("\u200e\u200f\u202a\u202c", ""))  # fmt: skip
"""Marks that keyboards and typesetters put for the plain ones; direction marks of bidirectional text are dropped."""
_SPELT_UNITS = (
    (r"(?<=\d)\s*d(?:eg(?:rees?)?)?(?![a-z])", "°"),
    (r"(?<=\d)\s*m(?:in(?:utes?)?)?(?![a-z])", "'"),
    (r"(?<=\d)\s*s(?:ec(?:onds?)?)?(?![a-z])", '"'),
)
"""Small letters only: a capital S is the south."""
_NUMBER = r"\d{1,3}(?:[.,]\d+)?"
_ANGLE = re.compile(
    rf"[%&]?\s*(?P<before>[NSEW])?\s*(?P<sign>[-+])?\s*(?P<degrees>{_NUMBER})"
    rf"(?:(?:\s*°\s*|\s+)(?P<minutes>{_NUMBER})(?:(?:\s*'\s*|\s+)(?P<seconds>{_NUMBER}))?)?"
    r"\s*[°'\"]?\s*(?P<after>[NSEW])?"
)
_SIGN = {"N": 1, "E": 1, "S": -1, "W": -1}
_AXIS: dict[str, Axis] = {"N": "latitude", "S": "latitude", "E": "longitude", "W": "longitude"}


class _Angle(NamedTuple):
    """One angle in signed degrees, the axis its letter or word named, and whether minutes were written."""

    degrees: float
    axis: Axis | None
    has_minutes: bool


def read_pair(text: str) -> tuple[float, float, bool]:
    """Return latitude, longitude in degrees, and whether minutes were written; raise :class:`UsageError`."""
    parts = _split(_plain(text))
    if parts is None:
        raise UsageError(f"These are not two coordinates. {HINT}", text)
    first, second = _angle(parts[0], text), _angle(parts[1], text)
    if first.axis is not None and first.axis == second.axis:
        raise UsageError(f"Both numbers are given as {first.axis}.", text)
    if first.axis == "longitude" or second.axis == "latitude":
        first, second = second, first
    return first.degrees, second.degrees, first.has_minutes or second.has_minutes


def _plain(text: str) -> str:
    """Level marks, units and words; what is left is digits, signs, marks, N S E W and separators."""
    for variants, mark in _MARKS:
        for variant in variants:
            text = text.replace(variant, mark)
    text = text.replace("''", '"')
    for pattern, mark in _SPELT_UNITS:
        text = re.sub(pattern, mark, text)
    for pattern, letter in _WORDS:
        text = re.sub(rf"(?<![^\W\d_])(?:{pattern})(?![^\W\d_])", letter, text, flags=re.IGNORECASE)
    return text.upper().strip(" ()[]")


def _split(text: str) -> tuple[str, str] | None:
    """Part the two angles: by words, letters, a clear separator, degree signs, or the one blank."""
    for marks in (_LATITUDE + _LONGITUDE, "NSEW"):
        places = [place for place, char in enumerate(text) if char in marks]
        if len(places) == 2:
            return _cut(text, places[1] if places[0] == 0 else places[0] + 1)
    for separator in (r"[;/|]", r",\s+"):
        parts = re.split(separator, text)
        if len(parts) == 2:
            return parts[0], parts[1]
    if text.count(",") == 1:
        return _split_at_comma(text)
    degree_signs = [match.start() for match in re.finditer(r"[-+]?[\d.,]+\s*°", text)]
    if len(degree_signs) == 2:
        return _cut(text, degree_signs[1])
    parts = text.split()
    return (parts[0], parts[1]) if len(parts) == 2 else None


def _split_at_comma(text: str) -> tuple[str, str] | None:
    first, _, second = text.partition(",")
    if re.fullmatch(r"[-+]?\d+", first.strip()) and re.fullmatch(r"\d+", second):
        raise UsageError(f"Is that one number with a decimal comma, or two numbers? {HINT}", text)
    if " " in text and "." not in text and "°" not in text:
        parts = text.split()
        return (parts[0], parts[1]) if len(parts) == 2 else None
    return first, second


def _cut(text: str, place: int) -> tuple[str, str]:
    return text[:place].rstrip(" ,;"), text[place:].lstrip(" ,;")


def _angle(part: str, text: str) -> _Angle:
    match = _ANGLE.fullmatch(part.strip(" ,"))
    if match is None:
        raise UsageError(f"“{part.strip()}” is not an angle. {HINT}", text)
    letters = {match["before"], match["after"]} - {None}
    if len(letters) > 1 or (letters and match["sign"] == "-"):
        raise UsageError("Give the hemisphere by a sign or by one letter, not by both.", text)
    letter = next(iter(letters), None)
    size = _size([match["degrees"], match["minutes"], match["seconds"]], text)
    sign = _SIGN[letter] if letter else -1 if match["sign"] == "-" else 1
    return _Angle(sign * size, _axis(part, letter, text), match["minutes"] is not None)


def _axis(part: str, letter: str | None, text: str) -> Axis | None:
    worded: Axis | None = {_LATITUDE: "latitude", _LONGITUDE: "longitude"}.get(part.strip()[:1])  # type: ignore[assignment]
    if worded is not None and letter is not None and _AXIS[letter] != worded:
        raise UsageError(f"A {worded} cannot end in {letter}.", text)
    return worded or (_AXIS[letter] if letter else None)


def _size(steps: list[str | None], text: str) -> float:
    written = [step.replace(",", ".") for step in steps if step is not None]
    if any("." in step for step in written[:-1]):
        raise UsageError("Only the last of degrees, minutes and seconds can have decimals.", text)
    if any(float(step) >= 60 for step in written[1:]):
        raise UsageError("Minutes and seconds are below 60.", text)
    return sum(float(step) / 60**power for power, step in enumerate(written))
