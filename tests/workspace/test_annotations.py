"""Regions of other programs' files: our exports come back as they went, strangers' files fit or say why not."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.footage import make_clip, make_photo
from tests.media.test_following import make_moving_clip, target_box
from verifier.bundle.options import Options
from verifier.bundle.registry import format_named
from verifier.commands.observations import AddObservation
from verifier.commands.tracks import NewKeyframe, SetKeyframes
from verifier.domain.errors import InputError
from verifier.domain.frames import Instant, Still, Track
from verifier.domain.progress import Progress
from verifier.domain.records import Item, Keyframe, Observation, Origin
from verifier.domain.records.observations import KeyframeState
from verifier.domain.regions import Box, Ellipse, Line, Point, Polygon, Region, RotatedBox
from verifier.domain.tracks import region_at
from verifier.media.frame_table import FrameTable
from verifier.metadata.annotations.registry import read_annotations
from verifier.workspace import pictures
from verifier.workspace.annotations import RegionsFound, look_at_annotations, take_annotations
from verifier.workspace.exporting import export
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

REGIONS: tuple[Region, ...] = (
    Box(10, 20, 40, 30),
    Polygon(((5, 5), (50, 10), (30, 60))),
    RotatedBox(80, 60, 40, 20, 30),
    Ellipse(60, 50, 20, 20),
    Line(((5, 5), (50, 60), (70, 10))),
    Point(33, 44),
)
EXACT = {
    "labelme": (Box, Polygon, Line, Point),
    "coco": (Box, Polygon),
    "cvat": (Box, Polygon, RotatedBox, Line),
}
FILES = {"labelme": "E-0001.json", "coco": "annotations/instances_default.json", "cvat": "annotations.xml"}


def make_case(folder: Path, name: str) -> Workspace:
    footage = folder / "footage"
    if not footage.exists():
        footage.mkdir()
        make_photo(footage / "a.jpg", orientation=6)
        make_clip(footage / "b.mp4", 160, 120)
    workspace = Workspace.create(folder / f"{name}.case", name, "A. Analyst")
    add_footage(workspace, [footage])
    return workspace


def item(workspace: Workspace, kind: str) -> Item:
    return next(one for one in workspace.case.of(Item) if one.kind == kind)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    with make_case(folder, "ours") as workspace:
        photo, clip = item(workspace, "photo"), item(workspace, "video")
        for region in REGIONS:
            workspace.execute(AddObservation(item=photo, when=Still(), region=region))
        frame = pictures.frame(workspace, clip, "#3", 64).result().frame
        workspace.execute(AddObservation(item=clip, when=Instant(frame), region=Box(4, 5, 30, 20)))
        for name in ("labelme", "coco", "cvat", "cvat-video"):
            known = format_named(name)
            assert known is not None
            export(workspace, known, Options(), folder / name, Progress())
    return folder


def found_in(files: list[Path], folder: Path, name: str) -> tuple[list[RegionsFound], Workspace]:
    workspace = make_case(folder, name)
    return [look_at_annotations(workspace, file) for file in files], workspace


@pytest.mark.parametrize("name", EXACT)
def test_our_own_export_comes_back_on_the_stored_grid(exported: Path, name: str) -> None:
    files = sorted((exported / name).rglob(FILES[name]))
    looks, workspace = found_in(files, exported, f"back-{name}")
    with workspace:
        back = [one.taken.region for look in looks for one in look.fitted if one.taken.item.kind == "photo"]
        for region in (one for one in REGIONS if isinstance(one, EXACT[name])):
            assert any(is_like(region, other) for other in back), (region, back)


def is_like(one: Region, other: Region) -> bool:
    if type(one) is not type(other):
        return False
    mine, theirs = numbers(one), numbers(other)
    return len(mine) == len(theirs) and all(
        abs(a - b) < 0.02 for a, b in zip(sorted(mine), sorted(theirs), strict=True)
    )


def numbers(region: Region) -> list[float]:
    if isinstance(region, Polygon | Line):
        return [number for vertex in region.vertices for number in vertex]
    return [float(getattr(region, field)) for field in region.__struct_fields__]


def test_a_track_of_cvat_comes_back_on_its_frame_and_taking_over_is_one_gesture(exported: Path) -> None:
    file = next((exported / "cvat-video").rglob("annotations.xml"))
    looks, workspace = found_in([file], exported, "back-video")
    with workspace:
        fitted = looks[0].fitted
        assert [one.taken.item.kind for one in fitted] == ["video"]
        take_annotations(workspace, looks[0])
        seen = workspace.case.of(Observation)
        assert [one.region for one in seen] == [Box(4, 5, 30, 20)]
        when = seen[0].when
        assert isinstance(when, Instant)
        assert when.frame.ordinal == 3
        origin = workspace.case.of(Origin)[0]
        assert (origin.about, origin.how, origin.name) == (seen[0].key, "file", "annotations.xml")
        again = look_at_annotations(workspace, file)
        assert again.fresh == ()
        workspace.undo()
        assert workspace.case.of(Observation) == workspace.case.of(Origin) == ()


@pytest.mark.parametrize("is_variable", [False, True])
def test_what_moves_comes_back_from_cvat_frame_for_frame_in_one_gesture(tmp_path: Path, is_variable: bool) -> None:
    (tmp_path / "in").mkdir()
    make_moving_clip(tmp_path / "in/clip.mp4", is_variable=is_variable)
    known = format_named("cvat-video")
    assert known is not None
    with Workspace.create(tmp_path / "ours.case", "Ours", "A. Analyst") as workspace:
        add_footage(workspace, [tmp_path / "in"])
        clip = item(workspace, "video")
        table = pictures.clip(workspace, clip).result()
        frame = pictures.frame(workspace, clip, "#10", 64).result().frame
        workspace.execute(AddObservation(item=clip, when=Instant(frame), region=target_box(10, grows=False)))
        stops: tuple[tuple[int, KeyframeState], ...] = (
            *[(10, "shown"), (31, "shown"), (40, "hidden"), (52, "shown"), (70, "shown"), (90, "vanished")],
        )
        keyframes = tuple(
            NewKeyframe(
                pts=table.pts[at], state=state, region=target_box(at, grows=False) if state == "shown" else None
            )
            for at, state in stops
        )
        workspace.execute(SetKeyframes(workspace.case.of(Observation)[0], keyframes, table.time_base))
        ours = way(workspace, table)
        export(workspace, known, Options(), tmp_path / "cvat", Progress())
    with Workspace.create(tmp_path / "theirs.case", "Theirs", "A. Analyst") as workspace:
        add_footage(workspace, [tmp_path / "in"])
        found = look_at_annotations(workspace, next((tmp_path / "cvat").rglob("annotations.xml")))
        assert (len(found.fitted), found.unfitted) == (1, ())
        take_annotations(workspace, found)
        for mine, theirs in zip(ours, way(workspace, table), strict=True):
            assert (mine is None) == (theirs is None)
            assert mine is None or theirs is None or is_like(mine, theirs)
        assert len(workspace.case.of(Keyframe)) < (40 if is_variable else 12)
        assert look_at_annotations(workspace, next((tmp_path / "cvat").rglob("annotations.xml"))).fresh == ()
        workspace.undo()
        assert workspace.case.of(Keyframe) == workspace.case.of(Observation) == workspace.case.of(Origin) == ()


def way(workspace: Workspace, table: FrameTable) -> list[Region | None]:
    """Return where the one region is on every frame on which it may be."""
    (seen,) = workspace.case.of(Observation)
    assert isinstance(seen.when, Track)
    keyframes = sorted(workspace.case.of(Keyframe), key=lambda one: one.time_s)
    assert (keyframes[0].pts, keyframes[-1].pts) == (seen.when.first_pts, seen.when.last_pts)
    return [region_at(keyframes, table.time_s(number)) for number in range(len(table))]


def test_what_fits_nothing_says_why(exported: Path, tmp_path: Path) -> None:
    shape = {"label": "uav", "points": [[1, 1], [9, 9]], "shape_type": "rectangle"}
    told = {"version": "5.0", "imagePath": "nowhere.jpg", "imageWidth": 9, "imageHeight": 9, "shapes": [shape]}
    (tmp_path / "x.json").write_text(json.dumps(told))
    looks, workspace = found_in([tmp_path / "x.json"], exported, "strange")
    with workspace:
        assert looks[0].fitted == ()
        assert [one.picture for one in looks[0].unfitted] == ["nowhere.jpg"]
        assert looks[0].unfitted[0].sentence.endswith(".")


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_in_a_sentence(exported: Path, tmp_path: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([*FILES, "cvat-video"]))
    source = next((exported / name).rglob(FILES.get(name, "annotations.xml"))).read_bytes()
    place = data.draw(st.integers(0, len(source) - 1))
    cut = data.draw(st.integers(0, 40))
    more = data.draw(st.sampled_from([b"", b"\0", b"-1e999", b"null", b"[[[[", b'"', b"<a>", b"&lol;", b"\xff\xfe"]))
    path = tmp_path / "damaged"
    path.write_bytes(source[:place] + more + source[place + cut :])
    try:
        read_annotations(path, "damaged")
    except InputError as error:
        assert error.sentence  # noqa: PT017 - a sentence or an answer, nothing else
