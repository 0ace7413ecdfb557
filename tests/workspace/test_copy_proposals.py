"""Copies within a case are proposed, with what they rest on; a person makes them links."""

from pathlib import Path

import msgspec
import pytest
from PIL import Image

from tests.workspace.test_copies import make_clip, pan, scene
from tests.workspace.test_ladder import item
from verifier.domain.records import Item, Link
from verifier.workspace.copy_proposals import acceptance, find_groups, in_step, joined, propose
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
