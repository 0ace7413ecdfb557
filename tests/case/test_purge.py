"""A purge leaves no byte of what it destroyed in the folder of the case, and the chain still checks."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from tests.examples import EXAMPLES, ITEM, NOTE, PERSON, SIDECAR
from tests.fresh_case import NAME, START, FreshCase, Put, everything
from verifier.case.journal import check_chain, read_line
from verifier.case.lock import read_holder
from verifier.case.opening import open_case
from verifier.commands.case_card import AddPerson, RenamePerson, SetLegalHold
from verifier.commands.notes import AddNote, EditNote
from verifier.domain import codec
from verifier.domain.errors import CaseBroken, CommandRefused, StorageFailed, UnknownKey
from verifier.domain.records import Assessment, DroneClaim, Incident, Note, Person

CANARY = "Qxzvgmwj Пташка"
WORDS = (CANARY.encode(), "пташка".encode(), b"xzvgmw", codec.encode(CANARY)[1:-1])


def files_with(folder: Path, *words: bytes) -> list[str]:
    """Search every byte of every file in a folder."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files if any(word in path.read_bytes() for word in words)]


def test_a_name_that_was_typed_undone_and_purged_is_in_no_byte_and_the_chain_still_checks(
    fresh: FreshCase, tmp_path: Path
) -> None:
    person = fresh.do(AddPerson(CANARY))
    assert person is not None
    fresh.do(RenamePerson(person, CANARY + " II"))
    fresh.history.undo().saved.result()
    fresh.history.undo().saved.result()
    assert files_with(tmp_path, *WORDS)
    fresh.history.purge(person.key, "personal_data")
    assert files_with(tmp_path, *WORDS) == []
    lines = list(fresh.storage.lines())
    check_chain(lines)
    last = read_line(lines[-1])
    assert last.purge is not None
    assert (last.verb, last.actor, last.purge.reason) == ("purge", fresh.actor, "personal_data")
    assert len(last.purge.destroyed) == 5  # main, two names, two labels
    fresh.reopen()
    assert files_with(tmp_path, *WORDS) == []
    assert [person.name for person in fresh.case.of(Person)] == [NAME]


def test_undo_ends_at_what_was_purged_and_goes_on_above_it(fresh: FreshCase) -> None:
    fresh.do(AddPerson("before"))
    note = fresh.do(AddNote(about=fresh.case.info, text=CANARY))
    assert isinstance(note, Note)
    fresh.do(AddPerson("after"))
    fresh.history.purge(note.key, "added_by_mistake")
    for _ in ("in this session", "and when opened again"):
        assert fresh.history.undo_label == "add after"
        fresh.history.undo().saved.result()
        assert fresh.history.undo_label is None
        fresh.history.redo().saved.result()
        fresh.reopen()


def test_what_was_destroyed_cannot_be_read_back(fresh: FreshCase) -> None:
    executed = fresh.history.do(AddNote(about=fresh.case.info, text=CANARY))
    executed.saved.result()
    fresh.history.purge(executed.changes[0].key, "personal_data")
    with pytest.raises(CaseBroken, match="destroyed"):
        fresh.storage.changes_of(executed.gesture)


def test_what_belongs_to_an_item_goes_with_it_and_what_mentions_it_loses_the_mention(fresh: FreshCase) -> None:
    fresh.do(everything())
    fresh.history.purge(ITEM.key, "consent_withdrawn")
    left = {type(record).__name__ for record in fresh.case.records().values()}
    assert left == {"Person", "CaseInfo", "Item", "Drone", "Incident", "Entity"}
    assert fresh.case.of(Incident)[0].items == (SIDECAR.id,)
    assert fresh.case.of(DroneClaim) == fresh.case.of(Assessment) == ()
    held = dict(fresh.case.records())
    fresh.reopen()
    assert dict(fresh.case.records()) == held


def test_an_item_s_original_readings_pictures_and_cache_go_with_it(fresh: FreshCase, tmp_path: Path) -> None:
    readings = fresh.storage.put_readings(b'{"serial":"Qxzvgmwj"}')
    item = msgspec.structs.replace(ITEM, readings_sha256=readings)
    folder = fresh.opened.folder
    for path in (folder.original(item.fingerprints.sha256), folder.cache / "thumbnails" / "a.jpg"):
        path.parent.mkdir(parents=True)
        path.write_bytes(b"Qxzvgmwj")
    folder.original(item.fingerprints.sha256).chmod(0o444)
    fresh.storage.set_link_path(item.fingerprints.sha256, "/Qxzvgmwj")
    fresh.storage.put_folders({item.fingerprints.sha256: "Qxzvgmwj"})
    fresh.do(Put(msgspec.structs.replace(PERSON), *EXAMPLES[1:2], item))
    fresh.history.purge(item.key, "legal_order")
    assert files_with(tmp_path, b"Qxzvgmwj") == []
    assert fresh.storage.readings(readings) is None
    assert fresh.storage.link_path(item.fingerprints.sha256) is None
    assert fresh.storage.folders() == {}
    assert folder.incoming.is_dir()


