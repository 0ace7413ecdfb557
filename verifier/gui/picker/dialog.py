"""The drone picker: type, arrow, Enter."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QFrame, QLineEdit, QListView, QPushButton, QWidget

from verifier.catalog.catalog import Catalog
from verifier.domain.records import CatalogRef
from verifier.domain.records.claims import Role
from verifier.gui.controls import PICKER_EDGE, begin_at, column, label, restyle, row
from verifier.gui.picker.detail import DetailView
from verifier.gui.picker.fair import Fair, fairer
from verifier.gui.picker.list import PICK_ROLE, PickDelegate, PickModel
from verifier.gui.picker.words import PickRow, detail_of, ref_of, row_of, rows_for
from verifier.gui.speech import tr
from verifier.gui.theme import Theme

ROLES: tuple[tuple[Role, str], ...] = (("seen", "Seen in the picture"), ("filmed_by", "Filmed by"))
WIDTH, HEIGHT, LIST_WIDTH = 820, 560, 360
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TO_LIST = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class DronePicker(QDialog):
    """``on_pick`` is called with the catalog entry and the role, then the picker closes.

    ``side_px``: shorter side of the region looked at; Enter takes a fairer answer than the one chosen where there is
    one (``fair.py``), Shift+Enter always the one chosen. ``role``: which is chosen to begin with.
    ``settled_lower``: the fairer answer was taken.
    """

    settled_lower = Signal(object)

    def __init__(
        self,
        catalog: Catalog,
        theme: Theme,
        about: str,
        recent: Iterable[str],
        on_pick: Callable[[CatalogRef, Role], object],
        parent: QWidget | None = None,
        side_px: float | None = None,
        role: Role = "seen",
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog)
        self.setWindowTitle(tr("Which drone?"))
        self.setObjectName("picker")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        begin_at(self, WIDTH, HEIGHT)
        self._catalog, self._recent, self._on_pick, self._side_px = catalog, tuple(recent), on_pick, side_px
        self.search = QLineEdit(placeholderText=tr("Name, nickname, maker, camera code, any script"))
        self.search.setAccessibleName(tr("Search the catalog of drones"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self._model = PickModel(self)
        self.answers = QListView()
        self.answers.setAccessibleName(tr("Drones that match"))
        self.answers.setModel(self._model)
        self.answers.setItemDelegate(PickDelegate(theme, self.answers))
        self.answers.setMouseTracking(True)
        self.answers.installEventFilter(self)
        self.answers.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._detail = DetailView()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._show_detail)
        self._roles = QButtonGroup(self)
        self._build(about, role)
        self.search.textChanged.connect(self._find)
        self.answers.selectionModel().currentChanged.connect(self._show)
        self.answers.doubleClicked.connect(lambda: self._pick())
        self._detail.level_asked.connect(self._go)
        self._detail.take_asked.connect(self._take)
        self._find("")
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in TO_LIST:
                self.answers.keyPressEvent(event)
                return True
            if event.key() in ENTER:
                self._pick(is_exact=is_shifted(event))
                return True
            if event.key() == Qt.Key.Key_Tab:
                self._roles.button(1 - self._roles.checkedId()).setChecked(True)
                return True
        if watched is self.answers and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
            if is_plain and ((event.text().isprintable() and event.text()) or event.key() == Qt.Key.Key_Backspace):
                self.search.setFocus()
                self.search.event(event)
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self._pick(is_exact=is_shifted(event))
        else:
            super().keyPressEvent(event)

    def _build(self, about: str, asked: Role) -> None:
        chips = row(spacing=6)
        for place, (role, words) in enumerate(ROLES):
            chip = QPushButton(tr(words))
            chip.setCheckable(True)
            chip.setChecked(role == asked)
            chip.setProperty("role", "chip")
            chip.setAutoDefault(False)
            chip.setAccessibleName(tr(words))
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the arrows and Enter with the list
            chip.toggled.connect(self._later.start)
            self._roles.addButton(chip, place)
            chips.addWidget(chip)
        top = column(row(label(about, "muted"), None, chips), self.search, spacing=10, margins=(16, 14, 16, 12))
        self.answers.setFixedWidth(LIST_WIDTH)
        line = QFrame()
        line.setObjectName("items")
        line.setFixedWidth(1)
        self._takes = label(tr("takes it"), "small")
        self._exact_key, self._exact = label(tr("Shift+Enter"), "key"), label("", "small")
        self._common = (
            *(label("↑ ↓", "key"), label(tr("move"), "small")),
            *(label("Tab", "key"), label(tr("seen or filmed by"), "small")),
        )
        self._later_words = label(tr("How likely it is you say afterwards."), "smallfaint")
        foot = row(
            label(tr("Enter"), "key"), self._takes, self._exact_key, self._exact, *self._common,
            label("Esc", "key"), label(tr("closes"), "small"), None, self._later_words, margins=(16, 8, 16, 10),
        )  # fmt: skip
        middle = row(self.answers, line, self._detail, spacing=0)
        outer = column(top, middle, foot, spacing=0, margins=PICKER_EDGE)
        outer.setStretch(1, 1)
        self.setLayout(outer)
        self._say_keys(None, "")
        order = (self.search, *self._roles.buttons(), self.answers, self._detail.scroller)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _find(self, text: str) -> None:
        self._model.set_rows(rows_for(self._catalog, text, self._recent))
        self.answers.setCurrentIndex(self._model.index(0))

    def stand_at(self, slug: str) -> None:
        """Put the cursor on an entry; it is listed first where it is not an answer already."""
        if self._model.place_of(slug) < 0:
            self._model.set_rows((row_of(self._catalog, slug), *self._model.rows))
        self.answers.setCurrentIndex(self._model.index(self._model.place_of(slug)))

    def _go(self, slug: str) -> None:
        """Go on from a level that says less or more."""
        self.stand_at(slug)
        self.answers.setFocus()

    def _show(self, _current: QModelIndex, _previous: QModelIndex) -> None:
        self._later.start()

    def _show_detail(self) -> None:
        picked = self.answers.currentIndex().data(PICK_ROLE)
        if isinstance(picked, PickRow):
            fair = self._fairer(picked)
            self._detail.show_detail(detail_of(self._catalog, picked), fair)
            self._say_keys(fair, picked.name)

    def _say_keys(self, fair: Fair | None, name: str) -> None:
        """Say what Enter takes, where that is not the answer that is marked."""
        self._takes.setText(tr("takes it") if fair is None else tr("takes {drone}", drone=fair.name))
        restyle(self._takes, "small" if fair is None else "warn")
        self._exact.setText(tr("takes {drone}", drone=name))
        for part in (self._exact_key, self._exact):
            part.setVisible(fair is not None)
        for part in (*self._common, self._later_words):
            part.setVisible(fair is None)

    @property
    def _role(self) -> Role:
        return ROLES[self._roles.checkedId()][0]

    def _fairer(self, picked: PickRow) -> Fair | None:
        return fairer(self._catalog, picked.entry_id, self._role, self._side_px)

    def _take(self, is_exact: bool) -> None:
        self._pick(is_exact=is_exact)

    def _pick(self, *, is_exact: bool = False) -> None:
        picked = self.answers.currentIndex().data(PICK_ROLE)
        if isinstance(picked, PickRow):
            fair = None if is_exact else self._fairer(picked)
            taken = ref_of(self._catalog, picked) if fair is None else self._catalog.ref(fair.entry_id)
            self.accept()
            self._on_pick(taken, self._role)
            if fair is not None:
                self.settled_lower.emit(fair)


def is_shifted(event: QKeyEvent) -> bool:
    """Tell whether Shift is held."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
