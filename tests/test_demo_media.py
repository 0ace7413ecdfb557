"""The shipped demonstration media: honest about being synthetic, small, and what demo.json says of them is so."""

import itertools
import json
import re
from pathlib import Path
from typing import Any, get_args

import av
import pytest
from PIL import Image

from verifier.catalog.assets import find_asset
from verifier.catalog.catalog import load_catalog
from verifier.domain.records.claims import Method
from verifier.domain.records.incidents import LinkKind
from verifier.domain.scales import ICD203
from verifier.geo.coordinates import parse_coordinates

EXIF_IFD, GPS_IFD = 0x8769, 0x8825
PHOTOS = ("DJI_20260314111502_0412_D.JPG", "DJI_20260314111521_0413_D.JPG", "DJI_20260314111547_0414_D.JPG")
CLIP, COPY = "DJI_20260314111630_0415_D.MP4", "IMG-20260314-WA0007.jpg"


@pytest.fixture(scope="module")
def folder() -> Path:
    return find_asset("demo")


@pytest.fixture(scope="module")
def stated(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "demo.json").read_bytes())


def _shown_size(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        turned = image.getexif().get(0x0112, 1) >= 5
        return (image.height, image.width) if turned else image.size


@pytest.mark.parametrize("name", PHOTOS)
def test_every_photo_says_that_it_is_synthetic_and_carries_what_a_drone_writes(folder: Path, name: str) -> None:
    with Image.open(folder / name) as image:
        tags, packet = image.getexif(), image.info["xmp"].decode()
    details, position = tags.get_ifd(EXIF_IFD), tags.get_ifd(GPS_IFD)
    assert "synthetic scene" in tags[0x010E]
    assert "synthetic scene" in packet
    assert "algorithmicMedia" in packet
    assert details[0x9011] == "+13:00"
    assert details[0xA431].startswith("DEMO")
    assert position[1] == "S"
    code = load_catalog().by_camera_code(tags[0x010F], tags[0x0110])
    assert code is not None
    assert code.drones == ("dji-mini-3-pro",)
    for field in ("RelativeAltitude", "GimbalYawDegree", "GimbalPitchDegree", "FlightYawDegree"):
        assert re.search(rf'drone-dji:{field}="[-+][\d.]+"', packet)
    assert 'drone-dji:DroneSerialNumber="DEMO' in packet


@pytest.mark.parametrize("name", PHOTOS)
def test_exif_and_xmp_name_the_same_spot_in_the_auckland_islands(folder: Path, name: str) -> None:
    with Image.open(folder / name) as image:
        position, packet = image.getexif().get_ifd(GPS_IFD), image.info["xmp"].decode()
    degrees = [sum(float(part) / 60**power for power, part in enumerate(position[tag])) for tag in (2, 4)]
    found = [float(re.findall(rf'drone-dji:Gps{axis}="([-+\d.]+)"', packet)[0]) for axis in ("Latitude", "Longitude")]
    assert [-degrees[0], degrees[1]] == pytest.approx(found, abs=1e-6)
    assert found == pytest.approx([-50.73, 166.09], abs=0.01)


def test_one_photo_is_turned_by_its_orientation(folder: Path) -> None:
    with Image.open(folder / PHOTOS[2]) as image:
        assert image.getexif()[0x0112] == 6
        assert image.width > image.height


def test_the_messengers_copy_has_no_metadata(folder: Path) -> None:
    with Image.open(folder / COPY) as image:
        assert dict(image.getexif()) == {}
        assert "xmp" not in image.info


def test_the_clip_has_a_variable_rate_and_a_telemetry_block_for_each_frame(folder: Path) -> None:
    with av.open(str(folder / CLIP)) as container:
        stream = container.streams.video[0]
        times = sorted(packet.pts for packet in container.demux(stream) if packet.pts is not None)
        assert "synthetic scene" in container.metadata["title"]
        assert (stream.codec_context.name, stream.width, stream.height) == ("h264", 640, 360)
    assert len({later - earlier for earlier, later in itertools.pairwise(times)}) > 4
    text = (folder / CLIP.replace(".MP4", ".SRT")).read_text(encoding="utf-8")
    shown = [_milliseconds(clock) for clock in re.findall(r"^([\d:,]+) -->", text, re.MULTILINE)]
    assert shown == times
    assert 8000 <= times[-1] <= 10_000


def _milliseconds(clock: str) -> int:
    hours, minutes, seconds = clock.replace(",", ".").split(":")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def test_the_media_are_small(folder: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in folder.iterdir() if path.suffix not in {".py", ""}}
    assert sizes[CLIP] <= 600_000
    assert sum(sizes.values()) <= 1_600_000


def test_every_file_that_is_stated_about_is_there(folder: Path, stated: dict[str, Any]) -> None:
    files = {row["file"] for row in stated["items"]}
    assert files == {path.name for path in folder.iterdir() if path.is_file() and path.suffix not in {".py", ".json"}}
    named = [row["file"] for key in ("postings", "drone_claims", "places", "times", "notes") for row in stated[key]]
    named += [row[side] for row in stated["links"] for side in ("from", "to")]
    assert {*named, *stated["drone"]["files"], *stated["incident"]["files"]} <= files


def test_what_is_stated_uses_the_words_of_the_records(stated: dict[str, Any]) -> None:
    catalog = load_catalog()
    for row in stated["drone_claims"]:
        assert catalog.has(row["entry"])
        assert ICD203.term(row["likelihood"]) is not None
        assert all(catalog.has(other["entry"]) for other in row.get("look_alikes", []))
    assert {row["kind"] for row in stated["links"]} <= set(get_args(LinkKind))
    for row in stated["places"]:
        assert set(row["methods"]) <= set(get_args(Method))
        assert parse_coordinates(row["coordinates"]).latitude_deg == pytest.approx(-50.73, abs=0.01)


def test_each_box_lies_in_its_picture_and_the_clips_frame_is_the_one_stated(
    folder: Path, stated: dict[str, Any]
) -> None:
    seen = [row for row in stated["drone_claims"] if row["role"] == "seen"]
    assert {row["file"] for row in seen} == {*PHOTOS, CLIP}
    for row in seen:
        x, y, width, height = row["box"]
        shown = (640, 360) if row["file"] == CLIP else _shown_size(folder / row["file"])
        assert 0 <= x < x + width <= shown[0]
        assert 0 <= y < y + height <= shown[1]
    with av.open(str(folder / CLIP)) as container:
        times = sorted(packet.pts for packet in container.demux(video=0) if packet.pts is not None)
    clip = next(row for row in seen if row["file"] == CLIP)
    assert times[int(clip["at"].removeprefix("#"))] == clip["pts"]


def test_the_invoice_names_the_serial_number_of_the_photos(folder: Path, stated: dict[str, Any]) -> None:
    data = (folder / "invoice_DEMO-2026-0147.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert b"SYNTHETIC DOCUMENT" in data
    assert stated["drone"]["markings"][0]["value"].encode() in data
