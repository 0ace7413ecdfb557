"""From format 0, which the first builds wrote before any release: a place's radius stood in kilometres."""

from typing import Any

from verifier.domain.disclosure import MAIN


def lift(kind: str, part: str, plain: dict[str, Any]) -> dict[str, Any]:
    """Turn ``radius_km`` of a place claim into ``radius_m``; everything else is as it was."""
    if kind != "place_claim" or part != MAIN or "radius_km" not in plain:
        return plain
    radius_km = plain["radius_km"]
    rest = {name: value for name, value in plain.items() if name != "radius_km"}
    return {**rest, "radius_m": None if radius_km is None else float(radius_km) * 1_000}
