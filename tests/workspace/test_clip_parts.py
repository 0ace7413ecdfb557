"""Clips that were cropped, cut at the start and mirrored are found on demand, with span, offset and speed."""

from pathlib import Path

import numpy as np
import pytest

from tests.conftest import SAMPLES
from tests.media.clip_copies import ALTERED, CLIPS, alter, begins_at, is_right
from tests.media.test_overlap import photo
from tests.workspace.test_copies import make_clip
from verifier.domain.errors import Cancelled
from verifier.domain.progress import Progress, Step
from verifier.domain.records import Item
from verifier.workspace.copy_messages import Shared
from verifier.workspace.copy_proposals import Proposal, propose
from verifier.workspace.correspondence import seen_from_there
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

FRAMES, LATER = 75, 20


def busy(seed: int, count: int = FRAMES, movers: int = 6, reach: int = 190) -> list[np.ndarray]:
    """Let things move through a picture that stands, each on a way of chance that never comes again."""
    chance = np.random.default_rng(seed)
    knots = chance.uniform(-1, 1, (count // 10 + 2, movers, 2)) * (reach, reach * 0.6) + (300, 220)
    pictures = [np.asarray(photo(seed, 640, 480)).copy() for _ in range(count)]
    for number, pixels in enumerate(pictures):
        share = number % 10 / 10
        places = knots[number // 10] * (1 - share) + knots[number // 10 + 1] * share
        for x, y in places.astype(int).tolist():
            pixels[y : y + 50, x : x + 60] = (250, 240, 20)
    return pictures


def shifting(seed: int, count: int = FRAMES) -> list[np.ndarray]:
    """Move over a flat picture: any two frames lie on each other, shifted."""
    wide = np.asarray(photo(seed, 1100, 600))
    steps = np.cumsum(np.random.default_rng(seed).integers(0, 9, (count, 2)), axis=0) % (400, 100)
    return [wide[y : y + 480, x : x + 640] for x, y in steps.tolist()]


def part_of(frames: list[np.ndarray]) -> list[np.ndarray]:
    """Cut 30 % off, the start away, and mirror."""
    return [frame[60:396, 90:538][:, ::-1] for frame in frames[LATER:]]


@pytest.fixture
def filled(workspace: Workspace, tmp_path: Path) -> Workspace:
    """Return a case with a clip, its end cropped and mirrored, and two clips of other things."""
    (tmp_path / "in").mkdir()
    frames = busy(1)
    make_clip(tmp_path / "in/a whole.mp4", frames)
    make_clip(tmp_path / "in/b part.mp4", part_of(frames))
    for seed in (2, 3):
        make_clip(tmp_path / f"in/x{seed}.mp4", busy(seed))
    add_footage(workspace, [tmp_path / "in"], jobs=1)
    return workspace


def test_a_cropped_mirrored_and_trimmed_clip_is_found_with_its_span_and_nothing_else(filled: Workspace) -> None:
    assert propose(filled) == ()
    (proposal,) = propose(filled, parts=True)
    assert {proposal.one.original_name, proposal.other.original_name} == {"a whole.mp4", "b part.mp4"}
    assert proposal.turn == "mirrored left to right"
    shared = proposal.shared
    assert shared is not None
    if proposal.one.original_name == "b part.mp4":
        shared = seen_from_there(shared)
    assert shared.speed == 1.0
    assert shared.first_s - shared.other_first_s == pytest.approx(LATER / 25, abs=0.03)
    assert shared.last_s - shared.first_s > 1.8
    assert "They share" in proposal.basis


def test_a_part_of_a_flat_pan_is_found_and_says_that_no_moment_can_be_told(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    make_clip(tmp_path / "in/a whole.mp4", shifting(1))
    make_clip(tmp_path / "in/b part.mp4", part_of(shifting(1)))
    add_footage(workspace, [tmp_path / "in"], jobs=1)
    (proposal,) = propose(workspace, parts=True)
    assert proposal.shared is not None or "it may be another clip of the same place" in proposal.basis


def test_another_clip_from_the_same_stand_is_no_copy(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    frames = busy(1, 150, movers=2, reach=60)
    first, later = frames[:60], frames[90:]
    make_clip(tmp_path / "in/a first.mp4", first)
    make_clip(tmp_path / "in/b later.mp4", [frame[60:396, 90:538] for frame in later])
    add_footage(workspace, [tmp_path / "in"], jobs=1)
    assert propose(workspace, parts=True) == ()


def test_looking_for_parts_says_how_far_it_is_and_stops_when_asked(filled: Workspace) -> None:
    steps: list[Step] = []
    propose(filled, Progress(steps.append), parts=True)
    names = [step.doing for step in steps]
    labels = {item.label for item in filled.case.of(Item)}
    assert labels <= set(names)  # each file is named as it is looked at
    assert "" in names  # then files are compared
    assert any(", " in name for name in names)  # then two clips are laid beside each other
    progress = Progress(lambda step: progress.cancel() if step.doing == "" else None)
    with pytest.raises(Cancelled):
        propose(filled, progress, parts=True)


@pytest.mark.parametrize("altered", ALTERED, ids=[one.name for one in ALTERED])
def test_a_real_clip_altered_by_ffmpeg_is_found_with_offset_and_speed(
    workspace: Workspace, tmp_path: Path, altered: object
) -> None:
    clip = SAMPLES / "videos" / CLIPS[3]
    if not clip.is_file():
        pytest.skip(f"the sample media are not at {SAMPLES}")
    one = next(known for known in ALTERED if known is altered)
    copy = alter(clip, one, tmp_path / "copy.mp4")
    add_footage(workspace, [clip, copy], jobs=1)
    (proposal,) = propose(workspace, parts=True)
    shared = shared_from(proposal, clip.name)
    assert shared is not None
    assert is_right(one, shared, begins_at(clip))


def shared_from(proposal: Proposal, whole: str) -> Shared | None:
    shared = proposal.shared
    return shared if shared is None or proposal.one.original_name == whole else seen_from_there(shared)
