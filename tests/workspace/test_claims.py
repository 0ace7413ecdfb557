"""Tags, places, saved frames, pictures and purge on a case with one photo and one clip."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.footage import TIMES_MS, make_clip, make_photo
from verifier.domain.errors import CommandRefused, UnreadableFile, UsageError
from verifier.domain.frames import Instant
from verifier.domain.records import Derivative, DroneClaim, Item, Observation, PlaceClaim
from verifier.domain.regions import Box, WholeFrame
from verifier.workspace import pictures
from verifier.workspace.exporting import OpenMaterial
from verifier.workspace.footage import add_footage
from verifier.workspace.placing import PlaceRequest, place
from verifier.workspace.purging import purge_named
from verifier.workspace.readings import file_report, read_report
from verifier.workspace.saved_frames import save_frame
from verifier.workspace.tagging import TagRequest, parse_box, tag_drone
from verifier.workspace.workspace import Workspace


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("claims")
    with Workspace.create(folder / "S.case", "t", "Олена") as made:
        add_footage(made, [make_photo(folder / "IMG_1.jpg", orientation=6), make_clip(folder / "clip.mp4")])
    return folder / "S.case"


@pytest.fixture
def workspace(made_once: Path, tmp_path: Path) -> Iterator[Workspace]:
    """Return a case of one's own: a photo turned by EXIF (E-0001) and a clip of variable rate (E-0002)."""
    with Workspace.open(Path(shutil.copytree(made_once, tmp_path / "S.case")), "Олена") as opened:
        yield opened


@pytest.fixture
def photo(workspace: Workspace) -> Item:
    return workspace.find_item("e-1")


@pytest.fixture
def clip(workspace: Workspace) -> Item:
    return workspace.find_item("clip.mp4")


def test_a_tag_on_a_frame_is_one_gesture_with_the_exact_frame_saved(workspace: Workspace, clip: Item):
    request = TagRequest(
        drone="dji-mavic-3", box=Box(1, 2, 30, 20), at="0.1", likelihood="very likely", confidence="low"
    )
    tagged = tag_drone(workspace, clip, request)
    observation, claim, saved = (workspace.case.of(kind)[0] for kind in (Observation, DroneClaim, Derivative))
    assert isinstance(observation, Observation)
    assert isinstance(observation.when, Instant)
    assert observation.when.frame == tagged.frame
    assert (observation.when.frame.ordinal, observation.when.frame.pts) == (2, TIMES_MS[2] * 16)
    assert isinstance(claim, DroneClaim)
    assert claim.about == observation.key
    assert isinstance(saved, Derivative)
    assert saved.frame == tagged.frame
    path = workspace.folder.derived_file(saved.sha256)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == saved.sha256
    assert saved.recipe.input_sha256 == clip.fingerprints.sha256
    workspace.undo()
    assert not workspace.case.of(Observation)
    assert not workspace.case.of(Derivative)


def test_a_claim_goes_out_with_the_catalog_entry_it_was_made_on_whatever_the_catalog_says_since(
    workspace: Workspace, photo: Item, monkeypatch: pytest.MonkeyPatch
):
    tag_drone(workspace, photo, TagRequest(drone="quadcopter")).executed.saved.result(5)
    entry = workspace.case.of(DroneClaim)[0].hypotheses[0].entry
    monkeypatch.setattr(workspace.catalog, "_entries", {})
    data = OpenMaterial(workspace).catalog_entry("quadcopter")
    assert data is not None
    assert hashlib.sha256(data).hexdigest() == entry.entry_sha256
    assert OpenMaterial(workspace).catalog_entry("hexacopter") is None


def test_what_was_not_said_stays_unassessed(workspace: Workspace, photo: Item):
    tag_drone(workspace, photo, TagRequest(drone="Undetermined"))
    claim = workspace.case.of(DroneClaim)[0]
    assert claim.hypotheses[0].likelihood is None
    assert claim.confidence is None
    assert claim.about == photo.key
    assert claim.hypotheses[0].entry.level == "undetermined"


def test_a_moment_without_a_box_is_the_whole_frame(workspace: Workspace, clip: Item):
    tag_drone(workspace, clip, TagRequest(drone="quadcopter", at="#1"))
    assert workspace.case.of(Observation)[0].region == WholeFrame()


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (TagRequest(drone="quadcopter", box=Box(1, 1, 9, 9)), "which frame"),
        (TagRequest(drone="quadcopter", box=Box(60, 1, 9, 9), at="#0"), "64 × 48"),
        (TagRequest(drone="quadcopter", at="#8"), "frame"),
        (TagRequest(drone="quadcopter", at="pts:1"), "PTS"),
        (TagRequest(drone="quadcopter", at="noon"), "named as"),
        (TagRequest(drone="quadcopter", likelihood="probably"), "almost certain"),
        (TagRequest(drone="quadkopter"), "no entry"),
    ],
)
def test_a_request_that_makes_no_sense_changes_nothing(
    workspace: Workspace, clip: Item, request_: TagRequest, says: str
):
    before = dict(workspace.case.records())
    with pytest.raises(UsageError, match=says):
        tag_drone(workspace, clip, request_)
    assert dict(workspace.case.records()) == before
    assert not list(workspace.folder.incoming.iterdir())


