"""Draw what lies over the ground: names of places, marks with radius and field of view, scale bar, words."""

import math
from functools import lru_cache

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from verifier.geo.projection import to_world
from verifier.gui.map.colors import mark_color
from verifier.gui.map.labels import GAP_PX, PlaceLabel
from verifier.gui.map.marks import MapMark, MarkKind, circle
from verifier.gui.map.view import MapView, scale_bar
from verifier.gui.speech import tr
from verifier.gui.theme import SMALL_PX, TEXT_PX, Theme, mono, prose

CONE_PX = 112.0
FARTHEST_CONE_M = 60_000.0
"""Where a cone's length stood for more, it would look like a flight across countries, and is left out."""
OUTLINE_UNITS = 1e6
"""Qt's polygons would be too coarse in parts of the world."""
SIZE_PX = 5.5
LEAST_RADIUS_PX = 3.0
PLATE = 0.9
"""How far words at the edge and captions cover what lies below them."""
CLUSTER_PX = 12.0
MOST_CAPTIONS = 40
BAR_PX = 120.0
EDGE_PX = 16.0


def label_font() -> QFont:
    """Return the face for names of places."""
    return prose(SMALL_PX)


def paint_labels(painter: QPainter, labels: tuple[PlaceLabel, ...], view: MapView, theme: Theme) -> None:
    """Draw names of places, each with its dot; those in front are a little brighter."""
    painter.setFont(label_font())
    metrics = QFontMetricsF(label_font())
    left, top = view.to_world((0, 0))
    shift_x, shift_y = left * view.world_px, top * view.world_px
    drop = metrics.capHeight() / 2
    for label in labels:
        x, y = round(label.x - shift_x), round(label.y - shift_y)
        if not (-label.width - 16 < x < view.width + label.width + 16 and -16 < y < view.height + 16):
            continue
        color = theme.color("muted" if label.is_prominent else "faint")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(QPointF(x, y), 2, 2)
        painter.setPen(color)
        start = x - GAP_PX - label.width if label.is_left else x + GAP_PX
        painter.drawText(QPointF(start, y + drop), label.name)


def paint_radius(painter: QPainter, mark: MapMark, view: MapView, theme: Theme, *, is_chosen: bool) -> None:
    """Draw the radius that a mark claims, true to scale; that of the item shown is filled."""
    if not mark.radius_m or mark.radius_m / view.meters_per_px(mark.latitude_deg) < LEAST_RADIUS_PX:
        return
    color = mark_color(theme, mark.kind)
    painter.setPen(QPen(color, 1.2))
    painter.setBrush(_clear(color, 0.26) if is_chosen else Qt.BrushStyle.NoBrush)
    pen = painter.pen()
    pen.setCosmetic(True)
    at = view.to_screen(mark.world)
    painter.save()
    painter.setPen(pen)
    painter.translate(*at)
    painter.scale(view.world_px / OUTLINE_UNITS, view.world_px / OUTLINE_UNITS)
    painter.drawPolygon(_outline(mark.latitude_deg, mark.longitude_deg, mark.radius_m))
    painter.restore()


@lru_cache(maxsize=1024)
def _outline(latitude_deg: float, longitude_deg: float, radius_m: float) -> QPolygonF:
    """Return a circle about its middle, whole over the date line too, in ``OUTLINE_UNITS`` to the world."""
    middle = to_world(latitude_deg, longitude_deg)
    points = circle(latitude_deg, longitude_deg, radius_m)
    return QPolygonF(
        [QPointF(((x - middle[0] + 0.5) % 1 - 0.5) * OUTLINE_UNITS, (y - middle[1]) * OUTLINE_UNITS) for x, y in points]
    )


def paint_heading(painter: QPainter, mark: MapMark, at: QPointF, theme: Theme, *, is_chosen: bool) -> None:
    """Draw the field of view as two lines, a heading alone as one; of the item shown filled, with a paler doubt.

    How far the camera saw is not claimed: the cone's length is the same at every zoom.
    """
    if mark.heading_deg is None:
        return
    color, heading = mark_color(theme, mark.kind), mark.heading_deg
    half = (mark.field_of_view_deg or 0.0) / 2
    doubt = (mark.heading_error_deg or 0.0) + (mark.field_of_view_error_deg or 0.0) / 2
    painter.setPen(Qt.PenStyle.NoPen)
    for width, strength in ((half + doubt, 0.10), (half, 0.20)):
        if width > 0 and is_chosen:
            painter.setBrush(_clear(color, strength))
            painter.drawPie(_around(at, CONE_PX), *_span(heading, width))
    painter.setPen(QPen(color, 1.2))
    for edge in {heading - half, heading + half}:
        painter.drawLine(at, _towards(at, edge, CONE_PX))


def _around(at: QPointF, radius: float) -> QRectF:
    return QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)


def _span(heading: float, half: float) -> tuple[int, int]:
    """Return start and length of a pie as Qt counts: sixteenths of a degree, counter-clockwise from the east."""
    half = min(180.0, half)
    return round((90 - heading - half) * 16), round(2 * half * 16)


def _towards(at: QPointF, heading: float, length: float) -> QPointF:
    angle = math.radians(heading)
    return QPointF(at.x() + math.sin(angle) * length, at.y() - math.cos(angle) * length)


