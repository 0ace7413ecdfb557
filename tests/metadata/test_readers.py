"""One suite over all readers: whatever the bytes, an answer or a sentence, and never an exception."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.metadata import XMP, maker_note
from tests.metadata.made import box, by, jpeg, png, read_bytes, text, tiff
from verifier.domain import codec
from verifier.domain.errors import RefusedFile
from verifier.domain.readings import Reading, TextValue
from verifier.media.sniff import Sniffed, sniff
from verifier.metadata.reading import MAX_READINGS, read_all
from verifier.metadata.registry import READERS
from verifier.metadata.source import Source


class _Breaks:
    name = "breaks"
    version = "1"

    def reads(self, sniffed: Sniffed) -> bool:
        return True

    def read(self, source: Source) -> Iterator[Reading]:
        yield Reading("breaks", "Group", "Name", TextValue("kept"), "kept", "here")
        raise IndexError("list index out of range")


class _NeverEnds(_Breaks):
    name = "never ends"

    def read(self, source: Source) -> Iterator[Reading]:
        while True:
            yield Reading("never ends", "Group", "Name", TextValue("x"), "x", "here")


def test_a_reader_that_breaks_keeps_what_it_had_and_the_others_go_on(tmp_path: Path) -> None:
    data = jpeg(tiff([text(0x010F, "DJI")]))
    result = read_bytes(tmp_path, data, readers=(_Breaks(), *READERS))
    assert by(result, "breaks", "Group", "Name")
    assert by(result, "exif", "IFD0", "Make")
    (trouble,) = result.troubles
    assert "IndexError" in trouble.sentence
    assert "Traceback" not in trouble.sentence


def test_a_reader_that_never_ends_is_ended(tmp_path: Path) -> None:
    result = read_bytes(tmp_path, b"\xff\xd8\xff", readers=(_NeverEnds(),))
    assert len(result.document.readings) == MAX_READINGS
    assert len(result.troubles) == 1


def test_names_of_readers_are_unique_and_have_versions() -> None:
    names = [reader.name for reader in READERS]
    assert len(set(names)) == len(names)
    assert all(reader.version for reader in READERS)


def test_a_source_gives_no_more_than_its_budget(tmp_path: Path) -> None:
    path = tmp_path / "made"
    path.write_bytes(bytes(10_000))
    with Source(path, b"", sniff(b"\0", 10_000), 10_000) as source:
        source.refill(6_000)
        assert len(source.read(0, 5_000)) == 5_000
        with pytest.raises(RefusedFile):
            source.read(0, 5_000)


def _whole() -> bytes:
    note = maker_note()
    block = tiff(
        [text(0x010F, "DJI"), text(0x0110, "FC3582")], inner=[(0x927C, 7, len(note), note)], gps=[text(1, "N")]
    )
    return jpeg(block, XMP.encode())


MADE = {
    "jpeg": _whole(),
    "png": png(
        (b"tEXt", b"A\0b"), (b"eXIf", tiff([text(0x010F, "DJI")])), (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>")
    ),
    "mp4": box(b"ftyp", b"isom\0\0\2\0isom") + box(b"moov", box(b"mvhd", bytes(100)), box(b"udta", box(b"name", b"x"))),
}


@pytest.mark.parametrize("kind", MADE)
def test_files_cut_anywhere_and_with_bytes_turned_never_raise(tmp_path: Path, kind: str) -> None:
    whole, dice = MADE[kind], random.Random(7)
    for _ in range(60):
        broken = bytearray(whole[: dice.randrange(12, len(whole) + 1)])
        for _ in range(dice.randrange(8)):
            broken[dice.randrange(2, len(broken))] = dice.randrange(256)
        result = read_bytes(tmp_path, bytes(broken))
        codec.encode(result.document)
        assert all(trouble.sentence for trouble in result.troubles)


def test_every_broken_sample_is_read_or_refused_in_time(samples: Path) -> None:
    for path in sorted((samples / "broken").rglob("*")):
        if not path.is_file():
            continue
        with path.open("rb") as file:
            head = file.read(64 * 1024)
        size = path.stat().st_size
        started = time.perf_counter()
        with Source(path, head, sniff(head, size), size) as source:
            result = read_all(source, "0" * 64)
        assert time.perf_counter() - started < 5, path.name
        codec.encode(result.document)
        assert all(len(trouble.sentence) > 10 for trouble in result.troubles)
