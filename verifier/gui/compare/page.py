"""The page Compare: two pictures, how they are laid out, how they differ, and their readings side by side."""

from fractions import Fraction
from functools import partial
from typing import cast

from PySide6.QtCore import QLocale, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDoubleSpinBox, QPushButton, QStackedWidget, QWidget

from verifier.domain.errors import VerifierError
from verifier.domain.records import Item
from verifier.gui.compare.pair import Pair, Shown
from verifier.gui.compare.readings import ReadingsCompared
from verifier.gui.compare.side import Side
from verifier.gui.compare.view import MODES, CompareView, Mode
from verifier.gui.controls import Choice, Elided, button, column, label, row
from verifier.gui.flow import FlowLayout
from verifier.gui.pixels import LentImage
from verifier.gui.seeing.latest import Latest
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.gui.theme import Theme
from verifier.workspace.comparing import Compared, compare

AMPLIFIED = (1, 2, 4, 8, 16, 32)
THRESHOLDS = (4, 8, 16, 32, 64)
BLINKS = (0.5, 1.0, 2.0, 3.0)
"""Changes a second. WCAG 2.2, 2.3.1: no more than three flashes a second; two changes make a flash."""
SETTLE_MS = 80
WHAT = (
    "Choose two items in the list and press Shift+C; or mark a frame with Alt+A, go to another one and press Alt+C. "
    "The page of matches compares a copy with its original."
)


