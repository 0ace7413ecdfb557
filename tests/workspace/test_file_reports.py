"""What is drawn from an item's file together with what lies beside it: its telemetry, its camera's other photos."""

import io
import struct
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.footage import make_clip, make_photo, pattern
from verifier.domain.records import Item
from verifier.workspace.digests import Undigested, digest_of, keep_digests
from verifier.workspace.footage import add_footage
from verifier.workspace.readings import document_of, file_report
from verifier.workspace.workspace import Workspace

CUE = "{n}\n00:00:{n:02d},000 --> 00:00:{n:02d},033\n[latitude: {lat}] [longitude: 32.6]\n\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "a.case", "A", "A. Analyst")


def codes(workspace: Workspace, name: str) -> set[str]:
    item = next(one for one in workspace.case.of(Item) if one.original_name == name)
    return {finding.code for finding in file_report(workspace, item).findings}


def test_a_clip_is_set_against_the_telemetry_beside_it(workspace: Workspace, tmp_path: Path) -> None:
    clip = make_clip(tmp_path / "DJI_0001.MP4")
    beside = tmp_path / "DJI_0001.SRT"
    beside.write_text("".join(CUE.format(n=n, lat=46.7 + (1 if n > 20 else 0)) for n in range(40)), "utf-8")
    alone = make_clip(tmp_path / "DJI_0002.MP4", 96, 64)
    with workspace:
        add_footage(workspace, [clip, beside, alone])
        assert {"telemetry_length", "telemetry_jump"} <= codes(workspace, "DJI_0001.MP4")
        assert "telemetry_jump" in codes(workspace, "DJI_0001.SRT")
        assert not {code for code in codes(workspace, "DJI_0002.MP4") if code.startswith("telemetry")}


def test_a_photo_compressed_unlike_its_camera_s_others_is_named(workspace: Workspace, tmp_path: Path) -> None:
    paths = [make_photo(tmp_path / f"{n}.jpg", shift=30 * n) for n in range(4)]
    with Image.open(paths[3]) as image:
        image.save(tmp_path / "other.jpg", "JPEG", quality=60, exif=image.getexif())
    with workspace:
        add_footage(workspace, [*paths, tmp_path / "other.jpg"])
        assert "tables_unlike_camera" not in codes(workspace, "other.jpg"), "nothing is kept of the others yet"
        kept = {}
        for item in workspace.case.of(Item):
            document = document_of(workspace, item.readings_sha256)
            assert document is not None
            digest = digest_of(document, Undigested(b"", item.original_name, item.kind), workspace.catalog)
            kept[item.readings_sha256 or ""] = digest
        keep_digests(workspace.folder, kept)
        assert "tables_unlike_camera" in codes(workspace, "other.jpg")
        assert "tables_unlike_camera" not in codes(workspace, "0.jpg"), (
            "one of its camera's others is compressed so too"
        )


@pytest.mark.parametrize(("is_other", "is_named"), [(False, False), (True, True)])
def test_a_small_picture_that_shows_something_else_is_named(
    workspace: Workspace, tmp_path: Path, is_other: bool, is_named: bool
) -> None:
    shown = pattern(160, 120)
    other = np.kron(np.random.default_rng(1).integers(0, 256, (6, 8, 3)), np.ones((20, 20, 1))).astype(np.uint8)
    small = io.BytesIO()
    Image.fromarray(other if is_other else shown).save(small, "JPEG", quality=50)
    path = tmp_path / "a.jpg"
    Image.fromarray(shown).save(path, "JPEG", exif=_with_thumbnail(small.getvalue()))
    with workspace:
        add_footage(workspace, [path])
        assert ("thumbnail_unlike_picture" in codes(workspace, "a.jpg")) is is_named


def _with_thumbnail(jpeg: bytes) -> bytes:
    """Return an EXIF block whose second directory holds a JPEG (Exif 3.0, 4.6.2)."""
    first = struct.pack("<HHHIII", 1, 0x0112, 3, 1, 1, 26)
    second = struct.pack("<HHHIIHHIII", 2, 0x0201, 4, 1, 56, 0x0202, 4, 1, len(jpeg), 0)
    return b"Exif\0\0II*\0" + struct.pack("<I", 8) + first + second + jpeg
