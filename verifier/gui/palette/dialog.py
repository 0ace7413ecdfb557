"""The palette: type a few letters, arrow, Enter."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListView, QStackedWidget, QWidget

from verifier.gui.controls import PICKER_EDGE, column, label, row
from verifier.gui.palette.base import Answer, gather
from verifier.gui.palette.list import ANSWER_ROLE, AnswerDelegate, AnswerModel
from verifier.gui.palette.registry import SOURCES
from verifier.gui.speech import tr
from verifier.gui.theme import Theme

if TYPE_CHECKING:
    from verifier.gui.desk import Desk

WIDTH, HEIGHT, TOP_PX = 640, 440, 88
SHOWN = 60
TO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Palette(QDialog):
    """Closes, then does what was chosen."""

    def __init__(self, desk: "Desk", theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("picker")
        self.setWindowTitle(tr("Find anything"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(min(WIDTH, parent.width() - 64), min(HEIGHT, parent.height() - TOP_PX - 32))
        spot = parent.mapToGlobal(parent.rect().topLeft())
        self.move(spot.x() + (parent.width() - self.width()) // 2, spot.y() + TOP_PX)
        self._sources = tuple(make(desk) for make in SOURCES)
        self.search = QLineEdit(placeholderText=tr("An action, an item, a drone, a place"))
        self.search.setAccessibleName(tr("Find an action, an item, a drone or a place"))
        self.search.installEventFilter(self)
        self._model = AnswerModel(self)
        self.answers = QListView()
        self.answers.setAccessibleName(tr("What was found"))
        self.answers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.answers.setModel(self._model)
        self.answers.setItemDelegate(AnswerDelegate(theme, self.answers))
        self.answers.setUniformItemSizes(True)
        self.answers.setMouseTracking(True)
        self.answers.clicked.connect(self._take)
        self._build()
        self.search.textChanged.connect(self._find)
        self._find("")
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in TO_LIST:
                self.answers.keyPressEvent(event)
                return True
            if event.key() in TAKING:
                self._take()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self._nothing = label("", "muted", wraps=True)
        self._nothing.setContentsMargins(16, 12, 16, 12)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.answers)
        self._pages.addWidget(self._nothing)
        foot = row(
            label(tr("Enter"), "key"), label(tr("takes it"), "small"), label("↑ ↓", "key"), label(tr("move"), "small"),
            label(tr("Esc"), "key"), label(tr("closes"), "small"), None, margins=(16, 8, 16, 10),
        )  # fmt: skip
        outer = column(row(self.search, margins=(12, 12, 12, 8)), self._pages, foot, spacing=0, margins=PICKER_EDGE)
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def _find(self, text: str) -> None:
        self._model.set_answers(gather(self._sources, text, SHOWN))
        self.answers.setCurrentIndex(self._model.index(0))
        is_empty = self._model.rowCount() == 0
        self._pages.setCurrentIndex(1 if is_empty else 0)
        if is_empty:
            self._nothing.setText(tr("Nothing answers “{words}”. Try fewer letters.", words=text.strip()))

    def _take(self, _index: QModelIndex | None = None) -> None:
        answer = self.answers.currentIndex().data(ANSWER_ROLE)
        if isinstance(answer, Answer) and answer.usable:
            self.accept()
            answer.run()
