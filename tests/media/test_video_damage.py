"""Damaged, cut and empty clips: a sentence, or as many frames as decode."""

import wave
from pathlib import Path

import pytest

from tests.media.made_clips import irregular_times, make_clip, number_in
from verifier.domain.errors import UnreadableFile, UnsupportedFile, VerifierError
from verifier.media.clip_facts import read_clip_facts
from verifier.media.media_types import Sniffed, describe
from verifier.media.sniff import sniff
from verifier.media.video import open_clip

MP4, TS, MKV = describe("video/mp4"), describe("video/mp2t"), describe("video/x-matroska")
X264 = {"g": "30", "keyint_min": "30", "bf": "2", "preset": "ultrafast"}


def cut(path: Path, share: float) -> Path:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    return path


def sniffed_of(path: Path) -> Sniffed:
    return sniff(path.read_bytes()[:65536], path.stat().st_size)


@pytest.mark.parametrize(
    ("name", "told"), [("a.mp4", {"movflags": "faststart"}), ("a.ts", {}), ("a.mkv", {})], ids=["MP4", "TS", "Matroska"]
)
def test_a_clip_cut_short_shows_the_frames_it_still_has(tmp_path: Path, name: str, told: dict[str, str]) -> None:
    path = cut(make_clip(tmp_path / name, irregular_times(120), "libx264", X264, told), 0.6)
    with open_clip(path, sniffed_of(path)) as clip:
        count = len(clip.table)
        assert 40 < count < 120
        assert number_in(clip.frame(count - 2).pixels[:, :, 1]) == count - 2
        assert clip.technical.frame_count == count


def test_a_cut_mp4_says_how_many_frames_of_how_many_there_are(tmp_path: Path) -> None:
    path = cut(
        make_clip(tmp_path / "a.mp4", irregular_times(120), "libx264", X264, {"movflags": "faststart"}), 0.6
    )  # fmt: skip
    with open_clip(path, MP4) as clip:
        [trouble] = [trouble for trouble in clip.troubles if trouble.code == "clip-cut-short"]
        assert f"{len(clip.table)} frames of the 120" in trouble.sentence


def test_a_recording_without_its_index_is_said_to_be_cut_off(tmp_path: Path) -> None:
    path = cut(make_clip(tmp_path / "a.mp4", irregular_times(60), "libx264", X264), 0.8)
    with pytest.raises(UnreadableFile, match="index is missing"):
        open_clip(path, MP4)


@pytest.mark.parametrize("sniffed", [MP4, TS, MKV, describe("video/x-msvideo"), describe("video/mpeg")])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, sniffed: Sniffed) -> None:
    path = tmp_path / "empty"
    path.write_bytes(b"")
    with pytest.raises(UnreadableFile, match="empty"):
        open_clip(path, sniffed)


@pytest.mark.parametrize("sniffed", [MP4, TS, MKV, describe("video/x-msvideo"), describe("video/mpeg")])
def test_noise_gives_a_sentence(tmp_path: Path, sniffed: Sniffed) -> None:
    path = tmp_path / "noise"
    path.write_bytes(bytes(number * number % 251 for number in range(40_000)))
    with pytest.raises(VerifierError):
        open_clip(path, sniffed)


def test_a_file_that_vanished_gives_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="is gone"):
        open_clip(tmp_path / "gone.mp4", MP4)


def test_sound_alone_is_audio_and_no_clip(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(16000))
    facts = read_clip_facts(path, sniffed_of(path))
    assert facts.kind == "audio"
    assert facts.technical.has_audio
    assert facts.technical.duration_s == 1.0
    with pytest.raises(UnsupportedFile, match="no moving picture"):
        open_clip(path, sniffed_of(path))


def test_a_gap_in_the_middle_leaves_the_rest(tmp_path: Path) -> None:
    path = make_clip(tmp_path / "a.ts", irregular_times(120), "libx264", X264)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 188 * 188
    data[middle : middle + 188 * 40] = bytes(188 * 40)
    path.write_bytes(data)
    with open_clip(path, TS) as clip:
        assert 60 <= len(clip.table) <= 120
        assert number_in(clip.frame(3).pixels[:, :, 1]) == 3
        last = len(clip.table) - 1
        assert number_in(clip.frame(last).pixels[:, :, 1]) == 119
        again = [clip.frame(ordinal).ref.sha256 for ordinal in range(last, 0, -7)]
    with open_clip(path, TS) as clip:
        assert [clip.frame(ordinal).ref.sha256 for ordinal in range(last, 0, -7)] == again


def test_every_broken_sample_gives_frames_or_a_sentence(samples: Path) -> None:
    clips = [*(samples / "broken").rglob("*.mp4"), *(samples / "broken").rglob("*.mov")]
    sentences: dict[str, str] = {}
    for path in clips:
        sniffed = sniffed_of(path)
        try:
            with open_clip(path, sniffed) as clip:
                sentences[path.name] = " ".join(trouble.sentence for trouble in clip.troubles)
                assert clip.frame(len(clip.table) - 1).pixels.size
        except VerifierError as error:
            sentences[path.name] = error.sentence
    assert sentences["mp4parse-rust__no_timescale.mp4"] == "12 of 182 frames do not decode; 170 can be shown."
    assert "not one of its pictures" in sentences["mp4parse-rust__zero_empty_stsc.mp4"]
    assert sentences["media__sample_missing_stsd.mp4"] == ""
    assert all(sentences[name] for name in sentences if name != "media__sample_missing_stsd.mp4")
