"""How a detector is run: which model, from which score on, which classes, on which frames."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QGridLayout,
    QLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from verifier.domain.errors import Cancelled, VerifierError
from verifier.domain.records import Item, Segment
from verifier.gui.controls import Choice, button, column, label, pairs, restyle, row
from verifier.gui.detecting.frames import Where, chosen_classes, chosen_frames
from verifier.gui.detecting.words import FITS, LAYOUTS, ORDERS, VALUES, class_words, model_words, work_words
from verifier.gui.preferences import Preferences
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made, trn
from verifier.media.detector_forms import MOST_SIDE, PREPARING, USUAL_SIDE, Layout, Preparing
from verifier.media.frame_table import FrameTable
from verifier.workspace.detecting import USUAL_OVERLAP, USUAL_THRESHOLD, DetectRequest, look_at_model
from verifier.workspace.detecting_messages import ModelFacts
from verifier.workspace.jobs import Job

WIDTH_PX, NAME_PX, FIELD_PX = 640, 128, 84
LEAST_SHARE, NAME_DOWN_PX = 0.01, 5
USUAL_EVERY_S = 1
"""On a clip a frame a second is looked at unless chosen otherwise."""
SIDE_STEP = 32


class DetectDialog(QDialog):
    """``run`` is called with what was chosen. ``table``: the frames of a clip, ``None`` for a photo."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        item: Item,
        table: FrameTable | None,
        ordinal: int,
        segment: Segment | None,
        run: Callable[[DetectRequest], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Propose boxes with a detector"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH_PX)
        self._session, self._preferences, self._run = session, preferences, run
        self._table, self._ordinal, self._segment = table, ordinal, segment
        self._job: Job[ModelFacts] | None = None
        self._facts: ModelFacts | None = None
        self._asked = ("", 0)
        self._make_fields()
        self._lay_out(item)
        self._connect()
        self._leave_open()
        self._look()

    @property
    def facts(self) -> ModelFacts | None:
        """What is known of the model."""
        return self._facts

    @property
    def is_looking(self) -> bool:
        """Whether the model is being read."""
        return self._job is not None

    def use(self, path: Path) -> None:
        """Take a model."""
        self.path.setText(str(path))
        self._look()

    def done(self, result: int) -> None:
        """Stop looking, however the dialog is closed."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)

    def _make_fields(self) -> None:
        self.path = QLineEdit(self._preferences.settings.detector)
        self.path.setPlaceholderText(tr("An ONNX file of your own"))
        self.path.setAccessibleName(tr("File of the model"))
        self.state = label("", "small", wraps=True)
        self.names = label("", "smallfaint", wraps=True)
        layouts: list[tuple[str, object]] = [(tr(words), layout) for layout, words in LAYOUTS]
        self.layout_choice = Choice(tr("Output"), layouts, None)
        self.fit = Choice(tr("Picture"), [(tr(words), value) for value, words in FITS], "centered")
        self.order = Choice(tr("Colors"), [(tr(words), value) for value, words in ORDERS], "rgb")
        self.values = Choice(tr("Values"), [(tr(words), value) for value, words in VALUES], "unit")
        self.side = _whole((SIDE_STEP, MOST_SIDE), USUAL_SIDE, SIDE_STEP, tr("Side of the picture fed in"))
        self.threshold = _share(USUAL_THRESHOLD, tr("Least score"))
        self.overlap = _share(USUAL_OVERLAP, tr("Most overlap"))
        self.classes = QLineEdit(placeholderText=tr("All; or some, separated by commas"))
        self.classes.setAccessibleName(tr("Classes"))
        self.unknown = label("", "warn", wraps=True)
        rate = self._usual_every()
        answers: list[tuple[str, object]] = [(tr("This frame"), "frame"), (tr("The whole clip"), "clip")]
        if self._segment is not None:
            title = self._segment.title or tr("without a name")
            answers.insert(1, (tr("The segment “{title}”", title=title), "segment"))
        self.where = Choice(tr("Frames"), answers, "frame")
        self.every = _whole((1, 100_000), rate, 1, tr("Every how many frames"))
        self.count = label("", "small", wraps=True)
        self.go = button(tr("Propose"), self._go, "primary")

    def _usual_every(self) -> int:
        table = self._table
        if table is None or len(table) < 2:
            return 1
        seconds = float(table.time_s(len(table) - 1) - table.time_s(0))
        return max(1, round(len(table) / seconds * USUAL_EVERY_S)) if seconds > 0 else 1

    def _lay_out(self, item: Item) -> None:
        model = column(row(self.path, button(tr("Choose…"), self._choose)), self.state, self.names, spacing=4)
        fed = row(self.fit, self.order, self.values, None, spacing=8)
        self._side_row = _held(row(self.side, label(tr("pixels; the model leaves it open"), "small"), None, spacing=8))
        above = row(self.threshold, label(tr("and more"), "small"), None, spacing=8)
        most = row(self.overlap, label(tr("at most, of two boxes of one class"), "small"), None, spacing=8)
        rows: list[tuple[str, str | QWidget]] = [
            (tr("Model file"), _held(model)),
            (tr("Output laid out as"), _held(row(self.layout_choice, None))),
            (tr("Picture fed in"), _held(fed)),
            (tr("At a size of"), self._side_row),
            (tr("Score"), _held(above)),
            (tr("Overlap"), _held(most)),
        ]
        classes = (tr("Classes"), _held(column(self.classes, self.unknown, spacing=2)))
        rows.append(classes)
        if self._table is not None:
            steps = row(self.where, self._every_words(), None, spacing=8)
            rows.append((tr("Frames"), _held(column(steps, self.count, spacing=2))))
        self._grid = pairs(rows, name_px=NAME_PX)
        self._grid.setVerticalSpacing(10)
        for line in (
            0,
            *range(rows.index(classes), len(rows)),
        ):  # a name stands beside the first line of what has several
            name = self._grid.itemAtPosition(line, 0)
            shown = name.widget() if name is not None else None
            if shown is not None:
                self._grid.setAlignment(shown, Qt.AlignmentFlag.AlignTop)
                shown.setContentsMargins(0, NAME_DOWN_PX, 0, 0)
        kept = tr(
            "The model is run on this computer and nothing is sent. What you accept keeps its SHA-256, threshold and "
            "score; its name and path are kept in your settings alone."
        )
        care = tr("A model is read by OpenCV in a process of its own. Use models from people you trust.")
        outer = column(
            label(tr("Propose boxes in {item}", item=item.label), "title", wraps=True),
            label(tr("Nothing is stated until you accept it, box by box or all at once."), "muted", wraps=True),
            spacing=8, margins=(24, 20, 24, 20),
        )  # fmt: skip
        outer.addLayout(self._grid)
        for words in (kept, care):
            outer.addWidget(label(words, "smallfaint", wraps=True))
        outer.addStretch(1)
        outer.addLayout(row(None, button(tr("Cancel"), self.reject), self.go, margins=(0, 8, 0, 0)))
        outer.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # by its hint it is higher than what it says
        self._outer = outer
        self.setLayout(outer)

    def event(self, event: QEvent) -> bool:
        """Make room once the parts have settled to what they say."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return is_done

    def _make_room(self) -> None:
        """Be as high as what is said needs, and never lower than before."""
        self.resize(
            self.width(), max(self.height() if self.isVisible() else 0, self._outer.totalHeightForWidth(WIDTH_PX))
        )

    def _every_words(self) -> QWidget:
        self._every_row = _held(row(label(tr("every"), "small"), self.every, label(tr("frames"), "small"), spacing=6))
        return self._every_row

    def _connect(self) -> None:
        self.path.editingFinished.connect(self._look)
        self.side.editingFinished.connect(self._look)
        self.layout_choice.chosen.connect(self._take_layout)
        self.where.chosen.connect(self._refresh)
        self.every.valueChanged.connect(self._refresh)
        self.classes.textChanged.connect(self._refresh)
        self._refresh()

    def _choose(self) -> None:
        begin = str(Path(self.path.text()).parent) if self.path.text() else ""
        name, _ = QFileDialog.getOpenFileName(self, tr("Which model?"), begin, "ONNX (*.onnx);;* (*)")
        if name:
            self.use(Path(name))

    def _look(self) -> None:
        """Read the model and run it once; what was known of another is forgotten."""
        text, side = self.path.text().strip(), self.side.value()
        if (text, side) == self._asked:
            return
        self._asked = (text, side)
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._facts = None
        self._refresh()
        if not text:
            self._tell("", "small")
            return
        self._tell(tr("Reading the model …"), "small")
        workspace, model = self._session.workspace, Path(text).expanduser()
        self._job = job = workspace.jobs.start(
            "Look at a model", lambda progress: look_at_model(workspace, model, progress, side)
        )
        self._session.relay.when_done(
            job.result, lambda facts: self._known(job, facts), lambda error: self._failed(job, error), asker=self
        )

    def _known(self, job: Job[Any], facts: ModelFacts) -> None:
        if job is not self._job:
            return
        self._job, self._facts = None, facts
        self._tell(model_words(facts) + (f"\n{tr_made(facts.undecided)}" if facts.undecided else ""), "small")
        self.names.setText(class_words(facts))
        if facts.layout is not None:
            self.layout_choice.show_value(facts.layout)
            self._take_layout(facts.layout)
        else:
            self._leave_open()
        self._refresh()

    def _leave_open(self) -> None:
        """Let the person say which layout it is."""
        self.layout_choice.show_value(None)
        self.layout_choice.show_words(tr("Choose"))

    def _failed(self, job: Job[Any], error: BaseException) -> None:
        if job is not self._job:
            return
        self._job = None
        if not isinstance(error, Cancelled):
            is_known = isinstance(error, VerifierError)
            self._tell(tr_made(error.sentence) if is_known else tr("The model could not be read."), "warn")
        self._refresh()

    def _tell(self, words: str, role: str) -> None:
        self.state.setText(words)
        restyle(self.state, role)
        self.state.setVisible(bool(words))

    def _take_layout(self, layout: object) -> None:
        """Feed pictures as programs of that layout do."""
        usual = PREPARING[cast(Layout, layout)]
        for choice, value in ((self.fit, usual.fit), (self.order, usual.order), (self.values, usual.values)):
            choice.show_value(value)
        self._refresh()

    def _refresh(self) -> None:
        facts, where = self._facts, cast(Where, self.where.value)
        self.names.setVisible(facts is not None and bool(facts.names))
        is_open = facts is not None and facts.is_open
        _show_row(self._grid, self._side_row, is_open)
        for choice in (self.layout_choice, self.fit, self.order, self.values):
            choice.setEnabled(facts is not None)
        unknown = chosen_classes(self.classes.text(), facts)[1] if facts is not None else ()
        self.unknown.setText(tr("No class of this model: {names}", names=", ".join(unknown)))
        self.unknown.setVisible(bool(unknown))
        if self._table is not None:
            self._every_row.setVisible(where != "frame")
            self._count(len(self._frames()))
        self.go.setEnabled(facts is not None and self.layout_choice.value is not None and not unknown)

    def _frames(self) -> tuple[int, ...]:
        where = cast(Where, self.where.value)
        return chosen_frames(self._table, where, self._ordinal, self._segment, self.every.value())

    def _count(self, frames: int) -> None:
        words = trn("{number} frame", "{number} frames", frames)
        if self._facts is not None and frames > 1:
            words += f" · {work_words(frames * self._facts.run_s)}"
        self.count.setText(words if frames > 1 else "")
        self.count.setVisible(frames > 1)

    def _go(self) -> None:
        facts, layout = self._facts, self.layout_choice.value
        if facts is None or layout is None:
            return
        if self._preferences.settings.remember_recent:
            self._preferences.remember(detector=self._asked[0])
        request = DetectRequest(
            model=Path(self._asked[0]).expanduser(),
            facts=facts,
            layout=cast(Layout, layout),
            preparing=Preparing(cast(Any, self.fit.value), cast(Any, self.order.value), cast(Any, self.values.value)),
            threshold=round(self.threshold.value(), 2),
            overlap=round(self.overlap.value(), 2),
            classes=chosen_classes(self.classes.text(), facts)[0],
            ordinals=self._frames() if self._table is not None else (),
        )
        self.accept()
        self._run(request)


def _whole(bounds: tuple[int, int], value: int, step: int, name: str) -> QSpinBox:
    """Return a field for a whole number."""
    made = QSpinBox()
    made.setRange(*bounds)
    made.setSingleStep(step)
    made.setValue(value)
    made.setProperty("role", "field")
    made.setFixedWidth(FIELD_PX)
    made.lineEdit().setTextMargins(6, 0, 6, 0)
    made.setAccessibleName(name)
    return made


def _share(value: float, name: str) -> QDoubleSpinBox:
    """Return a field for a share, in steps of five hundredths."""
    made = QDoubleSpinBox()
    made.setRange(LEAST_SHARE, 1.0)
    made.setSingleStep(0.05)
    made.setValue(value)
    made.setProperty("role", "field")
    made.setFixedWidth(FIELD_PX)
    made.lineEdit().setTextMargins(6, 0, 6, 0)
    made.setAccessibleName(name)
    return made


def _held(layout: QLayout) -> QWidget:
    layout.setContentsMargins(0, 0, 0, 0)
    holder = QWidget()
    holder.setLayout(layout)
    return holder


def _show_row(grid: QGridLayout, holder: QWidget, is_shown: bool) -> None:
    """Show or hide a value with its name."""
    place = grid.indexOf(holder)
    line = cast("tuple[int, int, int, int]", grid.getItemPosition(place))[0]
    for column_ in (0, 1):
        item = grid.itemAtPosition(line, column_)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.setVisible(is_shown)
