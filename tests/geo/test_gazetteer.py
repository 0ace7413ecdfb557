"""The list of places as shipped: found in any script, under the country recognized for it, at once."""

import math
import time
from functools import cache

import pytest

from verifier.catalog.assets import find_asset
from verifier.domain.errors import UnreadableFile
from verifier.geo.gazetteer import Gazetteer, NamedPlace, fold, pack_places, read_gazetteer
from verifier.geo.place_search import find_places


@cache
def places() -> Gazetteer:
    return read_gazetteer(find_asset("basemap/places.bin"))


@pytest.mark.parametrize(
    ("typed", "name", "latitude", "longitude"),
    [
        ("Kherson", "Kherson", 46.64, 32.61),
        ("херсон", "Kherson", 46.64, 32.61),
        ("Харків", "Kharkiv", 49.98, 36.25),
        ("Kiev", "Kyiv", 50.45, 30.52),
        ("kyi", "Kyiv", 50.45, 30.52),
        ("Бахмут", "Bakhmut", 48.59, 38.00),
        ("Artemivsk", "Bakhmut", 48.59, 38.00),
        ("القاهرة", "Cairo", 30.06, 31.25),
        ("ירושלים", "Jerusalem", 31.77, 35.22),
        ("ZURICH", "Zürich", 47.37, 8.55),
        ("lodz", "Łódź", 51.77, 19.47),
    ],
)
def test_a_place_is_found_as_people_write_it(typed: str, name: str, latitude: float, longitude: float) -> None:
    found = places().search(typed)[0]
    assert found.name == name
    assert math.dist((found.latitude_deg, found.longitude_deg), (latitude, longitude)) < 0.1


def test_the_last_word_of_a_name_finds_it_too() -> None:
    assert {place.name for place in places().search("kakhovka")} >= {"Kakhovka", "Nova Kakhovka"}


@pytest.mark.parametrize("name", ["Simferopol", "Sevastopol", "Kerch", "Donetsk", "Luhansk"])
def test_an_occupied_city_is_listed_under_its_country(name: str) -> None:
    assert places().search(name)[0].country == "Ukraine"


def test_no_kind_of_word_takes_longer_than_a_frame() -> None:
    slowest = 0.0
    for words in ("k", "s", "sa", "а", "київ", "new yo", "qqqq", "46.7 32.9"):
        started = time.perf_counter()
        find_places(words, places())
        slowest = max(slowest, time.perf_counter() - started)
    assert slowest < 0.2  # a hundred times what it takes; 20 ms is measured in tests/bench


def test_nothing_is_found_for_nothing() -> None:
    assert places().search("") == ()
    assert places().search("zzqqxx") == ()


def test_places_stand_in_order_of_the_zoom_they_are_named_from() -> None:
    zooms = [places().min_zoom(rank) for rank in range(0, len(places()), 500)]
    assert zooms == sorted(zooms)


def test_what_was_packed_is_found() -> None:
    river = NamedPlace("Nova Rika", 1.5, -2.25, "Somewhere", 120, 7.0)
    made = Gazetteer(pack_places([(river, frozenset({"Нова Ріка"}))], "a test"))
    assert made.search("нова")[0] == made.search("rika")[0] == river


def test_case_accents_and_apostrophes_are_leveled() -> None:
    assert fold("Слов'янськ") == fold("СЛОВЯНСК".replace("СК", "СЬК"))
    assert fold("São  Paulo-Sul") == "sao paulo sul"


def test_a_file_that_is_none_is_refused_with_a_sentence() -> None:
    with pytest.raises(UnreadableFile, match="list of places"):
        Gazetteer(b"something else")


def test_coordinates_and_grid_references_are_places_to_go_to() -> None:
    for typed in ("46.7003, 32.9015", "46°42'01\"N 32°54'05\"E", "36T VS 92470 71990", "geo:46.7003,32.9015"):
        found = find_places(typed, None).destinations
        assert len(found) == 1, typed
        assert found[0].latitude_deg == pytest.approx(46.7, abs=0.02)
        assert found[0].longitude_deg == pytest.approx(32.9, abs=0.02)


def test_what_looks_like_coordinates_and_is_none_is_explained() -> None:
    answers = find_places("146.7003, 32.9015", places())
    assert answers.destinations == ()
    assert "latitude" in answers.trouble.lower()


def test_a_name_that_nothing_has_is_no_trouble() -> None:
    assert find_places("zzqqxx", places()).trouble == ""
