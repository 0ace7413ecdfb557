"""The command that writes down where a drone was: what goes where, and what stays unless asked for."""

import json
from pathlib import Path

from tests.cli.conftest import CommandLine, checked

WORDS = (
    "1\n00:00:00,000 --> 00:00:00,033\nHOME(74.1,31.1) 2017.8.5 14:11:51\nGPS(74.39,31.45,16) BAROMETER:1.9\n\n"
    "2\n00:00:00,033 --> 00:00:00,066\nGPS(0.0,0.0,0) BAROMETER:1.9\n"
)


def test_one_sample_a_cue_goes_to_standard_output_and_words_to_people(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "DJI_0001.SRT"
    path.write_text(WORDS)
    ran = run("telemetry", str(path), "--format", "json")
    assert ran.code == 0
    found = checked(ran.out, "telemetry")
    assert set(found) >= {"source", "alignment", "samples"}
    assert [(one["t_s"], one.get("latitude_deg")) for one in found["samples"]] == [(0.0, 31.45), (0.033, None)]
    assert "The device had no position in 1 of 2 samples." in ran.err


def test_where_the_pilot_stood_is_written_only_when_asked_for(run: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    path.write_text(WORDS)
    assert "31.1" not in run("telemetry", str(path)).out
    assert json.loads(run("telemetry", str(path), "--with-home").out)["samples"][0]["home_latitude_deg"] == 31.1


def test_a_track_is_written_to_a_file_and_a_file_without_one_is_said_so(run: CommandLine, tmp_path: Path) -> None:
    path, out = tmp_path / "a.srt", tmp_path / "a.gpx"
    path.write_text(WORDS)
    assert run("telemetry", str(path), "--format", "gpx", "-o", str(out)).code == 0
    assert '<trkpt lat="31.45" lon="74.39">' in out.read_text()
    path.write_text("nothing of the kind")
    ran = run("telemetry", str(path))
    assert (ran.code, ran.out) == (2, "")
    assert "holds no telemetry" in ran.err
