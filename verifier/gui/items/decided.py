"""Paint what was decided about an item in the corner of its picture: a sign of its own shape and color for each."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from verifier.domain.records.items import Triage
from verifier.gui.theme import Theme

SIDE_PX, MARGIN_PX = 20, 5
_TONES: dict[Triage, str] = {
    "relevant": "ok",
    "maybe": "warn",
    "not_relevant": "muted",
    "needs_help": "accent",
    "duplicate": "muted",
}
_STROKES: dict[Triage, tuple[tuple[tuple[float, float], ...], ...]] = {
    "relevant": (((0.28, 0.52), (0.44, 0.68), (0.73, 0.35)),),
    "maybe": (((0.27, 0.5), (0.73, 0.5)),),
    "not_relevant": (((0.33, 0.33), (0.67, 0.67)), ((0.67, 0.33), (0.33, 0.67))),
    "needs_help": (((0.5, 0.24), (0.5, 0.56)), ((0.5, 0.74), (0.5, 0.75))),
    "duplicate": (
        ((0.32, 0.6), (0.32, 0.3), (0.62, 0.3)),
        ((0.42, 0.42), (0.7, 0.42), (0.7, 0.7), (0.42, 0.7), (0.42, 0.42)),
    ),
}  # fmt: skip
"""Lines as shares of the side: a tick, a dash, a cross, an exclamation mark, two sheets."""


def paint_decision(painter: QPainter, frame: QRectF, triage: Triage, theme: Theme) -> None:
    """Paint the sign in the corner where reading begins: a disc, a square for help, a lozenge for maybe."""
    is_mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = frame.right() - MARGIN_PX - SIDE_PX if is_mirrored else frame.left() + MARGIN_PX
    place = QRectF(left, frame.top() + MARGIN_PX, SIDE_PX, SIDE_PX)
    ground = theme.color("surface")
    painter.setPen(QPen(ground, 2))
    painter.setBrush(theme.color(_TONES[triage]))
    _plate(painter, place, triage)
    painter.setPen(QPen(_ink(theme), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    for stroke in _STROKES[triage]:
        painter.drawPolyline(QPolygonF([QPointF(left + x * SIDE_PX, place.top() + y * SIDE_PX) for x, y in stroke]))


def _plate(painter: QPainter, place: QRectF, triage: Triage) -> None:
    if triage == "needs_help":
        painter.drawRoundedRect(place, 4, 4)
    elif triage == "maybe":
        middle = place.center()
        far = SIDE_PX * 0.62
        corners = ((0, -far), (far, 0), (0, far), (-far, 0))
        painter.drawPolygon(QPolygonF([middle + QPointF(x, y) for x, y in corners]))
    else:
        painter.drawEllipse(place)


def _ink(theme: Theme) -> QColor:
    """Return what stands out on all five colors: they are light in the dark theme and dark in the light one."""
    return theme.color("on_accent")
