"""What is said about a drone, by mouse and keys only: answers, doubt, features, machines, tags, notes, each undone by
name."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from verifier.commands.drone_claims import StateDrone
from verifier.domain.records import Drone, DroneClaim, Hypothesis, Item, Note, Observation, Tag
from verifier.domain.scales import Likelihood
from verifier.gui.desk import Desk
from verifier.gui.items.book import RowBook
from verifier.gui.panels.tags import TagsPanel
from verifier.gui.picker.dialog import DronePicker
from verifier.gui.tagging.hypothesis import HypothesisRow
from verifier.gui.window import MainWindow
from verifier.workspace.workspace import Workspace

Wait = Callable[[Callable[[], bool]], None]
LEFT = Qt.MouseButton.LeftButton
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
REST = 5
"""So many looks in turn, with events between them, at which a thing at rest stands in one place."""
PHANTOMS = ("dji-phantom-3", "dji-phantom-4")


class Hand:
    """A person at the inspector: presses, types and chooses among what can be seen."""

    def __init__(self, window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
        assert window.page is not None
        self.window, self.qtbot, self.waits = window, qtbot, waits
        self.desk: Desk = window.page.desk
        self.session = self.desk.session

    def seen(self, name: str) -> list[QWidget]:
        """Return the visible controls whose accessible name or words begin so."""
        kinds = (QPushButton, QLineEdit, QPlainTextEdit)
        found: list[QWidget] = [w for kind in kinds for w in self.desk.inspector.findChildren(kind) if w.isVisible()]
        return [w for w in found if (w.accessibleName() or getattr(w, "text", str)()).startswith(name)]

    def control(self, name: str) -> QWidget:
        panel = self.desk.inspector.open_panel("tags")
        assert isinstance(panel, TagsPanel)
        QApplication.processEvents()
        self.waits(lambda: panel.is_settled and bool(self.seen(name)))
        return self.seen(name)[0]

    def rests(self, name: str) -> QPoint:
        """Return where a control stands once nothing around it moves any more."""
        seen: list[QPoint] = []

        def is_at_rest() -> bool:
            seen.append(self.control(name).mapTo(self.desk, QPoint(0, 0)))
            return len(seen) > REST and len({place.toTuple() for place in seen[-REST:]}) == 1

        self.waits(is_at_rest)
        return seen[-1]

    def press(self, name: str) -> None:
        control = self.control(name)
        control.setFocus()
        self.qtbot.mouseClick(control, LEFT)

    def write(self, name: str, words: str, *, enter: bool = True) -> None:
        field = self.control(name)
        field.setFocus()
        self.waits(field.hasFocus)
        self.qtbot.keyClick(field, Qt.Key.Key_A, CONTROL)
        self.qtbot.keyClicks(field, words)
        if enter:
            self.qtbot.keyClick(
                field,
                Qt.Key.Key_Return,
                CONTROL if isinstance(field, QPlainTextEdit) else Qt.KeyboardModifier.NoModifier,
            )

    def choose(self, name: str, words: str) -> None:
        """Open a list by key and take the answer that begins so."""
        control = self.control(name)
        control.setFocus()
        self.qtbot.keyClick(control, Qt.Key.Key_Space)
        self.waits(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.setActiveAction(next(action for action in menu.actions() if action.text().startswith(words)))
        self.qtbot.keyClick(menu, Qt.Key.Key_Return)
        self.back()

    def draw(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        canvas = self.desk.stage.canvas
        first, last = (QPointF(*canvas.view.to_screen(point)).toPoint() for point in (start, end))
        self.qtbot.mousePress(canvas, LEFT, pos=first)
        self.qtbot.mouseMove(canvas, last)
        self.qtbot.mouseRelease(canvas, LEFT, pos=last)

    def pick(self, words: str) -> None:
        """Type into the picker that is open and take its first answer."""
        picker = self.window.findChildren(DronePicker)[-1]
        self.qtbot.keyClicks(picker.search, words)
        self.qtbot.keyClick(picker.search, Qt.Key.Key_Return)
        self.back()

    def back(self) -> None:
        """Give the keys to the window, as a window manager does when a dialog closes."""
        self.window.activateWindow()
        self.waits(self.desk.isActiveWindow)

    @property
    def claim(self) -> DroneClaim:
        return self.session.case.of(DroneClaim)[0]

    @property
    def words(self) -> str:
        return "\n".join(w.text() for w in self.desk.inspector.findChildren(QLabel) if w.isVisible())

    @property
    def answers(self) -> list[str | None]:
        return [one.entry.entry_id for one in self.claim.hypotheses]


@pytest.fixture
def hand(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> Hand:
    """Return a person who looks at a photo."""
    made = Hand(case_window, qtbot, waits)
    made.back()
    photo = next(item for item in made.session.case.of(Item) if item.original_name == "IMG_2.jpg")
    made.desk.items.go_to(photo.key)
    waits(lambda: not made.desk.stage.canvas.image.isNull())
    return made


@pytest.fixture
def tagged(hand: Hand) -> Hand:
    """Return a person who has drawn a box and said Phantom 3, or Phantom 4."""
    hand.qtbot.keyClick(hand.desk.stage.canvas, Qt.Key.Key_R)
    hand.draw((100, 100), (300, 300))
    ref = hand.session.workspace.catalog.ref
    hypotheses = tuple(Hypothesis(ref(slug)) for slug in PHANTOMS)
    seen = hand.session.case.of(Observation)[0]
    hand.session.do(StateDrone(about=seen, role="seen", hypotheses=hypotheses))
    return hand


def test_answers_are_weighed_moved_and_excluded_by_keys_and_undone_by_name(tagged: Hand) -> None:
    hand = tagged
    assert hand.claim.confidence is None
    hand.choose("Likelihood of DJI Phantom 3", "likely")
    assert hand.claim.hypotheses[0].likelihood == Likelihood("icd203", "likely")
    assert hand.claim.hypotheses[1].likelihood is None
    assert hand.session.undo_label == "say how likely DJI Phantom 3 series is"

    hand.control("Likelihood of DJI Phantom 4").setFocus()
    hand.qtbot.keyClick(hand.control("Likelihood of DJI Phantom 4"), Qt.Key.Key_Up, ALT)
    assert hand.answers == ["dji-phantom-4", "dji-phantom-3"]
    hand.waits(lambda: hand.control("Likelihood of DJI Phantom 4").hasFocus())
    hand.qtbot.keyClick(hand.control("Likelihood of DJI Phantom 4"), Qt.Key.Key_Down, ALT)
    assert hand.answers == list(PHANTOMS)

    hand.choose("Likelihood of DJI Phantom 4", "Exclude")
    field = hand.control("Why is it not this one?")
    hand.waits(field.hasFocus)
    hand.qtbot.keyClicks(field, "its gimbal sits in a recess")
    hand.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [one.excluded_because for one in hand.claim.hypotheses] == ["", "its gimbal sits in a recess"]
    assert hand.session.undo_label == "exclude DJI Phantom 4"
    hand.waits(lambda: "excluded: its gimbal sits in a recess" in hand.words)
    hand.choose("Likelihood of DJI Phantom 4", "Let it stand again")
    assert all(not one.excluded_because for one in hand.claim.hypotheses)
    hand.choose("Likelihood of DJI Phantom 4", "Take out")
    assert hand.answers == ["dji-phantom-3"]
    hand.qtbot.keyClick(hand.desk.stage.canvas, Qt.Key.Key_Z, CONTROL)
    assert hand.answers == list(PHANTOMS)


def test_an_exclusion_without_a_reason_is_none(tagged: Hand) -> None:
    tagged.choose("Likelihood of DJI Phantom 4", "Exclude")
    field = tagged.control("Why is it not this one?")
    tagged.waits(field.hasFocus)
    tagged.qtbot.keyClick(field, Qt.Key.Key_Return)
    tagged.waits(lambda: not tagged.seen("Why is it not this one?"))
    assert all(not one.excluded_because for one in tagged.claim.hypotheses)


def test_confidence_takes_reasons_once_it_has_a_level_and_a_field_saves_as_it_is_left(tagged: Hand) -> None:
    hand = tagged
    [reasons] = hand.seen("Reasons for the confidence")
    assert not reasons.isEnabled()
    below = hand.rests("Note on this tag")
    hand.choose("Confidence", "moderate")
    assert hand.rests("Note on this tag") == below  # nothing moves under the pointer
    hand.write("Reasons for the confidence", "one angle, good light", enter=False)
    hand.desk.stage.canvas.setFocus()
    assert hand.claim.confidence is not None
    assert (hand.claim.confidence.level, hand.claim.confidence.reasons) == ("moderate", "one angle, good light")
    assert hand.session.undo_label == "edit the reasons of a confidence"
    hand.write("Note on this tag", "ask Ann", enter=True)
    assert hand.claim.note == "ask Ann"
    hand.choose("This drone", "filmed")
    assert hand.claim.role == "filmed_by"


def test_a_sentence_that_mixes_scales_or_confidence_is_named_as_it_is_typed(tagged: Hand) -> None:
    inspector = tagged.desk.inspector

    def lines() -> list[str]:
        QApplication.processEvents()
        found = [one for one in inspector.findChildren(QLabel) if one.isVisible() and "” · “" in one.text()]
        field = tagged.control("Note on this tag")
        machine = next(name for name in inspector.findChildren(QLabel) if name.text() == "Machine")

        def top(widget: QWidget) -> int:
            return widget.mapTo(inspector, QPoint(0, 0)).y()

        for line in found:
            tagged.waits(lambda line=line: top(field) + field.height() <= top(line))
            tagged.waits(lambda line=line: top(line) + line.height() <= top(machine))
            tagged.waits(lambda line=line: line.height() >= line.heightForWidth(line.width()))
        return [line.text() for line in found]

    tagged.write("Note on this tag", "The likely route was confidential.", enter=False)
    assert lines() == []
    tagged.write("Note on this tag", "We are highly confident it is likely", enter=False)
    [line] = lines()
    assert line.startswith("“highly confident” · “likely”: how sure and how likely in one sentence")
    tagged.write("Note on this tag", "Very likely, or a realistic possibility", enter=False)
    [line] = lines()
    assert line.startswith("“Very likely” · “realistic possibility”: words of two scales")
    tagged.write("Note on this tag", "Very likely", enter=False)
    assert lines() == []


class Openings(QObject):
    """Notes labels that are shown as windows of their own, however briefly."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QLabel) and watched.isWindow():
            self.found.append(watched.text())
        return False


