"""What the drone picker lists and explains. No Qt."""

import re
from collections.abc import Iterable

import msgspec

from verifier.catalog.catalog import UNDETERMINED, Catalog
from verifier.catalog.entries import Cue, Entry, Hit, LookAlikeOf
from verifier.domain.records import CatalogRef
from verifier.gui.speech import tr, trn

SHOWN_HITS = 40
LEVEL_WORDS = {"class": "class", "family": "family, model open", "model": "model", "variant": "variant"}
NOT_FACTS = frozenset(("name", "aliases", "airframe", "maker", "notes", "role_tags", "dimensions_note"))
"""Fields of an entry that say what it is called and what it is, or explain another field."""
SEEN_FROM = {
    "front": "seen from the front",
    "side": "seen from the side",
    "rear": "seen from behind",
    "below": "seen from below",
    "top": "seen from above",
}
PARTED = re.compile(r"( / |; |/)")
"""Between the words of a role or of two countries."""
OWN_WORDS = "verifier"
"""The source key of what was drawn up with the catalog: nobody else stands behind it."""


class PickRow(msgspec.Struct, frozen=True):
    """One answer: ``entry_id`` is ``None`` for "drone, model not determined"; ``group`` is written above the first."""

    entry_id: str | None
    name: str
    second: str
    aside: str
    group: str = ""


class Point(msgspec.Struct, frozen=True):
    """One thing to look for, or one difference, and where that was read."""

    text: str
    aside: str
    source: str


class Detail(msgspec.Struct, frozen=True):
    """What stands beside the list about the entry under the cursor; ``coverage``: how well the catalog knows it.

    ``less`` and ``more``: id and name of the levels above, and of what stands right below.
    """

    title: str
    second: str
    coverage: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    cues: tuple[Point, ...] = ()
    look_alikes: tuple[Point, ...] = ()
    doubts: tuple[str, ...] = ()
    empty: str = ""
    less: tuple[tuple[str, str], ...] = ()
    more: tuple[tuple[str, str], ...] = ()


def undetermined_row() -> PickRow:
    """Return the answer that is always fair."""
    return PickRow(None, tr("Drone, model not determined"), tr("a drone, and no more can be said"), "")


def rows_for(catalog: Catalog, text: str, recent: Iterable[str]) -> tuple[PickRow, ...]:
    """Return the answers to what was typed, the levels above the best one, and "undetermined".

    With nothing typed: "undetermined", which claims least, then the drones used lately, then the classes.
    """
    if text.strip():
        hits = catalog.search(text, SHOWN_HITS)
        found = [_row(catalog, hit.entry, _matched(hit)) for hit in hits]
        known = {hit.entry.id for hit in hits}
        above = catalog.ancestors(hits[0].entry.id) if hits else ()
        less = [_row(catalog, entry, "") for entry in above if entry.id not in known]
        return (*found, *_grouped(tr("Say less"), [*less, undetermined_row()]))
    used = [catalog.entry(slug) for slug in dict.fromkeys(recent) if catalog.has(slug)]
    classes = [entry for entry in catalog.entries if entry.level == "class"]
    return (
        undetermined_row(),
        *_grouped(tr("Used lately"), [_row(catalog, entry, "") for entry in used]),
        *_grouped(tr("Only the kind of drone"), [_row(catalog, entry, "") for entry in classes]),
    )


def row_of(catalog: Catalog, slug: str) -> PickRow:
    """Return the row of an entry that was asked for by its level."""
    return _row(catalog, catalog.entry(slug), "")


def ref_of(catalog: Catalog, row: PickRow) -> CatalogRef:
    """Return what a claim says for a row."""
    return UNDETERMINED if row.entry_id is None else catalog.ref(row.entry_id)


def detail_of(catalog: Catalog, row: PickRow) -> Detail:
    """Return what is known of a row's entry, with its sources."""
    if row.entry_id is None:
        words = tr(
            "Choose this where the picture does not show enough. It can be made more exact later; both answers stay "
            "in the record of edits."
        )
        return Detail(row.name, tr("always a fair answer"), empty=words)
    entry = catalog.entry(row.entry_id)
    cues = tuple(_cue(catalog, cue) for cue in catalog.cues(entry.id) if cue.basis == "visual")
    others = tuple(_difference(catalog, like) for like in catalog.look_alikes(entry.id) if like.basis == "visual")
    return Detail(
        entry_words(entry),
        second_line(catalog, entry),
        coverage_words(catalog, entry) if entry.level != "class" else "",
        (*_facts(entry), *_code_facts(catalog, entry)),
        cues,
        others,
        tuple(f"{conflict.topic}: {conflict.claims} {conflict.handling}" for conflict in catalog.conflicts(entry.id)),
        "" if cues or others else _empty_words(entry),
        tuple((above.id, above.name) for above in catalog.ancestors(entry.id)),
        tuple((below.id, below.name) for below in catalog.children(entry.id)),
    )


