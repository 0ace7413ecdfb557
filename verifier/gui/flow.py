"""A layout that fills lines from where they begin and goes on below, as words do."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget


class FlowLayout(QLayout):
    """Lays out its widgets at their own sizes with the same gap in both directions, in the middle of their lines."""

    def __init__(self, gap: int, margins: tuple[int, int, int, int]) -> None:
        super().__init__()
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(QMargins(*margins))

    def with_widgets(self, *widgets: QWidget) -> "FlowLayout":
        """Put widgets in; return the layout."""
        for widget in widgets:
            self.addWidget(widget)
        return self

    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int, /) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int, /) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int, /) -> int:
        return self._place(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, area: QRect, /) -> None:
        super().setGeometry(area)
        self._place(area, moves=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _direction(self) -> Qt.LayoutDirection:
        parent = self.parentWidget()
        return parent.layoutDirection() if parent is not None else Qt.LayoutDirection.LeftToRight  # pyright: ignore[reportUnnecessaryComparison]

    def _place(self, area: QRect, *, moves: bool) -> int:
        margins = self.contentsMargins()
        inner = area.marginsRemoved(margins)
        y, last = inner.y(), inner.y()
        for line in self._lines(inner.width()):
            height, x = max(item.sizeHint().height() for item in line), inner.x()
            for item in line:
                size = item.sizeHint()
                at = QRect(QPoint(x, y + (height - size.height()) // 2), size)
                if moves:
                    item.setGeometry(QStyle.visualRect(self._direction(), inner, at))
                x += size.width() + self._gap
            last, y = y + height, y + height + self._gap
        return last - area.y() + margins.bottom()

    def _lines(self, room: int) -> list[list[QLayoutItem]]:
        """Break the items into lines."""
        lines: list[list[QLayoutItem]] = []
        taken = 0
        for item in (one for one in self._items if not one.isEmpty()):
            width = item.sizeHint().width()
            if not lines or taken + width > room:
                lines.append([])
                taken = 0
            lines[-1].append(item)
            taken += width + self._gap
        return lines
