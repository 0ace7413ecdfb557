"""Telemetry of drones: the layouts of the samples, other programs' answers, broken files, what other tools read."""

import csv
import io
import json
import shutil
import struct
import subprocess
import time
from pathlib import Path

import geojson
import gpxpy
import pytest
from fastkml import KML

from tests.footage import make_clip
from verifier.domain.errors import UnreadableFile, UnsupportedFile
from verifier.metadata.telemetry.reading import read_telemetry
from verifier.metadata.telemetry.srt import read_srt, values_in
from verifier.metadata.telemetry.track import Track, without_home
from verifier.metadata.telemetry.writing import WRITERS

CUE = "{n}\n00:00:0{n},000 --> 00:00:0{n},033\n{words}\n\n"
BRACKETS = (
    "[iso : 100] [fnum : 280] [focal_len : 240] [latitude : 31.45] [longtitude : 74.39] [rel_alt: 1.5 abs_alt: 9.5]"
)


def srt(*words: str) -> str:
    return "".join(CUE.format(n=n, words=one) for n, one in enumerate(words))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (BRACKETS, {"latitude_deg": 31.45, "longitude_deg": 74.39, "relative_altitude_m": 1.5, "altitude_m": 9.5}),
        (BRACKETS, {"f_number": 2.8, "focal_length_mm": 24.0, "iso": 100}),
        ("[shutter : 1/80.0] [fnum: 2.8] [focal_len: 47.00]", {"exposure_time_s": 0.0125, "focal_length_mm": 47.0}),
        ("GPS(149.0251,-20.2533,16) BAROMETER:1.9", {"latitude_deg": -20.2533, "satellites": 16, "barometer_m": 1.9}),
        ("GPS(36.6146,-6.1120,12.5M) BAROMETER:0.3M", {"latitude_deg": 36.6146, "longitude_deg": -6.112}),
        ("GPS(36.6146,-6.1120,12.5M)", {"height_m": 12.5}),
        ("GPS(39.9,116.3,69.8) BAROMETER(91.2) HOME(39.8,116.4)", {"home_latitude_deg": 39.8, "barometer_m": 91.2}),
        ("HOME(149.0,-20.2) 2017.8.5 14:11:51\nGPS(149.1,-20.3,16)", {"home_latitude_deg": -20.2}),
        ("HOME(149.0,-20.2) 2017.8.5 14:11:51\nGPS(149.1,-20.3,16)", {"clock": "2017-08-05T14:11:51"}),
        ("F/2.8, SS 30.15, ISO 260, EV -1.7, GPS (-121.7, 48.0, 17), D 221.2m, H 200.7m", {"distance_m": 221.2}),
        ("F/5.6, SS 400, GPS (8.2, 47.4, 18), H.S 1.84m/s, V.S -0.5m/s", {"vertical_speed_m_s": -0.5}),
        ("F.PRY (-8.9°, 2.9°, -75.0°), G.PRY (-27.3°, 0.0°, -76.0°)", {"flight_yaw_deg": -75.0}),
        ("F.PRY (-8.9°, 2.9°, -75.0°), G.PRY (-27.3°, 0.0°, -76.0°)", {"gimbal_pitch_deg": -27.3}),
        ("[gb_yaw: -75.6 gb_pitch: -12.5 gb_roll: 0.0]", {"gimbal_yaw_deg": -75.6, "gimbal_roll_deg": 0.0}),
        ("[Drone: Yaw:30.6, Pitch:3.0, Roll:-0.5]", {"flight_yaw_deg": 30.6, "flight_roll_deg": -0.5}),
        ("ISO:100 Shutter:60 EV: Fnum:2.2", {"exposure_time_s": 0.016666667, "f_number": 2.2}),
        ("2022-08-07 13:40:40,774,808", {"clock": "2022-08-07T13:40:40.774808"}),
    ],
)
def test_what_a_cue_says(words: str, wanted: dict[str, object]) -> None:
    found = values_in(words)
    assert found is not None
    assert {name: found.get(name) for name in wanted} == wanted


