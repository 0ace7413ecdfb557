"""What to look for, beside the list: facts, cues with their sources, look-alikes."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from verifier.gui.controls import clear, column, label, pairs, scrolling
from verifier.gui.picker.words import Detail, Point


class DetailView(QWidget):
    """Shows one :class:`Detail` at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._content = QWidget()
        self._lines: QVBoxLayout = column(spacing=4, margins=(20, 16, 20, 16))
        self._content.setLayout(self._lines)
        self.setLayout(column(scrolling(self._content)))

    def show_detail(self, detail: Detail) -> None:
        """Show what is known of one entry."""
        clear(self._lines)
        title = label(detail.title, "title", wraps=True)
        self._lines.addWidget(title)
        self._lines.addWidget(label(detail.second, "muted", wraps=True))
        if detail.facts:
            self._lines.addSpacing(8)
            self._lines.addLayout(pairs(detail.facts, name_px=72))
        self._points("What to look for", detail.cues)
        self._points("May be taken for it", detail.look_alikes)
        if detail.empty:
            self._lines.addSpacing(8)
            self._lines.addWidget(label(detail.empty, "muted", wraps=True))
        self._lines.addStretch(1)

    def _points(self, heading: str, points: tuple[Point, ...]) -> None:
        if not points:
            return
        self._lines.addSpacing(12)
        self._lines.addWidget(label(heading, "heading"))
        for point in points:
            self._lines.addSpacing(4)
            self._lines.addWidget(label(point.text, wraps=True))
            self._lines.addWidget(label(f"{point.aside} · {point.source}", "smallfaint", wraps=True))
