"""Photos of every kind come out upright, whole and with the numbers that are in the file."""

import io
import json
import os
import struct
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import simplejpeg
from PIL import Image

from verifier.domain.errors import InputError, RefusedFile, UnreadableFile, UnsupportedFile
from verifier.media.heif_boxes import coded_orientation
from verifier.media.scaling import jpeg_bytes, shrink
from verifier.media.sniff import sniff
from verifier.media.stills import Still, decode_still
from verifier.media.upright import Orientation

FORMATS = ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"]


def decode(path: Path, max_side: int | None = None, **how) -> Still:
    data = path.read_bytes()
    return decode_still(path, sniff(data[: 1 << 16], len(data)), max_side, **how)


def scene(width: int = 96, height: int = 64) -> np.ndarray:
    """A picture without symmetry: smooth in x and y, one corner red, another blue."""
    across, down = np.meshgrid(np.linspace(0, 200, width), np.linspace(0, 200, height))
    pixels = np.stack([across, down, (across + down) / 2], axis=2).astype(np.uint8)
    pixels[: height // 4, : width // 4] = (255, 0, 0)
    pixels[-height // 4 :, : width // 4] = (0, 0, 255)
    return pixels


def difference(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(int) - other.astype(int)).mean())


def save(path: Path, image: Image.Image, kind: str, exif_orientation: int = 1, **how) -> Path:
    exif = Image.Exif()
    exif[0x0112] = exif_orientation
    image.save(path, kind, exif=exif, **how)
    return path


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("exif", range(1, 9))
def test_every_orientation_of_every_format_shows_the_same_scene(tmp_path, kind, exif):
    wanted = scene()
    back = {6: 8, 8: 6}.get(exif, exif)
    stored = np.ascontiguousarray(Orientation(back, 96, 64).turn(wanted))
    path = save(tmp_path / "photo", Image.fromarray(stored), kind, exif, quality=95)
    still = decode(path)
    assert still.pixels.shape == wanted.shape
    assert difference(still.pixels, wanted) < 6
    technical = still.technical
    assert technical.orientation == exif
    assert (technical.width, technical.height) == stored.shape[1::-1]
    assert (technical.displayed_width, technical.displayed_height) == (96, 64)
    assert difference(decode(path, is_turned=False).pixels, stored) < 6


@pytest.mark.parametrize("layout", ["Landscape", "Portrait"])
def test_the_orientation_samples_show_the_same_scene(samples, layout):
    paths = sorted((samples / "photos" / "orientation").glob(f"*{layout}_*.jpg"))
    assert paths
    small = [shrink(decode(path, 400).pixels, 64) for path in paths]
    assert len({picture.shape for picture in small}) == 1
    assert all(difference(picture, small[0]) < 8 for picture in small)


def test_a_turned_avif_is_turned_and_its_stored_grid_is_as_coded(samples):
    folder = samples / "photos" / "formats"
    turned = folder / "avif-sample-images__kimono.rotate90.avif"
    mirrored = folder / "avif-sample-images__kimono.mirror-vertical.avif"
    assert [decode(path).technical.orientation for path in (turned, mirrored)] == [6, 4]
    assert difference(decode(turned).pixels, decode(mirrored).pixels) < 4
    assert decode(turned, is_turned=False).pixels.shape == (722, 1024, 3)
    assert (decode(mirrored, is_turned=False).pixels == decode(mirrored).pixels[::-1]).all()


def test_the_stored_grid_of_a_heic_is_its_coded_size_and_its_turn_is_the_one_exiftool_reads(samples):
    truth = json.loads((samples / "GROUNDTRUTH.exiftool.json").read_text())
    quarter_turns = {0: 1, 90: 8, 180: 3, 270: 6}  # ExifTool prints irot, which counts counter-clockwise
    checked = 0
    for path in sorted(samples.glob("photos/**/*.[hH][eE][iI]*")):
        tags = truth[path.relative_to(samples).as_posix()]
        size, turn = tags.get("QuickTime:ImageSpatialExtent"), tags.get("QuickTime:Rotation")
        if turn is None or len(str(size).split()) != 2:
            continue
        technical = decode(path).technical
        assert f"{technical.width} {technical.height}" == size
        assert technical.orientation == quarter_turns[turn]
        checked += 1
    assert checked >= 3


@pytest.mark.parametrize(
    ("turns", "exif"),
    [
        ([], 1),
        ([b"irot\x03"], 6),
        ([b"irot\x01"], 8),
        ([b"imir\x01"], 2),
        ([b"imir\x00"], 4),
        ([b"irot\x01", b"imir\x01"], 7),
    ],
)
def test_turns_of_heif_boxes_are_read_in_their_order(turns, exif):
    def box(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I4s", len(body) + 8, kind) + body

    properties = b"".join(box(turn[:4], turn[4:]) for turn in turns)
    numbers = bytes(range(1, len(turns) + 1))
    ipma = box(b"ipma", bytes(4) + struct.pack(">IHB", 1, 7, len(turns)) + numbers)
    meta = box(b"meta", bytes(4) + box(b"pitm", bytes(4) + b"\x00\x07") + box(b"iprp", box(b"ipco", properties) + ipma))
    assert coded_orientation(io.BytesIO(box(b"ftyp", b"heic") + meta)) == exif


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("mode", ["RGB", "L", "P"])
def test_color_grey_and_palette_come_out_as_rgb(tmp_path, kind, mode):
    if mode == "P" and kind == "JPEG":
        mode = "1"
    image = Image.fromarray(scene()).convert(mode)
    still = decode(save(tmp_path / "photo", image, kind, quality=95))
    assert still.pixels.dtype == np.uint8
    assert difference(still.pixels, np.asarray(image.convert("RGB"))) < 14


def test_cmyk_of_adobe_is_not_inverted(tmp_path):
    image = Image.fromarray(scene()).convert("CMYK")
    still = decode(save(tmp_path / "photo", image, "JPEG", quality=95))
    assert still.technical.pixel_format == "CMYK"
    assert difference(still.pixels, scene()) < 12


@pytest.mark.parametrize("how", [{"progressive": True}, {"subsampling": "4:4:4"}, {"subsampling": "4:2:2"}])
def test_every_usual_jpeg_is_decoded(tmp_path, how):
    assert (
        difference(
            decode(save(tmp_path / "photo", Image.fromarray(scene()), "JPEG", quality=95, **how)).pixels, scene()
        )
        < 4
    )


def test_transparent_parts_lie_over_white_and_it_says_so(tmp_path):
    layer = np.dstack([scene(), np.zeros(scene().shape[:2], np.uint8)])
    layer[:, 48:, 3] = 255
    still = decode(save(tmp_path / "photo", Image.fromarray(layer), "PNG"))
    assert (still.pixels[:, :48] == 255).all()
    assert (still.pixels[:, 48:] == scene()[:, 48:]).all()
    assert still.technical.picture == "transparency over white"


def test_twelve_bits_in_sixteen_are_not_shown_black(tmp_path):
    samples_12_bit = np.linspace(0, 4095, 64 * 64).reshape(64, 64).astype(np.uint16)
    still = decode(save(tmp_path / "photo", Image.fromarray(samples_12_bit), "TIFF"))
    assert (still.pixels[:, :, 0] == samples_12_bit >> 4).all()
    sixteen = decode(save(tmp_path / "photo16", Image.fromarray(samples_12_bit << 4), "TIFF"))
    assert (sixteen.pixels == still.pixels).all()


def test_sixteen_bits_of_three_colors_come_out_at_eight(samples, tmp_path):
    path = tmp_path / "photo.tif"
    raw = (scene().astype(">u2") * 257).tobytes()
    entries = [
        (256, 4, 1, 96), (257, 4, 1, 64), (258, 3, 3, 8), (259, 3, 1, 1 << 16), (262, 3, 1, 2 << 16),
        (273, 4, 1, 256), (277, 3, 1, 3 << 16), (278, 4, 1, 64), (279, 4, 1, len(raw)),
    ]  # fmt: skip
    directory = struct.pack(">H", len(entries)) + b"".join(struct.pack(">HHII", *entry) for entry in entries)
    head = b"MM\x00*" + struct.pack(">I", 16) + struct.pack(">HHH", 16, 16, 16) + bytes(2) + directory + bytes(4)
    path.write_bytes(head.ljust(256, b"\x00") + raw)
    assert (decode(path).pixels == scene()).all()


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("max_side", [50, 333, 1000])
def test_a_reduced_picture_fits_and_fills_what_was_asked_for(tmp_path, kind, max_side):
    still = decode(save(tmp_path / "photo", Image.fromarray(scene(700, 500)), kind, 6, quality=90), max_side)
    height, width = still.pixels.shape[:2]
    assert max_side * 0.9 <= height <= max_side or height == 700
    assert width / height == pytest.approx(5 / 7, abs=0.02)
    assert (still.technical.width, still.technical.height) == (700, 500)
    assert difference(shrink(still.pixels, 40), shrink(np.ascontiguousarray(np.rot90(scene(700, 500), -1)), 40)) < 6


def test_the_exif_thumbnail_is_never_the_picture(tmp_path):
    exif = Image.Exif()
    thumbnail = io.BytesIO()
    Image.new("RGB", (160, 120), "red").save(thumbnail, "JPEG")
    exif[0x0112] = 1
    path = tmp_path / "photo"
    Image.new("RGB", (640, 480), "blue").save(path, "JPEG", exif=exif.tobytes() + thumbnail.getvalue())
    assert tuple(decode(path, 100).pixels[5, 5]) == (0, 0, 254)


def raw_file(preview: bytes, maker_tag: tuple[int, int, int, int], orientation: int = 1) -> bytes:
    """A DNG in which the sensor's data is left out: IFD0 with a SubIFD that points at a JPEG."""
    sub_ifd_at, preview_at = 128, 256

    def directory(entries: list[tuple[int, int, int, int]]) -> bytes:
        packed = b"".join(struct.pack("<HHII", *entry) for entry in sorted(entries))
        return struct.pack("<H", len(entries)) + packed + bytes(4)

    main = directory([(254, 4, 1, 1), (274, 3, 1, orientation), (330, 4, 1, sub_ifd_at), maker_tag])
    sub = directory([(259, 3, 1, 7), (273, 4, 1, preview_at), (279, 4, 1, len(preview))])
    head = (b"II*\x00" + struct.pack("<I", 8) + main).ljust(sub_ifd_at, b"\x00") + sub
    return head.ljust(preview_at, b"\x00") + preview


def test_the_embedded_preview_of_a_raw_file_is_shown_turned_and_named(tmp_path):
    path = tmp_path / "photo"
    path.write_bytes(raw_file(jpeg_bytes(scene(), 95), (0xC612, 1, 4, 0x0401), orientation=6))
    still = decode(path)
    assert still.technical.picture == "embedded preview SubIFD"
    assert (still.technical.width, still.technical.height, still.technical.orientation) == (96, 64, 6)
    assert difference(still.pixels, np.rot90(scene(), -1)) < 12


def test_a_raw_file_without_a_preview_is_kept_but_not_shown(tmp_path):
    path = tmp_path / "photo"
    path.write_bytes(raw_file(b"no picture", (0xC612, 1, 4, 0x0401)))
    with pytest.raises(UnsupportedFile, match="no preview"):
        decode(path)


def test_a_real_raw_file_shows_its_largest_preview(samples):
    still = decode(samples / "photos" / "canon" / "photoprism__canon_eos_6d.dng")
    assert still.technical.picture == "embedded preview SubIFD1"
    assert still.pixels.shape == (683, 1024, 3)
    assert still.pixels.std() > 10


def png_claiming(width: int, height: int) -> bytes:
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    import zlib

    def chunk(data: bytes) -> bytes:
        return struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))

    return b"\x89PNG\r\n\x1a\n" + chunk(body) + chunk(b"IDAT" + zlib.compress(bytes(1000))) + chunk(b"IEND")


