"""Where a region stands is said in pixels of the picture as people see it."""

import pytest

from verifier.bundle.overlay import place_words
from verifier.domain.inspection import Technical
from verifier.domain.regions import Arrow, Box, Ellipse, Line, Point, Region, WholeFrame

ON_ITS_SIDE = Technical(width=400, height=300, orientation=6, displayed_width=300, displayed_height=400)
"""A picture that is turned clockwise to be shown: what is at the bottom left of the grid is at the top left."""
GRID = ", in pixels of the upright picture (300 × 400)"


@pytest.mark.parametrize(
    ("region", "words"),
    [
        (Box(10, 20, 30, 40), "x 240 to 280, y 10 to 40" + GRID),
        (Ellipse(100, 150, 20, 10), "x 140 to 160, y 80 to 120" + GRID),
        (Point(0, 300), "x 0, y 0" + GRID),
        (Arrow((0, 300), (400, 0)), "from x 0, y 0 to x 300, y 400" + GRID),
        (Line(((0, 300), (50, 50), (400, 0))), "from x 0, y 0 to x 300, y 400" + GRID),
        (WholeFrame(), "the whole picture"),
    ],
)
def test_a_region_is_placed_on_the_picture_as_it_is_shown(region: Region, words: str) -> None:
    assert place_words(region, ON_ITS_SIDE) == words


def test_nothing_is_said_where_the_grid_is_not_known() -> None:
    assert place_words(Box(10, 20, 30, 40), Technical()) == ""
