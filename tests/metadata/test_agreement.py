"""Our readings agree with ExifTool's on the samples, tag by tag."""

from pathlib import Path

import pytest

from tests.metadata.agreement import Result, compare

FLOORS = {
    "IFD0": 0.99,
    "IFD1": 0.99,
    "ExifIFD": 0.99,
    "GPS": 0.99,
    "InteropIFD": 1.0,
    "XMP": 0.99,
    "IPTC": 0.99,
    "UserData": 1.0,
    "Keys": 1.0,
    "ItemList": 1.0,
    "QuickTime": 0.99,
    "Track": 0.99,
    "PNG": 1.0,
    "PNG-pHYs": 1.0,
}
WHOLE = ("Make", "Model", "Software", "LensModel", "SerialNumber", "LensSerialNumber", "Orientation")
DATES = ("DateTimeOriginal", "CreateDate", "ModifyDate", "OffsetTime", "OffsetTimeOriginal", "OffsetTimeDigitized")
PLACE = (
    *("GPSLatitude", "GPSLongitude", "GPSLatitudeRef", "GPSLongitudeRef", "GPSAltitude", "GPSAltitudeRef"),
    *("GPSImgDirection", "GPSImgDirectionRef", "GPSTimeStamp", "GPSDateStamp", "GPSCoordinates"),
)
EXPLAINED = {
    # The make is the one byte 0x8c, in no charset; ExifTool prints "?", we keep the byte.
    ("photos/odd-make/Pillow__pport_g4.tif", "IFD0:Make"),
    # Degrees, minutes or seconds of 0/0: ExifTool prints nothing or zeros, we keep what can be read and "undef".
    ("photos/infisense/exiftool__InfiRay.jpg", "GPS:GPSLatitude"),
    ("photos/infisense/exiftool__InfiRay.jpg", "GPS:GPSLongitude"),
    ("photos/infisense/exiftool__InfiRay.jpg", "GPS:GPSTimeStamp"),
    ("photos/nikon/metadata-extractor-images__Nikon D5000.jpg", "GPS:GPSLatitude"),
    ("photos/nikon/metadata-extractor-images__Nikon D5000.jpg", "GPS:GPSLongitude"),
}


@pytest.fixture(scope="module")
def result(samples: Path) -> Result:
    return compare(samples)


@pytest.mark.parametrize(("group", "floor"), FLOORS.items())
def test_the_share_of_equal_tags_does_not_fall(result: Result, group: str, floor: float) -> None:
    assert result.share(group) >= floor


def test_the_whole_agrees_to_ninety_eight_parts_in_a_hundred(result: Result) -> None:
    assert sum(result.equal.values()) / sum(result.total.values()) >= 0.98


@pytest.mark.parametrize("names", [WHOLE, DATES, PLACE])
def test_what_decides_a_case_agrees_wholly(result: Result, names: tuple[str, ...]) -> None:
    groups = ("IFD0", "ExifIFD", "GPS", "XMP-tiff", "XMP-exif", "XMP-exifEX", "XMP-aux", "Keys", "UserData")
    wanted = {f"{group}:{name}" for group in groups for name in names}
    missed = [miss for miss in result.misses if miss.tag in wanted and (miss.file, miss.tag) not in EXPLAINED]
    assert missed == []


def test_every_drone_value_agrees(result: Result) -> None:
    drone = ("XMP-drone-dji:", "XMP-drone-skydio:", "XMP-DJI:")
    assert [miss for miss in result.misses if miss.tag.startswith(drone)] == []


def test_a_wrong_value_would_be_counted_as_a_miss(result: Result) -> None:
    assert result.misses
    assert sum(result.total.values()) - sum(result.equal.values()) == len(result.misses)