def test_mixed_words_that_are_kept_are_named_when_the_tag_is_shown_again(tagged: Hand) -> None:
    openings = Openings()
    QApplication.instance().installEventFilter(openings)  # pyright: ignore[reportOptionalMemberAccess]

    def named() -> bool:
        return "how sure and how likely in one sentence" in tagged.words

    with tagged.qtbot.waitSignal(tagged.session.changed):
        tagged.write("Note on this tag", "We are highly confident it is likely")
    tagged.waits(named)
    tagged.desk.undo()
    tagged.waits(lambda: not named())
    tagged.desk.redo()
    tagged.waits(named)
    assert openings.found == []


def test_a_feature_of_ones_own_is_kept_with_its_source(tagged: Hand) -> None:
    tagged.write("Something else that speaks for it", "A recess around the gimbal", enter=False)
    tagged.write("Where that is written", "Makers manual, p. 12")
    assert tagged.claim.features[-1].cue == "A recess around the gimbal"
    assert tagged.claim.features[-1].source == "Makers manual, p. 12"
    tagged.waits(lambda: "Makers manual, p. 12" in tagged.words)
    tagged.write("Something else that speaks for it", "Four grey arms")
    assert (tagged.claim.features[-1].cue, tagged.claim.features[-1].source) == ("Four grey arms", "")


