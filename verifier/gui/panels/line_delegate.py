"""How a line of metadata is painted: two lines a row, headings with their sign and count."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from verifier.gui.items.delegate import on_side
from verifier.gui.panels.fact_words import one_line
from verifier.gui.panels.readings_model import ROW_ROLE, Index, Row
from verifier.gui.panels.sheet import Line
from verifier.gui.theme import Theme, mono, prose

ROW_PX, SIDE_PX, LINE_PX, GAP_PX = 40, 16, 17, 8
LONGEST_DRAWN = 300
"""Letters of one value that are measured and drawn; no line has room for more."""
_AS_IT_STOOD = "\N{LEFT-TO-RIGHT EMBEDDING}"


class LineDelegate(QStyledItemDelegate):
    """Two lines a row: name and where it stood; as printed, and how it is stored where that differs."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strong, self._plain = _Face(prose(13, QFont.Weight.DemiBold)), _Face(prose(12))
        self._small, self._mono = _Face(prose(11)), _Face(mono(12))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW_ROLE)
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        painter.save()
        pen = _Pen(painter, area, self._theme)
        self._ground(painter, area, state)
        inner = area.adjusted(SIDE_PX, 3, -SIDE_PX, -3)
        if row.line is None:
            self._heading(pen, inner, row)
        else:
            self._line(pen, inner.adjusted(12, 0, 0, 0), row.line)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._theme.color("selected"))
            bar = QRect(area.left(), area.top(), 2, area.height())
            painter.fillRect(on_side(painter, area, bar), self._theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, self._theme.color("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._theme.color("accent"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))

    def _heading(self, pen: "_Pen", area: QRect, row: Row) -> None:
        pen.rule(area.top() - 3)
        pen.write(area, _fold_sign(row, pen), self._small, "faint")
        count = pen.write(area, str(row.count), self._small, "faint", at_end=True)
        area = area.adjusted(12, 0, -count - GAP_PX, 0)
        used = pen.quote(area, row.group.title, self._strong, "text")
        pen.write(area.adjusted(used + GAP_PX, 1, 0, 0), row.group.about, self._small, "muted")

    def _line(self, pen: "_Pen", area: QRect, line: Line) -> None:
        upper = QRect(area.left(), area.top(), area.width(), LINE_PX)
        lower = QRect(area.left(), area.top() + LINE_PX, area.width(), LINE_PX)
        name = min(self._plain.metrics.horizontalAdvance(line.name) + 2, area.width() * 3 // 5)
        pen.quote(QRect(area.left(), area.top(), name, LINE_PX), line.name, self._plain, "muted")
        upper = upper.adjusted(name + GAP_PX, 0, 0, 0)
        by = f" · {line.reader}" if line.reader else ""
        reader = pen.write(upper, by, self._small, "faint", at_end=True)
        pen.quote(upper.adjusted(0, 0, -reader, 0), line.where, self._small, "faint", at_end=True)
        half = lower.adjusted(area.width() * 2 // 5, 0, 0, 0)
        remark = pen.write(half, line.remark, self._small, "warn", at_end=True)
        lower = lower.adjusted(0, 0, -remark - (GAP_PX if remark else 0), 0)
        if line.is_prose:
            used = pen.write(lower, line.text, self._plain, "text")
        else:
            used = pen.quote(lower, line.text, self._mono, "text")
        pen.quote(lower.adjusted(used + GAP_PX, 0, 0, 0), line.stored, self._small, "faint", at_end=True)


def _fold_sign(row: Row, pen: "_Pen") -> str:
    return "▾" if row.is_open else "◂" if pen.runs_left else "▸"


class _Face:
    """A font and its measures, which cost more to make than a line to draw."""

    def __init__(self, font: QFont) -> None:
        self.font, self.metrics = font, QFontMetrics(font)


class _Pen:
    """Writes in one row; areas are given as for lines that run to the right, and mirrored where they do not."""

    def __init__(self, painter: QPainter, row: QRect, theme: Theme) -> None:
        self._painter, self._row, self._theme = painter, row, theme

    @property
    def runs_left(self) -> bool:
        """Whether lines begin at the right."""
        return self._painter.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def rule(self, top: int) -> None:
        """Draw a hairline across the row."""
        self._painter.setPen(self._theme.color("line"))
        self._painter.drawLine(self._row.left(), top, self._row.right(), top)

    def write(self, area: QRect, words: str, face: _Face, role: str, *, at_end: bool = False) -> int:
        """Write words of ours on one line, cut with dots where there is no room; return their width."""
        if not words or area.width() <= 0:
            return 0
        shown, width = words, face.metrics.horizontalAdvance(words)
        if width > area.width():
            shown, width = face.metrics.elidedText(words, Qt.TextElideMode.ElideRight, area.width()), area.width()
        self._painter.setFont(face.font)
        self._painter.setPen(self._theme.color(role))
        is_right = at_end != self.runs_left
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | side | Qt.TextFlag.TextSingleLine
        self._painter.drawText(on_side(self._painter, self._row, area), flags, shown)
        return width

    def quote(self, area: QRect, words: str, face: _Face, role: str, *, at_end: bool = False) -> int:
        """Write what stood in a file, its signs in their own order: ``2019-10-03 09:10`` reads so in Arabic too."""
        line = one_line(words[:LONGEST_DRAWN])
        return self.write(area, f"{_AS_IT_STOOD}{line}" if self.runs_left and line else line, face, role, at_end=at_end)
