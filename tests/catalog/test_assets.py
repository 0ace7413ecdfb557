"""The shipped catalog: every fact has a source, every name resolves, the build is repeatable."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import msgspec
import pytest

from verifier.catalog.assets import find_asset
from verifier.catalog.catalog import Catalog, load_catalog
from verifier.catalog.entries import Entry
from verifier.catalog.own import OwnDocument
from verifier.domain import codec
from verifier.domain.errors import UnreadableFile

ROOT = Path(__file__).resolve().parent.parent.parent
FACTS = ROOT.parent / "shared" / "drones"
STRUCTURE = {"id", "level", "parent", "derived", "sources"}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def _stated(entry: Entry) -> list[str]:
    return [
        name for name in entry.__struct_fields__ if name not in STRUCTURE and getattr(entry, name) not in (None, ())
    ]


def test_every_shipped_fact_resolves_to_a_source(catalog: Catalog) -> None:
    for entry in catalog.entries:
        for name in _stated(entry):
            assert entry.sources.get(name), f"{entry.id}: {name} has no source"
        for key in (key for keys in entry.sources.values() for key in keys):
            assert catalog.source(key).ref


def test_every_camera_code_serial_cue_and_difference_resolves_to_a_source(catalog: Catalog) -> None:
    for code in catalog.camera_codes:
        assert code.sources
        numbers = (code.crop_factor, code.focal_mm, code.equiv_35mm, code.rolling_shutter_ms)
        keys = [*code.sources, *code.naming_sources, *(row.source for row in code.sensors)]
        for key in (*keys, *(number.source for number in numbers if number)):
            assert catalog.source(key).ref
    identifiers = catalog.identifiers
    for row in (*identifiers.prefixes, *identifiers.tables):
        assert row.sources
        assert all(catalog.source(key).ref for key in row.sources)
    for entry in catalog.entries:
        for row in (*catalog.cues(entry.id), *catalog.look_alikes(entry.id)):
            assert all(catalog.source(citation.source).ref for citation in row.citations)


def test_every_id_that_is_named_exists(catalog: Catalog) -> None:
    for entry in catalog.entries:
        assert entry.parent is None or catalog.has(entry.parent)
        assert entry.airframe is None or catalog.entry(entry.airframe).level == "class"
        assert all(catalog.has(other) for cue in catalog.cues(entry.id) for other in cue.distinguishes_from)
    for code in catalog.camera_codes:
        assert all(catalog.has(drone) for drone in code.drones)
    assert all(catalog.has(drone) for row in catalog.identifiers.prefixes for drone in row.drones)


def test_nothing_collected_is_lost_but_what_has_no_source(catalog: Catalog) -> None:
    levels = [entry.level for entry in catalog.entries]
    assert levels.count("model") == 257
    assert len(catalog.camera_codes) == 149
    assert sum(1 for row in catalog.identifiers.prefixes if not row.maker) == 53


@pytest.mark.skipif(not FACTS.is_dir(), reason="the collected facts are not beside the checkout")
def test_the_build_makes_the_same_bytes_again(tmp_path: Path) -> None:
    copy = tmp_path / "assets" / "catalog"
    shutil.copytree(find_asset("catalog"), copy, ignore=shutil.ignore_patterns("*.json", "__pycache__"))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, str(copy / "build.py"), str(FACTS)], env=environment, check=True)
    made = sorted(path.relative_to(tmp_path / "assets") for path in (tmp_path / "assets").rglob("*.json"))
    assert len(made) == 9
    for name in made:
        assert (tmp_path / "assets" / name).read_bytes() == find_asset(str(name)).read_bytes(), name


def test_the_published_schema_is_the_one_of_the_types_and_accepts_every_entry(catalog: Catalog) -> None:
    schema = json.loads(find_asset("schema/catalog-entry.schema.json").read_bytes())
    generated = json.loads(codec.encode(codec.schema(OwnDocument)))
    assert {key: schema[key] for key in generated} == generated
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    for entry in catalog.entries:
        document = OwnDocument(about=entry.id, entry=entry, cues=catalog.cues(entry.id))
        validator.validate(json.loads(codec.encode(document)))


def test_an_unknown_field_in_the_assets_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError):
        codec.decode(b'{"id":"x","level":"model","name":"X","colour":"red"}', Entry)


def test_a_missing_asset_is_told_with_a_sentence() -> None:
    with pytest.raises(UnreadableFile, match="install the program again"):
        find_asset("catalog/nothing.json")
