"""What workers are asked about two pictures laid over each other, and what they answer. Imports no decoder."""

import msgspec

from verifier.domain.frames import FrameRef
from verifier.media.messages import SharedPixels

Placement = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f of x' = ax + by + c, y' = dx + ey + f: shares of the longer side of the second picture to those of
the first; the second is mirrored left to right before where that is said."""


class Picture(msgspec.Struct, frozen=True):
    """A photo (``ordinal`` is ``None``) or one frame of a clip."""

    path: bytes
    ordinal: int | None


class CompareTwo(msgspec.Struct, frozen=True):
    """Lay the second picture over the first and take the absolute difference; answered by :class:`Compared`.

    ``max_side``: pixels of the longer side at which they are compared. ``amplify``: what the difference is multiplied
    with to be shown; the numbers are of the difference itself. ``threshold``: of 255.
    """

    one: Picture
    other: Picture
    max_side: int
    amplify: int
    threshold: int


class Compared(msgspec.Struct, frozen=True):
    """How two pictures differ where both are: the amplified difference on the grid of the first, and its numbers.

    ``placement``: how the second was laid over the first, found by features that agree; ``None``: nothing agreed, so
    that they were laid over each other by their size alone. ``covered``: the share of the first that the second covers.
    ``mean``: of all values (0 to 255); ``most``: the largest; ``share``: of pixels where a channel differs by more than
    the threshold. ``width`` and ``height``: the grid they were compared on.
    """

    pixels: SharedPixels
    placement: Placement | None
    is_mirrored: bool
    covered: float
    mean: float
    most: int
    share: float
    width: int
    height: int
    frames: tuple[FrameRef | None, FrameRef | None]
