"""Every kind of region can be drawn, grasped, reshaped and moved."""

from typing import get_args

import pytest

from verifier.domain.regions import (
    Arrow,
    Box,
    Ellipse,
    Line,
    Point,
    Polygon,
    Region,
    RotatedBox,
    WholeFrame,
)
from verifier.gui.stage.marks import Mark, marks_at
from verifier.gui.stage.shapes.box import box_between
from verifier.gui.stage.shapes.registry import SHAPES, shape_of
from verifier.gui.stage.shapes.turned import snapped
from verifier.gui.stage.view import View

SIZE = (200.0, 100.0)
REGIONS: tuple[Region, ...] = (
    Box(10, 20, 50, 30),
    WholeFrame(),
    RotatedBox(60, 40, 40, 20, 30),
    Ellipse(60, 40, 30, 10, 45),
    Polygon(((10, 10), (60, 20), (30, 70))),
    Line(((10, 10), (60, 20), (30, 70))),
    Arrow((10, 10), (60, 40)),
    Point(33, 44),
)


def test_every_kind_of_the_domain_has_a_shape() -> None:
    assert {shape.kind for shape in SHAPES} == set(get_args(Region))
    assert {type(region) for region in REGIONS} == set(get_args(Region))


@pytest.mark.parametrize("region", REGIONS, ids=lambda region: type(region).__name__)
def test_dragging_a_handle_puts_that_handle_there(region: Region) -> None:
    shape = shape_of(region)
    for index, (x, y) in enumerate(shape.handles(region)):
        dragged = shape.with_handle(region, index, (x + 3, y + 4))
        assert type(dragged) is type(region)
        assert dragged != region


@pytest.mark.parametrize("region", REGIONS, ids=lambda region: type(region).__name__)
def test_moving_shifts_outline_and_handles_alike(region: Region) -> None:
    shape = shape_of(region)
    moved = shape.moved(region, 7, -5)
    if isinstance(region, WholeFrame):
        assert moved == region
        return
    before, after = shape.outline(region, SIZE).boundingRect(), shape.outline(moved, SIZE).boundingRect()
    assert (after.x() - before.x(), after.y() - before.y()) == pytest.approx((7, -5), abs=1e-6)
    for old, new in zip(shape.handles(region), shape.handles(moved), strict=True):
        assert (new[0] - old[0], new[1] - old[1]) == pytest.approx((7, -5))


def test_a_box_dragged_through_itself_stays_a_box() -> None:
    box = shape_of(Box(10, 10, 20, 20)).with_handle(Box(10, 10, 20, 20), 0, (50.0, 60.0))
    assert box == Box(30, 30, 20, 30)
    assert box_between((5, 9), (1, 2)) == Box(1, 2, 4, 7)


def test_the_smallest_region_under_the_pointer_comes_first() -> None:
    large, small = Mark("large", 1, Box(0, 0, 100, 100)), Mark("small", 2, Box(40, 40, 10, 10))
    found = marks_at((large, small), View(1, 0, 0), SIZE, (45, 45))
    assert [mark.key for mark in found] == ["small", "large"]


def test_a_line_is_reached_near_it_and_not_far_from_it() -> None:
    line = Mark("line", 1, Line(((0, 0), (100, 0))))
    assert marks_at((line,), View(1, 0, 0), SIZE, (50, 4))
    assert not marks_at((line,), View(1, 0, 0), SIZE, (50, 30))


def test_a_turned_region_snaps_to_steps_of_fifteen_degrees() -> None:
    assert snapped(RotatedBox(0, 0, 4, 2, 37)) == RotatedBox(0, 0, 4, 2, 30)
    assert snapped(Ellipse(0, 0, 4, 2, 355)) == Ellipse(0, 0, 4, 2, 0)
    assert snapped(Box(1, 2, 3, 4)) == Box(1, 2, 3, 4)
