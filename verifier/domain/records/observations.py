"""What is seen, where in the picture and when in the clip."""

from datetime import datetime
from fractions import Fraction
from typing import Literal

import msgspec

from verifier.domain.frames import When
from verifier.domain.ids import Id
from verifier.domain.records.base import Base
from verifier.domain.records.items import Recipe
from verifier.domain.regions import Region

KeyframeState = Literal["shown", "hidden", "vanished"]


class AppliedFilter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A filter that was on while something was seen: its name, the program's version, its settings."""

    function: str
    version: str
    parameters: dict[str, str | int | float | bool | None]


class Observation(Base, frozen=True, kw_only=True, tag="observation"):
    """Something a person saw: in which item, when, in which region of the stored grid.

    Of what moves, ``when`` is a track, and the regions stand in its :class:`Keyframe` records; ``region`` is the first.
    """

    item: Id
    when: When
    region: Region
    seen: str = ""
    transcript: str = ""
    observed_by: Id
    observed_at: datetime
    drawn_with: tuple[AppliedFilter, ...] = ()
    """Filters that the picture was shown with, in the order in which they were applied; none: as the file has it."""


class Keyframe(Base, frozen=True, kw_only=True, tag="keyframe"):
    """Where a region that moves stands on one frame, in pixels of the stored grid; between two it is interpolated.

    ``state``: "hidden" where something covers it, "vanished" where it has left the picture; from there on to the next
    keyframe it stands nowhere, and ``region`` is ``None``. ``proposed_by``: how a program found it, where one did and a
    person accepted it.
    """

    observation: Id
    pts: int
    time_base: Fraction
    state: KeyframeState = "shown"
    region: Region | None = None
    proposed_by: Recipe | None = None
    set_by: Id
    set_at: datetime

    def __post_init__(self) -> None:
        if (self.region is None) != (self.state != "shown"):
            raise ValueError("a keyframe has a region where it is shown, and only there")

    @property
    def time_s(self) -> Fraction:
        """Exact container time of the keyframe in seconds."""
        return self.pts * self.time_base
