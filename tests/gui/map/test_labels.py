"""Names on the map: none on another, and none that jumps while the map is dragged."""

from functools import cache

import pytest

from verifier.catalog.assets import find_asset
from verifier.geo.gazetteer import Gazetteer, read_gazetteer
from verifier.gui.map.labels import GAP_PX, LabelLayout, PlaceLabel
from verifier.gui.map.view import MapView


@cache
def places() -> Gazetteer:
    return read_gazetteer(find_asset("basemap/places.bin"))


def layout() -> LabelLayout:
    made = LabelLayout(lambda name: 6.5 * len(name))
    made.use(places())
    return made


def box(label: PlaceLabel) -> tuple[float, float, float, float]:
    left = label.x - GAP_PX - label.width if label.is_left else label.x
    return left, label.y - 7, left + GAP_PX + label.width, label.y + 7


@pytest.mark.parametrize("zoom", [2.5, 4.5, 6, 8, 11])
def test_names_do_not_lie_on_each_other(zoom: float) -> None:
    boxes = [box(label) for label in layout().labels(MapView(width=1440, height=900).at(46.7, 32.9, zoom))]
    assert len(boxes) > 5
    overlaps = [
        (a, b)
        for n, a in enumerate(boxes)
        for b in boxes[n + 1 :]
        if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
    ]
    assert overlaps == []


def test_a_capital_is_named_before_a_village() -> None:
    names = {label.name for label in layout().labels(MapView(width=1440, height=900).at(49, 31, 4.5))}
    assert "Kyiv" in names
    assert "Oleshky" not in names


def test_names_stay_where_they_are_while_the_map_is_dragged() -> None:
    made, view = layout(), MapView(width=1440, height=900).at(46.7, 32.9, 8)
    before = {(label.name, label.x): (label.y, label.is_left) for label in made.labels(view)}
    after = {(label.name, label.x): (label.y, label.is_left) for label in made.labels(view.moved(-600, 0))}
    both = [name for name in before if name in after]
    assert len(both) > 10
    assert [name for name in both if before[name] != after[name]] == []


def test_names_are_there_beyond_the_date_line() -> None:
    labels = layout().labels(MapView(width=800, height=600).at(-18, 179.5, 6))
    assert {label.name for label in labels} & {"Suva", "Labasa", "Lautoka"}
