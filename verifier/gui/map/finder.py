"""The field that finds a place: by name, coordinates, grid reference or a map's address, all of it offline."""

from collections import Counter

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem

from verifier.geo.place_search import Destination, find_places
from verifier.gui.controls import column, label
from verifier.gui.map.atlas import Atlas
from verifier.gui.speech import tr, tr_made

WIDTH_PX = 328
ROW_PX = 30
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up)


class PlaceFinder(QFrame):
    """Answers while one types; Enter goes to the first answer. ``found``: where to go."""

    found = Signal(object)

    def __init__(self, atlas: Atlas) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFixedWidth(WIDTH_PX)
        self._atlas = atlas
        self.field = QLineEdit(placeholderText=tr("Place, coordinates, MGRS or a pasted map link"))
        self.field.setAccessibleName(tr("Find a place on the map"))
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self.answers = QListWidget()
        self.answers.setAccessibleName(tr("Places found"))
        self.answers.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.answers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.answers.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._trouble = label("", "warn", wraps=True)
        self._destinations: tuple[Destination, ...] = ()
        self.setLayout(column(self.field, self._trouble, self.answers, spacing=4, margins=(6, 6, 6, 6)))
        self.field.textChanged.connect(self._find)
        self.answers.itemClicked.connect(self._go)
        self._find("")

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in TO_LIST:
                self.answers.keyPressEvent(event)
                return True
            if event.key() in ENTER:
                self._go()
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

    def _find(self, text: str) -> None:
        answers = find_places(text, self._atlas.gazetteer)
        self._destinations = answers.destinations
        self.answers.clear()
        alike = Counter((one.name, one.detail) for one in self._destinations)
        for one in self._destinations:
            where = _degrees(one) if alike[one.name, one.detail] > 1 else ""
            row = QListWidgetItem(" · ".join(part for part in (one.name, _detail(one), where) if part))
            row.setSizeHint(QSize(0, ROW_PX))
            self.answers.addItem(row)
        self.answers.setCurrentRow(0)
        self.answers.setFixedHeight(len(self._destinations) * ROW_PX + 2)
        self.answers.setVisible(bool(self._destinations))
        self._say(answers.trouble, has_words=bool(text.strip()))

    @property
    def trouble(self) -> str:
        """Why nothing is found."""
        return self._trouble.text() if self._trouble.isVisible() else ""

    def _say(self, trouble: str, *, has_words: bool) -> None:
        words = tr_made(trouble)
        if has_words and not trouble and not self._destinations:
            words = tr("No place of that name is in the list.")
            if self._atlas.gazetteer is None:
                words = tr("The list of places is still being read.")
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))

    def _go(self, _item: object = None) -> None:
        row = self.answers.currentRow()
        if 0 <= row < len(self._destinations):
            chosen = self._destinations[row]
            self.field.clear()
            self.found.emit(chosen)


def _degrees(destination: Destination) -> str:
    """Tell places apart that share their name and country: ``44.5° N, 71.2° W``."""
    latitude, longitude = destination.latitude_deg, destination.longitude_deg
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{abs(latitude):.1f}° {north}, {abs(longitude):.1f}° {east}"


def _detail(destination: Destination) -> str:
    return destination.detail if destination.kind == "place" else tr("coordinates")
