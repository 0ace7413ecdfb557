"""What is drawn along a clip: small frames, cuts, keyframes, a bracket that waits for its other end, the playhead."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from verifier.gui.theme import Theme, prose
from verifier.gui.timeline.scale import SIDE_PX, TimeScale

STRIP_TOP, STRIP_PX, LANE_PX = 8, 48, 18
CUT_PX = 4.0
"""How far the tick of a cut stands out above the strip."""
KEY_PX = 4.0
"""Half the height of the diamond of a keyframe."""


class Span(msgspec.Struct, frozen=True):
    """One thing along the clip, from ``first`` to ``last`` as shares of it (0 to 1); a number of 0 is not written."""

    key: str
    number: int
    words: str
    first: float
    last: float


class Cell(msgspec.Struct, frozen=True):
    """A small frame on the strip and the shares of the clip that it stands for; a null picture leaves it empty."""

    first: float
    last: float
    image: QImage


def draw_cells(painter: QPainter, theme: Theme, scale: TimeScale, cells: Sequence[Cell], width: float) -> None:
    """Draw the small frames that are in view, each over the stretch that it stands for."""
    bar = QRectF(SIDE_PX, STRIP_TOP, width - 2 * SIDE_PX, STRIP_PX)
    painter.fillRect(bar, theme.color("raised"))
    painter.setClipRect(bar)
    for one in cells:
        if one.image.isNull() or not scale.is_in_view(one.first, one.last):
            continue
        left, right = scale.x(one.first, width), scale.x(one.last, width)
        cell = QRectF(left, bar.top(), max(right - left - 1, 1), bar.height())
        painter.drawImage(cell, one.image, _filling(one.image, cell))


def draw_cuts(painter: QPainter, theme: Theme, places: Sequence[float]) -> None:
    """Draw a tick above the strip, and a line through it, where one shot ends and another begins."""
    painter.setPen(theme.color("text"))
    for x in places:
        painter.drawLine(QPointF(x, STRIP_TOP - CUT_PX), QPointF(x, STRIP_TOP + STRIP_PX))


def draw_diamonds(painter: QPainter, theme: Theme, places: Sequence[float], middle: float) -> None:
    """Draw the keyframes of a region on its bar."""
    painter.setPen(theme.color("surface"))
    painter.setBrush(theme.color("text"))
    for x in places:
        corners = ((x, middle - KEY_PX), (x + KEY_PX, middle), (x, middle + KEY_PX), (x - KEY_PX, middle))
        painter.drawPolygon([QPointF(*corner) for corner in corners])


def draw_bracket(painter: QPainter, theme: Theme, x: float) -> None:
    """Draw a bracket that waits for its other end."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("text"))
    top, bottom = STRIP_TOP + STRIP_PX + 4, STRIP_TOP + STRIP_PX + 2 + LANE_PX
    painter.drawRect(QRectF(x, top, 2, bottom - top))
    painter.drawRect(QRectF(x, top, 8, 2))
    painter.drawRect(QRectF(x, bottom - 2, 8, 2))


def draw_playhead(painter: QPainter, theme: Theme, x: float, height: float) -> None:
    """Draw the line at the frame that is shown, over everything else."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 150))
    painter.drawRect(QRectF(x - 2, STRIP_TOP, 4, STRIP_PX))
    painter.setBrush(theme.color("accent"))
    painter.drawRect(QRectF(x - 1, STRIP_TOP - 4, 2, height - STRIP_TOP))
    painter.drawPolygon([QPointF(x - 5, 0), QPointF(x + 5, 0), QPointF(x, 7)])


def write(painter: QPainter, words: str, area: QRectF) -> None:
    """Write on a bar what there is room for."""
    painter.setFont(prose(11, QFont.Weight.DemiBold))
    inner = area.adjusted(5, 0, -3, 0)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, round(inner.width()))
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown or words[:1])


def _filling(image: QImage, cell: QRectF) -> QRectF:
    """Return the middle part of a picture that fills a cell without stretching it."""
    ratio = max(cell.width() / image.width(), cell.height() / image.height())
    width, height = cell.width() / ratio, cell.height() / ratio
    return QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)
