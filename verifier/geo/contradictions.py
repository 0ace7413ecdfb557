"""Places stated of one thing that cannot both hold: of one item, or of items that are copies of each other. Pure."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from verifier.domain.ids import Key
from verifier.domain.records import PlaceClaim
from verifier.domain.scales import is_held
from verifier.geo.geodesic import course

_HALF_AROUND_M = 20_003_931.0
"""Half a meridian of WGS 84: places opposite each other have no one shortest course."""
INNOCENT = (
    "The items may be no copies of each other, a radius may be stated too small, or a clip may have been recorded on"
    " the move."
)
"""How two honest claims come to stand so."""


FILE_ERROR_M = 200.0
"""A position that a file names counts as good to this: phones in a street are off by as much."""
INNOCENT_FILE = (
    "A device can write the last position before it lost the signal, and a position in a file can be edited; the place"
    " may be stated of another moment of the clip."
)
"""How a place is stated honestly elsewhere than the file says."""


class Contradiction(msgspec.Struct, frozen=True):
    """Two claims about one thing that cannot both hold, in a sentence, with how far apart they are."""

    one: Key
    other: Key
    sentence: str
    distance_m: float
    about: tuple[Key, ...] = ()
    """What the two claims are about."""


def contradictions(claims: Iterable[PlaceClaim]) -> tuple[Contradiction, ...]:
    """Find pairs of claims about one thing that put it at two places, further apart than both radii allow.

    Claims without a radius are left out: nothing is known of their error. So are those held for less likely than not,
    and pairs of which one locates the camera and the other the subject.
    """
    placed = [
        claim
        for claim in claims
        if claim.latitude_deg is not None and claim.radius_m is not None and is_held(claim.likelihood)
    ]
    found: list[Contradiction] = []
    for number, one in enumerate(placed):
        for other in placed[number + 1 :]:
            apart_m = _apart_m(one, other)
            if one.locates == other.locates and apart_m > (one.radius_m or 0) + (other.radius_m or 0):
                about = tuple(dict.fromkeys((one.about, other.about)))
                found.append(Contradiction(one.key, other.key, _sentence(about, apart_m), apart_m, about))
    return tuple(found)


def contradictions_by_item(
    claims: Iterable[PlaceClaim], groups: Mapping[Key, Sequence[Key]]
) -> dict[Key, tuple[Contradiction, ...]]:
    """Find what contradicts itself among claims about items, by the items that hold one of the claims.

    ``groups``: item -> the items that it is a copy of or has as copies, itself among them.
    """
    claimed: dict[Key, list[PlaceClaim]] = {}
    for claim in claims:
        if claim.about.startswith("item/"):
            claimed.setdefault(next(iter(groups.get(claim.about, (claim.about,)))), []).append(claim)
    found: dict[Key, tuple[Contradiction, ...]] = {}
    for some in claimed.values():
        for one in contradictions(some) if len(some) > 1 else ():
            for key in one.about:
                found[key] = (*found.get(key, ()), one)
    return found


def away_from_file(claims: Iterable[PlaceClaim], position: tuple[float, float]) -> tuple[str, ...]:
    """Say which places of the camera lie elsewhere than the position that the file names, degrees WGS 84, and how far.

    A claim without a radius counts as good to the error of the file alone.
    """
    found: list[str] = []
    for claim in claims:
        if claim.locates != "camera" or claim.latitude_deg is None or not is_held(claim.likelihood):
            continue
        way = course((claim.latitude_deg, claim.longitude_deg or 0.0), position)
        apart_m = way.distance_m if way is not None else _HALF_AROUND_M
        if apart_m > FILE_ERROR_M + (claim.radius_m or 0):
            found.append(_away_sentence(apart_m))
    return tuple(dict.fromkeys(found))


def _away_sentence(apart_m: float) -> str:
    return f"The place stated lies {apart_m / 1000:,.1f} km from the position that the file names."


def _sentence(about: tuple[Key, ...], apart_m: float) -> str:
    if len(about) > 1:
        return (
            f"Copies of one thing are placed {apart_m / 1000:,.1f} km apart, further than both radii allow:"
            " at least one of the places is wrong, or they are no copies."
        )
    return (
        f"It is placed at two places {apart_m / 1000:,.1f} km apart, further than both radii allow:"
        " at least one of them is wrong."
    )


def _apart_m(one: PlaceClaim, other: PlaceClaim) -> float:
    here, there = (
        (claim.latitude_deg if claim.latitude_deg is not None else 0.0, claim.longitude_deg or 0.0)
        for claim in (one, other)
    )
    shortest = course(here, there)
    return shortest.distance_m if shortest is not None else _HALF_AROUND_M
