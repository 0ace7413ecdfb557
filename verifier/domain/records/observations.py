"""What is seen, where in the picture and when in the clip."""

from datetime import datetime

import msgspec

from verifier.domain.frames import When
from verifier.domain.ids import Id
from verifier.domain.records.base import Base
from verifier.domain.regions import Region


class AppliedFilter(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A filter that was on while something was seen: its name, the program's version, its settings."""

    function: str
    version: str
    parameters: dict[str, str | int | float | bool | None]


class Observation(Base, frozen=True, kw_only=True, tag="observation"):
    """Something a person saw: in which item, when, in which region of the stored grid."""

    item: Id
    when: When
    region: Region
    seen: str = ""
    transcript: str = ""
    observed_by: Id
    observed_at: datetime
    drawn_with: tuple[AppliedFilter, ...] = ()
    """Filters that the picture was shown with, in the order in which they were applied; none: as the file has it."""
