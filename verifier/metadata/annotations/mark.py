"""What one file of annotations says: marks on named pictures, on the grid of the picture as its program showed it."""

import math
from typing import Any, cast

import msgspec

from verifier.domain.errors import RefusedFile
from verifier.domain.regions import Region, Vertex

MAX_BYTES = 128 * 1024 * 1024
"""COCO's training set of 2017, 860,001 objects, has 448 MB of JSON; that is no work of a case."""
MAX_MARKS = 20_000
MAX_VERTICES = 5_000
MAX_WORDS = 2_000
FARTHEST_PX = 1e7
"""No picture is so wide: numbers beyond are damage."""


class Pictured(msgspec.Struct, frozen=True):
    """A picture that marks are on: its name, and its size and hash where the file tells them.

    ``frame``: the frame of a clip, counted from 0; ``None`` for a photo or where it is not told. ``last_frame``: the
    last that the mark holds for.
    """

    name: str
    width: int | None = None
    height: int | None = None
    size_bytes: int | None = None
    sha256: str = ""
    frame: int | None = None
    last_frame: int | None = None


class Stop(msgspec.Struct, frozen=True):
    """Where a region that moves is on one frame; ``None``: from there on it is not to be seen.

    ``is_key``: a person put it there; else the program worked it out, evenly by the number of the frame.
    """

    frame: int
    region: Region | None
    is_key: bool = True


class Mark(msgspec.Struct, frozen=True):
    """One region on one picture, and the words the file gives for it: a label, a description.

    ``stops``: in order of frames, of a region that moves through a clip; the first shows it.
    """

    picture: Pictured
    region: Region
    said: str = ""
    words: str = ""
    stops: tuple[Stop, ...] = ()


class Misfit(msgspec.Struct, frozen=True):
    """Something in the file that is no mark, where it stood, and why in a sentence."""

    where: str
    sentence: str


class Annotated(msgspec.Struct, frozen=True):
    """Everything one file says. ``form``: the name of its format."""

    form: str
    title: str
    marks: tuple[Mark, ...] = ()
    misfits: tuple[Misfit, ...] = ()


class NoRegion(Exception):
    """Raised with a sentence where coordinates make no region; for the readers of this package alone."""


def as_object(value: object) -> dict[str, Any] | None:
    """Return a JSON object, ``None`` for anything else."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def as_list(value: object) -> list[Any] | None:
    """Return a JSON list, ``None`` for anything else."""
    return cast("list[Any]", value) if isinstance(value, list) else None


def number(value: object) -> float:
    """Return a coordinate; raise :class:`NoRegion` for what is none, not finite, or beyond every picture."""
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            value = None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise NoRegion(NO_NUMBERS)
    if abs(value) > FARTHEST_PX:
        raise NoRegion(NO_NUMBERS)
    return float(value)


def vertices(points: object, least: int, most: int = MAX_VERTICES) -> tuple[Vertex, ...]:
    """Return pairs of coordinates; raise :class:`NoRegion` where there are too few, too many, or they are none."""
    listed = as_list(points)
    if listed is None or not least <= len(listed) <= most:
        raise NoRegion(WRONG_COUNT)
    found: list[Vertex] = []
    for point in listed:
        pair = as_list(point)
        if pair is None or len(pair) != 2:
            raise NoRegion(NO_NUMBERS)
        found.append((number(pair[0]), number(pair[1])))
    return tuple(found)


def words(value: object) -> str:
    """Return a text as it may be kept: one that is too long is cut, and what is no text is empty."""
    return value[:MAX_WORDS].replace("\x00", "\ufffd") if isinstance(value, str) else ""


def whole(value: object) -> int | None:
    """Return a number of pixels, bytes or frames, ``None`` for what is none."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 16:
        value = int(value)
    is_whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 53
    return value if is_whole else None  # pyright: ignore[reportReturnType]


def refuse_many(count: int, name: str) -> None:
    """Raise :class:`RefusedFile` where a file holds more marks than a case can take at once."""
    if count > MAX_MARKS:
        raise RefusedFile(f"The file holds {count:,} regions; at most {MAX_MARKS:,} are taken at once.", name)


NO_NUMBERS = "Its coordinates are no numbers that lie in a picture."
WRONG_COUNT = "It has too few points for its kind, or too many."
UNKNOWN_KIND = "Its kind is not one that can be taken over."
NO_PICTURE = "It does not say which picture it is on."
DAMAGED = "It is not written as its format wants it."
MASK = "It is a mask of pixels; only outlines are taken over."
"""Sentences of misfits."""
