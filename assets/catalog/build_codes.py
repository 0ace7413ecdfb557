"""Turn collected camera codes, serial prefixes and number tables into records."""

import json
from collections.abc import Iterator
from typing import Any

from build_sources import Sources

from verifier.catalog.entries import CameraCode, Identifiers, NumberTable, SensorRow, SerialPrefix, SourcedNumber


def camera_code(raw: dict[str, Any], sources: Sources) -> CameraCode | None:
    """Turn one collected camera code into a record; ``None`` where no source attests it."""
    keys = sources.known(raw["sources"])
    if not keys:
        return None
    numbers = {
        name: _sourced(raw, name, sources) for name in ("crop_factor", "focal_mm", "equiv_35mm", "rolling_shutter_ms")
    }
    return CameraCode(
        make=raw["make"],
        model=raw["code"],
        camera=raw["camera"] or "",
        kind=raw["kind"],
        status=raw["status"],
        drones=tuple(raw["drones"]),
        sources=keys,
        naming_sources=sources.known(raw["naming_sources"]),
        note=raw["notes"] or "",
        conflicts=tuple(raw["conflicts"]),
        sensors=tuple(_sensor(row) for row in raw["sensor"] if sources.known([row["source"]])),
        sensor_width_disputed=raw["sensor_width_disputed"],
        **numbers,
    )


def _sourced(raw: dict[str, Any], name: str, sources: Sources) -> SourcedNumber | None:
    key = raw.get({"focal_mm": "focal_source"}.get(name, f"{name}_source"))
    if raw[name] is None or not key or not sources.known([key]):
        return None
    return SourcedNumber(raw[name], key)


def _sensor(row: dict[str, Any]) -> SensorRow:
    return SensorRow(
        row["sensor_width_mm"],
        row["source"],
        row.get("width_px"),
        row.get("height_px"),
        row.get("focal_mm"),
        row.get("thermal"),
    )


def identifiers(facts: dict[str, Any], sources: Sources) -> Identifiers:
    """Serial prefixes, maker codes and number tables."""
    raw = facts["identifiers"]
    structure = raw["cta_2063_a"]
    rows = [_prefix(row, sources) for row in raw["serial_prefixes"]]
    rows += [_maker_code(row, sources) for row in raw["manufacturer_codes"]]
    return Identifiers(
        serial_pattern=structure["pattern"],
        serial_note=f"{structure['structure']}. {structure['dji']}. {raw['serial_prefix_warning']}",
        serial_sources=sources.known(structure["sources"]),
        prefixes=tuple(sorted(rows, key=lambda row: (row.prefix, row.maker))),
        tables=tuple(_tables(facts, sources)),
    )


def _prefix(row: dict[str, Any], sources: Sources) -> SerialPrefix:
    keys = sources.known(row["sources"])
    doubt: list[str] = []
    if len(keys) == 1:
        doubt.append("one list only names this prefix")
    if sources.worst_quality(keys) == "C" and len(keys) == 1:
        doubt.append("that list is seed or demonstration data: not enough to settle a case")
    if not row["unique"] and row["drones"]:
        doubt.append("several models share this prefix")
    if not row["drones"]:
        doubt.append("names no model")
    return SerialPrefix(
        prefix=row["prefix"],
        drones=tuple(row["drones"]),
        label=row["source_label"] or "",
        is_unique=row["unique"],
        doubt=tuple(doubt),
        sources=keys,
    )


def _maker_code(row: dict[str, Any], sources: Sources) -> SerialPrefix:
    doubt = ["names the maker, not the model; the registry of maker codes is not public"]
    if "note" in row:
        doubt.append(row["note"])
    return SerialPrefix(
        prefix=row["code"], maker=row["maker"], doubt=tuple(doubt), sources=sources.known(row["sources"])
    )


def _tables(facts: dict[str, Any], sources: Sources) -> Iterator[NumberTable]:
    for name, raw in facts["dji_numbers"].items():
        if not isinstance(raw, dict) or "values" not in raw:
            continue
        keys = raw["source"] if isinstance(raw["source"], list) else [raw["source"]]
        values = {
            str(key): json.dumps(value) if isinstance(value, dict) else str(value)
            for key, value in raw["values"].items()
        }
        yield NumberTable(id=f"dji_{name}", values=values, note=raw.get("note", ""), sources=sources.known(keys))
    wifi = facts["identifiers"]["wifi_oui"]
    blocks = {block: maker for maker, found in wifi["registered"].items() for block in found}
    yield NumberTable(id="wifi_address_blocks", values=blocks, sources=sources.known([wifi["source"]]))
    for row in facts["identifiers"]["fcc_grantees"]:
        yield NumberTable(
            id=f"fcc_grantee_{row['code'].lower()}",
            values={row["code"]: row["holder"]},
            sources=sources.known(row["sources"]),
        )
