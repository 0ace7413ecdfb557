"""Copies are found by what they show: on import, across cases, in lists of known footage, also without the cache."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
import msgspec
import numpy as np
import pytest
from PIL import Image

from tests.media.test_overlap import photo
from verifier.commands.items import AddPosting, NewPosting
from verifier.commands.triage import Withhold
from verifier.domain.errors import UnreadableFile, UnsupportedFile
from verifier.domain.records import Item
from verifier.workspace import copies
from verifier.workspace.copies import find_picture, known_list
from verifier.workspace.footage import add_footage
from verifier.workspace.hash_cache import load_hashes
from verifier.workspace.hash_rows import hashes_path
from verifier.workspace.known_footage import read_list, write_list
from verifier.workspace.workspace import Workspace

PTS_STEP = 512
BASE = Fraction(1, 12800)
FRAMES = 12


def scene(seed: int, width: int = 640, height: int = 480) -> Image.Image:
    """Draw a picture like no other: soft spots of chance, as different between seeds as two places are."""
    spots = np.random.default_rng(seed).integers(0, 256, (9, 12, 3), np.uint8)
    return Image.fromarray(spots).resize((width, height), Image.Resampling.BICUBIC)


def make_clip(path: Path, pictures: Sequence[np.ndarray]) -> Path:
    """Write a clip of these frames."""
    height, width = pictures[0].shape[:2]
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", 25, width=width, height=height, pix_fmt="yuv420p", time_base=BASE)
        for number, pixels in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels))
            frame.pts, frame.time_base = number * PTS_STEP, BASE
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def pan(seed: int) -> list[np.ndarray]:
    """Move over a scene, 24 pixels a frame."""
    wide = np.asarray(scene(seed, 1000, 480))
    return [wide[:, number * 24 : number * 24 + 640] for number in range(FRAMES)]


def crossing(seed: int) -> list[np.ndarray]:
    """Let something move through a picture that stands still."""
    pictures = [np.asarray(photo(seed, 640, 480)).copy() for _ in range(FRAMES)]
    for number, pixels in enumerate(pictures):
        pixels[200:300, 150 + number * 25 : 230 + number * 25] = (250, 240, 20)
    return pictures


@pytest.fixture(scope="module")
def footage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a photo, an unrelated one and a clip; beside it, copies to look for."""
    folder = tmp_path_factory.mktemp("footage")
    (folder / "in").mkdir()
    scene(1).save(folder / "in/first.jpg", quality=92)
    scene(2).save(folder / "in/second.jpg", quality=92)
    make_clip(folder / "in/clip.mp4", pan(3))
    scene(1, 320, 240).save(folder / "small.jpg", quality=30)
    scene(1).transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(folder / "mirrored.png")
    Image.fromarray(pan(3)[7]).save(folder / "still.png")
    scene(9).save(folder / "other.jpg")
    Image.new("RGB", (300, 300), "gray").save(folder / "plain.png")
    return folder


@pytest.fixture
def filled(workspace: Workspace, footage: Path) -> Workspace:
    """Return a case with the photos and the clip."""
    add_footage(workspace, [footage / "in"], jobs=1)
    return workspace


def names(found: copies.Found) -> list[tuple[str, str, str]]:
    return [(held.item.original_name if held.item else "", held.match.likeness, held.match.turn) for held in found.held]


def test_an_import_hashes_photos_whole_and_of_clips_the_first_frame(filled: Workspace):
    cached = {one.sha256: one.hashes for one in load_hashes(filled.folder.path)}
    by_name = {item.original_name: cached[item.fingerprints.sha256] for item in filled.case.of(Item)}
    assert {name: found.is_whole for name, found in by_name.items()} == {
        "first.jpg": True,
        "second.jpg": True,
        "clip.mp4": False,
    }
    assert by_name["first.jpg"].decoder.startswith("jpeg by simplejpeg ")


def test_copies_are_found_compressed_again_mirrored_and_by_their_bytes(filled: Workspace, footage: Path):
    assert names(find_picture(footage / "small.jpg", [filled])) == [("first.jpg", "near", "upright")]
    assert names(find_picture(footage / "mirrored.png", [filled])) == [("first.jpg", "near", "mirrored left to right")]
    assert names(find_picture(footage / "in/second.jpg", [filled])) == [("second.jpg", "same_bytes", "upright")]
    assert names(find_picture(footage / "other.jpg", [filled])) == []


