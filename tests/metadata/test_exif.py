"""EXIF as three readers see it: nothing dropped, everything bounded."""

import random
import struct
import time
import warnings
from pathlib import Path

import pytest
from PIL import Image
from PIL.ExifTags import IFD

from tests.metadata.made import by, directory, jpeg, rationals, read_bytes, text, tiff
from verifier.domain.readings import BytesValue, IntegerValue, RationalValue, TextValue
from verifier.metadata.exif_directories import MAX_DIRECTORIES
from verifier.metadata.exif_pillow import ExifPillow

CANON = [text(0x010F, "Canon"), text(0x0110, "Canon EOS")]


def test_every_reader_finds_the_make_and_says_where(tmp_path: Path) -> None:
    data = jpeg(tiff([text(0x010F, "DJI"), text(0x0110, "FC3582")]))
    result = read_bytes(tmp_path, data)
    for reader in ("exif", "exifread", "pillow"):
        (make,) = by(result, reader, "IFD0", "Make")
        assert make.value == TextValue("DJI")
        assert make.where.startswith("APP1")
    (model,) = by(result, "exif", "IFD0", "Model")
    offset, length = model.where.split(" at ")[1].split("+")
    assert data[int(offset) : int(offset) + int(length)] == b"FC3582\0"


def test_zero_values_unknown_tags_and_duplicates_are_kept(tmp_path: Path) -> None:
    rows = [(0x0112, 3, 1, b"\0\0"), text(0x0131, "first"), text(0x0131, "second"), (0xBEEF, 4, 1, b"\7\0\0\0")]
    result = read_bytes(tmp_path, jpeg(tiff(rows)))
    assert [r.text for r in by(result, "exif", "IFD0", "Software")] == ["first", "second"]
    assert by(result, "exif", "IFD0", "Orientation")[0].value == IntegerValue(0)
    assert by(result, "exif", "IFD0", "0xbeef")[0].value == IntegerValue(7)


def test_rationals_stay_as_stored_even_over_zero(tmp_path: Path) -> None:
    block = tiff([], inner=[rationals(0x829A, (10, 600)), rationals(0x829D, (28, 0)), rationals(0x920A, (0, 0))])
    result = read_bytes(tmp_path, jpeg(block))
    assert by(result, "exif", "ExifIFD", "ExposureTime")[0].value == RationalValue(10, 600)
    assert by(result, "exif", "ExifIFD", "FNumber")[0].text == "inf"
    assert by(result, "exif", "ExifIFD", "FocalLength")[0].text == "undef"


def test_an_unknown_type_is_kept_as_bytes_and_named(tmp_path: Path) -> None:
    (reading,) = by(read_bytes(tmp_path, jpeg(tiff([(0x010E, 99, 5, b"abcd")]))), "exif", "IFD0", "ImageDescription")
    assert isinstance(reading.value, BytesValue)
    assert "unknown type 99" in reading.where


@pytest.mark.parametrize(
    ("raw", "printed", "charset"),
    [
        (b"ASCII\0\0\0hello", "hello", "ASCII"),
        (b"UNICODE\0" + "привіт".encode("utf-16-le"), "привіт", "Unicode"),
        (b"UNICODE\0" + "привіт".encode("utf-16-be"), "привіт", "Unicode"),
        (b"JIS\0\0\0\0\0" + "写真".encode("iso2022_jp"), "写真", "JIS"),
    ],
)
def test_comments_are_decoded_and_their_charset_is_said(tmp_path: Path, raw: bytes, printed: str, charset: str) -> None:
    result = read_bytes(tmp_path, jpeg(tiff([], inner=[(0x9286, 7, len(raw), raw)])))
    (reading,) = by(result, "exif", "ExifIFD", "UserComment")
    assert reading.text == printed
    assert reading.where.endswith(f"charset {charset}")
    assert isinstance(reading.value, BytesValue)
    assert reading.value.data() == raw


def test_ten_thousand_directories_end_at_the_bound_with_a_sentence(tmp_path: Path) -> None:
    chain = b"".join(directory([(0x0112, 3, 1, b"\1\0")], 0, 8 + 18 * (n + 1)) for n in range(10_000))
    started = time.perf_counter()
    result = read_bytes(tmp_path, b"II*\0" + struct.pack("<I", 8) + chain)
    assert time.perf_counter() - started < 5
    assert len([r for r in result.document.readings if r.reader == "exif"]) == MAX_DIRECTORIES
    assert any("directories" in trouble.sentence for trouble in result.troubles)


def test_directories_that_point_at_each_other_are_read_once(tmp_path: Path) -> None:
    block = bytearray(tiff([text(0x010F, "DJI"), (0x8769, 4, 1, struct.pack("<I", 8))]))
    result = read_bytes(tmp_path, jpeg(bytes(block)))
    assert len(by(result, "exif", "IFD0", "Make")) == 1


def test_a_maker_note_of_random_bytes_costs_no_more_than_a_sane_photo(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(1500)
    fillers = [(tag, 3, 1, b"\1\0") for tag in range(0xA401, 0xA40B)]

    def cost(note: bytes) -> float:
        data = jpeg(tiff(CANON, inner=[(0x927C, 7, len(note), note), *fillers]))
        times: list[float] = []
        for _ in range(7):
            started = time.process_time()
            for _ in range(5):
                read_bytes(tmp_path, data)
            times.append(time.process_time() - started)
        return min(times)

    assert cost(noise) < 3 * cost(b"\0" * 1500)


def test_a_maker_note_that_claims_four_gigabytes_is_not_believed(tmp_path: Path) -> None:
    note = directory([(tag, 1, 0xFFFFFFFF, b"\0\0\0\0") for tag in range(200)], 0)
    started = time.perf_counter()
    read_bytes(tmp_path, jpeg(tiff(CANON, inner=[(0x927C, 7, 0xFFFFFFF0, note)])))
    assert time.perf_counter() - started < 2


def test_a_maker_note_the_library_knows_is_read(tmp_path: Path) -> None:
    note = directory([(0x0003, 11, 1, struct.pack("<f", 1.5)), (0x0004, 11, 1, struct.pack("<f", 0.0))], 0)
    result = read_bytes(tmp_path, jpeg(tiff([text(0x010F, "DJI")], inner=[(0x927C, 7, len(note), note)])))
    names = {r.name: r.text for r in result.document.readings if r.group == "MakerNote"}
    assert names == {"SpeedX": "1.5", "SpeedY": "0"}


def test_pillows_directories_are_those_that_pillow_itself_hands_out(samples: Path, tmp_path: Path) -> None:
    compared = 0
    for path in sorted((samples / "photos").rglob("*.jpg"))[::4]:
        result = read_bytes(tmp_path, path.read_bytes()[: 256 * 1024], readers=(ExifPillow(),))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs = Image.Exif()
            theirs.load(Image.open(path).info.get("exif", b""))
            groups = {"ExifIFD": theirs.get_ifd(IFD.Exif), "GPS": theirs.get_ifd(IFD.GPSInfo), "IFD0": dict(theirs)}
        for group, tags in groups.items():
            found = {r.where[-6:]: r.text for r in result.document.readings if r.group == group}
            assert set(found) == {f"0x{tag:04x}" for tag in tags}, f"{path.name} {group}"
            plain = {f"0x{tag:04x}": str(value) for tag, value in tags.items() if isinstance(value, int | str)}
            assert {tag: found[tag] for tag in plain} == plain, f"{path.name} {group}"
            compared += len(plain)
    assert compared > 500
