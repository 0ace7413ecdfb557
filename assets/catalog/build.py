"""Build the catalog's assets from the folder of collected facts: ``python assets/catalog/build.py FOLDER``.

Reads ``drone_facts.json`` and ``visual_cues.json``, writes the JSON files beside this script and the schema of a
person's own entries. A fact without a source is dropped; doubts and conflicts are kept. Same input, same bytes: one
record per line, keys sorted.
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from build_codes import camera_code, identifiers
from build_cues import all_cues, differences
from build_entries import all_entries
from build_sources import Sources

from verifier.catalog.entries import Conflict
from verifier.catalog.own import OwnDocument
from verifier.domain import codec

HERE = Path(__file__).resolve().parent
SCHEMA = HERE.parent / "schema" / "catalog-entry.schema.json"


def write_rows(name: str, rows: Iterable[Any]) -> None:
    """Write a JSON list, one canonical record per line."""
    body = b",\n".join(codec.encode(row) for row in rows)
    (HERE / name).write_bytes(b"[\n" + body + b"\n]\n")


def main(folder: Path) -> None:
    """Build every asset from the two files in ``folder``."""
    facts = json.loads((folder / "drone_facts.json").read_bytes())
    drawn = json.loads((folder / "visual_cues.json").read_bytes())
    sources = Sources(facts)
    entries, families = all_entries(facts, drawn, sources)
    codes = [code for raw in facts["exif_codes"] if (code := camera_code(raw, sources)) is not None]
    write_rows("models.json", entries)
    write_rows("camera_codes.json", sorted(codes, key=lambda code: (code.make, code.model)))
    write_rows("cues.json", all_cues(facts, drawn, families, sources))
    write_rows("look_alikes.json", differences(facts, drawn, sources))
    conflicts = [Conflict(row["model"], row["topic"], row["claims"], row["handling"]) for row in drawn["conflicts"]]
    write_rows("conflicts.json", conflicts)
    (HERE / "identifiers.json").write_bytes(codec.encode_indented(identifiers(facts, sources)))
    caveats = {row["ref"]: row["note"] for row in drawn["source_caveats"]}
    (HERE / "source_caveats.json").write_bytes(codec.encode_indented(caveats))
    (HERE / "sources.json").write_bytes(codec.encode_indented(sources.by_key))
    SCHEMA.parent.mkdir(exist_ok=True)
    SCHEMA.write_bytes(codec.encode_indented(own_schema()))


def own_schema() -> dict[str, Any]:
    """The JSON Schema of a file in a person's own folder."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Catalog entry",
        **codec.schema(OwnDocument),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
