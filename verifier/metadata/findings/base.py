"""What a rule is, what it is handed, and what it may say."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Literal

import msgspec

from verifier.domain.inspection import ItemKind, Technical
from verifier.domain.readings import Fact, FilmedBy, Reading

Severity = Literal["note", "attention", "contradiction"]
"""``note``: good to know. ``attention``: look at it. ``contradiction``: two words of the file cannot both be right."""


class Look(msgspec.Struct, frozen=True):
    """One file as rules see it. ``posted_at``: when it was posted, UTC, known in a case alone.

    ``beside``: readings of the telemetry that lies beside a clip. ``tables_of_camera``: of the other photos that the
    same camera took, as far as they are known, how each is compressed (:func:`tables_of`).
    """

    readings: tuple[Reading, ...]
    facts: dict[str, Fact]
    kind: ItemKind
    file_name: str = ""
    technical: Technical = Technical()
    filmed_by: FilmedBy = FilmedBy((), ())
    posted_at: tuple[datetime, ...] = ()
    beside: tuple[Reading, ...] = ()
    tables_of_camera: tuple[str, ...] = ()

    def at(self, group: str, *names: str) -> list[int]:
        """Return the places of the readings of a group, ``XMP-*`` for all of a family, of any of these names."""
        family = group.removesuffix("*") if group.endswith("*") else ""
        return [
            place
            for place, reading in enumerate(self.readings)
            if (reading.group == group or (family and reading.group.startswith(family)))
            and (not names or reading.name in names)
        ]

    def text(self, group: str, *names: str) -> str:
        """Return the first printed value of these names, "" where there is none."""
        return next((self.readings[place].text for place in self.at(group, *names)), "")

    def fact(self, name: str) -> str | float | None:
        """Return the value of a fact that has one, ``None`` where the file does not say."""
        found = self.facts.get(name)
        return None if found is None or isinstance(found.value, tuple) else found.value

    def behind(self, *facts: str) -> tuple[int, ...]:
        """Return the readings that facts rest on, those that lost too."""
        found = [self.facts[name] for name in facts if name in self.facts]
        places = [*(p for fact in found for p in fact.readings)]
        places += [p for fact in found for other in fact.others for p in other.readings]
        return tuple(dict.fromkeys(places))


class Said(msgspec.Struct, frozen=True):
    """What a rule found: a plain sentence and the places of the readings it rests on."""

    sentence: str
    readings: tuple[int, ...] = ()


class Rule(msgspec.Struct, frozen=True):
    """One rule. ``innocent``: ordinary reasons why an honest file looks so; they stand beside the finding."""

    code: str
    severity: Severity
    check: Callable[[Look], Iterator[Said]]
    innocent: tuple[str, ...]
