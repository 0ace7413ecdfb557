"""Save a series of exact frames of a clip, or one contact sheet of them: which frames, and how many that makes."""

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QDialog, QLineEdit, QProgressBar, QRadioButton, QWidget

from verifier.domain.errors import Cancelled, UsageError, VerifierError
from verifier.domain.progress import Progress, Step
from verifier.domain.records import Item
from verifier.gui.controls import button, column, label, restyle, row
from verifier.gui.pace import Pace
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made, trn
from verifier.gui.timeline.clip import clock_words
from verifier.gui.veil import is_veiled
from verifier.media.frame_table import FrameTable
from verifier.workspace.contact_sheets import save_contact_sheet, sheet_bounded
from verifier.workspace.cuts import find_cuts
from verifier.workspace.jobs import Job
from verifier.workspace.saved_frames import save_series
from verifier.workspace.series import (
    AT_CUTS,
    AT_MARKS,
    Stretch,
    at_cuts,
    at_places,
    bounded,
    every,
    every_words,
    parse_step,
    whole,
)

if TYPE_CHECKING:
    from verifier.commands.history import Executed
    from verifier.gui.desk import Desk

WIDTH_PX, SIDE_PX = 520, 24
STEP = "2"


class ClipMarks(msgspec.Struct, frozen=True):
    """What is known of a clip: its cuts (``None``: not looked for), PTS of its marks, the segment that is chosen."""

    cuts: tuple[int, ...] | None
    places: tuple[int, ...]
    segment: Stretch | None = None
    title: str = ""


