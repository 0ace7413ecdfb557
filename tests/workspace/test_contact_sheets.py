"""A contact sheet shows the frames it names, is a figure of the case with a recipe, and is the same every time."""

import hashlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.footage import make_clip
from verifier.domain.errors import Cancelled, UsageError
from verifier.domain.progress import Progress
from verifier.domain.records import Derivative
from verifier.workspace import pictures
from verifier.workspace.contact_sheet_tasks import HEAD_PX, MARGIN
from verifier.workspace.contact_sheets import MOST_CELLS, save_contact_sheet
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace


@pytest.fixture
def clip_case(workspace: Workspace, tmp_path: Path) -> Workspace:
    add_footage(workspace, [make_clip(tmp_path / "clip.mp4", 320, 240)])
    return workspace


def sheets(workspace: Workspace) -> tuple[Derivative, ...]:
    return workspace.case.of(Derivative)


def test_a_sheet_is_a_figure_whose_recipe_names_every_frame(clip_case: Workspace) -> None:
    clip = clip_case.find_item("clip.mp4")
    save_contact_sheet(clip_case, clip, (1, 4, 6), "every 0.1 s", Progress())
    made = sheets(clip_case)[0]
    assert (made.purpose, made.frame, made.recipe.input_sha256) == ("figure", None, clip.fingerprints.sha256)
    refs = [pictures.frame(clip_case, clip, f"#{n}", None).result(30).frame for n in (1, 4, 6)]
    told = "".join(f"{ref.ordinal} {ref.pts} {ref.sha256}\n" for ref in refs)
    assert made.recipe.parameters["ordinals"] == "1,4,6"
    assert made.recipe.parameters["frames_sha256"] == hashlib.sha256(told.encode()).hexdigest()
    assert clip_case.undo_label == f"save a figure of {clip.label}"
    data = clip_case.folder.derived_file(made.sha256).read_bytes()
    assert hashlib.sha256(data).hexdigest() == made.sha256
    assert not list(clip_case.folder.incoming.iterdir())


def test_the_pictures_on_a_sheet_are_those_of_its_frames(clip_case: Workspace) -> None:
    clip = clip_case.find_item("clip.mp4")
    save_contact_sheet(clip_case, clip, (1, 4), "every 0.1 s", Progress())
    sheet = np.asarray(Image.open(clip_case.folder.derived_file(sheets(clip_case)[0].sha256)))
    for place, ordinal in enumerate((1, 4)):
        reply = pictures.frame(clip_case, clip, f"#{ordinal}", None).result(30)
        shape = (reply.pixels.height, reply.pixels.stride // 4, 4)
        seen = np.frombuffer(reply.pixels.view, np.uint8)[: shape[0] * shape[1] * 4].reshape(shape)
        top, left = MARGIN + HEAD_PX, MARGIN + place * 340
        assert (sheet[top : top + 240, left : left + 320] == seen[:240, :320, 2::-1]).all()


def test_the_same_frames_give_the_same_sheet_byte_for_byte(clip_case: Workspace) -> None:
    clip = clip_case.find_item("clip.mp4")
    for _ in range(2):
        save_contact_sheet(clip_case, clip, (0, 2), "at every cut", Progress())
    assert len({(one.sha256, repr(one.recipe)) for one in sheets(clip_case)}) == 1


def test_too_many_frames_and_a_stop_leave_nothing(clip_case: Workspace) -> None:
    clip = clip_case.find_item("clip.mp4")
    with pytest.raises(UsageError, match=f"room for {MOST_CELLS} frames"):
        save_contact_sheet(clip_case, clip, tuple(range(MOST_CELLS + 1)), "every 0.1 s", Progress())
    progress = Progress(lambda step: progress.cancel() if step.done == 1 else None)
    with pytest.raises(Cancelled):
        save_contact_sheet(clip_case, clip, (0, 1, 2, 3), "every 0.1 s", progress)
    assert sheets(clip_case) == ()
    assert not list(clip_case.folder.incoming.iterdir())
    assert not [path for path in clip_case.folder.derived.rglob("*") if path.is_file()]
