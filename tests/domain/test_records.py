"""Records as they are written: complete, canonical, in parts, and as their published schema says."""

import datetime
import json
import math
from fractions import Fraction
from pathlib import Path

import jsonschema
import msgspec
import pytest

from tests.examples import EXAMPLES, ITEM, PLACE_CLAIM, SIDECAR
from verifier.domain import codec, disclosure, schemas
from verifier.domain.records import RECORD_TYPES, CatalogRef, Record, record_kind
from verifier.domain.scales import Likelihood

SCHEMA_FOLDER = Path(__file__).parents[2] / "assets" / "schema"


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads((SCHEMA_FOLDER / "record.schema.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_there_is_an_example_of_every_record_type() -> None:
    assert {type(record) for record in EXAMPLES} == set(RECORD_TYPES)


@pytest.mark.parametrize("kind", RECORD_TYPES, ids=lambda kind: record_kind(kind))
def test_the_examples_of_a_type_fill_every_field_between_them(kind: type[Record]) -> None:
    records = [record for record in EXAMPLES if type(record) is kind]
    for field in msgspec.structs.fields(kind):
        assert any(getattr(record, field.name) not in (None, "", ()) for record in records)


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda record: record.key)
def test_another_implementation_of_json_schema_accepts_what_is_written(
    record: Record, validator: jsonschema.Draft202012Validator
) -> None:
    validator.validate(json.loads(codec.encode(record)))


def test_another_implementation_of_json_schema_refuses_a_field_that_is_not_there(
    validator: jsonschema.Draft202012Validator,
) -> None:
    plain = {**json.loads(codec.encode(ITEM)), "updated_at": "now"}
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(plain)


@pytest.mark.parametrize(("name", "kind", "title"), schemas.SCHEMAS, ids=lambda value: str(value)[:20])
def test_the_published_schemas_are_those_of_the_types(name: str, kind: object, title: str) -> None:
    assert (SCHEMA_FOLDER / name).read_bytes() == schemas.schema_bytes(kind, title), (
        "run python -m verifier.domain.schemas assets/schema"
    )


def test_the_writer_writes_the_published_schemas(tmp_path: Path) -> None:
    schemas.write_schemas(tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (SCHEMA_FOLDER / path.name).read_bytes()


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda record: record.key)
def test_a_record_comes_back_from_its_bytes_as_it_was(record: Record) -> None:
    data = codec.encode(record)
    assert codec.decode(data, Record) == record
    assert codec.encode(codec.decode(data, Record)) == data


@pytest.mark.parametrize("record", EXAMPLES, ids=lambda record: record.key)
def test_a_record_comes_back_from_its_parts_as_it_was(record: Record) -> None:
    parts = disclosure.split(record)
    assert tuple(parts) == disclosure.part_names(record_kind(type(record)))
    assert disclosure.merge(parts) == record


def test_a_part_that_can_be_withheld_stands_in_no_other_part() -> None:
    parts = disclosure.split(ITEM)
    del parts["name"]
    assert ITEM.original_name.encode() not in b"".join(parts.values())


def test_a_number_that_is_none_is_refused_on_the_way_out() -> None:
    with pytest.raises(ValueError, match="not finite"):
        codec.encode(msgspec.structs.replace(PLACE_CLAIM, radius_m=math.nan))


def test_a_time_without_a_zone_is_refused_on_the_way_out() -> None:
    naive = datetime.datetime(2026, 1, 1)  # noqa: DTZ001 - that is the point
    with pytest.raises(ValueError, match="UTC"):
        codec.encode(msgspec.structs.replace(ITEM, imported_at=naive))


@pytest.mark.parametrize("data", [b'{"a":1,"a":2}', b'{"b":{"a":1,"a":1}}', b"[NaN]", b"[Infinity]"])
def test_a_key_twice_and_what_is_not_json_are_refused_on_the_way_in(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"twice|not JSON"):
        codec.refuse_duplicate_keys(data)


def test_a_fraction_is_written_exactly() -> None:
    assert codec.decode(codec.encode(Fraction(1001, 30000)), Fraction) == Fraction(1001, 30000)


def test_a_likelihood_speaks_the_words_of_its_scale_alone() -> None:
    with pytest.raises(ValueError, match="realistic possibility"):
        Likelihood("icd203", "realistic possibility")


def test_only_undetermined_names_no_catalog_entry() -> None:
    with pytest.raises(ValueError, match="undetermined"):
        CatalogRef("model", None, None, "a quadcopter")


def test_ids_and_keys_have_one_form() -> None:
    with pytest.raises(msgspec.ValidationError):
        codec.decode(codec.encode(SIDECAR).replace(SIDECAR.id.encode(), SIDECAR.id.upper().encode()), Record)
