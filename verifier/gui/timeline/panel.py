"""The timeline of a clip: exact time, frame, PTS and rate in words; the strip; a field to go somewhere."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QToolButton

from verifier.domain.errors import UsageError
from verifier.gui.controls import Elided, column, label, row
from verifier.gui.speech import tr, tr_made
from verifier.gui.theme import Theme, mono
from verifier.gui.timeline.clip import (
    Part,
    at_pts,
    at_share,
    clamped,
    clock_words,
    nearest_key,
    neighbor,
    pts_words,
    second_away,
    share,
    strip_parts,
)
from verifier.gui.timeline.drawing import Cell, Span
from verifier.gui.timeline.hover import HoverCard
from verifier.gui.timeline.reach import ReachBar
from verifier.gui.timeline.scale import TimeScale
from verifier.gui.timeline.slider import ClipSlider
from verifier.gui.timeline.strip import Strip
from verifier.gui.timeline.track import TrackRow
from verifier.gui.timeline.transport import Transport
from verifier.gui.timeline.wave import WaveRow
from verifier.gui.timeline.zooming import Zooming
from verifier.media.frame_table import FrameTable
from verifier.media.when import parse_when

SETTLE_MS = 90
"""A view that has not moved for so long is filled with small frames."""


class TimelinePanel(QFrame):
    """``sought``: ordinal of a frame to show exactly; ``scrubbed``: one that is dragged over.

    ``picked``: key of a mark. ``refused``: why there is no such frame. ``trimmed``: key of a segment, whether it is its
    begin, and the ordinal it was dragged to. ``opened``: the frames of the clip are known now.
    """

    sought = Signal(int)
    scrubbed = Signal(int)
    picked = Signal(str)
    refused = Signal(str)
    went = Signal()
    trimmed = Signal(str, bool, int)
    opened = Signal()

    def __init__(self, theme: Theme, strip: Strip) -> None:
        super().__init__()
        self.setObjectName("timeline")
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as time runs, in every language
        self._theme = theme
        self.strip = strip
        self._frames: FrameTable | None = None
        self._ordinal = 0
        self._waiting: list[Callable[[], None]] = []
        self._parts: tuple[Part, ...] = ()
        self._is_dragged = self._is_preview = False
        self._hover_share: float | None = None
        self.card = HoverCard(self)
        self._make_words()
        self.scale = TimeScale(self)
        self.zooming = Zooming(self)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self.slider = ClipSlider(theme, self.scale)
        self.reach = ReachBar(theme, self.scale)
        self._steps = [
            self._step_button("chevron-left", tr("One frame back (Left)"), -1),
            self._step_button("chevron-right", tr("One frame on (Right)"), 1),
        ]
        self.transport = Transport(theme)
        self._bar = row(self.transport, row(*self._steps, spacing=0), self.time, None, self.goto, spacing=8)
        self._below = row(None)
        clock = row(self.wall_time, margins=(8, 0, 8, 0))
        told = row(self.frame, self.in_view, self.rate, spacing=12, margins=(8, 0, 8, 0))
        told.setStretch(0, 1)
        self.wave = WaveRow(theme, self.scale)
        self.track = TrackRow(theme, self.scale)
        bands = column(self.reach, self.slider, spacing=0)
        self.setLayout(
            column(self._bar, self._below, told, clock, bands, self.wave, self.track, spacing=6, margins=(12, 8, 12, 8))
        )
        self._connect()

    def _make_words(self) -> None:
        self.time = label("", "time")
        self.frame = Elided("", "monomuted")
        self.rate = label("", "small")
        self.in_view = label("", "small")
        self.wall_time = Elided("", "small")
        self.wall_time.hide()
        self.goto = QLineEdit(placeholderText=tr("1:27.5 or #812"))
        self.goto.setAccessibleName(tr("Go to a time, a frame number or a PTS"))
        self.goto.setToolTip(tr("A time (27.5 or 1:27.5), a frame (#812) or a PTS (pts:27093)"))
        self.goto.setProperty("role", "mono")
        words = QFontMetrics(mono(12)).horizontalAdvance(self.goto.placeholderText())
        self.goto.setFixedWidth(max(120, words + 24))

    def _connect(self) -> None:
        slider = self.slider
        self.goto.returnPressed.connect(self._go)
        slider.sought.connect(self._let_go)
        self.track.graph.sought.connect(self._let_go)
        slider.scrubbed.connect(self._scrub)
        slider.picked.connect(self.picked)
        slider.trimmed.connect(self._trim)
        slider.hovered.connect(self._hover)
        slider.resized.connect(self._lay_strip)
        self.scale.changed.connect(self._settle.start)
        self._settle.timeout.connect(self._lay_strip)
        self.strip.landed.connect(self._landed)
        self._theme.changed.connect(self._recolor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the field in a line of its own where the buttons leave it no room: they and its words would be cut."""
        super().resizeEvent(event)
        parts = (self.transport.sizeHint(), *(one.sizeHint() for one in self._steps), self.time.sizeHint())
        needed = sum(part.width() for part in parts) + self.goto.width() + 3 * self._bar.spacing()
        place = self._below if needed > self.contentsRect().width() - 24 else self._bar
        if place.indexOf(self.goto) < 0:
            place.addWidget(self.goto)

    @property
    def ordinal(self) -> int:
        return self._ordinal

    @property
    def frames(self) -> FrameTable | None:
        return self._frames

    def show_clip(self, frames: FrameTable | None, rate: str, begin: int = 0) -> None:
        """Show another clip at a frame, or nothing yet; what was asked for meanwhile is done once they are known."""
        self._frames, self._ordinal, self._parts = frames, 0, ()
        self._is_preview = False
        self.scale.begin(len(frames) if frames is not None else 0)
        self.rate.setText(rate)
        self.slider.setEnabled(frames is not None)
        self.slider.show_cells(())
        self._hover(None)
        if frames is None:
            self._waiting = []
            self.time.setText("--:--.---")
            self.frame.show_words(tr("reading the clip's frames …"))
            self.slider.show_share(0)
            return
        self.show_ordinal(begin)
        self.opened.emit()
        waiting, self._waiting = self._waiting, []
        for call in waiting:
            call()

    def show_ordinal(self, ordinal: int) -> None:
        """Put the playhead on a frame."""
        frames = self._frames
        if frames is None:
            return
        self._ordinal = clamped(frames, ordinal)
        self.time.setText(clock_words(frames.time_s(self._ordinal)))
        self.frame.show_words(self._frame_words())
        place = share(frames, self._ordinal)
        self.scale.reveal(place, is_jump=not self._is_dragged)
        self.slider.show_share(place)
        self.reach.show_share(place)
        self.track.graph.show_share(place)

    def _frame_words(self) -> str:
        frames = self._frames
        if frames is None:
            return ""
        pts = pts_words(frames.pts[self._ordinal], frames.time_base)
        words = tr("frame #{number} of {count} · PTS {pts}", number=self._ordinal, count=len(frames), pts=pts)
        return tr("preview of {frame}", frame=words) if self._is_preview else words

    def show_as_preview(self, is_preview: bool) -> None:
        """Say whether what stands on the stage is no frame of the clip, but a look at one from its small copy."""
        if is_preview != self._is_preview:
            self._is_preview = is_preview
            self.frame.show_words(self._frame_words())

    def show_wall_time(self, words: str) -> None:
        """Say what time it was at the frame shown, with the source; "" where nothing is known."""
        self.wall_time.show_words(words)
        self.wall_time.setVisible(bool(words))

    def show_strip(self, aspect: float) -> None:
        """Begin to fill the strip; ``aspect``: width of a frame as a share of its height."""
        self.slider.show_aspect(aspect)
        self._lay_strip()

    def redraw_strip(self) -> None:
        """Show the small frames as they may be seen now."""
        cells = (Cell(one.first, one.last, self.strip.picture(one.ordinal)) for one in self._parts)
        self.slider.show_cells(tuple(cells))

    def show_spans(self, spans: tuple[Span, ...], selected: str) -> None:
        """Show what was seen along the clip."""
        self.slider.show_spans(spans, selected)

    def step(self, frames: int) -> None:
        """Ask for the frame some frames away."""
        self._when_known(lambda table: self._seek(clamped(table, self._ordinal + frames)))

    def step_seconds(self, seconds: int) -> None:
        """Ask for the frame exactly some seconds away."""
        self._when_known(lambda table: self._seek(second_away(table, self._ordinal, seconds)))

    def go_to_end(self, step: int) -> None:
        """Ask for the first (-1) or the last (1) frame."""
        self._when_known(lambda table: self._seek(0 if step < 0 else len(table) - 1))

    def go_to(self, ordinal: int) -> None:
        """Ask for a frame by its number."""
        self._when_known(lambda table: self._seek(clamped(table, ordinal)))

    def go_to_next(self, places: tuple[int, ...], step: int) -> int | None:
        """Ask for the next of some PTS, before (-1) or after (1) the playhead; return it."""
        if self._frames is None:
            return None
        found = neighbor(places, self._frames.pts[self._ordinal], step)
        if found is not None:
            self._seek(at_pts(self._frames, found))
        return found

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.setAccepted(self.zooming.turn(event))

    def _when_known(self, call: Callable[[FrameTable], None]) -> None:
        """Do it now, or once the clip's frames are known, so that no key press is lost meanwhile."""
        frames = self._frames
        if frames is not None:
            call(frames)
        else:
            self._waiting.append(lambda: self._when_known(call))

    def _seek(self, ordinal: int) -> None:
        if ordinal != self._ordinal:
            self.show_ordinal(ordinal)
            self.sought.emit(ordinal)

    def _scrub(self, place: float) -> None:
        if self._frames is None:
            return
        ordinal = at_share(self._frames, place)
        if ordinal != self._ordinal:
            self._is_dragged = True
            self.show_ordinal(ordinal)
            self._is_dragged = False
            self.scrubbed.emit(ordinal)

    def _let_go(self, place: float) -> None:
        if self._frames is not None:
            self.show_ordinal(at_share(self._frames, place))
            self.sought.emit(self._ordinal)

    def _trim(self, key: str, is_begin: bool, place: float) -> None:
        if self._frames is not None:
            self.trimmed.emit(key, is_begin, at_share(self._frames, place))

    def _go(self) -> None:
        if self._frames is None:
            return
        try:
            found = self._frames.ordinal_at(parse_when(self.goto.text()))
        except UsageError as error:
            self.refused.emit(tr_made(error.sentence))
            self.goto.selectAll()
            return
        self.goto.clear()
        self._seek(found)
        self.went.emit()

    def _lay_strip(self) -> None:
        if self._frames is not None and len(self._frames):
            scale = self.scale
            self._parts = strip_parts(self._frames, self.slider.cell_count, scale.first, scale.last)
            self.redraw_strip()
            self.strip.want(dict.fromkeys(one.ordinal for one in self._parts), is_kept=scale.is_whole)

    def _landed(self, ordinal: int) -> None:
        if any(one.ordinal == ordinal for one in self._parts):
            self.redraw_strip()
        self._show_card()

    def _hover(self, place: float | None) -> None:
        self._hover_share = place
        if place is None or self._frames is None:
            self.card.hide()
            return
        self.strip.want_first(nearest_key(self._frames, at_share(self._frames, place)))
        self._show_card()

    def _show_card(self) -> None:
        """Show the time under the pointer and the small frame nearest to it that is at hand."""
        frames, place = self._frames, self._hover_share
        if frames is None or place is None or not len(frames):
            return
        ordinal = at_share(frames, place)
        cells = (one.ordinal for one in self._parts)
        known = [one for one in (*cells, nearest_key(frames, ordinal)) if not self.strip.picture(one).isNull()]
        near = min(known, key=lambda one: abs(frames.pts[one] - frames.pts[ordinal]), default=None)
        is_other = near is not None and near != ordinal
        note = tr("picture of {time}", time=clock_words(frames.time_s(near))) if near is not None and is_other else ""
        spot = self.slider.mapToGlobal(QPoint(round(self.scale.x(place, self.slider.width())), 0))
        self.card.show_at(spot, self.strip.picture(-1 if near is None else near),
                           clock_words(frames.time_s(ordinal)), note)  # fmt: skip

    def _step_button(self, icon: str, words: str, frames: int) -> QToolButton:
        made = QToolButton()
        made.setObjectName(icon)
        made.setIcon(self._theme.icon(icon))
        made.setToolTip(words)
        made.setAccessibleName(words)
        made.setAutoRepeat(True)
        made.clicked.connect(lambda: self.step(frames))
        return made

    def _recolor(self) -> None:
        for step in self._steps:
            step.setIcon(self._theme.icon(step.objectName()))
