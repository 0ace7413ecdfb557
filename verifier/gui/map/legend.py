"""What the signs of the map mean, and the lines that are shown only when asked for."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QFrame, QWidget

from verifier.gui.controls import column, label, row
from verifier.gui.folds import FoldHead
from verifier.gui.map.colors import mark_color
from verifier.gui.map.marks import KINDS, MarkKind
from verifier.gui.map.painting import paint_count, paint_symbol
from verifier.gui.map.words import KIND_WORDS
from verifier.gui.speech import tr
from verifier.gui.theme import Theme

SIDE_PX, HEAD_PX = 18, 96


class Sign(QWidget):
    """The sign of a kind of mark, or of several together."""

    def __init__(self, theme: Theme, kind: MarkKind | None) -> None:
        super().__init__()
        self._theme = theme
        self._kind: MarkKind | None = kind
        self.setFixedSize(QSize(SIDE_PX, SIDE_PX))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(SIDE_PX / 2, SIDE_PX / 2)
        if self._kind is None:
            paint_count(painter, middle, 3, self._theme, SIDE_PX / 2 - 1)
        else:
            paint_symbol(painter, self._kind, middle, self._theme)
        painter.end()


class HeadingSign(QWidget):
    """A mark with the way that it looked."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(QSize(SIDE_PX, SIDE_PX))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(mark_color(self._theme, "file"), 1.2))
        start = QPointF(SIDE_PX * 0.25, SIDE_PX * 0.8)
        painter.drawLine(start, QPointF(SIDE_PX - 1, 1))
        paint_symbol(painter, "file", start, self._theme, SIDE_PX / 6)
        painter.end()


class Legend(QFrame):
    """What covers a part of the map can be folded. ``disputed``: whether lines that are disputed are to be shown."""

    disputed = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(tr("Legend"))
        lines = column(spacing=2, margins=(0, 4, 0, 0))
        kinds: list[MarkKind | None] = [*KINDS, None]
        for kind in kinds:
            words = tr("Several, with their number") if kind is None else tr(KIND_WORDS[kind])
            lines.addLayout(row(Sign(theme, kind), label(words, "small"), None))
        told = label(tr("Line from a mark: which way it looked, not how far"), "small")
        lines.addLayout(row(HeadingSign(theme), told, None))
        self.box = QCheckBox(tr("Show disputed lines, dotted"))
        self.box.setToolTip(tr("Lines of control, claims and lines that are not settled. Off unless asked for."))
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.toggled.connect(self.disputed)
        lines.addWidget(self.box)
        self._lines = QWidget()
        self._lines.setLayout(lines)
        self.head = FoldHead(lambda: tr("Legend"), str, str)
        self.head.setChecked(True)
        self.head.setMinimumWidth(HEAD_PX)
        self.head.clicked.connect(self._choose)
        self.is_chosen = False
        self.head.toggled.connect(self._lines.setVisible)
        self.setLayout(column(self.head, self._lines, spacing=0, margins=(8, 2, 12, 6)))

    def _choose(self) -> None:
        self.is_chosen = True
