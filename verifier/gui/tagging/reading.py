"""What is read in a region or item: hidden while a second reader is awaited, then both side by side.

A hidden reading is put into no widget, tooltip or accessible name: not even into one that cannot be seen. Its own
reader has it shown by a press, until anything else is shown.
"""

from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QSizePolicy, QWidget

from verifier.commands.mark_readings import TakeOverReading, WantNoSecond
from verifier.commands.removing import Remove
from verifier.domain.letters import Piece, pieces, reads_same
from verifier.domain.marks import Signed
from verifier.domain.records import Drone, DroneClaim, MarkReading, Observation
from verifier.gui.controls import Section, button, column, label, row
from verifier.gui.flow import FlowLayout
from verifier.gui.lookups import about
from verifier.gui.panels.words import target_words
from verifier.gui.reading.words import WAITS, ReadTwice, mark_words, signed_words, standing_words, verdict_words
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.tagging.fields import stays
from verifier.gui.tagging.words import LEGIBILITY, machine_of, person_words

GAP = "‸"
"""Stands where one reading has letters that the other lacks (U+2038, the caret of proof-readers)."""
GROUND = "rgba(224,160,40,90)"
"""Behind letters that differ; they are bold and underlined too."""


def reading_section(session: Session, key: str, found: tuple[ReadTwice, ...]) -> Section:
    """Return what is read in a region, or in an item and all of its regions; ``key``: of what would be read next."""
    where = target_words(session.case, key)
    signed = button(
        tr("as {name}", name=session.workspace.person.name),
        session.name_asked.emit,
        "aside",
        tr("Sign as somebody else…"),
    )
    signed.setAccessibleName(tr("Working as {name}", name=session.workspace.person.name))
    heading = tr("What is read in {where}", where=where) if key.startswith("observation") else tr("What is read")
    section = Section(heading, stays(signed, "signed") if session.can_edit else None)
    for pair in found:
        section.add(_block(session, pair, is_item=not key.startswith("observation")))
    if not found and not session.can_edit:
        section.add(label(tr("Nothing is read."), "muted"))
        section.hide()
    if not session.can_edit:
        return section
    is_region = key.startswith("observation")
    if not found:
        words = tr(
            "Markings, serials, text on the screen, radio talk; a second reader types it without seeing the first."
        )
        section.add(label(words, "muted", wraps=True))
    read = button(
        tr("Read a marking…") if is_region else tr("Write down text or talk…"),
        partial(session.reading_asked.emit, key, False),
        "" if is_region else "link",
    )
    line = row(stays(read, "read"), *((label("W", "key"),) if is_region else ()), None)
    section.add(line)
    return section


def _block(session: Session, pair: ReadTwice, *, is_item: bool) -> QWidget:
    first, block = pair.first, QFrame()
    block.setObjectName("marking")
    lines = column(_head(session, first, is_item=is_item), spacing=4, margins=(8, 6, 8, 6))
    if first.is_hidden:
        reader = person_words(session.case, first.read_by)
        lines.addWidget(label(tr("Read by {person}", person=reader), "small"))
        for widget in _signature(pair.signed[0]):
            lines.addWidget(widget)
        lines.addWidget(label(tr(WAITS), wraps=True))
    else:
        for widget in shown_readings(session, pair):
            lines.addWidget(widget)
    if session.can_edit:
        if pair.second is None:
            lines.addLayout(row(_again(session, first), None))
        flow, holder = FlowLayout(8, (0, 0, 0, 0)), QWidget()
        for made in (*_by_its_reader(session, pair), *_to_sign(session, pair), *_taking_over(session, pair),
                     _removal(session, pair)):  # fmt: skip
            flow.addWidget(made)
        holder.setLayout(flow)
        lines.addWidget(holder)
    block.setLayout(lines)
    return block