def test_a_device_without_a_fix_has_no_position_and_it_is_said_how_often() -> None:
    track = read_srt(srt("[latitude: 0.0] [longitude: 0.0] [iso: 100]", "[latitude: 0.0] [longitude: 9.0]"))
    assert [sample.has_fix for sample in track.samples] == [False, True], "a place on the equator is a place"
    assert track.notes == ("The device had no position in 1 of 2 samples.",)


def test_numbers_and_empty_lines_within_a_cue_begin_no_other() -> None:
    text = "1\n00:00:00,000 --> 00:00:00,033\n[latitude: 49.1] [longitude: 14.6]\n\n0\n[iso: 100]\n\n"
    track = read_srt(text + text.replace("1\n00", "2\n00", 1).replace("00:00:00,000", "00:00:01.5"))
    assert [(sample.t_s, sample.iso) for sample in track.samples] == [(0.0, 100), (1.5, 100)]


def test_without_times_of_the_clip_seconds_run_by_the_drone_s_clock_and_that_is_said() -> None:
    track = read_srt(
        "1\n2017.08.05 14:11:51\n[latitude : -20.25] [longtitude : 149.02]\n\n"
        "2\n2017.08.05 14:11:53\n[latitude : -20.25] [longtitude : 149.02]\n"
    )
    assert [sample.t_s for sample in track.samples] == [0.0, 2.0]
    assert "drone's clock" in track.alignment


