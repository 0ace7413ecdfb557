"""The answers as a list: what it is at the left, its name, more about it, and its keys at the right."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from verifier.gui.palette.base import Answer
from verifier.gui.theme import Theme, prose

ANSWER_ROLE = Qt.ItemDataRole.UserRole
ROW_PX, SIDE_PX, KIND_PX = 32, 16, 72
Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class AnswerModel(QAbstractListModel):
    """The answers to what was typed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._answers: list[Answer] = []

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._answers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        answer = self._answers[index.row()]
        if role == ANSWER_ROLE:
            return answer
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(filter(None, (answer.kind, answer.title, answer.detail, shown_chord(answer.keys))))
        return None

    def set_answers(self, answers: list[Answer]) -> None:
        """Show other answers."""
        self.beginResetModel()
        self._answers = answers
        self.endResetModel()


class AnswerDelegate(QStyledItemDelegate):
    """One line for each; what cannot be used now is grey and says so."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(240, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        answer: Answer = index.data(ANSWER_ROLE)
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._theme.color("selected"))
            painter.fillRect(QRect(area.left(), area.top(), 2, area.height()), self._theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, self._theme.color("hover"))
        inner = area.adjusted(SIDE_PX, 0, -SIDE_PX, 0)
        keys = shown_chord(answer.keys)
        self._words(painter, inner, "faint", prose(11), answer.kind)
        taken = self._words(painter, inner, "muted", prose(11), keys, _RIGHT) if keys else 0
        rest = inner.adjusted(KIND_PX, 0, -(taken + 16 if taken else 0), 0)
        title = prose(13, QFont.Weight.Medium)
        used = self._words(painter, rest, "text" if answer.usable else "faint", title, answer.title)
        self._words(painter, rest.adjusted(used + 12, 0, 0, 0), "muted", prose(11), answer.detail)
        painter.restore()

    def _words(
        self, painter: QPainter, area: QRect, role: str, font: QFont, words: str, align: Qt.AlignmentFlag = _LEFT
    ) -> int:
        """Write words, cut where there is no room; return how wide they are."""
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self._theme.color(role))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, max(0, area.width()))
        painter.drawText(area, align, shown)
        return metrics.horizontalAdvance(shown)


def shown_chord(chord: str) -> str:
    """Return a chord as this system writes it."""
    return QKeySequence(chord).toString(QKeySequence.SequenceFormat.NativeText) if chord else ""