def test_bytes_that_another_item_has_too_stay(fresh: FreshCase) -> None:
    twin = msgspec.structs.replace(SIDECAR, fingerprints=ITEM.fingerprints)
    path = fresh.opened.folder.original(ITEM.fingerprints.sha256)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"shared")
    fresh.do(Put(PERSON, *EXAMPLES[1:2], ITEM, twin))
    fresh.history.purge(ITEM.key, "added_by_mistake")
    assert path.read_bytes() == b"shared"


def test_what_belonged_to_it_once_goes_even_if_it_was_removed_before(fresh: FreshCase, tmp_path: Path) -> None:
    fresh.do(Put(PERSON, *EXAMPLES[1:2], ITEM))
    note = fresh.do(AddNote(about=ITEM, text=CANARY))
    assert isinstance(note, Note)
    fresh.do(EditNote(msgspec.structs.replace(note, text="clean")))
    fresh.do(Put(gone=[note.key]))
    fresh.history.purge(ITEM.key, "source_protection")
    assert files_with(tmp_path, *WORDS) == []


def test_a_purged_case_opens_for_reading_and_its_values_check(fresh: FreshCase, tmp_path: Path) -> None:
    fresh.do(everything())
    fresh.history.purge(ITEM.key, "consent_withdrawn")
    held = dict(fresh.case.records())
    fresh.close()
    with open_case(tmp_path / "a.case", NAME, START, writable=False) as opened:
        assert dict(opened.case.records()) == held


def test_a_person_s_name_goes_and_what_they_stated_stays(fresh: FreshCase, tmp_path: Path) -> None:
    fresh.do(Put(PERSON, *EXAMPLES[1:2], ITEM, msgspec.structs.replace(NOTE, text="keep me")))
    fresh.history.purge(PERSON.key, "personal_data")
    assert fresh.case.of(Note)[0].written_by == PERSON.id
    holder = read_holder(tmp_path / "a.case" / "case.lock")
    assert holder is not None
    assert holder.name == "somebody"


def test_a_legal_hold_refuses_every_purge(fresh: FreshCase) -> None:
    note = fresh.do(AddNote(about=fresh.case.info, text="x"))
    assert note is not None
    fresh.do(SetLegalHold(True))
    lines = list(fresh.storage.lines())
    with pytest.raises(CommandRefused, match="legal hold"):
        fresh.history.purge(note.key, "personal_data")
    assert list(fresh.storage.lines()) == lines
    assert fresh.case.get(note.key) == note


def test_the_card_and_what_never_was_cannot_be_purged(fresh: FreshCase) -> None:
    with pytest.raises(CommandRefused):
        fresh.history.purge(fresh.case.info.key, "personal_data")
    with pytest.raises(UnknownKey):
        fresh.history.purge(NOTE.key, "personal_data")


def test_purging_twice_destroys_nothing_more(fresh: FreshCase) -> None:
    note = fresh.do(AddNote(about=fresh.case.info, text=CANARY))
    assert note is not None
    fresh.history.purge(note.key, "personal_data")
    fresh.history.purge(note.key, "personal_data")
    fresh.reopen()
    check_chain(fresh.storage.lines())


def test_a_purge_that_finds_no_room_to_compact_says_so_and_is_completed_by_purging_again(
    fresh: FreshCase, tmp_path: Path, full_disk: Callable[[int], None]
) -> None:
    fresh.do(AddNote(about=fresh.case.info, text="x" * 1_000_000))
    fresh.reopen()
    note = fresh.do(AddNote(about=fresh.case.info, text=CANARY))
    assert note is not None
    room = (tmp_path / "a.case" / "case.sqlite-wal").stat().st_size + 120_000
    full_disk(room)  # enough for the line, not for the file once more
    with pytest.raises(StorageFailed, match="purge it again"):
        fresh.history.purge(note.key, "personal_data").saved.result()
    assert note.key not in fresh.case
    full_disk(1 << 30)
    fresh.history.purge(note.key, "personal_data").saved.result()
    assert files_with(tmp_path, *WORDS) == []
    fresh.reopen()
