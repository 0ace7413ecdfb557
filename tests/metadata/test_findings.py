"""Each rule: a file it speaks of, its honest twin of which it says nothing, and how often it fires on honest files."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import structs

from tests.metadata.alarms import Alarms, on_copies, on_originals
from verifier.domain.inspection import ItemKind, Technical
from verifier.domain.readings import BytesValue, Fact, FilmedBy, FloatValue, Reading, TextValue
from verifier.metadata.facts import facts
from verifier.metadata.findings.base import Look
from verifier.metadata.findings.registry import RULES, findings
from verifier.metadata.values import bytes_value

MOST = 0.05
"""A rule that fires on more of the honest files is a note at most."""
POSTED = datetime(2023, 3, 3, 12, 51, tzinfo=UTC)


def look(
    *readings: tuple[str, str, str],
    name: str = "a.jpg",
    kind: ItemKind = "photo",
    size: tuple[int, int] = (4000, 3000),
    basis: tuple[str, ...] = (),
    posted: tuple[datetime, ...] = (),
    tail: bytes = b"",
    given: dict[str, Fact] | None = None,
) -> Look:
    """Return a file that says these things."""
    made = [Reading("exif", group, tag, TextValue(text), text, "") for group, tag, text in readings]
    if tail:
        value: BytesValue = bytes_value(tail)
        made.append(Reading("jpeg", "JPEG", "TrailingBytes", value, "", ""))
    found = facts(tuple(made)) if given is None else given
    return Look(tuple(made), found, kind, name, Technical(width=size[0], height=size[1]), FilmedBy((), basis), posted)


def clock(time: str, offset: str = "") -> tuple[tuple[str, str, str], ...]:
    taken = ("ExifIFD", "DateTimeOriginal", time)
    return (taken, ("ExifIFD", "OffsetTimeOriginal", offset)) if offset else (taken,)


def fact(value: str | float, *others: float) -> Fact:
    from verifier.domain.readings import FactValue

    return Fact(value, (), tuple(FactValue(other, ()) for other in others))


def likeness(amount: float) -> Look:
    return numbers(Reading("thumbnail", "IFD1", "ThumbnailLikeness", FloatValue(repr(amount)), str(amount), ""))


def numbers(*readings: Reading, kind: ItemKind = "photo", length: float | None = None) -> Look:
    return Look(readings, {}, kind, "a", Technical(duration_s=length))


def camera_of(tables: str, *others: str) -> Look:
    own = numbers(Reading("jpeg", "JPEG", "QuantizationTable0", TextValue(tables), tables, ""))
    return structs.replace(own, tables_of_camera=others)


def telemetry(
    last: float = 60.0, length: float = 60.0, gap: float = 0.04, step: float = 0.033, fastest: float = 9.0
) -> Look:
    told = {"FirstTime": 0.0, "LastTime": last, "UsualStep": step, "LongestGap": gap, "FastestMove": fastest}
    where = "seconds, from 3.1 s to 8.1 s"
    made = (Reading("telemetry", "Telemetry", name, FloatValue(repr(n)), str(n), where) for name, n in told.items())
    return numbers(*made, kind="video", length=length)


GPS = {"captured_at": fact("2023-03-03T12:00:00")}
DRONE = "Make and Model are those of a hand-held camera: this speaks against a drone."
CASES: dict[str, tuple[Look, Look]] = {
    "clock_after_posting": (
        look(*clock("2023:03:03 15:00:00", "+02:00"), posted=(POSTED,)),
        look(*clock("2023:03:03 23:00:00"), posted=(POSTED,)),  # in a zone far ahead this was before it
    ),
    "gps_time_against_clock": (
        look(given={**GPS, "captured_at_offset": fact("+02:00"), "gps_time": fact("2023-03-03T10:20:00Z")}),
        look(given={**GPS, "captured_at_offset": fact("+02:00"), "gps_time": fact("2023-03-03T10:01:30Z")}),
    ),
    "file_name_against_clock": (
        look(*clock("2021:03:03 12:00:00"), name="DJI_20230303124100_0001.JPG"),
        look(*clock("2023:03:03 23:59:00"), name="IMG_20230304_000001.jpg"),
    ),
    "container_against_clock": (
        look(given={**GPS, "container_created_at": fact("2023-03-09T12:00:00Z")}, kind="video"),
        look(given={**GPS, "container_created_at": fact("2023-03-03T02:00:00Z")}, kind="video"),
    ),
    "zero_clock": (
        look(("QuickTime", "CreateDate", "1904:01:01 00:00:00"), kind="video"),
        look(("QuickTime", "CreateDate", "2023:03:03 12:00:00"), kind="video"),
    ),
    "changed_before_taken": (
        look(*clock("2023:03:03 12:00:00"), ("IFD0", "ModifyDate", "2021:01:01 00:00:00")),
        look(*clock("2023:03:03 12:00:00"), ("IFD0", "ModifyDate", "2023:03:05 00:00:00")),
    ),
    "no_fix": (
        look(given={"latitude_deg": fact(0.0), "longitude_deg": fact(0.0)}),
        look(given={"latitude_deg": fact(0.0), "longitude_deg": fact(32.6)}),  # on the equator
    ),
    "positions_differ": (
        look(given={"latitude_deg": fact(46.7, -46.7), "longitude_deg": fact(32.9)}),
        look(given={"latitude_deg": fact(46.7, 46.7004), "longitude_deg": fact(32.9)}),  # 44 m: rounding
    ),
    "odd_height": (look(given={"altitude_m": fact(-900.0)}), look(given={"altitude_m": fact(-28.0)})),
    "maker_note_missing": (
        look(("IFD0", "Make", "Canon"), ("ExifIFD", "ISO", "100")),
        look(("IFD0", "Make", "Canon"), ("ExifIFD", "ISO", "100"), ("ExifIFD", "MakerNote", "(9 bytes)")),
    ),
    "pixel_size_differs": (
        look(("ExifIFD", "ExifImageWidth", "4000"), ("ExifIFD", "ExifImageHeight", "3000"), size=(1280, 960)),
        look(("ExifIFD", "ExifImageWidth", "4000"), ("ExifIFD", "ExifImageHeight", "3000"), size=(3000, 4000)),
    ),
    "devices_differ": (
        look(basis=("These do not name one common drone; the contradiction is left standing.",)),
        look(basis=("The XMP names the drone X.",)),
    ),
    "hand_held_code": (
        look(("XMP-drone-dji", "FlightYawDegree", "1"), basis=(DRONE,)),
        look(("XMP-dc", "Title", "1"), basis=(DRONE,)),
    ),
    "payload_code": (
        look(basis=("Make and Model name a removable camera, not what carries it.",)),
        look(basis=("Make and Model are the code of the camera of DJI Mini 2.",)),
    ),
    "program_named": (
        look(("IFD0", "Software", "Adobe Photoshop 24.1")),
        look(("IFD0", "Software", "v01.23.4920")),
    ),
    "editing_history": (
        look(("XMP-xmpMM", "HistoryAction", "saved")),
        look(("XMP-xmpMM", "HistoryAction", "created")),
    ),
    "bytes_behind_picture": (look(tail=b"PK\3\4 hidden"), look(tail=b"\0\0\0ftypmp42")),
    "thumbnail_unlike_picture": (likeness(0.12), likeness(0.71)),
    "tables_unlike_camera": (camera_of("16 11 10", "a", "a", "a"), camera_of("16 11 10", "a", "b", "a")),
    "telemetry_length": (telemetry(last=34.9, length=12.0), telemetry(last=11.5, length=12.1)),
    "telemetry_jump": (telemetry(fastest=410.0), telemetry(fastest=38.5)),
    "telemetry_gap": (telemetry(gap=6.0), telemetry(gap=6.0, step=1.0)),  # a receiver that names a place each second
    "picture_cut_off": (look(("JPEG", "EndOfImage", "the picture has no end")), look(("JPEG", "Segments", "DQT"))),
    "messenger_name": (
        look(name="IMG-20230303-WA0001.jpg"),
        look(("IFD0", "Make", "DJI"), name="IMG-20230303-WA0001.jpg"),
    ),
    "platform_size": (look(size=(1280, 960)), look(("IFD0", "Make", "DJI"), size=(1280, 960))),
    "platform_brand": (
        look(("Stream0", "handler_name", "ISO Media file produced by Google Inc."), kind="video"),
        look(("Stream0", "handler_name", "VideoHandler"), kind="video"),
    ),
    "c2pa_broken": (
        look(("C2PA", "StatusFailure", "assertion.dataHash.mismatch")),
        look(("C2PA", "StatusFailure", "signingCredential.untrusted")),
    ),
    "c2pa_generated": (
        look(
            (
                "C2PA",
                "ActionsDigitalSourceType",
                "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
            )
        ),
        look(("C2PA", "ActionsDigitalSourceType", "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture")),
    ),
    "c2pa_elsewhere": (
        look(("C2PA", "RemoteManifest", "https://example.org/m")),
        look(("C2PA", "ValidationState", "Valid")),
    ),
}


def codes(file: Look) -> set[str]:
    return {finding.code for finding in findings(file)}


def test_every_rule_has_a_case_and_its_twin() -> None:
    assert set(CASES) == {rule.code for rule in RULES}


@pytest.mark.parametrize("code", CASES)
def test_a_rule_speaks_of_its_case_and_not_of_the_honest_twin(code: str) -> None:
    case, twin = CASES[code]
    assert code in codes(case)
    assert code not in codes(twin)


def test_no_finding_calls_a_file_fake_and_each_has_an_ordinary_reason() -> None:
    for file, _ in CASES.values():
        for finding in findings(file):
            assert finding.innocent
            assert all(place < len(file.readings) for place in finding.readings)
            said = " ".join((finding.sentence, *finding.innocent)).lower()
            assert not {"fake", "forged", "manipulated", "authentic"} & set(said.split())


def test_contradictions_stand_first() -> None:
    mixed = look(*clock("2023:03:03 15:00:00", "+02:00"), ("IFD0", "Software", "GIMP 2.10"), posted=(POSTED,))
    assert [finding.severity for finding in findings(mixed)] == ["contradiction", "note"]


@pytest.mark.parametrize("time", ["", "    :  :     :  :  ", "9999:99:99 99:99:99", "0000:00:00 00:00:00", "\x00"])
def test_nonsense_for_a_time_is_no_finding_and_no_failure(time: str) -> None:
    assert "gps_time_against_clock" not in codes(look(*clock(time), ("GPS", "GPSTimeStamp", time), posted=(POSTED,)))


@pytest.fixture(scope="module")
def on_honest(samples: Path) -> Alarms:
    return on_originals(samples)


def test_what_fires_on_many_honest_files_is_a_note_at_most(on_honest: Alarms, samples: Path, tmp_path: Path) -> None:
    for alarms in (on_honest, on_copies(tmp_path, samples)):
        assert alarms.files > 200
        loud = {code for code in alarms.fired if alarms.rate(code) > MOST and alarms.severities[code] != "note"}
        assert loud == set()
    assert on_honest.fired
