"""The proposals that wait, as a list: what it is, how sure the detector was, and on which frame."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from verifier.gui.detecting.words import moment_words
from verifier.gui.speech import tr
from verifier.gui.theme import Theme, mono, prose
from verifier.workspace.detecting import Proposal

PROPOSAL_ROLE = Qt.ItemDataRole.UserRole
LINE_PX, SECOND_PX, SIDE_PX = 28, 18, 16
AS_WRITTEN, AS_WRITTEN_ENDS = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing


class ProposalModel(QAbstractListModel):
    """The proposals of one item."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.proposals: tuple[Proposal, ...] = ()

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.proposals)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        proposal = self.proposals[index.row()]
        if role == PROPOSAL_ROLE:
            return proposal
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if role in roles:
            return ", ".join(filter(None, (proposal.said, f"{proposal.score:.2f}", moment_words(proposal))))
        return None

    def show(self, proposals: tuple[Proposal, ...]) -> None:
        """Show other proposals."""
        if proposals != self.proposals:
            self.beginResetModel()
            self.proposals = proposals
            self.endResetModel()


class ProposalDelegate(QStyledItemDelegate):
    """A line for what it is and the score, a second one for the frame of a clip."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        proposal: Proposal = index.data(PROPOSAL_ROLE)
        return QSize(200, LINE_PX + (SECOND_PX if moment_words(proposal) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        proposal: Proposal = index.data(PROPOSAL_ROLE)
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._theme.color("selected"))
            is_mirrored = self._view.isRightToLeft()
            bar = QRect(area.right() - 1 if is_mirrored else area.left(), area.top(), 2, area.height())
            painter.fillRect(bar, self._theme.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, self._theme.color("hover"))
        inner = area.adjusted(SIDE_PX, 0, -SIDE_PX, 0)
        first = QRect(inner.left(), inner.top(), inner.width(), LINE_PX)
        used = self._words(painter, first, "muted", mono(12), f"{proposal.score:.2f}", _RIGHT)
        self._words(painter, self._beside(first, used + 12), "text", prose(13, QFont.Weight.Medium), proposal.said)
        moment = moment_words(proposal)
        if moment:
            second = QRect(inner.left(), first.bottom() - 4, inner.width(), SECOND_PX)
            self._words(painter, second, "muted", mono(11), f"{AS_WRITTEN}{moment}{AS_WRITTEN_ENDS}")
        painter.restore()

    def _beside(self, area: QRect, taken: int) -> QRect:
        """Return the room beside words at the trailing end."""
        is_mirrored = self._view.isRightToLeft()
        return area.adjusted(taken, 0, 0, 0) if is_mirrored else area.adjusted(0, 0, -taken, 0)

    def _words(
        self, painter: QPainter, area: QRect, role: str, font: QFont, words: str, align: Qt.AlignmentFlag = _LEFT
    ) -> int:
        """Write words, cut where there is no room; return how wide they are."""
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self._theme.color(role))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, area.width()))
        painter.drawText(area, align, shown)
        return metrics.horizontalAdvance(shown)


class ProposalList(QListView):
    """``chosen``: key of a proposal, by hand."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Proposals of the detector"))
        self._rows = ProposalModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(ProposalDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._is_told = False

    def show_proposals(self, proposals: tuple[Proposal, ...], chosen: str) -> None:
        """Show these, one of them chosen."""
        self._is_told = True
        self._rows.show(proposals)
        place = next((n for n, one in enumerate(proposals) if one.key == chosen), None)
        if place is None:
            self.clearSelection()
        elif self.currentIndex().row() != place or not self.selectedIndexes():
            self.setCurrentIndex(self._rows.index(place))
        self._is_told = False

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self._is_told:
            self.chosen.emit(self._rows.proposals[current.row()].key)
