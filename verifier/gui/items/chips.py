"""The chips above the items: the filters at hand, those that hold, what more there is, groups and order."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from verifier.gui.flow import FlowLayout
from verifier.gui.items.facets import QUICK_FILTERS, Filter, Pick, Quick, pick_words
from verifier.gui.items.order import GROUPINGS, SORT_WORDS, Order, SortName
from verifier.gui.items.saved_filters import Named
from verifier.gui.items.view import Shape
from verifier.gui.speech import tr


class ChipBar(QWidget):
    """``filter_asked``: other answers are picked. ``order_asked``: other groups or another order.

    ``more_asked``: show everything that can be picked. ``count``: of how many rows an answer is true; ``None`` while
    that is not known yet.
    """

    filter_asked = Signal(object)
    order_asked = Signal(object)
    more_asked = Signal()

    def __init__(self, count: Callable[[Pick | str], int | None]) -> None:
        super().__init__()
        self._count = count
        self._filter, self._order, self._shape = Filter(), Order(), "list"
        self._named: Sequence[Named] = ()
        self._flow = FlowLayout(6, (12, 2, 12, 2))
        self.setLayout(self._flow)
        self.all = self._chip(tr("All"), self._clear)
        self.all.setCheckable(True)
        self.quick: dict[Pick, QPushButton] = {quick.pick: self._quick_chip(quick) for quick in QUICK_FILTERS}
        self.saved: list[QPushButton] = []
        self.held: list[QPushButton] = []
        self.more = self._chip(tr("+ Filter"), self.more_asked.emit)
        self.more.setToolTip(tr("Everything that items can be filtered by"))
        self.order = self._chip("", None)
        self.order.setMenu(self._order_menu())
        for chip in (self.all, *self.quick.values(), self.more, self.order):
            self._flow.addWidget(chip)

    def show_filter(self, wanted: Filter, order: Order) -> None:
        """Show which answers are picked, and how rows are grouped."""
        self._filter, self._order = wanted, order
        self.refresh()

    def show_saved(self, saved: Sequence[Named]) -> None:
        """Offer filters that were kept under a name."""
        self._named = saved
        self.refresh()

    def show_shape(self, shape: Shape) -> None:
        """Offer what goes with a list or with a grid."""
        self._shape = shape
        self.refresh()

    def refresh(self) -> None:
        """Count again, and show the chips that have something to show."""
        self.all.setText(_with_count(tr("All"), self._count("all")))
        self.all.setChecked(self._filter == Filter())
        for quick in QUICK_FILTERS:
            self._refresh_quick(quick)
        self._fill(self.saved, [self._saved_chip(named) for named in self._named])
        shown = {pick for pick, chip in self.quick.items() if not chip.isHidden()}
        self._fill(self.held, [self._held_chip(pick) for pick in self._filter.picks if pick not in shown])
        self._flow.invalidate()
        self.order.setText(f"{_order_words(self._order)}  ▾")
        for action in self._order_actions:
            action.setChecked(action.data() in (self._order.grouped, self._order.sort))
        self.updateGeometry()

    def _refresh_quick(self, quick: Quick) -> None:
        chip, number = self.quick[quick.pick], self._count(quick.pick)
        is_on = quick.pick in self._filter.picks
        belongs = quick.in_list if self._shape == "list" else quick.in_grid
        chip.setText(_with_count(tr(quick.words), number))
        chip.setChecked(is_on)
        chip.setVisible(is_on or (belongs and number != 0))

    def _press(self, pick: Pick) -> None:
        """Pick an answer in place of the others of its kind; with Ctrl, beside them."""
        adds = bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier)
        is_on = pick in self._filter.picks
        self.filter_asked.emit(self._filter.toggled(pick) if is_on or adds else self._filter.only(pick))

    def _clear(self) -> None:
        self.filter_asked.emit(Filter())

    def _quick_chip(self, quick: Quick) -> QPushButton:
        chip = self._chip(tr(quick.words), partial(self._press, quick.pick))
        chip.setCheckable(True)
        chip.setToolTip(tr("Ctrl+click shows it together with the others of its kind"))
        return chip

    def _saved_chip(self, named: Named) -> QPushButton:
        chip = self._chip(named.name, partial(self.filter_asked.emit, named.filter))
        chip.setCheckable(True)
        chip.setChecked(named.filter == self._filter)
        chip.setToolTip(tr("A filter that was saved: {words}", words=filter_words(named.filter)))
        return chip

    def _held_chip(self, pick: Pick) -> QPushButton:
        words = pick_words(pick)
        chip = self._chip(f"{_short(words)}  ✕", partial(self._drop, pick))
        chip.setCheckable(True)
        chip.setChecked(True)
        chip.setAccessibleName(tr("Stop filtering by {words}", words=words))
        chip.setToolTip(tr("Stop filtering by {words}", words=words))
        return chip

    def _drop(self, pick: Pick) -> None:
        self.filter_asked.emit(self._filter.without(pick))

    def _fill(self, held: list[QPushButton], chips: list[QPushButton]) -> None:
        """Put chips before the last two, in place of those that stood there."""
        for old in held:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        held[:] = chips
        for last in (self.more, self.order):
            self._flow.removeWidget(last)
        for chip in (*chips, self.more, self.order):
            self._flow.addWidget(chip)
            chip.show()

    def _chip(self, words: str, on_press: Callable[[], object] | None) -> QPushButton:
        chip = QPushButton(words, self)
        chip.setProperty("role", "chip")
        chip.setAutoDefault(False)
        if on_press is not None:
            chip.clicked.connect(lambda _checked=False: on_press())
        return chip

    def _order_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName(tr("Groups and order"))
        self._order_actions: list[QAction] = []
        groups, sorts = QActionGroup(menu), QActionGroup(menu)
        for grouping in GROUPINGS:
            self._order_action(
                menu, groups, tr(grouping.words), grouping.facet, partial(self._group_by, grouping.facet)
            )
        menu.addSeparator()
        for sort, words in SORT_WORDS:
            self._order_action(menu, sorts, tr(words), sort, partial(self._sort_by, sort))
        return menu

    def _order_action(
        self, menu: QMenu, group: QActionGroup, words: str, data: str, on_choice: Callable[[], object]
    ) -> None:
        action = QAction(words, menu, checkable=True)
        action.setData(data)
        action.triggered.connect(lambda _checked=False: on_choice())
        group.addAction(action)
        menu.addAction(action)
        self._order_actions.append(action)

    def _group_by(self, facet: str) -> None:
        self.order_asked.emit(Order(facet, self._order.sort))

    def _sort_by(self, sort: SortName) -> None:
        self.order_asked.emit(Order(self._order.grouped, sort))


def filter_words(wanted: Filter) -> str:
    """Write a filter in a line: ``Decided: relevant, Drone: Phantom 3, “bridge”``."""
    quoted = (f"“{wanted.text}”",) if wanted.text else ()
    return ", ".join((*map(pick_words, wanted.picks), *quoted))


def _order_words(order: Order) -> str:
    grouped = next(tr(one.words) for one in GROUPINGS if one.facet == order.grouped)
    sort = next(tr(words) for name, words in SORT_WORDS if name == order.sort)
    return grouped if order.sort == "came" else f"{grouped}, {sort[:1].lower()}{sort[1:]}"


def _with_count(words: str, number: int | None) -> str:
    return words if number is None else f"{words} {number}"


def _short(words: str) -> str:
    return words if len(words) <= SHORT_LETTERS else f"{words[: SHORT_LETTERS - 1]}…"


SHORT_LETTERS = 36
"""What a chip says at most: it still fits the narrow list."""
