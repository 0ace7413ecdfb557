"""Regions of other programs' files in a case: matched, taken over as one gesture, and back again from our exports."""

import json
from pathlib import Path

import pytest

from tests.footage import make_clip, make_photo
from verifier.bundle.options import Options
from verifier.commands.observations import AddObservation
from verifier.domain.errors import UnsupportedFile
from verifier.domain.frames import Instant, Span, Still
from verifier.domain.records import Item, Observation, Origin, Person
from verifier.domain.regions import Box, Ellipse, Line, Point, Polygon, Region, RotatedBox
from verifier.media.upright import orientation_of
from verifier.workspace import annotation_words as because
from verifier.workspace.annotations import look_at_annotations, take_annotations
from verifier.workspace.exporting import export, find_format
from verifier.workspace.footage import add_footage
from verifier.workspace.pictures import clip, frame
from verifier.workspace.posts_words import NOT_THERE, OTHER_PIXELS
from verifier.workspace.workspace import Workspace

SHAPES: tuple[Region, ...] = (
    Box(10, 20, 60, 30),
    RotatedBox(50, 60, 30, 20, 25),
    Polygon(((10, 10), (40, 12), (20, 50))),
    Ellipse(60, 70, 12, 12),
    Line(((5, 6), (50, 60))),
    Point(33, 44.5),
)


@pytest.fixture
def filled(workspace: Workspace, tmp_path: Path) -> Workspace:
    """A case with an upright photo, one on its side (stored 160 by 120, shown 120 by 160) and a clip."""
    make_photo(tmp_path / "a.jpg")
    make_photo(tmp_path / "b.jpg", orientation=6, shift=5)
    make_clip(tmp_path / "c.mp4")
    add_footage(workspace, [tmp_path / "a.jpg", tmp_path / "b.jpg", tmp_path / "c.mp4"], jobs=1)
    return workspace


def item(workspace: Workspace, name: str) -> Item:
    return next(one for one in workspace.case.of(Item) if one.original_name == name)


def labelme(path: Path, name: str, width: int | None, height: int | None, *points: list[list[float]]) -> Path:
    shapes = [{"label": "drone", "points": one, "shape_type": "rectangle"} for one in points]
    whole = {"version": "5", "flags": {}, "shapes": shapes, "imagePath": name, "imageData": None}
    path.write_text(json.dumps({**whole, "imageWidth": width, "imageHeight": height}))
    return path


def test_regions_are_taken_over_in_one_gesture_and_keep_their_file(filled: Workspace, tmp_path: Path) -> None:
    path = labelme(tmp_path / "b.json", "../b.jpg", 120, 160, [[10, 20], [60, 70]], [[1, 2], [3, 4]])
    found = look_at_annotations(filled, path)
    assert (len(found.fresh), found.unfitted) == (2, ())
    assert list(filled.case.of(Observation)) == []
    take_annotations(filled, found)
    first, _ = filled.case.of(Observation)
    photo = item(filled, "b.jpg")
    orientation = orientation_of(photo.technical)
    assert orientation is not None
    assert orientation.region_to_displayed(first.region) == Box(10, 20, 50, 50)
    assert (first.seen, first.observed_by) == ("drone", next(iter(filled.case.of(Person))).id)
    origin = filled.case.of(Origin)[0]
    assert (origin.about, origin.form, origin.name, origin.said) == (first.key, "labelme", "b.json", "drone")
    assert origin.sha256 == found.sha256
    assert filled.undo_label == "take 2 regions from b.json"
    filled.undo()
    assert not [*filled.case.of(Observation), *filled.case.of(Origin)]
    filled.redo()
    again = look_at_annotations(filled, path)
    assert (len(again.fresh), len(again.fitted)) == (0, 2)


def test_a_file_drawn_on_the_picture_as_stored_is_turned_and_it_is_said(filled: Workspace, tmp_path: Path) -> None:
    found = look_at_annotations(filled, labelme(tmp_path / "b.json", "b.jpg", 160, 120, [[10, 20], [60, 70]]))
    assert found.notes == (because.TURNED,)
    assert found.fresh[0].region == Box(10, 20, 50, 50)


