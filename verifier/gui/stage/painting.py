"""Draw the picture, the regions over it, their captions and their handles."""

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QPixmap, QTransform

from verifier.domain.regions import Point, Region, Vertex
from verifier.gui.stage.marks import Mark, outline
from verifier.gui.stage.renditions import AT_ONCE_PX, Renditions
from verifier.gui.stage.shapes.registry import shape_of
from verifier.gui.stage.view import CRISP_FROM, View
from verifier.gui.theme import REGION_LINES, REGION_PLATES, prose
from verifier.gui.veil import veiled_picture

HANDLE_PX = 9.0
CAPTION_HEIGHT = 22.0
CROSS_PX = 9.0


def paint_picture(
    painter: QPainter, renditions: Renditions, size: Vertex, view: View, screen: QRectF, *, is_moving: bool
) -> None:
    """Draw what of the picture is seen; only those pixels are touched.

    Scaled down, every pixel counts, so that writing and thin wires stay whole; but a picture on the move is drawn the
    quick way. Enlarged it is smooth, and from ``CRISP_FROM`` on its pixels are squares.
    """
    screen_scale = painter.device().devicePixelRatioF()
    if view.turn_deg:
        image = renditions.for_width(size[0] * view.zoom * screen_scale)
        is_crisp = view.zoom * screen_scale >= CRISP_FROM and image.width() >= size[0]
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_crisp)
        _draw_turned(painter, image, size, view, screen)
        return
    image = renditions.for_width(size[0] * view.zoom * screen_scale)
    scale_x, scale_y = image.width() / size[0], image.height() / size[1]
    left, top = view.to_picture((screen.left(), screen.top()))
    right, bottom = view.to_picture((screen.right(), screen.bottom()))
    seen = QRectF(left, top, right - left, bottom - top).intersected(QRectF(0, 0, *size))
    if seen.isEmpty():
        return
    source = QRectF(seen.x() * scale_x, seen.y() * scale_y, seen.width() * scale_x, seen.height() * scale_y)
    ratio_x, ratio_y = view.zoom * screen_scale / scale_x, view.zoom * screen_scale / scale_y
    whole = source.toAlignedRect() & image.rect()
    if ratio_x < 1 and not is_moving and whole.width() * whole.height() <= AT_ONCE_PX:
        target = QSize(max(1, round(whole.width() * ratio_x)), max(1, round(whole.height() * ratio_y)))
        part = renditions.part(image, whole, target)
        part.setDevicePixelRatio(screen_scale)
        x, y = view.to_screen((whole.x() / scale_x, whole.y() / scale_y))
        painter.drawImage(QPointF(round(x * screen_scale), round(y * screen_scale)) / screen_scale, part)
        return
    is_crisp = view.zoom * screen_scale >= CRISP_FROM and scale_x >= 1
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_crisp)
    target = QRectF(*view.to_screen((seen.x(), seen.y())), seen.width() * view.zoom, seen.height() * view.zoom)
    painter.drawImage(target, image, source)


def _draw_turned(painter: QPainter, image: QImage, size: Vertex, view: View, screen: QRectF) -> None:
    """Draw what is seen of a picture in a turned view."""
    corners = (screen.topLeft(), screen.topRight(), screen.bottomRight(), screen.bottomLeft())
    points = [view.to_picture((corner.x(), corner.y())) for corner in corners]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    right, bottom = max(x for x, _ in points), max(y for _, y in points)
    seen = QRectF(left, top, right - left, bottom - top).intersected(QRectF(0, 0, *size))
    if seen.isEmpty():
        return
    scale_x, scale_y = image.width() / size[0], image.height() / size[1]
    source = QRectF(seen.x() * scale_x, seen.y() * scale_y, seen.width() * scale_x, seen.height() * scale_y)
    painter.save()
    painter.setTransform(transform_of(view), combine=True)
    painter.drawImage(seen, image, source)
    painter.restore()


def transform_of(view: View) -> QTransform:
    """Return a view as Qt's map from the picture to the screen."""
    cos, sin = view.axes
    return QTransform(view.zoom * cos, view.zoom * sin, -view.zoom * sin, view.zoom * cos, view.left, view.top)


def paint_veil(painter: QPainter, image: QImage, size: Vertex, view: View, words: str, screen: QRectF) -> None:
    """Draw what the veil leaves of the picture, and the words on it."""
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    _draw_turned(painter, veiled_picture(image), size, view, screen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(prose(13, QFont.Weight.Medium))
    inner = painter.fontMetrics().boundingRect(
        screen.adjusted(48, 48, -48, -48).toRect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 190))
    painter.drawRoundedRect(QRectF(inner).adjusted(-16, -12, 16, 12), 8, 8)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(QRectF(inner), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)


