"""Source, assessment, incident and links, by mouse and keys alone; asserting on what was saved."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.conftest import PATIENCE_MS
from tests.gui.test_journey import activate, desk_of, show_item
from tests.gui.test_journey import press as press_now
from verifier.case.changes import Changes
from verifier.domain.records import Assessment, Incident, Item, Link, Person, Posting, SourceClaim
from verifier.gui import grouping
from verifier.gui.asking import ask_incident
from verifier.gui.chooser import Chooser
from verifier.gui.controls import Choice
from verifier.gui.desk import Desk
from verifier.gui.fields import LineField, TextField
from verifier.gui.folds import FoldHead
from verifier.gui.panels.form import FormPanel
from verifier.gui.speech import speak
from verifier.gui.window import MainWindow
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def desk(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> Desk:
    made = desk_of(case_window)
    show_item(qtbot, made, "IMG_2.jpg", waits)
    return made


def settle(qtbot: QtBot, desk: Desk) -> None:
    """Wait until the panel that is open shows what the case holds."""
    QApplication.processEvents()
    panels = [panel for panel in desk.inspector.findChildren(FormPanel) if panel.isVisible()]
    qtbot.waitUntil(lambda: all(panel.is_built for panel in panels), timeout=PATIENCE_MS)
    QApplication.processEvents()


def open_panel(qtbot: QtBot, desk: Desk, key: Qt.Key, waits: Wait) -> None:
    """Open a panel by its keys."""
    activate(desk, waits)
    qtbot.keyClick(desk.stage.canvas, key, CONTROL)
    settle(qtbot, desk)


def press(qtbot: QtBot, desk: Desk, words: str) -> None:
    """Press a button of the panel."""
    settle(qtbot, desk)
    press_now(qtbot, desk.inspector, words)


def called(qtbot: QtBot, desk: Desk, name: str) -> QWidget:
    """Return the first visible field whose accessible name begins so."""
    settle(qtbot, desk)
    found = (w for w in desk.inspector.findChildren(QWidget) if w.isVisible() and w.accessibleName().startswith(name))
    field = next(found, None)
    assert field is not None, f"no field is called {name!r}"
    return field


def focused(qtbot: QtBot, desk: Desk) -> QWidget:
    """Return what has the cursor."""
    settle(qtbot, desk)
    return desk.window().focusWidget()


def write(qtbot: QtBot, desk: Desk, name: str, words: str) -> None:
    """Click into a field, type, and leave it by Tab."""
    field = called(qtbot, desk, name)
    assert isinstance(field, QPlainTextEdit | LineField)
    seen = field.viewport() if isinstance(field, QPlainTextEdit) else field
    qtbot.mouseClick(seen, LEFT)
    field.selectAll()
    qtbot.keyClicks(field, words)
    qtbot.keyClick(field, Qt.Key.Key_Tab)


def choose(qtbot: QtBot, desk: Desk, name: str, words: str) -> None:
    """Open a list of answers and take one by its key."""
    field = called(qtbot, desk, name)
    assert isinstance(field, Choice)
    take(qtbot, field.menu(), words)


def take(qtbot: QtBot, menu: QMenu, words: str) -> None:
    """Take a line of a menu by Enter."""
    menu.aboutToShow.emit()
    menu.setActiveAction(next(action for action in menu.actions() if action.text().startswith(words)))
    qtbot.keyClick(menu, Qt.Key.Key_Return)


def unfold(qtbot: QtBot, desk: Desk, name: str) -> None:
    settle(qtbot, desk)
    head = next(
        h for h in desk.inspector.findChildren(FoldHead) if h.isVisible() and h.accessibleName().startswith(name)
    )
    if not head.isChecked():
        qtbot.mouseClick(head, LEFT)


def pick(qtbot: QtBot, window: QWidget, words: str) -> None:
    """Type into the list that is open and take the first answer."""
    chooser = window.findChildren(Chooser)[-1]
    qtbot.keyClicks(chooser.search, words)
    qtbot.keyClick(chooser.search, Qt.Key.Key_Return)


def undo(qtbot: QtBot, desk: Desk, waits: Wait) -> None:
    activate(desk, waits)
    qtbot.keyClick(desk.stage.canvas, Qt.Key.Key_Z, CONTROL)


def item_of(desk: Desk) -> Item:
    assert desk.session.item is not None
    return desk.session.item


def test_a_posting_is_filled_field_by_field_and_each_is_one_undo(qtbot: QtBot, desk: Desk, waits: Wait) -> None:
    open_panel(qtbot, desk, Qt.Key.Key_3, waits)
    case = desk.session.case

    def posting() -> Posting:
        return next(one for one in case.of(Posting) if one.item == item_of(desk).id)

    write(qtbot, desk, "Address", "https://t.me/riverwatch/1842")
    write(qtbot, desk, "Account", "River Watch")
    write(qtbot, desk, "Posted, as shown", "3 Mar 2023 12:41")
    write(qtbot, desk, "Posted, in UTC", "2023-03-03 12:41")
    assert posting().posted_at is None
    write(qtbot, desk, "In the zone", "+02:00, page seen from Kyiv")
    press(qtbot, desk, "Read as")
    assert posting().posted_at == datetime(2023, 3, 3, 10, 41, tzinfo=UTC)
    choose(qtbot, desk, "Kind of source", "open")
    choose(qtbot, desk, "Reliability of the source", "C")
    write(qtbot, desk, "Because", "older clips in its past")
    choose(qtbot, desk, "Credibility of what it says", "3")
    unfold(qtbot, desk, "More")
    write(qtbot, desk, "Archived at", "https://archive.example/1")
    write(qtbot, desk, "Received from", "own download")
    told = posting()
    assert (told.url, told.account_name, told.is_closed_source) == (
        "https://t.me/riverwatch/1842",
        "River Watch",
        False,
    )
    assert (told.reliability, told.reliability_reason, told.credibility) == ("C", "older clips in its past", 3)
    assert (told.archive_urls, told.acquired_from) == (("https://archive.example/1",), "own download")
    assert desk.session.undo_label == "edit a posting: received from"
    undo(qtbot, desk, waits)
    assert posting().acquired_from == ""
    assert posting().archive_urls == told.archive_urls


def test_the_cursor_goes_on_by_tab_through_fields_that_save_as_they_are_left(
    qtbot: QtBot, desk: Desk, waits: Wait
) -> None:
    open_panel(qtbot, desk, Qt.Key.Key_3, waits)
    first = called(qtbot, desk, "Address")
    first.setFocus()
    heard: list[Changes] = []
    desk.session.changed.connect(heard.append)
    for number, words in enumerate(("https://example.org/1", "Telegram", "River Watch"), 1):
        field = desk.window().focusWidget()
        qtbot.keyClicks(field, words)
        qtbot.keyClick(field, Qt.Key.Key_Tab)
        waits(lambda number=number: len(heard) == number)
    told = next(one for one in desk.session.case.of(Posting) if one.item == item_of(desk).id)
    assert (told.url, told.platform, told.account_name) == ("https://example.org/1", "Telegram", "River Watch")
    assert desk.window().focusWidget() is called(qtbot, desk, "Received from")


def test_a_posting_is_added_with_the_cursor_in_it_and_removed(qtbot: QtBot, desk: Desk, waits: Wait) -> None:
    open_panel(qtbot, desk, Qt.Key.Key_3, waits)
    case, item = desk.session.case, desk.session.item
    assert item is not None
    before = len(case.of(Posting))
    press(qtbot, desk, "Add a posting")
    qtbot.keyClicks(focused(qtbot, desk), "https://example.org/1")
    qtbot.keyClick(focused(qtbot, desk), Qt.Key.Key_Return)
    # What the import left, and nobody has written in, is gone on with.
    assert [one.url for one in case.of(Posting) if one.item == item.id] == ["https://example.org/1"]
    assert len(case.of(Posting)) == before
    press(qtbot, desk, "Add a posting")
    qtbot.keyClicks(focused(qtbot, desk), "https://example.org/2")
    qtbot.keyClick(focused(qtbot, desk), Qt.Key.Key_Return)
    assert case.of(Posting)[-1].url == "https://example.org/2"
    cards = [b for b in desk.inspector.findChildren(QPushButton) if b.isVisible() and b.text() == "Remove this posting"]
    qtbot.mouseClick(cards[-1], LEFT)
    assert len(case.of(Posting)) == before


def test_words_of_a_source_are_kept_with_translation_and_answer(qtbot: QtBot, desk: Desk, waits: Wait) -> None:
    open_panel(qtbot, desk, Qt.Key.Key_3, waits)
    case = desk.session.case
    field = called(qtbot, desk, "Words of the source")
    field.setFocus()
    QApplication.clipboard().setText("Наш дрон сьогодні")
    qtbot.keyClick(field, Qt.Key.Key_V, CONTROL)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert case.of(SourceClaim) == ()
    qtbot.keyClick(focused(qtbot, desk), Qt.Key.Key_Space)
    unfold(qtbot, desk, "In the caption")
    write(qtbot, desk, "Language", "uk")
    write(qtbot, desk, "Translation", "Our drone today")
    choose(qtbot, desk, "Translated by", "a machine")
    choose(qtbot, desk, "Our answer", "contradicted")
    claim = case.of(SourceClaim)[0]
    assert (claim.words, claim.found_in, claim.language) == ("Наш дрон сьогодні", "caption", "uk")
    assert (claim.translation, claim.is_machine_translation, claim.answer) == ("Our drone today", True, "contradicted")


def test_words_of_a_source_that_are_left_in_the_middle_are_kept_and_undone(
    qtbot: QtBot, desk: Desk, waits: Wait
) -> None:
    open_panel(qtbot, desk, Qt.Key.Key_3, waits)
    case = desk.session.case
    field = called(qtbot, desk, "Words of the source")
    field.setFocus()
    waits(field.hasFocus)
    qtbot.keyClicks(field, "It fell behind the school.")
    desk.session.show_page("map")
    waits(lambda: len(case.of(SourceClaim)) == 1)
    claim = case.of(SourceClaim)[0]
    assert (claim.words, claim.found_in) == ("It fell behind the school.", "not_stated")
    desk.session.undo()
    assert case.of(SourceClaim) == ()


def test_nobody_has_looked_until_somebody_says_so(qtbot: QtBot, desk: Desk, waits: Wait) -> None:
    open_panel(qtbot, desk, Qt.Key.Key_3, waits)
    assert called(qtbot, desk, "Sensitive").accessibleName().startswith("Sensitive. nobody has looked")
    unfold(qtbot, desk, "Sensitive")
    tick(qtbot, desk, "Looked at: nothing sensitive")
    assert item_of(desk).sensitivity == ()
    tick(qtbot, desk, "shows a child")
    tick(qtbot, desk, "graphic")
    assert item_of(desk).sensitivity == ("child", "graphic")
    tick(qtbot, desk, "shows a child")
    tick(qtbot, desk, "graphic")
    assert item_of(desk).sensitivity is None
    choose(qtbot, desk, "Consent", "refused")
    choose(qtbot, desk, "This file is", "copy that a platform made")
    tick(qtbot, desk, "Withhold from bundles")
    item = item_of(desk)
    assert (item.consent, item.generation, item.is_withheld) == ("none", "platform_copy", True)


def tick(qtbot: QtBot, desk: Desk, words: str) -> None:
    settle(qtbot, desk)
    box = next(b for b in desk.inspector.findChildren(QWidget) if b.isVisible() and getattr(b, "text", str)() == words)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)


def test_an_assessment_is_begun_filled_by_keys_and_undone_by_name(qtbot: QtBot, desk: Desk, waits: Wait) -> None:
    open_panel(qtbot, desk, Qt.Key.Key_5, waits)
    case = desk.session.case
    press(qtbot, desk, "Begin to assess")
    begun = case.of(Assessment)[0]
    assert (begun.pillars, begun.rivals, begun.finding, begun.reviewers) == ((), (), "", ())
    qtbot.keyClicks(focused(qtbot, desk), "A copy that went through a messenger")
    qtbot.keyClick(focused(qtbot, desk), Qt.Key.Key_Tab)
    assert case.of(Assessment)[0].pillars[0].answer == "A copy that went through a messenger"
    grade = focused(qtbot, desk)
    assert isinstance(grade, Choice)
    take(qtbot, grade.menu(), "partly")
    assert desk.session.undo_label == "edit an assessment: how well the provenance stands"

    unfold(qtbot, desk, "Location")
    qtbot.mouseClick(called(qtbot, desk, "Choose a record that the answer rests on: Location"), LEFT)
    pick(qtbot, desk.window(), "IMG_10")
    other = next(item for item in case.of(Item) if item.original_name == "IMG_10.jpg")
    assert {p.name: p.references for p in case.of(Assessment)[0].pillars}["location"] == (other.key,)

    activate(desk, waits)
    unfold(qtbot, desk, "Real, but older")
    write(qtbot, desk, "For: Real, but older", "no clock in the file")
    write(qtbot, desk, "Against: Real, but older", "snow lay on that day alone")
    choose(qtbot, desk, "How likely: Real, but older", "unlikely")
    rival = case.of(Assessment)[0].rivals[0]
    assert (rival.name, rival.evidence_for) == ("real_but_older", "no clock in the file")
    assert rival.evidence_against == "snow lay on that day alone"
    assert rival.likelihood is not None
    assert rival.likelihood.term == "unlikely"
    assert desk.session.undo_label == "edit an assessment: how likely “real, but older”"
    undo(qtbot, desk, waits)
    assert case.of(Assessment)[0].rivals[0].likelihood is None

    write(qtbot, desk, "Gaps", "who flew it")
    write(qtbot, desk, "Finding", "Filmed at the crossing; when is open")
    write(qtbot, desk, "Add a reviewer", "B. Reviewer")
    choose(qtbot, desk, "State of work", "ready for review")
    held = case.of(Assessment)[0]
    reviewer = next(person for person in case.of(Person) if person.name == "B. Reviewer")
    assert (held.gaps, held.finding, held.workflow) == (
        "who flew it",
        "Filmed at the crossing; when is open",
        "ready_for_review",
    )
    assert held.reviewers == (reviewer.id,)
    undo(qtbot, desk, waits)
    undo(qtbot, desk, waits)
    assert case.of(Assessment)[0].reviewers == ()
    assert reviewer not in case.of(Person)


def test_who_unfolds_a_question_types_into_it_and_into_no_key(qtbot: QtBot, desk: Desk, waits: Wait) -> None:
    open_panel(qtbot, desk, Qt.Key.Key_5, waits)
    press(qtbot, desk, "Begin to assess")
    for name in ("Location", "Staged"):
        unfold(qtbot, desk, name)
        field = desk.window().focusWidget()
        assert isinstance(field, QPlainTextEdit)
        assert field.accessibleName().endswith(name)


def test_an_answer_taken_back_leaves_the_question_open(qtbot: QtBot, desk: Desk, waits: Wait) -> None:
    open_panel(qtbot, desk, Qt.Key.Key_5, waits)
    press(qtbot, desk, "Begin to assess")
    write(qtbot, desk, "Answer: Provenance", "an original")
    assert len(desk.session.case.of(Assessment)[0].pillars) == 1
    field = called(qtbot, desk, "Answer: Provenance")
    assert isinstance(field, TextField)
    field.setFocus()
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert desk.session.case.of(Assessment)[0].pillars == ()


def test_a_sealed_assessment_can_be_read_and_not_changed(qtbot: QtBot, desk: Desk, waits: Wait) -> None:
    open_panel(qtbot, desk, Qt.Key.Key_5, waits)
    press(qtbot, desk, "Begin to assess")
    press(qtbot, desk, "Seal it")
    assert desk.session.case.of(Assessment)[0].sealed_at is None, "sealed without a finding"
    write(qtbot, desk, "Finding", "It holds.")
    press(qtbot, desk, "Seal it")
    sealed = desk.session.case.of(Assessment)[0]
    assert (sealed.finding, sealed.sealed_at is None) == ("It holds.", False)
    assert desk.session.undo_label == "seal an assessment"
    settle(qtbot, desk)
    fields = [w for w in desk.inspector.findChildren(QWidget) if isinstance(w, TextField | LineField | Choice)]
    assert [w.accessibleName() for w in fields if w.isVisible() and w.isEnabled()] == []


def test_an_incident_is_weighed_up_apart_from_its_items(qtbot: QtBot, desk: Desk, waits: Wait) -> None:
    case, here = desk.session.case, item_of(desk)
    grouping.begin_incident(desk.session, "Flight over the crossing", (here.key,))
    incident = case.of(Incident)[0]
    open_panel(qtbot, desk, Qt.Key.Key_5, waits)
    choose(qtbot, desk, "What is weighed up", "I-01")
    press(qtbot, desk, "Begin to assess")
    write(qtbot, desk, "Finding", "It took place; the day is open.")
    assert [(one.about, one.finding) for one in case.of(Assessment)] == [
        (incident.key, "It took place; the day is open.")
    ]
    choose(qtbot, desk, "What is weighed up", "the item")
    press(qtbot, desk, "Begin to assess")
    assert [one.about for one in case.of(Assessment)] == [incident.key, here.key]
    grouping.take_from_incident(desk.session, incident.key, (here.key,))
    settle(qtbot, desk)
    assert not [
        one for one in desk.inspector.findChildren(Choice) if one.accessibleName().startswith("What is weighed")
    ]


def test_an_incident_is_begun_joined_and_left(qtbot: QtBot, desk: Desk, waits: Wait) -> None:
    open_panel(qtbot, desk, Qt.Key.Key_6, waits)
    case = desk.session.case
    first = item_of(desk)
    press(qtbot, desk, "Add to an incident")
    pick(qtbot, desk.window(), "Flight over the crossing")
    activate(desk, waits)
    incident = case.of(Incident)[0]
    assert (incident.title, incident.items) == ("Flight over the crossing", (first.id,))
    write(qtbot, desk, "Where", "north bank")
    assert desk.session.undo_label == "edit I-01: where"

    show_item(qtbot, desk, "IMG_10.jpg", waits)
    press(qtbot, desk, "Add to an incident")
    pick(qtbot, desk.window(), "crossing")
    assert case.of(Incident)[0].items == (first.id, item_of(desk).id)
    member = called(qtbot, desk, f"Go to {first.label}")
    qtbot.mouseClick(member, LEFT)
    assert item_of(desk).id == first.id
    assert desk.items.model.key_at(desk.items.place) == first.key
    press(qtbot, desk, "Take this item out")
    assert first.id not in case.of(Incident)[0].items
    assert case.of(Incident)[0].place_words == "north bank"


def test_many_items_join_an_incident_in_one_edit(qtbot: QtBot, desk: Desk, waits: Wait) -> None:
    case = desk.session.case
    keys = tuple(item.key for item in case.of(Item))
    activate(desk, waits)
    ask_incident(desk.session, desk.inspector._theme, keys, desk)
    pick(qtbot, desk.window(), "Strike at dawn")
    assert case.of(Incident)[0].items == tuple(item.id for item in case.of(Item))
    grouping.take_from_incident(desk.session, case.of(Incident)[0].key, keys[1:])
    grouping.add_to_incident(desk.session, case.of(Incident)[0].key, keys)
    assert len(case.of(Incident)[0].items) == 3
    undo(qtbot, desk, waits)
    assert len(case.of(Incident)[0].items) == 1


def test_a_link_is_stated_with_what_speaks_for_and_against_it(qtbot: QtBot, desk: Desk, waits: Wait) -> None:
    open_panel(qtbot, desk, Qt.Key.Key_6, waits)
    case = desk.session.case
    here = item_of(desk)
    adding = called(qtbot, desk, "Add a link")
    assert isinstance(adding, QPushButton)
    take(qtbot, adding.menu(), "is a copy of")
    pick(qtbot, desk.window(), "IMG_10")
    link = case.of(Link)[0]
    other = next(item for item in case.of(Item) if item.original_name == "IMG_10.jpg")
    assert (link.from_key, link.to_key, link.kind, link.likelihood) == (here.key, other.key, "copy_of", None)
    activate(desk, waits)
    write(qtbot, desk, "For", "same noise")
    write(qtbot, desk, "Against", "other crop")
    choose(qtbot, desk, "How likely", "very likely")
    choose(qtbot, desk, "This item", "shows the same machine")
    link = case.of(Link)[0]
    assert (link.evidence_for, link.evidence_against, link.kind) == ("same noise", "other crop", "same_machine")
    assert link.likelihood is not None
    press(qtbot, desk, "Go there")
    assert item_of(desk).key == other.key
    unfold(qtbot, desk, here.label)
    press(qtbot, desk, "Remove this link")
    assert case.of(Link) == ()


def test_words_half_typed_are_saved_when_the_case_is_closed(
    qtbot: QtBot, case_window: MainWindow, desk: Desk, waits: Wait, tmp_path: Path
) -> None:
    open_panel(qtbot, desk, Qt.Key.Key_3, waits)
    field = called(qtbot, desk, "Address")
    field.setFocus()
    qtbot.keyClicks(field, "https://example.org/late")
    case_window.close_case()
    with Workspace.open(tmp_path / "river.case") as reopened:
        assert "https://example.org/late" in [one.url for one in reopened.case.of(Posting)]


@pytest.fixture
def longest() -> Iterator[None]:
    speak("pseudo")
    yield
    speak("en")


@pytest.mark.usefixtures("longest")
def test_no_panel_is_wider_than_the_inspector_with_longer_words(qtbot: QtBot, desk: Desk, waits: Wait) -> None:
    grouping.begin_incident(desk.session, "Flight", (item_of(desk).key,))
    grouping.link(desk.session, item_of(desk).key, desk.session.case.of(Item)[-1].key, "same_machine")
    for name in ("source", "assess", "links"):
        panel = desk.inspector.open_panel(name)
        begin = [b for b in panel.findChildren(QPushButton) if b.property("role") == "primary"]
        if begin:
            qtbot.mouseClick(begin[0], LEFT)
            waits(lambda panel=panel: bool(panel.findChildren(FoldHead)))
        for _ in range(2):
            for head in panel.findChildren(FoldHead):
                head.setChecked(True)
        area = panel.findChild(QScrollArea)
        assert area is not None
        assert area.widget().minimumSizeHint().width() <= area.viewport().width()
