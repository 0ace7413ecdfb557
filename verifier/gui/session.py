"""What the window is looking at: the open case, the item, the frame, the region; and who wants to know of changes.

The one place of the window where edits are handed to the workspace. An edit that is refused becomes a sentence.
"""

from collections import deque
from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal

from verifier.case.case import Case
from verifier.case.changes import Changes
from verifier.commands.history import Command
from verifier.domain.errors import VerifierError
from verifier.domain.frames import FrameRef
from verifier.domain.records import CatalogRef, DroneClaim, Item, Observation
from verifier.domain.records.claims import Role
from verifier.gui.compare.pair import Pair, Shown
from verifier.gui.looking import FoundIn
from verifier.gui.lookups import item_label, leading
from verifier.gui.relay import Relay
from verifier.gui.seeing.state import Seeing
from verifier.gui.speech import tr, tr_made
from verifier.gui.unstated import Unstated
from verifier.workspace.saving import SaveState
from verifier.workspace.workspace import Workspace

if TYPE_CHECKING:
    from verifier.gui.map.atlas import Atlas
    from verifier.gui.telemetry import Telemetry

MOST_TOLD = 200
"""Sentences that are kept while a case is open."""
T = TypeVar("T")


class Told(msgspec.Struct, frozen=True):
    """A sentence of the status bar, and when it was said."""

    at: datetime
    sentence: str


class LastTag(msgspec.Struct, frozen=True):
    """The drone that was tagged last, for tagging the next one alike."""

    entry: CatalogRef
    role: Role


def _all_listed() -> None:
    """Leave nothing out."""


