"""A length measured on a picture: how far away a thing of known length is, or how long a thing at a known distance."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from verifier.domain.ids import Id, Key
from verifier.domain.records.base import Base
from verifier.domain.records.claims import CatalogRef, NotNegative
from verifier.domain.regions import Vertex

Positive = Annotated[float, Meta(gt=0)]


class Lens(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A focal length in pixels of the picture as the camera took it, its error, and what both rest on in words."""

    focal_px: Positive
    error_px: NotNegative
    basis: Literal["metadata", "stated"]
    words: str


class Framing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the picture that was measured lies in the one the camera took; both at one scale, in square pixels.

    ``left_px``/``top_px``: its corner of least x and y; ``None`` where it was cut out and nobody knows where.
    """

    width_px: Positive
    height_px: Positive
    left_px: float | None = 0.0
    top_px: float | None = 0.0


class SizeCheck(Base, frozen=True, kw_only=True, tag="size_check"):
    """What follows from a line, a lens and one known number; errors are half widths, in the unit of their value.

    ``about``: the region, a line of two ends; ``ends``: where they lay, on the stored grid. ``asks`` names what was
    not known and follows by ``formula``. ``is_across``: a person says that the line lies square to the line of sight;
    else a distance is the most and a size the least that it can be. ``off_axis_deg``: angle from the middle of the
    picture to the middle of the line.
    """

    about: Key
    asks: Literal["distance", "size"]
    what: str
    entry: CatalogRef | None = None
    source: str = ""
    length_m: Positive
    length_error_m: NotNegative
    distance_m: Positive
    distance_error_m: NotNegative
    is_across: bool
    ends: tuple[Vertex, Vertex]
    line_px: Positive
    line_error_px: NotNegative
    off_axis_deg: Annotated[float, Meta(ge=0, lt=90)] | None
    lens: Lens
    framing: Framing
    formula: str
    note: str = ""
    stated_by: Id
    stated_at: datetime
