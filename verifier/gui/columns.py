"""List, middle and sides of an open case beside each other; each side keeps the width that a person gave it."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

ITEMS_PX, SIDE_PX, MIDDLE_PX = 312, 376, 340


class Widths(msgspec.Struct, frozen=True):
    """How wide a person wants the list beside the picture, the inspector, and the card beside the grid, in pixels."""

    items: int = ITEMS_PX
    inspector: int = SIDE_PX
    card: int = SIDE_PX


class Columns(QSplitter):
    """The middle takes what the sides leave; where a window is too narrow they give way, and are remembered.

    Splitting by what stands on the screen would keep the squeezed widths of a narrow window in the next wide one.
    """

    def __init__(self, items: QWidget, middle: QWidget, inspector: QWidget, card: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        # As much whatever is shown: the columns beside it would move under the hand from a photo to a clip.
        middle.setMinimumWidth(MIDDLE_PX)
        self._items, self._middle, self._inspector, self._card = items, middle, inspector, card
        for part in (items, middle, inspector, card):
            self.addWidget(part)
        self.wanted = Widths()
        self.show_grid(is_grid=False)
        self.splitterMoved.connect(self._learn)

    @property
    def is_grid(self) -> bool:
        """Whether the items fill the page, with the card beside them."""
        return not self._card.isHidden()

    def show_grid(self, *, is_grid: bool) -> None:
        """Show items and card, or list, middle and inspector."""
        self._middle.setVisible(not is_grid)
        self._inspector.setVisible(not is_grid)
        self._card.setVisible(is_grid)
        self._lay_out()

    def want(self, widths: Widths) -> None:
        """Give the sides other widths."""
        self.wanted = widths
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _learn(self, _at: int, handle: int) -> None:
        """Remember what was dragged: a handle stands before the part of its number."""
        items, middle, inspector, card = self.sizes()
        pushes_on = middle <= MIDDLE_PX  # the middle has given all it has: the side beyond it is dragged too
        if self.is_grid:
            self.wanted = msgspec.structs.replace(self.wanted, card=card)
            return
        if pushes_on or handle == self.indexOf(self._middle):
            self.wanted = msgspec.structs.replace(self.wanted, items=items)
        if pushes_on or handle == self.indexOf(self._inspector):
            self.wanted = msgspec.structs.replace(self.wanted, inspector=inspector)

    def _lay_out(self) -> None:
        shown = sum(not part.isHidden() for part in (self._items, self._middle, self._inspector, self._card))
        room, wanted = self.width() - self.handleWidth() * (shown - 1), self.wanted
        if self.is_grid:
            self.setSizes([max(room - wanted.card, 1), 0, 0, wanted.card])
            return
        over = max(0, wanted.items + MIDDLE_PX + wanted.inspector - room)
        from_items = min(over, max(0, wanted.items - self._items.minimumWidth()))
        items, inspector = wanted.items - from_items, wanted.inspector - (over - from_items)
        self.setSizes([items, max(MIDDLE_PX, room - items - inspector), max(1, inspector), 0])
