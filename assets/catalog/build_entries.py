"""Turn collected models into entries, and set classes, families and variants around them."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from build_sources import OWN_WORDS, Sources
from families import CLASSES, DRAWN_FAMILIES, SERIES, VARIANTS, Series

from verifier.catalog.entries import Alias, Entry

FACTS = {
    "name": "name",
    "manufacturer": "maker",
    "country": "country",
    "class": "airframe",
    "role": "role",
    "role_tags": "role_tags",
    "nato_class": "nato_class",
    "nato_subclass": "nato_subclass",
    "eu_class": "eu_class",
    "rotor_count": "rotor_count",
    "dimensions_mm": "dimensions_mm",
    "dimensions_note": "dimensions_note",
    "wingspan_mm": "wingspan_mm",
    "takeoff_mass_g": "takeoff_mass_g",
    "max_takeoff_mass_g": "max_takeoff_mass_g",
    "max_flight_time_min": "max_flight_time_min",
    "first_year": "first_year",
    "theatre": "theatre",
    "wikidata_qid": "wikidata_qid",
    "notes": "notes",
    "aliases": "aliases",
}
"""Field of the collected facts -> field of an entry."""
SAME_STATEMENT = {"nato_subclass": "nato_class", "dimensions_note": "dimensions_mm", "role_tags": "role"}
"""A field read from the same words as another takes that one's sources."""
GENERIC_NICKNAME = "generic nickname"


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, [], (), "")}


def model_entry(raw: dict[str, Any], sources: Sources) -> Entry:
    """Turn one collected model into an entry; its parent is set later, once the families stand."""
    kept: dict[str, Any] = {}
    cited: dict[str, tuple[str, ...]] = {}
    for field, name in FACTS.items():
        keys = sources.known(_keys_of(raw, field))
        if raw[field] in (None, []) or not keys:
            continue
        kept[name] = _plain(name, raw[field])
        cited[name] = keys
    if "name" not in cited:
        raise SystemExit(f"{raw['id']}: no source names it")
    return Entry(id=raw["id"], level="model", sources=cited, **kept)


def _keys_of(raw: dict[str, Any], field: str) -> list[str]:
    stated = raw["field_sources"].get(SAME_STATEMENT.get(field, field), [])
    return stated or (raw["sources"] if field in raw["entry_level_source_fields"] else [])


def _plain(name: str, value: Any) -> Any:
    if name == "aliases":
        return tuple(alias for text in value for alias in _aliases(text))
    if name == "airframe":
        return str(value).lower().replace(" ", "-")
    return tuple(value) if isinstance(value, list) else value


def _aliases(text: str) -> Iterator[Alias]:
    """Part "Moped / мопед (nickname)" into two names that carry the note."""
    names, note = text, ""
    if (match := re.fullmatch(r"(.+?) \((.+)\)", text)) is not None:
        names, note = match[1], match[2]
    for name in names.split(" / "):
        yield Alias(name.strip().strip("'"), note)


def class_entries() -> list[Entry]:
    """The airframe classes: ours by arrangement, their words plain."""
    return [
        Entry(
            id=row.id,
            level="class",
            name=row.name,
            parent=row.parent,
            airframe=row.id,
            aliases=tuple(Alias(word) for word in row.words),
            sources={"name": (OWN_WORDS,), "aliases": (OWN_WORDS,), "airframe": (OWN_WORDS,)},
        )
        for row in CLASSES
    ]


def family_entries(models: list[Entry], drawn: dict[str, list[str]]) -> tuple[list[Entry], dict[str, str]]:
    """Make the families and say for each model which is its nearest."""
    taken = {model.id for model in models}
    members: dict[str, list[Entry]] = {}
    by_series: dict[str, Series] = {}
    for series in (*SERIES, *DRAWN_FAMILIES):
        found = [m for m in models if series.holds(m.id, m.name, m.maker, drawn.get(series.drawn, []))]
        if len(found) < 2:
            raise SystemExit(f"{series.name}: fewer than two models")
        family_id = series.id if series.id not in taken else f"{series.id}-series"
        members[family_id], by_series[family_id] = found, series
    entries = [_family(fid, by_series[fid], found, members, models) for fid, found in members.items()]
    nearest: dict[str, str] = {}
    for family_id in sorted(members, key=lambda fid: -len(members[fid])):
        nearest.update({model.id: family_id for model in members[family_id]})
    return entries, nearest