def coverage_words(catalog: Catalog, entry: Entry) -> str:
    """Say how well the catalog knows an entry: ``6 sourced cues · 5 sourced facts · no reference picture``."""
    cues = sum(cue.basis == "visual" for cue in catalog.cues(entry.id))
    facts = sum(name not in NOT_FACTS and set(keys) != {OWN_WORDS} for name, keys in entry.sources.items())
    pictures = len(catalog.pictures(entry.id))
    parts = (
        trn("{number} sourced cue", "{number} sourced cues", cues) if cues else tr("no sourced cue"),
        trn("{number} sourced fact", "{number} sourced facts", facts) if facts else tr("no sourced fact"),
        trn("{number} reference picture", "{number} reference pictures", pictures)
        if pictures
        else tr("no reference picture"),
    )
    words = " · ".join(parts)
    return words if cues else tr("The catalog knows little of it: {what}", what=words.replace(" · ", ", "))


def second_line(catalog: Catalog, entry: Entry) -> str:
    """Write maker, class and level: ``DJI · Quadcopter · model``."""
    if entry.level == "class":
        return tr("any of this kind, family and model open")
    kind = entry_words(catalog.entry(entry.airframe)) if entry.airframe and catalog.has(entry.airframe) else ""
    parts = (_short(entry.maker or ""), kind, tr(LEVEL_WORDS[entry.level]))
    return " · ".join(part for part in parts if part)


def entry_words(entry: Entry) -> str:
    """Name an entry: a class is a word of the language, a family or model has a name that stays as it is."""
    return tr(entry.name) if entry.level == "class" else entry.name


def _each(words: str) -> str:
    """Say each word of a role or a country in the language of the window."""
    return "".join(tr(part) if place % 2 == 0 else part for place, part in enumerate(PARTED.split(words)))


def _row(catalog: Catalog, entry: Entry, aside: str) -> PickRow:
    return PickRow(entry.id, entry_words(entry), second_line(catalog, entry), aside if aside != entry.name else "")


def _grouped(group: str, rows: list[PickRow]) -> list[PickRow]:
    return [msgspec.structs.replace(row, group=group) if place == 0 else row for place, row in enumerate(rows)]


def _short(maker: str) -> str:
    return maker.split(";")[0].strip()


def _matched(hit: Hit) -> str:
    return hit.matched if hit.matched_as in ("alias", "camera code") else ""


def _cue(catalog: Catalog, cue: Cue) -> Point:
    part = tr(cue.part)
    aside = part if cue.viewpoint == "any" else f"{part}, {tr(SEEN_FROM.get(cue.viewpoint, cue.viewpoint))}"
    return Point(cue.text, aside, source_words(catalog, cue.citations[0].source))


def _difference(catalog: Catalog, like: LookAlikeOf) -> Point:
    return Point(
        f"{like.other.name}: {like.text}",
        _separable(like.separable_by_shape),
        source_words(catalog, like.citations[0].source),
    )


def _separable(by_shape: bool | None) -> str:
    if by_shape is None:
        return tr("look-alike")
    return tr("told apart by shape") if by_shape else tr("not to be told apart from a picture alone")


def _empty_words(entry: Entry) -> str:
    if entry.level == "class":
        return tr("A fair answer where the build can be seen and the maker cannot.")
    return tr("The catalog has no sourced description of how it looks. Say less, or name your own grounds.")


def source_words(catalog: Catalog, key: str) -> str:
    """Name a source in a few words: its title, the site, repository and file, or how the catalog keeps it."""
    source = catalog.source(key)
    title = catalog.title_of(source)
    if title:
        return title
    place, _, path = source.ref.partition(" @")[0].partition(":")
    if place in ("http", "https"):
        return path.strip("/").partition("/")[0].removeprefix("www.")
    if "/" not in place:
        return tr("a public file kept as {ref}", ref=source.ref)
    return f"{place}, {path.rpartition('/')[2]}" if path else place


def _code_facts(catalog: Catalog, entry: Entry) -> tuple[tuple[str, str], ...]:
    codes = sorted({code.model for code in catalog.camera_codes if entry.id in code.drones})
    return ((tr("Camera codes"), ", ".join(codes)),) if codes else ()


def _facts(entry: Entry) -> tuple[tuple[str, str], ...]:
    found = [
        (tr("Role"), _each(entry.role or "")),
        (tr("Country"), _each(entry.country or "")),
        (tr("Rotors"), str(entry.rotor_count or "")),
    ]
    if entry.dimensions_mm and any(entry.dimensions_mm):
        size = " × ".join(f"{side:g}" if side else "?" for side in entry.dimensions_mm)
        found.append((tr("Size"), f"{size} mm" + (f", {entry.dimensions_note}" if entry.dimensions_note else "")))
    if entry.wingspan_mm:
        found.append((tr("Wingspan"), f"{entry.wingspan_mm / 1000:g} m"))
    if entry.takeoff_mass_g:
        mass = entry.takeoff_mass_g
        found.append((tr("Mass"), f"{mass / 1000:g} kg" if mass >= 1000 else f"{mass:g} g"))
    return tuple((name, value) for name, value in found if value)
