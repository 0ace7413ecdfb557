"""Reach one exact frame: seek to where decoding may begin, decode up to it, look at what came out.

What was learned, and holds here:

- After a seek it is looked where the clip landed. Containers answer different questions: MP4 lands right when asked for
  a packet's PTS, transport streams when asked for less, clips with an edit list when asked for more. Packets before the
  wanted start are dropped; a landing behind it means the next question; the last resort reads from the first packet.
- A frame that is displayed before its key frame but stored behind it (open GOP) needs the key frame before that one.
- Packets that no other depends on are left out on the way, which takes a third off; not near the target, so that a step
  back finds its frames kept.
- Never frame number times rate: the PTS that comes out of the decoder is compared with the table.
- While nobody asks, a ring of frames around the one looked at is filled, a packet at a time (``fill``): what comes next
  at once, what lies behind once the eye rests or steps back. A jump ends it; a step is then a look into the cache.
"""

import time
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain, islice

from av.error import FFmpegError
from av.packet import Packet
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from verifier.domain.errors import UnreadableFile
from verifier.media.clip_opening import OpenedClip, require_stream
from verifier.media.decoding import decode_packet, packets_of
from verifier.media.frame_cache import FrameCache
from verifier.media.frame_index import FrameIndex

CACHE_BYTES = 160 * 1024 * 1024
"""A worker keeps two clips open; together with two decoders at work that stays well below a gigabyte."""
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
_LANDING_PACKETS = 4000
"""Packets read after a seek until the wanted one must have come."""


