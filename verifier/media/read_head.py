"""One decoder that stands somewhere in a clip, and how it is brought elsewhere.

What was learned, and holds here:

- After a seek it is looked where the clip landed. Containers answer different questions: MP4 lands right when asked for
  a packet's PTS, transport streams when asked for less, clips with an edit list when asked for more. Packets before the
  wanted start are dropped; a landing behind it means the next question; the last resort reads from the first packet.
- Packets that no other depends on are left out on the way, which takes a third off; not near the target, so that a step
  back finds its frames kept.
- Never frame number times rate: the PTS that comes out of the decoder is compared with the table.
"""

from collections.abc import Iterator
from itertools import chain, islice

from av.error import FFmpegError
from av.packet import Packet
from av.video.frame import PictureType, VideoFrame
from av.video.stream import VideoStream

from verifier.media.clip_opening import OpenedClip, require_stream
from verifier.media.decoding import decode_packet, packets_of
from verifier.media.frame_index import FrameIndex

_LANDING_PACKETS = 4000
"""Packets read after a seek until the wanted one must have come."""

Numbered = tuple[int, VideoFrame]


class ReadHead:
    """``place``: of the packet last decoded; ``last_out``: the ordinal farthest on of the frames that came out."""

    def __init__(self, opened: OpenedClip, index: FrameIndex) -> None:
        self.opened = opened
        self._index = index
        self._packets: Iterator[Packet[VideoStream]] | None = None
        self.place = -1
        self.outputs = 0
        self.last_out = -1
        self._question = 0
        self._valid_from: int | None = None

    @property
    def is_standing(self) -> bool:
        """Whether it can go on from where it is; after the clip's end it must be brought to a start first."""
        return self._packets is not None

    def let_go(self) -> None:
        """Forget where it stands."""
        self._packets = None

    def begin_at(self, place: int) -> None:
        """Make the packet of that place the next one that is decoded; frames before it do not count."""
        times = self._index.seek_times(place) if place else ()
        for attempt in range(len(times)):
            question = (self._question + attempt) % len(times)
            if self._lands(place, times[question]):
                self._question = question
                break
        else:
            self.rewind()
            self._drop_until(place, len(self._index.packet_pts))
        self._valid_from = self._index.packet_pts[place] if place else None

    def rewind(self) -> None:
        """Stand in front of the first packet."""
        self.opened.rewind()
        self._packets, self.place, self.outputs, self.last_out = packets_of(self.opened), 0, 0, -1
        self._valid_from = None

    def go_on(self, keep_from: int) -> list[Numbered]:
        """Decode the next packet; return the frames that came out, with their ordinals.

        At the end what the decoder holds comes out, and it takes nothing more until it is started anew. Packets
        displayed before ``keep_from`` on which nothing depends are left out.
        """
        packet = next(self._packets, None) if self._packets is not None else None
        if packet is None:
            return self.empty()
        self.place = max(self.place, self._index.place_of(packet.pts))
        return [] if self._is_left_out(packet, keep_from) else self._decode(packet)

    def empty(self) -> list[Numbered]:
        """Return what the decoder still holds; it stands nowhere then."""
        found = self._decode(None)
        self._packets = None
        return found

    def key_picture(self, place: int) -> list[Numbered]:
        """Decode the packet of a place alone and empty the decoder, which else holds it back for those behind it."""
        found: list[Numbered] = []
        for packet in islice(self._packets or (), 2):
            # The second packet is decoded only where it is the other field of the same picture.
            if self._index.place_of(packet.pts) == place or self._index.table.ordinal_of_pts(packet.pts or 0) is None:
                found += self._decode(packet)
        return found + self.empty()

    def _lands(self, place: int, time: int) -> bool:
        try:
            self.opened.container.seek(time, stream=require_stream(self.opened))
        except (FFmpegError, OSError):
            return False
        self._packets, self.last_out = packets_of(self.opened), -1
        return self._drop_until(place, _LANDING_PACKETS)

    def _drop_until(self, place: int, most: int) -> bool:
        """Pass over packets in front of a place; tell whether it was found."""
        packets = self._packets or iter(())
        for packet in islice(packets, most):
            here = self._index.place_of(packet.pts)
            if here == place:
                self._packets, self.place = chain((packet,), packets), place
                return True
            if here > place:
                return False
        return False

    def _is_left_out(self, packet: "Packet[VideoStream]", keep_from: int) -> bool:
        """Tell whether a packet need not be decoded: displayed before what is kept, and nothing depends on it."""
        index = self._index
        place = index.place_of(packet.pts)
        if not index.droppable or place < 0 or packet.pts is None or not index.droppable[place]:
            return False
        return packet.pts < index.table.pts[keep_from]

    def _decode(self, packet: "Packet[VideoStream] | None") -> list[Numbered]:
        """Number the frames that came out and return those that count."""
        found: list[Numbered] = []
        for frame in decode_packet(require_stream(self.opened), packet):
            here = self._number(frame)
            self.outputs += 1
            if self._counts(frame):
                self.last_out = max(self.last_out, here)
                found.append((here, frame))
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
            return outputs[self.outputs] if self.outputs < len(outputs) else -1
        here = None if frame.pts is None else self._index.table.ordinal_of_pts(frame.pts)
        return -1 if here is None else here
