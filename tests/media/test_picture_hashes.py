"""Hashes of whole files: of frames against what the field's own program printed, of pictures by their decoder."""

from pathlib import Path

import numpy as np
import pytest

from tests.media.test_pdq import NEAR_BITS, distance
from verifier.domain.errors import UnsupportedFile
from verifier.media.pdq import SIDE, pdq
from verifier.media.picture_hashes import DISTINCT_BITS, bits_apart, hashes_of_clip, hashes_of_file
from verifier.media.sniff import sniff_file
from verifier.media.video import Clip, open_clip

SEEN = 10
"""Frames of less quality are plain surfaces; the last bits of a decoder's rounding decide their hash."""
EVERY = 3
CLIPS = ("doorknob-hd-no-bar", "pattern-hd-no-bar", "pattern-sd-grey-bar", "pattern-sd-with-large-logo-bar",
         "pattern-sd-with-small-logo-bar")  # fmt: skip


def clip_of(samples: Path, name: str) -> Clip:
    path = samples / f"dedup/video/ThreatExchange__{name}.mp4"
    return open_clip(path, sniff_file(path))


def test_frames_have_the_hashes_that_vpdq_printed(samples: Path) -> None:
    distances: list[int] = []
    for name in CLIPS:
        lines = (samples / f"dedup/video/expected/{name}.vpdq.txt").read_text().splitlines()
        with clip_of(samples, name) as clip:
            assert len(clip.table) == len(lines)
            for line in lines[::EVERY]:
                ordinal, quality, expected, _ = line.split(",")
                found = pdq(clip.luma(int(ordinal), SIDE))
                distances.append(distance(found.hex, expected))
                assert abs(found.quality - int(quality)) <= 3, (name, ordinal)
                assert distances[-1] <= NEAR_BITS or int(quality) < SEEN, (name, ordinal)
    assert np.mean(np.array(distances) <= NEAR_BITS) >= 0.95


def test_of_a_clip_those_frames_are_kept_that_show_something_new_each_with_its_pts(samples: Path) -> None:
    with clip_of(samples, "pattern-sd-grey-bar") as clip:
        found = hashes_of_clip(clip)
        assert found.is_whole
        assert found.ordinals[0] == 0
        assert found.pts.tolist() == [clip.table.pts[ordinal] for ordinal in found.ordinals]
        assert found.time_base == clip.table.time_base
        assert 10 < len(found.hashes) <= len(clip.table)
        assert all(
            bits_apart(one, other) > DISTINCT_BITS for one, other in zip(found.hashes, found.hashes[1:], strict=False)
        )


def test_the_hashes_of_a_photo_name_what_decoded_it(samples: Path) -> None:
    path = samples / "dedup/bridge-mods/ThreatExchange__aaa-orig.jpg"
    found = hashes_of_file(path, sniff_file(path))
    assert found.hashes.shape == (1, 32)
    assert found.turned.shape == (8, 32)
    assert found.decoder.startswith("jpeg by simplejpeg ")


def test_what_is_not_drawn_has_no_hash(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("words")
    with pytest.raises(UnsupportedFile):
        hashes_of_file(path, sniff_file(path))


@pytest.mark.parametrize("kind", ["mp4", "mov", "avi", "mpg", "ts", "mts", "mkv"])
def test_brightness_is_that_of_the_colors_shown(samples: Path, kind: str) -> None:
    path = min((samples / "videos").glob(f"*.{kind}"), key=lambda path: path.stat().st_size)
    with open_clip(path, sniff_file(path)) as clip:
        shown = clip.pixels(0, SIDE).astype(float)
        luma = clip.luma(0, SIDE)
    assert luma.shape == (*shown.shape[:2], 1)
    apart = np.abs(shown @ [0.299, 0.587, 0.114] - luma[:, :, 0])
    assert apart.mean() < 6  # HD footage weighs colors by BT.709
