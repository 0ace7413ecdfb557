"""One open case: edits, undo, saving, who may write."""

import os
from pathlib import Path
from threading import Event, Thread

import pytest

from verifier.case.changes import Changes, inverse
from verifier.case.draft import Draft
from verifier.commands.case_card import EditCase
from verifier.commands.notes import AddNote
from verifier.domain.errors import CaseIsReadOnly, CommandRefused, NotACase, StorageFailed, UsageError
from verifier.domain.records import CaseInfo, Note, Person
from verifier.workspace.people import UNNAMED
from verifier.workspace.saving import ReadOnly, SavedAt, SaveFailed, SaveState, Saving
from verifier.workspace.workspace import Workspace


def _note(workspace: Workspace, text: str) -> AddNote:
    return AddNote(about=workspace.case.info, text=text)


def _texts(workspace: Workspace) -> list[str]:
    return [note.text for note in workspace.case.of(Note)]


def test_a_new_case_has_its_card_and_the_person_who_made_it(workspace: Workspace):
    assert workspace.case.info.title == "The bridge"
    assert [person.name for person in workspace.case.of(Person)] == ["Олена"]
    assert workspace.case.info.created_by == workspace.person.id


def test_an_edit_holds_at_once_and_is_there_when_the_case_is_opened_again(workspace: Workspace):
    executed = workspace.execute(_note(workspace, "first"))
    assert _texts(workspace) == ["first"]
    executed.saved.result(5)
    workspace.close()
    with Workspace.open(workspace.folder.path) as again:
        assert _texts(again) == ["first"]


def test_undo_and_redo_say_what_they_do_and_outlive_the_program(workspace: Workspace):
    workspace.execute(_note(workspace, "first"))
    workspace.execute(_note(workspace, "second"))
    workspace.undo()
    workspace.close()
    with Workspace.open(workspace.folder.path, "Олена") as again:
        assert (again.undo_label, again.redo_label) == ("note on the case", "note on the case")
        again.redo()
        assert _texts(again) == ["first", "second"]
        again.undo()
        again.undo()
        assert _texts(again) == []


def test_gestures_that_are_joined_are_undone_together(workspace: Workspace):
    gesture = workspace.new_id()
    for text in ("a", "b", "c"):
        workspace.execute(_note(workspace, text), gesture=gesture)
    workspace.undo()
    assert _texts(workspace) == []
    assert len(workspace.redo().changes) == 3


def test_listeners_hear_changes_in_order_until_they_leave(workspace: Workspace):
    heard: list[Changes] = []
    leave = workspace.subscribe(heard.append)
    done = workspace.execute(_note(workspace, "a")).changes
    undone = workspace.undo().changes
    leave()
    workspace.redo()
    assert heard == [done, undone]
    assert undone == inverse(done)


def test_the_person_is_found_by_name_and_entered_with_the_first_edit(workspace: Workspace):
    workspace.close()
    with Workspace.open(workspace.folder.path, "Олена") as same:
        assert same.person == workspace.person
    with Workspace.open(workspace.folder.path, "  Second   Reader ") as other:
        assert [person.name for person in other.case.of(Person)] == ["Олена"]
        other.execute(_note(other, "seen"))
        assert [person.name for person in other.case.of(Person)] == ["Олена", "Second Reader"]
        assert other.case.of(Note)[0].written_by == other.person.id
        other.undo()
        assert [person.name for person in other.case.of(Person)] == ["Олена"]


