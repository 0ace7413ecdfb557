"""Small footage made for tests: one of each kind that an import has to tell apart, and a few broken ones."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from PIL import Image

TIMES_MS = (0, 40, 73, 140, 173, 240, 273, 340)
"""PTS of the clip's frames in milliseconds: the rate varies."""
SRT = """1
00:00:00,000 --> 00:00:00,033
[iso : 100] [shutter : 1/60.0] [latitude: 48.4647] [longitude: 35.0462] [rel_alt: 12.300 abs_alt: 80.100]

2
00:00:00,033 --> 00:00:00,066
[iso : 100] [shutter : 1/60.0] [latitude: 48.4648] [longitude: 35.0463] [rel_alt: 12.400 abs_alt: 80.200]
"""


def pattern(width: int, height: int, shift: int = 0) -> np.ndarray:
    """Draw a colored gradient with a white corner, so that every turn shows: (height, width, 3) uint8, RGB."""
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    pixels = np.stack([(x + shift) % 256, y % 256, (x + y) % 256], axis=2).astype(np.uint8)
    pixels[: height // 4, : width // 4] = 255
    return pixels


def make_photo(path: Path, width: int = 160, height: int = 120, orientation: int = 1, shift: int = 0) -> Path:
    """Write a JPEG whose EXIF names a DJI camera and an orientation."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0112] = "DJI", "FC3582", orientation
    Image.fromarray(pattern(width, height, shift)).save(path, "JPEG", quality=90, exif=exif)
    return path


def make_clip(path: Path, width: int = 64, height: int = 48) -> Path:
    """Write an MP4 of eight frames at a rate that varies."""
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=30)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.time_base = stream.time_base = Fraction(1, 1000)
        for number, time_ms in enumerate(TIMES_MS):
            frame = av.VideoFrame.from_ndarray(pattern(width, height, number * 20), format="rgb24")
            frame.pts, frame.time_base = time_ms, Fraction(1, 1000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def make_shots(path: Path, shots: int, frames: int = 15) -> Path:
    """Write an MP4 of shots of ``frames`` frames each, 30 a second, which look nothing like each other."""
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=30)
        stream.width, stream.height, stream.pix_fmt = 160, 120, "yuv420p"
        for number in range(shots * frames):
            rough = np.random.default_rng(number // frames).integers(0, 255, (6, 8, 3), dtype=np.uint8)
            frame = av.VideoFrame.from_ndarray(np.kron(rough, np.ones((20, 20, 1), np.uint8)), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def make_paper(path: Path, words: str = "") -> Path:
    """Write a PDF of one page: empty, or with one line of Latin words on it."""
    stream = b"BT /F1 12 Tf 20 100 Td (%s) Tj ET" % words.encode("latin-1") if words else b""
    look = b"/MediaBox [0 0 200 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>"
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R %s >>" % look,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    whole, places = b"%PDF-1.4\n", list[int]()
    for number, body in enumerate(objects, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(whole)
    path.write_bytes(whole + table + end)
    return path


def make_mixed_folder(folder: Path) -> Path:
    """Fill a folder with what an import meets: footage, papers, sidecars, copies, broken and odd files."""
    inner = folder / "Світлини 1"
    inner.mkdir(parents=True)
    make_photo(inner / "IMG_2.jpg")
    make_photo(inner / "IMG_10.jpg", orientation=6, shift=90)
    make_clip(folder / "DJI_0001.MP4")
    (folder / "DJI_0001.SRT").write_text(SRT)
    (folder / "copy of 2.jpg").write_bytes((inner / "IMG_2.jpg").read_bytes())
    (folder / "clip without its end.mp4").write_bytes((folder / "DJI_0001.MP4").read_bytes()[:700])
    (folder / "half.jpg").write_bytes((inner / "IMG_2.jpg").read_bytes()[:300])
    (folder / "photo named.mp4").write_bytes((inner / "IMG_10.jpg").read_bytes() + b"tail")
    (folder / "playlist.mp4").write_text("#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:9/x.ts\n")
    make_paper(folder / "waybill.pdf")
    (folder / "words.txt").write_text("seen over the bridge\n")
    (folder / "empty.jpg").write_bytes(b"")
    (folder / ".DS_Store").write_bytes(b"\x00\x00\x00\x01Bud1")
    return folder
