"""Draw facts from readings by the order of trust, and keep what lost."""

import re
from collections.abc import Mapping

import msgspec

from verifier.domain.readings import Fact, FactValue, Reading
from verifier.metadata.fact_values import FactScalar, Neighbors, take
from verifier.metadata.trust import TRUST, Rule

_TIME = re.compile(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")


class _Answer(msgspec.Struct):
    """One value and the readings it rests on, gathered in order of trust."""

    value: FactScalar
    readings: list[int]


def facts(readings: tuple[Reading, ...]) -> dict[str, Fact]:
    """Return the facts that the readings hold, by name.

    The first answer wins; an equal value from another reader or place joins it, an unequal one stands in ``others``.
    Times keep the zone they have: ``captured_at`` is the camera's clock, ``captured_at_offset`` its zone if written,
    ``container_created_at`` is UTC by its standard, ``gps_time`` UTC. ``altitude_m`` is above sea level,
    ``relative_altitude_m`` above take-off, directions clockwise from true north unless named magnetic.
    """
    neighbors = Neighbors(readings)
    found: dict[str, Fact] = {}
    for rule in TRUST:
        answers = _answers(rule, neighbors)
        if answers:
            found[rule.fact] = _all(answers) if rule.places[0].form == "all_texts" else _best(answers)
    return found


def _answers(rule: Rule, neighbors: Neighbors) -> list[_Answer]:
    answers: list[_Answer] = []
    for place in rule.places:
        for index in neighbors.at(place.group, place.name):
            taken = take(place.form, index, neighbors)
            if taken is None:
                continue
            known = next((a for a in answers if _is_same(a.value, taken.value, rule.tolerance)), None)
            if known is None:
                known = _Answer(taken.value, [])
                answers.append(known)
            known.readings.extend(i for i in (index, *taken.beside) if i not in known.readings)
    return answers


def _is_same(one: FactScalar, other: FactScalar, tolerance: float) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other or _is_same_time(str(one), str(other))
    return abs(one - other) <= tolerance


def _is_same_time(one: str, other: str) -> bool:
    """Say whether two times agree as far as the coarser goes, such as a date with a time of that day."""
    shorter, longer = sorted((one, other), key=len)
    return _TIME.match(longer) is not None and len(shorter) in (10, 16, 19) and longer.startswith(shorter)


def _best(answers: list[_Answer]) -> Fact:
    first, *rest = answers
    others = tuple(FactValue(answer.value, tuple(answer.readings)) for answer in rest)
    return Fact(first.value, tuple(first.readings), others)


def _all(answers: list[_Answer]) -> Fact:
    """Return every value as one fact: serial numbers of drone, camera and battery do not compete."""
    values = tuple(str(answer.value) for answer in answers)
    return Fact(values, tuple(index for answer in answers for index in answer.readings))


def number_in(known: Mapping[str, Fact], name: str) -> float | None:
    """Return the number that a fact holds; ``None`` where it is not known or no number."""
    fact = known.get(name)
    return float(fact.value) if fact is not None and isinstance(fact.value, int | float) else None


def position_of(known: Mapping[str, Fact]) -> tuple[float, float] | None:
    """Return latitude and longitude in degrees, WGS 84; ``None`` for none, and for 0, 0: a device without a fix."""
    latitude, longitude = number_in(known, "latitude_deg"), number_in(known, "longitude_deg")
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return None if latitude == 0 and longitude == 0 else (latitude, longitude)