@pytest.mark.parametrize(
    "text", ["", "1\n", "1\n00:00:00,000 --> \n\n" * 5, "\ufeff\ufeff", "[latitude: 91] [longitude: 999]"]
)
def test_nonsense_has_no_sample(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.srt"
    path.write_text(text, "utf-8")
    with pytest.raises(UnsupportedFile):
        read_telemetry(path)


def test_four_megabytes_are_read_within_a_few_seconds_of_work() -> None:
    text = srt(*[f"2020-04-02 15:19:58,720,764\n{BRACKETS}"] * 10) * 2_000
    begin = time.process_time()
    assert len(read_srt(text).samples) == 20_000
    assert time.process_time() - begin < 4


@pytest.mark.parametrize("words", ["GPS(" * 2_000, "[" * 4_000 + ":1", "a:" * 4_000, "F/" * 4_000, "9" * 4_000 + "-->"])
def test_hostile_words_take_no_time(words: str) -> None:
    begin = time.process_time()
    read_srt(srt(*[words] * 10))
    assert time.process_time() - begin < 2


SAMPLES = {
    "DJI_SRT_Parser__air2s.srt": (17, 41.424724, 2.234156),
    "DJI_SRT_Parser__m2zoom.SRT": (7113, 31.452012, 74.398751),
    "DJI_SRT_Parser__matrice_300.srt": (381, 36.6146, -6.1120),
    "DJI_SRT_Parser__mavic_2_style.SRT": (468, -20.2533, 149.0251),
    "DJI_SRT_Parser__mavic_air.SRT": (2, None, None),
    "DJI_SRT_Parser__mavic_mini.SRT": (117, 48.0771, -121.7458),
    "DJI_SRT_Parser__mavic_pro.SRT": (468, -20.2533, 149.0251),
    "DJI_SRT_Parser__mix_p4rtk_mavic2pro.srt": (12, -34.6502, -59.409424),
    "DJI_SRT_Parser__old_format.SRT": (468, -20.2533, 149.0251),
    "DJI_SRT_Parser__p4_rtk.SRT": (55, -34.237922, -58.851745),
    "DJI_SRT_Parser__p4p_sample.SRT": (5, 47.4692, 8.2090),
    "dji_srt2gpx__DJI_M300RTK.SRT": (7, 49.125749, 14.634775),
    "dji_srt2gpx__DJI_MAVIC.SRT": (16, 49.1, 15.1),
    "dji_srt2gpx__DJI_MAVIC_3T.SRT": (12, 50.106373, 14.495168),
    "embedder__air3S_clip.SRT": (5, 34.270373, -84.17616),
    "embedder__avata2_clip.SRT": (2, 39.906217, 116.391305),
    "embedder__mini4pro_clip.SRT": (2, 59.0, 18.0),
    "embedder__neo2_clip.SRT": (5, 45.607181, 13.75386),
    "mapillary_tools__sf_30km_h.gpx": (49, 37.793585, -122.461396),
}
"""File -> cues, counted by their lines of times, and the first place as it stands in it."""


def test_every_sample_has_a_row(samples: Path) -> None:
    assert {path.name for path in (samples / "telemetry").iterdir()} == set(SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_one_entry_a_cue_and_the_place_that_stands_in_it(samples: Path, name: str) -> None:
    path = samples / "telemetry" / name
    track = read_telemetry(path)
    count, latitude, longitude = SAMPLES[name]
    arrows = path.read_bytes().count(b"-->")
    assert len(track.samples) == count
    assert arrows in (0, count)
    assert (track.samples[0].latitude_deg, track.samples[0].longitude_deg) == (latitude, longitude)
    assert [sample.t_s for sample in track.samples] == sorted(sample.t_s for sample in track.samples)


def test_a_gopro_track_agrees_with_exiftool(samples: Path) -> None:
    if shutil.which("exiftool") is None:
        pytest.skip("exiftool is not installed")
    path = samples / "videos" / "gpmf-parser__karma.mp4"
    names = ("GPSLatitude", "GPSLongitude", "GPSAltitude", "GPSTrack")
    words = ["exiftool", "-ee", "-n", "-a", "-s", "-G3", *(f"-{name}" for name in names), str(path)]
    lines = subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()
    theirs = {name: [float(line.split(": ")[1]) for line in lines if f" {name} " in line] for name in names}
    track = read_telemetry(path)
    ours = {
        "GPSLatitude": [sample.latitude_deg for sample in track.samples],
        "GPSLongitude": [sample.longitude_deg for sample in track.samples],
        "GPSAltitude": [sample.altitude_m for sample in track.samples],
        "GPSTrack": [sample.flight_yaw_deg for sample in track.samples],
    }
    assert len(track.samples) == 47
    assert ours == theirs


@pytest.mark.parametrize("coding", ["mov_text", "srt"])
def test_subtitles_within_a_clip_are_read_from_its_packets(tmp_path: Path, coding: str) -> None:
    if shutil.which("ffmpeg") is None:
        pytest.skip("ffmpeg is not installed")
    clip = make_clip(tmp_path / "plain.mp4")
    (tmp_path / "a.srt").write_text(srt(f'<font size="36">{BRACKETS}</font>', BRACKETS))
    out = tmp_path / ("with.mp4" if coding == "mov_text" else "with.mkv")
    words = ["ffmpeg", "-v", "error", "-i", str(clip), "-i", str(tmp_path / "a.srt"), "-c:v", "copy", "-c:s", coding]
    subprocess.run([*words, str(out)], check=True)
    track = read_telemetry(out)
    assert track.source == "DJI subtitles in the clip"
    assert [(sample.t_s, sample.latitude_deg) for sample in track.samples] == [(0.0, 31.45), (1.0, 31.45)]


def test_a_clip_without_a_track_takes_the_subtitles_beside_it(tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "DJI_0001.MP4")
    with pytest.raises(UnsupportedFile):
        read_telemetry(clip)
    (tmp_path / "DJI_0001.SRT").write_text(srt(BRACKETS))
    assert read_telemetry(clip).source == "DJI subtitles, beside the clip"


@pytest.mark.parametrize(
    "data",
    [
        b'<?xml version="1.0" encoding="shift_jis"?><gpx></gpx>',
        b"<gpx><trk><trkseg><trkpt",
        b"<gpx></gpx>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><gpx>&a;</gpx>',
        b"<gpx>" * 100_000,
    ],
)
def test_broken_gpx_is_said_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.gpx"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile):
        read_telemetry(path)


def test_hostile_gpmf_ends_quietly() -> None:
    from verifier.metadata.telemetry.gpmf import samples_of

    nested = b""
    for _ in range(200):
        nested = struct.pack(">4scBH", b"DEVC", b"\0", 1, min(len(nested), 65_535)) + nested
    for data in (nested, b"GPS5" * 5_000, struct.pack(">4scBH", b"STRM", b"\0", 255, 65_535), b"", bytes(10_000)):
        assert list(samples_of(data, 0, 1)) == []


def test_numbers_beyond_all_bounds_are_no_values(tmp_path: Path) -> None:
    from verifier.metadata.telemetry.gpmf import samples_of

    def key(name: bytes, kind: bytes, size: int, count: int, body: bytes) -> bytes:
        return struct.pack(">4scBH", name, kind, size, count) + body + bytes(-len(body) % 4)

    path = tmp_path / "a.srt"
    path.write_text(srt(f"[latitude: 46.1] [longitude: 32.1] [rel_alt: {'9' * 400} abs_alt: 9.5]"))
    (high,) = read_telemetry(path).samples
    assert (high.latitude_deg, high.relative_altitude_m, high.altitude_m) == (46.1, None, 9.5)
    gpx = tmp_path / "a.gpx"
    gpx.write_text(
        '<gpx><trk><trkseg><trkpt lat="46" lon="32"><ele>1e999</ele><time>0001-01-01T00:00:00+23:59</time></trkpt>'
        "</trkseg></trk></gpx>"
    )
    (point,) = read_telemetry(gpx).samples
    assert (point.latitude_deg, point.altitude_m, point.utc) == (46.0, None, None)
    row = struct.pack(">5f", 46.1, 32.1, 9.5, 3.0, 3.0)
    endless = struct.pack(">5f", 46.1, 32.1, float("inf"), 3.0, 3.0)
    strange = (
        key(b"GPSU", b"f", 4, 1, struct.pack(">f", float("inf"))),
        key(b"GPSF", b"c", 0, 0, b""),
        key(b"SCAL", b"f", 4, 1, struct.pack(">f", float("nan"))),
    )
    for one in strange:
        stream = one + key(b"GPS5", b"f", 20, 2, row + endless)
        data = key(b"DEVC", b"\0", 1, len(stream) + 8, key(b"STRM", b"\0", 1, len(stream), stream))
        assert all(sample.altitude_m in (9.5, None) for sample in samples_of(data, 0, 1)), one[:4]


@pytest.fixture
def track(tmp_path: Path) -> Track:
    path = tmp_path / "a.srt"
    path.write_text(
        srt(f"{BRACKETS} HOME(74.1,31.1)", "[latitude: 0.0] [longitude: 0.0]", BRACKETS.replace("31.45", "31.46"))
    )
    return read_telemetry(path)


def test_other_libraries_read_what_is_written(track: Track) -> None:
    points = gpxpy.parse(WRITERS["gpx"](track)).tracks[0].segments[0].points
    assert [(point.latitude, point.longitude, point.elevation) for point in points] == [
        (31.45, 74.39, 9.5),
        (31.46, 74.39, 9.5),
    ]
    places = geojson.loads(WRITERS["geojson"](track))
    assert places.is_valid
    assert list(geojson.utils.coords(places))[:2] == [(74.39, 31.45, 9.5), (74.39, 31.46, 9.5)]
    kml = KML.from_string(WRITERS["kml"](track).encode())
    line = kml.features[0].features[0].geometry
    assert [tuple(place) for place in line.coords] == [(74.39, 31.45, 9.5), (74.39, 31.46, 9.5)]
    rows = list(csv.DictReader(io.StringIO(WRITERS["csv"](track))))
    assert [row["latitude_deg"] for row in rows] == ["31.45", "", "31.46"]
    samples = json.loads(WRITERS["json"](track))["samples"]
    assert [sample.get("latitude_deg") for sample in samples] == [31.45, None, 31.46]


def test_the_place_of_the_pilot_is_left_out_when_asked(track: Track) -> None:
    assert "home_latitude_deg" in WRITERS["json"](track)
    for write in WRITERS.values():
        assert "31.1" not in write(without_home(track))
