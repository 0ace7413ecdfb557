"""The column of items: a filter box, chips, the progress of an import and what it brought, the list."""

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QProgressBar, QStackedWidget, QWidget

from verifier.gui.controls import Elided, button, column, label, row
from verifier.gui.flow import FlowLayout
from verifier.gui.items.chips import ChipBar
from verifier.gui.items.delegate import ItemDelegate
from verifier.gui.items.facets import Filter, Pick
from verifier.gui.items.filtering import Filtering
from verifier.gui.items.folding import Fold
from verifier.gui.items.model import ItemModel, Rows
from verifier.gui.items.order import Order
from verifier.gui.items.outcome import Outcome
from verifier.gui.items.tile import TilePainter
from verifier.gui.items.view import ItemView, Shape
from verifier.gui.speech import tr
from verifier.gui.theme import Theme

SEARCH_PX, LEAST_PX = 420, 236
TO_ROWS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)
SLICE_ROWS = 30
"""Rows looked at in one idle moment: a few milliseconds."""


class ItemsPanel(QFrame):
    """``chosen``: key of the row the person went to. ``selected``: keys of all rows selected, in their order.

    ``opened``: key of a row that was double-clicked. ``cancel_asked``: stop the import.
    """

    chosen = Signal(str)
    selected = Signal(tuple)
    opened = Signal(str)
    cancel_asked = Signal()
    add_asked = Signal()
    folder_asked = Signal()

    def __init__(self, theme: Theme, model: ItemModel) -> None:
        super().__init__()
        self.setObjectName("items")
        self.setMinimumWidth(LEAST_PX)
        self.model = model
        self.search = QLineEdit(placeholderText=tr("Search the case and its files"))
        self.search.setAccessibleName(tr("Search the items"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(SEARCH_PX)
        self.list = ItemView(theme, model.groups)
        self.list.cell_painters = {"list": ItemDelegate(theme, self.list), "grid": TilePainter(theme)}
        self.list.setAccessibleName(tr("Items of the case"))
        self.list.setModel(model)
        for changed in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            changed.connect(self.list.arrange)
        self.chips = ChipBar(self._count)
        self.filtering = Filtering(theme, self.chips, model, self)
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._prepare)
        self._is_following = False
        self._gone_to = ""
        self._progress = self._make_progress()
        self.outcome = Outcome()
        self._empty = self._make_empty()
        self._nothing = self._make_nothing()
        self._pages = QStackedWidget()
        for page in (self.list, self._empty, self._nothing):
            self._pages.addWidget(page)
        self.hits = label("", "small")
        self.hits.hide()
        self.outside = self._make_outside()
        top = row(self.search, self.hits, None, spacing=8, margins=(12, 10, 12, 0))
        top.setStretch(0, 100)
        outer = column(top, self.chips, self.outside, self.outcome, self._progress, self._pages, spacing=6)
        outer.setStretch(5, 1)
        self.setLayout(outer)
        self.search.textChanged.connect(self.filtering.search)
        self.search.installEventFilter(self)
        self.filtering.asked.connect(self._show_only)
        self.filtering.text_asked.connect(self._show_text)
        self.list.selectionModel().currentChanged.connect(self._went_to)
        self.list.selectionModel().selectionChanged.connect(self._selection_changed)
        self.list.doubleClicked.connect(self._open)
        self.list.chip_pressed.connect(self._press_chip)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Enter and the arrow down lead from what was typed to the first of what it found; Escape drops the words."""
        is_press = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        key = event.key() if isinstance(event, QKeyEvent) and is_press and watched is self.search else None
        if key in TO_ROWS:
            self._go_to_first()
            return True
        if key == Qt.Key.Key_Escape:
            self.search.clear() if self.search.text() else self.list.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _go_to_first(self) -> None:
        """Give the keys to the list; a row that was gone to stays where it is still found."""
        if not self.model.rowCount():
            return
        if not self.list.currentIndex().isValid():
            self._stand_at(self.model.index(0))
        self.list.setFocus()

    def show_rows(self, rows: Rows) -> None:
        """Show the rows of a case."""
        self.model.set_rows(rows)
        self._show_counts()
        if not rows.is_ready:
            self._idle.start()

    def follow(self, touched: set[str], current: str) -> None:
        """Show what an edit changed; a row that leaves the list takes nothing off the stage."""
        kept = self.selected_keys()
        was_outside = bool(current) and not self.model.index_of(current).isValid()
        self._is_following = True
        self.model.follow(touched)
        if self.selected_keys() != kept:
            self._select(kept)
        self._is_following = False
        self._show_counts()
        if len(kept) < 2:
            self.go_to(current)
        if not was_outside:  # else it was gone to on purpose, and an edit of it leads nowhere else
            self._stand_somewhere()

    @property
    def place(self) -> int:
        """Where the cursor of the list stands, -1 for nowhere."""
        return self.list.currentIndex().row()

    def go_to(self, key: str) -> None:
        """Put the cursor of the list on a row."""
        if not self.model.index_of(key).isValid():
            self.model.open_fold(key, is_open=True)
        index = self.model.index_of(key)
        if index.isValid() and index != self.list.currentIndex():
            self._stand_at(index)
        elif key and not index.isValid():
            # Else keys would act on rows that were selected before, and not on what is shown.
            self.list.selectionModel().clear()
        self._show_hits(key)

    def _stand_at(self, index: QModelIndex) -> None:
        """Select this row alone: the view itself would ask the keyboard, and Ctrl of an undo adds rows to an edit."""
        selection = self.list.selectionModel()
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def selected_keys(self) -> tuple[str, ...]:
        """Return the keys of the rows selected, in their order."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        return tuple(self.model.key_at(row) for row in rows)

    @property
    def fold(self) -> Fold | None:
        """The copies that the row under the cursor stands for, or is one of."""
        return self.model.fold_of(self.model.key_at(self.place))

    def switch_fold(self, key: str = "") -> None:
        """Open or close the copies of a row, else of the one under the cursor; the cursor stays in sight."""
        fold = self.model.fold_of(key or self.model.key_at(self.place))
        if fold is None:
            return
        if fold.is_open and self.model.key_at(self.place) in fold.keys[1:]:
            self.go_to(fold.lead)
        self.model.open_fold(fold.lead, is_open=not fold.is_open)
        self._show_page()

    def select_fold(self) -> None:
        """Select every copy of the row under the cursor, so that an edit is about all of them."""
        fold = self.fold
        if fold is not None:
            self.model.open_fold(fold.lead, is_open=True)
            self._select(fold.keys)

    def show_as(self, shape: Shape) -> None:
        """Show a list beside the stage, or a grid in its place."""
        self.list.show_as(shape)
        self.chips.show_shape(shape)
        self._stand_somewhere()

    def key_after(self, keys: tuple[str, ...]) -> str:
        """Return the key of the row behind the last of these, "" where there is none."""
        places = [self.model.index_of(key).row() for key in keys if self.model.index_of(key).isValid()]
        if not places:
            return ""
        return self.model.key_at(max(places) + 1)

    def step(self, rows: int) -> None:
        """Move the cursor by rows."""
        place = self.place + rows
        if 0 <= place < self.model.rowCount():
            self._stand_at(self.model.index(place))

    def step_open(self, step: int) -> None:
        """Move the cursor to the next row that nobody has decided on."""
        place = self.place + step
        while 0 <= place < self.model.rowCount() and not self.model.is_open(self.model.key_at(place)):
            place += step
        if 0 <= place < self.model.rowCount():
            self._stand_at(self.model.index(place))

    def step_lines(self, lines: int) -> None:
        """Move the cursor by lines of the grid."""
        self._stand_at(self.model.index(self.list.row_away(max(self.place, 0), lines, 0)))

    def show_progress(self, done: int, total: int, words: str) -> None:
        """Show how far an import is."""
        self._progress.show()
        self._words.show_words(words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def end_progress(self) -> None:
        """The import is over."""
        self._progress.hide()

    def allow_adding(self, allowed: bool) -> None:
        """Offer to add footage, or not."""
        self._add.setVisible(allowed)
        self._folder.setVisible(allowed)

    def _went_to(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and not self._is_following:
            self.chosen.emit(self.model.key_at(current.row()))

    def _press_chip(self, index: QModelIndex) -> None:
        self.switch_fold(self.model.key_at(index.row()))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.model.key_at(index.row()))

    def _selection_changed(self) -> None:
        if not self._is_following:
            self.selected.emit(self.selected_keys())

    def _select(self, keys: tuple[str, ...]) -> None:
        """Select rows again, those of them that are still shown."""
        chosen = QItemSelection()
        for key in keys:
            index = self.model.index_of(key)
            if index.isValid():
                chosen.select(index, index)
        self.list.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _show_only(self, wanted: Filter, order: Order) -> None:
        current = self.model.key_at(self.place) or self._gone_to  # what a filter left out comes back with its row
        self.model.show_only(wanted, order)
        self._show_page()
        self.go_to(current)
        self._stand_somewhere()

    def _stand_somewhere(self) -> None:
        """Let keys act on what is seen: in the grid they always mean some row, and never one out of sight."""
        if self.list.shape_now == "grid" and not self.list.currentIndex().isValid() and self.model.rowCount():
            self._stand_at(self.model.index(self.model.rowCount() - 1))
        self.selected.emit(self.selected_keys())

    def _show_text(self, text: str) -> None:
        if text != self.search.text():
            self.search.setText(text)

    def _prepare(self) -> None:
        """Look at some more rows in an idle moment."""
        self.model.rows.prepare(SLICE_ROWS)
        if self.model.rows.is_ready:
            self._idle.stop()
            self._show_counts()

    def _count(self, pick: Pick | str) -> int | None:
        if isinstance(pick, str):
            return self.model.count("all")
        return self.model.count(pick) if self.model.rows.is_ready else None

    def _show_counts(self) -> None:
        self.filtering.refresh()
        self._show_page()

    def _show_page(self) -> None:
        if self.model.count("all") == 0:
            self._pages.setCurrentWidget(self._empty)
        else:
            self._pages.setCurrentWidget(self.list if self.model.rowCount() else self._nothing)
        self.search.setEnabled(self.model.count("all") > 0)
        self._show_hits(self.model.key_at(self.place) or self._gone_to)

    def _show_hits(self, key: str) -> None:
        """Say how many rows a filter leaves, and where the item shown is none of them."""
        self._gone_to = key
        shown, count = self.model.shown_count, self.model.count("all")
        self.hits.setText(tr("{shown} of {count}", shown=shown, count=count))
        self.hits.setVisible(shown != count)
        self.outside.setVisible(bool(key) and shown > 0 and not self.model.index_of(key).isValid())

    def _make_progress(self) -> QWidget:
        holder = QWidget()
        self._words = Elided("", "small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress of adding footage"))
        stop = button(tr("Cancel"), self.cancel_asked.emit, "link", tr("Stop adding; what is in the case stays"))
        line = row(self._words, stop)
        line.setStretch(0, 1)
        holder.setLayout(column(line, self._bar, spacing=2, margins=(12, 4, 12, 8)))
        holder.hide()
        return holder

    def _make_outside(self) -> QWidget:
        holder = QWidget()
        words = label(tr("This filter leaves out the item that is shown."), "small", wraps=True)
        line = row(words, button(tr("Show all items"), lambda: self.filtering.use(Filter()), "link"), spacing=12,
                   margins=(12, 0, 12, 0))  # fmt: skip
        line.setStretch(0, 1)
        holder.setLayout(line)
        holder.hide()
        return holder

    def _make_nothing(self) -> QWidget:
        holder = QWidget()
        clear = button(tr("Show all items"), lambda: self.filtering.use(Filter()), "link")
        words = label(tr("No item matches this filter."), "muted", wraps=True)
        layout = column(words, row(clear, None), spacing=4, margins=(16, 8, 16, 8))
        layout.addStretch(1)
        holder.setLayout(layout)
        return holder

    def _make_empty(self) -> QWidget:
        holder = QWidget()
        self._add = button(tr("Add footage…"), self.add_asked.emit, "primary")
        words = label(tr("No footage in this case yet. Drop files or a folder on this window."), "muted", wraps=True)
        self.keeps = label(tr("Originals are copied into the case and never changed."), "smallfaint", wraps=True)
        self._folder = button(tr("Add a folder…"), self.folder_asked.emit)
        buttons = FlowLayout(8, (0, 0, 0, 0))
        for made in (self._add, self._folder):
            buttons.addWidget(made)
        layout = column(words, buttons, self.keeps, spacing=12, margins=(16, 16, 16, 16))
        layout.addStretch(1)
        holder.setLayout(layout)
        return holder
