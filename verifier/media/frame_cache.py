"""Decoded frames kept for stepping back, bounded by the bytes they hold."""

from collections import OrderedDict

from av.video.frame import VideoFrame

from verifier.media.frame_identity import frame_bytes


class FrameCache:
    """Decoded frames by ordinal; the one not asked for longest goes first.

    Frames are kept as decoded (1.5 bytes a pixel in common clips, half of what RGB takes), so that identity and
    pixels of a frame that is shown again come from the very buffer of the first time.
    """

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._bytes = 0
        self._frames: OrderedDict[int, VideoFrame] = OrderedDict()

    def get(self, ordinal: int) -> VideoFrame | None:
        """Return a kept frame, or ``None``."""
        if ordinal in self._frames:
            self._frames.move_to_end(ordinal)
        return self._frames.get(ordinal)

    def put(self, ordinal: int, frame: VideoFrame) -> None:
        """Keep a frame; let go of others until all fit. The newest always stays."""
        if ordinal in self._frames:
            return
        self._frames[ordinal] = frame
        self._bytes += frame_bytes(frame)
        while self._bytes > self.most_bytes and len(self._frames) > 1:
            self._bytes -= frame_bytes(self._frames.popitem(last=False)[1])

    def room_for(self, frame: VideoFrame) -> int:
        """How many frames of that size fit, at least 1."""
        return max(1, self.most_bytes // max(1, frame_bytes(frame)))
