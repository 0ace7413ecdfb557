"""Read the wire format of Protocol Buffers: numbers and bytes by field number, without any schema.

Format: protobuf.dev, "Encoding". What a number means (sign, unit) is the caller's to know; groups, long deprecated, end
the reading, as does anything cut off.
"""

import struct
from collections.abc import Iterator

import msgspec

MAX_FIELDS = 20_000
"""Fields of one message; a second of a camera's 1,000 Hz attitudes has some thousand."""
MAX_DEPTH = 12
_VARINT_BYTES = 10
VARINT, WIDE, BYTES, NARROW = 0, 1, 2, 5
"""Wire types: a number in groups of seven bits, eight bytes, bytes of a told length, four bytes."""


class BrokenMessage(ValueError):
    """Bytes that are no message, or not all of one."""


class Field(msgspec.Struct, frozen=True):
    """One field of a message: number, wire type, place of its payload and the payload.

    ``raw`` is an ``int`` for ``VARINT``, unsigned, else the bytes.
    """

    number: int
    wire: int
    offset: int
    raw: int | bytes

    @property
    def data(self) -> bytes:
        """Return the payload of a field that holds bytes, nothing of a number."""
        return self.raw if isinstance(self.raw, bytes) else b""

    @property
    def length(self) -> int:
        """Return the length of the payload in bytes, 0 for a number."""
        return len(self.data)


def fields(data: bytes, offset: int = 0) -> Iterator[Field]:
    """Yield the fields of a message; raise :class:`BrokenMessage` where the bytes are none, or are cut off."""
    at = 0
    for _ in range(MAX_FIELDS):
        if at >= len(data):
            return
        key, at = _varint(data, at)
        number, wire = key >> 3, key & 7
        if not number or wire not in (VARINT, WIDE, BYTES, NARROW):
            raise BrokenMessage
        if wire == VARINT:
            start = at
            value, at = _varint(data, at)
            yield Field(number, wire, offset + start, value)
            continue
        length = {WIDE: 8, NARROW: 4}.get(wire, -1)
        if length < 0:
            length, at = _varint(data, at)
        if length > len(data) - at:
            raise BrokenMessage
        yield Field(number, wire, offset + at, data[at : at + length])
        at += length
    raise BrokenMessage


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(_VARINT_BYTES):
        if at + place >= len(data):
            raise BrokenMessage
        byte = data[at + place]
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value & 0xFFFF_FFFF_FFFF_FFFF, at + place + 1
    raise BrokenMessage


class Message:
    """A message read once: the last field of each number, as the format asks of single fields that are repeated.

    The messages in it are read when they are asked for, and raise :class:`BrokenMessage` where they are none.
    """

    def __init__(self, data: bytes, offset: int = 0) -> None:
        self._fields = {field.number: field for field in fields(data, offset)}
        self._inside: dict[int, Message] = {}

    def message(self, *path: int) -> "Message | None":
        """Return the message at a path of numbers, ``None`` where it is absent."""
        found: Message | None = self
        for number in path:
            found = found._one(number) if found is not None else None
        return found

    def _one(self, number: int) -> "Message | None":
        if number not in self._inside:
            field = self._fields.get(number)
            if field is None or field.wire != BYTES:
                return None
            self._inside[number] = Message(field.data, field.offset)
        return self._inside[number]

    def field(self, *path: int) -> Field | None:
        """Return the field at a path of numbers, ``None`` where it is absent."""
        holder = self.message(*path[:-1])
        return holder._fields.get(path[-1]) if holder is not None else None


def is_message(data: bytes) -> bool:
    """Tell whether bytes can be read as a message to their end; short words may be taken for one."""
    try:
        return bool(data) and sum(1 for _ in fields(data)) > 0
    except ValueError:
        return False


def leaves(data: bytes, offset: int = 0, path: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Field]]:
    """Yield what stands in a message and the messages in it, with the numbers that lead there.

    Printable bytes are taken for words, other bytes for a message where they can be read as one.
    """
    for field in fields(data, offset):
        place = (*path, field.number)
        inside = field.data if field.wire == BYTES else b""
        if len(place) < MAX_DEPTH and inside and not _is_text(inside) and is_message(inside):
            yield from leaves(inside, field.offset, place)
        else:
            yield place, field


def _is_text(data: bytes) -> bool:
    return all(32 <= byte < 127 for byte in data)


def signed(field: Field | None) -> int:
    """Return a number of type ``int32`` or ``int64``: negative ones fill all ten bytes. 0 where absent."""
    value = field.raw if field is not None and isinstance(field.raw, int) else 0
    return value - (1 << 64) if value >= 1 << 63 else value


def real(field: Field | None) -> float | None:
    """Return a ``float`` or ``double``; ``None`` where the field is of another type."""
    if field is None or field.wire not in (WIDE, NARROW):
        return None
    return struct.unpack("<d" if field.wire == WIDE else "<f", field.data)[0]


def rational(field: Field | None) -> tuple[int, int] | None:
    """Return two packed numbers, above and below the line; ``None`` where there are not two."""
    if field is None or field.wire != BYTES:
        return None
    try:
        above, at = _varint(field.data, 0)
        below, _ = _varint(field.data, at)
    except ValueError:
        return None
    return above, below


def text(field: Field | None) -> str:
    """Return words, bytes that are no UTF-8 as escapes; "" where absent."""
    return field.data.decode("utf-8", "backslashreplace") if field is not None else ""
