"""What the drone picker lists and explains. No Qt."""

from collections.abc import Iterable

import msgspec

from verifier.catalog.catalog import UNDETERMINED, Catalog
from verifier.catalog.entries import Cue, Entry
from verifier.domain.records import CatalogRef

SHOWN_HITS = 40
SHOWN_CUES = 8
SHOWN_LOOK_ALIKES = 6
LEVEL_WORDS = {"class": "class", "family": "family, model open", "model": "model", "variant": "variant"}


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
    """What stands beside the list about the entry under the cursor."""

    title: str
    second: str
    facts: tuple[tuple[str, str], ...]
    cues: tuple[Point, ...]
    look_alikes: tuple[Point, ...]
    empty: str


UNDETERMINED_ROW = PickRow(None, "Drone, model not determined", "a drone, and no more can be said", "")


def rows_for(catalog: Catalog, text: str, recent: Iterable[str]) -> tuple[PickRow, ...]:
    """Return the answers to what was typed; with nothing typed: those used lately, then the classes."""
    if text.strip():
        hits = catalog.search(text, SHOWN_HITS)
        return (
            *(
                _row(catalog, hit.entry, hit.matched if hit.matched_as in ("alias", "camera code") else "")
                for hit in hits
            ),
            UNDETERMINED_ROW,
        )
    used = [catalog.entry(slug) for slug in dict.fromkeys(recent) if catalog.has(slug)]
    classes = [entry for entry in catalog.entries if entry.level == "class"]
    return (
        UNDETERMINED_ROW,
        *_grouped("Used in this case", [_row(catalog, entry, "") for entry in used]),
        *_grouped("Only the kind of drone", [_row(catalog, entry, "") for entry in classes]),
    )


def ref_of(catalog: Catalog, row: PickRow) -> CatalogRef:
    """Return what a claim says for a row."""
    return UNDETERMINED if row.entry_id is None else catalog.ref(row.entry_id)


def detail_of(catalog: Catalog, row: PickRow) -> Detail:
    """Return what is known of a row's entry, with its sources."""
    if row.entry_id is None:
        return Detail(
            row.name, "always a fair answer", (), (), (),
            "Choose this where the picture does not show enough. It can be made more exact later; both answers stay "
            "in the record of edits.",
        )  # fmt: skip
    entry = catalog.entry(row.entry_id)
    cues = tuple(_cue(catalog, cue) for cue in catalog.cues(entry.id) if cue.basis == "visual")
    others = tuple(
        Point(
            f"{like.other.name}: {like.text}",
            _separable(like.separable_by_shape),
            source_words(catalog, like.citations[0].source),
        )
        for like in catalog.look_alikes(entry.id)
        if like.basis == "visual"
    )
    empty = "" if cues or others else "The catalog has no sourced description of how it looks."
    return Detail(
        entry.name, second_line(catalog, entry), _facts(entry), cues[:SHOWN_CUES], others[:SHOWN_LOOK_ALIKES], empty
    )


def second_line(catalog: Catalog, entry: Entry) -> str:
    """Write maker, class and level: ``DJI · Quadcopter · model``."""
    if entry.level == "class":
        return "any of this kind, family and model open"
    kind = catalog.entry(entry.airframe).name if entry.airframe and catalog.has(entry.airframe) else ""
    parts = (_short(entry.maker or ""), kind, LEVEL_WORDS[entry.level])
    return " · ".join(part for part in parts if part)


def _row(catalog: Catalog, entry: Entry, aside: str) -> PickRow:
    return PickRow(entry.id, entry.name, second_line(catalog, entry), aside if aside != entry.name else "")


def _grouped(group: str, rows: list[PickRow]) -> list[PickRow]:
    return [msgspec.structs.replace(row, group=group) if place == 0 else row for place, row in enumerate(rows)]


def _short(maker: str) -> str:
    return maker.split(";")[0].strip()


def _cue(catalog: Catalog, cue: Cue) -> Point:
    aside = cue.part if cue.viewpoint == "any" else f"{cue.part}, seen from the {cue.viewpoint}"
    return Point(cue.text, aside, source_words(catalog, cue.citations[0].source))


def _separable(by_shape: bool | None) -> str:
    return {True: "told apart by shape", False: "not to be told apart from a picture alone", None: "look-alike"}[
        by_shape
    ]


def source_words(catalog: Catalog, key: str) -> str:
    """Name a source in a few words: its title, the site, or repository and file."""
    source = catalog.source(key)
    if source.title:
        return source.title
    place, _, path = source.ref.partition(" @")[0].partition(":")
    if place in ("http", "https"):
        return path.strip("/").partition("/")[0].removeprefix("www.")
    if "/" not in place:
        return "source in the catalog"
    return f"{place}, {path.rpartition('/')[2]}" if path else place


def _facts(entry: Entry) -> tuple[tuple[str, str], ...]:
    found = [("Role", entry.role or ""), ("Country", entry.country or ""), ("Rotors", str(entry.rotor_count or ""))]
    if entry.dimensions_mm and any(entry.dimensions_mm):
        size = " × ".join(f"{side:g}" if side else "?" for side in entry.dimensions_mm)
        found.append(("Size", f"{size} mm" + (f", {entry.dimensions_note}" if entry.dimensions_note else "")))
    if entry.wingspan_mm:
        found.append(("Wingspan", f"{entry.wingspan_mm / 1000:g} m"))
    if entry.takeoff_mass_g:
        mass = entry.takeoff_mass_g
        found.append(("Mass", f"{mass / 1000:g} kg" if mass >= 1000 else f"{mass:g} g"))
    return tuple((name, value) for name, value in found if value)
