"""Marks of what has a place, and several shown as one."""

from msgspec.structs import replace

from tests.examples import ITEM, PLACE_CLAIM
from verifier.domain.readings import Fact
from verifier.domain.records import Excluded
from verifier.gui.map.atlas import position_in
from verifier.gui.map.clusters import clustered
from verifier.gui.map.marks import FilePosition, MapMark, file_mark, marks_of, place_in
from verifier.gui.map.picking import rounded
from verifier.gui.map.view import MapView
from verifier.gui.map.words import mark_words

VIEW = MapView(width=800, height=600).at(46.7, 32.9, 10)


def mark(name: str, latitude: float, longitude: float) -> MapMark:
    return MapMark(name, f"item/{name}", "camera", latitude, longitude, name)


def test_a_claim_is_a_mark_and_so_is_an_alternative_with_coordinates() -> None:
    excluded = (Excluded("Antonivka", "other piers"), Excluded("East quay (46.63, 32.72)", "no jetty"))
    claim = replace(PLACE_CLAIM, alternatives_excluded=excluded)
    marks = list(marks_of(claim, ITEM.key, "E-0001"))
    assert [one.kind for one in marks] == ["camera", "excluded"]
    assert (marks[0].radius_m, marks[0].heading_deg, marks[0].field_of_view_deg) == (25.0, 271.5, 84.0)
    assert (marks[1].latitude_deg, marks[1].longitude_deg, marks[1].words) == (46.63, 32.72, "no jetty")


def test_what_cannot_be_located_has_no_mark() -> None:
    nowhere = replace(PLACE_CLAIM, latitude_deg=None, longitude_deg=None, alternatives_excluded=())
    assert list(marks_of(nowhere, ITEM.key, "E-0001")) == []


def test_words_without_coordinates_are_no_place() -> None:
    assert place_in("Antonivka") is None
    assert place_in("the bridge (seen from the east)") is None
    assert place_in("46.63, 32.72") == (46.63, 32.72)


def test_a_file_that_had_no_fix_has_no_place() -> None:
    zero = {"latitude_deg": Fact(0.0, (0,)), "longitude_deg": Fact(0.0, (1,))}
    assert position_in(zero) is None
    assert position_in({"latitude_deg": Fact(46.0, (0,))}) is None
    known = {"latitude_deg": Fact(46.0, (0,)), "longitude_deg": Fact(32.0, (1,)), "gimbal_yaw_deg": Fact(-90.0, (2,))}
    assert position_in(known) == FilePosition(46.0, 32.0, 270.0)


def test_marks_that_would_lie_on_each_other_are_one_with_a_number() -> None:
    marks = [mark("a", 46.7, 32.9), mark("b", 46.7001, 32.9001), mark("c", 46.8, 33.0)]
    assert [len(cluster.marks) for cluster in clustered(marks, VIEW)] == [2, 1]
    assert [len(cluster.marks) for cluster in clustered(marks, VIEW.zoomed(18))] == [1, 1, 1]


def test_ten_thousand_marks_are_none_lost() -> None:
    marks = [mark(str(n), 46 + n % 100 / 100, 32 + n // 100 / 100) for n in range(10_000)]
    assert sum(len(cluster.marks) for cluster in clustered(marks, VIEW)) == 10_000


def test_a_mark_is_told_in_words() -> None:
    claim = next(iter(marks_of(PLACE_CLAIM, ITEM.key, "E-0001")))
    assert mark_words(claim) == "E-0001, camera, ± 25 m, looking to 272°"
    assert mark_words(file_mark(ITEM, FilePosition(1, 2))) == "E-0001, what the file says"


def test_a_drawn_radius_has_two_figures() -> None:
    assert [rounded(value) for value in (1234.5, 47.3, 8.26, 0)] == [1200, 47, 8.3, 0]
