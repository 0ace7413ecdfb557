"""Reach one exact frame: choose the decoder that stands nearest, have it decode up to the frame, keep what came out.

- A frame that is displayed before its key frame but stored behind it (open GOP) needs the key frame before that one.
- While nobody asks, a ring of frames around the one looked at is filled, a packet at a time (``fill``): what comes next
  at once, what lies behind once the eye rests or steps back. A jump ends it; a step is then a look into the cache.
- A decoder far from its start is left standing where it is while another jumps elsewhere, as memory allows: people look
  at the same few places of a clip again and again, and the way there need not be decoded twice.
"""

import time
from bisect import bisect_right

from av.video.frame import VideoFrame

from verifier.domain.errors import UnreadableFile, VerifierError
from verifier.media.clip_opening import OpenedClip
from verifier.media.frame_cache import FrameCache
from verifier.media.frame_identity import frame_bytes
from verifier.media.frame_index import FrameIndex
from verifier.media.read_head import Numbered, ReadHead

CACHE_BYTES = 160 * 1024 * 1024
"""A worker keeps two clips open; together with their decoders at work that stays well below a gigabyte."""
_HEADS_BYTES = 96 * 1024 * 1024
"""What decoders may hold that stand elsewhere in the clip."""
_FRAMES_OF_A_HEAD = 12
"""Frames that a decoder holds at most in common clips: those referred to, those put in order, one for each thread."""
_MOST_HEADS = 4
_WORTH_PACKETS = 24
"""A decoder that is no further than this behind a start is not worth leaving where it is."""
_KEPT_BEFORE_JUMP = 2
"""Frames kept in front of a frame that was jumped to, so that a first step back is quick."""
_STEPS = 10
"""Going back by no more than this is stepping: as many frames in front of the target are kept as the cache holds."""
_NEAR_PACKETS = 16
"""A start no further ahead than this is reached by decoding on rather than by seeking."""
_RING_AHEAD, _RING_BEHIND = 16, 250
"""Frames kept ready ahead of and behind the one looked at, as far as the cache holds them; behind it a whole group."""
_LEAST_RING = 4
_LOOK_S = 0.12
"""A frame is looked at after so long without another being asked for: a held key asks thirty times a second."""


