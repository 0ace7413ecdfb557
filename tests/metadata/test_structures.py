"""How files are built: IPTC, JPEG segments and tables, DJI notes, color profiles, boxes, Matroska; and bounds."""

import io
import struct
import time
from pathlib import Path

import av
import pytest
from PIL import Image, ImageCms

from tests.footage import make_clip
from tests.metadata.made import box, by, jpeg, png, read_bytes, tiff
from verifier.domain.readings import Reading
from verifier.metadata.jpeg_structure import quality_of
from verifier.metadata.reading import ReadResult


def picture(**options: object) -> bytes:
    """Return a small JPEG as Pillow writes it."""
    out = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(out, "JPEG", **options)
    return out.getvalue()


def with_segment(whole: bytes, marker: int, payload: bytes) -> bytes:
    """Return a JPEG with one more segment right behind its beginning."""
    return whole[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(payload) + 2) + payload + whole[2:]


def resource(number: int, data: bytes) -> bytes:
    return b"8BIM" + struct.pack(">HHI", number, 0, len(data)) + data + bytes(len(data) % 2)


def data_set(record: int, number: int, data: bytes) -> bytes:
    return struct.pack(">BBBH", 0x1C, record, number, len(data)) + data


def text(result: ReadResult, reader: str, name: str, group: str = "JPEG") -> str:
    found = by(result, reader, group, name)
    assert len(found) == 1, (name, found)
    return found[0].text


def iptc(tmp_path: Path, *sets: bytes) -> ReadResult:
    payload = b"Photoshop 3.0\0" + resource(0x0404, b"".join(sets))
    return read_bytes(tmp_path, with_segment(picture(), 0xED, payload))


def test_press_data_are_read_with_lists_dates_and_places(tmp_path: Path) -> None:
    result = iptc(
        tmp_path,
        data_set(2, 0, b"\0\4"),
        data_set(2, 25, b"night"),
        data_set(2, 25, b"river"),
        data_set(2, 55, b"20230303"),
        data_set(2, 60, b"124100+0200"),
        data_set(2, 90, "Херсон".encode()),
        data_set(2, 250, b"?"),
    )
    assert text(result, "iptc", "ApplicationRecordVersion", "IPTC") == "4"
    assert text(result, "iptc", "Keywords", "IPTC") == "night, river"
    assert text(result, "iptc", "DateCreated", "IPTC") == "2023:03:03"
    assert text(result, "iptc", "TimeCreated", "IPTC") == "12:41:00+02:00"
    city = by(result, "iptc", "IPTC", "City")[0]
    assert city.text == "Херсон"
    assert city.where.endswith("charset not stated")
    assert text(result, "iptc", "0x02fa", "IPTC") == "(1 bytes)"


@pytest.mark.parametrize(
    "payload",
    [
        b"Photoshop 3.0\0" + b"8BIM\4\4\0\0\xff\xff\xff\xff" + data_set(2, 25, b"kept"),
        b"Photoshop 3.0\0" + resource(0x0404, b"\x1c\2\x19\xff\xff" + b"kept"),
        b"Photoshop 3.0\0" + resource(0x0404, b"\x1c\2\x19\x84\0\xff\xff\xff\xff" + b"kept"),
        b"Photoshop 3.0\0" + b"8BIM" * 10_000,
        b"Photoshop 3.0\0" + resource(0x0404, b"\x1c\2\x19\0\0" * 11_000),
    ],
)
def test_broken_press_data_end_quietly(tmp_path: Path, payload: bytes) -> None:
    begin = time.process_time()
    result = read_bytes(tmp_path, with_segment(picture(), 0xED, payload))
    assert by(result, "jpeg", "JPEG", "EncodingProcess")
    assert time.process_time() - begin < 1


def test_the_coding_and_the_tables_of_a_jpeg_are_named(tmp_path: Path) -> None:
    result = read_bytes(tmp_path, picture(quality=83, subsampling="4:2:2", restart_marker_blocks=7))
    assert text(result, "jpeg", "EncodingProcess") == "baseline"
    assert text(result, "jpeg", "YCbCrSubSampling") == "4:2:2"
    assert text(result, "jpeg", "ImpliedQuality0") == "83"
    assert text(result, "jpeg", "RestartInterval") == "7"
    assert text(result, "jpeg", "ImageWidth") == "256"
    assert "SOF0" in text(result, "jpeg", "Segments")
    assert not by(result, "jpeg", "JPEG", "TrailingBytes")


@pytest.mark.parametrize("quality", [1, 10, 49, 50, 75, 90, 95, 100])
def test_the_quality_is_the_one_the_picture_was_saved_with(quality: int) -> None:
    with Image.open(io.BytesIO(picture(quality=quality))) as image:
        tables = image.quantization  # type: ignore[attr-defined]
    assert quality_of(tuple(zigzag(tables[0])), is_chroma=False) == (quality, True)
    assert quality_of(tuple(zigzag(tables[1])), is_chroma=True) == (quality, True)


