"""Numbers and dates are read where they can be read in one way alone, and are exact."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.workspace.trade_values import day_of, exact, serials_of


@pytest.mark.parametrize(
    ("text", "sign", "number"),
    [
        ("1249.90", "", "1249.90"),
        ("1 249,90", "", "1249.90"),
        ("1\u202f249,90", "", "1249.90"),
        ("1'249.90", "", "1249.90"),
        ("1,249.90", "", "1249.90"),
        ("1.249,90", "", "1249.90"),
        ("1,234,567", "", "1234567"),
        ("1.234.567,8", "", "1234567.8"),
        ("0.1", "", "0.1"),
        ("0,125", "", "0.125"),
        ("-5", "", "-5"),
        ("1,249", "", None),
        ("2.000", "", None),
        ("1,249", "comma", "1.249"),
        ("1,249", "point", "1249"),
        ("2.000", "comma", "2000"),
        ("1,249.90", "comma", None),
        ("12,34,5", "", None),
        ("1,2.3,4", "", None),
        ("1e5", "", None),
        ("NaN", "", None),
        ("", "", None),
        ("USD 5", "", None),
        ("9" * 31, "", None),
    ],
)
def test_a_number_is_read_exactly_or_not_at_all(text: str, sign: str, number: str | None) -> None:
    assert exact(text, sign) == number  # type: ignore[arg-type]


@given(st.decimals(min_value=-(10**12), max_value=10**12, allow_nan=False, places=2))
def test_what_is_written_with_both_signs_comes_back_to_the_cent(value: Decimal) -> None:
    english = f"{value:,.2f}"
    continental = english.translate(str.maketrans(",.", ".,"))
    if abs(value) >= 1000:
        assert Decimal(exact(english) or "") == value == Decimal(exact(continental) or "")
    assert Decimal(exact(english, "point") or "") == value == Decimal(exact(continental, "comma") or "")


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2026-03-04", "", date(2026, 3, 4)),
        ("2026-03-04 00:00:00", "", date(2026, 3, 4)),
        ("20260304", "", date(2026, 3, 4)),
        ("2026年3月4日", "", date(2026, 3, 4)),
        ("04.03.2026", "", date(2026, 3, 4)),
        ("25/03/2026", "", date(2026, 3, 25)),
        ("03/25/2026", "", date(2026, 3, 25)),
        ("04/04/2026", "", date(2026, 4, 4)),
        ("03/04/2026", "", None),
        ("03/04/2026", "day first", date(2026, 4, 3)),
        ("03/04/2026", "month first", date(2026, 3, 4)),
        ("31.02.2026", "", None),
        ("03/04/26", "", None),
        ("soon", "", None),
    ],
)
def test_a_day_is_read_where_it_means_one(text: str, order: str, day: date | None) -> None:
    assert day_of(text, order) == day  # type: ignore[arg-type]


def test_serial_numbers_of_a_cell_are_parted() -> None:
    assert serials_of(" 1581F45T1; 1581F45T2,1581F45T2/\n-") == ("1581F45T1", "1581F45T2")
