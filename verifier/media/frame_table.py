"""The displayed frames of one clip in order of PTS, as integers of the stream's time base; no decoder, no numpy.

The window uses it too: it finds the frame for a time, steps between key frames and names what is shown without asking
a worker.
"""

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

import msgspec

from verifier.domain.errors import UsageError
from verifier.domain.inspection import RateKind
from verifier.media.when import AskedFrame, ByOrdinal, ByPts


class PackedTable(msgspec.Struct, frozen=True):
    """A frame table on its way between processes.

    ``pts``: 8 bytes each, signed, little-endian. ``keys``: one byte each, 1 for a key frame.
    """

    pts: bytes
    keys: bytes
    time_base: Fraction


class FrameTable:
    """PTS and key flags of the displayed frames; the ordinal of a frame is its place in here.

    PTS never fall; two frames may share one (then only the ordinal tells them apart).
    """

    def __init__(self, pts: Iterable[int], keys: bytes, time_base: Fraction) -> None:
        self.pts = array("q", pts)
        self.keys = keys
        self.time_base = time_base
        if len(self.pts) != len(keys) or any(later < earlier for earlier, later in pairwise(self.pts)):
            raise ValueError("not a frame table")

    def __len__(self) -> int:
        return len(self.pts)

    def pack(self) -> PackedTable:
        """Write the table as bytes, the same on every machine."""
        return PackedTable(_swapped(self.pts).tobytes(), self.keys, self.time_base)

    @classmethod
    def unpack(cls, packed: PackedTable) -> "FrameTable":
        """Read a table from bytes; raise ``ValueError`` where they do not fit together."""
        pts = array("q")
        pts.frombytes(packed.pts)
        return cls(_swapped(pts), packed.keys, packed.time_base)

    def time_s(self, ordinal: int) -> Fraction:
        """Exact container time of a frame in seconds."""
        return self.pts[ordinal] * self.time_base

    def ordinal_of_pts(self, pts: int) -> int | None:
        """Return the first frame of exactly that PTS, or ``None``."""
        found = bisect_left(self.pts, pts)
        return found if found < len(self.pts) and self.pts[found] == pts else None

    def shown_at(self, time_s: Fraction) -> int | None:
        """Return the frame on the screen at a container time; ``None`` before the first and after the last frame."""
        found = bisect_right(self.pts, time_s / self.time_base) - 1
        return found if found >= 0 and time_s < self.end_s else None

    def key_before(self, ordinal: int) -> int:
        """Return the last key frame at or before a frame, 0 where there is none."""
        return max(self.keys.rfind(b"\x01", 0, ordinal + 1), 0)

    def key_after(self, ordinal: int) -> int | None:
        """Return the first key frame after a frame, or ``None``."""
        found = self.keys.find(b"\x01", ordinal + 1)
        return None if found < 0 else found

    @property
    def end_s(self) -> Fraction:
        """Container time when the last frame leaves the screen: it is given the distance of the one before."""
        last_distance = self.pts[-1] - self.pts[-2] if len(self.pts) > 1 else 1
        return (self.pts[-1] + max(last_distance, 1)) * self.time_base

    def ordinal_at(self, asked: AskedFrame) -> int:
        """Find the frame a person asked for; raise ``UsageError`` with what there is where there is none."""
        if isinstance(asked, ByOrdinal):
            found = asked.ordinal if 0 <= asked.ordinal < len(self.pts) else None
        elif isinstance(asked, ByPts):
            found = self.ordinal_of_pts(asked.pts)
        else:
            found = self.shown_at(asked.time_s)
        if found is None:
            raise UsageError(self._what_there_is(asked))
        return found

    def rates(self) -> tuple[RateKind | None, float | None, float | None]:
        """Return constant or variable, and the least and greatest frames per second between neighbors.

        Containers round PTS to their time base (a Matroska at 30 frames a second says 33, 33, 34 ms), so distances that
        differ by one unit count as the same.
        """
        distances = {later - earlier for earlier, later in pairwise(self.pts) if later > earlier}
        if not distances:
            return None, None, None
        longest, shortest = max(distances), min(distances)
        kind: RateKind = "constant" if longest - shortest <= 1 else "variable"
        return kind, float(1 / (longest * self.time_base)), float(1 / (shortest * self.time_base))

    def _what_there_is(self, asked: AskedFrame) -> str:
        first, last = self.pts[0], self.pts[-1]
        if isinstance(asked, ByOrdinal):
            return f"There is no frame #{asked.ordinal}: the frames are #0 to #{len(self.pts) - 1}."
        if isinstance(asked, ByPts):
            return (
                f"No frame has PTS {asked.pts}: the first is {first}, the last {last}, in units of {self.time_base} s."
            )
        return (
            f"No frame is shown at {float(asked.time_s):g} s: "
            f"the clip runs from {float(self.time_s(0)):.3f} s to {float(self.end_s):.3f} s."
        )


def _swapped(values: "array[int]") -> "array[int]":
    """Turn an array between this machine's byte order and little-endian."""
    if sys.byteorder == "little":
        return values
    turned = array("q", values)
    turned.byteswap()
    return turned