def test_who_gives_no_name_is_not_stopped_and_never_called_by_the_login(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("USER", "login-name")
    monkeypatch.setenv("LOGNAME", "login-name")
    with Workspace.create(tmp_path / "N.case", "t") as made:
        assert made.person.name == UNNAMED
    assert b"login-name" not in (tmp_path / "N.case" / "case.sqlite").read_bytes()


def test_a_second_opener_reads_only_and_hears_who_holds_it(workspace: Workspace):
    with Workspace.open(workspace.folder.path, "Second") as second:
        assert second.is_read_only
        assert isinstance(second.save_state, ReadOnly)
        assert "Олена" in second.save_state.sentence
        with pytest.raises(CaseIsReadOnly, match="Олена"):
            second.execute(_note(second, "x"))
        assert second.case.info.title == "The bridge"


def test_saving_is_told_from_saved(workspace: Workspace):
    states: list[SaveState] = []
    workspace.subscribe_saving(states.append)
    workspace.execute(_note(workspace, "a")).saved.result(5)
    workspace.flush()
    assert states[0] == Saving(1)
    assert isinstance(states[-1], SavedAt)
    assert states[-1].at is not None


def test_an_edit_that_cannot_be_written_is_taken_back_and_the_next_one_holds(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
):
    heard: list[Changes] = []
    workspace.subscribe(heard.append)
    workspace.execute(_note(workspace, "kept")).saved.result(5)

    def fail(*_: object) -> None:
        raise StorageFailed("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(workspace.storage, "_insert", fail)
        saved = [workspace.execute(_note(workspace, text)).saved for text in ("lost", "lost with it")]
        for future in saved:
            assert isinstance(future.exception(5), StorageFailed)
    workspace.flush()
    assert isinstance(workspace.save_state, SaveFailed)
    assert "full" in workspace.save_state.sentence
    assert _texts(workspace) == ["kept"]
    assert sum(change.after is None for changes in heard for change in changes) == 2
    workspace.execute(_note(workspace, "after")).saved.result(5)
    workspace.flush()
    assert isinstance(workspace.save_state, SavedAt)
    workspace.close()
    with Workspace.open(workspace.folder.path) as again:
        assert _texts(again) == ["kept", "after"]


def test_a_purge_right_after_an_edit_ends(workspace: Workspace):
    """Purging waits for the writing thread while it holds the lock: hearing of the edit before must not need it."""
    for number in range(20):
        workspace.execute(_note(workspace, f"n{number}"))
        workspace.purge(workspace.case.of(Note)[0].key, "personal_data")
    workspace.flush()
    assert _texts(workspace) == []
    assert isinstance(workspace.save_state, SavedAt)


def test_a_command_that_is_refused_changes_nothing(workspace: Workspace):
    class Refusing:
        label = "refuse"

        def run(self, draft: Draft) -> None:
            draft.put(
                Note(id=draft.new_id(), about=draft.info.key, text="x", written_by=draft.actor, written_at=draft.now)
            )
            raise CommandRefused("No.")

    before = dict(workspace.case.records())
    with pytest.raises(CommandRefused):
        workspace.execute(Refusing())
    assert dict(workspace.case.records()) == before
    assert workspace.undo_label is None


def test_edits_from_several_threads_all_hold(workspace: Workspace):
    go = Event()

    def edit(name: str) -> None:
        go.wait(5)
        for number in range(20):
            workspace.execute(_note(workspace, f"{name}{number}"))

    threads = [Thread(target=edit, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join()
    workspace.close()
    with Workspace.open(workspace.folder.path) as again:
        assert len(_texts(again)) == 80


def test_a_folder_without_a_case_is_not_opened_and_one_with_something_in_it_is_not_taken(tmp_path: Path):
    with pytest.raises(NotACase):
        Workspace.open(tmp_path / "none")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("")
    with pytest.raises(NotACase):
        Workspace.create(tmp_path / "full", "t")


def test_what_no_item_is_called_is_refused_with_a_sentence(workspace: Workspace):
    with pytest.raises(UsageError, match="no such item"):
        workspace.find_item("E-0001")


def test_closing_twice_and_closing_while_edits_are_on_their_way_is_safe(tmp_path: Path):
    made = Workspace.create(tmp_path / "C.case", "t", "A")
    card = made.case.info
    for number in range(50):
        made.execute(EditCase(_renamed(made.case.info, f"t{number}")))
    made.close()
    made.close()
    with Workspace.open(tmp_path / "C.case") as again:
        assert again.case.info.title == "t49"
        assert again.case.info.id == card.id


def _renamed(card: CaseInfo, title: str) -> CaseInfo:
    import msgspec

    return msgspec.structs.replace(card, title=title)


def test_a_case_that_cannot_be_written_opens_for_reading(workspace: Workspace):
    workspace.close()
    workspace.folder.path.chmod(0o555)
    try:
        if os.name != "posix" or _can_write(workspace.folder.path):
            pytest.skip("whoever runs this may write everywhere")
        with Workspace.open(workspace.folder.path) as again:
            assert again.is_read_only
            assert again.case.info.title == "The bridge"
            with pytest.raises(CaseIsReadOnly):
                again.execute(_note(again, "x"))
    finally:
        workspace.folder.path.chmod(0o755)


def _can_write(folder: Path) -> bool:
    try:
        (folder / "probe").touch()
    except PermissionError:
        return False
    return True
