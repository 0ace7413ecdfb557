"""Reading and writing coordinates, against values worked out by hand and against the mgrs package."""

import math

import mgrs
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from verifier.domain.errors import UsageError
from verifier.geo.coordinates import format_decimal, format_dms, format_mgrs, own_radius_m, parse_coordinates

VIENNA = (48.0 + 12 / 60 + 29.5 / 3600, 16.0 + 22 / 60 + 25.7 / 3600)
SYDNEY = (-(33.0 + 51 / 60 + 24 / 3600), 151.0 + 12 / 60 + 54 / 3600)

DECIMAL = [
    ("48.2082, 16.3738", (48.2082, 16.3738)),
    ("48.2082,16.3738", (48.2082, 16.3738)),
    ("48.2082 16.3738", (48.2082, 16.3738)),
    ("48.2082;16.3738", (48.2082, 16.3738)),
    ("48,2082 16,3738", (48.2082, 16.3738)),
    ("48,2082; 16,3738", (48.2082, 16.3738)),
    ("48,2082, 16,3738", (48.2082, 16.3738)),
    ("(48.2082, 16.3738)", (48.2082, 16.3738)),
    ("-33.8567, 151.215", (-33.8567, 151.215)),
    ("−33.8567, 151.215", (-33.8567, 151.215)),
    ("33.8567 S, 151.215 E", (-33.8567, 151.215)),
    ("S 33.8567 E 151.215", (-33.8567, 151.215)),
    ("s33.8567e151.215", (-33.8567, 151.215)),
    ("E 16.3738 N 48.2082", (48.2082, 16.3738)),
    ("48.2082°, 16.3738°", (48.2082, 16.3738)),
    ("48.2082° N 16.3738° W", (48.2082, -16.3738)),
    ("48,2082N,16,3738E", (48.2082, 16.3738)),
    ("lat: 48.2082 lon: 16.3738", (48.2082, 16.3738)),
    ("Longitude=16.3738, Latitude=48.2082", (48.2082, 16.3738)),
    ("lat 48.2 N, lng 16.3 E", (48.2, 16.3)),
    ("48.2082 с.ш., 16.3738 в.д.", (48.2082, 16.3738)),
    ("48,2082 ю. ш. 16,3738 з. д.", (-48.2082, -16.3738)),
    ("48.2082 пн.ш. 16.3738 сх.д.", (48.2082, 16.3738)),
    ("широта 48.2082 долгота 16.3738", (48.2082, 16.3738)),
    ("48, 16", (48.0, 16.0)),
    ("90, 180", (90.0, 180.0)),
    ("-90, -180", (-90.0, -180.0)),
    ("0, 0", (0.0, 0.0)),
]
ANGLES = [
    ("48°12'29.5\"N 16°22'25.7\"E", VIENNA),
    ("48° 12′ 29.5″ N, 16° 22′ 25.7″ E", VIENNA),
    ("48º12’29,5”N 16º22’25,7”E", VIENNA),
    ("48°12'29.5''N, 16°22'25.7''E", VIENNA),
    ("N 48 12 29.5 E 16 22 25.7", VIENNA),
    ("48 12 29.5, 16 22 25.7", VIENNA),
    ("48d12m29.5s 16d22m25.7s", VIENNA),
    ("48deg 12min 29.5sec N 16deg 22min 25.7sec E", VIENNA),
    ("48°12'29.5\" 16°22'25.7\"", VIENNA),
    ("33°51'24\"S 151°12'54\"E", SYDNEY),
    ("-33°51'24\", 151°12'54\"", SYDNEY),
    ("33d51m24sS 151d12m54sE", SYDNEY),
    ("48°12.5'N 16°22.25'E", (48 + 12.5 / 60, 16 + 22.25 / 60)),
    ("48 12.5, 16 22.25", (48 + 12.5 / 60, 16 + 22.25 / 60)),
    ("48°12.5' 16°22.25'", (48 + 12.5 / 60, 16 + 22.25 / 60)),
    ("48°12'29,5\" с. ш. 16°22'25,7\" в. д.", VIENNA),
    ("-0°30'0\", 0°0'30\"", (-0.5, 30 / 3600)),
]
LINKS = [
    ("geo:48.2082,16.3738", (48.2082, 16.3738)),
    ("geo:48.2082,16.3738,183;crs=wgs84;u=35", (48.2082, 16.3738)),
    ("GEO:-33.5,151?z=12", (-33.5, 151.0)),
    ("https://www.google.com/maps/@48.2082,16.3738,15z", (48.2082, 16.3738)),
    (
        "https://www.google.com/maps/place/X/@48.1,16.1,17z/data=!3m1!4b1!4m5!3m4!8m2!3d48.2082!4d16.3738",
        (48.2082, 16.3738),
    ),
    ("https://maps.google.com/?q=48.2082,16.3738", (48.2082, 16.3738)),
    ("https://www.google.com/maps/search/?api=1&query=48.2082%2C16.3738", (48.2082, 16.3738)),
    ("https://www.openstreetmap.org/?mlat=48.2082&mlon=16.3738#map=12/48.1/16.1", (48.2082, 16.3738)),
    ("https://www.openstreetmap.org/#map=15/48.2082/16.3738", (48.2082, 16.3738)),
    ("https://yandex.ru/maps/?ll=16.3738%2C48.2082&z=12", (48.2082, 16.3738)),
    ("https://www.bing.com/maps?cp=48.2082~16.3738&lvl=12", (48.2082, 16.3738)),
    ("https://maps.apple.com/?ll=48.2082,16.3738", (48.2082, 16.3738)),
]
REFUSED = [
    ("", "Type coordinates"),
    ("Vienna", "not two coordinates"),
    ("48.2", "not two coordinates"),
    ("48,2", "decimal comma"),
    ("48,20,16,37", "not two coordinates"),
    ("48 12 16 22", "not two coordinates"),
    ("91, 16", "swapped"),
    ("100.5, 200", "latitude lies between"),
    ("48, 181", "longitude lies between"),
    ("48.2 N, 16.3 N", "Both numbers are given as latitude"),
    ("-48.2 S, 16.3 E", "a sign or by one letter"),
    ("48°61'0\"N 16°0'0\"E", "below 60"),
    ("48.5°12'N 16°0'E", "Only the last"),
    ("48.2 O, 16.3 N", "not an angle"),
    ("lat 48.2 E, lon 16.3 N", "cannot end in"),
    ("nan, nan", "not"),
    ("1e5, 3", "not"),
    ("33U XP 019 39844", "as many digits"),
    ("33U XP 019", "as many digits"),
    ("33O XP 01955 39844", "never used"),
    ("33U ZZ 01955 39844", "no such MGRS square"),
    ("geo:48.2082", "geo: URI"),
    ("geo:48.2,16.3;crs=nad27", "another coordinate system"),
    ("https://maps.app.goo.gl/abcdef", "not opened"),
    ("48.2, 16.3 " * 300, "too long"),
]


