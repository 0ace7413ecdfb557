"""DJI's data tracks, against what ExifTool reads in the same clips; broken and hostile messages."""

import json
import time
from pathlib import Path

import pytest

from tests.metadata.djmd_truth import made
from tests.metadata.made import by, read_bytes
from tests.metadata.made_djmd import clip, frame, header, inside, number, varint, words
from verifier.catalog.catalog import load_catalog
from verifier.domain.errors import UnsupportedFile
from verifier.metadata.dji_data import DjiData
from verifier.metadata.dji_schemas import SCHEMAS, UNKNOWN, UNPROVEN
from verifier.metadata.inspect import inspect
from verifier.metadata.protobuf import BrokenMessage, Message, fields, leaves
from verifier.metadata.serials import serials_in
from verifier.metadata.telemetry.reading import read_telemetry

TRUTH = json.loads((Path(__file__).parents[1] / "data" / "djmd.exiftool.json").read_text("utf-8"))
MAVIC = "dvtm_wm265e.proto"
SERIAL = "1581F45T7229SE00A1BC"
OF_SAMPLES = {
    "GPSLatitude": "latitude_deg",
    "GPSLongitude": "longitude_deg",
    "AbsoluteAltitude": "altitude_m",
    "GPSAltitude": "altitude_m",
    "RelativeAltitude": "relative_altitude_m",
    "DroneRoll": "flight_roll_deg",
    "DronePitch": "flight_pitch_deg",
    "DroneYaw": "flight_yaw_deg",
    "GimbalPitch": "gimbal_pitch_deg",
    "GimbalRoll": "gimbal_roll_deg",
    "GimbalYaw": "gimbal_yaw_deg",
    "ISO": "iso",
    "ShutterSpeed": "exposure_time_s",
    "FNumber": "f_number",
    "ColorTemperature": "color_temperature_k",
    "DigitalZoom": "digital_zoom",
    "FrameNumber": "frame",
}


def flight(frames: int, protocol: str = MAVIC) -> list[bytes]:
    samples = [frame(n + 1, 48.2 + n * 1e-5, -16.3) for n in range(frames)]
    return [header(protocol, SERIAL, "DJI Mavic 3") + samples[0], *samples[1:]]


@pytest.mark.parametrize("protocol", SCHEMAS)
def test_every_layout_is_read_as_exiftool_reads_it(tmp_path: Path, protocol: str) -> None:
    theirs = TRUTH[protocol]
    path = tmp_path / "a.mp4"
    path.write_bytes(made(protocol))
    sample = read_telemetry(path).samples[0]
    ours = {name: getattr(sample, field) for name, field in OF_SAMPLES.items() if name in theirs}
    assert ours == {name: pytest.approx(theirs[name], rel=1e-6, abs=1) for name in ours if name == "ISO"} | {
        name: pytest.approx(theirs[name], rel=1e-6) for name in ours if name != "ISO"
    }
    said = read_bytes(tmp_path, made(protocol), (DjiData(),))
    for name in ("SerialNumber", "Model", "Protocol", "FrameWidth", "FrameHeight", "TimeStamp"):
        if name in theirs:
            assert by(said, "dji-data", "DJI", name)[0].text == str(theirs[name])
    for name in ("GPSLatitude", "GPSLongitude", "AbsoluteAltitude", "RelativeAltitude"):
        if name in theirs:
            assert float(by(said, "dji-data", "DJI", name)[0].text) == pytest.approx(theirs[name], rel=1e-6)


def test_a_track_is_listed_with_its_product_and_that_its_layout_is_unproven(tmp_path: Path) -> None:
    said = read_bytes(tmp_path, clip(flight(7)), (DjiData(),))
    assert by(said, "dji-data", "Track1", "DataSamples")[0].text == "7"
    assert by(said, "dji-data", "Track1", "DataProduct")[0].text == "Mavic 3"
    assert by(said, "dji-data", "Track1", "DataLayout")[0].text == UNPROVEN
    serial = by(said, "dji-data", "DJI", "SerialNumber")[0]
    place = serial.where.rsplit(" ", 1)[1]
    offset, length = map(int, place.split("+"))
    assert clip(flight(7))[offset : offset + length].decode() == serial.text == SERIAL