def jpeg_claiming(width: int, height: int) -> bytes:
    data = bytearray(jpeg_bytes(scene()))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def gif_claiming(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.fromarray(scene()).save(out, "GIF")
    return b"GIF89a" + struct.pack("<HH", width, height) + out.getvalue()[10:]


BOMBS = {
    "png": png_claiming(60_000, 60_000),
    "small png": png_claiming(8_000, 8_000),
    "jpeg": jpeg_claiming(65_000, 65_000),
    "gif": gif_claiming(65_000, 65_000),
    "bmp": b"BM" + struct.pack("<IIIIii", 100, 0, 54, 40, 60_000, 60_000) + struct.pack("<HH", 1, 24) + bytes(40),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_at_once_with_a_sentence(tmp_path, name):
    path = tmp_path / "bomb"
    path.write_bytes(BOMBS[name])
    began = time.monotonic()
    with pytest.raises(RefusedFile, match="claims") as caught:
        decode(path, 1600)
    assert time.monotonic() - began < 1
    assert caught.value.about == "bomb"


@pytest.mark.parametrize("name", ["png_decompression_dos.png", "decompression_bomb.gif"])
def test_the_published_bombs_are_refused(samples, name):
    with pytest.raises(RefusedFile):
        decode(samples / "broken" / "pillow" / f"Pillow__{name}", 1600)


def test_a_picture_of_a_hundred_megapixels_opens(tmp_path):
    path = tmp_path / "photo"
    path.write_bytes(simplejpeg.encode_jpeg(np.full((9000, 12000, 1), 90, np.uint8), 50, "GRAY", "Gray"))
    still = decode(path, 1600)
    assert (still.technical.width, still.technical.height) == (12000, 9000)
    assert still.pixels.shape == (1125, 1500, 3)
    assert (still.pixels == 90).all()


def test_a_damaged_jpeg_is_shown_as_far_as_it_goes_and_says_so(tmp_path):
    path = tmp_path / "photo"
    whole = jpeg_bytes(scene(700, 500))
    path.write_bytes(whole[: len(whole) // 2])
    still = decode(path)
    assert [trouble.code for trouble in still.troubles] == ["picture_damaged"]
    assert difference(still.pixels[:200], scene(700, 500)[:200]) < 6


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "WEBP", "GIF", "BMP", "JPEG", "JPEG2000", "AVIF"])
def test_a_file_cut_anywhere_gives_a_picture_or_a_sentence(tmp_path, kind):
    Image.fromarray(scene()).save(tmp_path / "whole", kind)
    whole = (tmp_path / "whole").read_bytes()
    decode(tmp_path / "whole")
    for cut in range(1, len(whole), max(1, len(whole) // 12)):
        path = tmp_path / f"cut{cut}"
        path.write_bytes(whole[:cut])
        try:
            decode(path)
        except InputError as error:
            assert error.sentence.endswith(".")  # noqa: PT017 - either outcome is right


def test_an_empty_file_and_a_document_are_sentences(tmp_path):
    path = tmp_path / "empty"
    path.touch()
    with pytest.raises(UnreadableFile, match="empty"):
        decode(path)
    path.write_text("Just words.")
    with pytest.raises(UnsupportedFile, match="not shown as a picture"):
        decode(path)


def test_decoding_the_same_file_twice_gives_the_same_pixels(tmp_path):
    path = save(tmp_path / "photo", Image.fromarray(scene(700, 500)), "JPEG", 6)
    assert decode(path, 300).pixels.tobytes() == decode(path, 300).pixels.tobytes()


def test_importing_cv2_leaves_the_qt_variables_as_they_were():
    code = (
        "import os\nos.environ['QT_QPA_FONTDIR'] = 'mine'\nos.environ.pop('QT_QPA_PLATFORM_PLUGIN_PATH', None)\n"
        "import verifier.media.stills\n"
        "print(os.environ['QT_QPA_FONTDIR'], 'QT_QPA_PLATFORM_PLUGIN_PATH' in os.environ)"
    )
    run = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True, env=os.environ)
    assert run.stdout == "mine False\n"
