"""Ask the bitstream what containers say loosely: where decoding may begin, and which packets nothing depends on.

Containers and FFmpeg also flag packets as key where decoding merely *may* begin and pictures become right some frames
later (gradual refresh: two thirds of the frames after such a seek differed from the true ones when measured). FFmpeg's
own skipping (``skip_frame=NONREF``) is not used: with several decoding threads it gave wrong pictures for an interlaced
sample, and for HEVC it leaves out pictures that higher temporal layers refer to.

Source: ITU-T H.264, 7.4.1 (nal_ref_idc 0: never referred to; nal_unit_type 5: IDR), D.2.8 (recovery point:
recovery_frame_cnt 0 means from here on); ITU-T H.265, 7.4.2.2 (even types below 16: not referred to within the layer);
ISO/IEC 14496-15, 5.3.3.1 and 8.3.3.1 (avcC and hvcC: length of NAL unit sizes).
"""

from collections.abc import Iterator
from typing import NamedTuple

_IDR, _SEI, _SLICES = 5, 6, frozenset({1, 2, 5})
_RECOVERY_POINT = 6
_HEVC_SLICES_END, _HEVC_FIRST_KEY = 32, 16
_LOOK_BYTES = 16 * 1024
"""Parameter sets and messages stand before the first slice; a camera's private message may take some kilobytes."""


class PacketWords(NamedTuple):
    """What a packet's first slice says of it.

    ``is_start``: decoding from here gives the very pictures that decoding from the beginning gives, if the container
    also flags it as key. ``is_droppable``: no other picture of its temporal layer refers to it. ``layer``: its
    temporal layer, 0 where the coding has none.
    """

    is_start: bool = True
    is_droppable: bool = False
    layer: int = 0


_NO_WORDS = PacketWords()


def packet_words(codec: str, extradata: bytes, packet: memoryview) -> PacketWords:
    """Read the words of one packet; codings other than H.264 and HEVC are taken as their container flags them."""
    if codec == "h264":
        length_bytes = (extradata[4] & 3) + 1 if extradata[:1] == b"\x01" and len(extradata) > 4 else 0
        return _h264_words(_units(bytes(packet[:_LOOK_BYTES]), length_bytes))
    if codec == "hevc":
        length_bytes = (extradata[21] & 3) + 1 if extradata[:1] == b"\x01" and len(extradata) > 21 else 0
        return _hevc_words(_units(bytes(packet[:_LOOK_BYTES]), length_bytes))
    return _NO_WORDS


def _h264_words(units: Iterator[bytes]) -> PacketWords:
    recovers = False
    for unit in units:
        kind = unit[0] & 0x1F
        if kind in _SLICES:
            return PacketWords(kind == _IDR or recovers, not unit[0] & 0x60)
        recovers = recovers or (kind == _SEI and _recovers_at_once(unit[1:]))
    return PacketWords(is_start=False)


def _hevc_words(units: Iterator[bytes]) -> PacketWords:
    for unit in units:
        kind = unit[0] >> 1 & 0x3F
        if kind < _HEVC_SLICES_END and len(unit) > 1:
            return PacketWords(kind >= _HEVC_FIRST_KEY, kind < _HEVC_FIRST_KEY and kind % 2 == 0, (unit[1] & 7) - 1)
    return PacketWords(is_start=False)


def _units(data: bytes, length_bytes: int) -> Iterator[bytes]:
    """Split the front of a packet into NAL units that are not empty, the last perhaps cut."""
    split = _sized_units(data, length_bytes) if length_bytes else iter(data.split(b"\x00\x00\x01"))
    return (unit for unit in split if unit.strip(b"\0"))


def _sized_units(data: bytes, length_bytes: int) -> Iterator[bytes]:
    position = 0
    while position + length_bytes < len(data):
        begin = position + length_bytes
        position = begin + int.from_bytes(data[position:begin], "big")
        yield data[begin:position]


def _recovers_at_once(body: bytes) -> bool:
    """Look for a recovery point message with recovery_frame_cnt 0, whose first bit is then 1 (Exp-Golomb)."""
    position = 0
    while position + 2 < len(body):
        kind, position = _extended(body, position)
        size, position = _extended(body, position)
        if kind == _RECOVERY_POINT and position < len(body):
            return bool(body[position] & 0x80)
        position += size
    return False


def _extended(body: bytes, position: int) -> tuple[int, int]:
    """Read a number written as bytes of 255 and a rest (H.264, 7.3.2.3.1); return it and the place after it."""
    value = 0
    while position < len(body) and body[position] == 0xFF:
        value, position = value + 255, position + 1
    return value + (body[position] if position < len(body) else 0), position + 1