def test_a_feature_is_marked_in_the_region_or_in_the_next_one_drawn(tagged: Hand) -> None:
    hand = tagged
    region = hand.session.case.of(Observation)[0]
    box = next(w for w in hand.desk.inspector.findChildren(QPushButton) if w.property("role") == "state")
    cue = box.accessibleName().rpartition(":")[0]
    for state in ("seen", "absent"):
        hand.control(cue).setFocus()
        hand.qtbot.keyClick(hand.control(cue), Qt.Key.Key_Space)
        hand.waits(lambda state=state: [one.state for one in hand.claim.features] == [state])
    assert [(one.state, one.observation) for one in hand.claim.features] == [("absent", region.id)]
    hand.waits(lambda: bool(hand.seen("region 1")))

    hand.session.select("")
    hand.press("Mark where it shows")
    hand.draw((320, 320), (380, 380))
    hand.waits(lambda: len(hand.claim.features) == 2)
    drawn = hand.session.case.of(Observation)[1]
    assert (hand.claim.features[1].state, hand.claim.features[1].observation) == ("seen", drawn.id)
    hand.session.select("")
    hand.press("region 2")
    assert hand.session.selected == drawn
    assert hand.session.item is not None
    row = RowBook(hand.session.case).row(hand.session.item.key)
    assert row.second == "DJI Phantom 3 series", "a region named by a feature makes no second claim"


