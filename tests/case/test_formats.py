"""Cases of every format that was ever released open as they were left; old values are lifted, their bytes stay."""

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.examples import PLACE_CLAIM, TAG
from tests.fresh_case import NAME, START, FreshCase, everything
from verifier.case.journal import (
    FORMAT,
    ZEROS,
    Line,
    Value,
    check_chain,
    commitment,
    commitments_of,
    line_hash,
    read_line,
)
from verifier.case.migrations import LIFTS, from_0, lift
from verifier.case.opening import OpenCase, open_case
from verifier.case.sqlite_file import open_for_writing, transaction
from verifier.commands.history import History
from verifier.commands.places_and_times import EditPlace
from verifier.domain import codec
from verifier.domain.records import PlaceClaim

FORMAT_1 = Path(__file__).parents[1] / "data" / "format-1"


def told(opened: OpenCase) -> dict[str, Any]:
    """Say what a case holds in the words of ``expected.json``."""
    history = History(opened, actor="", now=lambda: START, new_id=lambda: "")
    words = {
        "head": opened.storage.head(),
        "undo": history.undo_label,
        "redo": history.redo_label,
        "records": [codec.to_plain(record) for _, record in sorted(opened.case.records().items())],
    }
    return json.loads(codec.encode(words))


def as_left(then: object, now: object) -> object:
    """Return what is there now without the fields that came later, in records and in what stands in them."""
    if isinstance(then, dict) and isinstance(now, dict):
        return {name: as_left(then[name], now[name]) for name in then}
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        return [as_left(one, other) for one, other in zip(then, now, strict=True)]
    return now


@pytest.mark.parametrize("writable", [True, False])
def test_a_case_of_format_1_opens_as_it_was_left(tmp_path: Path, writable: bool) -> None:
    shutil.copytree(FORMAT_1 / "case", tmp_path / "case")
    with open_case(tmp_path / "case", NAME, START, writable=writable) as opened:
        expected = json.loads((FORMAT_1 / "expected.json").read_bytes())
        held = told(opened)
        check_chain(opened.storage.lines())
        assert opened.storage.search("перевірки") == (TAG.key,)
    records = held.pop("records")
    for record, now in zip(expected.pop("records"), records, strict=True):
        assert as_left(record, now) == record
    assert held == expected


def make_format_0(path: Path) -> None:
    """Write a case as the first builds did: every line says format 0, and a place's radius stands in kilometres."""
    with FreshCase(path) as fresh:
        fresh.do(everything())
        lines = [read_line(data) for data in fresh.storage.lines()]
        values = fresh.storage.values({c for line in lines for c in commitments_of(line)})
    old = {committed: as_format_0(value) for committed, value in values.items()}
    renamed = {committed: commitment(value) for committed, value in old.items()}
    connection = open_for_writing(path / "case.sqlite")
    with transaction(connection):
        connection.execute('DELETE FROM "values"')
        rows = ((commitment(value), value.salt, value.data) for value in old.values())
        connection.executemany('INSERT INTO "values" VALUES (?, ?, ?)', rows)
        previous = ZEROS
        for line in lines:
            data = codec.encode(rewritten(line, previous, renamed))
            connection.execute("UPDATE lines SET bytes = ? WHERE number = ?", (data, line.number))
            previous = line_hash(data)
    connection.execute("PRAGMA user_version = 0")
    connection.close()


def as_format_0(value: Value) -> Value:
    if not value.data.startswith(b"{"):
        return value
    plain = msgspec.json.decode(value.data)
    if plain.get("type") == "place_claim":
        plain["radius_km"] = plain.pop("radius_m") / 1_000
    return Value(value.salt, codec.encode(plain))


def rewritten(line: Line, previous: str, renamed: dict[str, str]) -> Line:
    changes = tuple(
        msgspec.structs.replace(change, after={part: renamed[c] for part, c in (change.after or {}).items()})
        for change in line.changes
    )
    label = renamed[line.label or ""]
    return msgspec.structs.replace(line, format=0, changes=changes, previous=previous, label=label)


def test_a_case_of_format_0_opens_with_its_values_lifted_and_is_written_on(tmp_path: Path) -> None:
    make_format_0(tmp_path / "old.case")
    with open_case(tmp_path / "old.case", NAME, START) as opened:
        assert opened.case.get(PLACE_CLAIM.key) == PLACE_CLAIM
        before = list(opened.storage.lines())
        assert {read_line(data).format for data in before} == {0}
        edited = msgspec.structs.replace(PLACE_CLAIM, radius_m=12.5)
        history = History(opened, actor=PLACE_CLAIM.stated_by, now=lambda: START, new_id=lambda: PLACE_CLAIM.id)
        history.do(EditPlace(edited)).saved.result()
    with open_case(tmp_path / "old.case", NAME, START) as opened:
        assert opened.case.get(PLACE_CLAIM.key) == edited
        lines = list(opened.storage.lines())
        assert lines[: len(before)] == before
        assert read_line(lines[-1]).format == 1
        history = History(opened, actor=PLACE_CLAIM.stated_by, now=lambda: START, new_id=lambda: "x")
        history.undo().saved.result()
        history.undo().saved.result()
    with open_case(tmp_path / "old.case", NAME, START, writable=False) as opened:
        assert opened.case.of(PlaceClaim) == ()


def test_lifting_a_value_turns_kilometres_into_metres_and_leaves_the_rest() -> None:
    assert lift("place_claim", "main", b'{"radius_km":0.025,"x":1}', 0) == b'{"radius_m":25.0,"x":1}'
    assert lift("place_claim", "main", b'{"radius_km":null}', 0) == b'{"radius_m":null}'
    assert from_0.lift("note", "main", {"radius_km": 1}) == {"radius_km": 1}


def test_there_is_a_lift_from_every_older_format() -> None:
    assert len(LIFTS) == FORMAT
