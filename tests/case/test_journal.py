"""The chain: what a line holds, that standard tools check it, that any change in it shows."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.examples import AT, ITEM, NOTE, PERSON
from tests.fresh_case import FreshCase, Put
from verifier.case.journal import (
    FORMAT,
    ZEROS,
    Line,
    LineChange,
    Replay,
    Value,
    check_chain,
    commitment,
    commitments_of,
    line_bytes,
    line_hash,
    read_line,
)
from verifier.commands.case_card import RenamePerson
from verifier.domain.errors import CaseBroken, CaseTooNew
from verifier.domain.records import Person


def make_chain(folder: Path) -> list[bytes]:
    with FreshCase(folder / "a.case") as fresh:
        fresh.do(Put(PERSON))
        fresh.do(RenamePerson(PERSON, "Ann"))
        fresh.history.undo().saved.result()
        fresh.history.redo().saved.result()
        return list(fresh.storage.lines())


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not installed")
def test_the_sha256sum_program_alone_checks_the_chain(tmp_path: Path) -> None:
    lines = make_chain(tmp_path)
    expected = ZEROS
    for number, data in enumerate(lines, 1):
        line = json.loads(data)
        assert line["number"] == number
        assert line["previous"] == expected
        told = subprocess.run(["sha256sum"], input=data, capture_output=True, check=True)
        expected = told.stdout.split()[0].decode()
    assert len(lines) == 5


def test_a_commitment_is_the_hash_of_salt_and_value(tmp_path: Path) -> None:
    with FreshCase(tmp_path / "a.case") as fresh:
        fresh.do(Put(PERSON, label="put Olena"))
        line = read_line(list(fresh.storage.lines())[-1])
        values = fresh.storage.values(commitments_of(line))
    assert {value.data for value in values.values()} == {
        b"put Olena",
        b'{"id":"%s","type":"person"}' % PERSON.id.encode(),
        b'{"name":"Olena Shevchenko"}',
    }
    for committed, value in values.items():
        assert len(value.salt) == 16
        assert hashlib.sha256(value.salt + value.data).hexdigest() == committed


def test_a_line_names_no_value(tmp_path: Path) -> None:
    chain = b"".join(make_chain(tmp_path))
    for word in (PERSON.name, "Ann", "Kherson", "put"):
        assert word.encode() not in chain


def test_a_part_that_did_not_change_keeps_its_commitment(tmp_path: Path) -> None:
    lines = [read_line(data) for data in make_chain(tmp_path)]
    (renamed,) = lines[2].changes
    assert renamed.before is not None
    assert renamed.after is not None
    assert renamed.before["main"] == renamed.after["main"]
    assert renamed.before["name"] != renamed.after["name"]


def test_an_undo_and_a_redo_are_lines_that_bring_no_new_commitment(tmp_path: Path) -> None:
    lines = [read_line(data) for data in make_chain(tmp_path)]
    assert [line.verb for line in lines] == ["do", "do", "do", "undo", "redo"]
    assert lines[3].concerns == lines[4].concerns == lines[2].gesture
    assert set(commitments_of(lines[3])) == set(commitments_of(lines[4])) == set(commitments_of(lines[2]))


def test_a_value_that_comes_again_has_another_commitment(tmp_path: Path) -> None:
    with FreshCase(tmp_path / "a.case") as fresh:
        for name in ("Ann", "Bob", "Ann"):
            fresh.do(RenamePerson(fresh.case.of(Person)[0], name))
        names = [read_line(data).changes[0].after["name"] for data in list(fresh.storage.lines())[1:]]
    assert len(set(names)) == 3


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_changed_byte_in_any_line_breaks_the_chain_at_the_next(tmp_path: Path, place: int) -> None:
    lines = make_chain(tmp_path)
    lines[place] = lines[place].replace(b'"time":"2026', b'"time":"2027')
    with pytest.raises(CaseBroken) as caught:
        check_chain(lines)
    assert caught.value.line == place + 2


def test_a_line_left_out_or_moved_breaks_the_chain(tmp_path: Path) -> None:
    lines = make_chain(tmp_path)
    for broken in (lines[1:], lines[:1] + lines[2:], [lines[1], lines[0], *lines[2:]]):
        with pytest.raises(CaseBroken):
            check_chain(broken)


def test_a_chain_cut_short_still_checks_and_says_where_it_ends(tmp_path: Path) -> None:
    lines = make_chain(tmp_path)
    replay = check_chain(lines[:3])
    assert (replay.number, replay.previous) == (3, line_hash(lines[2]))


def example_line(**fields: object) -> Line:
    value = Value(b"s" * 16, b"{}")
    whole = {
        "format": FORMAT,
        "number": 1,
        "case": PERSON.id,
        "time": AT,
        "actor": PERSON.id,
        "verb": "do",
        "gesture": NOTE.id,
        "label": None,
        "changes": (LineChange(ITEM.key, None, {"main": commitment(value)}),),
        "previous": ZEROS,
    }
    return Line(**(whole | fields))


def test_a_line_is_canonical_json_in_one_row() -> None:
    data = line_bytes(example_line())
    plain = json.loads(data)
    assert data == json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert b"\n" not in data


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.replace(b'{"actor"', b'{ "actor"'),
        lambda data: data.replace(b'"number":1', b'"number":2,"number":1'),
        lambda data: data.replace(b'"verb":"do"', b'"verb":"forget"'),
        lambda data: data[:-1] + b',"zone":1}',
        lambda data: data[: len(data) // 2],
        lambda data: b"\xff" + data,
        lambda data: b"",
    ],
)
def test_a_line_that_could_be_read_in_two_ways_is_refused(spoil) -> None:
    with pytest.raises(CaseBroken):
        read_line(spoil(line_bytes(example_line())), 1)


def test_a_line_of_a_newer_program_is_refused_with_a_sentence() -> None:
    data = line_bytes(example_line(format=FORMAT + 1))[:-1] + b',"zeal":true}'
    with pytest.raises(CaseTooNew, match="newer version"):
        Replay().follow(data)


def test_a_line_that_starts_from_another_state_is_refused() -> None:
    changes = (LineChange(ITEM.key, {"main": "ab" * 32}, None),)
    with pytest.raises(CaseBroken, match="state it was not in"):
        Replay().follow(line_bytes(example_line(changes=changes)))
