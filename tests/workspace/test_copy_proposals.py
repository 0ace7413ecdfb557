"""Copies within a case are proposed, with what they rest on; a person makes them links."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from PIL import Image, ImageOps

from tests.media.copies_table import bordered
from tests.media.test_overlap import photo
from tests.workspace.test_copies import make_clip, pan, scene
from tests.workspace.test_ladder import item
from verifier.commands.items import AddPosting, NewPosting
from verifier.domain.records import Item, Link, TimeClaim
from verifier.workspace.copy_messages import PartPair
from verifier.workspace.copy_proposals import (
    acceptance,
    find_groups,
    in_step,
    is_bounded,
    joined,
    propose,
    recorded_by,
)
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace


@pytest.fixture
def filled(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Return a case with a photo, its mirrored and its small copy, a clip, its end as a clip, and others."""
    folder = tmp_path / "in"
    folder.mkdir()
    scene(1).save(folder / "a.jpg", quality=92)
    scene(1, 320, 240).save(folder / "a small.jpg", quality=40)
    scene(1).transpose(Image.Transpose.ROTATE_90).save(folder / "a turned.png")
    frames = [frame for seed in (3, 4, 5) for frame in pan(seed)]
    make_clip(folder / "clip.mp4", frames)
    make_clip(folder / "clip end.mp4", frames[14:])
    make_clip(folder / "other.mp4", pan(8))
    scene(2).save(folder / "b.jpg")
    add_footage(workspace, [folder], jobs=1)
    return workspace


def names(items: tuple[Item, ...]) -> set[str]:
    return {item.original_name for item in items}


def test_groups_are_what_looks_alike_with_the_span_that_clips_share(filled: Workspace):
    groups = find_groups(filled)
    assert sorted(map(sorted, (names(group.items) for group in groups))) == [
        ["a small.jpg", "a turned.png", "a.jpg"],
        ["clip end.mp4", "clip.mp4"],
    ]
    clips = next(group for group in groups if len(group.items) == 2)
    (proposal,) = clips.proposals
    shared = proposal.pair.shared
    assert shared is not None
    starts = {proposal.one.original_name: shared.first_s, proposal.other.original_name: shared.other_first_s}
    assert starts["clip.mp4"] - starts["clip end.mp4"] == pytest.approx(14 / 25, abs=0.09)
    assert shared.speed == 1.0
    nearest = next(rung.copy.item for rung in clips.ladder.rungs if rung.is_nearest)
    assert nearest.original_name == "clip.mp4"


def test_the_turn_is_what_is_done_to_the_first_of_the_pair(filled: Workspace):
    turned = [p for p in propose(filled) if "a turned.png" in names((p.one, p.other)) and p.pair.shared is None]
    assert turned
    for proposal in turned:
        is_first = proposal.one.original_name == "a turned.png"
        assert proposal.pair.turn == ("turned 270°" if is_first else "turned 90°")


def test_nothing_is_linked_until_a_person_accepts_and_that_can_be_undone(filled: Workspace):
    groups = find_groups(filled)
    assert filled.case.of(Link) == ()
    first = groups[0].proposals[0]
    filled.execute(acceptance(first, first.other))
    (link,) = filled.case.of(Link)
    assert (link.kind, link.from_key, link.to_key) == ("copy_of", first.one.key, first.other.key)
    assert link.evidence_for == first.basis
    assert "of the 256 bits of their picture hashes (pdq 1)" in link.evidence_for
    assert [p.is_linked for p in propose(filled)].count(True) == 1
    stated = in_step(filled.case, groups)
    assert [p for group in stated for p in group.proposals if p.is_linked] == [
        msgspec.structs.replace(first, is_linked=True)
    ]
    filled.undo()
    assert filled.case.of(Link) == ()


def test_pairs_join_through_what_they_have_in_common():
    a, b, c, d, e = (item(f"E-{number}") for number in range(5))
    assert joined([(c, d), (a, b), (d, e), (b, a)]) == ((a, b), (c, d, e))
    assert joined([(a, b), (c, d), (b, c)]) == ((a, b, c, d),)


@pytest.fixture
def altered(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Return a case with a photo, three altered copies that hashes of whole pictures miss, and others."""
    folder = tmp_path / "in"
    folder.mkdir()
    whole = photo(1, 800, 600)
    whole.save(folder / "a whole.jpg", quality=92)
    whole.crop((160, 90, 720, 510)).save(folder / "b crop.jpg", quality=80)
    ImageOps.mirror(whole.crop((0, 100, 520, 600))).save(folder / "c mirrored crop.jpg", quality=80)
    bordered(whole).save(folder / "d framed.jpg", quality=80)
    for seed in range(10, 16):
        photo(seed, 800, 600).save(folder / f"x{seed}.jpg", quality=80)
    add_footage(workspace, [folder], jobs=1)
    return workspace


def test_crops_and_frames_are_proposed_when_asked_for_and_nothing_else(altered: Workspace):
    assert find_groups(altered) == ()
    (group,) = find_groups(altered, parts=True)
    assert names(group.items) == {"a whole.jpg", "b crop.jpg", "c mirrored crop.jpg", "d framed.jpg"}
    found = {
        one.altered.original_name: one
        for one in group.proposals
        if one.altered is not None and "a whole.jpg" in names((one.one, one.other))
    }
    assert {name: one.pair.kind for name, one in found.items() if isinstance(one.pair, PartPair)} == {
        "b crop.jpg": "crop",
        "c mirrored crop.jpg": "crop",
        "d framed.jpg": "frame",
    }
    assert found["c mirrored crop.jpg"].turn == "mirrored left to right"
    assert "70% of its longer side" in found["b crop.jpg"].basis
    nearest = next(rung for rung in group.ladder.rungs if rung.is_nearest)
    assert nearest.copy.item.original_name == "a whole.jpg"
    lost = {rung.copy.item.original_name: rung.lost for rung in group.ladder.rungs}
    assert "It was cropped: it shows a part of the nearest one." in lost["b crop.jpg"]
    assert "A frame was put around it." in lost["d framed.jpg"]


def test_the_first_posting_bounds_when_the_nearest_was_recorded(altered: Workspace):
    crop = next(one for one in altered.case.of(Item) if one.original_name == "b crop.jpg")
    (group,) = find_groups(altered, parts=True)
    assert recorded_by(group) is None
    at = datetime(2026, 3, 4, 7, 6, tzinfo=UTC)
    altered.execute(AddPosting(crop, NewPosting(platform="Telegram", posted_at=at)))
    (group,) = find_groups(altered, parts=True)
    bound = recorded_by(group)
    assert bound is not None
    assert not is_bounded(altered.case, bound)
    altered.execute(bound)
    (claim,) = altered.case.of(TimeClaim)
    whole = next(one for one in altered.case.of(Item) if one.original_name == "a whole.jpg")
    assert (claim.about, claim.dates, claim.earliest, claim.latest) == (whole.key, "recorded", None, at)
    assert claim.as_found == f"{crop.label}, a copy of it, was posted then."
    assert is_bounded(altered.case, bound)
