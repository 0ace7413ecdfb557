"""One pass over the packets of a clip, without decoding: which frames are displayed, when, where decoding may begin.

The frame table is the PTS of all packets, sorted, without those an edit list hides (flagged discard) and those that
are never shown. Three kinds of clips need more than that, and are found by decoding the first packets and comparing:
interlaced H.264 with a packet per field (the second fields are left out), and clips whose PTS are missing, double or
wrong, or whose packets do not all decode: these are decoded once from beginning to end.
"""

from array import array
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import NamedTuple

from av.error import FFmpegError

from verifier.domain.errors import UnreadableFile
from verifier.media.clip_opening import OpenedClip, require_stream
from verifier.media.decoding import decode_frames
from verifier.media.frame_table import FrameTable
from verifier.media.nal_units import packet_words

PROBED_PACKETS = 12
"""Enough for the reordering of any common coding (at most 4 pictures) three times over; 0.1 s of a 4K clip."""
_PROGRESSIVE = 1
"""Field order of FFmpeg: 0 not known, 1 progressive, above that some order of two fields."""
CHECKED_WHOLE = 3000
"""Packets up to which a doubtful clip is decoded whole; a longer one shows its gaps when they are reached."""


class Scan(NamedTuple):
    """What one demux pass found, in order of decoding."""

    pts: "array[int]"
    starts: bytearray
    """1 where decoding may begin."""
    shown: bytearray
    """1 for a packet that makes a displayed frame of its own."""
    droppable: bytearray
    """1 for a packet that no other picture depends on."""
    doubts: int = 0
    """Packets without a PTS, or flagged as damaged."""
    stopped: str = ""
    """Why the pass ended before the end of the file, or nothing."""


class FrameIndex(NamedTuple):
    """How the frames of one clip are found.

    ``positions``: PTS -> place of its packet in order of decoding. ``starts``: those places from which decoding may
    begin, ascending, with the PTS of that packet. ``output_ordinals``: only where PTS cannot be relied on; then frames
    are counted from the start of the clip, and this is the ordinal of each in the order they come out.
    """

    table: FrameTable
    packet_pts: "array[int]"
    positions: dict[int, int]
    starts: "array[int]"
    output_ordinals: tuple[int, ...] = ()
    droppable: bytes = b""
    """Per place: 1 for a packet that need not be decoded to get at others. Empty where none may be left out."""
    missing: int = 0
    """Packets that should have made a frame and did not."""
    stopped: str = ""

    def place_of(self, pts: int | None) -> int:
        """Return the place of a packet in order of decoding, -1 where the index does not know it."""
        return -1 if pts is None else self.positions.get(pts, -1)

    def seek_times(self, place: int) -> tuple[int, ...]:
        """Return times to ask a container for so that it lands at, or a little before, the packet of a place.

        The packet's own PTS (MP4, Matroska); the one some frames before (transport streams compare with DTS); the
        last one before the next start (edit lists shift the container's own times); one long before.
        """
        pts = self.packet_pts[place]
        ordinal = bisect_left(self.table.pts, pts)
        next_start = bisect_right(self.starts, place)
        last = self.starts[next_start] - 1 if next_start < len(self.starts) else len(self.packet_pts) - 1
        a_little, long_before = (self.table.pts[max(ordinal - frames, 0)] for frames in (8, 300))
        return pts, a_little, max(self.packet_pts[last], pts), long_before


def build_index(opened: OpenedClip) -> FrameIndex:
    """Build the index of a clip; raise ``UnreadableFile`` where no frame can be had. Rewinds the clip when done."""
    scan = scan_packets(opened)
    if not any(scan.shown):
        raise UnreadableFile("The clip holds no picture: its index names none, or they are cut off.", opened.name)
    opened.rewind()
    index = _from_packets(opened, scan) or _from_decoding(opened, scan)
    opened.rewind()
    return index