@pytest.mark.parametrize(("text", "expected"), [*DECIMAL, *ANGLES, *LINKS])
def test_the_usual_ways_of_writing_a_point_are_read(text: str, expected: tuple[float, float]) -> None:
    found = parse_coordinates(text)
    assert (found.latitude_deg, found.longitude_deg) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("48.2, 16.3", "decimal"),
        ("48°12'N 16°22'E", "dms"),
        ("33UXP0195539844", "mgrs"),
        ("geo:1,2", "geo_uri"),
        (LINKS[3][0], "map_link"),
    ],
)
def test_the_form_that_was_typed_is_kept(text: str, form: str) -> None:
    assert parse_coordinates(text).form == form


@pytest.mark.parametrize(("text", "words"), REFUSED)
def test_what_is_no_point_or_two_points_is_refused_with_a_sentence(text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        parse_coordinates(text)


@pytest.mark.parametrize("text", ["33UXP0195539844", "33U XP 01955 39844", "33u xp 0195539844", "33UXP 01955 39844"])
def test_grid_references_are_read_with_and_without_blanks(text: str) -> None:
    found = parse_coordinates(text)
    assert (found.latitude_deg, found.longitude_deg) == pytest.approx(
        mgrs.MGRS().toLatLon("33UXP0195539844"), abs=1e-12
    )
    assert found.square_m == 1


def test_a_coarse_grid_reference_says_how_coarse_it_is() -> None:
    assert parse_coordinates("33U XP 01 39").square_m == 1000
    assert parse_coordinates("33U XP").square_m == 100_000


def test_a_grid_reference_means_the_center_of_its_square() -> None:
    coarse, fine = parse_coordinates("33U XP 01 39"), parse_coordinates("33U XP 01500 39500")
    assert coarse.latitude_deg == pytest.approx(fine.latitude_deg, abs=1e-5)
    assert coarse.longitude_deg == pytest.approx(fine.longitude_deg, abs=1e-5)


def test_a_square_on_the_border_of_two_bands_is_read_with_either_letter() -> None:
    first, second = parse_coordinates("33U XP 00000 00000"), parse_coordinates("33T XP 00000 00000")
    assert first.latitude_deg == second.latitude_deg


def test_the_poles_have_grid_references() -> None:
    assert format_mgrs(90, 0) == "Z AH 00000 00000"
    assert parse_coordinates("ZAH0000000000").latitude_deg == pytest.approx(90, abs=1e-5)
    assert parse_coordinates("B AN 00000 00000").latitude_deg == pytest.approx(-90, abs=1e-5)


def test_both_sides_of_the_antimeridian_are_the_same_square() -> None:
    assert format_mgrs(10, 180) == format_mgrs(10, -180)
    assert format_dms(10, 180, 0) == "10° 00' 00\" N, 180° 00' 00\" E"


def test_zero_zero_is_read_and_marked() -> None:
    assert parse_coordinates("0, 0").is_zero
    assert not parse_coordinates("0, 0.1").is_zero


@pytest.mark.parametrize(
    ("radius_m", "text"),
    [
        (None, "48.2082, 16.3738"),
        (10_000, "48.208, 16.374"),
        (20_000, "48.21, 16.37"),
        (1000, "48.2082, 16.3738"),
        (50, "48.20820, 16.37380"),
        (0, "48.2082000, 16.3738000"),
    ],
)
def test_decimals_follow_the_radius(radius_m: float | None, text: str) -> None:
    assert format_decimal(48.2082, 16.3738, radius_m) == text


def test_without_a_radius_no_digit_is_claimed_that_the_numbers_do_not_have() -> None:
    assert format_decimal(38.18, 10.18) == "38.18, 10.18"
    assert format_decimal(46.7, -33.0) == "46.70, -33.00"
    assert format_decimal(46.700277777, 32.9) == "46.700278, 32.900000"
    for latitude, digits in ((48.2, 2), (48.208, 3), (48.2082, 4), (48.2082083, 5)):
        assert len(format_mgrs(latitude, 16.0, own_radius_m(latitude, 16.0)).split()[2]) == digits


def test_seconds_are_carried_and_zero_has_no_minus() -> None:
    assert format_dms(48.99999999, -16.0) == "49° 00' 00.0\" N, 16° 00' 00.0\" W"
    assert format_dms(*VIENNA) == "48° 12' 29.5\" N, 16° 22' 25.7\" E"
    assert format_decimal(-0.0000001, 0, 50) == "0.00000, 0.00000"


def test_the_digits_of_a_grid_reference_follow_the_radius() -> None:
    assert len(format_mgrs(*VIENNA, 2000).split()[2]) == 3
    assert len(format_mgrs(*VIENNA, 5).split()[2]) == 5


POINTS = st.tuples(
    st.floats(min_value=-90, max_value=90, allow_nan=False), st.floats(min_value=-180, max_value=180, allow_nan=False)
)


@settings(max_examples=150, deadline=None)
@given(POINTS)
def test_what_is_written_is_read_back(point: tuple[float, float]) -> None:
    for text, error_deg in ((format_decimal(*point), 5.1e-7), (format_dms(*point, 3), 1.5e-7)):
        found = parse_coordinates(text)
        assert abs(found.latitude_deg - point[0]) <= error_deg
        assert abs(found.longitude_deg - point[1]) <= error_deg


@settings(max_examples=150, deadline=None)
@example((-3.774e-11, 0.0))
@example((-4.9e-8, 100.5))
@example((-5.13e-8, 0.0))
@given(POINTS)
def test_a_grid_reference_is_read_back_within_its_square(point: tuple[float, float]) -> None:
    latitude, longitude = point
    found = parse_coordinates(format_mgrs(latitude, longitude))
    north_m = (latitude - found.latitude_deg) * 111_320
    turn = (longitude - found.longitude_deg + 180) % 360 - 180
    east_m = turn * 111_320 * math.cos(math.radians(latitude))
    assert math.hypot(north_m, east_m) < 3


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789.,;-+°'\" NSEWdmsсшвд/@=", max_size=40))
def test_no_text_is_answered_with_anything_but_a_point_or_a_sentence(text: str) -> None:
    try:
        found = parse_coordinates(text)
    except UsageError as error:
        assert error.sentence  # noqa: PT017
    else:
        assert -90 <= found.latitude_deg <= 90
        assert -180 <= found.longitude_deg <= 180
