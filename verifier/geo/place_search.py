"""What a person types to go somewhere: coordinates in any form, a grid reference, a map's address, or a name."""

import re
from typing import Literal

import msgspec

from verifier.domain.errors import UsageError
from verifier.geo.coordinates import format_decimal, parse_coordinates
from verifier.geo.gazetteer import LIMIT, Gazetteer

TOWN_ZOOM = 10.0
POINT_ZOOM = 13.0
_LOOKS_LIKE_NUMBERS = re.compile(r"[-+\d].*\d|geo:|https?:|www\.|\d{1,2}\s?[A-Z]\s?[A-Z]{2}\b", re.IGNORECASE)


class Destination(msgspec.Struct, frozen=True):
    """Somewhere to go: its name, what tells it from others of that name, and the zoom that suits it."""

    name: str
    detail: str
    latitude_deg: float
    longitude_deg: float
    zoom: float
    kind: Literal["place", "coordinates"]


class Answers(msgspec.Struct, frozen=True):
    """Where the words may lead; ``trouble``: why they are not coordinates although they look like some."""

    destinations: tuple[Destination, ...]
    trouble: str = ""


def find_places(text: str, gazetteer: Gazetteer | None, limit: int = LIMIT) -> Answers:
    """Answer what was typed so far; without a gazetteer (it is still being read) coordinates alone."""
    words = text.strip()
    if not words:
        return Answers(())
    try:
        found = parse_coordinates(words)
    except UsageError as error:
        named = _named(words, gazetteer, limit)
        return Answers(named, error.sentence if not named and _LOOKS_LIKE_NUMBERS.match(words) else "")
    point = (found.latitude_deg, found.longitude_deg)
    return Answers((Destination(format_decimal(*point), found.form, *point, POINT_ZOOM, "coordinates"),))


def _named(words: str, gazetteer: Gazetteer | None, limit: int) -> tuple[Destination, ...]:
    if gazetteer is None:
        return ()
    return tuple(
        Destination(
            place.name, place.country, place.latitude_deg, place.longitude_deg, max(TOWN_ZOOM, place.min_zoom), "place"
        )
        for place in gazetteer.search(words, limit)
    )
