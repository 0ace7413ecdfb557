"""One open case on the screen: its parts side by side, and what the actions ask of them."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from verifier.bundle.options import Options
from verifier.case.changes import Changes
from verifier.domain.ids import Sha256
from verifier.domain.records import Item
from verifier.domain.regions import Region
from verifier.gui import gestures
from verifier.gui.actions.base import Action
from verifier.gui.actions.registry import ACTIONS
from verifier.gui.annotations import AnnotationsDesk
from verifier.gui.citation import citation
from verifier.gui.clip_hashing import ClipHashing
from verifier.gui.columns import Columns
from verifier.gui.controls import column, row
from verifier.gui.cutting import Cutting
from verifier.gui.detecting.desk import DetectingDesk
from verifier.gui.digesting import Digesting
from verifier.gui.fields import put_back_line
from verifier.gui.following import Following
from verifier.gui.footage import Footage, dropped_paths
from verifier.gui.inspector import Inspector
from verifier.gui.items.book import RowBook
from verifier.gui.items.facets import Filter
from verifier.gui.items.model import ItemModel
from verifier.gui.items.panel import ItemsPanel
from verifier.gui.items.playing import Player
from verifier.gui.items.words import answer_words
from verifier.gui.keys.dispatcher import TEXT_FIELDS
from verifier.gui.lookups import postings_of
from verifier.gui.marking import Marking
from verifier.gui.match.asking import ask_picture
from verifier.gui.missing import MissingOriginal
from verifier.gui.overlay import Overlay
from verifier.gui.pages.registry import page_named
from verifier.gui.paper import Reading
from verifier.gui.picker.asking import Asked, ask_drone
from verifier.gui.playback.playback import Playback
from verifier.gui.prior.asking import ask_earlier
from verifier.gui.rail import Rail
from verifier.gui.reading.desk import ReadingDesk
from verifier.gui.saved_posts import SavedPostsDesk
from verifier.gui.seeing.desk import SeeingDesk
from verifier.gui.segments import Segments
from verifier.gui.session import Session
from verifier.gui.shell import Shell
from verifier.gui.sizing.asking import check_size
from verifier.gui.speech import tr, trn
from verifier.gui.stage.panel import StagePanel
from verifier.gui.standing import Standing
from verifier.gui.text_note import ask_text
from verifier.gui.theme import Theme
from verifier.gui.thumbnails import Thumbnails
from verifier.gui.timeline.panel import TimelinePanel
from verifier.gui.timeline.strip import Strip
from verifier.gui.tools.text_note import TextNoteTool
from verifier.gui.tracking import Tracking
from verifier.gui.triage.card import Decision, TriageCard
from verifier.gui.veil import is_veiled
from verifier.gui.viewer import Viewer
from verifier.gui.visiting import Visits
from verifier.gui.wall_clocks import WallClocks
from verifier.gui.waving import Waves
from verifier.gui.zoning import ask_zone
from verifier.workspace.digests import Digest

OFFERED = ("triage_relevant", "triage_maybe", "triage_not_relevant", "triage_needs_help", "triage_duplicate", "tag",
           "repeat", "note")  # fmt: skip
"""The actions that the card of the triage page names, in its order."""


class Desk(QWidget):
    """Items on the left, the stage with the timeline in the middle, the inspector on the right."""

    def __init__(self, session: Session, theme: Theme, shell: Shell, book: RowBook) -> None:
        super().__init__()
        self.setObjectName("page")
        self.session, self.theme, self.shell = session, theme, shell
        self._thumbnails = Thumbnails(session)
        model = ItemModel(self._thumbnails.ask, self)
        self._thumbnails.landed.connect(model.put_picture)
        self._thumbnails.forgotten.connect(model.forget_picture)
        self._book = book
        self.visits = Visits(self)
        self._export_options: Options | None = None
        self.digesting = Digesting(session, book)
        model.is_veiled = self._is_veiled
        self.items = ItemsPanel(theme, model)
        self.items.allow_adding(session.can_edit)
        self.player = Player(session, self.items.list, model)
        self.items.filtering.keep_in(session.workspace.folder)
        self.stage = StagePanel(theme)
        strip = Strip(session)
        self.timeline = TimelinePanel(theme, strip)
        self.timeline.hide()
        self.overlay = Overlay(session, self.stage, self.timeline)  # before the inspector: it hears of edits first
        self.inspector = Inspector(session, theme)
        self.card = TriageCard(session, theme, self._decisions, model.small_picture)
        self.rail = Rail(theme)
        self.saved_posts = SavedPostsDesk(session, self)
        self.annotations = AnnotationsDesk(session, self)
        self.footage = Footage(session, self.items, self)
        self.clip_hashing = ClipHashing(session, self.footage, self.items, self)
        self.footage.tables_found.connect(self.saved_posts.offer)
        self.viewer = Viewer(session, self.stage, self.timeline, strip, model.small_picture, self._neighbors)
        self.seeing = SeeingDesk(session, self.stage)
        self.missing = MissingOriginal(session, self.viewer)
        self.segments = Segments(session, self.timeline)
        self.tracking = Tracking(session, self.timeline)
        self.playback = Playback(session, self.viewer, self.timeline, self.segments)
        self.timeline.transport.attach(self.playback)
        self.following = Following(session, self.timeline)
        self.cutting = Cutting(session, self.timeline)
        self.waves = Waves(session, self.timeline)
        self.wall_clocks = WallClocks(session, self.timeline, lambda item: book.digests.get(item.readings_sha256 or ""))
        self.overlay.proposed = self.following.proposed
        self.detecting = DetectingDesk(session, theme, self.stage, self.timeline, self.overlay, self.segments)
        self.mark_reading = ReadingDesk(session, self)
        self.marking = Marking(session, self.stage.canvas, self.overlay)
        self._lay_out()
        self._connect()
        self.standing = Standing(self)
        self.show_rows()

    def _lay_out(self) -> None:
        review = QWidget()
        self.reading = Reading(self.session, self.stage)
        seen = row(self.reading, self.detecting.panel, self.seeing.panel, spacing=0)
        seen.setStretch(0, 1)
        inner = column(self.missing, seen, self.following, self.timeline, spacing=0)
        inner.setStretch(1, 1)
        review.setLayout(inner)
        self._middle = QStackedWidget()
        self._middle.addWidget(review)
        self._made: dict[str, QWidget] = {"review": review}
        self.columns = Columns(self.items, self._middle, self.inspector, self.card)
        whole = row(self.rail, self.columns, spacing=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.rail.show_page(self.session.page)

    def _connect(self) -> None:
        self.session.listed = self.items.model.listed
        self.items.filtering.asked.connect(lambda: self.session.listed_changed.emit())
        self.items.chosen.connect(self.session.go_to)
        self.items.selected.connect(self.session.choose)
        self.items.opened.connect(self._open_item)
        self.rail.picked.connect(self.session.show_page)
        self.session.page_changed.connect(self._turn_to)
        self.session.item_changed.connect(lambda: self.items.go_to(self.session.item_key))
        self.session.changed.connect(self._heard)
        self.digesting.made.connect(self._read_files)
        self.session.marking_changed.connect(self.items.list.viewport().update)
        self.session.drone_asked.connect(self.ask_drone)
        self.session.earlier_asked.connect(partial(ask_earlier, self))
        self.session.size_asked.connect(partial(check_size, self))
        self.session.picture_asked.connect(partial(ask_picture, self))
        self.session.frame_asked.connect(self.go_to_frame)
        self.session.tool_asked.connect(self.stage.use_tool)
        self.stage.canvas.tapped.connect(self.playback.toggle)
        self.stage.canvas.drawn.connect(self._drew)
        self.stage.allow_drawing(self.session.can_edit)
        self.timeline.refused.connect(self._refused)
        self.timeline.went.connect(self.stage.canvas.setFocus)

    def show_rows(self) -> None:
        """Show the rows of the case and go where the person was last, else to the first."""
        self.items.show_rows(self._book)
        self.standing.restore()
        self._go_somewhere()

    def _turn_to(self, name: str) -> None:
        """Show a page: the grid with its card, or list, middle and inspector."""
        page = page_named(name)
        is_grid = page.fills == "grid"
        if page.make is not None and name not in self._made:
            self._made[name] = page.make(self.session, self.theme)
            self._middle.addWidget(self._made[name])
        self.items.show_as("grid" if is_grid else "list")
        self.columns.show_grid(is_grid=is_grid)
        if is_grid:
            self.card.refresh()
        else:
            self._middle.setCurrentWidget(self._made.get(name, self._made["review"]))
        if page.panel:
            self.inspector.open_panel(page.panel)
        self.rail.show_page(name)
        self.take_keys()

    def take_keys(self) -> None:
        """Give the keys to what the page shown is about."""
        page = page_named(self.session.page)
        shown = self._made.get(page.name) if page.make is not None else None
        (shown or (self.items.list if page.fills == "grid" else self.stage.canvas)).setFocus()

    def page(self, name: str) -> QWidget | None:
        """Return the widget of a page, once it was turned to."""
        return self._made.get(name)

    def go_to_frame(self, key: str, ordinal: int) -> None:
        """Show a frame of a clip by its number."""
        if key == self.session.item_key and self.timeline.frames is not None:
            self.timeline.go_to(ordinal)
        else:
            self.viewer.resume_at(key, ordinal)
            self.session.go_to(key)
        self.session.show_page("review")

    def _open_item(self, key: str) -> None:
        """Show an item large."""
        self.session.go_to(key)
        self.session.show_page("review")

    def _decisions(self) -> list[Decision]:
        """List what the card offers: each with its first key."""
        named = {action.name: action for action in ACTIONS}
        keymap = self.shell.preferences.keymap()

        def keys(action: Action) -> str:
            return next(iter(keymap.chords(action.name)), "")

        return [
            Decision(keys(action), self._decision_words(action), partial(action.run, self), action.enabled(self))
            for action in (named[name] for name in OFFERED)
        ]

    def _decision_words(self, action: Action) -> str:
        last = self.session.last_tag
        if action.name == "repeat" and last is not None:
            return tr("Again: {name}", name=answer_words(last.entry, last.role))
        return tr(action.text)

    def ask_drone(self, asked: Asked = None, search: str = "", entry_id: str = "") -> None:
        """Open the picker for the region selected, else the item, or for a tag that is there."""
        ask_drone(self, asked, search, entry_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape puts a tool down from wherever the keys are, and leads out of a field that has nothing to put back."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
            return
        field = QApplication.focusWidget()
        if put_back_line(field):
            return
        if isinstance(field, TEXT_FIELDS):
            self.take_keys()
        self.stage.use_tool("select")

    def ask_zone(self) -> None:
        """Ask in which zone the clocks of the cameras stood."""
        ask_zone(self.session, self._book.digests, self.shell.widget())

    def remove_chosen(self) -> None:
        """Remove the region that is selected, else the segment that is chosen."""
        chosen = self.session.selected
        if chosen is not None and chosen.key in self.session.locked:
            self.session.say(tr("This region is locked. Unlock it before removing it."), "warn")
        elif chosen is not None:
            self.stage.nudging.settle()
            gestures.remove(self.session, chosen.key)
        else:
            self.segments.remove_chosen()

    def undo(self) -> None:
        """Take back the last edit, one that is still under the hand too."""
        self.stage.nudging.settle()
        self.session.undo()

    def redo(self) -> None:
        """Do again what was taken back."""
        self.stage.nudging.settle()
        self.session.redo()

    def step(self, frames: int) -> None:
        """Step by frames; a key that is held waits for each frame, so that it stops where it is let go."""
        if self.viewer.is_idle or not self.stage.canvas.is_key_held:
            self.timeline.step(frames)

    def step_seconds(self, seconds: int) -> None:
        """Step by seconds, as :meth:`step` does."""
        if self.viewer.is_idle or not self.stage.canvas.is_key_held:
            self.timeline.step_seconds(seconds)

    def go_to_mark(self, step: int) -> None:
        """Go to where the next mark or segment begins or ends, and choose it."""
        place = self.timeline.go_to_next(self.overlay.places(), step)
        if place is None:
            self.session.say(tr("There is no mark further on.") if step > 0 else tr("There is no mark further back."))
            return
        self.session.select(self.overlay.mark_at(place))
        if self.session.selected is None:
            self.segments.choose_at(place)

    def peek(self) -> None:
        """Hide every region until the key is let go."""
        self.stage.canvas.setFocus()
        self.stage.canvas.hide_all(True)

    def switch_veil(self) -> None:
        """Show the sensitive item on the stage, or lay the veil over it again."""
        if self.stage.canvas.is_veiled:
            self.viewer.unveil()
        else:
            self.viewer.veil_again()

    def copy_citation(self) -> None:
        """Put a citation of what is shown on the clipboard."""
        item = self.session.item
        if item is not None:
            words = citation(item, postings_of(self.session.case, item), self.session.frame)
            QGuiApplication.clipboard().setText(words)
            self.session.say(tr("Citation copied: {words}", words=words.splitlines()[0]))

    def settle(self) -> None:
        """Make the edit that is still under the hand."""
        self.stage.nudging.settle()

    def export(self) -> None:
        """Open the export screen."""
        from verifier.gui.dialogs.export import ExportDialog

        screen = ExportDialog(self.session, self.theme, self.shell.widget(), self.visits.open, self._export_options)

        def keep(_result: int) -> None:
            self._export_options = screen.kept

        screen.finished.connect(keep)
        screen.open()

    def find_anything(self) -> None:
        """Open the palette, which finds actions, items and drones by a few letters."""
        from verifier.gui.palette.dialog import Palette

        Palette(self, self.theme, self.shell.widget()).open()

    def close_case(self) -> None:
        self.shell.close_case()

    def switch_theme(self) -> None:
        self.shell.switch_theme()

    def takes(self, mime: QMimeData) -> bool:
        """Tell whether something dragged over the window can be added."""
        return self.session.can_edit and bool(dropped_paths(mime))

    def add_dropped(self, mime: QMimeData) -> None:
        """Add what was dropped on the window."""
        self.footage.add(dropped_paths(mime))

    def _neighbors(self) -> tuple[str, ...]:
        """Return what is likely to be wanted next: the item after this one, then the one before."""
        keys = (self.items.model.key_at(self.items.place + step) for step in (1, -1))
        return tuple(key for key in keys if key)

    def _refused(self, sentence: str) -> None:
        self.session.say(sentence, "warn")

    def _drew(self, region: Region) -> None:
        stored = self.overlay.to_stored(region)
        if self.stage.tool == TextNoteTool.name:
            ask_text(self.session, stored, self.shell.widget())
        else:
            gestures.draw_region(self.session, stored)
        if not self.stage.canvas.shift_is_down:
            self.stage.use_tool("select")  # so that the next drag puts right what was drawn; N takes the tool again

    def _heard(self, changes: Changes) -> None:
        self.items.follow(self._book.follow(changes), self.session.item_key)
        if self.items.filtering.wanted != Filter():
            self.session.listed_changed.emit()
        self._go_somewhere()

    def _is_veiled(self, key: str) -> bool:
        item = self.session.case.get(key)
        return isinstance(item, Item) and is_veiled(self.session, item)

    def _read_files(self, digests: Mapping[Sha256, Digest]) -> None:
        self.items.follow(self._book.take_digests(digests), self.session.item_key)
        self.wall_clocks.show_time()

    def _go_somewhere(self) -> None:
        """Go to a row where none was chosen or the one chosen is gone; say what to do where there is none."""
        if self.session.case.get(self.session.item_key) is not None:
            return
        key = self.items.model.key_at(max(self.items.place, 0))
        self.items.go_to(key)
        self.session.go_to(key)
        if not key:
            self.viewer.show_item()


def counts_words(session: Session) -> str:
    """Say how much is in the case: ``14 items · 3 not looked at``."""
    items = session.case.of(Item)
    if not items:
        return tr("no items yet")
    open_ones = sum(item.triage is None for item in items)
    words = trn("{number} item", "{number} items", len(items))
    return f"{words} · " + tr("{number} not looked at", number=open_ones) if open_ones else words
