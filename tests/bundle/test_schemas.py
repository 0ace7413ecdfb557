"""The published schemas are those of the types, and another implementation accepts what is written."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from verifier.bundle.layout import SCHEMA_FILES
from verifier.bundle.options import Audience
from verifier.bundle.schemas import all_schemas
from verifier.catalog.assets import find_asset
from verifier.domain import codec


def validator(bag: Path, name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((bag / "data/schema" / f"{name}.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_schemas_on_disk_are_those_of_the_types() -> None:
    assert set(all_schemas()) == set(SCHEMA_FILES)
    for name, schema in all_schemas().items():
        assert find_asset(f"schema/{name}").read_bytes() == codec.encode_indented(schema), f"write {name} anew"


@pytest.mark.parametrize("audience", ["archive", "colleague", "outside"])
def test_jsonschema_accepts_every_document(bags: dict[Audience, Path], audience: Audience) -> None:
    bag = bags[audience]
    for name in ("evidence", "catalog"):
        validator(bag, name).validate(json.loads((bag / f"data/{name}.json").read_text()))
    for name, schema in (("journal", "journal-line"), ("values", "value-line")):
        check = validator(bag, schema)
        for row in (bag / f"data/{name}.jsonl").read_text().splitlines():
            check.validate(json.loads(row))
    for path in sorted((bag / "data/readings").iterdir()):
        validator(bag, "readings").validate(json.loads(path.read_text()))


def test_the_evidence_schema_refuses_what_is_no_evidence(bags: dict[Audience, Path]) -> None:
    bag = bags["outside"]
    whole = (bag / "data/evidence.json").read_text()
    check = validator(bag, "evidence")

    def refused(edit: Any) -> bool:
        evidence = json.loads(whole)
        edit(evidence, next(record for record in evidence["records"] if record["type"] == "item"))
        return not check.is_valid(evidence)

    assert not refused(lambda evidence, item: None)
    assert refused(lambda evidence, item: item.pop("label"))
    assert refused(lambda evidence, item: item.pop("withheld"))
    assert refused(lambda evidence, item: item.update(surprise=1))
    assert refused(lambda evidence, item: item.update(withheld=["main"]))
    assert refused(lambda evidence, item: evidence.update(format_version=2))
    assert refused(lambda evidence, item: evidence.update(format="other"))
