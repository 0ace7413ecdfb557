"""The regions that are not in hand, drawn once and kept: a thousand of them cost a drag no more than one picture."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from verifier.domain.regions import Box
from verifier.gui.stage.marks import Mark, outline
from verifier.gui.stage.painting import line_pens, mark_path, paint_caption, stroke
from verifier.gui.stage.view import View
from verifier.gui.theme import REGION_LINES

CROWD = 2_000
"""More captions than this lie over each other and can be read by nobody; those of single regions still come."""
MANY = 120
"""From so many regions on, what was drawn is shifted and stretched while the view moves, drawn anew at rest."""


class MarkLayer:
    """Keeps what it drew until regions, view or screen are others; one that is added is drawn onto it."""

    def __init__(self) -> None:
        self._drawn = QPixmap()
        self._kept: tuple[Mark, ...] = ()
        self._apart = ""
        self._of: tuple[object, ...] = ()
        self._view = View(1, 0, 0)

    def paint(
        self, painter: QPainter, marks: tuple[Mark, ...], dragged: str, size: tuple[float, float], view: View,
        screen: QSize, *, is_moving: bool,
    ) -> None:  # fmt: skip
        """Draw all marks but the one that is ``dragged``; ``is_moving``: the view is another with every paint."""
        scale = painter.device().devicePixelRatioF()
        apart = dragged or self._apart
        kept = tuple(mark for mark in marks if mark.key != apart)
        known = len(self._kept)
        is_same = (size, screen, scale) == self._of and apart == self._apart and _same(kept[:known], self._kept)
        if not is_same or (
            view != self._view and not (is_moving and known > MANY and view.turn_deg == self._view.turn_deg)
        ):
            self._begin(apart, (size, screen, scale), view, screen, scale)
            known = 0
        if len(kept) > known:
            inner = QPainter(self._drawn)
            paint_marks(inner, kept[known:], size, self._view, QRectF(0, 0, screen.width(), screen.height()))
            inner.end()
        self._kept = kept
        self._blit(painter, view, screen)
        if not dragged:
            whole = QRectF(0, 0, screen.width(), screen.height())
            paint_marks(painter, tuple(mark for mark in marks if mark.key == apart), size, view, whole)

    def _begin(self, apart: str, of: tuple[object, ...], view: View, screen: QSize, scale: float) -> None:
        self._drawn = QPixmap(screen * scale)
        self._drawn.setDevicePixelRatio(scale)
        self._drawn.fill(Qt.GlobalColor.transparent)
        self._apart, self._of, self._view = apart, of, view

    def _blit(self, painter: QPainter, view: View, screen: QSize) -> None:
        if view == self._view:
            painter.drawPixmap(0, 0, self._drawn)
            return
        ratio = view.zoom / self._view.zoom
        left, top = view.left - self._view.left * ratio, view.top - self._view.top * ratio  # for any turn alike
        target = QRectF(left, top, screen.width() * ratio, screen.height() * ratio)
        painter.drawPixmap(target, self._drawn, QRectF(self._drawn.rect()))


def _same(some: tuple[Mark, ...], others: tuple[Mark, ...]) -> bool:
    return len(some) == len(others) and all(one is other for one, other in zip(some, others, strict=True))


def paint_marks(
    painter: QPainter, marks: tuple[Mark, ...], size: tuple[float, float], view: View, screen: QRectF
) -> None:
    """Draw the marks that can be seen: boxes of one color and kind together, the others, then captions."""
    seen = [(mark, bounds) for mark in marks if (bounds := bounds_of(mark, size, view)).intersects(screen)]
    boxes: dict[tuple[int, bool], list[QRectF]] = {}
    others: list[Mark] = []
    for mark, bounds in seen:
        if isinstance(mark.region, Box) and not view.turn_deg:
            boxes.setdefault((mark.number % len(REGION_LINES), mark.is_dashed), []).append(bounds)
        else:
            others.append(mark)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for (color, is_dashed), rectangles in boxes.items():
        for pen in line_pens(QColor(REGION_LINES[color - 1]), is_dashed=is_dashed):
            painter.setPen(pen)
            painter.drawRects(rectangles)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(others) <= MANY)
    for mark in others:
        color = QColor(REGION_LINES[(mark.number - 1) % len(REGION_LINES)])
        stroke(painter, mark_path(mark, size, view), color, is_dashed=mark.is_dashed, is_selected=False)
    for mark, bounds in seen if len(seen) <= CROWD else ():
        paint_caption(painter, mark, bounds, screen.right())


def bounds_of(mark: Mark, size: tuple[float, float], view: View) -> QRectF:
    """Return where a mark stands on the screen; never empty, so that a point or an upright line is seen too."""
    region = mark.region
    if view.turn_deg:
        return mark_path(mark, size, view).boundingRect().adjusted(0, 0, 1, 1)
    if isinstance(region, Box):
        place = view.to_screen((region.x, region.y))
        return QRectF(*place, max(region.width * view.zoom, 1.0), max(region.height * view.zoom, 1.0))
    inner = outline(mark, size).boundingRect()
    corner = QPointF(*view.to_screen((inner.left(), inner.top())))
    return QRectF(corner.x(), corner.y(), max(inner.width() * view.zoom, 1.0), max(inner.height() * view.zoom, 1.0))