def paint_mark(
    painter: QPainter, mark: Mark, size: tuple[float, float], view: View, *, is_selected: bool, can_move: bool
) -> None:
    """Draw one region's line and caption, and its handles where they can be taken hold of."""
    path = mark_path(mark, size, view)
    color = QColor(REGION_LINES[(mark.number - 1) % len(REGION_LINES)])
    stroke(painter, path, color, is_dashed=mark.is_dashed, is_selected=is_selected)
    paint_caption(painter, mark, path.boundingRect(), painter.viewport().right())
    if can_move and not mark.is_locked:
        paint_handles(painter, mark.region, view)


def mark_path(mark: Mark, size: tuple[float, float], view: View) -> QPainterPath:
    """Return what is drawn of a mark, on the screen; a point is a cross of the same size at every zoom."""
    if isinstance(mark.region, Point):
        return _cross(QPointF(*view.to_screen((mark.region.x, mark.region.y))))
    return on_screen(outline(mark, size), view)


def stroke(painter: QPainter, path: QPainterPath, color: QColor, *, is_dashed: bool, is_selected: bool) -> None:
    """Draw a line in its color upon a thin dark one, so that it stands on any ground."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in line_pens(color, is_dashed=is_dashed, is_selected=is_selected):
        painter.setPen(pen)
        painter.drawPath(path)


def line_pens(color: QColor, *, is_dashed: bool, is_selected: bool = False) -> tuple[QPen, QPen]:
    """Return the pens of a line: the dark one below, the colored one above."""
    pen = QPen(color, 2.5 if is_selected else 2.0)
    if is_dashed:
        pen.setDashPattern([4, 3])
    return QPen(QColor(0, 0, 0, 120), 4.0 if is_selected else 3.0), pen


def paint_caption(painter: QPainter, mark: Mark, bounds: QRectF, right: float) -> None:
    """Write a region's caption on its own upper edge, inside where there is no room above; not beyond ``right``."""
    words = f"{mark.number}  {mark.caption}".strip()
    plate = caption_plate(words, (mark.number - 1) % len(REGION_PLATES), painter.device().devicePixelRatioF())
    top = bounds.top() - CAPTION_HEIGHT - 1
    if top < painter.viewport().top() + 2:
        top = bounds.top() + 1
    farthest = right - plate.deviceIndependentSize().width() - 2
    painter.drawPixmap(QPointF(min(bounds.left() - 1, max(2.0, farthest)), top), plate)


@lru_cache(maxsize=4096)
def caption_plate(words: str, color: int, screen_scale: float) -> QPixmap:
    """Return a caption on its plate; made once, since words cost more than all else that is drawn of a region."""
    font = prose(12, QFont.Weight.DemiBold)
    metrics = QFontMetricsF(font)
    width = math.ceil(min(metrics.horizontalAdvance(words), 360.0) + 16)
    made = QPixmap(round(width * screen_scale), round(CAPTION_HEIGHT * screen_scale))
    made.setDevicePixelRatio(screen_scale)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    plate = QRectF(0, 0, width, CAPTION_HEIGHT)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(REGION_PLATES[color]))
    painter.drawRoundedRect(plate, 3, 3)
    painter.setPen(QColor("#ffffff"))
    painter.setFont(font)
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width - 15)
    painter.drawText(plate.adjusted(8, 0, -7, 0), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.end()
    return made


def paint_handles(painter: QPainter, region: Region, view: View) -> None:
    """Draw handles of the same size at every zoom."""
    painter.setPen(QPen(QColor("#111111"), 1))
    painter.setBrush(QColor("#ffffff"))
    for handle in shape_of(region).handles(region):
        x, y = view.to_screen(handle)
        painter.drawRect(QRectF(x - HANDLE_PX / 2, y - HANDLE_PX / 2, HANDLE_PX, HANDLE_PX))


def paint_draft(painter: QPainter, path: QPainterPath, view: View, number: int) -> None:
    """Draw what the pointer is making."""
    stroke(painter, on_screen(path, view), QColor(REGION_LINES[(number - 1) % len(REGION_LINES)]),
           is_dashed=False, is_selected=True)  # fmt: skip


def on_screen(path: QPainterPath, view: View) -> QPainterPath:
    """Map a path from picture pixels to the screen."""
    return transform_of(view).map(path)


def _cross(at: QPointF) -> QPainterPath:
    path = QPainterPath()
    for dx, dy in ((CROSS_PX, 0), (0, CROSS_PX)):
        path.moveTo(at.x() - dx, at.y() - dy)
        path.lineTo(at.x() + dx, at.y() + dy)
    return path
