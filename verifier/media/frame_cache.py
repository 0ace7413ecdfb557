"""Decoded frames kept around the one that is shown, bounded by the bytes they hold."""

from bisect import bisect_left, insort

from av.video.frame import VideoFrame

from verifier.media.frame_identity import frame_bytes

AHEAD_WEIGHS = 3


class FrameCache:
    """Decoded frames by ordinal; the one farthest from the frame looked at goes first.

    Frames are kept as decoded (1.5 bytes a pixel in common clips, half of what RGB takes), so that identity and
    pixels of a frame that is shown again come from the very buffer of the first time.
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._bytes = 0
        self._looked_at = 0
        self._frames: dict[int, VideoFrame] = {}
        self._order: list[int] = []

    def look_at(self, ordinal: int) -> None:
        """Keep what lies around this frame from now on."""
        self._looked_at = ordinal

    def get(self, ordinal: int) -> VideoFrame | None:
        """Return a kept frame, or ``None``."""
        return self._frames.get(ordinal)

    def put(self, ordinal: int, frame: VideoFrame) -> None:
        """Keep a frame; let go of the farthest until all fit. One always stays."""
        if ordinal in self._frames:
            return
        self._frames[ordinal] = frame
        insort(self._order, ordinal)
        self._bytes += frame_bytes(frame)
        while self._bytes > self.most_bytes and len(self._order) > 1:
            first, last = self._order[0], self._order[-1]
            # What lies ahead is decoded again soon enough; what lies behind needs all frames from its key frame on.
            is_first = self._looked_at - first > AHEAD_WEIGHS * (last - self._looked_at)
            farthest = self._order.pop(0 if is_first else -1)
            self._bytes -= frame_bytes(self._frames.pop(farthest))

    def run(self, ordinal: int) -> tuple[int, int]:
        """Return the first and the last of the frames kept without a gap around one that is kept.

        For one that is not kept: ``(ordinal, ordinal - 1)``, a run of none.
        """
        if ordinal not in self._frames:
            return ordinal, ordinal - 1
        at = bisect_left(self._order, ordinal)
        low = high = at
        while low > 0 and self._order[low - 1] == self._order[low] - 1:
            low -= 1
        while high + 1 < len(self._order) and self._order[high + 1] == self._order[high] + 1:
            high += 1
        return self._order[low], self._order[high]

    def room_for(self, frame: VideoFrame) -> int:
        """How many frames of that size fit, at least 1."""
        return max(1, self.most_bytes // max(1, frame_bytes(frame)))