class Session(QObject):
    """``changed``: what an edit changed. ``said``: a sentence for the person and its tone.

    ``choice_changed``: other rows are selected. ``page_changed``: another page of the window is shown.

    ``drone_asked``: open the picker; with a claim, for one more answer to it; with one of its answers too, for another
    in its place. ``show_asked``: show a region.
    ``pick_asked``: let the next click on the map name a place; what for is said by a ``PickRequest``.

    ``place_typed``: coordinates stand in the form that states a place, or ``None``: they are shown, and not stated yet.
    ``frame_asked``: show a frame of a clip, by the item's key and the frame's number.
    ``earlier_asked``: look for earlier appearances of what is on the stage.
    ``picture_asked``: look for a picture from outside, here and in other places.
    ``visit_asked``: go to the item of a record, and to the record there. ``tool_asked``: take a tool in hand.
    ``compare_asked``: two pictures are to be seen beside each other.
    ``reading_asked``: read what a region, segment or item says; of a reading: answer it or, with True, correct it.
    ``signature_asked``: sign a reading of one's own, by its key.
    ``person_changed``: somebody else acts now. ``name_asked``: who it is from now on is to be said.
    ``listed``: asked for the rows that the list's filter leaves, ``None`` for all; ``listed_changed``: others may be.
    ``told``: the sentences said since the case was opened, kept nowhere else.
    ``decided_last``: the last row of the list, where it was decided and nothing was gone to since.
    ``marking_changed``: regions were locked, hidden, or a veil was lifted; view state, never stored."""

    changed = Signal(object)
    item_changed = Signal()
    frame_changed = Signal()
    selection_changed = Signal()
    save_changed = Signal(object)
    said = Signal(str, str)
    choice_changed = Signal()
    page_changed = Signal(str)
    time_asked = Signal(float)
    drone_asked = Signal(object)
    show_asked = Signal(str)
    pick_asked = Signal(object)
    place_typed = Signal(object)
    visit_asked = Signal(str)
    tool_asked = Signal(str)
    marking_changed = Signal()
    compare_asked = Signal()
    earlier_asked = Signal()
    picture_asked = Signal()
    size_asked = Signal()
    frame_asked = Signal(str, int)
    reading_asked = Signal(str, bool)
    signature_asked = Signal(str)
    person_changed = Signal()
    name_asked = Signal()
    listed_changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.relay = Relay(self)
        self.seeing = Seeing(self)
        self.compared: Pair | None = None
        self.frame_a: Shown | None = None
        self.frame: FrameRef | None = None
        self.recent_drones: list[str] = []
        self._last_tag: LastTag | None = None
        self.told: deque[Told] = deque(maxlen=MOST_TOLD)
        self.decided_last = ""
        self.page = "review"
        self.locked: set[str] = set()
        self.hidden: set[str] = set()
        self.unveiled: set[str] = set()
        self.unstated = Unstated()
        self.found_in = FoundIn()
        self.listed: Callable[[], frozenset[str] | None] = _all_listed
        self._item_key = ""
        self._chosen: tuple[str, ...] = ()
        self._selected = ""
        self._unsubscribe = workspace.subscribe(self._heard)
        self._unsubscribe_saving = workspace.subscribe_saving(self._heard_saving)

    @property
    def case(self) -> Case:
        return self.workspace.case

    @cached_property
    def telemetry(self) -> "Telemetry":
        """The telemetry of the clip shown, read when it is first asked for."""
        from verifier.gui.telemetry import Telemetry

        return Telemetry(self)

    @cached_property
    def atlas(self) -> "Atlas":
        """The base map, read when a map is first shown."""
        from verifier.gui.map.atlas import Atlas

        return Atlas(self.workspace, self.relay, self)

    @property
    def last_tag(self) -> LastTag | None:
        """The drone that was tagged last, else the newest tag of one's own in the case: the work of a day before."""
        if self._last_tag is not None:
            return self._last_tag
        own = (one for one in reversed(self.case.of(DroneClaim)) if one.stated_by == self.workspace.person.id)
        newest = next(own, None)
        return LastTag(leading(newest).entry, newest.role) if newest is not None else None

    @last_tag.setter
    def last_tag(self, tag: LastTag) -> None:
        self._last_tag = tag

    @property
    def can_edit(self) -> bool:
        return not self.workspace.is_read_only

    @property
    def item(self) -> Item | None:
        """The item on the stage."""
        record = self.case.get(self._item_key)
        return record if isinstance(record, Item) else None

    @property
    def item_key(self) -> str:
        """Key of the row gone to: an item, or a file that could not be added."""
        return self._item_key

    @property
    def chosen(self) -> tuple[Item, ...]:
        """The items that an edit of several is about, in the order of the list: those selected, else the one shown."""
        records = [self.case.get(key) for key in self._chosen]
        items = tuple(record for record in records if isinstance(record, Item))
        if items:
            return items
        return (self.item,) if self.item is not None else ()

    def choose(self, keys: tuple[str, ...]) -> None:
        """Select rows, in the order of the list."""
        if keys != self._chosen:
            self._chosen = keys
            self.choice_changed.emit()

    def show_page(self, name: str) -> None:
        """Turn to another page of the window."""
        if name != self.page:
            self.page = name
            self.page_changed.emit(name)

    def compare(self, pair: Pair) -> None:
        """Show two pictures beside each other."""
        self.compared = pair
        self.compare_asked.emit()
        self.show_page("compare")

    def shown_now(self) -> Shown | None:
        """Return what stands on the stage, with its exact frame; ``None`` while there is none."""
        item = self.item
        if item is None or (item.kind == "video" and self.frame is None):
            return None
        return Shown(item.key, self.frame.ordinal if self.frame is not None else None)

    @property
    def selected(self) -> Observation | None:
        """The region that is selected."""
        record = self.case.get(self._selected)
        return record if isinstance(record, Observation) else None

    @property
    def target(self) -> str:
        """Key of what a tag or a place is about: the selected region, else the item."""
        return self._selected if self.selected is not None else self._item_key

    def go_to(self, key: str) -> None:
        """Show another row."""
        if key != self._item_key:
            self._item_key, self._selected, self.frame = key, "", None
            self.decided_last = ""
            self.item_changed.emit()
            self.selection_changed.emit()

    def show_frame(self, frame: FrameRef | None) -> None:
        """Another frame of the clip stands on the stage."""
        self.frame = frame
        self.frame_changed.emit()

    def select(self, key: str) -> None:
        """Select a region, or none with ""."""
        if key != self._selected:
            self._selected = key
            self.selection_changed.emit()

    def do(self, command: Command, gesture: str | None = None) -> Changes:
        """Carry out one edit; return what changed, nothing where it was refused. A gesture is undone as one."""
        return self._attempt(lambda: self.workspace.execute(command, gesture=gesture).changes)

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        return self.workspace.undo_label

    @property
    def undo_words(self) -> str:
        """What undo would take back and of which item, in the language of the window; "" where there is nothing."""
        return self._edit_words(self.workspace.undo_label or "", self.workspace.undo_changes)

    @property
    def redo_words(self) -> str:
        """What redo would do again and to which item."""
        return self._edit_words(self.workspace.redo_label or "", self.workspace.redo_changes)

    def _edit_words(self, label: str, changes: Changes) -> str:
        """Name the item that an edit is of, first, since long words are cut at their end: half of all labels do not."""
        item = item_label(self.case, changes) if label else ""
        return tr_made(label) if not item or item in label else f"{item} · {tr_made(label)}"

    def undo(self) -> None:
        """Take back the last edit and name it: it may be of an item that is not shown."""
        label = self.workspace.undo_label or ""
        if changes := self._attempt(lambda: self.workspace.undo().changes):
            self.say(tr("Taken back: {label}", label=self._edit_words(label, changes)))

    def redo(self) -> None:
        """Do again what was taken back, and name it."""
        label = self.workspace.redo_label or ""
        if changes := self._attempt(lambda: self.workspace.redo().changes):
            self.say(tr("Done again: {label}", label=self._edit_words(label, changes)))

    def sign_as(self, name: str) -> None:
        """Sign with another name from now on, until the case is closed."""
        before = self.workspace.person
        person = self.workspace.sign_as(name)
        if person.id != before.id:
            self.person_changed.emit()
            self.say(tr("Working as {name}", name=person.name))

    def say(self, sentence: str, tone: str = "muted") -> None:
        """Show a sentence in the status bar."""
        if sentence:
            self.told.append(Told(datetime.now().astimezone(), sentence))
        self.said.emit(sentence, tone)

    def close(self) -> None:
        """Hear nothing any more, and close the case."""
        self.relay.close()
        self._unsubscribe()
        self._unsubscribe_saving()
        self.workspace.close()

    def _attempt(self, edit: Callable[[], Changes]) -> Changes:
        try:
            return edit()
        except VerifierError as error:
            self.say(tr_made(error.sentence), "warn")
            return ()

    def _heard(self, changes: Changes) -> None:
        self.relay.post(lambda: self.changed.emit(changes))

    def _heard_saving(self, state: SaveState) -> None:
        self.relay.post(lambda: self.save_changed.emit(state))
