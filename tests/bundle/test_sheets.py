"""A trace request says no more than a maker needs; the internal sheet says all that hangs on the machine."""

import re
from pathlib import Path

import msgspec
import pytest

from tests.bundle.planting import Garden, words_in
from tests.bundle.stand_in import Sample
from verifier.bundle.material import Picture
from verifier.bundle.overlay import bounding_box
from verifier.bundle.sheets import QUESTION, TraceRequest, render_internal, render_trace, write_page
from verifier.domain.errors import BundleError
from verifier.domain.inspection import Technical
from verifier.domain.records import Drone, TradeRecord
from verifier.domain.regions import Box, Ellipse, Line, Polygon, RotatedBox, WholeFrame
from verifier.domain.strengths import CAUTION


@pytest.fixture
def planted(tmp_path: Path) -> tuple[Sample, Garden]:
    garden, sample = Garden(), Sample(tmp_path / "case")
    for record in list(sample.case.records):
        sample.case.do("Plant", garden.plant(record))
    return sample, garden


def drone(sample: Sample, label: str = "D-01") -> Drone:
    return next(one for one in sample.case.records if isinstance(one, Drone) and one.label == label)


def test_of_all_that_a_case_holds_only_serial_numbers_reach_a_maker(
    planted: tuple[Sample, Garden], tmp_path: Path
) -> None:
    sample, garden = planted
    serials = tuple(one for one in drone(sample).markings if one.is_serial)
    picture = Picture("image/jpeg", b"\xff\xd8 a crop \xff\xd9")
    page = render_trace(TraceRequest("DJI", serials, ("Of the form.",), picture))
    (tmp_path / "trace.html").write_bytes(page)
    found = {garden.planted[word][1] for word in words_in(tmp_path / "trace.html")}
    assert found == {"drone.markings.value", "drone.markings.second_value"}
    for words in ("E-0001", "D-01", "I-01", "T-0001", "2026", "Kyiv", "48.46"):
        assert words.encode() not in page
    assert QUESTION[:40].encode() in page


def test_the_internal_sheet_holds_what_hangs_on_the_machine_and_nothing_of_other_items(
    planted: tuple[Sample, Garden], tmp_path: Path
) -> None:
    sample, garden = planted
    record = next(one for one in sample.case.records if isinstance(one, TradeRecord) and one.label == "T-0001")
    link = msgspec.structs.replace(sample.link("shipped", drone(sample), record), strength="same model only")
    sample.case.do("Ship", link)
    (tmp_path / "internal.html").write_bytes(render_internal(sample.case, drone(sample)))
    found = {garden.planted[word] for word in words_in(tmp_path / "internal.html")}
    paths = {path for _, path in found}
    for path in ("posting.account_name", "place_claim.as_typed", "trade_record.row_as_found.text", "entity.names"):
        assert path in paths
    other = {sample.withheld.key, sample.closed.key}
    assert not [key for key, _ in found if key in other]
    assert CAUTION in (tmp_path / "internal.html").read_text(encoding="utf-8")


def test_pages_load_nothing_and_are_not_written_over_another_file(tmp_path: Path) -> None:
    page = render_trace(TraceRequest("", (), (), None, "Wer hat dieses Gerät gekauft?"))
    assert not re.findall(rb"(?:src|href)=\"(?!data:|#)", page)
    assert b"default-src 'none'" in page
    out = tmp_path / "a.html"
    write_page(page, out)
    with pytest.raises(BundleError):
        write_page(page, out)


UPRIGHT = Technical(width=100, height=80, orientation=1, displayed_width=100, displayed_height=80)
TURNED = Technical(width=100, height=80, orientation=6, displayed_width=80, displayed_height=100)


@pytest.mark.parametrize(
    ("region", "technical", "box"),
    [
        (Box(10, 20, 30, 5), UPRIGHT, (10, 20, 30, 5)),
        (Box(10, 20, 30, 5), TURNED, (55, 10, 5, 30)),  # EXIF 6: x' = height - y, y' = x
        (Polygon(((1.0, 2.0), (5.0, 2.0), (3.0, 9.0))), UPRIGHT, (1, 2, 4, 7)),
        (RotatedBox(50, 40, 20, 10, 90), UPRIGHT, (45, 30, 10, 20)),
        (Ellipse(50, 40, 20, 10, 90), UPRIGHT, (40, 20, 20, 40)),
        (WholeFrame(), UPRIGHT, None),
        (Line(((0.0, 0.0), (5.0, 5.0))), UPRIGHT, None),
    ],
)
def test_the_box_around_a_region_is_that_of_the_picture_as_shown(
    region: object, technical: Technical, box: tuple[float, ...] | None
) -> None:
    found = bounding_box(region, technical)  # type: ignore[arg-type]
    assert (None if found is None else pytest.approx((found.x, found.y, found.width, found.height))) == box
