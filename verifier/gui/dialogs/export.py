"""The export screen: who it is for, what goes out and what stays; then the writing; then the checker's answer."""

from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from verifier.bundle.check import check
from verifier.bundle.check_result import CheckResult
from verifier.bundle.options import AUDIENCE_WORDS, Only, Options, Originals, Tick
from verifier.bundle.plan import Plan
from verifier.bundle.registry import FORMATS, Format
from verifier.bundle.written import Written
from verifier.domain.errors import Cancelled, VerifierError
from verifier.domain.progress import Progress, Step
from verifier.gui.controls import Choice, Elided, begin_at, button, clear, column, label, row
from verifier.gui.dialogs.leads_view import Opens, lead_view
from verifier.gui.dialogs.new_case import file_name
from verifier.gui.dialogs.plan_view import PlanView
from verifier.gui.dialogs.result_view import result_view
from verifier.gui.pace import Pace
from verifier.gui.session import Session
from verifier.gui.speech import capitalized, tr, tr_made
from verifier.gui.theme import Theme
from verifier.workspace.exporting import export, plan_export
from verifier.workspace.jobs import Job

WIDTH, HEIGHT = 880, 820
ORIGINALS: tuple[tuple[str, Originals], ...] = (("whole, as files", "include"), ("as hashes only", "hashes"))
ONLY: tuple[tuple[str, Only | msgspec.UnsetType], ...] = (
    ("all", msgspec.UNSET),
    ("only relevant ones", "relevant"),
    ("all but not relevant and duplicates", "kept"),
)