def scan_packets(opened: OpenedClip) -> Scan:
    """Read all packets of the main stream once."""
    stream = require_stream(opened)
    codec, extradata = stream.codec_context.codec.canonical_name, stream.codec_context.extradata or b""
    scan = Scan(array("q"), bytearray(), bytearray(), bytearray())
    doubts = layers = 0
    stopped = ""
    try:
        for packet in opened.container.demux(stream):
            if packet.size:
                data = memoryview(packet)
                doubts += packet.pts is None or packet.is_corrupt
                scan.pts.append(packet.pts or 0)
                words = packet_words(codec, extradata, data)
                layers |= words.layer
                scan.starts.append(packet.is_keyframe and words.is_start)
                scan.droppable.append(words.is_droppable)
                scan.shown.append(not packet.is_discard and _is_shown(codec, data))
    except (FFmpegError, OSError) as error:
        stopped = str(getattr(error, "strerror", "") or error)
    if layers or stream.codec_context.field_order > _PROGRESSIVE:
        scan = scan._replace(droppable=bytearray())
    return scan._replace(doubts=doubts, stopped=stopped)


def _is_shown(codec: str, data: memoryview) -> bool:
    """Tell VP8's hidden reference frames, which have packets of their own (RFC 6386, 9.1: show_frame)."""
    return codec != "vp8" or bool(data[0] >> 4 & 1)


def _from_packets(opened: OpenedClip, scan: Scan) -> FrameIndex | None:
    """Make the index from packet times where decoding the first ones bears them out; else return ``None``."""
    is_short = len(scan.pts) <= CHECKED_WHOLE
    if len(set(scan.pts)) < len(scan.pts) or ((scan.doubts or scan.stopped) and is_short):
        return None
    probed = [frame.pts for frame in decode_frames(opened, PROBED_PACKETS)]
    for shown in (scan.shown, _without_second_fields(scan, probed)):
        expected = sorted(pts for pts, is_shown in zip(scan.pts[:PROBED_PACKETS], shown, strict=False) if is_shown)
        if expected == probed or not is_short:
            return _index_of(scan, shown, opened)
    return None


def _without_second_fields(scan: Scan, probed: list[int | None]) -> bytearray:
    """Leave out packets that are the second field of the one before: half a frame later, next in order of decoding.

    Source: ITU-T H.264, 7.4.1.2.4 (complementary field pairs); seen in AVCHD, e.g. the sample of a Sony ILCE-7M3.
    """
    shown = bytearray(scan.shown)
    times = [pts for pts in probed if pts is not None]
    longest_field = min((later - earlier for earlier, later in pairwise(times)), default=0) // 2 + 1
    is_second = False
    for place, (earlier, later) in enumerate(pairwise(scan.pts), 1):
        is_second = not is_second and 0 < later - earlier <= longest_field
        shown[place] = shown[place] and not is_second
    return shown


def _index_of(scan: Scan, shown: bytearray, opened: OpenedClip) -> FrameIndex:
    places = sorted((place for place, is_shown in enumerate(shown) if is_shown), key=scan.pts.__getitem__)
    time_base = require_stream(opened).time_base
    if time_base is None:
        raise UnreadableFile("The clip does not say in which unit its times are.", opened.name)
    table = FrameTable((scan.pts[place] for place in places), bytes(scan.starts[place] for place in places), time_base)
    starts = array("q", [0, *(place for place, is_start in enumerate(scan.starts) if is_start and place)])
    positions = {pts: place for place, pts in enumerate(scan.pts)}
    return FrameIndex(table, scan.pts, positions, starts, droppable=bytes(scan.droppable), stopped=scan.stopped)


def _from_decoding(opened: OpenedClip, scan: Scan) -> FrameIndex:
    """Decode the whole clip once and take the frames as they come out."""
    opened.use_one_thread()
    opened.rewind()
    times: list[int] = []
    keys: list[bool] = []
    for frame in decode_frames(opened, None):
        # A frame without any time stands right behind the one before; its ordinal is what names it.
        times.append(frame.pts if frame.pts is not None else times[-1] + 1 if times else 0)
        keys.append(frame.key_frame)
    if not times:
        raise UnreadableFile("The clip is damaged: not one of its pictures can be decoded.", opened.name)
    order = sorted(range(len(times)), key=times.__getitem__)
    time_base = require_stream(opened).time_base
    if time_base is None:
        raise UnreadableFile("The clip does not say in which unit its times are.", opened.name)
    table = FrameTable((times[place] for place in order), bytes(keys[place] for place in order), time_base)
    ordinals = dict(zip(order, range(len(order)), strict=True))
    outputs = tuple(ordinals[place] for place in range(len(order)))
    missing = sum(scan.shown) - len(times)
    return FrameIndex(table, scan.pts, {}, array("q", [0]), outputs, missing=missing, stopped=scan.stopped)
