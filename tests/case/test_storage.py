"""The one file of a case: what it keeps, how it opens, and what it says when something in it was altered."""

import hashlib
import sqlite3
import subprocess
import zlib
from concurrent.futures import Future
from pathlib import Path
from threading import RLock

import msgspec
import pytest

from tests.examples import INCIDENT, NOTE, PERSON
from tests.fresh_case import NAME, START, FreshCase, Put, everything
from verifier.case.journal import LINE_CHANGES, read_line
from verifier.case.opening import create_case, open_case
from verifier.case.sqlite_file import open_for_writing
from verifier.commands.case_card import AddPerson
from verifier.commands.notes import AddNote
from verifier.commands.statements import AddIncident
from verifier.domain import disclosure
from verifier.domain.errors import CaseBroken, CaseIsReadOnly, CaseTooNew, NotACase, StaleChange
from verifier.domain.records import Incident, Person


def alter(path: Path, statement: str, *parameters: object) -> None:
    """Change the file behind the program's back."""
    connection = sqlite3.connect(path / "a.case" / "case.sqlite")
    connection.execute(statement, parameters)
    connection.commit()
    connection.close()


def open_again(tmp_path: Path) -> None:
    open_case(tmp_path / "a.case", NAME, START).close()


def test_every_record_type_comes_back_when_a_case_is_opened_again(fresh: FreshCase) -> None:
    fresh.do(everything())
    held = dict(fresh.case.records())
    fresh.reopen()
    assert dict(fresh.case.records()) == held


def test_a_closed_case_is_one_file_of_the_database(fresh: FreshCase, tmp_path: Path) -> None:
    fresh.do(AddPerson("Ann"))
    assert (tmp_path / "a.case" / "case.sqlite-wal").exists()
    fresh.close()
    assert [path.name for path in (tmp_path / "a.case").glob("case.sqlite*")] == ["case.sqlite"]


def test_a_closed_case_opens_from_a_medium_that_cannot_be_written(fresh: FreshCase, tmp_path: Path) -> None:
    held = dict(fresh.case.records())
    fresh.close()
    image = tmp_path / "medium"
    image.mkdir()
    mounted = subprocess.run(["mount", "-o", "bind,ro", str(tmp_path / "a.case"), str(image)], capture_output=True)
    if mounted.returncode:
        pytest.skip("this machine does not let a folder be mounted read-only")
    try:
        with pytest.raises(CaseIsReadOnly, match="cannot be written"):
            open_case(image, NAME, START)
        with open_case(image, NAME, START, writable=False) as opened:
            assert dict(opened.case.records()) == held
    finally:
        subprocess.run(["umount", str(image)], check=True)


def test_a_second_case_is_not_made_where_something_stands(fresh: FreshCase, tmp_path: Path) -> None:
    with pytest.raises(NotACase):
        create_case(tmp_path / "a.case", "x", NAME, START)


def test_a_folder_without_a_case_and_a_file_of_another_program_are_no_case(tmp_path: Path) -> None:
    with pytest.raises(NotACase):
        open_case(tmp_path, NAME, START)
    sqlite3.connect(tmp_path / "case.sqlite").executescript("CREATE TABLE notes (x)").connection.close()
    with pytest.raises(NotACase):
        open_case(tmp_path, NAME, START)
    (tmp_path / "case.sqlite").write_bytes(b"no database" * 1_000)
    with pytest.raises(NotACase):
        open_case(tmp_path, NAME, START, writable=False)


def test_a_case_of_a_newer_program_is_refused_with_a_sentence(fresh: FreshCase, tmp_path: Path) -> None:
    fresh.close()
    alter(tmp_path, "PRAGMA user_version = 2")
    for writable in (True, False):
        with pytest.raises(CaseTooNew, match="newer version"):
            open_case(tmp_path / "a.case", NAME, START, writable=writable)


