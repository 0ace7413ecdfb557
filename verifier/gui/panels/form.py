"""A panel of fields: an edit brings what they say in step, and leaves alone where one types."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QWidget

from verifier.case.changes import Changes
from verifier.domain.ids import key_of
from verifier.domain.records import Base, Incident, Observation
from verifier.gui.controls import button, label, row
from verifier.gui.fields import Renewed
from verifier.gui.folds import Fold, FoldHead, Words
from verifier.gui.lookups import item_of
from verifier.gui.panels.base import PanelView
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.theme import Theme

W = TypeVar("W", bound=QWidget)


class FormPanel(PanelView):
    """Built anew only where an edit changed which fields there are; the cursor then goes back to its field.

    It is built a section at a time, each on a turn of the event loop of its own, so that whoever steps through items
    waits for none of it.
    """

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._shape: object = None
        self._kept: dict[str, QWidget] = {}
        self._renewed: list[Renewed] = []
        self._open: dict[str, bool] = {}
        self._wanted = ""
        self._place = self._built = 0
        self._steps: deque[Callable[[], object]] = deque()
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._take_turn)

    def sections(self) -> Iterable[Callable[[], QWidget]]:
        """Return what makes the sections of what is shown now, in their order."""
        raise NotImplementedError

    def shape(self) -> object:
        """Return what decides which fields there are; it is compared before and after an edit."""
        raise NotImplementedError

    def concerns(self, record: Base) -> bool:
        """Tell whether an edit of a record may change what is shown."""
        return item_of(self.session.case, record) == self.session.item_key

    def keep(self, place: str, widget: W) -> W:
        """Remember a field by its place, so that the cursor comes back to it, and renew it if it can be."""
        self._kept[place] = widget
        widget.setEnabled(widget.isEnabled() and self.can_edit)
        self.renew_later(widget)
        return widget

    def renew_later(self, widget: object) -> None:
        """Bring a widget in step after each edit, if it can be."""
        renewed = getattr(widget, "renew", None)
        if callable(renewed):
            self._renewed.append(widget)  # pyright: ignore[reportArgumentType]

    @property
    def can_edit(self) -> bool:
        """Whether the fields can be written in."""
        return self.session.can_edit

    @property
    def is_built(self) -> bool:
        """Whether every section stands and shows what the case holds."""
        return not self._is_stale and not self._steps

    def fold(
        self,
        place: str,
        name: str | Words,
        make: Callable[[], QWidget],
        *,
        grey: Words = str,
        answer: Words = str,
        is_open: bool = False,
    ) -> Fold:
        """Return a line that unfolds, as it was left the last time."""
        head = FoldHead((lambda: name) if isinstance(name, str) else name, grey, answer)
        self._kept[place] = head
        self._renewed.append(head)
        made = Fold(head, make)
        made.opened.connect(partial(self._remember, place))
        if self._open.get(place, is_open):
            self._steps.appendleft(partial(head.setChecked, True))
            self._turn.start()
        return made

    def _remember(self, place: str, is_open: bool) -> None:
        self._open[place] = is_open
        if not self._steps:
            order_tabs(self.lines)

    def unfold_next(self, place: str, field: str = "") -> None:
        """Have a fold open, and the cursor in a field, when the panel is next built."""
        self._open[place] = True
        self._wanted = field or place

    def focus_field(self, place: str) -> bool:
        """Put the cursor into a field; false where there is none of that place."""
        widget = self._kept.get(place)
        if widget is None:
            return False
        widget.setFocus()
        return True

    def _heard(self, changes: Changes) -> None:
        records = (record for change in changes for record in (change.before, change.after) if record is not None)
        if not any(self.concerns(record) for record in records):
            return
        if self._is_stale or not self.isVisible() or self.shape() != self._shape:
            self.go_stale()
            return
        for widget in self._renewed:
            widget.renew()

    def go_stale(self) -> None:
        """Fill again on the next turn: what changes together is filled once."""
        self._is_stale = True
        if self.isVisible():
            self._turn.start()

    def fill(self) -> None:
        self._built = 0
        self._steps = deque(partial(self._add, make) for make in self.sections())
        if self._steps:
            self._steps.popleft()()
        self._turn.start()

    def _add(self, make: Callable[[], QWidget]) -> None:
        self.lines.insertWidget(self._built, make())
        self._built += 1

    def _take_turn(self) -> None:
        if self._is_stale:
            if self.isVisible():
                self._refill()
            return
        if self._steps:
            self._steps.popleft()()
        if self._steps:
            self._turn.start()
            return
        order_tabs(self.lines)
        self._scroller.verticalScrollBar().setValue(self._place)
        wanted, self._wanted = self._wanted, ""
        focused = self.window().focusWidget()
        if focused is self or self.isAncestorOf(focused):
            self.focus_field(wanted)

    def _refill(self) -> None:
        focused = self.window().focusWidget()
        here = next((place for place, widget in self._kept.items() if widget is focused), "")
        if here:
            # What is being typed is saved before its field goes.
            self.setFocus()
        self._wanted = self._wanted or here
        self._place = self._scroller.verticalScrollBar().value()
        self._kept.clear()
        self._renewed.clear()
        self._shape = self.shape()
        super()._refill()


NAME_PX = 96


def whole_item_line(session: Session, form: str) -> QHBoxLayout | None:
    """Offer to state of the whole item what a form would state of the region that is selected; ``None`` without one."""
    if session.target == session.item_key:
        return None

    def let_go() -> None:
        session.unstated.pass_on(session.target, session.item_key, form)
        session.select("")

    tip = tr("Lets go of the region; what you typed stays")
    return row(button(tr("State it of the whole item instead"), let_go, "link", tip), None)


def order_tabs(layout: QLayout) -> None:
    """Let Tab go through a layout as it reads: what was made later, below a fold, stands last in Qt's own order."""
    chain = [widget for widget in _widgets_in(layout) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]
    for before, after in pairwise(chain):
        QWidget.setTabOrder(before, after)


def _widgets_in(layout: QLayout) -> Iterator[QWidget]:
    parts = (layout.itemAt(place) for place in range(layout.count()))
    for part in parts:
        if part is None:
            continue
        widget, inner = part.widget(), part.layout()
        if widget is not None:
            yield widget
            inner = widget.layout()
        if inner is not None:
            yield from _widgets_in(inner)


def form_rows(rows: Sequence[tuple[str, QWidget]]) -> QGridLayout:
    """Return names on the left in grey, fields on the right; a name stands beside the first line of its field.

    A field without a name belongs to the one above.
    """
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(2)
    grid.setColumnMinimumWidth(0, NAME_PX)
    grid.setColumnStretch(1, 1)
    for place, (name, field) in enumerate(rows):
        if name:
            title = label(name, "muted", wraps=True)
            title.setContentsMargins(0, 4, 0, 0)
            title.setFixedWidth(NAME_PX)
            grid.addWidget(title, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(field, place, 1)
    return grid


def go_to_record(panel: FormPanel, key: str) -> None:
    """Go to the item that a record is, or is about; one that is about none says where it is kept."""
    case = panel.session.case
    record = case.get(key)
    if isinstance(record, Observation):
        panel.session.go_to(key_of("item", record.item))
        panel.session.show_asked.emit(key)
        return
    there = item_of(case, record) if record is not None else None
    if there is not None:
        panel.session.go_to(there)
    elif isinstance(record, Incident) and record.items:
        panel.session.go_to(key_of("item", record.items[0]))
    else:
        panel.session.say(tr("No item shows it yet."), "warn")