def test_a_look_alike_is_set_aside_with_a_reason_and_taken_back(hand: Hand) -> None:
    hand.qtbot.keyClick(hand.desk.stage.canvas, Qt.Key.Key_T)
    hand.pick("mavic pro")
    name = hand.control("Set aside…").accessibleName().removeprefix("Set aside… ")
    hand.press("Set aside…")
    field = hand.control("Why is it not this one?")
    hand.waits(field.hasFocus)
    hand.qtbot.keyClicks(field, "no sensor at the rear")
    hand.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [(one.entry.name, one.reason) for one in hand.claim.look_alikes] == [(name, "no sensor at the rear")]
    hand.press(f"Take back that it is not {name}")
    assert hand.claim.look_alikes == ()


def test_a_machine_is_opened_from_a_tag_filled_and_found_from_another_item(tagged: Hand) -> None:
    hand, case = tagged, tagged.session.case
    hand.choose("Machine", "Open a card")
    drone = case.of(Drone)[0]
    assert (drone.label, drone.claims, hand.claim.drone) == ("D-01", (hand.claim.id,), drone.id)
    hand.write("What the machine is called", "white one, leg mended")
    hand.choose("Condition", "wreck")
    hand.write("User group", "3rd company")
    hand.choose("Confidence in the user group", "low")
    hand.write("Another marking", "PH645A08")
    hand.choose("Kind", "serial")
    hand.choose("Legibility", "partly")
    drone = case.of(Drone)[0]
    marking, confidence = drone.markings[0], drone.user_group_confidence
    assert (drone.title, drone.condition, drone.user_group) == ("white one, leg mended", "wreck", "3rd company")
    assert confidence is not None
    assert confidence.level == "low"
    assert (marking.value, marking.is_serial, marking.legibility) == ("PH645A08", True, "partly")
    assert marking.observation == case.of(Observation)[0].id
    assert marking.reader == hand.session.workspace.person.id
    assert not hand.seen("Second reading"), "nobody is their own second reader"

    first = hand.session.item_key
    other = next(item for item in case.of(Item) if item.original_name == "IMG_10.jpg")
    hand.desk.items.go_to(other.key)
    hand.desk.stage.canvas.setFocus()
    hand.qtbot.keyClick(hand.desk.stage.canvas, Qt.Key.Key_T)
    hand.pick("phantom 3")
    hand.choose("Machine", "D-01")
    assert len(case.of(Drone)[0].claims) == 2
    hand.press(f"{case.get(first).label}, region 1")
    assert hand.session.item_key == first
    assert hand.session.selected == case.of(Observation)[0]
    hand.choose("Machine", "not said")
    assert (hand.claim.drone, len(case.of(Drone)[0].claims)) == (None, 1)


def test_tags_are_added_completed_and_removed(hand: Hand) -> None:
    case = hand.session.case
    hand.write("New tag", "night river")
    assert [(tag.about, tag.name) for tag in case.of(Tag)] == [(hand.session.item_key, "night river")]
    other = next(item for item in case.of(Item) if item.original_name == "IMG_10.jpg")
    hand.desk.items.go_to(other.key)
    hand.waits(lambda: hand.session.item_key == other.key and not hand.seen("Remove the tag"))
    hand.write("New tag", "ri", enter=False)
    hand.waits(lambda: QApplication.activePopupWidget() is not None)
    popup = QApplication.activePopupWidget()
    hand.qtbot.keyClick(popup, Qt.Key.Key_Down)
    hand.qtbot.keyClick(popup, Qt.Key.Key_Return)
    hand.waits(lambda: len(case.of(Tag)) == 2)
    hand.back()
    assert {tag.name for tag in case.of(Tag)} == {"night river"}
    hand.press("Remove the tag night river")
    assert [tag.about for tag in case.of(Tag)] != [other.key]
    assert len(case.of(Tag)) == 1


def test_a_note_is_written_edited_in_place_let_out_and_removed(hand: Hand) -> None:
    case = hand.session.case
    field = hand.control("New note")
    field.setFocus()
    hand.qtbot.keyClicks(field, "The leg is taped.")
    hand.qtbot.keyClick(field, Qt.Key.Key_Return)
    hand.qtbot.keyClicks(field, "Ask Ann.")
    assert case.of(Note) == ()
    hand.qtbot.keyClick(field, Qt.Key.Key_Return, CONTROL)
    assert [(note.text, note.audience) for note in case.of(Note)] == [("The leg is taped.\nAsk Ann.", "working")]
    hand.waits(lambda: len(hand.seen("Note")) == 1)
    hand.write("Note", "The leg is taped.", enter=False)
    hand.choose("Who it is for", "for export")
    hand.waits(lambda: case.of(Note)[0].audience == "export")
    assert case.of(Note)[0].text == "The leg is taped."
    assert hand.session.undo_words.endswith("mark a note for export")
    hand.press("Remove this note")
    assert case.of(Note) == ()
    hand.write("New note", "left in the middle", enter=False)
    hand.desk.stage.canvas.setFocus()
    assert [note.text for note in case.of(Note)] == ["left in the middle"]


