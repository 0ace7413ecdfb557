"""What workers are asked about following a region through a clip, and what they answer; imports no decoder."""

from typing import Literal

import msgspec

from verifier.domain.regions import Region

Why = Literal["end", "lost", "unlike", "left", "plain", ""]
"""Why it stopped: the clip ends; too few points move together; it no longer looks alike; it leaves the picture; there
is nothing on it to hold on to; ``""``: it has not."""


class FollowOn(msgspec.Struct, frozen=True):
    """Follow a region for some frames, from where it was found last; of one ``job`` what it looks like is remembered.

    ``region`` in the stored grid, on frame ``ordinal``; ``first``: the frame and region it was marked on. ``step``: 1
    onwards, -1 backwards. Any worker can go on with any job: there are several, and one may have died.
    """

    path: bytes
    job: str
    ordinal: int
    region: Region
    first: tuple[int, Region]
    step: int
    frames: int


class Followed(msgspec.Struct, frozen=True):
    """Where it stands on the frames after ``ordinal``, in the stored grid, in the order they were looked at."""

    regions: tuple[tuple[int, Region], ...]
    why: Why
    libraries: dict[str, str]