@pytest.mark.parametrize("text", ["1,2,3", "a,b,c,d", "1,2,0,4", "1,2,3,-4", "nan,1,1,1", "inf,1,1,1", "1e9,1,1,1", ""])
def test_what_is_no_box_is_refused(text: str):
    with pytest.raises(UsageError):
        parse_box(text)


def test_a_place_keeps_what_was_typed(workspace: Workspace, photo: Item):
    placed = place(workspace, photo, PlaceRequest(coordinates="36U XU 12345 67890", methods=("Landmark match",)))
    claim = workspace.case.of(PlaceClaim)[0]
    assert claim.as_typed == "36U XU 12345 67890"
    assert claim.methods == ("landmark_match",)
    assert claim.radius_m is None
    assert not placed.cautions or "square" in placed.cautions[0]
    assert "fix" in place(workspace, photo, PlaceRequest(coordinates="0, 0")).cautions[0]


def test_pictures_come_upright_and_thumbnails_again_after_the_cache_is_gone(
    workspace: Workspace, photo: Item, clip: Item
):
    shown = pictures.picture(workspace, photo, None).result(20)
    assert (shown.width, shown.height) == (120, 160)
    for item, size in ((photo, (120, 160)), (clip, (64, 48))):
        assert _size(workspace, item) == size
    workspace.folder.clear_cache()
    for item, size in ((photo, (120, 160)), (clip, (64, 48))):
        assert _size(workspace, item) == size
    assert len(list((workspace.folder.cache / "thumbnails").rglob("*.jpg"))) == 2


def _size(workspace: Workspace, item: Item) -> tuple[int, int] | None:
    pixels = pictures.thumbnail(workspace, item).result(20)
    return (pixels.width, pixels.height) if pixels is not None else None


def test_a_frame_by_time_by_pts_and_by_number_is_the_same_frame(workspace: Workspace, clip: Item):
    table = pictures.clip(workspace, clip).result(20)
    assert list(table.pts) == [ms * 16 for ms in TIMES_MS]
    frames = [pictures.frame(workspace, clip, when, None).result(20).frame for when in ("#3", "pts:2240", "0.15")]
    assert frames[0] == frames[1] == frames[2]
    with pytest.raises(UsageError):
        pictures.frame(workspace, clip, "pts:7", None).result(20)


def test_a_file_that_is_gone_fails_its_picture_with_a_sentence(workspace: Workspace, photo: Item):
    workspace.folder.original(photo.fingerprints.sha256).unlink()
    with pytest.raises(UnreadableFile, match="no longer"):
        pictures.picture(workspace, photo, 100).result(20)


def test_what_a_file_says_of_itself_comes_from_the_stored_documents(workspace: Workspace, photo: Item):
    workspace.folder.original(photo.fingerprints.sha256).unlink()
    report = read_report(workspace, photo).result(20)
    assert report.facts["model"].value == "FC3582"
    assert all(report.readings[index].text for index in report.facts["model"].readings)
    assert any(reading.name == "FileModifyDate" for reading in report.surroundings)
    assert report.filmed_by.candidates
    assert file_report(workspace, photo) == report


def test_saving_a_photo_records_how_it_was_made(workspace: Workspace, photo: Item):
    save_frame(workspace, photo, "")
    saved = workspace.case.of(Derivative)[0]
    assert (saved.width, saved.height, saved.frame) == (120, 160, None)
    assert saved.recipe.function.endswith("save_picture")
    assert saved.recipe.libraries


def test_a_purge_leaves_no_byte_of_an_item_and_the_case_still_opens(workspace: Workspace, photo: Item, clip: Item):
    tag_drone(workspace, photo, TagRequest(drone="quadcopter", box=Box(1, 1, 9, 9), note="named witness"))
    original = workspace.folder.original(photo.fingerprints.sha256)
    with pytest.raises(UsageError, match="personal_data"):
        purge_named(workspace, "E-0001", "because")
    purge_named(workspace, "E-0001", "source protection")
    assert [item.label for item in workspace.case.of(Item)] == [clip.label]
    assert not original.exists()
    workspace.close()
    everything = b"".join(path.read_bytes() for path in workspace.folder.path.rglob("*") if path.is_file())
    assert b"named witness" not in everything
    assert b"IMG_1.jpg" not in everything
    with Workspace.open(workspace.folder.path) as again:
        assert [item.label for item in again.case.of(Item)] == [clip.label]
        with pytest.raises(CommandRefused):
            again.purge(again.case.info.key, "personal_data")
