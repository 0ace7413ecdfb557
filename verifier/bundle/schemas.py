"""The JSON Schemas (2020-12) of what stands in a bundle, generated from the types; kept in ``assets/schema/``.

``python -m verifier.bundle.schemas FOLDER`` writes them; a test keeps both in step.
"""

import sys
from pathlib import Path
from typing import Any, cast

import msgspec

from verifier.bundle.cataloged import CatalogDocument
from verifier.bundle.evidence import FORMAT, Evidence
from verifier.bundle.layout import FORMAT_VERSION
from verifier.case.journal import Line
from verifier.domain import codec
from verifier.domain.disclosure import MAIN, PARTS, ROWS, part_names
from verifier.domain.ids import Sha256
from verifier.domain.readings import ReadingsDocument
from verifier.domain.records import RECORD_TYPES, Record, record_kind
from verifier.domain.schemas import published

Schema = dict[str, Any]


class ValueLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of values.jsonl: SHA-256(salt bytes, then the UTF-8 bytes of value) is the commitment."""

    commitment: Sha256
    salt: str
    value: str


def evidence_schema() -> Schema:
    """Return the schema of ``evidence.json``: each record kind with its withheld parts left out."""
    schema = codec.schema(Evidence)
    records = codec.schema(Record)
    definitions: Schema = {**records["$defs"], **schema["$defs"]}
    for record_type in RECORD_TYPES:
        definitions[record_type.__name__] = _partial(record_type.__name__, record_type, definitions)
    evidence = cast(Schema, definitions["Evidence"])
    evidence["properties"]["records"] = {
        "type": "array",
        "items": {"oneOf": [{"$ref": f"#/$defs/{record_type.__name__}"} for record_type in RECORD_TYPES]},
    }
    evidence["properties"]["format"] = {"const": FORMAT}
    evidence["properties"]["format_version"] = {"const": FORMAT_VERSION}
    evidence["required"] = sorted({*evidence["required"], "format"})
    schema["$defs"] = dict(sorted(definitions.items()))
    return published(schema, "Records of an evidence bundle")


def _partial(name: str, record_type: type, definitions: Schema) -> Schema:
    """Allow a record without the fields of its parts, and ask for ``withheld``; ``main`` is always whole.

    Rows that stand in a part of their own have a property of their own, by their places in the whole list.
    """
    full = cast(Schema, definitions[name])
    parted = {field for fields in PARTS.get(record_type, {}).values() for field in fields}
    properties = cast(Schema, full["properties"])
    apart: Schema = {
        rows.stored_as: {"type": "object", "additionalProperties": properties[rows.field]["items"]}
        for rows in ROWS.get(record_type, {}).values()
    }
    kind = record_kind(record_type)
    parts = [part for part in part_names(kind) if part != MAIN]
    withheld: Schema = {"type": "array", "uniqueItems": True, "items": {"enum": parts}, "maxItems": len(parts)}
    return {
        **full,
        "properties": {**properties, **apart, "withheld": withheld if parts else {"type": "array", "maxItems": 0}},
        "required": sorted((properties.keys() - parted) | {"withheld"}),
        "additionalProperties": False,
    }


def _of_type(kind: Any, title: str) -> Schema:
    return published(codec.schema(kind), title)


def all_schemas() -> dict[str, Schema]:
    """Return every schema by the name of its file."""
    return {
        "catalog.schema.json": _of_type(CatalogDocument, "Catalog entries named by the claims of an evidence bundle"),
        "evidence.schema.json": evidence_schema(),
        "journal-line.schema.json": _of_type(Line, "One line of the journal"),
        "readings.schema.json": _of_type(ReadingsDocument, "What readers found in one file"),
        "value-line.schema.json": _of_type(ValueLine, "One disclosed value"),
    }


def write_schemas(folder: Path) -> None:
    """Write every schema as indented JSON with sorted keys."""
    for name, schema in all_schemas().items():
        (folder / name).write_bytes(codec.encode_indented(schema))


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
