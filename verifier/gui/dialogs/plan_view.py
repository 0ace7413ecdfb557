"""What goes out and what stays, as two lists side by side, and the boxes that let something out all the same."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from verifier.bundle.options import Tick
from verifier.bundle.plan import Plan, PlanRow, Subject
from verifier.gui.controls import Elided, clear, column, label, row, scrolling
from verifier.gui.dialogs.leads_view import Opens, mention_parts
from verifier.gui.speech import tr, tr_made

SHOWN_SUBJECTS = 200
SHOWN_LABELS = 6
TURN_S = 0.008
"""How long widgets are made in one turn; the one begun is finished."""
Part = tuple[QVBoxLayout, Callable[[], QWidget]]


class PlanView(QWidget):
    """``on_tick`` is called with a tick and whether it is set, ``opens`` with a record to be shown."""

    def __init__(self, on_tick: Callable[[Tick, bool], object], opens: Opens) -> None:
        super().__init__()
        self._on_tick = on_tick
        self._opens = opens
        self._goes: QVBoxLayout = column(spacing=10, margins=(16, 12, 16, 12))
        self._stays: QVBoxLayout = column(spacing=10, margins=(16, 12, 16, 12))
        self._areas = tuple(scrolling(_content(lines)) for lines in (self._goes, self._stays))
        self._todo: list[Part] = []
        self._scrolled = (0, 0)
        outer = row(*(_card(area) for area in self._areas), spacing=12)
        outer.setStretch(0, 1)
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def show_plan(self, plan: Plan) -> None:
        """Show another plan, a little at a time, and stay where it was scrolled to."""
        if not self._todo:
            goes, stays = self._areas
            self._scrolled = goes.verticalScrollBar().value(), stays.verticalScrollBar().value()
        for lines in (self._goes, self._stays):
            clear(lines)
        is_waiting = bool(self._todo)
        self._todo = [*self._parts_of_what_goes(plan), *self._parts_of_what_stays(plan)]
        if not is_waiting:
            self._go_on()

    def _parts_of_what_goes(self, plan: Plan) -> list[Part]:
        rows = [partial(_row, one) for one in plan.rows if one.goes]
        makers = [partial(label, tr("Goes out"), "strong"), *mention_parts(plan.mentions, self._opens), *rows]
        return [(self._goes, make) for make in makers]

    def _parts_of_what_stays(self, plan: Plan) -> list[Part]:
        makers: list[Callable[[], QWidget]] = [partial(label, tr("Stays with you"), "strong")]
        if plan.left_out:
            makers = [partial(label, tr("What this format leaves out or writes as something else"), "strong")]
            makers += [partial(_row, PlanRow(loss.words, False, loss.count)) for loss in plan.left_out]
            makers.append(partial(label, tr("Stays with you"), "strong"))
        makers += [partial(_row, one) for one in plan.rows if not one.goes]
        if all(one.goes for one in plan.rows):
            words = tr("Nothing: your own archive gets everything.")
            makers.append(partial(label, words, "muted", wraps=True))
        subjects = [subject for subject in plan.subjects if subject.choices]
        if subjects:
            makers.append(partial(label, tr("Let out all the same"), "heading"))
        makers += [partial(self._subject, subject) for subject in subjects[:SHOWN_SUBJECTS]]
        if len(subjects) > SHOWN_SUBJECTS:
            words = tr("and {number} more; the command line can name them", number=len(subjects) - SHOWN_SUBJECTS)
            makers.append(partial(label, words, "smallfaint", wraps=True))
        return [(self._stays, make) for make in makers]

    def _go_on(self) -> None:
        """Make what is still to be made, so that no turn of the window's thread takes long."""
        began = time.perf_counter()
        while self._todo and time.perf_counter() - began < TURN_S:
            lines, make = self._todo.pop(0)
            lines.addWidget(make())
        if self._todo:
            QTimer.singleShot(0, self, self._go_on)
            return
        for lines in (self._goes, self._stays):
            lines.addStretch(1)
        QTimer.singleShot(0, self, self._scroll_back)

    def _scroll_back(self) -> None:
        for area, value in zip(self._areas, self._scrolled, strict=True):
            area.verticalScrollBar().setValue(value)

    def _subject(self, subject: Subject) -> QWidget:
        holder = QWidget()
        # A person or drone has no short label: what stands there instead is a word of ours.
        title = f"{tr_made(subject.label)}  {subject.title}".strip()
        # One line: for words that wrap, the list would keep as much room as they took in the narrowest window.
        lines = column(Elided(title, "small"), spacing=0)
        for choice in subject.choices:
            words, why = tr_made(choice.words), tr_made(choice.why)
            box = QCheckBox(words)
            # Its words may be cut; they may not push the counts beside them out of sight.
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.setToolTip(f"{words}\n{why}".strip())
            box.setAccessibleName(tr("{choice} of {item}", choice=words, item=title))
            box.setChecked(choice.is_ticked)
            box.toggled.connect(partial(self._on_tick, Tick(subject.key, choice.what)))
            lines.addWidget(box)
        holder.setLayout(lines)
        return holder


def _content(lines: QVBoxLayout) -> QWidget:
    content = QWidget()
    content.setLayout(lines)
    return content


def _card(area: QScrollArea) -> QFrame:
    frame = QFrame()
    frame.setObjectName("card")
    frame.setLayout(column(area, margins=(1, 1, 1, 1)))
    return frame


def _row(one: PlanRow) -> QWidget:
    holder = QWidget()
    count = label(str(one.count) if one.count else "", "monomuted")
    top = row(label(tr_made(one.what), wraps=True), count)
    top.setStretch(0, 1)
    lines = column(top, spacing=0)
    if one.why:
        lines.addWidget(label(tr_made(one.why), "small", wraps=True))
    if one.subjects:
        words, more = ", ".join(one.subjects[:SHOWN_LABELS]), len(one.subjects) - SHOWN_LABELS
        if more > 0:
            words = tr("{items} and {number} more", items=words, number=more)
        lines.addWidget(label(words, "smallfaint", wraps=True))
    holder.setLayout(lines)
    return holder