def zigzag(table: list[int]) -> list[int]:
    """Bring a table that Pillow hands out row by row into the order of the file."""
    places = sorted(range(64), key=lambda at: (sum(divmod(at, 8)), (at // 8) * (1 if sum(divmod(at, 8)) % 2 else -1)))
    return [table[at] for at in places]


def test_a_table_of_a_maker_s_own_is_only_near_a_quality() -> None:
    quality, is_exact = quality_of((3, *[5] * 63), is_chroma=False)
    assert not is_exact
    assert 90 <= quality <= 97


def test_bytes_behind_the_picture_are_named_with_their_place(tmp_path: Path) -> None:
    whole = picture()
    result = read_bytes(tmp_path, whole + b"PK\3\4 hidden")
    behind = by(result, "jpeg", "JPEG", "TrailingBytes")[0]
    assert behind.where == f"behind the picture at {len(whole)}+11"


def test_a_picture_that_is_cut_off_says_so(tmp_path: Path) -> None:
    result = read_bytes(tmp_path, picture()[:-40])
    assert "no end" in text(result, "jpeg", "EndOfImage")


def mpf(count: int) -> bytes:
    entries = struct.pack("<IIIHH", 0x20030000, 1000, 0, 0, 2) + struct.pack("<IIIHH", 0x40010001, 500, 2000, 0, 0)
    rows = [(0xB000, 7, 4, b"0100"), (0xB001, 4, 1, struct.pack("<I", count))]
    table = struct.pack("<H", 3)
    for tag, kind, number, raw in rows:
        table += struct.pack("<HHI", tag, kind, number) + raw
    table += struct.pack("<HHII", 0xB002, 7, len(entries), 8 + 2 + 36 + 4) + bytes(4)
    return b"MPF\0II*\0" + struct.pack("<I", 8) + table + entries


def test_further_pictures_are_listed_with_their_places_in_the_file(tmp_path: Path) -> None:
    result = read_bytes(tmp_path, with_segment(picture(), 0xE2, mpf(2)))
    assert text(result, "jpeg", "NumberOfImages", "MPF0") == "2"
    assert text(result, "jpeg", "MPImageStart", "MPImage1") == "0"
    assert text(result, "jpeg", "MPImageStart", "MPImage2") == str(2000 + 2 + 4 + 4)
    assert text(result, "jpeg", "MPImageLength", "MPImage2") == "500"


def test_dji_s_note_in_brackets_is_taken_apart(tmp_path: Path) -> None:
    note = b"[ae_dbg_info:" + bytes(16) + b"][sensor_id:1TCLHAA03BJ0GH" + bytes(10) + b"][new_word:\1\2]" + bytes(40)
    block = tiff([(0x010F, 2, 4, b"DJI\0")], [(0x927C, 7, len(note), note)])
    result = read_bytes(tmp_path, jpeg(block))
    assert text(result, "dji", "SensorID", "DJI") == "1TCLHAA03BJ0GH"
    assert text(result, "dji", "AEDebugInfo", "DJI") == "(16 bytes)"
    assert text(result, "dji", "new_word", "DJI") == "(2 bytes)"


def test_a_thermal_picture_says_where_its_temperatures_lie(tmp_path: Path) -> None:
    whole = with_segment(with_segment(jpeg(tiff([(0x010F, 2, 4, b"DJI\0")])), 0xE3, b"\1\2" * 50), 0xE3, b"\3\4" * 50)
    result = read_bytes(tmp_path, whole)
    assert text(result, "jpeg", "ThermalData", "DJI") == "(200 bytes)"


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_color_profile_is_read_from_every_holder(tmp_path: Path, kind: str) -> None:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, kind, icc_profile=profile())
    result = read_bytes(tmp_path, out.getvalue())
    assert text(result, "icc", "ColorSpaceData", "ICC-header") == "RGB"
    assert "sRGB" in text(result, "icc", "ProfileDescription", "ICC_Profile")


def test_the_tree_of_boxes_is_one_line_and_bytes_behind_are_named(tmp_path: Path) -> None:
    whole = make_clip(tmp_path / "a.mp4").read_bytes()
    result = read_bytes(tmp_path, whole + b"\0\0")
    tree = text(result, "boxes", "BoxTree", "Boxes")
    assert tree.startswith("ftyp ")
    assert "moov" in tree
    assert "trak [tkhd" in tree
    assert by(result, "boxes", "Boxes", "TrailingBytes")[0].text == "(2 bytes)"


def test_boxes_within_boxes_end_at_a_bound(tmp_path: Path) -> None:
    inner = b""
    for _ in range(2_000):
        inner = box(b"trak", inner)
    begin = time.process_time()
    result = read_bytes(tmp_path, box(b"ftyp", b"isom\0\0\2\0isom") + box(b"moov", inner, box(b"free") * 9_000))
    assert "…" in text(result, "boxes", "BoxTree", "Boxes")
    assert time.process_time() - begin < 2


def test_matroska_says_who_wrote_it_and_what_its_tracks_are(tmp_path: Path) -> None:
    path = tmp_path / "a.mkv"
    with av.open(str(path), "w", format="matroska") as container:
        stream = container.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        container.mux(stream.encode(av.VideoFrame(64, 48, "yuv420p")))
        container.mux(stream.encode(None))
    whole = path.read_bytes()
    result = read_bytes(tmp_path, whole)
    assert text(result, "matroska", "MuxingApp", "Matroska").startswith("Lavf")
    assert text(result, "matroska", "TrackNumber", "Track1") == "1"
    assert float(text(result, "matroska", "Duration", "Matroska")) > 0


def element(number: bytes, data: bytes) -> bytes:
    return number + struct.pack(">Q", len(data) | 1 << 56) + data


def matroska(*parts: bytes) -> bytes:
    header = element(b"\x1aE\xdf\xa3", element(b"\x42\x82", b"webm"))
    return header + element(b"\x18\x53\x80\x67", b"".join(parts))


@pytest.mark.parametrize(
    "parts",
    [
        (element(b"\x15\x49\xa9\x66", b"\x4d\x80\x7f\xff\xff"),),
        (b"\xec\x80" * 200_000,),
        (b"\x18\x53\x80\x67\xff" * 300,),
        (b"\x00" * 64,),
        (element(b"\x15\x49\xa9\x66", element(b"\x44\x61", b"\x7f" + b"\xff" * 7)),),
    ],
)
def test_broken_matroska_ends_quietly(tmp_path: Path, parts: tuple[bytes, ...]) -> None:
    begin = time.process_time()
    result = read_bytes(tmp_path, matroska(*parts))
    assert text(result, "matroska", "DocType", "Matroska") == "webm"
    assert not [trouble for trouble in result.troubles if "matroska" in trouble.sentence]
    assert time.process_time() - begin < 2


def heif(*properties: bytes, ties: bytes) -> bytes:
    ipma = box(b"ipma", bytes(4), struct.pack(">IHB", 1, 1, len(ties)), ties)
    iprp = box(b"iprp", box(b"ipco", *properties), ipma)
    meta = box(b"meta", bytes(4), box(b"hdlr", bytes(25)), box(b"pitm", bytes(4), struct.pack(">H", 1)), iprp)
    return box(b"ftyp", b"heic\0\0\0\0mif1heic") + meta


def ispe(width: int, height: int) -> bytes:
    return box(b"ispe", bytes(4), struct.pack(">II", width, height))


def test_of_two_sizes_that_of_the_primary_picture_stands(tmp_path: Path) -> None:
    whole = heif(ispe(512, 512), ispe(4032, 3024), box(b"irot", b"\3"), ties=b"\2\3")
    result = read_bytes(tmp_path, whole)
    assert text(result, "quicktime", "ImageSpatialExtent", "QuickTime") == "4032 3024"
    assert text(result, "quicktime", "Rotation", "QuickTime") == "270"


def test_png_names_its_profile_and_its_background(tmp_path: Path) -> None:
    chunks = ((b"bKGD", b"\0\xff\0\1\0\2"), (b"sBIT", b"\5\6\5"), (b"tEXt", b"create-date\x002003-12-14T12:01:44"))
    found: list[Reading] = list(read_bytes(tmp_path, png(*chunks)).document.readings)
    texts = {reading.name: reading.text for reading in found if reading.reader == "png"}
    assert texts["BackgroundColor"] == "255 1 2"
    assert texts["SignificantBits"] == "5 6 5"
    assert texts["CreateDate"] == "2003-12-14T12:01:44"


def pdf(*, lock: str = "") -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Title": "Накладна 7", "/Producer": "A program", "/CreationDate": "D:20230303124100+02'00'"})
    if lock:
        writer.encrypt(lock)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_paper_says_who_wrote_it_and_when(tmp_path: Path) -> None:
    result = read_bytes(tmp_path, pdf() + b"\n%%EOF\n")
    assert text(result, "pdf", "Title", "PDF") == "Накладна 7"
    assert text(result, "pdf", "CreateDate", "PDF") == "2023:03:03 12:41:00+02:00"
    assert text(result, "pdf", "PageCount", "PDF") == "1"
    assert text(result, "pdf", "EndMarkers", "PDF") == "2"


def test_a_locked_paper_says_so(tmp_path: Path) -> None:
    assert text(read_bytes(tmp_path, pdf(lock="x")), "pdf", "Encrypted", "PDF") == "yes"


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"<<" * 50_000, pdf()[:200], pdf().replace(b"obj", b"ob")]
)
def test_a_broken_paper_is_a_trouble_in_words(tmp_path: Path, data: bytes) -> None:
    begin = time.process_time()
    result = read_bytes(tmp_path, data)
    assert text(result, "pdf", "PDFVersion", "PDF")
    assert all("Traceback" not in trouble.sentence for trouble in result.troubles)
    assert time.process_time() - begin < 5
