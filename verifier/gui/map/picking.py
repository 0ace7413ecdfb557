"""A place that was clicked or drawn on the map. No Qt."""

import math
from typing import Literal

import msgspec

from verifier.domain.records.claims import Method


class Picked(msgspec.Struct, frozen=True):
    """Degrees WGS 84, to as many digits as the zoom was good for; ``radius_m``: as drawn, ``None`` for a click."""

    latitude_deg: float
    longitude_deg: float
    radius_m: float | None


class PickRequest(msgspec.Struct, frozen=True):
    """What the next click is for: ``claim`` gives a place that is stated already another position.

    ``radius_m`` and ``methods`` were said before; a radius that is drawn out goes before the one that was typed.
    """

    locates: Literal["camera", "subject"]
    claim: str = ""
    radius_m: float | None = None
    methods: tuple[Method, ...] = ()


def rounded(radius_m: float) -> float:
    """Return a drawn radius to two figures: a hand draws no better."""
    if radius_m <= 0:
        return 0.0
    power = 10 ** (math.floor(math.log10(radius_m)) - 1)
    return round(round(radius_m / power) * power, 3)
