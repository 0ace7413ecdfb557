"""What a worker is asked about how a copy lies in another, and what it answers. Imports no decoder."""

import msgspec


class PlaceCopy(msgspec.Struct, frozen=True):
    """Find how one picture lies in another: of a photo, or of frame ``ordinal`` of a clip."""

    path: bytes
    ordinal: int | None
    other: bytes
    other_ordinal: int | None


class PlacedCopy(msgspec.Struct, frozen=True):
    """How it lies: ``turn`` and ``matrix`` as in ``Placing``; ``agreeing``: features that agree on it.

    ``agreeing`` 0: no features agree, but the whole pictures look alike, and corners lie on corners. ``turn`` ``None``:
    nothing was found.
    """

    turn: int | None = None
    matrix: tuple[float, float, float, float, float, float] = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
    agreeing: int = 0
