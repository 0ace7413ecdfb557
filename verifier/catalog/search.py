"""Find entries by what a person types: name, alias, maker, camera code, class or role, in Cyrillic or Latin.

Pure look-up over folded words; knows no files. Ranked: exact name, then beginnings, then beginnings of words; of equal
answers classes and families come before the models below them.
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from verifier.catalog.entries import CameraCode, Entry, Hit
from verifier.catalog.folding import sound_of, words_of

Kind = Literal["name", "alias", "camera code", "maker", "class", "role"]
_KIND_COST: dict[Kind, int] = {"name": 0, "alias": 1, "camera code": 2, "maker": 6, "class": 6, "role": 7}
_LEVEL_COST = {"family": 0, "class": 1, "model": 2, "variant": 3}
_EXACT, _BEGINS, _WORDS_BEGIN, _INSIDE, _SEVERAL = 0, 10, 20, 30, 40
_SOUNDS_ALIKE = 5
_LEAST_INSIDE = 3
"""A query of fewer letters would be found inside half of all names."""


class Term(NamedTuple):
    """One searchable name of an entry, folded."""

    text: str
    kind: Kind
    words: tuple[str, ...]
    sounds: tuple[str, ...]
    joined: str
    joined_sounds: str


class Indexed(NamedTuple):
    """An entry with its terms and every folded word in them."""

    entry: Entry
    terms: tuple[Term, ...]
    all_words: frozenset[str]
    all_sounds: frozenset[str]
    place: int


class SearchIndex:
    """All terms of all entries, folded once."""

    def __init__(self, entries: Iterable[Entry], codes: Iterable[CameraCode], names_of_class: dict[str, str]) -> None:
        codes_of: dict[str, list[str]] = {}
        for code in codes:
            for drone in code.drones:
                codes_of.setdefault(drone, []).append(code.model)
        ordered = sorted(entries, key=lambda entry: (_LEVEL_COST[entry.level], _natural(entry.name)))
        self._rows = [
            _indexed(entry, codes_of.get(entry.id, []), names_of_class, place) for place, entry in enumerate(ordered)
        ]

    def find(self, text: str, limit: int) -> tuple[Hit, ...]:
        """Return the best answers, at most ``limit``; nothing for words that fold to nothing."""
        words = words_of(text)
        if not words:
            return ()
        query = _term(text, "name")
        found = [(match, row) for row in self._rows if (match := _best(row, query)) is not None]
        found.sort(key=lambda pair: (pair[0][0], pair[1].place))
        return tuple(Hit(row.entry, matched, kind) for (_, matched, kind), row in found[:limit])


def _indexed(entry: Entry, codes: list[str], names_of_class: dict[str, str], place: int) -> Indexed:
    terms = tuple(_terms(entry, codes, names_of_class))
    words = frozenset(word for term in terms for word in term.words)
    sounds = frozenset(sound for term in terms for sound in term.sounds)
    return Indexed(entry, terms, words, sounds, place)


def _terms(entry: Entry, codes: list[str], names_of_class: dict[str, str]) -> Iterator[Term]:
    yield _term(entry.name, "name")
    yield _term(entry.id.replace("-", " "), "name")
    for short in _short_names(entry):
        yield _term(short, "name")
    for alias in entry.aliases:
        yield _term(alias.text, "alias")
    for code in codes:
        yield _term(code, "camera code")
    if entry.maker:
        yield _term(entry.maker, "maker")
    if entry.airframe in names_of_class and entry.level != "class":
        yield _term(names_of_class[entry.airframe], "class")
    for tag in entry.role_tags:
        yield _term(tag, "role")


def _short_names(entry: Entry) -> Iterator[str]:
    """Give the name as people say it: without its maker, without "series", up to a bracket or stroke."""
    maker = (entry.maker or "").split(" ", 1)[0]
    name = entry.name.removesuffix(" series")
    if name != entry.name:
        yield name
    if maker and name.startswith(f"{maker} "):
        yield name.removeprefix(f"{maker} ")
    for mark in (" (", " / "):
        if mark in name:
            yield name.partition(mark)[0]


def _term(text: str, kind: Kind) -> Term:
    words = words_of(text)
    sounds = tuple(sound_of(word) for word in words)
    return Term(text, kind, words, sounds, "".join(words), "".join(sounds))


def _best(row: Indexed, query: Term) -> tuple[int, str, Literal[Kind, "several"]] | None:
    best: tuple[int, str, Literal[Kind, "several"]] | None = None
    for term in row.terms:
        cost = _cost(term, query)
        if cost is not None and (best is None or cost + _KIND_COST[term.kind] < best[0]):
            best = (cost + _KIND_COST[term.kind], term.text, term.kind)
    if best is None and len(query.words) > 1 and _all_begin(query.words, row.all_words):
        return _SEVERAL, row.entry.name, "several"
    if best is None and len(query.words) > 1 and _all_begin(query.sounds, row.all_sounds):
        return _SEVERAL + _SOUNDS_ALIKE, row.entry.name, "several"
    return best


def _cost(term: Term, query: Term) -> int | None:
    exact = _cost_of(term.joined, term.words, query.joined, query.words)
    if exact is not None:
        return exact
    alike = _cost_of(term.joined_sounds, term.sounds, query.joined_sounds, query.sounds)
    return None if alike is None else alike + _SOUNDS_ALIKE


def _cost_of(joined: str, words: tuple[str, ...], sought: str, sought_words: tuple[str, ...]) -> int | None:
    if not sought or sought not in joined:
        return _WORDS_BEGIN if _all_begin(sought_words, words) else None
    if joined == sought:
        return _EXACT
    if joined.startswith(sought):
        return _BEGINS
    if _all_begin(sought_words, words):
        return _WORDS_BEGIN
    return _INSIDE if len(sought) >= _LEAST_INSIDE else None


def _all_begin(sought: Iterable[str], words: Iterable[str]) -> bool:
    return all(part and any(word.startswith(part) for word in words) for part in sought)


def _natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Order "Mini 2" before "Mini 10"."""
    return tuple((0, int(word), "") if word.isdecimal() else (1, 0, word) for word in words_of(name))