def test_an_altered_value_is_found_with_the_line_that_stated_it(fresh: FreshCase, tmp_path: Path) -> None:
    fresh.do(AddPerson("Ann"))
    fresh.close()
    alter(tmp_path, """UPDATE "values" SET bytes = CAST('{"name":"Bob"}' AS BLOB) WHERE bytes = ?""", b'{"name":"Ann"}')
    with pytest.raises(CaseBroken, match="altered") as caught:
        open_again(tmp_path)
    assert caught.value.line == 2


def test_a_missing_value_that_no_purge_destroyed_is_found(fresh: FreshCase, tmp_path: Path) -> None:
    fresh.do(AddPerson("Ann"))
    fresh.close()
    alter(tmp_path, 'DELETE FROM "values" WHERE bytes = ?', b'{"name":"Ann"}')
    with pytest.raises(CaseBroken, match="missing") as caught:
        open_again(tmp_path)
    assert caught.value.line == 2


def test_an_altered_line_is_found(fresh: FreshCase, tmp_path: Path) -> None:
    fresh.do(AddPerson("Ann"))
    fresh.do(AddPerson("Bob"))
    fresh.close()
    alter(
        tmp_path, "UPDATE lines SET bytes = CAST(replace(CAST(bytes AS TEXT), '2026', '2027') AS BLOB) WHERE number = 2"
    )
    with pytest.raises(CaseBroken) as caught:
        open_again(tmp_path)
    assert caught.value.line == 3


