"""A picture for publication: what is covered is gone, what is cut is gone, and nothing of the metadata goes along."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.footage import make_clip
from verifier.domain.errors import UsageError
from verifier.domain.records import Derivative, Item
from verifier.workspace.footage import add_footage
from verifier.workspace.prior_search import Area
from verifier.workspace.publishing import Publication, publish
from verifier.workspace.workspace import Workspace

WIDTH, HEIGHT = 120, 200


def make_photo(path: Path) -> Path:
    """Write a photo of random pixels that is stored on its side, with a maker, a place and a comment."""
    pixels = np.random.default_rng(3).integers(0, 256, (WIDTH, HEIGHT, 3), np.uint8)
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x013B] = 6, "DJI", "Halyna"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 30.0, 0.0), 3: "E", 4: (35.0, 0.0, 0.0)})
    Image.fromarray(pixels).save(path, exif=exif, quality=95)
    return path


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "in").mkdir()
    make_photo(tmp_path / "in" / "a.jpg")
    make_clip(tmp_path / "in" / "b.mp4", 160, 120)
    made = Workspace.create(tmp_path / "a.case", "A", "A. Analyst")
    add_footage(made, [tmp_path / "in"])
    return made


def item(workspace: Workspace, kind: str) -> Item:
    return next(one for one in workspace.case.of(Item) if one.kind == kind)


def test_covered_pixels_are_one_color_and_the_rest_is_as_it_was(workspace: Workspace, tmp_path: Path) -> None:
    with workspace:
        photo = item(workspace, "photo")
        before = photo.fingerprints.sha256
        whole, covered = tmp_path / "whole.png", tmp_path / "covered.png"
        publish(workspace, photo, Publication(ordinal=None), whole)
        publish(workspace, photo, Publication(ordinal=None, masks=(Area(30.4, 40.6, 20, 30),)), covered)
        plain, done = (np.asarray(Image.open(path)) for path in (whole, covered))
        assert done.shape == (HEIGHT, WIDTH, 3)  # upright, though it is stored on its side
        assert (done[40:71, 30:51] == 0).all()
        outside = np.ones((HEIGHT, WIDTH), bool)
        outside[40:71, 30:51] = False
        assert (done[outside] == plain[outside]).all()
        original = workspace.folder.original(before)
        assert hashlib.sha256(original.read_bytes()).hexdigest() == before


def test_nothing_of_the_file_s_words_goes_along(workspace: Workspace, tmp_path: Path) -> None:
    with workspace:
        out = tmp_path / "out.png"
        publish(workspace, item(workspace, "photo"), Publication(ordinal=None, credit="Photo: Halyna K."), out)
    picture = Image.open(out)
    assert not picture.getexif()
    assert not picture.info
    assert b"Halyna" not in out.read_bytes()
    if shutil.which("exiftool"):
        told = subprocess.run(["exiftool", "-G1", "-s", str(out)], capture_output=True, text=True, check=True).stdout
        groups = {line.split("]")[0].strip("[ ") for line in told.splitlines()}
        assert groups <= {"ExifTool", "System", "File", "PNG", "Composite"}


def test_it_is_cut_and_the_credit_stands_below_and_not_over_it(workspace: Workspace, tmp_path: Path) -> None:
    with workspace:
        photo, crop = item(workspace, "photo"), Area(10, 20, 80, 60)
        publish(workspace, photo, Publication(ordinal=None, crop=crop), tmp_path / "plain.png")
        publish(workspace, photo, Publication(ordinal=None, crop=crop, credit="Photo: river"), tmp_path / "credit.png")
    plain, credited = (np.asarray(Image.open(tmp_path / name)) for name in ("plain.png", "credit.png"))
    assert plain.shape == (60, 80, 3)
    assert (credited[:60] == plain).all()
    strip = credited[60:]
    assert strip.shape[0] >= 14
    assert (strip.min(), strip.max()) == (0, 255)


def test_the_case_keeps_it_as_a_figure_that_names_the_frame_and_is_made_again_alike(
    workspace: Workspace, tmp_path: Path
) -> None:
    with workspace:
        clip = item(workspace, "video")
        chosen = Publication(ordinal=3, masks=(Area(1, 2, 30, 20),), credit="Video: river")
        publish(workspace, clip, chosen, tmp_path / "one.png")
        publish(workspace, clip, chosen, tmp_path / "two.png")
        assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()
        kept = workspace.case.of(Derivative)[0]
        assert kept.purpose == "figure"
        assert kept.frame is not None
        assert kept.frame.ordinal == 3
        assert kept.recipe.input_sha256 == clip.fingerprints.sha256
        assert kept.recipe.parameters["frame_sha256"] == kept.frame.sha256
        assert kept.recipe.parameters["mask_1"] == "1.00,2.00,30.00,20.00"
        assert workspace.folder.derived_file(kept.sha256).read_bytes() == (tmp_path / "one.png").read_bytes()
        workspace.undo()
        assert len(workspace.case.of(Derivative)) == 1


def test_nothing_is_replaced_and_too_small_a_part_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with workspace:
        photo, out = item(workspace, "photo"), tmp_path / "a.png"
        out.write_bytes(b"mine")
        with pytest.raises(UsageError, match="nothing is ever replaced"):
            publish(workspace, photo, Publication(ordinal=None), out)
        assert out.read_bytes() == b"mine"
        with pytest.raises(UsageError, match="too small"):
            publish(workspace, photo, Publication(ordinal=None, crop=Area(0, 0, 5, 5)), tmp_path / "b.png")
        assert not (tmp_path / "b.png").exists()
        assert workspace.case.of(Derivative) == ()
