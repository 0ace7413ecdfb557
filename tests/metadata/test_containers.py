"""PNG text and MP4 boxes: what stands in them, raw and printed, and bounds."""

import os
import struct
import zlib
from pathlib import Path

import pytest

from tests.footage import make_clip
from tests.metadata.made import box, by, png, read_bytes
from verifier.domain.readings import IntegerValue
from verifier.media.sniff import sniff
from verifier.metadata.container import Container
from verifier.metadata.quicktime_tags import iso6709
from verifier.metadata.source import Source


def test_png_texts_of_all_kinds_are_read_with_their_charset(tmp_path: Path) -> None:
    data = png(
        (b"tEXt", b"Author\0J\xfcrgen"),
        (b"zTXt", b"Comment\0\0" + zlib.compress(b"long words")),
        (b"iTXt", "Title\0\0\0uk\0Назва\0Місто".encode()),
    )
    result = read_bytes(tmp_path, data)
    assert by(result, "png", "PNG", "Author")[0].text == "Jürgen"
    assert by(result, "png", "PNG", "Comment")[0].text == "long words"
    title = by(result, "png", "PNG", "Title")[0]
    assert title.text == "Місто"
    assert "language uk" in title.where


def test_a_png_text_that_unfolds_without_end_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    bomb = zlib.compress(bytes(50_000_000), 9)
    result = read_bytes(tmp_path, png((b"zTXt", b"Comment\0\0" + bomb), (b"tEXt", b"Software\0GIMP")))
    assert not by(result, "png", "PNG", "Comment")
    assert by(result, "png", "PNG", "Software")[0].text == "GIMP"
    assert any("unfolds" in trouble.sentence for trouble in result.troubles)


def movie(created: int, *more: bytes) -> bytes:
    """Return an MP4 head whose movie header has this creation time."""
    header = struct.pack(">IIIIII", 0, created, 0, 1000, 5000, 0x10000).ljust(100, b"\0")
    return box(b"ftyp", b"isom\0\0\2\0isom") + box(b"moov", box(b"mvhd", header), *more) + box(b"mdat")


@pytest.mark.parametrize(("created", "printed"), [(0, "0000:00:00 00:00:00"), (3_575_388_477, "2017:04:18 19:27:57")])
def test_movie_times_are_raw_and_printed_zero_included(tmp_path: Path, created: int, printed: str) -> None:
    (reading,) = by(read_bytes(tmp_path, movie(created)), "quicktime", "QuickTime", "CreateDate")
    assert reading.value == IntegerValue(created)
    assert reading.text == printed
    assert reading.where.startswith("moov[1]/mvhd[1] at ")


def test_the_place_in_user_data_is_read_and_printed_in_degrees(tmp_path: Path) -> None:
    place = b"+48.4647+035.0462+120.5/"
    xyz = box("©xyz".encode("latin-1"), struct.pack(">HH", len(place), 0x15C7), place)
    (reading,) = by(read_bytes(tmp_path, movie(0, box(b"udta", xyz))), "quicktime", "UserData", "GPSCoordinates")
    assert reading.text == "48.4647 35.0462 120.5"
    assert reading.where.startswith("moov[1]/udta[1]/©xyz[1]")


def test_keys_are_named_and_unknown_ones_kept(tmp_path: Path) -> None:
    names = (b"com.apple.quicktime.make", b"org.example.flight")
    keys = box(b"keys", bytes(4), struct.pack(">I", 2), *(struct.pack(">I", len(n) + 8) + b"mdta" + n for n in names))
    items = [box(struct.pack(">I", n), box(b"data", struct.pack(">II", 1, 0), v)) for n, v in ((1, b"DJI"), (2, b"7"))]
    result = read_bytes(tmp_path, movie(0, box(b"meta", bytes(4), box(b"hdlr", bytes(25)), keys, box(b"ilst", *items))))
    assert by(result, "quicktime", "Keys", "Make")[0].text == "DJI"
    assert by(result, "quicktime", "Keys", "OrgExampleFlight")[0].text == "7"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("+48.4647+035.0462/", (48.4647, 35.0462)),
        ("+48-035+120/", (48, -35, 120)),
        ("-4830.5+03515.0/", (-48.508333333, 35.25)),
        ("+483030+0351500/", (48.508333333, 35.25)),
        ("not a place", None),
        ("+48", None),
    ],
)
def test_iso_6709_places(text: str, place: tuple[float, ...] | None) -> None:
    found = iso6709(text)
    assert (found is None) == (place is None)
    if place is not None:
        assert found == pytest.approx(place)


def test_a_box_of_a_gigabyte_that_is_not_there_ends_quietly(tmp_path: Path) -> None:
    data = movie(0) + struct.pack(">I", 0x7FFFFFFF) + b"udta" + b"x" * 100
    result = read_bytes(tmp_path, data)
    assert by(result, "quicktime", "QuickTime", "CreateDate")


@pytest.mark.skipif(os.name != "posix", reason="file names are text elsewhere")
@pytest.mark.parametrize("name", [b"clip\xff.mp4", b"http:x.mp4", b"concat:a|b.mp4"])
def test_the_tags_of_a_clip_are_read_whatever_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path(os.fsdecode(name))
    data = make_clip(tmp_path / "plain.mp4").read_bytes()
    path.write_bytes(data)
    with Source(path, data, sniff(data, len(data)), len(data)) as source:
        readings = list(Container().read(source))
    assert ("Container", "major_brand") in {(reading.group, reading.name) for reading in readings}


def test_many_png_texts_that_unfold_are_bounded_together(tmp_path: Path) -> None:
    text = b"k\0\1\0\0\0" + zlib.compress(b"B" * 3_000_000)
    result = read_bytes(tmp_path, png(*[(b"iTXt", text)] * 40))
    assert 10 <= len(by(result, "png", "PNG", "K")) < 13
    assert any("all texts" in trouble.sentence for trouble in result.troubles)


def test_why_a_container_cannot_be_read_is_said_in_words(tmp_path: Path) -> None:
    result = read_bytes(tmp_path, box(b"ftyp", b"isom\0\0\2\0isom") + box(b"mdat", b"x" * 100))
    said = " ".join(trouble.sentence for trouble in result.troubles)
    assert "FFmpeg" in said
    assert "Error" not in said
