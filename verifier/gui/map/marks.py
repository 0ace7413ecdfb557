"""What of the case has a place, as marks of the map. No Qt.

A claim of where the camera or what is seen was; what a file says of itself; an alternative that was excluded, where its
words hold coordinates.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import msgspec

from verifier.case.case import Case
from verifier.domain.errors import UsageError
from verifier.domain.records import Item, PlaceClaim
from verifier.geo.coordinates import parse_coordinates
from verifier.geo.geodesic import Course, destination
from verifier.geo.projection import WorldPoint, to_world
from verifier.gui.lookups import item_of

MarkKind = Literal["camera", "subject", "file", "excluded"]
KINDS: tuple[MarkKind, ...] = ("camera", "subject", "file", "excluded")
CIRCLE_STEPS = 72
_IN_BRACKETS = re.compile(r"\(([^()]*\d[^()]*)\)\s*$")


class MapMark(msgspec.Struct, frozen=True):
    """One mark. ``key``: its own, unique on the map; ``item_key``: where a click goes.

    ``caption``: the item's label; ``words``: what the tip says. Angles in degrees, ``None`` where nothing is stated.
    """

    key: str
    item_key: str
    kind: MarkKind
    latitude_deg: float
    longitude_deg: float
    caption: str
    words: str = ""
    radius_m: float | None = None
    heading_deg: float | None = None
    heading_error_deg: float | None = None
    field_of_view_deg: float | None = None
    field_of_view_error_deg: float | None = None

    @property
    def world(self) -> WorldPoint:
        """Where it is drawn."""
        return to_world(self.latitude_deg, self.longitude_deg)


class FilePosition(msgspec.Struct, frozen=True):
    """Where a file says it was recorded, degrees WGS 84, and the direction of its camera if it says so."""

    latitude_deg: float
    longitude_deg: float
    heading_deg: float | None = None


def claim_marks(case: Case) -> Iterator[MapMark]:
    """Yield the marks of every place that is stated in a case."""
    for claim in case.of(PlaceClaim):
        item_key = item_of(case, claim) or claim.about
        yield from marks_of(claim, item_key, caption_of(case, item_key))


def marks_of(claim: PlaceClaim, item_key: str, caption: str) -> Iterator[MapMark]:
    """Yield the mark of a claim, and one for each alternative that was excluded and has coordinates."""
    if claim.latitude_deg is not None and claim.longitude_deg is not None:
        yield MapMark(
            claim.key, item_key, claim.locates, claim.latitude_deg, claim.longitude_deg, caption, "",
            claim.radius_m, claim.heading_deg, claim.heading_error_deg,
            claim.field_of_view_deg, claim.field_of_view_error_deg,
        )  # fmt: skip
    for number, excluded in enumerate(claim.alternatives_excluded):
        place = place_in(excluded.what)
        if place is not None:
            yield MapMark(f"{claim.key}#{number}", item_key, "excluded", *place, caption, excluded.reason)


def file_mark(item: Item, position: FilePosition) -> MapMark:
    """Return the mark of where a file says it was recorded."""
    return MapMark(
        f"{item.key}#file", item.key, "file", position.latitude_deg, position.longitude_deg, item.label,
        heading_deg=position.heading_deg,
    )  # fmt: skip


def caption_of(case: Case, item_key: str) -> str:
    """Return the label under which an item is known."""
    record = case.get(item_key)
    label = getattr(record, "label", "")
    return label if isinstance(label, str) else ""


@lru_cache(maxsize=512)
def place_in(words: str) -> tuple[float, float] | None:
    """Return the place that words name: all of them, or what stands in brackets at their end."""
    found = _IN_BRACKETS.search(words)
    try:
        read = parse_coordinates(found[1] if found else words)
    except UsageError:
        return None
    return read.latitude_deg, read.longitude_deg


@lru_cache(maxsize=2048)
def circle(latitude_deg: float, longitude_deg: float, radius_m: float) -> tuple[WorldPoint, ...]:
    """Return a circle on the ellipsoid, true to its radius, as it is drawn."""
    ends = (
        destination(latitude_deg, longitude_deg, Course(radius_m, step * 360 / CIRCLE_STEPS))
        for step in range(CIRCLE_STEPS)
    )
    return tuple(to_world(*end) for end in ends)
