"""What is stated of one item is carried to its copies: regions through known crops, moments through known cuts."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from tests.examples import MAVIC
from tests.media.test_overlap import photo
from tests.workspace.test_copies import FRAMES, crossing, make_clip
from verifier.commands.drone_claims import StateDrone
from verifier.commands.notes import AddNote
from verifier.commands.observations import AddObservation
from verifier.commands.places_and_times import StatePlace, StateTime
from verifier.commands.statements import AddSegment
from verifier.commands.tracks import NewKeyframe, SetKeyframes
from verifier.domain.frames import Instant, Still, Track
from verifier.domain.inspection import Technical
from verifier.domain.records import (
    DroneClaim,
    Hypothesis,
    Item,
    Keyframe,
    Link,
    Note,
    Observation,
    PlaceClaim,
    Record,
    Segment,
    TimeClaim,
)
from verifier.domain.regions import Box, Ellipse, Point, Polygon, Region, RotatedBox, WholeFrame
from verifier.domain.tracks import region_at
from verifier.workspace import pictures
from verifier.workspace.carrying import CarryPlan, carryable, plan_carrying
from verifier.workspace.footage import add_footage
from verifier.workspace.region_mapping import Placing, carried_region
from verifier.workspace.workspace import Workspace

Make = Callable[[Image.Image], Image.Image]
SEEN = Box(300, 200, 90, 60)
EXIF_ORIENTATION = 0x0112


def item(workspace: Workspace, name: str) -> Item:
    return next(one for one in workspace.case.of(Item) if one.original_name.startswith(name))


def filled(workspace: Workspace, folder: Path, make: Make) -> tuple[Item, Item]:
    """Add a photo and a copy of it; return both."""
    whole = photo(5, 800, 600)
    (folder / "in").mkdir()
    whole.save(folder / "in/a_whole.png")
    made = make(whole)
    made.save(folder / "in/b_copy.jpg", quality=80, exif=made.getexif())
    add_footage(workspace, [folder / "in"], jobs=1)
    return item(workspace, "a_whole"), item(workspace, "b_copy")


def carry(workspace: Workspace, source: Item, target: Item, *records: Record) -> CarryPlan:
    plan = plan_carrying(workspace, source, (target,), records or carryable(workspace.case, source))
    if plan.command is not None:
        workspace.execute(plan.command)
    return plan


def seen_in(workspace: Workspace, target: Item) -> list[Observation]:
    return [one for one in workspace.case.of(Observation) if one.item == target.id]


def turned_by_exif(whole: Image.Image) -> Image.Image:
    """Store a copy lying on its side, as a phone does, with the word that says so."""
    made = whole.transpose(Image.Transpose.ROTATE_90)
    made.getexif()[EXIF_ORIENTATION] = 6
    return made


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda p: p.copy(), SEEN),
        (lambda p: p.crop((200, 100, 760, 520)), Box(100, 100, 90, 60)),
        (lambda p: p.resize((400, 300)), Box(150, 100, 45, 30)),
        (lambda p: p.crop((200, 100, 760, 520)).resize((1120, 840)), Box(200, 200, 180, 120)),
        (ImageOps.mirror, Box(410, 200, 90, 60)),
        (lambda p: ImageOps.mirror(p.crop((200, 100, 760, 520))), Box(370, 100, 90, 60)),
        (lambda p: p.transpose(Image.Transpose.ROTATE_90), Box(200, 410, 60, 90)),
        (turned_by_exif, Box(200, 410, 60, 90)),
        (lambda p: ImageOps.expand(p, 50, "black"), Box(350, 250, 90, 60)),
    ],
    ids=["same", "cropped", "half", "cropped and doubled", "mirrored", "cropped, mirrored", "turned", "exif", "framed"],
)
def test_a_region_lies_on_the_same_thing_in_the_copy(
    workspace: Workspace, tmp_path: Path, make: Make, expected: Box
) -> None:
    source, target = filled(workspace, tmp_path, make)
    workspace.execute(AddObservation(item=source, when=Still(), region=SEEN, seen="a window"))
    plan = carry(workspace, source, target)
    assert plan.left_out == ()
    (made,) = seen_in(workspace, target)
    assert isinstance(made.region, Box)
    box = made.region
    assert (box.x, box.y, box.width, box.height) == pytest.approx(
        (expected.x, expected.y, expected.width, expected.height), abs=2.5
    )
    assert (made.seen, made.when) == ("a window", Still())


def test_what_lies_outside_a_crop_is_listed_with_what_is_stated_of_it_and_not_carried(
    workspace: Workspace, tmp_path: Path
) -> None:
    source, target = filled(workspace, tmp_path, lambda p: p.crop((200, 100, 760, 520)))
    workspace.execute(AddObservation(item=source, when=Still(), region=Box(20, 20, 100, 60), seen="outside"))
    workspace.execute(AddObservation(item=source, when=Still(), region=SEEN, seen="inside"))
    outside, inside = workspace.case.of(Observation)
    for seen in (outside, inside):
        workspace.execute(StateDrone(about=seen, role="seen", hypotheses=(Hypothesis(MAVIC),)))
    plan = carry(workspace, source, target)
    assert [(type(one.record), one.sentence) for one in plan.left_out] == [
        (Observation, "It lies outside the copy."),
        (DroneClaim, "It lies outside the copy."),
    ]
    assert [one.seen for one in seen_in(workspace, target)] == ["inside"]
    (made,) = seen_in(workspace, target)
    assert [claim.about for claim in workspace.case.of(DroneClaim)].count(made.key) == 1


def test_claims_places_times_and_notes_say_where_they_came_from_and_go_in_one_undo(
    workspace: Workspace, tmp_path: Path
) -> None:
    source, target = filled(workspace, tmp_path, lambda p: p.resize((400, 300)))
    workspace.execute(StatePlace(about=source, locates="camera", latitude_deg=46.7, longitude_deg=32.9, radius_m=50))
    workspace.execute(StateTime(about=source, dates="recorded", earliest=None, latest=None, as_found="in the morning"))
    workspace.execute(StateTime(about=source, dates="posted", earliest=None, latest=None, as_found="at noon"))
    workspace.execute(AddNote(about=source, text="ask again"))
    before = dict(workspace.case.records())
    carry(workspace, source, target)
    (place,) = (one for one in workspace.case.of(PlaceClaim) if one.about == target.key)
    assert (place.latitude_deg, place.radius_m) == (46.7, 50)
    assert place.note == f"Carried over from {source.label}, a copy."
    (time,) = (one for one in workspace.case.of(TimeClaim) if one.about == target.key)
    assert time.as_found == "in the morning"
    (note,) = (one for one in workspace.case.of(Note) if one.about == target.key)
    assert note.text == f"ask again\nCarried over from {source.label}, a copy."
    ties = {(link.from_key, link.kind) for link in workspace.case.of(Link)}
    assert ties == {(one.key, "carried_from") for one in (place, time, note)}
    again = plan_carrying(workspace, source, (target,), carryable(workspace.case, source))
    assert (again.command, again.already) == (None, 3)
    workspace.undo()
    assert dict(workspace.case.records()) == before


def test_moments_of_a_clip_go_to_a_copy_that_begins_later(workspace: Workspace, tmp_path: Path) -> None:
    frames = [np.asarray(photo(30 + number, 640, 480)) for number in range(40)]
    (tmp_path / "in").mkdir()
    make_clip(tmp_path / "in/a_clip.mp4", frames)
    make_clip(tmp_path / "in/b_later.mp4", [frame[::2, ::2] for frame in frames[8:]])
    add_footage(workspace, [tmp_path / "in"], jobs=1)
    source, target = item(workspace, "a_clip"), item(workspace, "b_later")
    for ordinal in (2, 20):
        frame = pictures.frame(workspace, source, f"#{ordinal}", 320).result(30).frame
        workspace.execute(AddObservation(item=source, when=Instant(frame), region=SEEN, seen=f"frame {ordinal}"))
    first, last = (pictures.frame(workspace, source, f"#{n}", 320).result(30).frame for n in (10, 30))
    workspace.execute(
        AddSegment(item=source, first_pts=first.pts, last_pts=last.pts, time_base=first.time_base, title="pass")
    )
    plan = carry(workspace, source, target)
    assert [(one.record, one.sentence) for one in plan.left_out] == [
        (workspace.case.of(Observation)[0], "The copy does not have this moment.")
    ]
    (made,) = seen_in(workspace, target)
    assert isinstance(made.when, Instant)
    assert made.when.frame == pictures.frame(workspace, target, "#12", 320).result(30).frame
    assert isinstance(made.region, Box)
    assert (made.region.x, made.region.width) == pytest.approx((150, 45), abs=2)
    (segment,) = (one for one in workspace.case.of(Segment) if one.item == target.id)
    step = Fraction(1, 25)
    assert [pts * segment.time_base for pts in (segment.first_pts, segment.last_pts)] == [2 * step, 22 * step]
    assert segment.title == "pass"


def moving(workspace: Workspace, clip: Item, stops: dict[int, Box | None]) -> Observation:
    """Mark something that moves: where it is by ordinal, ``None`` from where it is gone."""
    frames = {ordinal: pictures.frame(workspace, clip, f"#{ordinal}", 320).result(30).frame for ordinal in stops}
    begin, *_ = stops
    first = stops[begin]
    assert first is not None
    workspace.execute(AddObservation(item=clip, when=Instant(frames[begin]), region=first, seen="it flies"))
    seen = workspace.case.of(Observation)[-1]
    keyframes = tuple(
        NewKeyframe(pts=frames[ordinal].pts, state="shown" if box is not None else "vanished", region=box)
        for ordinal, box in stops.items()
    )
    workspace.execute(SetKeyframes(seen, keyframes, frames[begin].time_base))
    found = workspace.case.require(seen.key)
    assert isinstance(found, Observation)
    return found


def test_what_moves_is_carried_along_the_part_of_its_way_that_the_copy_shows(
    workspace: Workspace, tmp_path: Path
) -> None:
    frames = [np.asarray(photo(30 + number, 640, 480)) for number in range(40)]
    (tmp_path / "in").mkdir()
    make_clip(tmp_path / "in/a_clip.mp4", frames)
    make_clip(tmp_path / "in/b_later.mp4", [frame[::2, ::2] for frame in frames[8:]])
    Image.fromarray(frames[28]).save(tmp_path / "in/c_still.png")
    add_footage(workspace, [tmp_path / "in"], jobs=1)
    source, target, still = (item(workspace, name) for name in ("a_clip", "b_later", "c_still"))
    seen = moving(
        workspace, source, {4: Box(300, 200, 90, 60), 20: Box(332, 200, 90, 60), 32: Box(356, 200, 90, 60), 36: None}
    )
    before = dict(workspace.case.records())
    assert carry(workspace, source, target).left_out == ()
    (made,) = seen_in(workspace, target)
    assert isinstance(made.when, Track)
    step = Fraction(1, 25)
    begin, end = (pts * made.when.time_base for pts in (made.when.first_pts, made.when.last_pts))
    assert (begin, end) == (0, 28 * step)
    keyframes = sorted(
        (one for one in workspace.case.of(Keyframe) if one.observation == made.id), key=lambda one: one.pts
    )
    assert [(one.time_s, one.state) for one in keyframes] == [
        *[(0, "shown"), (12 * step, "shown"), (24 * step, "shown"), (28 * step, "vanished")]
    ]
    for number in (0, 5, 12, 20):
        there, here = region_at(keyframes, number * step), region_at(of_track(workspace, seen), (number + 8) * step)
        assert isinstance(there, Box)
        assert isinstance(here, Box)
        assert (there.x, there.y, there.width) == pytest.approx((here.x / 2, here.y / 2, here.width / 2), abs=2)
    workspace.undo()
    assert dict(workspace.case.records()) == before
    carry(workspace, source, still)
    (on_still,) = seen_in(workspace, still)
    assert isinstance(on_still.when, Still)
    assert isinstance(on_still.region, Box)
    assert on_still.region.x == pytest.approx(348, abs=2)


def of_track(workspace: Workspace, seen: Observation) -> list[Keyframe]:
    found = (one for one in workspace.case.of(Keyframe) if one.observation == seen.id)
    return sorted(found, key=lambda one: one.time_s)


def test_what_moves_only_where_the_copy_shows_nothing_stays_with_the_reason(
    workspace: Workspace, tmp_path: Path
) -> None:
    frames = [np.asarray(photo(30 + number, 640, 480)) for number in range(40)]
    (tmp_path / "in").mkdir()
    make_clip(tmp_path / "in/a_clip.mp4", frames)
    make_clip(tmp_path / "in/b_later.mp4", frames[12:])
    make_clip(tmp_path / "in/c_left.mp4", [np.ascontiguousarray(frame[:, :400]) for frame in frames])
    add_footage(workspace, [tmp_path / "in"], jobs=1)
    source, later, left = (item(workspace, name) for name in ("a_clip", "b_later", "c_left"))
    early = moving(workspace, source, {2: SEEN, 9: SEEN})
    [kept] = carry(workspace, source, later, early).left_out
    assert (kept.record, kept.sentence) == (early, "The copy does not have this moment.")
    right = Box(500, 200, 90, 60)
    away = moving(workspace, source, {2: right, 30: right})
    [kept] = carry(workspace, source, left, away).left_out
    assert (kept.record, kept.sentence) == (away, "It lies outside the copy.")
    leaves = moving(workspace, source, {2: Box(100, 200, 90, 60), 30: right})
    carry(workspace, source, left, leaves)
    (made,) = seen_in(workspace, left)
    way = of_track(workspace, made)
    assert [one.state for one in way][:2] == ["shown", "shown"]
    assert way[-1].state == "hidden"
    step = Fraction(1, 25)
    for number in range(2, 31):
        x = 100 + 400 * (number - 2) / 28
        there = region_at(way, number * step)
        if x + 90 < 395:
            assert isinstance(there, Box | Polygon)
            left = there.x if isinstance(there, Box) else min(corner[0] for corner in there.vertices)
            assert left == pytest.approx(x, abs=16)  # a frame on it is as far
        if x > 330:
            assert there is None


def test_a_region_of_a_still_goes_to_the_frame_it_was_cut_from_and_back(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    frames = crossing(11)
    make_clip(tmp_path / "in/a_clip.mp4", frames)
    Image.fromarray(frames[7]).crop((40, 30, 600, 450)).save(tmp_path / "in/b_still.png")
    add_footage(workspace, [tmp_path / "in"], jobs=1)
    clip, still = item(workspace, "a_clip"), item(workspace, "b_still")
    workspace.execute(AddObservation(item=still, when=Still(), region=Box(200, 100, 80, 60), seen="there"))
    carry(workspace, still, clip)
    (made,) = seen_in(workspace, clip)
    assert isinstance(made.when, Instant)
    assert made.when.frame.ordinal in range(FRAMES)
    assert abs(made.when.frame.ordinal - 7) <= 1
    assert isinstance(made.region, Box)
    assert (made.region.x, made.region.y) == pytest.approx((240, 130), abs=2)
    workspace.execute(AddObservation(item=clip, when=made.when, region=Box(300, 300, 50, 40), seen="back"))
    back = workspace.case.of(Observation)[-1]
    carry(workspace, clip, still, back)
    (_, returned) = seen_in(workspace, still)
    assert isinstance(returned.region, Box)
    assert (returned.region.x, returned.region.y) == pytest.approx((260, 270), abs=2)


def test_every_kind_of_region_is_moved_by_a_turned_and_scaled_copy() -> None:
    here = Technical(width=400, height=200, displayed_width=400, displayed_height=200, orientation=1)
    there = Technical(width=100, height=200, displayed_width=100, displayed_height=200, orientation=1)
    quarter = Placing(1, (1.0, 0.0, 0.0, 0.0, 1.0, 0.0), (400, 200), (100, 200))

    def moved(region: Region) -> Region | None:
        return carried_region(region, here, there, quarter)

    assert moved(Point(100, 50)) == Point(25, 150)
    assert moved(Box(100, 50, 40, 20)) == Box(25, 130, 10, 20)
    assert moved(WholeFrame()) == WholeFrame()
    assert moved(Polygon(((0, 0), (40, 0), (0, 20)))) == Polygon(((0, 200), (0, 180), (10, 200)))
    ellipse = moved(Ellipse(100, 50, 40, 20))
    assert isinstance(ellipse, Ellipse)
    assert (ellipse.center_x, ellipse.center_y, ellipse.radius_x, ellipse.radius_y) == pytest.approx((25, 150, 20, 10))
    assert abs(ellipse.angle_deg) == pytest.approx(90)
    box = moved(RotatedBox(100, 50, 40, 20, 0))
    assert isinstance(box, RotatedBox)
    assert (box.center_x, box.center_y, box.width, box.height) == pytest.approx((25, 150, 20, 10))
    assert moved(Box(390, 190, 40, 40)) is None
