"""Icons of one set (Lucide), drawn in the color the theme asks for."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from verifier.catalog.assets import find_asset

SIDE_PX = 18
SCALES = (1, 2)
STROKE = 'stroke-width="1.7"'
"""Thinner than Lucide's own 2, to sit beside 13-pixel type."""


def svg_in(name: str, color: QColor) -> QByteArray:
    """Return the drawing of an icon with its lines in ``color``."""
    source = find_asset(f"icons/{name}.svg").read_text(encoding="utf-8")
    drawn = source.replace("currentColor", color.name()).replace('stroke-width="2"', STROKE)
    return QByteArray(drawn.encode())


def draw_icon(name: str, color: QColor, side_px: int, scale: float) -> QPixmap:
    """Draw an icon ``side_px`` logical pixels wide for a screen of that scale."""
    pixmap = QPixmap(round(side_px * scale), round(side_px * scale))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(svg_in(name, color)).render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def make_icon(name: str, color: QColor, off: QColor) -> QIcon:
    """Return an icon that is sharp on plain and doubled screens, and in the color ``off`` where its button is off."""
    icon = QIcon()
    for scale in SCALES:
        icon.addPixmap(draw_icon(name, color, SIDE_PX, scale))
        icon.addPixmap(draw_icon(name, off, SIDE_PX, scale), QIcon.Mode.Disabled)
    return icon
