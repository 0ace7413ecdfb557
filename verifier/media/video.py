"""Clips: exact frames by ordinal, and the technical facts of a moving picture.

Imported by workers only. A clip is opened with the demuxer its first bytes name, its frames are listed once, and each
frame is handed out with its identity: PTS, time base, ordinal and hash, taken from the very buffer the pixels are made
of.
"""

from pathlib import Path
from typing import NamedTuple

from av.video.frame import VideoFrame

from verifier.domain.errors import UnsupportedFile
from verifier.domain.frames import FrameRef
from verifier.domain.inspection import Technical, Trouble
from verifier.media.clip_facts import orientation_of_clip, technical_of, troubles_of
from verifier.media.clip_opening import OpenedClip
from verifier.media.frame_identity import frame_sha256
from verifier.media.frame_index import build_index
from verifier.media.frame_pixels import FrameConverter, Pixels
from verifier.media.frame_reader import CACHE_BYTES, FrameReader
from verifier.media.frame_table import FrameTable
from verifier.media.key_looks import LOOK_SIDE, LOOKS_AFTER_S, KeyLooks, Look
from verifier.media.media_types import Sniffed
from verifier.media.upright import Orientation
from verifier.media.when import AskedFrame, parse_when

__all__ = ["Clip", "Frame", "open_clip", "parse_when"]


class Frame(NamedTuple):
    """One frame: its identity, its pixels (height, width, 3) uint8 RGB, and what it was decoded to.

    ``is_damaged``: the decoder had to make up for missing data.
    """

    ref: FrameRef
    pixels: Pixels
    decoded: VideoFrame
    is_damaged: bool


class Clip:
    """One opened clip; frames in any order; closed by ``close`` or as a context manager."""

    def __init__(self, opened: OpenedClip, cache_bytes: int = CACHE_BYTES) -> None:
        self._opened = opened
        index = build_index(opened)
        self.table: FrameTable = index.table
        self._reader = FrameReader(opened, index, cache_bytes)
        first = self._reader.read(0)
        self.orientation: Orientation = orientation_of_clip(opened, first)
        self.technical: Technical = technical_of(opened, self.table, first, self.orientation)
        self.troubles: tuple[Trouble, ...] = troubles_of(opened, index)
        self._converter = FrameConverter(self.orientation)
        self._ready: dict[tuple[int, int | None], Frame] = {}
        self._asked: tuple[int, int | None] = (0, None)
        self._way = 1
        self._looks = KeyLooks(self.table)

    def __enter__(self) -> "Clip":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let go of its frames; the clip can no longer be read."""
        self._ready.clear()
        self._looks.clear()
        self._reader.close()
        self._opened.close()

    def frame(self, ordinal: int, *, max_side: int | None = None, raw: bool = False) -> Frame:
        """Decode one frame; raise ``UnreadableFile`` where it is damaged beyond decoding.

        Pixels are of the displayed grid, no side longer than ``max_side``; with ``raw`` of the stored grid, whole.
        """
        decoded = self._reader.read(ordinal)
        if raw:
            return self._frame_of(decoded, ordinal, max_side=max_side, raw=raw)
        self._way = -1 if ordinal < self._asked[0] else 1
        self._asked = ordinal, max_side
        ready = self._ready.get(self._asked)
        self._ready = {asked: frame for asked, frame in self._ready.items() if abs(asked[0] - ordinal) == 1}
        if ready is not None and ready.decoded is decoded:
            return ready
        return self._frame_of(decoded, ordinal, max_side=max_side)

    def fill(self) -> float | None:
        """Get ready what will be asked for next, a few milliseconds at a time; return after how many seconds to go on.

        The next frame in the way of stepping is converted and hashed, then more are decoded around it, then key frames
        for a first look. ``None``: nothing is left to do. To be called while nobody asks for anything.
        """
        ordinal, max_side = self._asked
        following = ordinal + self._way
        decoded = self._reader.kept(following)
        if decoded is not None and (following, max_side) not in self._ready:
            self._ready[following, max_side] = self._frame_of(decoded, following, max_side=max_side)
            return 0.0
        wait = self._reader.fill()
        return wait if wait is not None else self._prepare_look(ordinal)

    def _prepare_look(self, around: int) -> float | None:
        """Decode one more of the key frames near a frame, once the eye has rested."""
        key = self._looks.missing(around)
        rest = LOOKS_AFTER_S - self._reader.idle_s
        if key is None or rest > 0:
            return None if key is None else rest
        decoded = self._reader.key_picture(key)
        if decoded is None:
            self._looks.give_up(key)
        else:
            self._looks.keep(_look(self._frame_of(decoded, key, max_side=LOOK_SIDE)), around)
        return 0.0

    def pixels(self, ordinal: int, max_side: int) -> Pixels:
        """Decode one frame small and upright, without its identity: half the work where every frame is looked at."""
        return self._converter.displayed(self._reader.read(ordinal), max_side)

    def luma(self, ordinal: int, max_side: int) -> Pixels:
        """Decode the brightness of one frame, (height, width, 1) uint8, small and upright: what a hash is made of."""
        return self._converter.luma(self._reader.read(ordinal), max_side)

    def _frame_of(self, decoded: VideoFrame, ordinal: int, *, max_side: int | None = None, raw: bool = False) -> Frame:
        ref = FrameRef(self.table.pts[ordinal], self.table.time_base, ordinal, frame_sha256(decoded))
        pixels = self._converter.stored(decoded) if raw else self._converter.displayed(decoded, max_side)
        return Frame(ref, pixels, decoded, decoded.is_corrupt)

    def key_frame(self, ordinal: int, *, max_side: int | None = None) -> Look:
        """Return the key frame shown at or before a frame: the quickest picture near it, for a first look.

        No side is longer than ``LOOK_SIDE``, nor than ``max_side``.
        """
        key = self.table.key_before(ordinal)
        side = LOOK_SIDE if max_side is None else min(max_side, LOOK_SIDE)
        found = self._looks.get(key) if side == LOOK_SIDE else None
        return found or _look(self._frame_of(self._reader.read_key(key), key, max_side=side))

    def ordinal_at(self, asked: AskedFrame) -> int:
        """Find the frame a person asked for; raise ``UsageError`` where there is none."""
        return self.table.ordinal_at(asked)


def _look(frame: Frame) -> Look:
    return Look(frame.ref, frame.pixels, frame.is_damaged)


def open_clip(path: Path, sniffed: Sniffed, cache_bytes: int = CACHE_BYTES, threads: int | None = None) -> Clip:
    """Open a clip and list its frames; ``threads`` decode it, by default as many as the machine suggests.

    Raise ``RefusedFile`` (playlists, references to other files), ``UnsupportedFile`` (no moving picture in it),
    ``UnreadableFile`` (damaged beyond decoding a single frame).
    """
    if sniffed.demuxer is None:
        raise UnsupportedFile("The file is not a clip.", path.name)
    opened = OpenedClip(path, sniffed.demuxer, threads)
    try:
        return Clip(opened, cache_bytes)
    except BaseException:
        opened.close()
        raise