def test_what_fits_nothing_says_why(filled: Workspace, tmp_path: Path) -> None:
    def why(name: str, width: int | None, height: int | None, *points: list[list[float]]) -> list[str]:
        path = labelme(tmp_path / "x.json", name, width, height, *(points or ([[1, 2], [3, 4]],)))
        return [one.sentence for one in look_at_annotations(filled, path).unfitted]

    assert why("gone.jpg", 160, 120) == [NOT_THERE]
    assert why("a.jpg", 161, 120) == [OTHER_PIXELS]
    assert why("a.jpg", None, None, [[900, 900], [950, 950]]) == [because.OUTSIDE]
    assert why("c.mp4", 64, 48) == [because.ON_A_CLIP]
    assert why("E-0001_000004.jpg", 160, 120) == [because.ON_A_PHOTO]
    assert why("E-0003_000099.jpg", 64, 48) == [because.NO_SUCH_FRAME]
    assert why("a.jpg", 160, 120) == []


def test_a_file_of_no_known_format_is_one_sentence(filled: Workspace, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"a": []}')
    with pytest.raises(UnsupportedFile, match="labelme, COCO, CVAT"):
        look_at_annotations(filled, tmp_path / "x.json")


KEEPS: dict[str, tuple[str, float, tuple[int, ...]]] = {
    "labelme": ("E-0002.json", 1e-4, (0, 2, 3, 4, 5)),
    "cvat": ("annotations.xml", 1e-4, (0, 1, 2, 3, 4, 5)),
    "coco": ("annotations/instances_default.json", 1e-4, (0, 2)),
}
"""Format -> where its file lies, how exact it is in pixels, which of ``SHAPES`` it keeps as they are."""


@pytest.mark.parametrize("name", KEEPS)
def test_what_we_export_comes_back_as_it_was(filled: Workspace, tmp_path: Path, name: str) -> None:
    photo = item(filled, "b.jpg")
    orientation = orientation_of(photo.technical)
    assert orientation is not None
    for region in SHAPES:
        filled.execute(AddObservation(item=photo, when=Still(), region=orientation.region_to_stored(region)))
    export(filled, find_format(name), Options(audience="archive"), tmp_path / name)
    while filled.undo_label is not None and filled.undo_label.startswith("mark"):
        filled.undo()
    assert filled.case.of(Observation) == ()
    file, near, kept = KEEPS[name]
    found = look_at_annotations(filled, tmp_path / name / file)
    assert found.unfitted == ()
    came = [orientation.region_to_displayed(one.region) for one in found.fresh if one.item == photo]
    for place in kept:
        assert any(_alike(one, SHAPES[place], near) for one in came), SHAPES[place]


def _alike(one: Region, other: Region, near: float) -> bool:
    if type(one) is not type(other):
        return False
    return numbers(one) == pytest.approx(numbers(other), abs=near)


def numbers(region: Region) -> list[float]:
    fields = (getattr(region, name) for name in region.__struct_fields__)
    return [float(n) for f in fields for n in ([c for v in f for c in v] if isinstance(f, tuple) else [f])]


def test_frames_and_spans_of_a_clip_come_back_to_the_same_frames(filled: Workspace, tmp_path: Path) -> None:
    photo = item(filled, "c.mp4")
    ref = frame(filled, photo, "#3", 64).result().frame
    table = clip(filled, photo).result()
    span = Span(table.pts[1], table.pts[5], table.time_base)
    for when in (Instant(ref), span):
        filled.execute(AddObservation(item=photo, when=when, region=Box(5, 6, 20, 10)))
    before = {one.when for one in filled.case.of(Observation)}
    out = tmp_path / "out"
    export(filled, find_format("cvat-video"), Options(), out)
    export(filled, find_format("coco"), Options(), tmp_path / "coco")
    filled.undo()
    filled.undo()
    found = look_at_annotations(filled, out / "E-0003/annotations.xml")
    assert {one.when for one in found.fresh} == before
    frames = look_at_annotations(filled, tmp_path / "coco/annotations/instances_default.json")
    assert Instant(ref) in {one.when for one in frames.fresh}
