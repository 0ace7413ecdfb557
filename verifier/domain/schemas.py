"""The JSON Schemas (2020-12) of what the domain defines, generated from the types and kept in ``assets/schema/``.

``python -m verifier.domain.schemas FOLDER`` writes them; a test keeps both in step.
"""

import sys
from inspect import cleandoc
from pathlib import Path
from typing import Any, cast

from verifier.domain import codec
from verifier.domain.records import Record

SCHEMAS: tuple[tuple[str, Any, str], ...] = (("record.schema.json", Record, "One record of a case"),)
"""File name, type and title of every schema that this floor publishes."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_bytes(kind: Any, title: str) -> bytes:
    """Return the schema of a type as it is published."""
    return codec.encode_indented(published(codec.schema(kind), title))


def published(schema: dict[str, Any], title: str) -> dict[str, Any]:
    """Give a schema its dialect and title, and its descriptions the same text on every Python."""
    return {**cast("dict[str, Any]", _clean(schema)), "$schema": DIALECT, "title": title}


def _clean(node: Any) -> Any:
    """Strip the indentation of docstrings from descriptions: Python 3.13 does, earlier ones do not."""
    if isinstance(node, dict):
        return {
            name: cleandoc(part) if name == "description" and isinstance(part, str) else _clean(part)
            for name, part in cast("dict[str, Any]", node).items()
        }
    return [_clean(part) for part in cast("list[Any]", node)] if isinstance(node, list) else node


def write_schemas(folder: Path) -> None:
    """Write every schema into ``folder``."""
    for name, kind, title in SCHEMAS:
        (folder / name).write_bytes(schema_bytes(kind, title))


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