def test_escape_puts_back_what_was_typed_then_leads_out_so_that_the_next_key_is_no_letter(tagged: Hand) -> None:
    hand, canvas = tagged, tagged.desk.stage.canvas
    for name in ("New note", "New tag"):
        field = hand.control(name)
        field.setFocus()
        hand.qtbot.keyClicks(field, "half")
        presses = 0
        while not canvas.hasFocus():
            assert presses < 2, name
            hand.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
            presses += 1
    hand.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_3)
    assert hand.session.undo_words.endswith("not relevant")
    assert hand.session.case.of(Note) == hand.session.case.of(Tag) == ()


def test_a_click_beside_every_field_ends_what_is_typed_in_one(tagged: Hand) -> None:
    field = tagged.control("New note")
    field.setFocus()
    tagged.qtbot.keyClicks(field, "Ask Ann.")
    heading = next(
        one for one in tagged.desk.inspector.findChildren(QLabel) if one.isVisible() and one.text() == "Notes"
    )
    (scroller,) = (one for one in tagged.desk.inspector.findChildren(QScrollArea) if one.isAncestorOf(heading))
    scroller.ensureWidgetVisible(heading)
    tagged.qtbot.mouseClick(heading, LEFT)
    assert not field.hasFocus()
    assert [note.text for note in tagged.session.case.of(Note)] == ["Ask Ann."]
    undone = tagged.session.undo_words
    for key in (Qt.Key.Key_3, Qt.Key.Key_R, Qt.Key.Key_Period, Qt.Key.Key_Space):
        tagged.qtbot.keyClick(QApplication.focusWidget(), key)
    assert tagged.session.undo_words == undone, "who meant to type there sorts nothing"
    assert tagged.desk.stage.tool == "select"
    tagged.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    tagged.desk.stage.canvas.setFocus()
    tagged.qtbot.keyClick(tagged.desk.stage.canvas, Qt.Key.Key_3)
    assert tagged.session.undo_words.endswith("not relevant")


def test_notes_on_regions_are_told_of_beside_those_on_the_item_and_lead_there(tagged: Hand) -> None:
    hand = tagged
    region = hand.session.case.of(Observation)[0]
    assert hand.session.selected == region
    hand.write("New note", "The arm is taped.")
    hand.write("New note", "And the leg.")
    assert {note.about for note in hand.session.case.of(Note)} == {region.key}
    assert not hand.seen("2 notes on region 1")
    hand.session.select("")
    hand.press("2 notes on region 1")
    assert hand.session.selected == region


def test_who_only_reads_sees_the_same_without_controls(
    window: MainWindow, tmp_path: Path, made_case: Path, qtbot: QtBot, waits: Wait
) -> None:
    path = tmp_path / "river.case"
    shutil.copytree(made_case, path)
    with Workspace.open(path, "A. Analyst") as workspace:
        ref = workspace.catalog.ref
        item = workspace.case.of(Item)[0]
        workspace.execute(
            StateDrone(about=item, role="seen", hypotheses=(Hypothesis(ref("dji-phantom-3")),), note="ask")
        )
        workspace.flush()
        window.open_case(path, "B. Colleague")
        waits(lambda: window.page is not None)
        hand = Hand(window, qtbot, waits)
        hand.desk.items.go_to(item.key)
        hand.waits(lambda: "DJI Phantom 3 series" in hand.words and "Notes" in hand.words)
        assert "ask" in hand.words
        assert "not yet assessed" in hand.words
        for name in ("Likelihood", "Confidence", "Add another", "Remove", "New note", "New tag", "Tag a drone", "Mark"):
            assert not hand.seen(name), name
        window.close_case()


