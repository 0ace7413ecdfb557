"""How strongly a machine hangs on a shipment, in fixed words; and how serial numbers are compared."""

from typing import Literal, get_args

Strength = Literal["same serial", "same batch", "same model only", "same HS code only"]
STRENGTHS: tuple[Strength, ...] = get_args(Strength)
"""The strongest first."""
WEAK: tuple[Strength, ...] = ("same model only", "same HS code only")
CAUTION = "consistent with; does not show that this machine was in this shipment"
MEANING: dict[Strength, str] = {
    "same serial": "The serial number of the machine stands in the record.",
    "same batch": "The record names a batch or range that the machine is said to belong to.",
    "same model only": "The record names goods of the model; thousands of them are alike.",
    "same HS code only": "The record names goods of a customs class that the machine would fall under.",
}


def strength_named(text: str) -> Strength | None:
    """Return the strength that a link's words begin with, or ``None``."""
    plain = " ".join(text.split()).casefold()
    return next((one for one in STRENGTHS if plain.startswith(one.casefold())), None)


def in_full(text: str) -> str:
    """Return a strength as it is always printed: the weak ones never without their caution."""
    named = strength_named(text)
    return text if named not in WEAK or CAUTION in text else f"{text}: {CAUTION}"


def plain_serial(text: str) -> str:
    """Return a serial number as it is compared: without blanks, hyphens and case. Letters stay letters (O is no 0)."""
    return "".join(char for char in text.upper() if char.isalnum())


def as_strength(text: str) -> Strength | None:
    """Return ``text`` as a strength if it is exactly one."""
    return next((one for one in STRENGTHS if one == text), None)
