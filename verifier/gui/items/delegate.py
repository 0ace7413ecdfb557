"""Paint a row of the list: thumbnail, name, two lines of plain words."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from verifier.gui.items.badges import BadgePainter
from verifier.gui.items.decided import paint_decision
from verifier.gui.items.fold_mark import INDENT_PX, chip_size, paint_chip, paint_stem
from verifier.gui.items.folding import Fold
from verifier.gui.items.model import FOLD_ROLE, ROW_ROLE
from verifier.gui.items.words import Row
from verifier.gui.theme import REGION_LINES, Theme, mono, prose

HEIGHT_PX, THUMB_W, THUMB_H = 68, 80, 52
SIDE_PX, GAP_PX = 12, 10
KEPT_LETTERS = 3
LIKELIHOOD_KEPT = Qt.TextElideMode.ElideMiddle
"""How sure a claim is stands at its end: half of it would say something else ("almost ...")."""


class ItemDelegate(QStyledItemDelegate):
    """Draws with the theme's tokens; asks the model alone."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._badges = BadgePainter(theme)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, HEIGHT_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(ROW_ROLE)
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, area, state)
        fold: Fold | None = index.data(FOLD_ROLE)
        indent = INDENT_PX if fold is not None and row.key != fold.lead else 0
        thumb = QRect(area.left() + SIDE_PX + indent, area.top() + (HEIGHT_PX - THUMB_H) // 2, THUMB_W, THUMB_H)
        left = thumb.right() + 1 + GAP_PX
        words = QRect(left, area.top(), area.right() - SIDE_PX - left, HEIGHT_PX)
        self._thumbnail(painter, QRectF(on_side(painter, area, thumb)), row, index.data(Qt.ItemDataRole.DecorationRole))
        if fold is not None:
            paint_stem(painter, area, fold, row.key, self._theme)
        chip = self.chip_area(area, index, painter.layoutDirection())
        if fold is not None and not chip.isEmpty():
            paint_chip(painter, chip, fold, self._theme)
        self._words(painter, on_side(painter, area, words), row, chip.width())
        painter.restore()

    def chip_area(
        self, area: QRect, index: QModelIndex | QPersistentModelIndex, direction: Qt.LayoutDirection
    ) -> QRect:
        """Return where the mark of folded copies stands: at the end of the first line of words."""
        fold: Fold | None = index.data(FOLD_ROLE)
        row: Row = index.data(ROW_ROLE)
        if fold is None or row.key != fold.lead:
            return QRect()
        size = chip_size(fold)
        top = area.top() + (HEIGHT_PX - THUMB_H) // 2
        return QStyle.visualRect(
            direction, area, QRect(area.right() - SIDE_PX - size.width(), top, size.width(), size.height())
        )

    def _ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._theme.color("selected"))
            edge = on_side(painter, area, QRect(area.left(), area.top(), 2, area.height()))
            painter.fillRect(edge, self._theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, self._theme.color("hover"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self._theme.color("accent"))
            painter.drawRect(area.adjusted(0, 0, -1, -1))

    def _thumbnail(self, painter: QPainter, frame: QRectF, row: Row, picture: QPixmap | None) -> None:
        path = QPainterPath()
        path.addRoundedRect(frame, 4, 4)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(frame, self._theme.color("raised"))
        if picture is not None and not picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(frame, picture, covering(picture, frame))
        else:
            painter.setFont(prose(11, QFont.Weight.DemiBold))
            painter.setPen(self._theme.color("warn" if row.tile == "!" else "faint"))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, row.tile)
        painter.restore()
        if row.badge:
            paint_badge(painter, frame, row.badge)
        if row.copies > 1:
            paint_badge(painter, frame, f"{row.copies} ×", at_left=True)
        if row.triage is not None:
            paint_decision(painter, frame, row.triage, self._theme)

    def _words(self, painter: QPainter, area: QRect, row: Row, taken: int) -> None:
        """Write the lines; ``taken``: what the mark of folded copies takes of the first."""
        bold, plain, small = prose(13, QFont.Weight.DemiBold), prose(13), prose(11)
        top = area.top() + (HEIGHT_PX - THUMB_H) // 2 - 1
        left = area.left()
        if row.label:
            label = on_side(painter, area, QRect(left, top, area.width(), 20))
            left += draw_text(painter, bold, self._theme.color("text"), label, row.label) + 6
        name = on_side(painter, area, QRect(left, top, area.right() - left - taken - (6 if taken else 0), 20))
        draw_text(
            painter, plain, self._theme.color("text"), name, ending_shown(row.name, QFontMetrics(plain), name.width())
        )
        left = area.left()
        if row.color:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(REGION_LINES[(row.color - 1) % len(REGION_LINES)]))
            painter.drawEllipse(QRectF(on_side(painter, area, QRect(left, top + 24, 7, 7))))
            left += 12
        second = on_side(painter, area, QRect(left, top + 20, area.right() - left, 16))
        draw_text(painter, small, self._theme.color("muted"), second, row.second, LIKELIHOOD_KEPT)
        # The signs stand on the last line: the drone and how likely it is are what a row is read for.
        signs = self._badges.paint(painter, QRect(area.left(), top + 36, area.width(), 16), row.badges)
        third = on_side(painter, area, QRect(area.left(), top + 36, area.width() - signs, 16))
        draw_text(painter, small, self._theme.color(row.third_tone), third, row.third)


def on_side(painter: QPainter, whole: QRect, part: QRect) -> QRect:
    """Return where a part of a whole belongs: mirrored where lines run from right to left."""
    return QStyle.visualRect(painter.layoutDirection(), whole, part)


def paint_badge(painter: QPainter, frame: QRectF, words: str, *, at_left: bool = False) -> None:
    """Write a few words on a dark plate in the lower right corner of a picture, or the lower left."""
    font = mono(10, QFont.Weight.Medium)
    painter.setFont(font)
    width = QFontMetrics(font).horizontalAdvance(words) + 8
    left = frame.left() + 3 if at_left else frame.right() - width - 3
    plate = QRectF(left, frame.bottom() - 17, width, 14)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 190))
    painter.drawRoundedRect(plate, 3, 3)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)


def ending_shown(name: str, metrics: QFontMetrics, width: int) -> str:
    """Cut a file name after its first letters: what tells the files of one camera apart stands at their end."""
    if metrics.horizontalAdvance(name) <= width:
        return name
    head = name[:KEPT_LETTERS]
    room = width - metrics.horizontalAdvance(head)
    return head + metrics.elidedText(name[KEPT_LETTERS:], Qt.TextElideMode.ElideLeft, room)


def covering(picture: QPixmap, frame: QRectF) -> QRectF:
    """Return the middle part of a picture that has the shape of the frame."""
    width, height = float(picture.width()), float(picture.height())
    scale = min(width / frame.width(), height / frame.height())
    cut_w, cut_h = frame.width() * scale, frame.height() * scale
    return QRectF((width - cut_w) / 2, (height - cut_h) / 2, cut_w, cut_h)


def draw_text(
    painter: QPainter,
    font: QFont,
    color: QColor,
    area: QRect,
    words: str,
    cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
) -> int:
    """Write a line of words, cut with dots where there is no room; return its width in pixels."""
    metrics = QFontMetrics(font)
    width, shown = metrics.horizontalAdvance(words), words
    if width > area.width():
        shown = metrics.elidedText(words, cut, area.width())
        width = metrics.horizontalAdvance(shown)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    return width
