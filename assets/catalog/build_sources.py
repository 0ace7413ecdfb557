"""The sources of the catalog while it is built: every fact must resolve to one, or it is dropped."""

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from verifier.catalog.entries import Citation, Source

OWN_WORDS = "verifier"
PLAIN_TITLES = {"geom": "multirotor sizes read off product photos (a public list, Korean)"}
"""Titles that name a file, in words a reader can use."""


class Sources:
    """All sources by key; keys for cited places that have none are made from their address."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self.by_key = {key: _source(raw) for key, raw in facts["sources"].items()}
        for key, title in PLAIN_TITLES.items():
            self.by_key[key] = msgspec.structs.replace(self.by_key[key], title=title)
        self.by_key[OWN_WORDS] = Source(
            "vocabulary", "assets/catalog/families.py", note="the program's own ordering words"
        )
        self._misp = self.by_key["misp"]

    def known(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return the keys that resolve, adding those of single MISP entries (``misp#NAME``)."""
        return tuple(sorted({key for key in keys if self._resolve(key)}))

    def cite(self, raw: dict[str, str]) -> Citation:
        key = "c-" + hashlib.sha256(raw["ref"].encode()).hexdigest()[:10]
        self.by_key.setdefault(key, Source("cited", raw["ref"]))
        return Citation(key, raw["note"])

    def worst_quality(self, keys: Iterable[str]) -> str | None:
        grades = [self.by_key[key].quality for key in keys]
        return max((grade for grade in grades if grade), default=None)

    def _resolve(self, key: str) -> bool:
        if key.startswith("misp#") and key not in self.by_key:
            source = self._misp
            self.by_key[key] = Source(
                source.kind, source.ref, commit=source.commit, note=f"entry {key[5:]!r}", licence="CC0-1.0", quality="B"
            )
        return key in self.by_key


def _source(raw: dict[str, Any]) -> Source:
    return Source(**{key: value for key, value in raw.items() if value})
