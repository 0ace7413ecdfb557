"""Change keys: choose a preset, choose an action, press keys; a conflict is named before anything is taken away."""

from functools import partial

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QTreeView, QWidget

from verifier.gui.actions.registry import ACTIONS
from verifier.gui.actions.table import BY_NAME
from verifier.gui.controls import Choice, begin_at, button, clear, column, label, row
from verifier.gui.keys.field import ChordField
from verifier.gui.keys.keymap import with_chord, without_chord
from verifier.gui.keys.presets import PRESETS
from verifier.gui.palette.list import shown_chord
from verifier.gui.preferences import Preferences
from verifier.gui.speech import tr

WIDTH, HEIGHT, LIST_PX = 800, 560, 400
NAME_ROLE = Qt.ItemDataRole.UserRole
RESERVED = frozenset({"Tab", "Shift+Tab", "Esc", "Space", "Return", "Enter"})
"""Keys by which every control is worked; an action must not take them away."""


class KeysDialog(QDialog):
    """Everything is kept at once; Close only closes."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keys")
        self.setWindowTitle(tr("Change keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        begin_at(self, WIDTH, HEIGHT)
        self._preferences = preferences
        self._asked: str | None = None
        self.search = QLineEdit(placeholderText=tr("Find an action or a key"))
        self.search.setAccessibleName(tr("Find an action or a key"))
        self.search.setClearButtonEnabled(True)
        self.preset = Choice(
            tr("Preset"), [(known.title, known.name) for known in PRESETS], preferences.settings.keys_preset
        )
        self._model = QStandardItemModel(0, 2, self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        self._shown.setFilterKeyColumn(-1)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list = QTreeView()
        self.list.setAccessibleName(tr("Actions and their keys"))
        self.list.setModel(self._shown)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setFixedWidth(LIST_PX)
        self.field = ChordField()
        self._detail = column(spacing=8, margins=(24, 0, 24, 0))
        self._build()
        self._fill()
        self.search.textChanged.connect(self._find)
        self.list.selectionModel().currentChanged.connect(self._went_to)
        self.preset.chosen.connect(self._choose_preset)
        self.field.pressed_chord.connect(self._press)
        self.list.setCurrentIndex(self._shown.index(0, 0))
        self.search.setFocus()

    @property
    def current(self) -> str:
        """Name of the action that is chosen."""
        return str(self.list.currentIndex().siblingAtColumn(0).data(NAME_ROLE) or "")

    def choose(self, name: str) -> None:
        """Put the cursor on an action."""
        for place in range(self._shown.rowCount()):
            index = self._shown.index(place, 0)
            if index.data(NAME_ROLE) == name:
                self.list.setCurrentIndex(index)

    def _build(self) -> None:
        top = row(
            label(tr("Change keys"), "title"), None, label(tr("Keys as in"), "muted"), self.preset,
            margins=(24, 20, 24, 12),
        )  # fmt: skip
        right = QWidget()
        right.setLayout(self._detail)
        left = column(row(self.search, margins=(24, 0, 0, 0)), row(self.list, margins=(24, 0, 0, 0)), spacing=8)
        left.setStretch(1, 1)
        middle = row(left, right, spacing=0)
        middle.setStretch(1, 1)
        line = QFrame()
        line.setObjectName("tabs")
        line.setFixedHeight(1)
        foot = row(
            button(tr("All as in the preset"), self._reset_all, "link"), None,
            button(tr("Close"), self.accept, "primary"), margins=(24, 12, 24, 16),
        )  # fmt: skip
        outer = column(top, middle, line, foot, spacing=8)
        outer.setStretch(1, 1)
        self.setLayout(outer)

    def _fill(self) -> None:
        """List the actions with their keys, staying where the cursor was."""
        here = self.current
        keymap = self._preferences.keymap()
        self._model.removeRows(0, self._model.rowCount())
        self._model.setHorizontalHeaderLabels([tr("Action"), tr("Keys")])
        for action in ACTIONS:
            words = QStandardItem(f"{tr(action.menu)} · {tr(action.text).rstrip('…')}")
            words.setData(action.name, NAME_ROLE)
            keys = QStandardItem("   ".join(map(shown_chord, keymap.chords(action.name))))
            for item in (words, keys):
                item.setEditable(False)
            self._model.appendRow([words, keys])
        self.list.setColumnWidth(0, 244)
        self.choose(here)

    def _find(self, text: str) -> None:
        self._shown.setFilterFixedString(text.strip())
        self.list.setCurrentIndex(self._shown.index(0, 0))
        self._show_detail()

    def _went_to(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._asked = None
        self._show_detail()

    def _show_detail(self) -> None:
        """Show the chosen action: its keys, each with a way to take it off, and a way to add some."""
        self._detail.removeWidget(self.field)
        self.field.setParent(self)
        self.field.hide()
        clear(self._detail)
        name = self.current
        if not name:
            self._detail.addWidget(label(tr("No action and no key answers this."), "muted", wraps=True))
            self._detail.addStretch(1)
            return
        chords = self._preferences.keymap().chords(name)
        self._detail.addWidget(label(tr(BY_NAME[name].text).rstrip("…"), "strong"))
        if not chords:
            self._detail.addWidget(
                label(tr("No keys. The menu, and Ctrl+K by name, still do it."), "muted", wraps=True)
            )
        for chord in chords:
            off = button(tr("Take off"), partial(self._take_off, name, chord), "link")
            off.setAccessibleName(tr("Take {keys} off", keys=shown_chord(chord)))
            self._detail.addLayout(row(label(shown_chord(chord), "key"), None, off))
        self._detail.addLayout(row(self.field, None))
        self.field.show()
        self._show_conflict(name)
        if name in self._preferences.keymap().own:
            self._detail.addLayout(row(button(tr("As in the preset"), partial(self._reset, name), "link"), None))
        self._detail.addStretch(1)

    def _show_conflict(self, name: str) -> None:
        """Name what has the keys that were pressed, and ask."""
        chord = self._asked
        if chord is None:
            return
        other = self._preferences.keymap().taken_by(name, chord)
        if other is None:
            words = tr("{keys} works every control and cannot be given to an action.", keys=shown_chord(chord))
            self._detail.addWidget(label(words, "note", wraps=True))
            return
        words = tr("{keys} is “{other}” now.", keys=shown_chord(chord), other=tr(BY_NAME[other].text).rstrip("…"))
        self._detail.addWidget(label(words, "note", wraps=True))
        give = button(tr("Give it to this action"), partial(self._give, name, chord))
        self._detail.addLayout(row(give, button(tr("Leave it"), self._leave, "link"), None))

    def _press(self, chord: str) -> None:
        name = self.current
        if chord in RESERVED or self._preferences.keymap().taken_by(name, chord) is not None:
            self._asked = chord
            self._show_detail()
        else:
            self._give(name, chord)

    def _give(self, name: str, chord: str) -> None:
        self._asked = None
        self._keep(with_chord(self._preferences.keymap(), name, chord))

    def _leave(self) -> None:
        self._asked = None
        self._show_detail()

    def _take_off(self, name: str, chord: str) -> None:
        self._keep(without_chord(self._preferences.keymap(), name, chord))

    def _reset(self, name: str) -> None:
        self._keep({other: chords for other, chords in self._preferences.settings.keys.items() if other != name})

    def _reset_all(self) -> None:
        self._keep({})

    def _choose_preset(self, name: object) -> None:
        self._preferences.remember(keys_preset=str(name))
        self._fill()
        self._show_detail()

    def _keep(self, own: dict[str, tuple[str, ...]]) -> None:
        self._preferences.remember(keys=own)
        self._fill()
        self._show_detail()
