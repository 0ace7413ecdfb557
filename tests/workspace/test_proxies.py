"""A small copy is found by its link, taken where it runs as its clip does, and refused where it clearly does not."""

from fractions import Fraction
from pathlib import Path

import pytest

from tests.footage import make_shots
from verifier.domain.inspection import Technical
from verifier.domain.records import Item
from verifier.media.frame_table import FrameTable
from verifier.workspace.footage import add_footage
from verifier.workspace.proxies import clip_of, fits, has_shape_of, preview_ordinal, proxy_of
from verifier.workspace.workspace import Workspace


def table(frames: int, rate: Fraction | int, first_s: int = 0) -> FrameTable:
    base = Fraction(1, 90_000)
    pts = [round((first_s + Fraction(n) / rate) / base) for n in range(frames)]
    return FrameTable(pts, bytes(frames), base)


@pytest.mark.parametrize(
    ("frames", "rate", "is_taken"),
    [
        (300, 30, True),
        (300, Fraction(30_000, 1001), True),
        (150, 15, True),
        (310, 30, True),
        (330, 30, False),
        (270, 30, False),
        (240, 24, False),
        (600, 60, False),
        (1, 30, False),
    ],
)
def test_length_and_rate_decide(frames: int, rate: Fraction | int, is_taken: bool) -> None:
    assert fits(table(300, 30), table(frames, rate)) is is_taken


@pytest.mark.parametrize(
    "small", [table(300, 30), table(150, 15), table(300, Fraction(30_000, 1001)), table(300, 30, 7)]
)
def test_a_preview_is_of_the_moment_of_its_frame(small: FrameTable) -> None:
    clip = table(300, 30, 2)
    step = (small.time_s(1) - small.time_s(0)) * Fraction(11, 10)
    for ordinal in (0, 1, 2, 77, 150, 299):
        found = preview_ordinal(clip, small, ordinal)
        since = clip.time_s(ordinal) - clip.time_s(0)
        assert abs(small.time_s(found) - small.time_s(0) - since) <= step
    assert [preview_ordinal(clip, table(300, 30), n) for n in range(300)] == list(range(300))


def test_the_shape_is_that_of_the_displayed_picture() -> None:
    clip = Technical(displayed_width=3840, displayed_height=2160)
    assert has_shape_of(clip, Technical(displayed_width=1280, displayed_height=720))
    assert has_shape_of(clip, Technical(displayed_width=768, displayed_height=432))
    assert not has_shape_of(clip, Technical(displayed_width=720, displayed_height=1280))
    assert not has_shape_of(clip, Technical())


@pytest.mark.parametrize(
    ("clip_name", "small_name", "is_tied"),
    [
        ("GX010001.MP4", "GL010001.LRV", True),
        ("GOPR0042.MP4", "GOPR0042.LRV", True),
        ("DJI_20260314111630_0415_D.MP4", "DJI_20260314111630_0415_D.LRF", True),
        ("GX010001.MP4", "GL010002.LRV", False),
    ],
)
def test_an_import_ties_a_small_copy_to_its_clip(
    workspace: Workspace, tmp_path: Path, clip_name: str, small_name: str, is_tied: bool
) -> None:
    folder = tmp_path / "card"
    folder.mkdir()
    make_shots(folder / clip_name, 2)
    make_shots(folder / small_name, 2, 16)
    add_footage(workspace, [folder])
    items = {item.original_name: item for item in workspace.case.of(Item)}
    found = proxy_of(workspace.case, items[clip_name])
    assert (found is not None and found.original_name == small_name) is is_tied
    assert proxy_of(workspace.case, items[small_name]) is None
    assert clip_of(workspace.case, items[small_name]) == (items[clip_name] if is_tied else None)
    assert clip_of(workspace.case, items[clip_name]) is None
