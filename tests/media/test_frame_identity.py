"""The hash of a decoded frame is that of FFmpeg for every layout of pixels, odd sizes included."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import av
import numpy as np
import pytest

from verifier.media.frame_identity import frame_bytes, frame_sha256

LAYOUTS = {
    "ffv1": (
        "gray",
        "gray16le",
        "yuv420p",
        "yuv422p",
        "yuv444p",
        "yuv411p",
        "yuv410p",
        "yuv420p10le",
        "yuv422p12le",
        "yuva420p",
        "bgr0",
        "bgra",
        "gbrp10le",
        "ya8",
    ),
    "rawvideo": (
        "nv12",
        "yuyv422",
        "uyvy422",
        "rgb24",
        "rgb565le",
        "rgb555le",
        "monob",
        "rgb48le",
    ),
}
CASES = [(codec, layout) for codec, layouts in LAYOUTS.items() for layout in layouts]


def write_clip(path: Path, codec: str, layout: str, width: int, height: int) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (height, width, 3), dtype=np.uint8)
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=25)
        stream.width, stream.height, stream.pix_fmt = width, height, layout
        source = av.VideoFrame.from_ndarray(noise, format="rgb24")
        container.mux(stream.encode(source.reformat(format=layout)))
        container.mux(stream.encode(None))


@pytest.mark.parametrize(("codec", "layout"), CASES)
def test_every_layout_of_pixels_is_hashed_as_ffmpeg_does(codec: str, layout: str, tmp_path: Path) -> None:
    if shutil.which("ffmpeg") is None:
        pytest.skip("the ffmpeg program is not installed")
    path = tmp_path / "a.nut"
    write_clip(path, codec, layout, 37, 23)
    with av.open(str(path)) as container:
        frame = next(container.decode(video=0))
    assert frame.format.name == layout
    command = ["ffmpeg", "-v", "quiet", "-nostdin", "-i", str(path), "-f", "framehash", "-hash", "sha256", "-"]
    printed = subprocess.run(command, capture_output=True, check=True).stdout.decode().split()[-1]
    assert frame_sha256(frame) == printed


def test_two_byte_samples_in_pairs_and_palettes_are_hashed_whole() -> None:
    deep = av.VideoFrame(6, 4, "p010le")
    for plane in deep.planes:
        plane.update(bytes(number % 255 for number in range(plane.buffer_size)))
    rows = [
        bytes(plane)[row * plane.line_size : row * plane.line_size + 12]
        for plane in deep.planes
        for row in range(plane.height)
    ]
    assert [plane.height for plane in deep.planes] == [4, 2]
    assert frame_sha256(deep) == hashlib.sha256(b"".join(rows)).hexdigest()
    indexed = av.VideoFrame(5, 2, "pal8")
    indexed.planes[0].update(bytes(range(indexed.planes[0].buffer_size)))
    indexed.planes[1].update(bytes(number // 4 for number in range(1024)))
    stride = indexed.planes[0].line_size
    expected = bytes(range(5)) + bytes(range(stride, stride + 5)) + bytes(number // 4 for number in range(1024))
    assert frame_sha256(indexed) == hashlib.sha256(expected).hexdigest()


def test_padding_behind_a_row_is_not_hashed() -> None:
    wide, narrow = av.VideoFrame(64, 4, "gray"), av.VideoFrame(33, 4, "gray")
    for frame in (wide, narrow):
        frame.planes[0].update(bytes(frame.planes[0].buffer_size))
    before = frame_sha256(narrow)
    assert narrow.planes[0].line_size > 33
    rows = bytearray(narrow.planes[0].buffer_size)
    rows[33] = 255
    narrow.planes[0].update(bytes(rows))
    assert frame_sha256(narrow) == before
    rows[32] = 255
    narrow.planes[0].update(bytes(rows))
    assert frame_sha256(narrow) != before


def test_the_memory_of_a_frame_is_that_of_its_planes() -> None:
    assert frame_bytes(av.VideoFrame(64, 48, "yuv420p")) >= 64 * 48 * 3 // 2
