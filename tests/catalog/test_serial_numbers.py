"""Serial numbers by ANSI/CTA-2063-A, and numbers that identify nothing."""

import pytest

from verifier.catalog.catalog import load_catalog
from verifier.catalog.serial_numbers import decode_cta, is_placeholder, other_form_sentence

IDENTIFIERS = load_catalog().identifiers
PUBLISHED = ("MFR1C123456789ABC", "1668BF00D1", "1581F45T7228D00CA0X1")
"""The form as others give it: interuss/uas_standards (its documentation and its ``make_valid``), and a DJI of 20."""


@pytest.mark.parametrize(
    ("serial", "code", "length", "rest", "maker"),
    [
        ("MFR1C123456789ABC", "MFR1", 12, "123456789ABC", ""),
        ("1581F45T7228D00CA0X1", "1581", 15, "45T7228D00CA0X1", "DJI"),
        ("16681A", "1668", 1, "A", "Skydio"),
    ],
)
def test_a_number_of_the_standards_form_is_taken_apart(serial: str, code: str, length: int, rest: str, maker: str):
    parts = decode_cta(serial, IDENTIFIERS)
    assert parts is not None
    assert (parts.maker_code, parts.length, parts.serial, parts.maker) == (code, length, rest, maker)


@pytest.mark.parametrize(
    ("serial", "words"),
    [
        ("0K8TF7H0020215", "F would say that 15 characters follow, not 9"),
        ("1581F45T7228D00CA0O1", "no place there"),  # the letter O
        ("mfr1c123456789abc", "capitals alone"),
        ("53HQ", "6 to 20"),
        ("1581F45T7228D00CA0X12", "6 to 20"),
    ],
)
def test_a_number_of_another_form_is_left_whole_and_said_to_be(serial: str, words: str):
    assert decode_cta(serial, IDENTIFIERS) is None
    assert words in other_form_sentence(serial)


@pytest.mark.parametrize(
    "serial", ["0", "00000000", "123456", "123456789", "ABCDEF", "654321", "unknown", "N/A", "none", "null", "XXXXXXXX"]
)
def test_placeholders_are_told(serial: str):
    assert is_placeholder(serial)


@pytest.mark.parametrize(
    "serial", ["1SFOHCH0AB0VN6", "0190415185", "033024001432", "PI040378D25L000046", "297394", "1581F45T7228D00CA0X1"]
)
def test_numbers_of_real_devices_are_no_placeholders(serial: str):
    assert not is_placeholder(serial)