def test_the_picker_is_worked_by_keys_alone(hand: Hand) -> None:
    hand.qtbot.keyClick(hand.desk.stage.canvas, Qt.Key.Key_T)
    picker = hand.window.findChildren(DronePicker)[-1]
    hand.waits(picker.isActiveWindow)
    hand.qtbot.keyClicks(picker.search, "phantom 3 pro")
    for words in ("Filmed by", "Seen in the picture", "Filmed by"):
        hand.qtbot.keyClick(picker.search, Qt.Key.Key_Tab)
        assert [chip.text() for chip in picker.findChildren(QPushButton) if chip.isChecked()] == [words]
    assert picker.search.hasFocus()
    picker.answers.setFocus()
    assert picker.answers.hasFocus()
    hand.qtbot.keyClicks(picker.answers, "f")
    assert picker.search.text() == "phantom 3 prof"
    hand.qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert (hand.claim.role, hand.answers) == ("filmed_by", ["dji-phantom-3-professional"])


def test_a_press_while_a_field_is_left_is_not_lost(tagged: Hand) -> None:
    """Leaving the field saves it, and what was pressed is still there when the button is let go."""
    hand = tagged
    hand.write("Note on this tag", "half typed", enter=False)
    button = hand.control("Remove this tag")
    button.setFocus()
    hand.qtbot.mousePress(button, LEFT, pos=QPoint(5, 5))
    hand.qtbot.mouseRelease(button, LEFT, pos=QPoint(5, 5))
    assert hand.session.case.of(DroneClaim) == ()
    hand.session.undo()
    assert hand.claim.note == "half typed"


def test_no_word_of_the_scale_is_cut_off_and_none_moves_what_is_below(tagged: Hand) -> None:
    rested = tagged.rests("Note on this tag")
    for word in ("roughly even chance", "likely", "cannot be determined"):
        tagged.choose("Likelihood of DJI Phantom 3", word)
        tagged.waits(lambda word=word: word in tagged.control("Likelihood of DJI Phantom 3").accessibleName())
        shown = tagged.control("Likelihood of DJI Phantom 3")
        assert shown.width() >= shown.sizeHint().width()
        assert tagged.rests("Note on this tag") == rested


def test_a_wrong_answer_is_exchanged_where_it_stands_and_the_rest_of_the_tag_stays(hand: Hand) -> None:
    item = hand.session.item
    assert item is not None
    ref = hand.session.workspace.catalog.ref
    hand.session.do(StateDrone(about=item, role="seen", hypotheses=(Hypothesis(ref("dji-phantom-3")),)))
    hand.choose("Confidence", "moderate")
    row = next(one for one in hand.desk.inspector.findChildren(HypothesisRow) if one.isVisible())
    hand.qtbot.mouseClick(row, LEFT, pos=QPoint(40, 14))
    hand.pick("mavic 3 classic")
    hand.waits(lambda: hand.answers == ["dji-mavic-3-classic"])
    assert hand.claim.confidence is not None
    assert hand.claim.confidence.level == "moderate"
    hand.choose("Likelihood of DJI Mavic 3 Classic", "likely")
    hand.choose("Likelihood of DJI Mavic 3 Classic", "Name another in its place")
    hand.pick("evo ii")
    hand.waits(lambda: hand.claim.hypotheses[0].entry.name.startswith("Autel EVO II"))
    assert hand.claim.hypotheses[0].likelihood is None
    hand.session.undo()
    assert hand.answers == ["dji-mavic-3-classic"]


def test_a_drone_of_another_maker_than_the_files_device_is_said_at_the_tag_and_in_the_list(hand: Hand) -> None:
    item = hand.session.item
    assert item is not None
    ref = hand.session.workspace.catalog.ref
    words = [one.text() for one in hand.desk.inspector.findChildren(QLabel)]
    assert not any("another device" in one for one in words)
    hand.session.do(StateDrone(about=item, role="filmed_by", hypotheses=(Hypothesis(ref("autel-evo-ii")),)))
    sentence = "It is stated to be filmed by “Autel EVO II”, and the file names another device: “DJI FC3582”."
    hand.desk.inspector.open_panel("tags")
    labels = hand.desk.inspector.findChildren
    hand.waits(lambda: sentence in [one.text() for one in labels(QLabel) if one.isVisible()])
    rows = hand.desk.items.model.rows
    hand.waits(lambda: rows.row(item.key).third == sentence.rstrip("."))
    hand.session.undo()
    hand.session.do(StateDrone(about=item, role="filmed_by", hypotheses=(Hypothesis(ref("dji-mini-3-series")),)))
    hand.waits(lambda: sentence not in [one.text() for one in labels(QLabel) if one.isVisible()])
    hand.waits(lambda: "another device" not in rows.row(item.key).third)
