"""A line in a picture, a lens and a known length: how far away, or how large. A bound, not a position."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from verifier.domain.ids import Id, Key
from verifier.domain.records.base import Base

Positive = Annotated[float, Meta(gt=0)]
NotNegative = Annotated[float, Meta(ge=0)]
LensBasis = Literal["equivalent_35mm", "focal_and_sensor", "stated"]


class Measured(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value and its error, half of the span that holds the true one in 95 of 100 cases; units by the field."""

    value: Positive
    error: NotNegative


class SizeFit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A catalog entry whose stated length was laid beside a size: ``length_m`` in metres, and whether it fits."""

    entry_id: str
    name: str
    dimension: str
    length_m: Positive
    fits: bool


class SizeCheck(Base, frozen=True, kw_only=True, tag="size_check"):
    """What a line says about distance or size, with everything it was worked out from.

    ``solves`` "distance": ``size_m`` was known, of the thing called ``dimension``; "size": ``distance_m`` was.
    A line seen at a slant looks shorter than it is: the true distance is at most ``distance_m`` (and its error), the
    true size at least ``size_m`` (less its error). ``lens_words`` and ``picture_words`` say which readings the focal
    length and the whole picture rest on. ``entry_id``: the catalog entry that gave the size, where one did.
    """

    about: Key
    solves: Literal["distance", "size"]
    length_px: Measured
    focal_px: Measured
    lens: LensBasis
    lens_words: str = ""
    picture_words: str = ""
    dimension: str = ""
    entry_id: str | None = None
    size_m: Measured
    distance_m: Measured
    fits: tuple[SizeFit, ...] = ()
    function: str
    checked_by: Id
    checked_at: datetime
