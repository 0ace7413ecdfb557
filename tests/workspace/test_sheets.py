"""Sheets of a real case: the picture on a trace request is cut out, made anew, and kept back where it must be."""

import base64
import io
import re
from pathlib import Path

import pytest
from PIL import Image

from verifier.commands.items import AddPosting, NewPosting
from verifier.commands.observations import AddObservation
from verifier.commands.statements import AddDrone, EditDrone
from verifier.commands.triage import Withhold
from verifier.domain.errors import UsageError
from verifier.domain.frames import Still
from verifier.domain.records import Drone, Item, Marking, Observation
from verifier.domain.regions import Box, Region, WholeFrame
from verifier.workspace.footage import add_footage
from verifier.workspace.sheets import write_sheet
from verifier.workspace.workspace import Workspace

SERIAL = "1581F45T7228D00CA0X1"
SIZE = (400, 300)
RED = (200, 30, 30)


def photo(path: Path, orientation: int = 1) -> Path:
    """Write a photo: blue, with a red part at 40, 60 of 80 × 50 stored pixels, and a place in its EXIF."""
    picture = Image.new("RGB", SIZE, (20, 40, 160))
    picture.paste(RED, (40, 60, 120, 110))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x013B] = "Canary Artist"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 27.0, 3.0), 3: "E", 4: (35.0, 2.0, 46.0)})
    picture.save(path, exif=exif, quality=95)
    return path


def machine(workspace: Workspace, region: Region) -> Drone:
    """Return a machine whose serial number was read in a region of the photo."""
    (item,) = workspace.case.of(Item)
    workspace.execute(AddObservation(item=item, when=Still(), region=region, seen="Canary place words"))
    seen = workspace.case.of(Observation)[-1]
    workspace.execute(AddDrone(title="Canary title"))
    made = workspace.case.of(Drone)[-1]
    marking = Marking(SERIAL, True, "marking", seen.id, "clear", workspace.person.id)
    workspace.execute(EditDrone(Drone(id=made.id, label=made.label, title=made.title, markings=(marking,))))
    return workspace.case.of(Drone)[-1]


def picture_on(page: Path) -> Image.Image:
    found = re.search(r'src="data:image/jpeg;base64,([^"]+)"', page.read_text(encoding="utf-8"))
    assert found is not None
    data = base64.b64decode(found[1])
    assert b"Exif" not in data
    assert b"Canary" not in data
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize(("orientation", "size"), [(1, (80, 50)), (6, (50, 80)), (3, (80, 50))])
def test_the_machine_is_cut_out_upright_and_without_metadata(
    workspace: Workspace, tmp_path: Path, orientation: int, size: tuple[int, int]
) -> None:
    add_footage(workspace, [photo(tmp_path / "Canary file.jpg", orientation)], jobs=1)
    drone = machine(workspace, Box(40, 60, 80, 50))
    written = write_sheet(workspace, drone, "trace", tmp_path / "trace.html")
    assert written.no_picture == ""
    shown = picture_on(tmp_path / "trace.html")
    assert shown.size == size
    middle = shown.convert("RGB").getpixel((size[0] // 2, size[1] // 2))
    assert all(abs(a - b) < 12 for a, b in zip(middle, RED, strict=True))  # type: ignore[arg-type]
    text = (tmp_path / "trace.html").read_text(encoding="utf-8")
    assert SERIAL in text
    assert "DJI" in text
    assert "Canary" not in text
    assert "48." not in text
    write_sheet(workspace, drone, "internal", tmp_path / "internal.html")
    internal = (tmp_path / "internal.html").read_text(encoding="utf-8")
    assert "Canary file.jpg" in internal
    assert "Canary place words" in internal


@pytest.mark.parametrize("region", [WholeFrame(), Box(0, 0, 400, 300), Box(5, 5, 380, 280)])
def test_a_whole_frame_shows_the_place_and_stays(workspace: Workspace, tmp_path: Path, region: Region) -> None:
    add_footage(workspace, [photo(tmp_path / "a.jpg")], jobs=1)
    written = write_sheet(workspace, machine(workspace, region), "trace", tmp_path / "trace.html")
    assert written.no_picture
    assert "data:image" not in (tmp_path / "trace.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("why", ["withheld", "closed source"])
def test_a_picture_that_an_outside_reader_may_not_see_stays(workspace: Workspace, tmp_path: Path, why: str) -> None:
    add_footage(workspace, [photo(tmp_path / "a.jpg")], jobs=1)
    drone = machine(workspace, Box(40, 60, 80, 50))
    (item,) = workspace.case.of(Item)
    if why == "withheld":
        workspace.execute(Withhold((item,), True))
    else:
        workspace.execute(AddPosting(item, NewPosting(is_closed_source=True)))
    assert write_sheet(workspace, drone, "trace", tmp_path / "trace.html").no_picture
    assert "data:image" not in (tmp_path / "trace.html").read_text(encoding="utf-8")


def test_a_sheet_is_not_made_of_nothing_nor_into_the_case(workspace: Workspace, tmp_path: Path) -> None:
    workspace.execute(AddDrone(title="no number"))
    (drone,) = workspace.case.of(Drone)
    with pytest.raises(UsageError):
        write_sheet(workspace, drone, "trace", tmp_path / "trace.html")
    with pytest.raises(UsageError):
        write_sheet(workspace, drone, "internal", workspace.folder.path / "internal.html")
    assert not (tmp_path / "trace.html").exists()