def shown_readings(session: Session, pair: ReadTwice) -> list[QWidget]:
    """Return what was read, once or twice, whether both read the same, and how far that bears."""
    words, is_bad = verdict_words(pair)
    if pair.second is None:
        return [_value(session, pair.first, None, pair.signed[0]), label(words, "smallfaint", wraps=True)]
    verdict = label(f"{'≠' if is_bad else '✓'}  {words}", "warn" if is_bad else "ok", wraps=True)
    standing = (label(sentence, "small", wraps=True) for sentence in standing_words(pair))
    return [_both(session, pair, pair.second), verdict, *standing]


def _head(session: Session, first: MarkReading, *, is_item: bool) -> QWidget:
    holder = QWidget()
    line = row(label(mark_words(first), "strong"), None)
    if is_item and first.about.startswith("observation"):
        where = target_words(session.case, first.about)
        show = button(where, partial(session.visit_asked.emit, first.about), "link", tr("Show where it was read"))
        line.addWidget(stays(show, f"where {first.id}"))
    holder.setLayout(line)
    return holder


def _value(
    session: Session, reading: MarkReading, parted: tuple[Piece, ...] | None, signed: Signed, which: int = 0
) -> QWidget:
    """Return one reading: its letters, those that differ marked, and below them who read it and how well."""
    holder = QWidget()
    shown = MarkedLetters(reading.value, parted, which)
    legible = next((tr(words) for value, words in LEGIBILITY if value == reading.legibility), "")
    by = tr("Read by {person}", person=person_words(session.case, reading.read_by))
    said = " · ".join(part for part in (by, legible, reading.language) if part)
    holder.setLayout(column(shown, label(said, "small", wraps=True), *_signature(signed), spacing=0))
    return holder


def _signature(signed: Signed) -> list[QWidget]:
    """Return the line that says how a reading is signed; the whole fingerprint by hovering, and read aloud."""
    words, whole = signed_words(signed)
    if not words:
        return []
    made = label(words, "small" if signed.standing == "valid" else "warn", wraps=True)
    made.setToolTip(whole)
    made.setAccessibleName(whole)
    return [made]


def _both(session: Session, pair: ReadTwice, second: MarkReading) -> QWidget:
    is_same = reads_same(pair.first.value, second.value)
    parted = None if is_same else pieces(pair.first.value, second.value)
    holder, grid = QWidget(), QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setColumnStretch(1, 1)
    for place, reading in enumerate((pair.first, second)):
        grid.addWidget(label("1" if place == 0 else "2", "key"), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_value(session, reading, parted, pair.signed[place], place), place, 1)
    holder.setLayout(grid)
    return holder


def _again(session: Session, first: MarkReading) -> QPushButton:
    made = button(tr("Read it a second time…"), partial(session.reading_asked.emit, first.key, False))
    if first.read_by == session.workspace.person.id:
        made.setToolTip(tr("Hand over the keyboard: a second reader signs with another name first."))
    return stays(made, f"again {first.id}")


def _by_its_reader(session: Session, pair: ReadTwice) -> list[QPushButton]:
    """Return what the first reader alone can do until a second has read: see it, correct it, open it."""
    first, made = pair.first, list[QPushButton]()
    if pair.second is not None or first.read_by != session.workspace.person.id:
        return made
    if first.is_hidden:
        made.append(stays(_showing(first), f"show {first.id}"))
    correct = button(tr("Correct…"), partial(session.reading_asked.emit, first.key, True), "link")
    made.append(stays(correct, f"correct {first.id}"))
    if first.is_hidden:
        none = button(tr("No second reader wanted"), partial(_want_none, session, first), "link",
                      tr("Shows what you read, for good: whoever reads it later will not read it blind."))  # fmt: skip
        made.append(stays(none, f"none {first.id}"))
    return made


