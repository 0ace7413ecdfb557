"""Read the layers of Natural Earth, project them, and say which belong on which level."""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from joining import joined
from shaping import Point

from verifier.geo.ground import LayerName
from verifier.geo.projection import to_world


class Feature(NamedTuple):
    """One outline (islands in a lake and lakes in land are outlines of their own) or line, from which zoom on."""

    layer: LayerName
    points: list[Point]
    min_zoom: float
    is_ring: bool


FILES: tuple[tuple[str, LayerName], ...] = (
    ("ne_10m_land", "land"),
    ("ne_10m_minor_islands", "land"),
    ("ne_10m_lakes", "lakes"),
    ("ne_10m_lakes_europe", "lakes"),
    ("ne_10m_rivers_lake_centerlines", "rivers"),
    ("ne_10m_rivers_europe", "rivers"),
    ("ne_10m_admin_0_boundary_lines_land", "borders"),
    ("ne_10m_admin_0_boundary_lines_disputed_areas", "disputed"),
)
ONLY_INTERNATIONAL = "International boundary (verify)"
"""All other classes (disputed, indefinite, line of control, breakaway, claim) are told apart as disputed."""
NOT_WATER_SEEN = ("Lake Centerline",)
"""A line through a lake, which is drawn as an area already."""
DRAWN_LATER = 7.0
"""Lakes and rivers that only the layers for Europe have, and minor islands."""


def read(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the features of one file."""
    with gzip.open(folder / f"{name}.geojson.gz", "rt", encoding="utf-8") as file:
        return json.load(file)["features"]


def all_features(folder: Path) -> Iterator[Feature]:
    """Yield everything that is drawn, lines of one kind joined where they meet."""
    lines: dict[tuple[LayerName, float], list[list[Point]]] = defaultdict(list)
    for feature in _single_features(folder):
        if feature.is_ring:
            yield feature
        else:
            lines[feature.layer, feature.min_zoom].append(feature.points)
    for (layer, min_zoom), kind in sorted(lines.items()):
        for points in joined(kind):
            yield Feature(layer, points, min_zoom, is_ring=False)


def _single_features(folder: Path) -> Iterator[Feature]:
    for name, layer in FILES:
        for raw in read(folder, name):
            facts = raw["properties"]
            if raw["geometry"] is None or facts.get("featurecla") in NOT_WATER_SEEN:
                continue
            chosen = layer
            if layer == "borders" and facts["featurecla"] != ONLY_INTERNATIONAL:
                chosen = "disputed"
            min_zoom = float(facts.get("min_zoom") or 0.0)
            for points, is_ring in lines_of(raw["geometry"]):
                yield Feature(chosen, points, DRAWN_LATER if "europe" in name else min_zoom, is_ring)


def lines_of(geometry: dict[str, Any]) -> Iterator[tuple[list[Point], bool]]:
    """Yield outlines and lines, projected; an outline without its repeated last point."""
    kind, coordinates = geometry["type"], geometry["coordinates"]
    if kind == "LineString":
        yield projected(coordinates), False
    elif kind == "Polygon":
        for ring in coordinates:
            yield projected(ring)[:-1], True
    elif kind in ("MultiPolygon", "MultiLineString"):
        for inner in coordinates:
            yield from lines_of({"type": kind.removeprefix("Multi"), "coordinates": inner})


def projected(line: list[list[float]]) -> list[Point]:
    """Return a line of longitude and latitude as it is drawn."""
    return [to_world(point[1], point[0]) for point in line]
