"""Paint a cell of the grid: the picture, the name, what was decided or is claimed."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from verifier.gui.items.badges import BadgePainter
from verifier.gui.items.decided import paint_decision
from verifier.gui.items.delegate import LIKELIHOOD_KEPT, covering, draw_text, ending_shown, on_side, paint_badge
from verifier.gui.items.fold_mark import chip_size, paint_bracket, paint_chip
from verifier.gui.items.folding import Fold
from verifier.gui.items.model import FOLD_ROLE, ROW_ROLE
from verifier.gui.items.words import Row, triage_words
from verifier.gui.speech import tr
from verifier.gui.theme import Theme, prose

GAP_PX, WORDS_PX, ROUND_PX = 8, 62, 6
FADED = 0.42
"""How much is left of the picture of an item that is not relevant: out of the way, and still to be made out."""


class TilePainter:
    """Draws with the theme's tokens; asks the model alone."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._badges = BadgePainter(theme)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: Row = index.data(ROW_ROLE)
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(area.adjusted(GAP_PX, GAP_PX, -GAP_PX, -GAP_PX - WORDS_PX))
        is_out = row.triage in ("not_relevant", "duplicate")
        self._picture(painter, frame, row, index.data(Qt.ItemDataRole.DecorationRole), is_out=is_out)
        self._frame(painter, frame, state)
        self._words(painter, QRect(area.left() + GAP_PX, round(frame.bottom()) + 5, round(frame.width()), 56), row,
                    is_out=is_out)  # fmt: skip
        fold: Fold | None = index.data(FOLD_ROLE)
        if fold is not None:
            paint_bracket(painter, area, fold, row.key, self._theme)
            chip = self.chip_area(area, index, painter.layoutDirection())
            if not chip.isEmpty():
                paint_chip(painter, chip, fold, self._theme)
        painter.restore()

    def chip_area(
        self, area: QRect, index: QModelIndex | QPersistentModelIndex, direction: Qt.LayoutDirection
    ) -> QRect:
        """Return where the mark of folded copies stands: in the upper corner of the picture where lines end."""
        fold: Fold | None = index.data(FOLD_ROLE)
        row: Row = index.data(ROW_ROLE)
        if fold is None or row.key != fold.lead:
            return QRect()
        size = chip_size(fold)
        corner = QRect(QPoint(area.right() - GAP_PX - 5 - size.width(), area.top() + GAP_PX + 5), size)
        return QStyle.visualRect(direction, area, corner)

    def _picture(self, painter: QPainter, frame: QRectF, row: Row, picture: QPixmap | None, *, is_out: bool) -> None:
        path = QPainterPath()
        path.addRoundedRect(frame, ROUND_PX, ROUND_PX)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(frame, self._theme.color("raised"))
        if picture is not None and not picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(FADED if is_out else 1)
            painter.drawPixmap(frame, picture, covering(picture, frame))
        else:
            painter.setFont(prose(12, QFont.Weight.DemiBold))
            painter.setPen(self._theme.color("warn" if row.tile == "!" else "faint"))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, row.tile)
        painter.restore()
        if row.badge:
            paint_badge(painter, frame, row.badge)
        if row.copies > 1:
            paint_badge(painter, frame, tr("{number} × same file", number=row.copies), at_left=True)
        if row.triage is not None:
            paint_decision(painter, frame, row.triage, self._theme)

    def _frame(self, painter: QPainter, frame: QRectF, state: QStyle.StateFlag) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(QPen(self._theme.color("accent"), 3))
            painter.drawRoundedRect(frame.adjusted(-3, -3, 3, 3), ROUND_PX + 2, ROUND_PX + 2)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(self._theme.color("faint"), 1))
            painter.drawRoundedRect(frame.adjusted(-2, -2, 2, 2), ROUND_PX + 1, ROUND_PX + 1)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.color("text"), 1))
            painter.drawRoundedRect(frame.adjusted(-5, -5, 5, 5), ROUND_PX + 4, ROUND_PX + 4)

    def _words(self, painter: QPainter, area: QRect, row: Row, *, is_out: bool) -> None:
        plain, small = prose(13), prose(11)
        color: QColor = self._theme.color("faint" if is_out else "text")
        top = QRect(area.left(), area.top(), area.width(), 20)
        taken = draw_text(painter, prose(13, QFont.Weight.DemiBold), color, top, row.label) + 6 if row.label else 0
        name = on_side(painter, top, top.adjusted(taken, 0, 0, 0))
        draw_text(painter, plain, color, name, ending_shown(row.name, QFontMetrics(plain), name.width()))
        second = QRect(area.left(), area.top() + 20, area.width(), 16)
        draw_text(painter, small, self._theme.color("muted"), second, row.second, LIKELIHOOD_KEPT)
        third = QRect(area.left(), area.top() + 36, area.width(), 16)
        signs = self._badges.paint(painter, third, row.badges)
        decided = triage_words(row.triage) if row.label else ""
        beside = on_side(painter, third, third.adjusted(0, 0, -signs, 0))
        draw_text(painter, small, self._theme.color("faint" if row.triage is None else "muted"), beside, decided)
