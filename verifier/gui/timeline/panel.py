"""The timeline of a clip: exact time, frame, PTS and rate in words; the bar; a field to go somewhere."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QToolButton, QWidget

from verifier.domain.errors import UsageError
from verifier.gui.controls import Elided, column, label, row
from verifier.gui.theme import Theme
from verifier.gui.timeline.clip import at_share, clamped, clock_words, pts_words, second_away, share
from verifier.gui.timeline.slider import ClipSlider, Span
from verifier.media.frame_table import FrameTable
from verifier.media.when import parse_when


class TimelinePanel(QFrame):
    """``sought``: ordinal of a frame to show. ``picked``: key of a mark. ``refused``: why there is no such frame."""

    sought = Signal(int)
    picked = Signal(str)
    refused = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("timeline")
        self._theme = theme
        self._frames: FrameTable | None = None
        self._ordinal = 0
        self.time = label("", "time")
        self.frame = label("", "monomuted")
        self.rate = Elided("", "muted")
        self.goto = QLineEdit(placeholderText="1:27.5 or #812")
        self.goto.setAccessibleName("Go to a time, a frame number or a PTS")
        self.goto.setToolTip("A time (27.5 or 1:27.5), a frame (#812) or a PTS (pts:27093)")
        self.goto.setProperty("role", "mono")
        self.goto.setFixedWidth(136)
        self.goto.returnPressed.connect(self._go)
        self.slider = ClipSlider(theme)
        self.slider.sought.connect(self._seek_share)
        self.slider.picked.connect(self.picked)
        self._steps = [
            self._step_button("chevron-left", "One frame back (Left)", -1),
            self._step_button("chevron-right", "One frame on (Right)", 1),
        ]
        bar = row(self.time, self.frame, self.rate, row(*self._steps, spacing=0), self.goto, spacing=12)
        bar.setStretch(2, 1)
        self.setLayout(column(bar, self.slider, spacing=6, margins=(12, 8, 12, 8)))
        theme.changed.connect(self._recolor)

    @property
    def ordinal(self) -> int:
        return self._ordinal

    @property
    def frames(self) -> FrameTable | None:
        return self._frames

    def show_clip(self, frames: FrameTable | None, rate: str) -> None:
        """Show another clip, or nothing yet."""
        self._frames, self._ordinal = frames, 0
        self.rate.show_words(rate)
        self.slider.setEnabled(frames is not None)
        if frames is None:
            self.time.setText("--:--.---")
            self.frame.setText("reading the clip's frames …")
            self.slider.show_share(0)
        else:
            self.show_ordinal(0)

    def show_ordinal(self, ordinal: int) -> None:
        """Put the playhead on a frame."""
        frames = self._frames
        if frames is None:
            return
        self._ordinal = clamped(frames, ordinal)
        pts = pts_words(frames.pts[self._ordinal], frames.time_base)
        self.time.setText(clock_words(frames.time_s(self._ordinal)))
        self.frame.setText(f"frame #{self._ordinal} of {len(frames)} · PTS {pts}")
        self.slider.show_share(share(frames, self._ordinal))

    def show_spans(self, spans: tuple[Span, ...], selected: str) -> None:
        """Show what was seen along the clip."""
        self.slider.show_spans(spans, selected)

    def step(self, frames: int) -> None:
        """Ask for the frame some frames away."""
        if self._frames is not None:
            self._seek(clamped(self._frames, self._ordinal + frames))

    def step_seconds(self, seconds: int) -> None:
        """Ask for the frame exactly some seconds away."""
        if self._frames is not None:
            self._seek(second_away(self._frames, self._ordinal, seconds))

    def _seek(self, ordinal: int) -> None:
        if ordinal != self._ordinal:
            self.show_ordinal(ordinal)
            self.sought.emit(ordinal)

    def _seek_share(self, place: float) -> None:
        if self._frames is not None:
            self._seek(at_share(self._frames, place))

    def _go(self) -> None:
        if self._frames is None:
            return
        try:
            found = self._frames.ordinal_at(parse_when(self.goto.text()))
        except UsageError as error:
            self.refused.emit(error.sentence)
            self.goto.selectAll()
            return
        self.goto.clear()
        self._seek(found)

    def _step_button(self, icon: str, words: str, frames: int) -> QWidget:
        made = QToolButton()
        made.setObjectName(icon)
        made.setIcon(self._theme.icon(icon))
        made.setToolTip(words)
        made.setAccessibleName(words)
        made.setAutoRepeat(True)
        made.clicked.connect(lambda: self.step(frames))
        return made

    def _recolor(self) -> None:
        for step in self.findChildren(QToolButton):
            step.setIcon(self._theme.icon(step.objectName()))
