"""The published schemas are those of the types, and another implementation accepts what is written."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.bundle.stand_in import Sample
from verifier.bundle.bag import write_folder
from verifier.bundle.check import check
from verifier.bundle.layout import SCHEMA_FILES
from verifier.bundle.options import Audience, Options, Tick
from verifier.bundle.schemas import all_schemas
from verifier.catalog.assets import find_asset
from verifier.domain import codec
from verifier.domain.progress import Progress


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


def test_a_bundle_of_some_items_with_ticks_has_the_form_it_claims(sample: Sample, tmp_path: Path) -> None:
    ticks = tuple(Tick(item.key, what) for item in sample.items for what in ("statements", "source", "item"))
    write_folder(sample.case, Options(ticked=ticks, only="kept"), tmp_path / "bag", Progress())
    evidence = json.loads((tmp_path / "bag/data/evidence.json").read_text())
    validator(tmp_path / "bag", "evidence").validate(evidence)
    assert evidence["options"]["only"] == "kept"
    assert any(record.get("source_pillars") for record in evidence["records"])
    assert check(tmp_path / "bag").sound
    refused = json.loads(json.dumps(evidence))
    next(r for r in refused["records"] if r.get("source_pillars"))["source_pillars"] = {"0": {"surprise": 1}}
    assert not validator(tmp_path / "bag", "evidence").is_valid(refused)
