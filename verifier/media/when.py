"""Read what a person types to name a frame.

``#812`` is an ordinal, ``pts:27093`` a PTS, ``27.093`` the frame then shown.
Times are container times, as players and ``ffprobe`` print them: PTS times time base. They are exact: ``27.093`` means
27093/1000 of a second, not the nearest binary number.
"""

import re
from fractions import Fraction

import msgspec

from verifier.domain.errors import UsageError


class ByOrdinal(msgspec.Struct, frozen=True):
    """The displayed frame of that number, counted from 0 in order of PTS."""

    ordinal: int


class ByPts(msgspec.Struct, frozen=True):
    """The frame whose PTS is exactly that many units of the stream's time base."""

    pts: int


class ByTime(msgspec.Struct, frozen=True):
    """The frame that is on the screen at that container time in seconds."""

    time_s: Fraction


AskedFrame = ByOrdinal | ByPts | ByTime

_ORDINAL = re.compile(r"#\s*([0-9]{1,18})", re.ASCII)
_PTS = re.compile(r"pts\s*:\s*(-?[0-9]{1,18})", re.ASCII | re.IGNORECASE)
_TIME = re.compile(r"(?:(?:([0-9]{1,6}):)?([0-9]{1,6}):)?([0-9]{1,9}(?:\.[0-9]{1,12})?)\s*s?", re.ASCII)


def parse_when(text: str) -> AskedFrame:
    """Read ``#812``, ``pts:27093``, ``27.093``, ``0:27.093`` or ``1:02:03.5``; else raise ``UsageError``."""
    words = text.strip()
    if match := _ORDINAL.fullmatch(words):
        return ByOrdinal(int(match[1]))
    if match := _PTS.fullmatch(words):
        return ByPts(int(match[1]))
    if match := _TIME.fullmatch(words):
        return ByTime(_seconds(match))
    raise UsageError("A frame is named as #812 (its number), pts:27093 (its PTS) or 27.093 (seconds).", text)


def _seconds(match: re.Match[str]) -> Fraction:
    hours, minutes, seconds = int(match[1] or 0), int(match[2] or 0), Fraction(match[3])
    if match[2] is not None and (seconds >= 60 or (match[1] is not None and minutes >= 60)):
        raise UsageError("Minutes and seconds run from 0 to 59 where a colon stands before them.", match[0])
    return hours * 3600 + minutes * 60 + seconds
