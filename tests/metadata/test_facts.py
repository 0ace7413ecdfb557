"""Facts come from an order of trust, keep their readings and their losers, and invent nothing."""

from pathlib import Path

import pytest

from tests.metadata.made import Row, jpeg, rationals, read_bytes, text, tiff
from tests.metadata.test_xmp import packet
from verifier.domain.readings import Fact, IntegerValue, ListValue, Reading, TextValue, Value
from verifier.metadata.facts import facts, position_of
from verifier.metadata.values import bytes_value


def said(group: str, name: str, words: str, reader: str = "xmp", value: Value | None = None) -> Reading:
    return Reading(reader, group, name, value or TextValue(words), words, "here")


def from_jpeg(folder: Path, gps: list[Row] | None = None, xmp: bytes | None = None) -> dict[str, Fact]:
    found = read_bytes(folder, jpeg(tiff([text(0x010F, "DJI")], gps=gps), xmp)).document.readings
    return facts(found)


def place(ref_latitude: str, latitude: int, ref_longitude: str, longitude: int) -> list[Row]:
    return [
        text(1, ref_latitude),
        rationals(2, (latitude, 1), (30, 1), (0, 1)),
        text(3, ref_longitude),
        rationals(4, (longitude, 1), (15, 1), (0, 0)),
    ]


def test_readers_that_agree_stand_together_behind_one_fact(tmp_path: Path) -> None:
    make = from_jpeg(tmp_path)["make"]
    assert make.value == "DJI"
    assert len(make.readings) == 3
    assert make.others == ()


@pytest.mark.parametrize(("ns", "ew", "signs"), [("N", "E", (1, 1)), ("S", "W", (-1, -1)), ("S", "E", (-1, 1))])
def test_hemispheres_give_the_sign(tmp_path: Path, ns: str, ew: str, signs: tuple[int, int]) -> None:
    found = from_jpeg(tmp_path, place(ns, 48, ew, 35))
    assert found["latitude_deg"].value == pytest.approx(48.5 * signs[0])
    assert found["longitude_deg"].value == pytest.approx(35.25 * signs[1])


def test_zero_zero_is_no_fix_but_the_equator_is_a_place(tmp_path: Path) -> None:
    def zero(longitude: int) -> list[Row]:
        return [
            text(1, "N"),
            rationals(2, (0, 1), (0, 1), (0, 1)),
            text(3, "E"),
            rationals(4, (longitude, 1), (0, 1), (0, 1)),
        ]

    assert "latitude_deg" not in from_jpeg(tmp_path, zero(0))
    assert from_jpeg(tmp_path, zero(10))["latitude_deg"].value == 0


def test_zero_zero_in_drone_xmp_is_no_fix() -> None:
    group = "XMP-drone-dji"
    found = facts((said(group, "GPSLatitude", "0.0000000"), said(group, "GPSLongitude", "+0.0000000")))
    assert "latitude_deg" not in found
    assert "longitude_deg" not in found


def test_a_conflict_keeps_the_loser(tmp_path: Path) -> None:
    dji = 'xmlns:d="http://www.dji.com/drone-dji/1.0/" d:GpsLatitude="10.5" d:GpsLongitude="20.5"'
    latitude = from_jpeg(tmp_path, place("N", 48, "E", 35), packet("", dji))["latitude_deg"]
    assert latitude.value == pytest.approx(48.5)
    (other,) = latitude.others
    assert other.value == pytest.approx(10.5)
    assert other.readings


def test_below_sea_level_is_negative(tmp_path: Path) -> None:
    rows: list[Row] = [(5, 1, 1, b"\1"), rationals(6, (28, 1))]
    altitude = from_jpeg(tmp_path, rows)["altitude_m"]
    assert altitude.value == -28
    assert altitude.others == ()


def test_an_altitude_over_zero_is_no_number(tmp_path: Path) -> None:
    assert "altitude_m" not in from_jpeg(tmp_path, [(5, 1, 1, b"\0"), rationals(6, (28, 0))])


def test_times_get_no_zone_that_was_not_written() -> None:
    found = facts((said("ExifIFD", "DateTimeOriginal", "2024:05:01 10:00:00", "exif"),))
    assert found["captured_at"].value == "2024-05-01T10:00:00"
    assert "captured_at_offset" not in found
    found = facts((said("XMP-exif", "DateTimeOriginal", "2024-05-01T10:00:00+0300"),))
    assert (found["captured_at"].value, found["captured_at_offset"].value) == ("2024-05-01T10:00:00", "+03:00")


def test_container_time_stands_apart_from_the_camera_clock_and_zero_is_none() -> None:
    found = facts(
        (
            said("QuickTime", "CreateDate", "2024:05:01 07:00:00", "quicktime"),
            said("Keys", "CreationDate", "2024-05-01T10:00:00+0300", "quicktime"),
        )
    )
    assert found["container_created_at"].value == "2024-05-01T07:00:00Z"
    assert found["captured_at"].value == "2024-05-01T10:00:00"
    assert "container_created_at" not in facts((said("QuickTime", "CreateDate", "0000:00:00 00:00:00", "quicktime"),))


def test_all_serial_numbers_are_one_fact() -> None:
    found = facts(
        (said("ExifIFD", "SerialNumber", "CAM1", "exif"), said("XMP-drone-dji", "DroneSerialNumber", "1581F45T"))
    )
    assert found["serial_numbers"].value == ("1581F45T", "CAM1")


def test_a_magnetic_direction_is_not_a_heading(tmp_path: Path) -> None:
    found = from_jpeg(tmp_path, [text(0x10, "M"), rationals(0x11, (905, 10))])
    assert "heading_deg" not in found
    assert found["heading_magnetic_deg"].value == 90.5


def test_a_coarser_time_agrees_and_another_does_not() -> None:
    found = facts(
        (
            said("ExifIFD", "DateTimeOriginal", "2024:05:01 10:00:00", "exif"),
            said("XMP-photoshop", "DateCreated", "2024-05-01"),
            said("XMP-xmp", "CreateDate", "2024-05-01T11:00:00"),
        )
    )["captured_at"]
    assert found.readings == (0, 1)
    assert [other.value for other in found.others] == ["2024-05-01T11:00:00"]


def test_words_that_windows_keeps_as_numbers_are_the_same_words() -> None:
    numbers = ListValue(tuple(map(IntegerValue, "CREDIT\0".encode("utf-16-le"))))
    written = Reading("exif", "IFD0", "XPAuthor", numbers, "CREDIT", "here")
    as_bytes = Reading("pillow", "IFD0", "XPAuthor", bytes_value("CREDIT\0".encode("utf-16-le")), "CREDIT", "here")
    found = facts((said("IFD0", "Artist", "CREDIT"), written, as_bytes))["author"]
    assert (found.value, found.readings, found.others) == ("CREDIT", (0, 1, 2), ())


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        (46.7, 32.9, (46.7, 32.9)),
        (0.0, 0.0, None),  # what a device writes that had no fix
        (0.0, 32.9, (0.0, 32.9)),
        (146.7, 32.9, None),
        ("north of it", 32.9, None),
        (46.7, None, None),
    ],
)
def test_a_position_is_two_numbers_on_the_earth_and_no_missing_fix(
    latitude: float | str, longitude: float | None, expected: tuple[float, float] | None
) -> None:
    known = {"latitude_deg": Fact(latitude, (0,))}
    if longitude is not None:
        known["longitude_deg"] = Fact(longitude, (1,))
    assert position_of(known) == expected
