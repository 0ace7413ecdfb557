"""Every serial number of a file is found where it stood; on real files, laid beside what ExifTool prints."""

import json
from pathlib import Path

import pytest

from tests.metadata.agreement import read
from verifier.domain.readings import BytesValue, FloatValue, Reading, TextValue
from verifier.metadata.home_points import home_point_in
from verifier.metadata.serials import serials_in

FIELDS = (
    "ExifIFD:SerialNumber",
    "IFD0:CameraSerialNumber",
    "XMP-aux:SerialNumber",
    "XMP-exifEX:SerialNumber",
    "ExifIFD:LensSerialNumber",
    "XMP-microsoft:CameraSerialNumber",
    "XMP-drone-dji:DroneSerialNumber",
)


def reading(group: str, name: str, text: str, reader: str = "exif") -> Reading:
    return Reading(reader, group, name, TextValue(text), text, "somewhere")


def test_what_exiftool_prints_as_a_serial_number_is_found_in_the_same_field(samples: Path) -> None:
    truth = json.loads((samples / "GROUNDTRUTH.exiftool.json").read_text("utf-8"))
    compared = 0
    for name, tags in truth.items():
        wanted = {key: str(tags[key]).strip() for key in FIELDS if str(tags.get(key, "")).strip()}
        if not wanted or not name.startswith(("drone-photos", "photos", "c2pa")):
            continue
        found = {(f"{one.group}:{one.name}", one.value) for one in serials_in(read(samples / name))}
        for key, value in wanted.items():
            # ExifTool reads figures as a number and loses zeros before them.
            values = {text for place, text in found if place == key}
            assert any(text == value or text.lstrip("0") == value.lstrip("0") for text in values), (name, key, value)
            compared += 1
    assert compared > 40


@pytest.mark.parametrize(
    ("group", "name", "part"),
    [
        ("XMP-drone-dji", "DroneSerialNumber", "aircraft"),
        ("XMP-drone-skydio", "VehicleSerialNumber", "aircraft"),
        ("XMP-drone-dji", "CameraSerialNumber", "camera"),
        ("ExifIFD", "SerialNumber", "camera"),
        ("ExifIFD", "LensSerialNumber", "lens"),
        ("Telemetry", "BatterySerialNumber", "battery"),
        ("MakerNote", "InternalSerialNumber ", "unclear"),
    ],
)
def test_a_field_says_what_its_number_belongs_to(group: str, name: str, part: str) -> None:
    (found,) = serials_in((reading(group, name, "1SFOHCH0AB0VN6"),))
    assert found.part == part


def test_readers_that_agree_are_one_place_and_other_numbers_stay() -> None:
    readings = (
        reading("ExifIFD", "SerialNumber", "1SFOHCH0AB0VN6", "exifread"),
        reading("ExifIFD", "SerialNumber", "1SFOHCH0AB0VN6", "pillow"),
        reading("ExifIFD", "SerialNumber", "0", "own"),
        reading("ExifIFD", "SerialNumber", "", "own"),
        reading("C2PA", "CertificateSerialNumber", "720724"),
        reading("MakerNote", "SerialNumberFormat", "2415919104"),
        Reading("own", "UserData", "SerialNumber", BytesValue("AAEC", 3), "3 bytes", "somewhere"),
    )
    assert [(one.value, one.readers) for one in serials_in(readings)] == [
        ("1SFOHCH0AB0VN6", ("exifread", "pillow")),
        ("0", ("own",)),
    ]


def test_numbers_without_end_are_bounded() -> None:
    readings = tuple(reading("ExifIFD", "SerialNumber", f"N{number}") for number in range(1000))
    assert len(serials_in((*readings, reading("ExifIFD", "SerialNumber", "9" * 5000)))) == 200


def test_a_home_point_is_taken_from_both_halves_and_never_from_no_fix() -> None:
    def home(latitude: str, longitude: str) -> tuple[Reading, ...]:
        return tuple(
            Reading("srt", "Telemetry", name, FloatValue(text), text, "line 3")
            for name, text in (("HomeLatitude", latitude), ("HomeLongitude", longitude))
        )

    assert home_point_in(home("48.5", "35.25")) == (48.5, 35.25, "Telemetry:HomeLatitude")
    for latitude, longitude in (("0.0", "0.0"), ("95.0", "1.0"), ("nan", "1.0")):
        assert home_point_in(home(latitude, longitude)) is None
    assert home_point_in(home("48.5", "35.25")[:1]) is None
