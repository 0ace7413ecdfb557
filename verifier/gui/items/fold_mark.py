"""Paint what tells of folded copies: the mark that opens and closes them, and the bracket that holds them together."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPolygonF

from verifier.gui.items.folding import Fold
from verifier.gui.speech import trn
from verifier.gui.theme import Theme, prose

INDENT_PX = 20
"""How far copies stand in under the row that leads them."""
_STEM_PX = 21
"""From the side where lines begin: the middle of the indent, under the picture of the row that leads."""
_CHIP_PX, _ARROW_PX, _PAD_PX = 18, 8, 6


def chip_size(fold: Fold) -> QSize:
    """Return how large the mark is."""
    return QSize(QFontMetrics(_font()).horizontalAdvance(_words(fold)) + _ARROW_PX + 3 * _PAD_PX, _CHIP_PX)


def paint_chip(painter: QPainter, area: QRect, fold: Fold, theme: Theme) -> None:
    """Paint an arrow, to the side while closed and down while open, and how many copies there are."""
    is_mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    frame = QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(theme.color("faint"), 1))
    painter.setBrush(theme.color("raised"))
    painter.drawRoundedRect(frame, 4, 4)
    middle = QPointF(
        frame.right() - _PAD_PX - _ARROW_PX / 2 if is_mirrored else frame.left() + _PAD_PX + _ARROW_PX / 2,
        frame.center().y(),
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("text"))
    side = -1 if is_mirrored else 1
    down = ((-4, -2), (4, -2), (0, 3))
    aside = ((-2 * side, -4), (3 * side, 0), (-2 * side, 4))
    painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in (down if fold.is_open else aside)]))
    words = area.adjusted(_PAD_PX, 0, -_PAD_PX - _ARROW_PX - _PAD_PX, 0) if is_mirrored else area.adjusted(
        2 * _PAD_PX + _ARROW_PX, 0, -_PAD_PX, 0
    )  # fmt: skip
    painter.setFont(_font())
    painter.setPen(theme.color("text"))
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, _words(fold))


def paint_stem(painter: QPainter, area: QRect, fold: Fold, key: str, theme: Theme) -> None:
    """Paint what ties the rows of an open fold together in the list: a line down from the first, a branch to each."""
    if not fold.is_open:
        return
    is_mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def across(x: int) -> float:
        return area.right() - x if is_mirrored else area.left() + x

    pen = QPen(theme.color("faint"), 2)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    x, middle = across(_STEM_PX), area.center().y()
    if key == fold.lead:
        painter.drawLine(QPointF(x, area.bottom() - 7), QPointF(x, area.bottom() + 1))
        return
    painter.drawLine(QPointF(x, area.top()), QPointF(x, middle if key == fold.keys[-1] else area.bottom() + 1))
    painter.drawLine(QPointF(x, middle), QPointF(across(_STEM_PX + 8), middle))


def paint_bracket(painter: QPainter, area: QRect, fold: Fold, key: str, theme: Theme) -> None:
    """Paint the bracket over the tiles of an open fold in the grid: a line above, turned down at either end."""
    if not fold.is_open:
        return
    is_mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    top, down = area.top() + 2.0, area.top() + 9.0
    begin, end = (area.right() - 8.0, area.left() + 8.0) if is_mirrored else (area.left() + 8.0, area.right() - 8.0)
    edge_begin, edge_end = (area.right() + 1, area.left()) if is_mirrored else (area.left(), area.right() + 1)
    is_first, is_last = key == fold.lead, key == fold.keys[-1]
    painter.setPen(QPen(theme.color("faint"), 2))
    painter.drawLine(QPointF(begin if is_first else edge_begin, top), QPointF(end if is_last else edge_end, top))
    if is_first:
        painter.drawLine(QPointF(begin, top), QPointF(begin, down))
    if is_last:
        painter.drawLine(QPointF(end, top), QPointF(end, down))


def _words(fold: Fold) -> str:
    return trn("{number} copy", "{number} copies", len(fold.keys))


def _font() -> QFont:
    return prose(11, QFont.Weight.DemiBold)
