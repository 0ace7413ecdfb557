"""What to look for, beside the list: coverage, facts, cues with their sources, look-alikes, levels above and below."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from verifier.gui.controls import button, column, label, pairs, row, scrolling
from verifier.gui.flow import FlowLayout
from verifier.gui.picker.fair import Fair
from verifier.gui.picker.words import Detail, Point
from verifier.gui.speech import tr


class DetailView(QWidget):
    """Shows one :class:`Detail` at a time; ``level_asked``: the id of an entry that says less or more.

    ``take_asked``: take the fairer answer (``False``) or the one shown all the same (``True``).
    """

    level_asked = Signal(str)
    take_asked = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._lines: QVBoxLayout = column()
        self.scroller = scrolling(QWidget())
        self.scroller.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.scroller.setAccessibleName(tr("What is known of it"))
        self.setLayout(column(self.scroller))

    def show_detail(self, detail: Detail, fair: Fair | None = None) -> None:
        """Show what is known of one entry, and what is taken instead where it is too much to say."""
        # A new sheet at once is several times cheaper than emptying the old one child by child.
        sheet = QWidget()
        self._lines = column(spacing=4, margins=(20, 16, 20, 16))
        sheet.setLayout(self._lines)
        self._lines.addWidget(label(detail.title, "title", wraps=True))
        self._lines.addWidget(label(detail.second, "muted", wraps=True))
        if fair is not None:
            self._fair(detail, fair)
        if detail.coverage:
            self._lines.addSpacing(4)
            self._lines.addWidget(label(detail.coverage, "advice", wraps=True))
        if detail.facts:
            self._lines.addSpacing(8)
            self._lines.addLayout(pairs(detail.facts, name_px=88))
        self._points(tr("What to look for"), detail.cues)
        self._points(tr("May be taken for it"), detail.look_alikes)
        for doubt in detail.doubts:
            self._lines.addSpacing(8)
            self._lines.addWidget(label(doubt, "note", wraps=True))
        if detail.empty:
            self._lines.addSpacing(8)
            self._lines.addWidget(label(detail.empty, "muted", wraps=True))
        self._levels(tr("Say less"), detail.less)
        self._levels(tr("Say more"), detail.more)
        self._lines.addStretch(1)
        self.scroller.setWidget(sheet)
        sheet.setAutoFillBackground(False)

    def _fair(self, detail: Detail, fair: Fair) -> None:
        less = button(tr("Tag as {drone}", drone=fair.name), partial(self.take_asked.emit, False), "primary")
        exact = button(tr("Tag as {drone} all the same", drone=detail.title), partial(self.take_asked.emit, True))
        self._lines.addSpacing(8)
        self._lines.addWidget(label(fair.reason, "note", wraps=True))
        self._lines.addSpacing(4)
        self._lines.addLayout(row(less, label(tr("Enter"), "key"), None, spacing=8))
        self._lines.addLayout(row(exact, label(tr("Shift+Enter"), "key"), None, spacing=8))
        self._lines.addSpacing(4)

    def _points(self, heading: str, points: tuple[Point, ...]) -> None:
        if not points:
            return
        self._lines.addSpacing(12)
        self._lines.addWidget(label(heading, "heading"))
        for point in points:
            self._lines.addSpacing(4)
            self._lines.addWidget(label(point.text, wraps=True))
            self._lines.addWidget(label(f"{point.aside} · {point.source}", "smallfaint", wraps=True))

    def _levels(self, heading: str, levels: tuple[tuple[str, str], ...]) -> None:
        if not levels:
            return
        self._lines.addSpacing(12)
        self._lines.addWidget(label(heading, "heading"))
        holder = QWidget()
        flow = FlowLayout(6, (0, 0, 0, 0))
        for slug, name in levels:
            flow.addWidget(button(name, partial(self.level_asked.emit, slug), "chip"))
        holder.setLayout(flow)
        self._lines.addWidget(holder)
