"""The sound of a clip stands at the container times of its packets, wherever one begins to read it."""

import os
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from tests.footage import make_clip, make_photo
from tests.sounding_clips import CLICK_S, CLICKS_S, make_sounding_clip
from verifier.domain.errors import UnsupportedFile
from verifier.media.sniff import sniff_file
from verifier.media.sound import SoundReader
from verifier.media.sound_messages import RATE, ReadPeaks
from verifier.media.sound_tasks import read_peaks

KINDS = {
    "aac": {"name": "a.mp4"},
    "aac-48000": {"name": "a.mp4", "rate": 48_000},
    "pcm": {"name": "a.mov", "codecs": ("libx264", "pcm_s16le"), "container": "mov"},
    "opus": {"name": "a.webm", "codecs": ("libvpx", "libopus"), "container": "webm", "rate": 48_000},
    "mp2-transport": {"name": "a.ts", "codecs": ("libx264", "mp2"), "container": "mpegts", "begins_s": 7},
}


def reader(path: Path) -> SoundReader:
    return SoundReader(path, sniff_file(path))


def read(sound: SoundReader, from_s: Fraction, seconds: Fraction) -> np.ndarray:
    data, _ = sound.read(round(from_s * RATE), round(seconds * RATE))
    return np.frombuffer(data, np.int16).reshape(-1, 2)[:, 0]


def loud_from(samples: np.ndarray) -> float:
    """Return the second at which the samples become loud, NaN where they never do."""
    loud = np.flatnonzero(np.abs(samples.astype(int)) > 8000)
    return float(loud[0]) / RATE if len(loud) else float("nan")


@pytest.mark.parametrize("kind", KINDS)
def test_a_click_is_heard_at_its_time_wherever_reading_begins(tmp_path: Path, kind: str) -> None:
    options = dict(KINDS[kind])
    path = make_sounding_clip(tmp_path / str(options.pop("name")), **options)  # type: ignore[arg-type]
    first = Fraction(first_pts_s(path))
    sound = reader(path)
    for click in (*CLICKS_S, CLICKS_S[0]):
        begin = first + click - Fraction(3, 10)
        heard = loud_from(read(sound, begin, Fraction(6, 10)))
        assert heard == pytest.approx(0.3, abs=0.012)
        quiet = read(sound, first + click + CLICK_S + Fraction(1, 10), Fraction(2, 10))
        assert np.isnan(loud_from(quiet))
    sound.close()


def first_pts_s(path: Path) -> float:
    """Return the PTS of the first frame as ffprobe reads it: the transport stream begins where its muxer likes."""
    command = ["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time", "-of", "csv=p=0"]
    told = subprocess.run([*command, str(path)], capture_output=True, text=True, check=True).stdout
    return min(float(line.strip(",")) for line in told.split() if line.strip(",") != "N/A")


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="needs ffmpeg")
def test_the_samples_are_those_that_ffmpeg_decodes(tmp_path: Path) -> None:
    path = make_sounding_clip(tmp_path / "a.mov", codecs=("libx264", "pcm_s16le"), container="mov", rate=RATE)
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-map", "0:a:0", "-f", "s16le", "-"]
    theirs = subprocess.run(command, capture_output=True, check=True).stdout
    sound = reader(path)
    ours = b"".join(sound.read(second * RATE, RATE)[0] for second in range(3))
    assert ours == theirs
    assert sound.read(2 * RATE, RATE + 1)[1]
    assert not sound.read(RATE, RATE)[1]
    sound.close()


def test_stretches_read_one_by_one_join_without_a_seam(tmp_path: Path) -> None:
    sound = reader(make_sounding_clip(tmp_path / "a.mp4"))
    whole, _ = sound.read(0, 2 * RATE)
    parts = b"".join(sound.read(first, 4801)[0] for first in range(0, 2 * RATE, 4801))
    assert parts[: len(whole)] == whole
    sound.close()


def test_a_clip_without_sound_and_a_photo_are_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFile, match="no sound"):
        reader(make_clip(tmp_path / "a.mp4"))
    with pytest.raises(UnsupportedFile, match="not a clip"):
        reader(make_photo(tmp_path / "a.jpg"))


def test_peaks_stand_where_the_clicks_are(tmp_path: Path) -> None:
    path = make_sounding_clip(tmp_path / "a.mov", codecs=("libx264", "pcm_s16le"), container="mov", rate=RATE)
    peaks = read_peaks(ReadPeaks(os.fsencode(path), 0, 3 * RATE, 30)).data
    loud = {place for place, peak in enumerate(peaks) if peak > 100}
    assert loud == {int(click * 10) for click in CLICKS_S}
    assert all(peak == 0 for place, peak in enumerate(peaks) if place not in loud)
    assert abs(max(peaks) - 0.8 * 255) < 3