def test_a_damaged_file_is_said_to_be_damaged(fresh: FreshCase, tmp_path: Path) -> None:
    fresh.do(Put(msgspec.structs.replace(NOTE, about=fresh.case.info.key, written_by=fresh.actor, text="x" * 50_000)))
    fresh.close()
    path = tmp_path / "a.case" / "case.sqlite"
    data = bytearray(path.read_bytes())
    data[4_096 : len(data) // 2] = b"\xff" * (len(data) // 2 - 4_096)
    path.write_bytes(data)
    with pytest.raises(CaseBroken):
        open_again(tmp_path)


@pytest.mark.parametrize("length", [100, 4_096, 20_000])
def test_a_case_file_that_was_cut_off_is_said_to_be_damaged(fresh: FreshCase, tmp_path: Path, length: int) -> None:
    fresh.do(AddPerson("Ann"))
    fresh.close()
    with (tmp_path / "a.case" / "case.sqlite").open("r+b") as file:
        file.truncate(length)
    with pytest.raises(CaseBroken, match="damaged or cut off"):
        open_again(tmp_path)


@pytest.mark.parametrize("table", ["lines", '"values"', "facts"])
def test_a_table_that_was_dropped_does_not_come_back_empty(fresh: FreshCase, tmp_path: Path, table: str) -> None:
    fresh.do(AddPerson("Ann"))
    fresh.close()
    alter(tmp_path, f"DROP TABLE {table}")
    for _ in range(2):
        with pytest.raises(CaseBroken, match="missing"):
            open_again(tmp_path)


def test_a_value_whose_kind_was_altered_is_found(fresh: FreshCase, tmp_path: Path) -> None:
    fresh.do(AddPerson("Ann"))
    fresh.close()
    alter(tmp_path, 'UPDATE "values" SET bytes = CAST(bytes AS TEXT)')
    with pytest.raises(CaseBroken, match="was altered"):
        open_again(tmp_path)


@pytest.mark.parametrize("packed", [b"\0\x11", zlib.compress(b"another"), "text"])
def test_readings_that_were_altered_are_not_shown(fresh: FreshCase, tmp_path: Path, packed: object) -> None:
    sha256 = fresh.storage.put_readings(b'{"readings":[]}')
    fresh.do(AddPerson("Ann"))
    fresh.close()
    alter(tmp_path, "UPDATE readings SET packed = ?", packed)
    with open_case(tmp_path / "a.case", NAME, START) as again, pytest.raises(CaseBroken):
        again.storage.readings(sha256)


def test_a_long_gesture_is_several_lines_and_is_undone_in_one(fresh: FreshCase) -> None:
    people = [Person(id=fresh.source.new_id(), name=f"{number}") for number in range(2 * LINE_CHANGES + 1)]
    before = len(fresh.case)
    saved = fresh.history.do(Put(*people, label="many")).saved.result()
    assert (saved.first_line, saved.last_line) == (2, 4)
    lines = [read_line(data) for data in fresh.storage.lines()]
    assert [len(line.changes) for line in lines[1:]] == [LINE_CHANGES, LINE_CHANGES, 1]
    assert len({line.gesture for line in lines[1:]}) == 1
    fresh.reopen()
    fresh.history.undo().saved.result()
    assert len(fresh.case) == before
    fresh.reopen()
    fresh.history.redo().saved.result()
    assert len(fresh.case) == before + len(people)


def test_gestures_of_one_id_are_undone_together_until_another_stands_between(fresh: FreshCase) -> None:
    gesture = fresh.source.new_id()
    for name in ("Ann", "Bob"):
        assert fresh.history.do(AddPerson(name), gesture=gesture).gesture == gesture
    fresh.do(AddPerson("between"))
    assert fresh.history.do(AddPerson("Cy"), gesture=gesture).gesture != gesture
    fresh.reopen()
    names = []
    while fresh.history.undo_label is not None:
        fresh.history.undo().saved.result()
        names.append(sorted(person.name for person in fresh.case.of(Person) if person.name != NAME))
    assert names == [["Ann", "Bob", "between"], ["Ann", "Bob"], []]


def test_an_ordinary_gesture_writes_less_than_16_kib_of_lines(fresh: FreshCase) -> None:
    fresh.do(Put(*(Person(id=fresh.source.new_id(), name="x") for _ in range(30))))
    assert len(list(fresh.storage.lines())[-1]) < 16 * 1_024


def test_a_short_label_is_never_used_twice_also_after_undo_and_reopening(fresh: FreshCase) -> None:
    fresh.do(AddIncident(title="one"))
    fresh.history.undo().saved.result()
    fresh.reopen()
    second = fresh.do(AddIncident(title="two"))
    assert isinstance(second, Incident)
    assert second.label == "I-02"


def test_readings_come_back_by_their_hash_and_are_written_with_the_next_gesture(fresh: FreshCase) -> None:
    document = b'{"readings":[]}' * 1_000
    sha256 = fresh.storage.put_readings(document)
    assert sha256 == hashlib.sha256(document).hexdigest()
    assert fresh.storage.readings(sha256) == document
    fresh.do(AddPerson("Ann"))
    fresh.reopen()
    assert fresh.storage.readings(sha256) == document
    assert fresh.storage.readings("00" * 32) is None


def test_where_a_linked_original_lies_is_kept_outside_the_journal(fresh: FreshCase) -> None:
    fresh.storage.set_link_path("ab" * 32, "/somewhere/DJI_0042.MP4")
    assert fresh.storage.link_path("ab" * 32) == "/somewhere/DJI_0042.MP4"
    fresh.reopen()
    assert fresh.storage.link_path("ab" * 32) == "/somewhere/DJI_0042.MP4"
    assert b"somewhere" not in b"".join(fresh.storage.lines())


def test_the_folder_an_original_lay_in_is_kept_outside_the_journal_and_the_first_one_stays(fresh: FreshCase) -> None:
    fresh.storage.put_folders({"ab" * 32: "phone/DCIM"})
    fresh.storage.put_folders({"ab" * 32: "elsewhere", "cd" * 32: "phone"})
    known = {"ab" * 32: "phone/DCIM", "cd" * 32: "phone"}
    assert fresh.storage.folders() == known
    fresh.reopen()
    fresh.storage.put_folders({"ab" * 32: "elsewhere"})
    assert fresh.storage.folders() == known
    assert b"DCIM" not in b"".join(fresh.storage.lines())


def test_words_are_found_in_any_script_and_case_and_only_where_they_stand_now(fresh: FreshCase) -> None:
    texts = ["Збитий «МАВІК» над Херсоном", "大疆无人机坠毁", "Straße nach Cherson", "100% sure_thing"]
    notes = [fresh.do(AddNote(about=fresh.case.info, text=text)) for text in texts]
    keys = [note.key for note in notes if note is not None]

    def found(words: str) -> list[int]:
        return sorted(keys.index(key) for key in fresh.storage.search(words) if key in keys)

    assert found("мавік") == [0]
    assert found("无人机") == [1]
    assert found("无人") == [1]
    assert found("STRASSE cherson") == [2]
    assert found("cherson мавік") == []
    fresh.history.undo().saved.result()
    assert found("sure") == []
    fresh.history.redo().saved.result()
    assert found("sure") == [3]


def test_the_changes_of_a_gesture_are_read_back_as_they_were(fresh: FreshCase) -> None:
    executed = fresh.history.do(Put(PERSON))
    executed.saved.result()
    assert fresh.storage.changes_of(executed.gesture) == executed.changes


def test_the_head_is_the_last_line(fresh: FreshCase) -> None:
    fresh.do(Put(PERSON))
    number, previous = fresh.storage.head()
    assert (number, previous) == (2, hashlib.sha256(list(fresh.storage.lines())[-1]).hexdigest())


def test_what_is_acknowledged_is_flushed_and_what_is_deleted_is_zeroed(tmp_path: Path, fresh: FreshCase) -> None:
    fresh.close()
    connection = open_for_writing(tmp_path / "a.case" / "case.sqlite")
    settings = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "secure_delete")]
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    connection.close()
    assert (settings, mode) == ([2, 1], "wal")


