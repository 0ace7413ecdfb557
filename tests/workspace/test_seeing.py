"""A picture through filters: the frame stays the frame, a saved one can be made again byte for byte."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from tests.footage import make_clip, make_photo
from verifier.domain.errors import UsageError
from verifier.domain.records import Derivative, Item
from verifier.forensics.params import Deinterlace, Gamma, Invert, LocalContrast, Sharpen
from verifier.media.messages import Kept, SharedPixels
from verifier.workspace import pictures, seeing
from verifier.workspace.footage import add_footage
from verifier.workspace.saved_frames import save_frame
from verifier.workspace.seeing_messages import FilterCall
from verifier.workspace.seeing_tasks import stack_from
from verifier.workspace.workspace import Workspace


@pytest.fixture
def case(tmp_path: Path, lent_workers: None) -> "Workspace":
    folder = tmp_path / "footage"
    folder.mkdir()
    make_photo(folder / "photo.jpg", 640, 480, orientation=6)
    make_clip(folder / "clip.mp4", 320, 240)
    workspace = Workspace.create(tmp_path / "a.case", "A", "A. Analyst")
    add_footage(workspace, [folder])
    return workspace


def item(workspace: Workspace, kind: str) -> Item:
    return next(one for one in workspace.case.of(Item) if one.kind == kind)


def as_array(pixels: SharedPixels) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    rows = np.frombuffer(pixels.view, np.uint8).reshape(pixels.height, pixels.stride)[:, : pixels.width * 4]
    return rows.reshape(pixels.height, pixels.width, 4)[:, :, 2::-1].copy()


def test_the_frame_shown_through_filters_is_the_same_frame(case: Workspace) -> None:
    with case:
        clip = item(case, "video")
        plain = pictures.frame(case, clip, "#3", None).result()
        seen = seeing.see(case, clip, 3, None, (Invert(True),)).result()
        assert seen.frame == plain.frame
        assert np.array_equal(as_array(seen.pixels), 255 - as_array(plain.pixels))
        key = seeing.see(case, clip, 3, None, (Invert(True),), nearest_key=True).result()
        assert key.frame == pictures.key_frame(case, clip, 3, None).result().frame


def test_a_photo_is_upright_and_follows_the_last_settings(case: Workspace) -> None:
    with case:
        photo = item(case, "photo")
        plain = as_array(pictures.picture(case, photo, None).result())
        for stack in ((Invert(True),), (), (Invert(True),)):
            got = as_array(seeing.see(case, photo, None, None, stack).result().pixels)
            assert got.shape == (640, 480, 3)
            assert np.array_equal(got, 255 - plain if stack else plain)


def test_a_field_is_taken_from_the_stored_rows_also_where_the_picture_is_shown_smaller(case: Workspace) -> None:
    with case:
        clip = item(case, "video")
        whole = as_array(seeing.see(case, clip, 2, None, (Deinterlace("bottom"),)).result().pixels)
        plain = as_array(pictures.frame(case, clip, "#2", None).result().pixels)
        assert np.array_equal(whole[1::2], plain[1::2])
        small = seeing.see(case, clip, 2, 160, (Deinterlace("bottom"),)).result().pixels
        assert (small.width, small.height) == (160, 120)
        by_pillow = np.asarray(Image.fromarray(whole).resize((160, 120), Image.Resampling.BOX)).astype(int)
        assert np.abs(as_array(small).astype(int) - by_pillow).max() <= 1


def test_a_picture_saved_as_seen_has_its_recipe_and_comes_out_again_byte_for_byte(case: Workspace) -> None:
    stack = (Gamma(1.8), LocalContrast(2.0), Sharpen(100, 1.5))
    with case:
        made: list[bytes] = []
        for _ in range(2):
            changes = seeing.save_seen(case, item(case, "video"), 3, stack).changes
            derivative = changes[0].after
            assert isinstance(derivative, Derivative)
            assert derivative.purpose == "figure"
            assert derivative.recipe.parameters["filter_1"] == "gamma"
            assert derivative.recipe.parameters["filter_1.gamma"] == 1.8
            assert derivative.recipe.parameters["filter_2.tiles"] == 8
            assert derivative.recipe.input_sha256 == item(case, "video").fingerprints.sha256
            made.append(case.folder.derived_file(derivative.sha256).read_bytes())
        assert made[0] == made[1]
        assert hashlib.sha256(made[0]).hexdigest() == derivative.sha256


def test_saving_as_seen_changes_neither_the_evidence_picture_nor_the_frame_hash(case: Workspace) -> None:
    with case:
        clip, photo = item(case, "video"), item(case, "photo")
        before = save_frame(case, clip, "#3").changes[0].after
        seeing.see(case, clip, 3, None, (Invert(True),)).result()
        seen = seeing.save_seen(case, clip, 3, (Invert(True),)).changes[0].after
        after = save_frame(case, clip, "#3").changes[0].after
        assert isinstance(before, Derivative)
        assert isinstance(seen, Derivative)
        assert isinstance(after, Derivative)
        assert before.sha256 == after.sha256 != seen.sha256
        assert before.frame == after.frame == seen.frame
        negative = ImageOps.invert(Image.open(case.folder.derived_file(before.sha256)))
        assert np.array_equal(np.asarray(negative), np.asarray(Image.open(case.folder.derived_file(seen.sha256))))
        path = case.folder.original(photo.fingerprints.sha256)
        assert hashlib.sha256(path.read_bytes()).hexdigest() == photo.fingerprints.sha256


def test_a_recipe_of_an_observation_comes_back_as_filters_and_one_from_elsewhere_does_not() -> None:
    stack = (Gamma(1.8), LocalContrast(2.0))
    assert seeing.stack_in(seeing.recipe_of(stack)) == stack
    assert seeing.stack_in(()) == ()
    assert seeing.stack_in((seeing.recipe_of(stack)[0].__class__("other.filter", "9", {}),)) is None
    with pytest.raises(UsageError, match="does not have"):
        stack_from((FilterCall("no such", {}),))


def test_moving_a_slider_decodes_nothing(case: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    from verifier.workspace import seeing_tasks
    from verifier.workspace.seeing_messages import SeePicture

    with case:
        photo = item(case, "photo")
        path, kept, decoded = pictures.original_path(case, photo), Kept(), []
        decode = seeing_tasks.decode_still
        monkeypatch.setattr(seeing_tasks, "decode_still", lambda *a: decoded.append(1) or decode(*a))
        monkeypatch.setattr(seeing_tasks, "lend_pixels", lambda *_: None)
        for gamma in (1.5, 1.6, 1.7):
            request = SeePicture(bytes(path), None, None, seeing.calls_of((Gamma(gamma),)))
            seeing_tasks.see_picture(request, kept)
        assert decoded == [1]


def test_a_field_of_a_photo_is_refused_and_not_silently_left_out(case: Workspace) -> None:
    with case, pytest.raises(UsageError, match="a photo has no fields"):
        seeing.see(case, item(case, "photo"), None, None, (Deinterlace("top"),)).result()