class ComparePage(QWidget):
    """Shows the pair that the session names; steps both clips by time."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self.one, self.other = Side(session, self), Side(session, self)
        self.view = CompareView(theme, self.one, self.other)
        self.modes: dict[str, QPushButton] = {}
        self._latest = Latest(session.relay)
        self._measured: tuple[object, ...] = ()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._measure)
        self.numbers = label("", "small", wraps=True)
        self._names = (Elided("", "strong"), Elided("", "strong"))
        self.amplify = Choice(tr("Amplified"), [(f"× {n}", n) for n in AMPLIFIED], 4)
        self.threshold = Choice(tr("Threshold"), [(f"> {n}", n) for n in THRESHOLDS], 16)
        self.rate = Choice(tr("Blinks"), [(tr("{rate} a second", rate=f"{rate:g}"), rate) for rate in BLINKS], 1.0)
        self._warning = label(tr("Flickers. Press Space to stop it."), "warn")
        self.offset = self._make_offset()
        self.readings = ReadingsCompared(session)
        self._stack = QStackedWidget()
        self._lay_out()
        for side in (self.one, self.other):
            side.changed.connect(self._refresh)
        self.view.stepped.connect(self.step)
        self.view.mode_asked.connect(self._use_mode)
        self.view.unveil_asked.connect(self._unveil)
        self.amplify.chosen.connect(lambda: self._measure())
        self.threshold.chosen.connect(lambda: self._measure())
        self.rate.chosen.connect(self._set_rate)
        self._set_rate(1.0)
        session.compare_asked.connect(self.show_pair)
        session.marking_changed.connect(self.view.update)
        self.show_pair()

    def show_pair(self) -> None:
        """Show what the session is to compare."""
        pair = self._session.compared
        self._stack.setCurrentIndex(1 if pair is not None else 0)
        if pair is None:
            return
        self.view.compared, self._measured = None, ()
        self.one.show(pair.one)
        self.other.show(pair.other)
        self.readings.show_items(*(self._item(shown) for shown in (pair.one, pair.other)))
        self._use_mode(pair.mode or self.view.mode)
        (self.readings.search if pair.mode == "readings" else self.view).setFocus()

    @property
    def offset_s(self) -> Fraction:
        """By how much the second clip is ahead of the first, in seconds of container time."""
        return Fraction(round(self.offset.value() * 1000), 1000)

    @property
    def is_settled(self) -> bool:
        """Whether both pictures stand and have been compared."""
        return (
            self.one.is_settled and self.other.is_settled and self._latest.is_idle and self._measured == self._state()
        )

    def step(self, frames: int, seconds: int) -> None:
        """Step the first clip, and the second to the frame shown at the same time, with the offset."""
        if not self.one.is_clip:
            if self.other.is_clip:
                self.other.step(frames, seconds)
            elif self.view.mode == "wipe":
                self.view.move_divider(0.02 * (frames or seconds * 5))
            return
        self.one.step(frames, seconds)
        if self.other.is_clip and self.one.time_s is not None:
            self.other.go_to_time(self.one.time_s + self.offset_s)

    def take_offset(self) -> None:
        """Take the offset of the two frames that stand there now."""
        if self.one.time_s is not None and self.other.time_s is not None:
            self.offset.setValue(float(self.other.time_s - self.one.time_s))

    def swap(self) -> None:
        """Lay the first over the second."""
        pair = self._session.compared
        if pair is not None:
            ordinals = [side.frame.ordinal if side.frame is not None else None for side in (self.other, self.one)]
            self.offset.setValue(-self.offset.value())
            self._session.compare(Pair(Shown(pair.other.key, ordinals[0]), Shown(pair.one.key, ordinals[1])))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.view.mode == "blink":
            self.view.blinking.start()

    def hideEvent(self, event: object) -> None:
        self.view.blinking.stop()

    def _lay_out(self) -> None:
        bar = FlowLayout(4, (16, 10, 16, 6))
        for number, (mode, words) in enumerate(MODES, 1):
            made = button(tr(words), partial(self._use_mode, mode), "pick", tr("Key {number}", number=number))
            made.setCheckable(True)
            self.modes[mode] = made
            bar.addWidget(made)
        made = button(tr("Readings"), partial(self._use_mode, "readings"), "pick")
        made.setCheckable(True)
        self.modes["readings"] = made
        bar.addWidget(made)
        swap = button(tr("Swap"), self.swap, "", tr("Lay the first over the second"))
        bar.with_widgets(self.rate, self.amplify, self.threshold, swap)
        names = QWidget()
        names.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as the pictures stand, in every language
        names.setLayout(row(*self._names, spacing=16, margins=(16, 0, 16, 6)))
        self._offset_line = QWidget()
        take = button(tr("Take it from these frames"), self.take_offset, "link")
        self._offset_line.setLayout(
            row(label(tr("The second is ahead by"), "small"), self.offset, take, None, margins=(16, 0, 16, 6))
        )
        foot = row(self.numbers, self._warning, spacing=16, margins=(16, 6, 16, 10))
        foot.setStretch(0, 1)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.view)
        self._middle.addWidget(self.readings)
        full = QWidget()
        inner = column(bar, names, self._offset_line, self._middle, foot, spacing=0)
        inner.setStretch(3, 1)
        full.setLayout(inner)
        empty = QWidget()
        words = label(tr(WHAT), "muted", wraps=True)
        words.setMaximumWidth(560)
        says = column(label(tr("Nothing to compare yet"), "title"), words, spacing=8, margins=(24, 24, 24, 24))
        says.addStretch(1)
        empty.setLayout(says)
        self._stack.addWidget(empty)
        self._stack.addWidget(full)
        self.setLayout(column(self._stack))
        self.setFocusProxy(self.view)

    def _make_offset(self) -> QDoubleSpinBox:
        made = QDoubleSpinBox()
        made.setLocale(QLocale.c())
        made.setRange(-86_400, 86_400)
        made.setDecimals(3)
        made.setSuffix(" s")
        made.setFixedWidth(96)
        made.setKeyboardTracking(False)
        made.lineEdit().setTextMargins(6, 0, 6, 0)
        made.setAccessibleName(tr("The second is ahead by, in seconds"))
        made.valueChanged.connect(lambda: self.step(0, 0))
        return made

    def _item(self, shown: Shown) -> Item | None:
        record = self._session.case.get(shown.key)
        return record if isinstance(record, Item) else None

    def _use_mode(self, mode: str) -> None:
        for name, made in self.modes.items():
            made.setChecked(name == mode)
        is_readings = mode == "readings"
        self._middle.setCurrentIndex(1 if is_readings else 0)
        if is_readings:
            self.view.blinking.stop()
        else:
            self.view.use_mode(cast("Mode", mode))
            self.view.setFocus()
        self.rate.setVisible(mode == "blink")
        self._warning.setVisible(mode == "blink")
        self.amplify.setVisible(mode == "difference")
        self.threshold.setVisible(mode == "difference")
        self._refresh()

    def _set_rate(self, rate: object) -> None:
        self.view.blinking.setInterval(round(1000 / cast("float", rate)))

    def _unveil(self) -> None:
        for side in (self.one, self.other):
            if side.is_veiled and side.item is not None:
                self._session.unveiled.add(side.item.key)
                break  # one after the other, each asked for by itself
        self._session.marking_changed.emit()
        self.view.update()

    def _refresh(self) -> None:
        for name, side in zip(self._names, (self.one, self.other), strict=True):
            name.show_words(side.words())
        self._offset_line.setVisible(self.one.is_clip and self.other.is_clip)
        self.view.refit()
        self._settle.start()
        self._say()

    def _state(self) -> tuple[object, ...]:
        frames = tuple(side.frame.ordinal if side.frame is not None else None for side in (self.one, self.other))
        return (self._session.compared, frames, self.amplify.value, self.threshold.value)

    def _measure(self) -> None:
        """Compare what stands there; while one comparison is under way only the last that is asked for follows."""
        one, other, state = self.one.item, self.other.item, self._state()
        is_ready = not self.one.image.isNull() and not self.other.image.isNull()
        if one is None or other is None or not is_ready or state == self._measured:
            return
        (first, second), amplify, threshold = cast("tuple[int | None, int | None]", state[1]), state[2], state[3]
        self._latest.ask(
            lambda: compare(
                self._session.workspace, (one, first), (other, second), cast("int", amplify), cast("int", threshold)
            ),
            lambda found: self._take(state, found),
            self._failed,
        )

    def _take(self, state: tuple[object, ...], found: Compared) -> None:
        if state[0] == self._session.compared:
            self._measured, self.view.compared = state, found
            self.view.difference = LentImage(found.pixels)
            self.view.update()
            self._say()

    def _failed(self, error: BaseException) -> None:
        is_known = isinstance(error, VerifierError)
        self.numbers.setText(tr_made(error.sentence) if is_known else tr("The pictures could not be compared."))

    def _say(self) -> None:
        found = self.view.compared
        if found is None:
            self.numbers.setText(tr("Comparing …"))
            return
        if found.placement is None:
            how = tr("Nothing in them agreed on a place: laid over each other by size alone.")
        elif found.is_mirrored:
            how = tr("Laid over each other, mirrored, where their features agree.")
        else:
            how = tr("Laid over each other where their features agree.")
        differs = tr(
            "Compared at {width} × {height} on {covered} %: they differ by {mean} of 255 on average, {most} at most; "
            "{share} % of pixels by more than {threshold}.",
            width=found.width,
            height=found.height,
            covered=f"{found.covered * 100:.0f}",
            mean=f"{found.mean:.2f}",
            most=found.most,
            share=f"{found.share * 100:.2f}",
            threshold=self.threshold.value,
        )
        self.numbers.setText(f"{how} {differs}")
