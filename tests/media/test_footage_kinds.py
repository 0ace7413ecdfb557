"""Footage of the kinds that reach an investigator: re-encoded, vertical, dark, thermal, covered, joined, recorded."""

import random
from pathlib import Path

import pytest

from tests.media.footage_kinds import FRAMES, KINDS, make_kind, number_seen
from verifier.media.cuts import find_cuts
from verifier.media.sniff import sniff_file
from verifier.media.video import Clip, open_clip
from verifier.media.when import parse_when


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    return request.param, make_kind(request.param, tmp_path_factory.mktemp("kind"))


def opened(path: Path, cache_bytes: int = 1 << 28) -> Clip:
    return open_clip(path, sniff_file(path), cache_bytes)


def test_every_frame_asked_for_in_any_order_is_the_one_that_comes(kind: tuple[str, Path]) -> None:
    order = random.Random(5).sample(range(FRAMES), FRAMES)
    with opened(kind[1], 1 << 18) as clip:
        assert len(clip.table) == FRAMES
        assert [number_seen(clip.frame(ordinal).pixels, KINDS[kind[0]].turn_deg) for ordinal in order] == order


def test_times_are_those_that_were_written_and_name_the_frame_then_shown(kind: tuple[str, Path]) -> None:
    times = KINDS[kind[0]].times
    with opened(kind[1]) as clip:
        found = [pts * clip.table.time_base * 90_000 for pts in clip.table.pts]
        assert [one - found[0] for one in found] == [one - times[0] for one in times]
        later = random.Random(2).sample(range(1, FRAMES), 12)
        asked = [(found[one] + 1) / 90_000 for one in later]
        assert [clip.ordinal_at(parse_when(f"{float(one):.6f}")) for one in asked] == later


def test_size_and_rate_are_told(kind: tuple[str, Path]) -> None:
    expected = KINDS[kind[0]]
    width, height = expected.size[::-1] if expected.turn_deg else expected.size
    with opened(kind[1]) as clip:
        technical = clip.technical
    assert (technical.displayed_width, technical.displayed_height) == (width, height)
    assert technical.rotation_deg == expected.turn_deg
    steps = {b - a for a, b in zip(expected.times, expected.times[1:], strict=False)}
    assert technical.rate_kind == ("constant" if len(steps) == 1 else "variable")
    assert technical.rate_max == pytest.approx(90_000 / min(steps), rel=1e-6)
    assert technical.rate_min == pytest.approx(90_000 / max(steps), rel=1e-6)


def test_cuts_are_found_where_it_was_joined_and_nowhere_else(kind: tuple[str, Path]) -> None:
    with opened(kind[1]) as clip:
        assert find_cuts(clip, 0, FRAMES) == KINDS[kind[0]].cuts