class FrameReader:
    """Reads frames of one opened clip by ordinal, in any order."""

    def __init__(self, opened: OpenedClip, index: FrameIndex, cache_bytes: int = CACHE_BYTES) -> None:
        self._opened = opened
        self._index = index
        self._cache = FrameCache(cache_bytes)
        self._room = _STEPS
        self._packets: Iterator[Packet[VideoStream]] | None = None
        self._place = -1
        self._outputs = 0
        self._last_out = -1
        self._question = 0
        self._last_asked = -1
        self._asked_at = 0.0
        self._goes_back = False
        self._filling: tuple[int, int] | None = None
        self._filled: tuple[int, int] | None = None
        self._valid_from: int | None = None

    def close(self) -> None:
        """Let go of every frame: decoders stand in circles of references, which may not be collected for long."""
        self._cache = FrameCache(0)
        self._packets = None

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
            self._opened.use_one_thread()
            self._cache, self._filling = FrameCache(self._cache.most_bytes), None
            self._cache.look_at(ordinal)
            self._rewind()
            found = self._reach(ordinal, ordinal)
        if found is None:
            sentence = f"Frame #{ordinal} is named in the clip's index but does not decode: the clip is damaged there."
            raise UnreadableFile(sentence, self._opened.name)
        return found

    def _reach(self, ordinal: int, keep_from: int) -> VideoFrame | None:
        reach = self._count_to if self._index.output_ordinals else self._seek_to
        return reach(ordinal, keep_from)

    def read_key(self, ordinal: int) -> VideoFrame:
        """Return the frame of a key picture as soon as can be: its packet alone is decoded, then the decoder emptied.

        Otherwise the decoder would hold it back for the pictures behind it.
        """
        place = self._index.place_of(self._index.table.pts[ordinal])
        kept = self._cache.get(ordinal)
        if kept is not None or self._index.output_ordinals or place not in self._index.starts:
            return kept or self.read(ordinal)
        stream = require_stream(self._opened)
        self._filling = None
        self._begin_at(place)
        found = None
        for packet in islice(self._packets or (), 2):
            # The second packet is decoded only where it is the other field of the same picture.
            if self._index.place_of(packet.pts) == place or self._index.table.ordinal_of_pts(packet.pts or 0) is None:
                found = self._take(decode_packet(stream, packet), ordinal, ordinal) or found
        found = self._take(decode_packet(stream, None), ordinal, ordinal) or found
        self._packets = None
        return found or self.read(ordinal)

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
        packet = next(self._packets, None) if self._packets is not None else None
        self._feed(packet, -1, keep_from)
        if packet is None or self._packets is None or self._last_out >= until:
            self._filling = None
        return 0.0

    def _begin_filling(self) -> float | None:
        """Choose what is decoded next, ahead or behind, and make the decoder stand in front of it."""
        here, last = self._last_asked, len(self._index.table) - 1
        ahead = min(_RING_AHEAD, self._room // 4)
        behind = min(_RING_BEHIND, self._room - ahead)
        low, high = self._cache.run(here)
        if high < here:
            return None
        rest = self._asked_at + _LOOK_S - time.monotonic()
        stands_near = self._packets is not None and low - 1 <= self._last_out <= high
        lacks_ahead = high < min(here + ahead // 2, last)
        if stands_near and (lacks_ahead or (rest <= 0 and self._last_out < high)) and not self._goes_back:
            return self._fill_span(here, min(here + ahead, last))
        if low <= max(here - behind // 2, 0):
            return None
        if not self._goes_back and rest > 0:
            return rest
        first = max(here - behind, 0)
        done = self._fill_span(first, low - 1)
        if self._filling is not None:
            self._begin_at(self._index.starts[self._start_for(first)])
        return done

    def _fill_span(self, first: int, until: int) -> float | None:
        """Set out to decode a span, but not twice in a row: what did not come out the first time never will."""
        if self._filled != (first, until):
            self._filling = self._filled = (first, until)
        return None

    def _count_to(self, ordinal: int, keep_from: int) -> VideoFrame | None:
        """Decode from the start (or from here) and count: for clips whose PTS cannot be relied on."""
        if self._packets is None or self._outputs > self._index.output_ordinals.index(ordinal):
            self._rewind()
        return self._decode_until(ordinal, keep_from)

    def _seek_to(self, ordinal: int, keep_from: int) -> VideoFrame | None:
        """Decode on from here where that is near, else from the start that comes last before the frame.

        A start that does not lead to the frame (a damaged key frame, a refresh longer than it says) is given up for
        earlier ones, twice as far back each time.
        """
        which = self._start_for(ordinal)
        is_ahead = self._packets is not None and self._last_out < ordinal
        if is_ahead and self._index.starts[which] <= self._place + _NEAR_PACKETS:
            found = self._decode_until(ordinal, keep_from)
            if found is not None:
                return found
        self._begin_at(self._index.starts[which])
        found, back = self._decode_until(ordinal, keep_from), 0
        while found is None:
            # A decoder that guesses how far pictures are reordered may guess wrong where some are left out.
            self._begin_at(self._index.starts[max(which - back, 0)])
            found = self._decode_until(ordinal, 0)
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

    def _begin_at(self, place: int) -> None:
        """Make the packet of that place the next one that is decoded; frames before it do not count."""
        times = self._index.seek_times(place) if place else ()
        for attempt in range(len(times)):
            question = (self._question + attempt) % len(times)
            if self._lands(place, times[question]):
                self._question = question
                break
        else:
            self._rewind()
            self._drop_until(place, len(self._index.packet_pts))
        self._valid_from = self._index.packet_pts[place] if place else None

    def _lands(self, place: int, time: int) -> bool:
        try:
            self._opened.container.seek(time, stream=require_stream(self._opened))
        except (FFmpegError, OSError):
            return False
        self._packets, self._last_out = packets_of(self._opened), -1
        return self._drop_until(place, _LANDING_PACKETS)

    def _drop_until(self, place: int, most: int) -> bool:
        """Pass over packets in front of a place; tell whether it was found."""
        packets = self._packets or iter(())
        for packet in islice(packets, most):
            here = self._index.place_of(packet.pts)
            if here == place:
                self._packets, self._place = chain((packet,), packets), place
                return True
            if here > place:
                return False
        return False

    def _rewind(self) -> None:
        self._opened.rewind()
        self._packets, self._place, self._outputs, self._last_out = packets_of(self._opened), 0, 0, -1
        self._valid_from = None

    def _decode_until(self, ordinal: int, keep_from: int) -> VideoFrame | None:
        """Decode from here until a frame comes out, keeping what lies between ``keep_from`` and it."""
        for packet in self._packets or ():
            found = self._feed(packet, ordinal, keep_from)
            if found is not None or self._last_out > ordinal or self._packets is None:
                return found
        return self._feed(None, ordinal, keep_from)

    def _feed(self, packet: "Packet[VideoStream] | None", ordinal: int, keep_from: int) -> VideoFrame | None:
        """Hand the decoder a packet; return the wanted frame where it is among those that came out.

        Without a packet, at the end: what the decoder holds comes out, and it takes nothing more until it is started
        anew.
        """
        stream = require_stream(self._opened)
        if packet is None:
            found = self._take(decode_packet(stream, None), ordinal, keep_from)
            self._packets = None
            return found
        self._place = max(self._place, self._index.place_of(packet.pts))
        if self._is_left_out(packet, keep_from):
            return None
        return self._take(decode_packet(stream, packet), ordinal, keep_from)

    def _is_left_out(self, packet: "Packet[VideoStream]", keep_from: int) -> bool:
        """Tell whether a packet need not be decoded: displayed before what is kept, and nothing depends on it."""
        index = self._index
        place = index.place_of(packet.pts)
        if not index.droppable or place < 0 or packet.pts is None or not index.droppable[place]:
            return False
        return packet.pts < index.table.pts[keep_from]

    def _take(self, frames: list[VideoFrame], ordinal: int, keep_from: int) -> VideoFrame | None:
        """Number the frames that came out and keep those worth keeping; return the wanted one."""
        found = None
        for frame in frames:
            here = self._number(frame)
            self._outputs += 1
            if not self._counts(frame):
                continue
            self._last_out = max(self._last_out, here)
            if here >= keep_from:
                self._cache.put(here, frame)
                self._room = min(self._cache.room_for(frame) - 1, _RING_AHEAD + _RING_BEHIND)
            if here == ordinal:
                found = frame
        return found

    def _counts(self, frame: VideoFrame) -> bool:
        """Tell whether a frame is what decoding from the very start would give.

        After a seek, frames displayed before the start lack what they refer to. Some containers name starts that are
        none (a sample of 3GP does): decoding there is given up, an earlier start is tried.
        """
        if self._valid_from is None or frame.pts is None:
            return True
        if frame.pts == self._valid_from and not (frame.key_frame or frame.pict_type == PictureType.I):
            self._packets = None
        return self._packets is not None and frame.pts >= self._valid_from

    def _number(self, frame: VideoFrame) -> int:
        """Return the ordinal of a frame that came out, or -1 where the table does not know it."""
        outputs = self._index.output_ordinals
        if outputs:
            return outputs[self._outputs] if self._outputs < len(outputs) else -1
        here = None if frame.pts is None else self._index.table.ordinal_of_pts(frame.pts)
        return -1 if here is None else here