class FrameReader:
    """Reads frames of one opened clip by ordinal, in any order."""

    def __init__(self, opened: OpenedClip, index: FrameIndex, cache_bytes: int = CACHE_BYTES) -> None:
        self._opened = opened
        self._index = index
        self._cache = FrameCache(cache_bytes)
        self._heads = [ReadHead(opened, index)]
        self._most_heads = 1
        self._stays_alone = False
        self._key_head: ReadHead | None = None
        self._room = _STEPS
        self._last_asked = -1
        self._asked_at = 0.0
        self._goes_back = False
        self._filling: tuple[int, int] | None = None
        self._filled: tuple[int, int] | None = None

    def close(self) -> None:
        """Let go of every frame: decoders stand in circles of references, which may not be collected for long."""
        self._cache = FrameCache(0)
        for head in self._heads:
            head.let_go()
        self._close_others()

    @property
    def idle_s(self) -> float:
        """How long nothing has been asked for."""
        return time.monotonic() - self._asked_at

    def read(self, ordinal: int) -> VideoFrame:
        """Return the decoded frame of an ordinal; raise ``UnreadableFile`` where it does not decode."""
        self._goes_back = 0 < self._last_asked - ordinal <= _STEPS
        keeps = self._room if self._goes_back else _KEPT_BEFORE_JUMP
        self._last_asked, self._asked_at = ordinal, time.monotonic()
        self._cache.look_at(ordinal)
        found = self._cache.get(ordinal)
        if found is None:
            self._filling = None
            found = self._reach(ordinal, max(ordinal - keeps, 0))
        if found is not None and found.is_corrupt and self._opened.threads > 1:
            self._close_others()
            self._stays_alone, self._most_heads = True, 1
            self._opened.use_one_thread()
            self._cache, self._filling = FrameCache(self._cache.most_bytes), None
            self._cache.look_at(ordinal)
            self._heads[0].rewind()
            found = self._reach(ordinal, ordinal)
        if found is None:
            sentence = f"Frame #{ordinal} is named in the clip's index but does not decode: the clip is damaged there."
            raise UnreadableFile(sentence, self._opened.name)
        return found

    def _reach(self, ordinal: int, keep_from: int) -> VideoFrame | None:
        reach = self._count_to if self._index.output_ordinals else self._seek_to
        return reach(ordinal, keep_from)

    def read_key(self, ordinal: int) -> VideoFrame:
        """Return the frame of a key picture as soon as can be: its packet alone is decoded."""
        found = self.key_picture(ordinal)
        place = self._index.place_of(self._index.table.pts[ordinal])
        if found is None and not self._index.output_ordinals and place in self._index.starts:
            self._filling = None
            self._heads[0].begin_at(place)
            found = self._keep(self._heads[0].key_picture(place), ordinal, ordinal)
        return found or self.read(ordinal)

    def key_picture(self, ordinal: int) -> VideoFrame | None:
        """Return the frame of a key picture by a decoder of its own, which disturbs no other; ``None`` without one."""
        place = self._index.place_of(self._index.table.pts[ordinal])
        kept = self._cache.get(ordinal)
        if kept is not None or self._index.output_ordinals or place not in self._index.starts:
            return kept
        if self._key_head is None and self._most_heads > 1:
            self._key_head = self._another_head()
        if self._key_head is None:
            return None
        self._key_head.begin_at(place)
        return next((frame for here, frame in self._key_head.key_picture(place) if here == ordinal), None)

    def kept(self, ordinal: int) -> VideoFrame | None:
        """Return a frame that is at hand and whole, or ``None``; what is asked for next does not change by it."""
        found = self._cache.get(ordinal)
        return None if found is None or found.is_corrupt else found

    def fill(self) -> float | None:
        """Decode one packet more of what lies around the frame last asked for.

        Return after how many seconds to go on (0: at once), or ``None`` where nothing is left to do.
        """
        if self._index.output_ordinals or self._last_asked < 0 or self._room < _LEAST_RING:
            return None
        if self._filling is None:
            wait = self._begin_filling()
            if self._filling is None:
                return wait
        keep_from, until = self._filling
        head = self._heads[0]
        self._keep(head.go_on(keep_from), -1, keep_from)
        if not head.is_standing or head.last_out >= until:
            self._filling = None
        return 0.0

    def _begin_filling(self) -> float | None:
        """Choose what is decoded next, ahead or behind, and make the decoder stand in front of it."""
        here, last, head = self._last_asked, len(self._index.table) - 1, self._heads[0]
        ahead = min(_RING_AHEAD, self._room // 4)
        behind = min(_RING_BEHIND, self._room - ahead)
        low, high = self._cache.run(here)
        if high < here:
            return None
        rest = _LOOK_S - self.idle_s
        stands_near = head.is_standing and low - 1 <= head.last_out <= high
        lacks_ahead = high < min(here + ahead // 2, last)
        if stands_near and (lacks_ahead or (rest <= 0 and head.last_out < high)) and not self._goes_back:
            return self._fill_span(here, min(here + ahead, last))
        if low <= max(here - behind // 2, 0):
            return None
        if not self._goes_back and rest > 0:
            return rest
        first = max(here - behind, 0)
        done = self._fill_span(first, low - 1)
        if self._filling is not None:
            head.begin_at(self._index.starts[self._start_for(first)])
        return done

    def _fill_span(self, first: int, until: int) -> float | None:
        """Set out to decode a span, but not twice in a row: what did not come out the first time never will."""
        if self._filled != (first, until):
            self._filling = self._filled = (first, until)
        return None

    def _count_to(self, ordinal: int, keep_from: int) -> VideoFrame | None:
        """Decode from the start (or from here) and count: for clips whose PTS cannot be relied on."""
        head = self._heads[0]
        if not head.is_standing or head.outputs > self._index.output_ordinals.index(ordinal):
            head.rewind()
        return self._decode_until(head, ordinal, keep_from)

    def _seek_to(self, ordinal: int, keep_from: int) -> VideoFrame | None:
        """Decode on from where a decoder stands near, else from the start that comes last before the frame.

        A start that does not lead to the frame (a damaged key frame, a refresh longer than it says) is given up for
        earlier ones, twice as far back each time.
        """
        which = self._start_for(ordinal)
        head = self._nearest_head(ordinal, self._index.starts[which])
        if head is not None:
            self._use(head)
            found = self._decode_until(head, ordinal, keep_from)
            if found is not None:
                return found
        else:
            head = self._free_head()
            self._use(head)
        head.begin_at(self._index.starts[which])
        found, back = self._decode_until(head, ordinal, keep_from), 0
        while found is None:
            # A decoder that guesses how far pictures are reordered may guess wrong where some are left out.
            head.begin_at(self._index.starts[max(which - back, 0)])
            found = self._decode_until(head, ordinal, 0)
            if which <= back:
                break
            back = back * 2 + 1
        return found

    def _start_for(self, ordinal: int) -> int:
        """Return which start comes last before a frame both in order of decoding and of display."""
        pts = self._index.table.pts[ordinal]
        which = bisect_right(self._index.starts, self._index.positions[pts]) - 1
        while which > 0 and self._index.packet_pts[self._index.starts[which]] > pts:
            which -= 1
        return which

    def _decode_until(self, head: ReadHead, ordinal: int, keep_from: int) -> VideoFrame | None:
        """Decode on until a frame comes out, keeping what lies between ``keep_from`` and it."""
        while True:
            found = self._keep(head.go_on(keep_from), ordinal, keep_from)
            if found is not None or head.last_out > ordinal or not head.is_standing:
                return found

    def _keep(self, frames: list[Numbered], ordinal: int, keep_from: int) -> VideoFrame | None:
        """Keep the frames worth it; return the wanted one."""
        found = None
        for here, frame in frames:
            if here >= keep_from:
                self._cache.put(here, frame)
                self._room = min(self._cache.room_for(frame) - 1, _RING_AHEAD + _RING_BEHIND)
                self._most_heads = self._heads_for(frame)
            if here == ordinal:
                found = frame
        return found

    # Decoders that stand in several places

    def _nearest_head(self, ordinal: int, start: int) -> ReadHead | None:
        """Return the decoder from which it is the least way to a frame, if it is less than from the frame's start."""
        ahead = (head for head in self._heads if head.is_standing and head.last_out < ordinal)
        near = [head for head in ahead if start <= head.place + _NEAR_PACKETS]
        return max(near, key=lambda head: head.place, default=None)

    def _free_head(self) -> ReadHead:
        """Return a decoder to jump with: one that stands nowhere worth it, a new one, or the one not used longest."""
        for head in reversed(self._heads):
            if not self._is_worth(head):
                return head
        if len(self._heads) < self._most_heads and (made := self._another_head()) is not None:
            self._heads.append(made)
            return made
        return self._heads[-1]

    def _is_worth(self, head: ReadHead) -> bool:
        begun = self._index.starts[bisect_right(self._index.starts, max(head.place, 0)) - 1]
        return head.is_standing and head.place - begun > _WORTH_PACKETS

    def _heads_for(self, frame: VideoFrame) -> int:
        held = _FRAMES_OF_A_HEAD * max(frame_bytes(frame), 1)
        others = min(_HEADS_BYTES, self._cache.most_bytes) // held
        return 1 if self._stays_alone else min(_MOST_HEADS, 1 + others)

    def _use(self, head: ReadHead) -> None:
        self._heads.remove(head)
        self._heads.insert(0, head)

    def _another_head(self) -> ReadHead | None:
        """Open the clip once more; ``None`` where it is no longer the same file, and then never again."""
        try:
            opened = self._opened.again()
        except VerifierError:
            self._stays_alone, self._most_heads = True, 1
            return None
        return ReadHead(opened, self._index)

    def _close_others(self) -> None:
        """Leave the one decoder that the clip was opened with."""
        for head in (*self._heads, *((self._key_head,) if self._key_head is not None else ())):
            if head.opened is not self._opened:
                head.let_go()
                head.opened.close()
        self._heads = [head for head in self._heads if head.opened is self._opened]
        self._key_head = None