def _to_sign(session: Session, pair: ReadTwice) -> list[QPushButton]:
    """Return what signs a reading of one's own that was made before."""
    person, made = session.workspace.person.id, list[QPushButton]()
    for reading, signed in zip((pair.first, pair.second), pair.signed, strict=True):
        if reading is not None and reading.read_by == person and signed.standing != "valid":
            words = tr("Sign my reading…") if signed.standing == "unsigned" else tr("Sign my reading anew…")
            sign = button(words, partial(session.signature_asked.emit, reading.key), "link")
            made.append(stays(sign, f"sign {reading.id}"))
    return made


def _showing(first: MarkReading) -> QPushButton:
    """Return a button that says what its own reader read, and hides it again."""
    made = button(tr("Show what I read"), lambda: None, "link", tr("Only while nobody else looks on"))

    def switch() -> None:
        made.setText(first.value if made.text() == tr("Show what I read") else tr("Show what I read"))

    made.clicked.connect(switch)
    return made


def _taking_over(session: Session, pair: ReadTwice) -> list[QPushButton]:
    drone = _machine(session, pair.first)
    is_there = drone is None or any(marking.reading == pair.first.id for marking in drone.markings)
    if drone is None or is_there or pair.first.is_hidden or pair.first.mark not in ("serial", "marking"):
        return []
    return [stays(take_over(session, pair.first, drone), f"take {pair.first.id}")]


def take_over(session: Session, first: MarkReading, drone: Drone) -> QPushButton:
    """Return the button that puts a reading on a machine's card."""
    words = (
        tr("Take over as serial of {machine}", machine=drone.label)
        if first.mark == "serial"
        else tr("Take over to {machine}", machine=drone.label)
    )
    return button(words, partial(_take, session, first, drone), "link")


def _machine(session: Session, first: MarkReading) -> Drone | None:
    """Return the machine that a region shows, by a tie of its own or of a tag on it."""
    seen = session.case.get(first.about)
    if not isinstance(seen, Observation):
        return None
    claims = (machine_of(session.case, claim) for claim in about(session.case, seen.key, DroneClaim))
    return machine_of(session.case, seen) or next((drone for drone in claims if drone is not None), None)


def _removal(session: Session, pair: ReadTwice) -> QPushButton:
    words = tr("Remove both") if pair.second is not None else tr("Remove")
    return stays(button(words, partial(_remove, session, pair), "link"), f"remove {pair.first.id}")


def _remove(session: Session, pair: ReadTwice) -> None:
    held = tuple(one for one in (pair.first, pair.second) if one is not None and one.key in session.case)
    if held:
        session.do(Remove(held, with_dependents=True))


def _want_none(session: Session, first: MarkReading) -> None:
    session.do(WantNoSecond(first))


def _take(session: Session, first: MarkReading, drone: Drone) -> None:
    session.do(TakeOverReading(reading=first, drone=drone))


class MarkedLetters(QLabel):
    """A reading as it was typed; where it differs from another, the letters are bold and underlined, a gap is a caret.

    ``which``: 0 for the first of the two that ``parted`` compares, 1 for the second.
    """

    def __init__(self, value: str, parted: tuple[Piece, ...] | None, which: int) -> None:
        super().__init__()
        self.setProperty("role", "reading")
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        if parted is None:
            self.setTextFormat(Qt.TextFormat.PlainText)
            self.setText(value)
            self.setAccessibleName(value)
            return
        self.setTextFormat(Qt.TextFormat.RichText)
        sides = [(piece.first, piece.second)[which] for piece in parted]
        self.setText("".join(map(_marked, sides, (piece.is_same for piece in parted))))
        apart = ", ".join(
            side or tr("a letter missing") for side, piece in zip(sides, parted, strict=True) if not piece.is_same
        )
        self.setAccessibleName(tr("{value}; differs in: {letters}", value=value, letters=apart))


def _marked(side: str, is_same: bool) -> str:
    words = escape(side).replace("\n", "<br>").replace(" ", "&nbsp;" if not is_same else " ")
    return words if is_same else f'<b><u style="background-color: {GROUND}">{words or GAP}</u></b>'
