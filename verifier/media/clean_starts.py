"""Tell key packets from which decoding gives the very pictures that decoding from the start gives.

Containers and FFmpeg also flag packets where decoding merely *may* begin and pictures become right some frames later
(gradual refresh: a third of the frames after such a seek differed from the true ones in our measurements). For H.264
the bitstream itself is asked; for other codings the flag means what it says.

Source: ITU-T H.264, 7.4.1 (nal_unit_type 5: IDR), D.2.8 (recovery point: recovery_frame_cnt 0 means from here on);
ISO/IEC 14496-15, 5.3.3.1 (avcC: length of NAL unit sizes).
"""

from collections.abc import Iterator

_IDR, _SEI, _SLICES = 5, 6, frozenset({1, 2, 5})
_RECOVERY_POINT = 6
_LOOK_BYTES = 16 * 1024
"""Parameter sets and messages stand before the first slice; a camera's private message may take some kilobytes."""


def is_clean_start(codec: str, extradata: bytes | None, packet: memoryview) -> bool:
    """Tell whether decoding can start at a packet that is flagged as key."""
    if codec != "h264":
        return True
    for unit in _units(extradata or b"", bytes(packet[:_LOOK_BYTES])):
        kind = unit[0] & 0x1F
        if kind in _SLICES:
            return kind == _IDR
        if kind == _SEI and _recovers_at_once(unit[1:]):
            return True
    return False


def _units(extradata: bytes, data: bytes) -> Iterator[bytes]:
    """Split a packet into NAL units that are not empty, the last perhaps cut."""
    split = _sized_units(data, (extradata[4] & 3) + 1) if extradata[:1] == b"\x01" else data.split(b"\x00\x00\x01")
    return (unit for unit in split if unit)


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
