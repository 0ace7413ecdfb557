"""Small pictures of a clip's key frames, got ready while nobody asks: a first look at a place one drags to.

In a clip with seconds between its key frames one of them takes as long to decode as twenty of the frames between.
"""

from typing import NamedTuple

from verifier.domain.frames import FrameRef
from verifier.media.frame_pixels import Pixels
from verifier.media.frame_table import FrameTable

LOOK_SIDE = 640
"""Longest side of a picture got ready, in pixels: it stands for as long as a hand drags."""
LOOKS_AFTER_S = 0.6
"""So long after the last frame was asked for; what lies around that one comes first."""
MOST_LOOKS = 64
"""Pictures kept at a time, 0.7 MB each."""


class Look(NamedTuple):
    """A frame for a first look: its identity, its pixels (height, width, 3) uint8 RGB, whether data was missing."""

    ref: FrameRef
    pixels: Pixels
    is_damaged: bool


class KeyLooks:
    """The pictures by ordinal; of more than fit, those nearest to where one is."""

    def __init__(self, table: FrameTable) -> None:
        self._keys = [ordinal for ordinal, is_key in enumerate(table.keys) if is_key]
        self._looks: dict[int, Look] = {}
        self._given_up: set[int] = set()

    def get(self, key: int) -> Look | None:
        """Return the picture of a key frame if it is ready."""
        return self._looks.get(key)

    def missing(self, around: int) -> int | None:
        """Return which key frame to get ready next, the nearest first; ``None`` where all that fit are there."""
        wanted = self._wanted(around)
        return next((key for key in wanted if key not in self._looks and key not in self._given_up), None)

    def keep(self, look: Look, around: int) -> None:
        """Keep a picture; let go of those that are no longer among the nearest."""
        self._looks[look.ref.ordinal] = look
        if len(self._looks) > MOST_LOOKS:
            wanted = set(self._wanted(around))
            self._looks = {key: kept for key, kept in self._looks.items() if key in wanted}

    def give_up(self, key: int) -> None:
        """Leave out a key frame that cannot be got ready."""
        self._given_up.add(key)

    def clear(self) -> None:
        """Let go of all pictures."""
        self._looks.clear()

    def _wanted(self, around: int) -> list[int]:
        return sorted(self._keys, key=lambda key: abs(key - around))[:MOST_LOOKS]
