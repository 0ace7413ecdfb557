"""One open case on the screen: its parts side by side, and what the actions ask of them."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from verifier.case.changes import Changes
from verifier.domain.records import CatalogRef, DroneClaim, Item
from verifier.domain.regions import Region
from verifier.gui import gestures
from verifier.gui.controls import column
from verifier.gui.footage import Footage, dropped_paths
from verifier.gui.inspector import WIDTH_PX, Inspector
from verifier.gui.items.book import RowBook
from verifier.gui.items.model import ItemModel
from verifier.gui.items.panel import ItemsPanel
from verifier.gui.overlay import Overlay
from verifier.gui.panels.words import target_words
from verifier.gui.session import Session
from verifier.gui.stage.panel import StagePanel
from verifier.gui.theme import Theme
from verifier.gui.thumbnails import Thumbnails
from verifier.gui.timeline.panel import TimelinePanel
from verifier.gui.viewer import Viewer

if TYPE_CHECKING:
    from verifier.gui.picker.dialog import Role

ITEMS_PX = 312


class Shell(Protocol):
    """What the window around a case can do."""

    def ask_new_case(self) -> None: ...
    def ask_open_case(self) -> None: ...
    def close_case(self) -> None: ...
    def switch_theme(self) -> None: ...
    def widget(self) -> QWidget: ...


class Desk(QWidget):
    """Items on the left, the stage with the timeline in the middle, the inspector on the right."""

    def __init__(self, session: Session, theme: Theme, shell: Shell, book: RowBook) -> None:
        super().__init__()
        self.setObjectName("page")
        self.session, self._theme, self._shell = session, theme, shell
        self._thumbnails = Thumbnails(session)
        model = ItemModel(self._thumbnails.ask, self)
        self._thumbnails.landed.connect(model.put_picture)
        self._thumbnails.forgotten.connect(model.forget_picture)
        self._book = book
        self.items = ItemsPanel(theme, model)
        self.items.allow_adding(session.can_edit)
        self.stage = StagePanel(theme)
        self.timeline = TimelinePanel(theme)
        self.timeline.hide()
        self.inspector = Inspector(session, theme)
        self.footage = Footage(session, self.items, self)
        self.viewer = Viewer(session, self.stage, self.timeline, model.small_picture)
        self.overlay = Overlay(session, self.stage, self.timeline)
        self._lay_out()
        self._connect()
        self.show_rows()

    def _lay_out(self) -> None:
        middle = QWidget()
        inner = column(self.stage, self.timeline, spacing=0)
        inner.setStretch(0, 1)
        middle.setLayout(inner)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        for part in (self.items, middle, self.inspector):
            split.addWidget(part)
        split.setStretchFactor(1, 1)
        split.setSizes([ITEMS_PX, 900, WIDTH_PX])
        self.setLayout(column(split, spacing=0))

    def _connect(self) -> None:
        self.items.chosen.connect(self.session.go_to)
        self.session.changed.connect(self._heard)
        self.session.drone_asked.connect(self.ask_drone)
        self.stage.canvas.drawn.connect(self._drew)
        self.stage.allow_drawing(self.session.can_edit)
        self.timeline.refused.connect(self._refused)

    def show_rows(self) -> None:
        """Show the rows of the case and go to the first."""
        self.items.show_rows(self._book)
        self._go_somewhere()

    def ask_drone(self, claim: DroneClaim | None = None) -> None:
        """Open the picker for the region selected, else the item; with a claim, for one more answer to it."""
        if not self.session.can_edit or self.session.item is None:
            return
        from verifier.gui.picker.dialog import DronePicker

        target = claim.about if claim is not None else self.session.target
        where = target_words(self.session.case, target)
        words = f"One more answer for {where}" if claim is not None else _about(where, self.session.item)

        def picked(ref: CatalogRef, role: "Role") -> None:
            if ref.entry_id:
                self.session.recent_drones = [ref.entry_id, *self.session.recent_drones][:8]
            if claim is not None:
                gestures.add_hypothesis(self.session, claim, ref)
            else:
                gestures.claim_drone(self.session, target, role, ref)
            self.inspector.open_panel("tags")
            self.stage.canvas.setFocus()

        recent = (*self.session.recent_drones, *_used(self.session))
        picker = DronePicker(self.session.workspace.catalog, self._theme, words, recent, picked, self._shell.widget())
        picker.open()

    def remove_region(self) -> None:
        """Remove the region that is selected."""
        chosen = self.session.selected
        if chosen is not None:
            gestures.remove(self.session, chosen.key)

    def export(self) -> None:
        """Open the export screen."""
        from verifier.gui.dialogs.export import ExportDialog

        ExportDialog(self.session, self._theme, self._shell.widget()).open()

    def new_case(self) -> None:
        self._shell.ask_new_case()

    def open_case(self) -> None:
        self._shell.ask_open_case()

    def close_case(self) -> None:
        self._shell.close_case()

    def switch_theme(self) -> None:
        self._shell.switch_theme()

    def takes(self, mime: QMimeData) -> bool:
        """Tell whether something dragged over the window can be added."""
        return self.session.can_edit and bool(dropped_paths(mime))

    def add_dropped(self, mime: QMimeData) -> None:
        """Add what was dropped on the window."""
        self.footage.add(dropped_paths(mime))

    def _refused(self, sentence: str) -> None:
        self.session.say(sentence, "warn")

    def _drew(self, region: Region) -> None:
        gestures.draw_region(self.session, self.overlay.to_stored(region))

    def _heard(self, changes: Changes) -> None:
        self.items.follow(self._book.follow(changes), self.session.item_key)
        self._go_somewhere()

    def _go_somewhere(self) -> None:
        """Go to a row where none was chosen or the one chosen is gone; say what to do where there is none."""
        if self.session.case.get(self.session.item_key) is not None:
            return
        key = self.items.model.key_at(max(self.items.place, 0))
        self.items.go_to(key)
        self.session.go_to(key)
        if not key:
            self.viewer.show_item()


def _about(where: str, item: Item) -> str:
    return f"About {item.label}" if where == "whole item" else f"About {where} of {item.label}"


def _used(session: Session) -> list[str]:
    claims = reversed(session.case.of(DroneClaim))
    return [h.entry.entry_id for claim in claims for h in claim.hypotheses if h.entry.entry_id][:12]


def counts_words(session: Session) -> str:
    """Say how much is in the case: ``14 items · 3 with no drone yet``."""
    items = session.case.of(Item)
    if not items:
        return "empty"
    return f"{len(items)} item" if len(items) == 1 else f"{len(items)} items"
