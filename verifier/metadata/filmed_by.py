"""Say which drones a file's own words allow: by the model in its XMP, by serial prefix, by camera code.

Always a set with its basis, never a verdict. A payload code names a camera and not what carries it; a hand-held camera
speaks against a drone; a disputed code decides nothing, and all of that is said.
"""

from collections.abc import Callable

import msgspec

from verifier.catalog.catalog import Catalog
from verifier.catalog.entries import CameraCode, SerialPrefix
from verifier.domain.readings import Candidate, Fact, FilmedBy, Reading
from verifier.metadata.dji_schemas import DATA_GROUP, PROTOCOL

_MAX_NAMED = 12
_SCHEMAS = "dji_dvtm_schemas"
_TRACKS = {
    "DJI subtitles": "The telemetry is laid out as DJI's drones write it.",
    "GoPro track": "The telemetry is laid out as GoPro's cameras write it, drones' and others.",
}
_DOUBTS = {
    "single_source": "Only one source ties this code to a drone.",
    "agreed_with_dissent": "Several sources agree on this code and one contradicts them.",
    "ambiguous": "The code stands for different cameras; it does not decide.",
    "disputed": "Sources contradict each other about this code; it does not decide.",
    "code_seen_only": "The code is known, but no source says which drone it belongs to.",
}


Readings = tuple[Reading, ...]


class _Ground(msgspec.Struct, frozen=True):
    """One reason: the drones it allows (none: it says something without naming any) and its sentences."""

    drones: tuple[str, ...]
    basis: tuple[str, ...]


def filmed_by(facts: dict[str, Fact], readings: tuple[Reading, ...], catalog: Catalog) -> FilmedBy:
    """Return the candidates, those that most reasons name first, and what all of it rests on."""
    grounds = tuple(ground for look in LOOKS for ground in look(facts, readings, catalog))
    reasons: dict[str, list[str]] = {}
    for ground in grounds:
        for slug in ground.drones:
            if catalog.has(slug):
                reasons.setdefault(slug, []).append(ground.basis[0])
    order = sorted(reasons, key=lambda slug: -len(reasons[slug]))
    candidates = tuple(Candidate(slug, catalog.entry(slug).name, tuple(reasons[slug])) for slug in order)
    basis = tuple(dict.fromkeys(sentence for ground in grounds for sentence in ground.basis))
    return FilmedBy(
        candidates, (*basis, *_contradiction(grounds)) or ("No reader found a camera or a serial number in the file.",)
    )


def _by_xmp_model(facts: dict[str, Fact], _readings: Readings, catalog: Catalog) -> list[_Ground]:
    """Look up the drone's name that the XMP gives; only an entry of just that name or alias counts."""
    grounds: list[_Ground] = []
    for text in _texts(facts, "drone_model"):
        drones = _named(text, catalog)
        said = f'The XMP names the drone "{text}".'
        grounds.append(_Ground(drones, (said,) if drones else (f"{said} The catalog has no entry of that name.",)))
    return grounds


def _named(text: str, catalog: Catalog) -> tuple[str, ...]:
    """Return the entries of just that name, then those with just that alias."""
    hits = catalog.search(text, 5)
    found = [hit.entry.id for hit in hits if _is_named(hit.entry.name, text)]
    aliased = [hit.entry.id for hit in hits if any(_is_named(alias.text, text) for alias in hit.entry.aliases)]
    return tuple(dict.fromkeys((*found, *aliased)))


def _is_named(name: str, text: str) -> bool:
    def plain(words: str) -> str:
        return "".join(words.casefold().removeprefix("dji").split())

    return plain(name) == plain(text)


def _by_serials(facts: dict[str, Fact], _readings: Readings, catalog: Catalog) -> list[_Ground]:
    fact = facts.get("serial_numbers")
    serials = fact.value if fact is not None and isinstance(fact.value, tuple) else ()
    return [_serial_ground(serial, row) for serial in serials for row in catalog.by_serial(serial)[:1]]


def _serial_ground(serial: str, row: SerialPrefix) -> _Ground:
    named = row.label or row.maker or "a known maker"
    said = f"The serial number {serial} begins with {row.prefix}, which a list gives to {named}."
    doubts = list(row.doubt)
    if row.drones and not row.is_unique:
        doubts.append(f"The prefix {row.prefix} stands for more than one model.")
    return _Ground(row.drones, (said, *doubts))


def _is_product_name(model: Fact, readings: Readings) -> bool:
    """Tell whether a model is the name of a product out of a DJI data track, which is no camera code."""
    return {readings[place].group for place in model.readings if place < len(readings)} == {DATA_GROUP}