def test_a_gesture_that_does_not_start_from_what_the_journal_holds_is_not_written(fresh: FreshCase) -> None:
    executed = fresh.history.do(Put(INCIDENT_ALONE))
    executed.saved.result()
    undone = fresh.history.undo()
    undone.saved.result()
    head = fresh.storage.head()
    with pytest.raises(StaleChange):
        fresh.case.apply(undone.changes)
    assert fresh.storage.head() == head


INCIDENT_ALONE = msgspec.structs.replace(INCIDENT, items=())


def test_the_parts_that_can_be_withheld_are_values_of_their_own(fresh: FreshCase) -> None:
    fresh.do(Put(PERSON))
    line = read_line(list(fresh.storage.lines())[-1])
    assert line.changes[0].after is not None
    assert set(line.changes[0].after) == set(disclosure.part_names("person"))


def test_a_listener_that_waits_for_a_lock_holds_up_no_purge_by_who_holds_it(fresh: FreshCase) -> None:
    lock, came_in = RLock(), Future()

    def listen(saved: Future) -> None:
        got_in = lock.acquire(timeout=10)
        came_in.set_result(got_in)
        if got_in:
            lock.release()

    with lock:
        first = fresh.history.do(AddPerson("Ann"))
        first.saved.add_done_callback(listen)
        fresh.history.do(AddPerson("Bob"))
        fresh.history.purge(first.changes[0].key, "personal_data")
        assert not came_in.done()
    assert came_in.result()


class NoSharedMemory(sqlite3.Connection):
    """A connection on a disk where a write-ahead log can be asked for and then fails, as on some network disks."""

    def execute(self, statement: str, *parameters: object) -> sqlite3.Cursor:
        mode = super().execute("PRAGMA journal_mode").fetchone()[0]
        if statement == "BEGIN IMMEDIATE" and mode == "wal":
            raise sqlite3.OperationalError("locking protocol")
        return super().execute(statement, *parameters)


def test_where_shared_memory_fails_the_rollback_journal_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **more: connect(*a, **more, factory=NoSharedMemory))
    with FreshCase(tmp_path / "b.case") as fresh:
        fresh.do(AddPerson("Ann"))
        note = fresh.do(AddNote(about=fresh.case.info, text="x"))
        assert not (tmp_path / "b.case" / "case.sqlite-wal").exists()
        fresh.history.purge(note.key if note is not None else "", "personal_data").saved.result()
        fresh.reopen()
        assert "Ann" in {person.name for person in fresh.case.of(Person)}
