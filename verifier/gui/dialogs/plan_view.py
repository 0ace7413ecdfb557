"""What goes out and what stays, as two lists side by side, and the boxes that let something out all the same."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QCheckBox, QFrame, QSizePolicy, QVBoxLayout, QWidget

from verifier.bundle.options import Tick
from verifier.bundle.plan import Plan, PlanRow, Subject
from verifier.gui.controls import clear, column, label, row, scrolling
from verifier.gui.dialogs.leads_view import Opens, mentions_view
from verifier.gui.speech import tr, tr_made

SHOWN_SUBJECTS = 200
SHOWN_LABELS = 6


class PlanView(QWidget):
    """``on_tick`` is called with a tick and whether it is set, ``opens`` with a record to be shown."""

    def __init__(self, on_tick: Callable[[Tick, bool], object], opens: Opens) -> None:
        super().__init__()
        self._on_tick = on_tick
        self._opens = opens
        self._goes: QVBoxLayout = column(spacing=10, margins=(16, 12, 16, 12))
        self._stays: QVBoxLayout = column(spacing=10, margins=(16, 12, 16, 12))
        outer = row(_card(self._goes), _card(self._stays), spacing=12)
        outer.setStretch(0, 1)
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def show_plan(self, plan: Plan) -> None:
        """Show another plan."""
        for lines in (self._goes, self._stays):
            clear(lines)
        self._goes.addWidget(label(tr("Goes out"), "strong"))
        self._stays.addWidget(label(tr("Stays with you"), "strong"))
        if plan.mentions:
            self._goes.addWidget(mentions_view(plan.mentions, self._opens))
        for one in plan.rows:
            (self._goes if one.goes else self._stays).addWidget(_row(one))
        if all(one.goes for one in plan.rows):
            self._stays.addWidget(label(tr("Nothing: your own archive gets everything."), "muted", wraps=True))
        subjects = [subject for subject in plan.subjects if subject.choices]
        if subjects:
            self._stays.addSpacing(8)
            self._stays.addWidget(label(tr("Let out all the same"), "heading"))
        for subject in subjects[:SHOWN_SUBJECTS]:
            self._stays.addWidget(self._subject(subject))
        if len(subjects) > SHOWN_SUBJECTS:
            words = tr("and {number} more; the command line can name them", number=len(subjects) - SHOWN_SUBJECTS)
            self._stays.addWidget(label(words, "smallfaint", wraps=True))
        for lines in (self._goes, self._stays):
            lines.addStretch(1)

    def _subject(self, subject: Subject) -> QWidget:
        holder = QWidget()
        # A person or drone has no short label: what stands there instead is a word of ours.
        title = f"{tr_made(subject.label)}  {subject.title}".strip()
        lines = column(label(title, "small", wraps=True), spacing=0)
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


def _card(lines: QVBoxLayout) -> QFrame:
    content = QWidget()
    content.setLayout(lines)
    frame = QFrame()
    frame.setObjectName("card")
    frame.setLayout(column(scrolling(content), margins=(1, 1, 1, 1)))
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