def _by_camera_codes(facts: dict[str, Fact], readings: Readings, catalog: Catalog) -> list[_Ground]:
    grounds: list[_Ground] = []
    for make in _texts(facts, "make"):
        for model in _texts(facts, "model"):
            code = catalog.by_camera_code(make, model)
            if code is not None:
                grounds.append(_code_ground(code, catalog))
    if not grounds and "model" in facts and not _is_product_name(facts["model"], readings):
        make, model = (_texts(facts, "make") or ("",))[0], _texts(facts, "model")[0]
        grounds.append(_Ground((), (f'The camera code "{make} {model}" is in no list of drone cameras.',)))
    return grounds


def _code_ground(code: CameraCode, catalog: Catalog) -> _Ground:
    pair = f'Make "{code.make}" and Model "{code.model}"'
    doubt = (_DOUBTS[code.status],) if code.status in _DOUBTS else ()
    if code.kind == "handheld":
        return _Ground((), (f"{pair} are those of a hand-held camera: this speaks against a drone.", *doubt))
    if code.kind == "payload":
        said = f"{pair} name a removable camera{_called(code)}, not what carries it."
        carriers = f" Sources mention {len(code.drones)} carriers." if code.drones else ""
        return _Ground(code.drones, (said + carriers, *doubt))
    if code.status in ("ambiguous", "disputed", "code_seen_only") or not code.drones:
        return _Ground(code.drones, (f"{pair} are a drone camera's code{_called(code)}.", *doubt))
    return _Ground(code.drones, (f"{pair} are the code of the camera of {_listed(code.drones, catalog)}.", *doubt))


def _called(code: CameraCode) -> str:
    return f" ({code.camera})" if code.camera else ""


def _listed(slugs: tuple[str, ...], catalog: Catalog) -> str:
    shown = ", ".join(catalog.entry(slug).name for slug in slugs[:_MAX_NAMED] if catalog.has(slug))
    return f"{shown} and {len(slugs) - _MAX_NAMED} more" if len(slugs) > _MAX_NAMED else shown


def _by_drone_groups(_facts: dict[str, Fact], readings: Readings, _catalog: Catalog) -> list[_Ground]:
    """Note XMP that only drones write; it names a maker and no model."""
    groups = sorted({r.group for r in readings if r.group.startswith(("XMP-drone-", "XMP-DJI"))})
    return [_Ground((), (f"The file holds {group} data, which drones of that maker write.",)) for group in groups]


def _by_data_tracks(_facts: dict[str, Fact], readings: Readings, catalog: Catalog) -> list[_Ground]:
    """Look up the schema of DJI's data tracks; which products it serves, a list says."""
    table = {
        code: name
        for table in catalog.identifiers.tables
        if table.id == _SCHEMAS
        for code, name in table.values.items()
    }
    protocols = dict.fromkeys(r.text for r in readings if r.name == PROTOCOL and r.text.startswith("dvtm_"))
    grounds: list[_Ground] = []
    for protocol in protocols:
        product = table.get(protocol.removeprefix("dvtm_").removesuffix(".proto"), "")
        name, _, remark = product.partition(" (")
        if not product:
            said = f"A data track follows DJI's schema {protocol}, which is in no list."
        elif remark == "handheld)":
            said = f"A data track is that of {name}, a hand-held camera: this speaks against a drone."
        else:
            said = f"A data track follows DJI's schema {protocol}, which a list gives to {product}."
        is_drone = product and remark != "handheld)"
        grounds.append(_Ground(_named(name, catalog) if is_drone else (), (said,)))
    return grounds


def _by_telemetry(_facts: dict[str, Fact], readings: Readings, _catalog: Catalog) -> list[_Ground]:
    """Note how a track is laid out; it names a maker and no model."""
    sources = [r.text for r in readings if (r.group, r.name) == ("Telemetry", "Source")]
    return [_Ground((), (said,)) for begin, said in _TRACKS.items() if any(one.startswith(begin) for one in sources)]


def _contradiction(grounds: tuple[_Ground, ...]) -> tuple[str, ...]:
    sets = [frozenset(ground.drones) for ground in grounds if ground.drones]
    if len(sets) > 1 and not sets[0].intersection(*sets[1:]):
        return ("These do not name one common drone; the contradiction is left standing.",)
    return ()


def _texts(facts: dict[str, Fact], name: str) -> tuple[str, ...]:
    fact = facts.get(name)
    if fact is None:
        return ()
    return tuple(str(value) for value in (fact.value, *(other.value for other in fact.others)))


Look = Callable[[dict[str, Fact], Readings, Catalog], list[_Ground]]
LOOKS: tuple[Look, ...] = (
    _by_xmp_model,
    _by_serials,
    _by_camera_codes,
    _by_data_tracks,
    _by_drone_groups,
    _by_telemetry,
)
"""The grounds in order: the model in the XMP, serial prefixes, EXIF Make and Model, the schema of a data track, data
that one maker's drones write, how the telemetry is laid out.
"""
