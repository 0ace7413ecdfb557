"""A place stated elsewhere than the file says is named with its distance; one that fits is not."""

from datetime import UTC, datetime

import pytest

from verifier.domain.records import PlaceClaim
from verifier.domain.scales import Likelihood
from verifier.geo.contradictions import away_from_file

ID = "0198c0de-0000-7000-8000-000000000001"
FILE = (48.4647, 35.0462)


def claim(latitude_deg: float | None, longitude_deg: float | None, **said: object) -> PlaceClaim:
    fields = {"locates": "camera", "latitude_deg": latitude_deg, "longitude_deg": longitude_deg, **said}
    fields |= {"id": ID, "about": "item/x", "stated_by": ID, "stated_at": datetime(2026, 3, 4, tzinfo=UTC)}
    return PlaceClaim(**fields)  # type: ignore[arg-type]


def test_a_place_is_named_with_how_far_it_lies_from_the_file_s() -> None:
    # A twentieth of a degree of latitude is 5.56 km at 48 degrees (WGS 84: 111.2 km a degree there).
    assert away_from_file([claim(48.5147, 35.0462)], FILE) == (
        "The place stated lies 5.6 km from the position that the file names.",
    )


def test_latitude_and_longitude_swapped_are_far_apart() -> None:
    (sentence,) = away_from_file([claim(FILE[1], FILE[0])], FILE)
    assert float(sentence.split(" km")[0].rpartition(" ")[2].replace(",", "")) > 1000


@pytest.mark.parametrize(
    "fitting",
    [
        claim(48.4650, 35.0465),
        claim(48.5147, 35.0462, radius_m=6000.0),
        claim(48.5147, 35.0462, locates="subject"),
        claim(48.5147, 35.0462, likelihood=Likelihood("icd203", "very unlikely")),
        claim(None, None),
    ],
    ids=["within the error of a file", "within its radius", "of what is seen", "held for unlikely", "nowhere"],
)
def test_what_fits_the_file_is_not_named(fitting: PlaceClaim) -> None:
    assert away_from_file([fitting], FILE) == ()
