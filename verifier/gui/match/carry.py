"""Choose what is carried over from an item to its copies; what has no place there is listed with the reason."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from verifier.case.copy_groups import stated_groups
from verifier.domain.errors import Cancelled, VerifierError
from verifier.domain.progress import Progress
from verifier.domain.records import Item, Record
from verifier.gui.controls import Elided, Section, begin_at, button, clear, column, label, row, scrolling
from verifier.gui.naming import name_record
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made, trn
from verifier.workspace.carrying import CarryPlan, carryable, plan_carrying
from verifier.workspace.jobs import Job

if TYPE_CHECKING:
    from verifier.gui.desk import Desk

WIDTH_PX, HEIGHT_PX = 620, 560


def copies_of_shown(session: Session) -> tuple[Item, ...]:
    """Return the items that are stated to be copies of the one shown, or what it is a copy of."""
    if session.item is None:
        return ()
    group = stated_groups(session.case).get(session.item.key, ())
    items = (session.case.get(key) for key in group if key != session.item.key)
    return tuple(item for item in items if isinstance(item, Item))


def ask_carry(desk: "Desk") -> None:
    """Ask what is carried over from the item shown to its copies."""
    item, copies = desk.session.item, copies_of_shown(desk.session)
    if item is None or not copies:
        desk.session.say(tr("No other item is stated to be a copy of this one."), "warn")
        return
    if not carryable(desk.session.case, item):
        desk.session.say(tr("Nothing is stated of this item that could be carried over."), "warn")
        return
    CarryDialog(desk.session, item, copies, desk.shell.widget()).open()


class CarryDialog(QDialog):
    """One press carries what is ticked, as one edit."""

    def __init__(self, session: Session, source: Item, copies: Sequence[Item], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Carry over to copies"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._source = session, source
        self._job: Job[CarryPlan] | None = None
        self.records = [(one, self._box(one)) for one in carryable(session.case, source)]
        self.copies = [(one, _ticked(f"{one.label} {one.original_name}")) for one in copies]
        what = Section(tr("What is stated of {item}", item=source.label))
        for _, box in self.records:
            what.add(box)
        to = Section(tr("To its copies"))
        for _, box in self.copies:
            to.add(box)
        self._lines = column(what, to, spacing=0)
        self._lines.addStretch(1)
        holder = QWidget()
        holder.setLayout(self._lines)
        words = tr(
            "Regions are placed where they lie in each copy, whatever it was cut to, and moments where the clips share "
            "them. Each record says that it was carried over, in your name."
        )
        self.state = Elided("", "small")
        self.close_button = button(tr("Cancel"), self.reject)
        self.go = button(tr("Carry over"), self._carry, "primary")
        foot = row(self.state, self.close_button, self.go, spacing=8)
        foot.setStretch(0, 1)
        outer = column(
            label(tr("Carry over to copies"), "strong"),
            label(words, "muted", wraps=True),
            scrolling(holder),
            foot,
            spacing=10,
            margins=(20, 16, 20, 16),
        )
        outer.setStretch(2, 1)
        self.setLayout(outer)
        begin_at(self, WIDTH_PX, HEIGHT_PX)
        for _, box in (*self.records, *self.copies):
            box.toggled.connect(self._refresh)
        self._refresh()

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()

    def _box(self, record: Record) -> QCheckBox:
        name, which = name_record(self._session.case, record)
        return _ticked(f"{name}  ·  {which}" if which else name)

    def _refresh(self, _changed: object = None) -> None:
        is_some = any(box.isChecked() for _, box in self.records) and any(box.isChecked() for _, box in self.copies)
        self.go.setEnabled(is_some and self._job is None)

    def _carry(self) -> None:
        source, workspace = self._source, self._session.workspace
        chosen = tuple(record for record, box in self.records if box.isChecked())
        targets = tuple(item for item, box in self.copies if box.isChecked())

        def work(progress: Progress) -> CarryPlan:
            return plan_carrying(workspace, source, targets, chosen, progress)

        self.state.show_words(tr("Looking where it lies in the copies …"))
        self._job = workspace.jobs.start("Carry over to copies", work)
        self._refresh()
        self._session.relay.when_done(self._job.result, self._take, self._failed, asker=self)

    def _take(self, plan: CarryPlan) -> None:
        if self._job is None:
            return
        self._job = None
        carried = sum(one.number for one in plan.command.to) if plan.command is not None else 0
        if plan.command is not None and not self._session.do(plan.command):
            self.state.show_words("")
            self._refresh()
            return
        self.go.hide()
        self.close_button.setText(tr("Close"))
        self.close_button.setFocus()
        words = trn("{number} record carried over", "{number} records carried over", carried)
        if plan.already:
            words += " · " + trn("{number} was there already", "{number} were there already", plan.already)
        self.state.show_words(words)
        self._session.say(words)
        if plan.left_out:
            self._list(plan)
        else:
            self.accept()

    def _list(self, plan: CarryPlan) -> None:
        """List what stayed, in place of the ticks."""
        clear(self._lines)
        section = Section(trn("{number} record stays", "{number} records stay", len(plan.left_out)))
        for one in plan.left_out:
            name, _ = name_record(self._session.case, one.record)
            words = tr("{name}, not in {item}:", name=name, item=one.target.label)
            section.add(label(f"{words} {tr_made(one.sentence)}", "warn", wraps=True))
        self._lines.addWidget(section)
        self._lines.addStretch(1)

    def _failed(self, error: BaseException) -> None:
        if self._job is None:
            return
        self._job = None
        self._refresh()
        if not isinstance(error, Cancelled):
            known = isinstance(error, VerifierError)
            self.state.show_words(tr_made(error.sentence) if known else tr("It could not be carried over."))


def _ticked(words: str) -> QCheckBox:
    box = QCheckBox(words)
    box.setChecked(True)
    return box