def _family(
    family_id: str, series: Series, found: list[Entry], members: dict[str, list[Entry]], models: list[Entry]
) -> Entry:
    ids = {model.id for model in found}
    wider = [f for f, other in members.items() if f != family_id and ids < {m.id for m in other}]
    airframe = _common_class([model.airframe for model in found])
    parent = min(wider, key=lambda f: len(members[f])) if wider else airframe
    makers, countries = {m.maker for m in found}, {m.country for m in found}
    values = _without_empty(
        {
            "parent": parent,
            "aliases": (*(Alias(word) for word in series.words), *_nicknames(series, models)),
            "maker": makers.pop() if len(makers) == 1 else None,
            "country": countries.pop() if len(countries) == 1 else None,
            "airframe": airframe,
        }
    )
    derived = "families drawn up with the visual cues" if series.drawn else "by name: same maker, same series words"
    cited = {field: _member_sources(field, found) for field in ("maker", "country", "airframe") if field in values}
    cited["name"] = cited["aliases"] = (OWN_WORDS,)
    return Entry(id=family_id, level="family", name=f"{series.name} series", derived=derived, sources=cited, **values)


def _nicknames(series: Series, models: list[Entry]) -> tuple[Alias, ...]:
    """A nickname that a source calls generic belongs to the family, not to the model it was filed under."""
    if not series.takes_nicknames_of:
        return ()
    owner = next(model for model in models if model.id == series.takes_nicknames_of)
    return tuple(alias for alias in owner.aliases if alias.note.startswith(GENERIC_NICKNAME))


def _member_sources(field: str, found: list[Entry]) -> tuple[str, ...]:
    return tuple(sorted({key for model in found for key in model.sources.get(field, ())}))


def _common_class(airframes: list[str | None]) -> str | None:
    chains = [_class_chain(airframe) for airframe in airframes]
    return next((step for step in chains[0] if all(step in chain for chain in chains)), None)


def _class_chain(airframe: str | None) -> list[str]:
    parents = {row.id: row.parent for row in CLASSES}
    chain: list[str] = []
    while airframe is not None:
        chain.append(airframe)
        airframe = parents[airframe]
    return chain


def variant_entries(models: list[Entry]) -> list[Entry]:
    """Variants that a source states as such (families.VARIANTS names where)."""
    by_id = {model.id: model for model in models}
    entries: list[Entry] = []
    for row in VARIANTS:
        model = by_id[row.parent]
        if row.name not in {alias.text for alias in model.aliases}:
            raise SystemExit(f"{row.id}: no source calls {row.parent} {row.name}")
        keys = model.sources["aliases"]
        kept = {name: getattr(model, name) for name in ("maker", "country", "airframe") if getattr(model, name)}
        cited = {name: model.sources[name] for name in kept}
        entries.append(
            Entry(
                id=row.id,
                level="variant",
                name=row.full_name,
                parent=row.parent,
                derived=f"variant: {row.because}",
                aliases=(Alias(row.name),),
                sources={**cited, "name": keys, "aliases": keys},
                **kept,
            )
        )
    return entries


def all_entries(facts: dict[str, Any], cues: dict[str, Any], sources: Sources) -> tuple[list[Entry], dict[str, str]]:
    """Classes, families, models and variants; and the entry id of each family that the cues name."""
    models = [model_entry(raw, sources) for raw in facts["models"]]
    families, nearest = family_entries(models, cues["families"])
    variants = variant_entries(models)
    placed = [_placed(model, nearest, {row.name for row in VARIANTS if row.parent == model.id}) for model in models]
    ids = {entry.id for entry in families}
    drawn = {slug: slug if slug in ids else f"{slug}-series" for slug in cues["families"]}
    entries = [*class_entries(), *families, *placed, *variants]
    return sorted(entries, key=lambda entry: entry.id), drawn


def _placed(model: Entry, nearest: dict[str, str], moved: set[str]) -> Entry:
    parent = nearest.get(model.id, model.airframe)
    aliases = tuple(
        alias
        for alias in model.aliases
        if alias.text not in moved and not (alias.note.startswith(GENERIC_NICKNAME) and model.id in nearest)
    )
    cited = {key: value for key, value in model.sources.items() if key != "aliases" or aliases}
    return msgspec.structs.replace(model, parent=parent, aliases=aliases, sources=cited)
