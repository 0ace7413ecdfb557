"""Measure how far words stand out from what is behind them, on the pixels that are really drawn (WCAG 2.2, 1.4.3)."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

LEAST, LEAST_LARGE = 4.5, 3.0
LARGE_PX, LARGE_BOLD_PX = 24, 18.5
"""Large type is 18 points, or 14 points and bold (WCAG 2.2, "large scale")."""


def luminance(color: QColor) -> float:
    """Return the relative luminance (WCAG 2.2)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF())


def ratio(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colors, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def drawn_ratio(picture: QImage, area: QRect) -> float:
    """Return the contrast of the words drawn in an area: its ground is the commonest color, its ink the farthest."""
    area = area & picture.rect()
    colors = Counter(
        picture.pixel(x, y) for y in range(area.top(), area.bottom() + 1) for x in range(area.left(), area.right() + 1)
    )
    if len(colors) < 2:
        return 21.0
    ground = QColor.fromRgb(colors.most_common(1)[0][0])
    return max(ratio(ground, QColor.fromRgb(color)) for color in colors)


def words_in(window: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Yield what shows words and can be read now; what is disabled is exempt, a lone sign too thin to measure."""
    for kind in (QLabel, QAbstractButton, QLineEdit):
        for widget in window.findChildren(kind):
            text = widget.text() or (widget.placeholderText() if isinstance(widget, QLineEdit) else "")
            if (
                widget.isVisible()
                and widget.isEnabled()
                and len(text.strip()) > 1
                and widget.visibleRegion().rectCount()
            ):
                yield widget, text


def too_faint(window: QWidget) -> list[str]:
    """Return the words that stand out less than WCAG AA asks for, with their ratio."""
    picture = window.grab().toImage()
    found: list[str] = []
    for widget, text in words_in(window):
        area = widget.visibleRegion().boundingRect().translated(widget.mapTo(window, QPoint(0, 0)))
        font = widget.font()
        is_large = font.pixelSize() >= LARGE_PX or (font.bold() and font.pixelSize() >= LARGE_BOLD_PX)
        measured = drawn_ratio(picture, area.adjusted(2, 2, -2, -2))
        if measured < (LEAST_LARGE if is_large else LEAST):
            found.append(f"{text!r} {measured:.2f}")
    return found
