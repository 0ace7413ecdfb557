"""What is filtered by, and how it comes about: chips, the list of all filters, words typed, filters kept by name."""

from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from verifier.case.folder import CaseFolder
from verifier.gui.dialogs.ask_words import AskWords
from verifier.gui.items.chips import ChipBar, filter_words
from verifier.gui.items.facets import Filter, Pick
from verifier.gui.items.filter_popup import FilterPopup
from verifier.gui.items.filter_rows import SAVED, FilterRow, filter_rows
from verifier.gui.items.model import ItemModel
from verifier.gui.items.order import Order
from verifier.gui.items.saved_filters import Named, keep_filters, load_filters, with_filter, without_filter
from verifier.gui.speech import tr
from verifier.gui.theme import Theme


class Filtering(QObject):
    """``asked``: show other rows, or in another order. ``text_asked``: put other words into the search box."""

    asked = Signal(object, object)
    text_asked = Signal(str)

    def __init__(self, theme: Theme, chips: ChipBar, model: ItemModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._chips, self._model, self._widget = chips, model, parent
        self.wanted, self.order = Filter(), Order()
        self.saved: tuple[Named, ...] = ()
        self._folder: CaseFolder | None = None
        self.popup = FilterPopup(theme, self._rows, parent)
        chips.filter_asked.connect(self.use)
        chips.order_asked.connect(self.arrange)
        chips.more_asked.connect(self.open)
        self.popup.picked.connect(self._pick)
        self.popup.dropped.connect(self._forget)
        self.popup.save_asked.connect(self._ask_name)
        self.popup.clear_asked.connect(lambda: self.use(Filter()))

    def keep_in(self, folder: CaseFolder) -> None:
        """Keep saved filters with this case."""
        self._folder = folder
        self._show_saved(load_filters(folder))

    def search(self, text: str) -> None:
        """Filter by other words beside what is picked."""
        if text != self.wanted.text:
            self.use(Filter(self.wanted.picks, text))

    def use(self, wanted: Filter) -> None:
        """Filter by this and nothing else."""
        if wanted != self.wanted:
            self.wanted = wanted
            self.text_asked.emit(wanted.text)
            self.asked.emit(wanted, self.order)
        self.refresh()

    def arrange(self, order: Order) -> None:
        """Group and sort in another way."""
        if order != self.order:
            self.order = order
            self.asked.emit(self.wanted, order)
        self.refresh()

    def open(self) -> None:
        """Show everything that can be filtered by."""
        self._model.rows.prepare(self._model.count("all"))
        self.popup.show_state(is_filtered=self.wanted != Filter())
        self.popup.open_under(self._chips.more)

    def refresh(self) -> None:
        """Count again."""
        self._chips.show_filter(self.wanted, self.order)
        if self.popup.isVisible():
            self.popup.refresh()
            self.popup.show_state(is_filtered=self.wanted != Filter())

    def save_as(self, name: str) -> None:
        """Keep what is filtered by under a name."""
        self._keep(with_filter(self.saved, name, self.wanted))

    def _rows(self, typed: str) -> tuple[FilterRow, ...]:
        return filter_rows(self._model.rows.index, self.wanted, self.saved, typed)

    def _pick(self, pick: object) -> None:
        facet, answer = cast("Pick", pick)
        if facet == SAVED:
            self.use(next((one.filter for one in self.saved if one.name == answer), self.wanted))
        else:
            self.use(self.wanted.toggled((facet, answer)))

    def _ask_name(self) -> None:
        self.popup.hide()
        hint = tr("For example: to translate, strikes of March")
        AskWords(
            tr("Save this filter"), filter_words(self.wanted), hint, self.save_as, self._widget.window(),
            known=tuple(one.name for one in self.saved),
        ).open()  # fmt: skip

    def _forget(self, name: str) -> None:
        self._keep(without_filter(self.saved, name))

    def _keep(self, saved: tuple[Named, ...]) -> None:
        if self._folder is not None:
            keep_filters(self._folder, saved)
        self._show_saved(saved)

    def _show_saved(self, saved: tuple[Named, ...]) -> None:
        self.saved = saved
        self._chips.show_saved(saved)
        self.refresh()