def paint_symbol(painter: QPainter, kind: MarkKind, at: QPointF, theme: Theme, size: float = SIZE_PX) -> None:
    """Draw a kind of mark: camera a disk, subject a lozenge, file a triangle, excluded a cross in a broken ring."""
    color, rim = mark_color(theme, kind), QPen(theme.color("bg"), 2)
    painter.setBrush(color)
    painter.setPen(rim)
    if kind == "camera":
        painter.drawEllipse(at, size, size)
    elif kind == "subject":
        painter.drawPolygon(_corners(at, ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)), size))
    elif kind == "file":
        painter.drawPolygon(_corners(at, ((0, -1.3), (1.25, 1), (-1.25, 1)), size))
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(color, 1.4)
        painter.setPen(pen)
        for dx, dy in ((0.6, 0.6), (0.6, -0.6)):
            painter.drawLine(at - QPointF(dx, dy) * size, at + QPointF(dx, dy) * size)
        pen.setDashPattern([2, 2])
        painter.setPen(pen)
        painter.drawEllipse(at, size * 1.3, size * 1.3)


def _corners(at: QPointF, shape: tuple[tuple[float, float], ...], size: float) -> QPolygonF:
    return QPolygonF([at + QPointF(x, y) * size for x, y in shape])


def paint_count(painter: QPainter, at: QPointF, count: int, theme: Theme, size: float) -> None:
    """Draw a disk with a number."""
    painter.setPen(QPen(theme.color("bg"), 2))
    painter.setBrush(theme.color("warn"))
    painter.drawEllipse(at, size, size)
    painter.setPen(theme.color("bg"))
    painter.setFont(prose(SMALL_PX, QFont.Weight.DemiBold))
    painter.drawText(_around(at, size), Qt.AlignmentFlag.AlignCenter, str(count))


def paint_chosen(painter: QPainter, at: QPointF, radius: float, theme: Theme) -> None:
    """Ring the mark of the item that is shown."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("text"), 1.6))
    painter.drawEllipse(at, radius, radius)


class Caption(msgspec.Struct, frozen=True):
    """Words above a mark; ``is_quiet``: of a place that is not claimed."""

    at: QPointF
    words: str
    is_chosen: bool
    is_quiet: bool = False


def paint_captions(painter: QPainter, captions: list[Caption], theme: Theme) -> None:
    """Write captions above their marks, the chosen one first, where no other stands."""
    taken: list[QRectF] = []
    fonts = {True: prose(SMALL_PX), False: prose(TEXT_PX - 1, QFont.Weight.DemiBold)}
    metrics = {is_quiet: QFontMetricsF(font) for is_quiet, font in fonts.items()}
    for caption in sorted(captions, key=lambda one: not one.is_chosen)[:MOST_CAPTIONS]:
        width = metrics[caption.is_quiet].horizontalAdvance(caption.words)
        box = QRectF(caption.at.x() - width / 2 - 4, caption.at.y() - 30, width + 8, 18)
        if not caption.is_chosen and any(box.intersects(other) for other in taken):
            continue
        taken.append(box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_clear(theme.color("bg"), PLATE))
        painter.drawRoundedRect(box, 3, 3)
        painter.setFont(fonts[caption.is_quiet])
        painter.setPen(theme.color("muted" if caption.is_quiet else "text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, caption.words)


def paint_scale(painter: QPainter, view: MapView, theme: Theme) -> None:
    """Draw the scale bar, true beside the middle of the map."""
    length_m, length_px = scale_bar(view.meters_per_px(), BAR_PX)
    right, bottom = view.width - EDGE_PX, view.height - EDGE_PX - 18
    left = right - length_px
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_clear(theme.color("bg"), PLATE))
    painter.drawRoundedRect(QRectF(left - 8, bottom - 12, length_px + 16, 32), 3, 3)
    painter.setPen(QPen(theme.color("muted"), 1.2))
    painter.drawPolyline(
        [QPointF(left, bottom - 6), QPointF(left, bottom), QPointF(right, bottom), QPointF(right, bottom - 6)]
    )
    painter.setFont(prose(SMALL_PX))
    box = QRectF(right - BAR_PX, bottom + 2, BAR_PX, 16)
    painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, length_words(length_m))


def length_words(length_m: float) -> str:
    """Write a length: ``20 km``, ``500 m``."""
    if length_m >= 1000:
        return tr("{length} km", length=f"{length_m / 1000:g}")
    return tr("{length} m", length=f"{length_m:g}")


def paint_words(painter: QPainter, words: str, box: QRectF, theme: Theme, *, is_fixed: bool = False) -> float:
    """Write small words on a plate of the ground's color at an edge of the map; return how high the plate reaches."""
    font = mono(SMALL_PX) if is_fixed else prose(SMALL_PX)
    painter.setFont(font)
    size = QFontMetricsF(font).boundingRect(box, int(Qt.TextFlag.TextWordWrap), words)
    plate = QRectF(box.left() - 6, box.bottom() - size.height() - 4, size.width() + 12, size.height() + 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_clear(theme.color("bg"), PLATE))
    painter.drawRoundedRect(plate, 3, 3)
    painter.setPen(theme.color("muted"))
    painter.drawText(plate.adjusted(6, 3, -5, -3), int(Qt.TextFlag.TextWordWrap), words)
    return plate.top()


def _clear(color: QColor, strength: float) -> QColor:
    made = QColor(color)
    made.setAlphaF(strength)
    return made