def test_the_exact_frame_is_found_that_a_still_was_cut_from(filled: Workspace, footage: Path):
    (held,) = find_picture(footage / "still.png", [filled]).held
    assert held.item is not None
    assert held.item.original_name == "clip.mp4"
    assert held.exact is not None
    assert (held.exact.ordinal, held.exact.pts * held.exact.time_base) == (7, 7 * PTS_STEP * BASE)


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_a_crop_of_a_frame_is_found_on_demand_with_its_frame_and_place(
    workspace: Workspace, tmp_path: Path, is_mirrored: bool
):
    pictures = crossing(5)
    make_clip(tmp_path / "clip.mp4", pictures)
    photo(6).save(tmp_path / "other.jpg")
    add_footage(workspace, [tmp_path / "clip.mp4", tmp_path / "other.jpg"], jobs=1)
    crop = pictures[5][100:400, 80:480]
    Image.fromarray(crop[:, ::-1] if is_mirrored else crop).save(tmp_path / "crop.png")
    assert find_picture(tmp_path / "crop.png", [workspace]).held == ()
    (held,) = find_picture(tmp_path / "crop.png", [workspace], parts=True).held
    assert held.part is not None
    assert (held.match.likeness, held.part.ordinal, held.part.is_mirrored) == ("part", 5, is_mirrored)
    assert held.part.placement[0] == pytest.approx(400 / 640, rel=0.02)
    assert held.part.placement[2] * 640 == pytest.approx(80, abs=3)
    assert held.part.placement[5] * 640 == pytest.approx(100, abs=3)


def test_several_cases_are_searched_at_once(filled: Workspace, footage: Path, tmp_path: Path):
    with Workspace.create(tmp_path / "T.case", "another", "B") as other:
        add_footage(other, [footage / "small.jpg"], jobs=1)
        found = find_picture(footage / "in/first.jpg", [filled, other])
    assert [(held.case, held.match.likeness) for held in found.held] == [(0, "same_bytes"), (1, "near")]


@pytest.mark.parametrize("harm", ["deleted", "damaged"])
def test_a_cache_that_is_gone_or_damaged_is_made_again(filled: Workspace, footage: Path, harm: str):
    path = hashes_path(filled.folder.path)
    path.unlink() if harm == "deleted" else path.write_bytes(b"no database" * 500)
    found = find_picture(footage / "small.jpg", [filled])
    assert names(found) == [("first.jpg", "near", "upright")]
    assert found.not_looked_at == ()


def test_an_item_whose_file_is_gone_is_named_and_the_rest_is_searched(filled: Workspace, footage: Path):
    clip = next(item for item in filled.case.of(Item) if item.kind == "video")
    original = filled.folder.original(clip.fingerprints.sha256)
    original.chmod(0o600)
    original.unlink()
    found = find_picture(footage / "small.jpg", [filled])
    assert names(found) == [("first.jpg", "near", "upright")]
    assert [item for _, item in found.not_looked_at] == [clip]


def test_a_plain_picture_is_a_copy_of_nothing(filled: Workspace, footage: Path):
    add_footage(filled, [footage / "plain.png"], jobs=1)
    Image.new("RGB", (200, 300), "gray").save(footage / "plain too.png")
    assert find_picture(footage / "plain too.png", [filled]).held == ()


def test_only_pictures_can_be_looked_for(filled: Workspace, footage: Path):
    with pytest.raises(UnsupportedFile, match="save the frame"):
        find_picture(footage / "in/clip.mp4", [filled])


def test_a_list_of_known_footage_finds_frames_without_the_footage(filled: Workspace, footage: Path, tmp_path: Path):
    write_list(known_list(filled, "Team"), tmp_path / "team.json")
    (held,) = find_picture(footage / "still.png", [], [tmp_path / "team.json"]).held
    assert held.known_list == 0
    assert held.match.pts is not None
    assert held.match.time_base is not None
    assert abs(held.match.pts * held.match.time_base - 7 * PTS_STEP * BASE) <= Fraction(3, 25)


def test_a_list_names_nothing_and_leaves_out_closed_sources_and_what_is_withheld(filled: Workspace):
    items = {item.original_name: item for item in filled.case.of(Item)}
    filled.execute(AddPosting(item=items["first.jpg"], posting=NewPosting(is_closed_source=True)))
    filled.execute(Withhold((items["second.jpg"],), is_withheld=True))
    made = known_list(filled, "Team")
    assert [entry.sha256 for entry in made.entries] == [items["clip.mp4"].fingerprints.sha256]
    assert b"clip.mp4" not in msgspec.json.encode(made)


@pytest.mark.parametrize("text", ["", "{}", "[1", '{"format": "verifier-known-footage", "version": 2}'])
def test_what_is_no_list_is_refused_with_a_sentence(tmp_path: Path, text: str):
    (tmp_path / "team.json").write_text(text)
    with pytest.raises(UnreadableFile, match="not a list of known footage"):
        read_list(tmp_path / "team.json")


def test_a_purge_destroys_the_hashes_too_and_the_rest_is_hashed_again(filled: Workspace, footage: Path):
    first = next(item for item in filled.case.of(Item) if item.original_name == "first.jpg")
    filled.purge(first.key, "personal_data")
    assert not hashes_path(filled.folder.path).exists()
    assert find_picture(footage / "small.jpg", [filled]).held == ()
    assert names(find_picture(footage / "in/second.jpg", [filled])) == [("second.jpg", "same_bytes", "upright")]
    assert first.fingerprints.sha256 not in {one.sha256 for one in load_hashes(filled.folder.path)}
