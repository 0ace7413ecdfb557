"""Saved posts in the window: with a folder, from a file, and from a table once a person said what it means."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.footage import make_photo
from tests.saved_posts import CAPTION, make_telegram_export
from verifier.domain.records import Item, Posting, SourceClaim
from verifier.gui.desk import Desk
from verifier.gui.dialogs.log_view import LogView
from verifier.gui.dialogs.map_table import MapTable
from verifier.gui.window import MainWindow

Waits = Callable[[Callable[[], bool]], None]


def desk_of(window: MainWindow) -> Desk:
    assert window.page is not None
    return window.page.desk


def postings_with_words(desk: Desk) -> list[Posting]:
    return [posting for posting in desk.session.case.of(Posting) if posting.platform or posting.url]


def test_a_folder_added_in_the_window_brings_its_posts(case_window: MainWindow, waits: Waits, tmp_path: Path) -> None:
    desk = desk_of(case_window)
    desk.footage.add([make_telegram_export(tmp_path / "export")])
    waits(lambda: not desk.footage.is_busy)
    assert len(postings_with_words(desk)) == 4
    assert CAPTION in {claim.words for claim in desk.session.case.of(SourceClaim)}
    desk.session.undo()
    assert postings_with_words(desk) == []


def test_posts_that_name_no_file_are_said_to_bring_nothing(
    case_window: MainWindow, waits: Waits, tmp_path: Path
) -> None:
    desk = desk_of(case_window)
    chat = {"name": "A", "type": "public_channel", "id": 1, "messages": [{"id": 1, "type": "message", "text": "Hello"}]}
    (tmp_path / "result.json").write_text(json.dumps(chat))
    said: list[str] = []
    desk.session.said.connect(lambda sentence, _tone: said.append(sentence))
    desk.saved_posts.read(tmp_path / "result.json")
    waits(lambda: any("no post in it names a file" in one for one in said))


def test_a_file_read_later_states_its_posts_and_lists_those_without_a_file(
    case_window: MainWindow, waits: Waits, tmp_path: Path
) -> None:
    desk = desk_of(case_window)
    export = make_telegram_export(tmp_path / "export")
    desk.footage.add([export / "photos"])
    waits(lambda: not desk.footage.is_busy)
    desk.saved_posts.read(export / "result.json")
    waits(lambda: bool(desk.findChildren(LogView)))
    assert len(postings_with_words(desk)) == 3
    (view,) = desk.findChildren(LogView)
    lines = view.text.toPlainText().splitlines()
    assert len(lines) == 4
    assert any("message 106: The export left this file out." in line for line in lines)
    view.accept()


def table_case(desk: Desk, waits: Waits, folder: Path) -> MapTable:
    folder.mkdir()
    make_photo(folder / "z.jpg", shift=33)
    rows = "z.jpg,https://t.example/1,n,Over the bridge\ngone.jpg,https://t.example/2,n,x\n"
    (folder / "posts.csv").write_text(f"File name,Link,Noise,Caption\n{rows}")
    desk.footage.add([folder])
    waits(lambda: bool(desk.findChildren(MapTable)))
    (dialog,) = desk.findChildren(MapTable)
    return dialog


def test_a_table_beside_the_footage_is_shown_before_anything_is_stated(
    case_window: MainWindow, waits: Waits, tmp_path: Path
) -> None:
    desk = desk_of(case_window)
    dialog = table_case(desk, waits, tmp_path / "press")
    assert dialog.mapping == {"File name": "file", "Link": "url", "Caption": "caption"}
    waits(dialog.state.isEnabled)
    assert dialog.said.text() == "1 post fits an item of the case, 1 row fits no file."
    assert postings_with_words(desk) == []
    dialog.state.click()
    waits(lambda: bool(desk.findChildren(LogView)))
    (posting,) = postings_with_words(desk)
    item = next(item for item in desk.session.case.of(Item) if item.original_name == "z.jpg")
    assert (posting.item, posting.url, posting.caption) == (item.id, "https://t.example/1", "Over the bridge")
    desk.findChildren(LogView)[0].accept()


def test_a_column_takes_a_meaning_from_the_one_that_had_it_and_without_a_file_nothing_can_be_stated(
    case_window: MainWindow, waits: Waits, tmp_path: Path
) -> None:
    desk = desk_of(case_window)
    dialog = table_case(desk, waits, tmp_path / "press")
    waits(dialog.state.isEnabled)
    dialog.take("Noise", "caption")
    assert dialog.mapping == {"File name": "file", "Link": "url", "Noise": "caption"}
    assert dialog.choices["Caption"].value == ""
    dialog.take("File name", "")
    assert not dialog.state.isEnabled()
    assert dialog.said.text() == "Say which column names the file, or holds its SHA-256."
    waits(lambda: not desk.saved_posts.is_busy)
    assert not dialog.state.isEnabled()
    dialog.reject()
    assert postings_with_words(desk) == []


def test_a_file_that_is_none_of_saved_posts_is_told_in_a_sentence(
    case_window: MainWindow, waits: Waits, tmp_path: Path
) -> None:
    desk = desk_of(case_window)
    said: list[tuple[str, str]] = []
    desk.session.said.connect(lambda words, role: said.append((words, role)))
    (tmp_path / "x.json").write_text('{"hello": 1}')
    desk.saved_posts.read(tmp_path / "x.json")
    waits(lambda: not desk.saved_posts.is_busy)
    assert said[-1][1] == "bad"
    assert "no file of saved posts that is known" in said[-1][0]
