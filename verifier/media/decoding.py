"""Packets and decoded frames of an opened clip; what is damaged is passed over, never raised."""

import logging
from collections.abc import Iterator
from itertools import islice
from typing import Any, cast

from av.error import FFmpegError
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from verifier.media.clip_opening import OpenedClip, require_stream

log = logging.getLogger(__name__)


def decode_frames(opened: OpenedClip, packets: int | None) -> Iterator[VideoFrame]:
    """Decode the first so many packets (or all) and what the decoder still holds; what does not decode is left out."""
    stream = require_stream(opened)
    for packet in islice(packets_of(opened), packets):
        yield from decode_packet(stream, packet)
    yield from decode_packet(stream, None)


def packets_of(opened: OpenedClip) -> Iterator["Packet[VideoStream]"]:
    """Yield the packets of the main stream from where the clip stands; end where the file cannot be read further."""
    try:
        for packet in opened.container.demux(require_stream(opened)):
            if packet.size:
                yield packet
    except (FFmpegError, OSError) as error:
        log.debug("reading ended early: %s", type(error).__name__)


def decode_packet(stream: VideoStream, packet: "Packet[VideoStream] | None") -> list[VideoFrame]:
    """Decode one packet, or with ``None`` what the decoder still holds; a packet that does not decode gives nothing."""
    try:
        return cast("list[VideoFrame]", cast(Any, stream.codec_context).decode(packet))
    except (FFmpegError, EOFError) as error:
        log.debug("a packet did not decode: %s", type(error).__name__)
        return []