def test_an_unknown_schema_shows_its_fields_by_number_and_makes_no_track(tmp_path: Path) -> None:
    data = clip(flight(3, "dvtm_of_tomorrow.proto"))
    said = read_bytes(tmp_path, data, (DjiData(),))
    assert by(said, "dji-data", "Track1", "DataLayout")[0].text == UNKNOWN
    assert by(said, "dji-data", "DJI", "SerialNumber")[0].text == SERIAL, "the header is DJI's own for all products"
    assert by(said, "dji-data", "DJI", "3-3-3-3")[0].text == "-452"
    assert not by(said, "dji-data", "DJI", "GPSLatitude")
    path = tmp_path / "a.mp4"
    path.write_bytes(data)
    with pytest.raises(UnsupportedFile):
        read_telemetry(path)


def test_a_debug_track_is_listed_and_left_alone(tmp_path: Path) -> None:
    debug = [inside(1, inside(1, words(1, "dbginfo_ac203.proto"))) + inside(4, bytes(3000))]
    said = read_bytes(tmp_path, clip(debug, b"dbgi"), (DjiData(),))
    assert [r.name for r in said.document.readings] == ["DataSamples", "DataProtocol"]


def test_no_fix_is_no_position_and_the_first_fix_is_found_later(tmp_path: Path) -> None:
    samples = flight(5)
    samples[0] = header(MAVIC, SERIAL, "DJI Mavic 3") + frame(1, 0, 0)
    samples[1] = frame(2, 48.3, -16.3, status=1)
    path = tmp_path / "a.mp4"
    path.write_bytes(clip(samples))
    track = read_telemetry(path)
    assert [sample.has_fix for sample in track.samples] == [False, False, True, True, True]
    said = read_bytes(tmp_path, clip(samples), (DjiData(),))
    assert "sample 3" in by(said, "dji-data", "DJI", "GPSLatitude")[0].where


def test_heights_below_the_sea_and_frames_keep_their_times(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(clip([*flight(3), frame(4, 48.2, -16.3, height_mm=-3200, relative_mm=-1500)]))
    track = read_telemetry(path)
    assert track.samples[3].altitude_m == -3.2
    assert track.samples[3].relative_altitude_m == -1.5
    assert [round(sample.t_s * 30) for sample in track.samples] == [0, 1, 2, 3]
    assert any("no real file was at hand" in note for note in track.notes)
    assert any("by satellites and air pressure" in note for note in track.notes)


def test_the_product_that_a_schema_names_is_a_ground_for_the_drone(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(clip(flight(3)))
    found = inspect(path, load_catalog())
    assert found.filmed_by.candidates[0].entry_id == "dji-mavic-3"
    assert any(MAVIC in sentence for sentence in found.filmed_by.basis)
    assert {(one.value, one.part) for one in serials_in(found.readings)} == {(SERIAL, "aircraft")}
    path.write_bytes(clip(flight(3, "dvtm_ac204.proto")))
    found = inspect(path, load_catalog())
    assert any("speaks against a drone" in sentence for sentence in found.filmed_by.basis)
    assert {one.part for one in serials_in(found.readings)} == {"camera"}


def _read_whole(data: bytes) -> None:
    list(fields(data))
    Message(data).field(1, 1, 1)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff" * 40,
        varint(1 << 3 | 2) + varint(1 << 62),
        varint(1 << 3 | 3),
        varint(0),
        inside(1, inside(1, varint(1 << 3 | 2) + b"\x7f")),
        number(1, 1) * 30_000,
    ],
)
def test_broken_messages_end_in_an_error_and_not_in_a_loop(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BrokenMessage):
        _read_whole(data)
    said = read_bytes(tmp_path, clip([data, *flight(2)]), (DjiData(),))
    assert by(said, "dji-data", "Track1", "DataSamples")


def test_messages_nested_without_end_and_wide_ones_take_no_time(tmp_path: Path) -> None:
    deep = b""
    for _ in range(5_000):
        deep = inside(1, deep)
    begin = time.process_time()
    assert len(list(leaves(deep))) == 1
    wide = flight(1)[0] + inside(9, *(inside(n % 50 + 1, number(1, n)) for n in range(15_000)))
    said = read_bytes(tmp_path, clip([wide] * 20), (DjiData(),))
    assert len(said.document.readings) < 500
    assert time.process_time() - begin < 2


def test_twenty_minutes_of_frames_are_read_in_seconds(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(clip(flight(9_000)))
    begin = time.process_time()
    assert len(read_telemetry(path).samples) == 9_000
    assert time.process_time() - begin < 5, "five minutes at 30 frames; a quarter of twenty"