class SeriesDialog(QDialog):
    """Counts while one chooses; saves beside the window, and can be stopped, which keeps nothing."""

    def __init__(self, session: Session, item: Item, table: FrameTable, marks: ClipMarks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Save a series"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._item, self._table, self._marks = session, item, table, marks
        self._job: Job[Executed] | None = None
        self._pace = Pace()
        self._make_choices()
        self._lay_out()
        self.setMinimumWidth(max(WIDTH_PX, self._choices.sizeHint().width() + 2 * SIDE_PX))
        self._refresh()
        self.step.selectAll()
        self.step.setFocus()

    def _make_choices(self) -> None:
        self.every = QRadioButton(tr("Every"))
        self.step = QLineEdit(STEP)
        self.step.setFixedWidth(72)
        self.step.setAccessibleName(tr("Seconds between two frames"))
        self.at_cuts = QRadioButton(tr("At every cut: the first frame of each shot"))
        self.at_marks = QRadioButton(tr("At every mark: where a region or a segment begins or ends"))
        self.at_marks.setEnabled(bool(self._marks.places))
        span = tr("{first} to {last}", first=self._clock(0), last=self._clock(len(self._table) - 1))
        self.all = QRadioButton(tr("The whole clip, {span}", span=span))
        self.part = QRadioButton(self._part_words())
        self.part.setVisible(self._marks.segment is not None)
        self.single = QRadioButton(tr("Each frame at full size"))
        self.sheet = QRadioButton(tr("One contact sheet: small pictures with clip time and frame number"))
        self._groups = [QButtonGroup(self) for _ in range(3)]
        choices = ((self.every, self.at_cuts, self.at_marks), (self.all, self.part), (self.single, self.sheet))
        for group, buttons in zip(self._groups, choices, strict=True):
            for one in buttons:
                group.addButton(one)
                one.toggled.connect(self._refresh)
        self.every.setChecked(True)
        (self.part if self._marks.segment is not None else self.all).setChecked(True)
        self.single.setChecked(True)
        self.step.textChanged.connect(self._typed)
        self.unveiled = QCheckBox(tr("This item is veiled. What is saved shows it plainly: save it all the same."))
        self.unveiled.setVisible(is_veiled(self._session, self._item))
        self.unveiled.toggled.connect(self._refresh)

    def _lay_out(self) -> None:
        self.count = label("", "strong", wraps=True)
        self.state = label("", "muted", wraps=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Progress of saving"))
        self.bar.hide()
        self.go = button(tr("Save"), self._save, "primary")
        self.go.setDefault(True)
        self.leave = button(tr("Cancel"), self.reject)
        self._choices = QWidget()
        self._choices.setLayout(
            column(
                label(tr("Which frames"), "heading"),
                row(self.every, self.step, label(tr("seconds")), None, spacing=8),
                self.at_cuts,
                self.at_marks,
                _gap(),
                label(tr("Which part"), "heading"),
                self.all,
                self.part,
                _gap(),
                label(tr("Saved as"), "heading"),
                self.single,
                self.sheet,
                spacing=6,
            )
        )
        kept = tr("PNG files in the case, listed under Tags, each with its frame, its hash and how it was made.")
        self.setLayout(
            column(
                row(label(tr("Save a series"), "title"), None, label(self._item.label, "faint")),
                self._choices,
                self.unveiled,
                self.count,
                label(kept, "smallfaint", wraps=True),
                self.bar,
                self.state,
                row(None, self.leave, self.go),
                spacing=12,
                margins=(SIDE_PX, 20, SIDE_PX, 20),
            )
        )

    @property
    def stretch(self) -> Stretch:
        """The part of the clip that is chosen."""
        segment = self._marks.segment
        return segment if self.part.isChecked() and segment is not None else whole(self._table)

    def ordinals(self) -> tuple[int, ...] | None:
        """Return the frames that are chosen, ``None`` while the cuts are not known; raise :class:`UsageError`."""
        if self.every.isChecked():
            found = every(self._table, self.stretch, parse_step(self.step.text()))
        elif self.at_marks.isChecked():
            found = at_places(self._table, self._marks.places, self.stretch)
        elif self._marks.cuts is None:
            return None
        else:
            found = at_cuts(self._marks.cuts, self.stretch)
        return self._bound(found)

    def reject(self) -> None:
        """Close; while frames are being saved, stop that."""
        if self._job is None:
            super().reject()
            return
        self._job.cancel()
        self.leave.setEnabled(False)
        self.state.setText(tr("Stopping …"))

    def _typed(self) -> None:
        self.every.setChecked(True)
        self._refresh()

    def _refresh(self) -> None:
        if not hasattr(self, "go"):
            return
        is_sound, words = self._told()
        restyle(self.count, "strong" if is_sound else "warn")
        self.count.setText(words)
        is_asked = self.unveiled.isHidden() or self.unveiled.isChecked()
        self.go.setEnabled(is_sound and is_asked and self._job is None)

    def _told(self) -> tuple[bool, str]:
        """Say how many frames that makes, or why it cannot be saved."""
        try:
            found = self.ordinals()
        except UsageError as error:
            return False, tr_made(error.sentence)
        if found is None:
            return True, tr("The cuts of this clip are looked for first; then it is known how many frames that makes.")
        words = trn("That makes {number} frame, {span}.", "That makes {number} frames, {span}.", len(found),
                    span=self._span(found))  # fmt: skip
        return True, words

    def _span(self, found: tuple[int, ...]) -> str:
        first, last = self._clock(found[0]), self._clock(found[-1])
        return first if len(found) == 1 else tr("{first} to {last}", first=first, last=last)

    def _bound(self, found: tuple[int, ...]) -> tuple[int, ...]:
        return sheet_bounded(found) if self.sheet.isChecked() else bounded(found)

    def _save(self) -> None:
        work = self._work()
        self._choices.setEnabled(False)
        self.unveiled.setEnabled(False)
        self.bar.setRange(0, 0)
        self.bar.show()
        self.leave.setText(tr("Stop"))
        self._pace = Pace()
        self._job = self._session.workspace.jobs.start("Save a series", work, self._heard)
        self._refresh()
        self._session.relay.when_done(self._job.result, self._saved, self._failed, asker=self)

    def _work(self) -> "Callable[[Progress], Executed]":
        """Return what is done beside the window; nothing of the dialog is touched there."""
        workspace, item, count, stretch = self._session.workspace, self._item, len(self._table), self.stretch
        known, is_sheet = self.ordinals(), self.sheet.isChecked()
        chosen = AT_CUTS if self.at_cuts.isChecked() else AT_MARKS if self.at_marks.isChecked() else self._step_words()

        def work(progress: Progress) -> "Executed":
            ordinals = known
            if ordinals is None:
                ordinals = at_cuts(find_cuts(workspace, item, count, progress), stretch)
            if is_sheet:
                return save_contact_sheet(workspace, item, ordinals, chosen, progress)
            return save_series(workspace, item, ordinals, progress)

        return work

    def _step_words(self) -> str:
        return every_words(parse_step(self.step.text())) if self.every.isChecked() else ""

    def _heard(self, step: Step) -> None:
        self._session.relay.post(lambda: self._show(step))

    def _show(self, step: Step) -> None:
        if self._job is None or not self.leave.isEnabled():
            return
        self.bar.setRange(0, max(step.total, 1))
        self.bar.setValue(step.done)
        left = self._pace.heard(step.done, step.total)
        words = tr("{done} of {total} frames", done=step.done, total=step.total)
        self.state.setText(f"{words} · {left}" if left else words)

    def _saved(self, executed: "Executed") -> None:
        self._job = None
        number = len(executed.changes)
        if self.sheet.isChecked():
            self._session.say(tr("Contact sheet saved in the case as PNG, listed under Tags."))
        else:
            self._session.say(
                trn("{number} frame saved in the case as PNG, listed under Tags.",
                    "{number} frames saved in the case as PNG, listed under Tags.", number)
            )  # fmt: skip
        self.accept()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self.bar.hide()
        self._choices.setEnabled(True)
        self.unveiled.setEnabled(True)
        self.leave.setEnabled(True)
        self.leave.setText(tr("Cancel"))
        is_known = isinstance(error, VerifierError)
        words = tr_made(error.sentence) if is_known else tr("The frames could not be saved.")
        self.state.setText(tr("Stopped; nothing was saved.") if isinstance(error, Cancelled) else words)
        self._refresh()

    def _part_words(self) -> str:
        segment = self._marks.segment
        if segment is None:
            return ""
        span = tr("{first} to {last}", first=self._clock(segment.first), last=self._clock(segment.last))
        return tr("The segment “{title}”, {span}", title=self._marks.title, span=span)

    def _clock(self, ordinal: int) -> str:
        return clock_words(Fraction(self._table.time_s(ordinal)))


def _gap() -> QWidget:
    made = QWidget()
    made.setFixedHeight(4)
    return made


def ask_series(desk: "Desk") -> None:
    """Ask for a series of frames of the clip on the stage, once its frames are known."""
    item, table = desk.session.item, desk.timeline.frames
    if item is None or table is None or not len(table):
        desk.session.say(tr("The clip is still being read; ask again when it stands."), "warn")
        return
    stretch, title = desk.segments.chosen_stretch()
    marks = ClipMarks(desk.cutting.cuts, desk.overlay.places(), stretch, title)
    SeriesDialog(desk.session, item, table, marks, desk.shell.widget()).open()