class ExportDialog(QDialog):
    """``written``: where the last export stands. ``options``: the choices so far.

    ``opens`` is called with a record and a panel when a warning is followed; the screen closes first. ``begun``: the
    choices to begin with.
    """

    def __init__(
        self,
        session: Session,
        theme: Theme,
        parent: QWidget | None = None,
        opens: Opens | None = None,
        begun: Options | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        begin_at(self, WIDTH, HEIGHT)
        self._session = session
        self.options = begun or Options(only="kept")
        self._is_left = False
        self._opens = opens
        self._job: Job[Any] | None = None
        self._is_planned = False
        self._pace = Pace()
        self.written: Path | None = None
        self._plan_view = PlanView(self._tick, self._open)
        self._warnings = column(spacing=4)
        self._pages = QStackedWidget()
        for page in (self._choosing_page(), self._progress_page(), self._result_page()):
            self._pages.addWidget(page)
        self.setLayout(column(self._pages))
        self.where.setText(str(self._proposed_path()))
        self._chosen_chip.setFocus()
        self._show_only()
        self._plan()

    @property
    def kept(self) -> Options:
        """The choices to begin with the next time: for a reader outside, unless it was left for a warning.

        Whom one only looked at must not be whom a hasty hand exports for later.
        """
        return self.options if self._is_left else msgspec.structs.replace(self.options, audience=Options().audience)

    def write_as(self, name: str) -> None:
        """Choose the format of that name."""
        known = next(known for known in FORMATS if known.name == name)
        self._format.show_value(known)
        self._choose_format(known)

    def write_to(self, out: Path) -> None:
        """Write the bundle there, then check it."""
        chosen: Format = self._format.value  # pyright: ignore[reportAssignmentType]
        options, workspace = self.options, self._session.workspace

        def work(progress: Progress) -> tuple[Written, CheckResult | None]:
            written = export(workspace, chosen, options, out, progress)
            return written, check(written.path) if chosen.is_bundle else None

        self._pages.setCurrentIndex(1)
        self._pace = Pace()
        self._job = workspace.jobs.start("Export", work, self._heard)
        self._session.relay.when_done(self._job.result, self._ended, self._failed, asker=self)

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
        else:
            super().reject()

    def _choosing_page(self) -> QWidget:
        page = QWidget()
        answers = [(f"{tr_made(known.title)}  ·  {tr_made(known.purpose)}", known) for known in FORMATS]
        self._format = Choice(tr("Format"), answers, FORMATS[0])
        self._format.show_words(tr_made(FORMATS[0].title))
        self._purpose = label(tr_made(FORMATS[0].purpose), "smallfaint", wraps=True)
        self._originals = Choice(
            tr("Originals"), [(tr(words), value) for words, value in ORIGINALS], self.options.originals
        )
        self._only = Choice(tr("Which items"), [(tr(words), value) for words, value in ONLY], self.options.only)
        self._only.chosen.connect(self._choose_only)
        self._originals.chosen.connect(self._choose_originals)
        self._format.chosen.connect(self._choose_format)
        self.where = QLineEdit()
        self.where.setAccessibleName(tr("Where the bundle is written"))
        self.where.textChanged.connect(self._look)
        self._hint = label("", "warn", wraps=True)
        self._hint.hide()
        self.go = button(tr("Export"), self._go, "primary")
        choices = row(
            label(tr("Items"), "muted"), self._only, label(tr("Original files"), "muted"), self._originals,
            label(tr("Written as"), "muted"), self._format, None,
        )  # fmt: skip
        outer = column(
            row(label(tr("Who is it for?"), "title"), None),
            self._audiences(),
            choices,
            self._purpose,
            self._plan_view,
            self._warnings,
            row(label(tr("Written to"), "muted"), self.where, button(tr("Choose…"), self._ask_where)),
            self._hint,
            row(label(tr("Nothing is sent anywhere: the bundle is written to your disk."), "smallfaint"), None,
                button(tr("Cancel"), self.reject), self.go),
            spacing=12, margins=(24, 20, 24, 20),
        )  # fmt: skip
        outer.setStretch(4, 1)
        page.setLayout(outer)
        return page

    def _audiences(self) -> QHBoxLayout:
        line, group = row(spacing=6), QButtonGroup(self)
        for audience in ("outside", "colleague", "archive"):
            chip = QPushButton(capitalized(tr_made(AUDIENCE_WORDS[audience])))
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setChecked(audience == self.options.audience)
            if chip.isChecked():
                self._chosen_chip = chip
            chip.clicked.connect(lambda _checked=False, audience=audience: self._choose(audience=audience))
            group.addButton(chip)
            line.addWidget(chip)
        line.addStretch(1)
        return line

    def _progress_page(self) -> QWidget:
        page = QWidget()
        self._doing = Elided(tr("Writing the bundle …"), "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress of the export"))
        outer = column(spacing=12, margins=(24, 20, 24, 20))
        outer.addWidget(label(tr("Writing the bundle"), "title"))
        outer.addWidget(self._bar)
        outer.addWidget(self._doing)
        outer.addStretch(1)
        outer.addLayout(row(None, button(tr("Cancel"), self.reject)))
        page.setLayout(outer)
        return page

    def _result_page(self) -> QWidget:
        page = QWidget()
        self._result = column(spacing=12, margins=(24, 20, 24, 20))
        page.setLayout(self._result)
        return page

    def _choose_originals(self, value: object) -> None:
        self._choose(originals=value)

    def _choose_only(self, value: object) -> None:
        self._choose(only=value)

    def _open(self, key: str, panel: str) -> None:
        """Leave the screen for what a warning speaks of, to come back to it as it stands."""
        self._is_left = True
        self.reject()
        if self._opens is not None:
            self._opens(key, panel)

    def _choose(self, **choices: object) -> None:
        self.options = msgspec.structs.replace(self.options, **choices)
        self._show_only()
        self._plan()

    def _show_only(self) -> None:
        """An archive gets every item, whatever is chosen for others."""
        is_choice = self.options.audience != "archive"
        self._only.setEnabled(is_choice)
        self._only.show_value(self.options.only if is_choice else msgspec.UNSET)

    def _tick(self, tick: Tick, is_set: bool) -> None:
        others = tuple(known for known in self.options.ticked if known != tick)
        self._choose(ticked=(*others, tick) if is_set else others)

    def _plan(self) -> None:
        options, workspace = self.options, self._session.workspace
        written_as: Format = self._format.value  # pyright: ignore[reportAssignmentType]
        self._is_planned = False
        self._look()
        future = workspace.think(lambda: plan_export(workspace, options, written_as))
        self._session.relay.when_done(
            future, lambda plan: self._show_plan(options, written_as, plan), self._failed, asker=self
        )

    def _show_plan(self, options: Options, written_as: Format, plan: Plan) -> None:
        if options != self.options or written_as is not self._format.value:
            return
        self._is_planned = True
        self._look()
        self._plan_view.show_plan(plan)
        clear(self._warnings)
        for lead in plan.leads:
            self._warnings.addWidget(lead_view(lead, self._open))

    def _choose_format(self, chosen: object) -> None:
        if isinstance(chosen, Format):
            self._format.show_words(tr_made(chosen.title))
            self._purpose.setText(tr_made(chosen.purpose))
        self.where.setText(str(self._proposed_path()))
        self._plan()

    def _proposed_path(self) -> Path:
        """Return a path beside the case where nothing stands yet."""
        chosen: Format = self._format.value  # pyright: ignore[reportAssignmentType]
        stem = f"{file_name(self._session.case.info.title)}-{'bundle' if chosen.preview is None else chosen.name}"
        home = self._session.workspace.folder.path.parent
        names = (f"{stem}{number}{chosen.suffix}" for number in ("", *(f"-{n}" for n in range(2, 1000))))
        return next((home / name for name in names if not (home / name).exists()), home / stem)

    def _ask_where(self) -> None:
        out, _ = QFileDialog.getSaveFileName(self, tr("Write the bundle to"), self.where.text())
        if out:
            self.where.setText(out)

    def _look(self) -> None:
        path = Path(self.where.text())
        sentence = ""
        if path.exists():
            sentence = tr(
                "Something of that name is there already; a bundle never replaces anything. Choose another name."
            )
        elif not path.parent.is_dir():
            sentence = tr("There is no such folder.")
        self._hint.setText(sentence)
        self._hint.setVisible(bool(sentence))
        self.go.setEnabled(not sentence and self._is_planned)

    def _go(self) -> None:
        self.write_to(Path(self.where.text()))

    def _heard(self, step: Step) -> None:
        self._session.relay.post(lambda: self._show_step(step))

    def _show_step(self, step: Step) -> None:
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)
        left = self._pace.heard(step.done, step.total)
        self._doing.show_words(f"{left} · {tr_made(step.doing)}" if left else tr_made(step.doing))

    def _ended(self, result: tuple[Written, CheckResult | None]) -> None:
        self._job = None
        self.written = result[0].path
        clear(self._result)
        self._result.addWidget(result_view(*result))
        self._result.addStretch(1)
        self._result.addLayout(row(None, button(tr("Close"), self.accept, "primary")))
        self._pages.setCurrentIndex(2)

    def _failed(self, error: BaseException) -> None:
        self._job = None
        if isinstance(error, Cancelled):
            self._pages.setCurrentIndex(0)
            return
        sentence = tr_made(error.sentence) if isinstance(error, VerifierError) else tr("The export could not be made.")
        clear(self._warnings)
        self._warnings.addWidget(label(sentence, "trouble", wraps=True))
        self._pages.setCurrentIndex(0)
        self._look()
