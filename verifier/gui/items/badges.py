"""Paint the small signs of a row: what is worth a look, what went wrong, what is stated; its tip has their words."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QStyle

from verifier.gui.icons import draw_icon
from verifier.gui.items.words import Badge
from verifier.gui.theme import Theme

SIDE_PX, GAP_PX = 13, 5
MOST = 6
"""More would leave no room for the words beside them; all of them stand in the tip."""


class BadgePainter:
    """Draws icons in the colors of the theme; each is drawn once."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._drawn: dict[tuple[str, str, float], QPixmap] = {}

    def paint(self, painter: QPainter, area: QRect, badges: tuple[Badge, ...]) -> int:
        """Draw signs at the end of a line; return the pixels they take from it."""
        if not badges:
            return 0
        scale = painter.device().devicePixelRatioF()
        left = area.right() + 1
        for badge in reversed(badges[:MOST]):
            left -= SIDE_PX
            place = QRect(left, area.top() + (area.height() - SIDE_PX) // 2, SIDE_PX, SIDE_PX)
            place = QStyle.visualRect(painter.layoutDirection(), area, place)
            painter.drawPixmap(place.topLeft(), self._icon(badge, scale))
            left -= GAP_PX
        return area.right() + 1 - left

    def _icon(self, badge: Badge, scale: float) -> QPixmap:
        color = self._theme.color(badge.tone)
        key = (badge.icon, color.name(), scale)
        if key not in self._drawn:
            self._drawn[key] = draw_icon(badge.icon, color, SIDE_PX, scale)
        return self._drawn[key]
