"""Where the samples of a data track lie: the first of them, from a track's sample table (ISO/IEC 14496-12, clause 8.7).

For tracks that nobody plays; pictures and sound are FFmpeg's matter.
"""

import struct
from collections.abc import Iterator

import msgspec

from verifier.metadata.boxes import Box, children, find
from verifier.metadata.source import Source
from verifier.metadata.values import decode_text

MAX_TABLE = 4 * 1024 * 1024
"""Bytes of one table; a million samples have so many sizes."""
MAX_TRACKS = 256


class DataTrack(msgspec.Struct, frozen=True):
    """A track: number, path, four letters of its format, samples in all, and ``(offset, length)`` of the first ones."""

    number: int
    path: str
    form: str
    samples: int
    places: tuple[tuple[int, int], ...]


def data_tracks(source: Source, moov: Box, forms: tuple[str, ...], most: int) -> Iterator[DataTrack]:
    """Yield the tracks of these formats with the places of up to ``most`` samples."""
    tracks = (box for box in children(source, moov) if box.kind == "trak")
    for number, track in enumerate(tracks, 1):
        if number > MAX_TRACKS:
            return
        table: Box | None = track
        for kind in ("mdia", "minf", "stbl"):
            table = find(source, table, kind) if table is not None else None
        if table is None:
            continue
        parts = {box.kind: box for box in children(source, table)}
        form = decode_text(source.read(parts["stsd"].offset + 12, 4)) if "stsd" in parts else ""
        if form in forms:
            count, sizes = _sizes(source, parts.get("stsz"), most)
            places = tuple(_places(source, parts, sizes))
            yield DataTrack(number, track.path, form, count, places)


def _table(source: Source, box: Box | None, most: int) -> bytes:
    return source.read(box.offset, min(box.length, most, MAX_TABLE)) if box is not None else b""


def _sizes(source: Source, box: Box | None, most: int) -> tuple[int, list[int]]:
    """Return how many samples there are and the sizes of the first."""
    data = _table(source, box, 12 + 4 * most)
    if len(data) < 12:
        return 0, []
    same, count = struct.unpack_from(">II", data, 4)
    if same:
        return count, [same] * min(count, most)
    known = min(count, most, (len(data) - 12) // 4)
    return count, list(struct.unpack_from(f">{known}I", data, 12))


def _places(source: Source, parts: dict[str, Box], sizes: list[int]) -> Iterator[tuple[int, int]]:
    wide = 8 if "co64" in parts else 4
    offsets = _table(source, parts.get("co64") or parts.get("stco"), 8 + wide * len(sizes))
    runs = _table(source, parts.get("stsc"), 8 + 12 * len(sizes))
    chunks = [int.from_bytes(offsets[at : at + wide], "big") for at in range(8, len(offsets) - wide + 1, wide)]
    starts = [struct.unpack_from(">II", runs, at) for at in range(8, len(runs) - 11, 12)]
    left = iter(sizes)
    for number, offset in enumerate(chunks, 1):
        held = next((count for start, count in reversed(starts) if start <= number), 0)
        for _ in range(min(held, len(sizes))):
            size = next(left, None)
            if size is None:
                return
            yield offset, size
            offset += size
