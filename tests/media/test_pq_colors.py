"""HDR10 frames at full size have the colors that FFmpeg itself gives them."""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from verifier.media.frame_pixels import pq_curve
from verifier.media.sniff import sniff_file
from verifier.media.video import open_clip


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs the ffmpeg program")
def test_a_frame_at_full_size_has_the_colors_that_ffmpeg_gives_it(samples: Path) -> None:
    path = samples / "videos" / "media__hdr10-av1.mp4"
    with open_clip(path, sniff_file(path)) as clip:
        ours = clip.frame(2).pixels
        smaller = clip.frame(2, max_side=1279).pixels
    height, width = ours.shape[:2]
    wanted = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(path), "-vf", r"select=eq(n\,2),format=rgb48le", "-frames:v", "1",
         "-f", "rawvideo", "-"], check=True, capture_output=True,
    ).stdout  # fmt: skip
    theirs = pq_curve()[np.frombuffer(wanted, "<u2").reshape(height, width, 3) >> 4].astype(int)
    assert np.abs(ours.astype(int) - theirs).mean() < 1
    assert np.abs(ours.mean(axis=(0, 1)) - smaller.mean(axis=(0, 1))).max() < 1
