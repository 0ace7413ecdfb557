"""Bring pictures to the stage: the photo at the size the zoom needs, the exact frame, the frame table of a clip."""

from collections.abc import Callable
from concurrent.futures import Future

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage

from verifier.case.changes import Changes
from verifier.domain.errors import VerifierError
from verifier.domain.frames import FrameRef
from verifier.domain.inspection import DRAWN_KINDS
from verifier.domain.records import Item
from verifier.forensics.params import Stack
from verifier.gui.pixels import LentImage
from verifier.gui.prefetch import Prefetch
from verifier.gui.previewing import Previews
from verifier.gui.seeing.latest import Latest
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.gui.stage.panel import StagePanel
from verifier.gui.stage.view import AS_IT_LIES, View, is_enough, level_for
from verifier.gui.timeline.clip import clock_words, rate_words
from verifier.gui.timeline.panel import TimelinePanel
from verifier.gui.timeline.strip import Strip
from verifier.gui.veil import is_veiled, veil_words
from verifier.media.frame_table import FrameTable
from verifier.media.messages import SharedPixels
from verifier.workspace import pictures, seeing
from verifier.workspace.chaining import then
from verifier.workspace.papers import is_readable
from verifier.workspace.pictures import FrameReply
from verifier.workspace.seeing import Motion, Seen

Looked = tuple[Stack, int | None]
"""The filters a picture is shown with, and the frame it is steadied on."""
FIRST_SIDE = 2048
"""Longest side of the first picture asked for: more than most stages are wide."""
REST_MS = 120
"""A hand that has dragged along the strip rests after so long without moving: then the exact frame is fetched."""


class SeenReply(FrameReply, frozen=True):
    """A frame as it is to be looked at: through which filters, and how it lies on the one it is steadied on."""

    looked: Looked = ((), None)
    motion: Motion | None = None


class Viewer(QObject):
    """Asks for what is to be seen; drops answers that came too late. One frame is under way at a time."""

    def __init__(
        self,
        session: Session,
        stage: StagePanel,
        timeline: TimelinePanel,
        strip: Strip,
        small_picture: Callable[[str], QImage],
        neighbors: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        """``small_picture``: the thumbnail of an item by its key, if it is at hand. ``neighbors``: what is next."""
        super().__init__(stage)
        self._session, self._stage, self._timeline, self._strip = session, stage, timeline, strip
        self._small_picture, self._neighbors = small_picture, neighbors
        self.prefetched = Prefetch(session, FIRST_SIDE)
        self._photos = Latest(session.relay)
        self.previews = Previews(session)
        self._is_first_look = False
        self._key = ""
        self._level: int | None = FIRST_SIDE
        self._wanted: int | None = None
        self._shown: FrameRef | None = None
        self._is_scrubbing = False
        self._is_busy = self._has_strip = False
        self._left_at: dict[str, int] = {}
        self._begun = ""
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._rested)
        session.item_changed.connect(self.show_item)
        session.changed.connect(self._heard)
        session.seeing.changed.connect(self._look_again)
        stage.canvas.view_changed.connect(self._sharpen)
        stage.canvas.unveil_asked.connect(self.unveil)
        timeline.sought.connect(self.show_frame)
        timeline.scrubbed.connect(self.scrub)

    @property
    def is_idle(self) -> bool:
        """Whether no frame is under way, nor about to be."""
        return not self._is_busy and not self._rest.isActive()

    @property
    def level(self) -> int | None:
        """Longest side of the pictures asked for at this zoom; ``None`` for full size."""
        return self._level

    def show_played(self, reply: FrameReply) -> None:
        """Show a frame that somebody else asked for because it is due; it is the one recorded from now on."""
        item = self._session.item
        if item is None or self._is_busy:
            return
        self._rest.stop()
        self._wanted, self._is_scrubbing, self._is_first_look = reply.frame.ordinal, False, False
        self._timeline.show_ordinal(reply.frame.ordinal)
        is_same = self._shown is not None and self._shown.ordinal == reply.frame.ordinal
        looked, motion = (reply.looked, reply.motion) if isinstance(reply, SeenReply) else (((), None), None)
        self._show_pixels(item, reply.pixels, is_same=is_same, stack=looked[0])
        self._lie(looked, motion)
        self._shown = reply.frame
        self._say_which(reply.frame, reply.frame.ordinal)

    def frame_to_play(self, item: Item, ordinal: int) -> Future[FrameReply]:
        """Ask for a frame as the item is looked at now, for whoever shows it when it is due."""
        workspace, looked = self._session.workspace, self._looked_with(item.key)
        if looked == ((), None):
            return pictures.frame(workspace, item, f"#{ordinal}", self._level)
        future = seeing.see(workspace, item, ordinal, self._level, looked[0], steady_on=looked[1])
        return then(future, lambda seen: _reply_of(seen, looked))

    def resume_at(self, key: str, ordinal: int) -> None:
        """Begin at a frame, not at the first, the next time this clip is opened."""
        self._left_at[key] = ordinal

    def show_item(self) -> None:
        """Show the item that the session is at."""
        item = self._session.item
        if self._key and self._key == self._begun:
            self._left_at.setdefault(self._key, self._timeline.ordinal)  # who comes back goes on from there
        self._key = item.key if item is not None else ""
        self._level, self._wanted, self._shown, self._is_busy = FIRST_SIDE, None, None, False
        self._is_first_look = self._is_scrubbing = self._has_strip = False
        self.previews.begin(None)
        self._rest.stop()
        self._photos.forget()
        self._session.seeing.show(())
        self._stage.canvas.steady(AS_IT_LIES)
        self._stage.canvas.turn_to(self._session.seeing.look(self._key).turn_deg)
        self._strip.show_item(None)
        self._stage.caution("")
        self._timeline.setVisible(item is not None and item.kind == "video")
        self._stage.say("" if item is not None and item.kind in DRAWN_KINDS else self._words(item))
        self._veil()
        ready = self.prefetched.get(item.key) if item is not None and item.kind == "photo" else None
        if self._session.seeing.stack(self._key):
            ready = None
        if item is not None and ready is not None:
            self._show_pixels(item, ready, is_same=False, keep_view=False)
            self._settle_photo()
            return
        self._stage.canvas.show_picture(QImage(), (1.0, 1.0), keep_view=False)
        if item is None:
            return
        if item.kind == "photo":
            self._show_first_look(item)
            self._ask_photo(item, FIRST_SIDE)
        elif item.kind == "video":
            self._show_first_look(item)
            self._timeline.show_clip(None, rate_words(item.technical))
            self._ask_clip(item)

    def show_frame(self, ordinal: int) -> None:
        """Show a frame of the clip; while one is under way, only the last one asked for is fetched next."""
        self._rest.stop()
        self._wanted, self._is_scrubbing = ordinal, False
        self._ask_wanted()

    def scrub(self, ordinal: int) -> None:
        """Show the key frame before a frame at once, and the exact one when the hand rests."""
        self._wanted, self._is_scrubbing = ordinal, True
        self._rest.start()
        self._ask_wanted()

    def unveil(self) -> None:
        """Lift the veil from the item on the stage, until the case is closed."""
        item = self._session.item
        if item is not None:
            self._session.unveiled.add(item.key)
            self._veil()
            self._session.marking_changed.emit()

    def veil_again(self) -> None:
        """Lay the veil over the item again."""
        self._session.unveiled.discard(self._key)
        self._veil()
        self._session.marking_changed.emit()

    def _veil(self) -> None:
        item = self._session.item
        self._stage.canvas.show_veil(veil_words(item) if item is not None and is_veiled(self._session, item) else "")
        self._timeline.redraw_strip()

    def _heard(self, changes: Changes) -> None:
        if any(change.key == self._key for change in changes):
            self._veil()

    def _rested(self) -> None:
        self._is_scrubbing = False
        self._ask_wanted()

    def _show_first_look(self, item: Item) -> None:
        """Show at once what the import's one decode left; of a clip it is said that it is not the exact frame."""
        image, size = self._small_picture(item.key), displayed_size(item)
        if size is not None and not image.isNull():
            self._is_first_look = True
            self._stage.canvas.show_picture(image, size, keep_view=False)
        if item.kind == "video":
            self._stage.caution(tr("Not the exact frame yet. Reading the clip …"))

    def _ask_photo(self, item: Item, side: int | None) -> None:
        key, stack, workspace = item.key, self._session.seeing.stack(item.key), self._session.workspace
        if stack:
            self._photos.ask(
                lambda: seeing.see(workspace, item, None, side, stack),
                lambda seen: self._show_seen(key, side, seen, stack),
                lambda error: self._failed(key, error),
            )
            return
        self._photos.ask(
            lambda: pictures.picture(workspace, item, side),
            lambda pixels: self._show_photo(key, side, pixels),
            lambda error: self._failed(key, error),
        )

    def _show_seen(self, key: str, side: int | None, seen: Seen, stack: Stack) -> None:
        """Show a photo through filters."""
        if key == self._key:
            self._session.seeing.counted.emit(seen.numbers)
        self._show_photo(key, side, seen.pixels, stack)

    def _look_again(self) -> None:
        """Show the same picture in the way that is wanted now."""
        item, canvas = self._session.item, self._stage.canvas
        if item is None:
            return
        look = self._session.seeing.look(item.key)
        if look.turn_deg != canvas.turn_deg:
            canvas.turn_to(look.turn_deg)
        shown = (self._session.seeing.shown, self._session.seeing.shown_on)
        if canvas.image.isNull() or shown == self._looked_with(item.key):
            self._photos.forget()
        elif item.kind == "photo":
            self._ask_photo(item, self._level)
        else:
            self._ask_wanted()

    def _ask_clip(self, item: Item) -> None:
        key = item.key
        future = pictures.clip(self._session.workspace, item)
        self._session.relay.when_done(
            future, lambda table: self._show_clip(key, table), lambda error: self._failed(key, error)
        )

    def _ask_wanted(self) -> None:
        """Ask for the frame wanted, unless one is under way or it stands already."""
        item, wanted, shown = self._session.item, self._wanted, self._shown
        if self._is_busy or item is None or wanted is None:
            return
        is_scrub, level = self._is_scrubbing, self._level
        if is_scrub and self._ask_preview(item, wanted, level):
            return
        if is_scrub and shown is not None and self._is_key_of(wanted, shown):
            self._say_which(shown, wanted)
            return
        self._is_busy = True
        workspace = self._session.workspace
        key, (stack, steady_on) = item.key, self._looked_with(item.key)
        if stack or steady_on is not None:
            self._session.relay.when_done(
                seeing.see(workspace, item, wanted, level, stack, nearest_key=is_scrub, steady_on=steady_on),
                lambda seen: self._show_seen_frame(key, wanted, seen, (stack, steady_on)),
                lambda error: self._failed(key, error),
            )
            return
        future = (
            pictures.key_frame(workspace, item, wanted, level)
            if is_scrub
            else pictures.frame(workspace, item, f"#{wanted}", level)
        )
        self._session.relay.when_done(
            future, lambda reply: self._show_reply(key, wanted, reply), lambda error: self._failed(key, error)
        )

    def _ask_preview(self, item: Item, wanted: int, level: int | None) -> bool:
        """Ask for a first look at a frame in the camera's small copy; tell whether there is one."""
        key = item.key
        asked = self.previews.ask(wanted, level) if self._looked_with(key) == ((), None) else None
        if asked is None:
            return False
        self._is_busy = True
        self._session.relay.when_done(
            asked, lambda reply: self._show_preview(key, wanted, reply), lambda _error: self._no_preview(key)
        )
        return True

    def _show_preview(self, key: str, wanted: int, reply: FrameReply) -> None:
        """Show what the small copy has; nothing of it is recorded, and the session holds no frame meanwhile."""
        item = self._session.item
        if item is None or key != self._key:
            return
        self._is_busy, self._shown, self._is_first_look = False, None, False
        self._show_pixels(item, reply.pixels, is_same=False)
        self._lie(((), None), None)
        beside = self.previews.item.label if self.previews.item is not None else ""
        self._stage.caution(tr("Preview from {item}, the camera’s small copy. The exact frame follows.", item=beside))
        self._timeline.show_as_preview(True)
        if self._session.frame is not None:
            self._session.show_frame(None)
        if self._wanted != wanted or not self._is_scrubbing:
            self._ask_wanted()

    def _no_preview(self, key: str) -> None:
        """A small copy that fails once is left alone."""
        if key == self._key:
            self.previews.begin(None)
            self._is_busy = False
            self._ask_wanted()

    def _is_key_of(self, wanted: int, shown: FrameRef) -> bool:
        table = self._timeline.frames
        return table is not None and table.key_before(wanted) == shown.ordinal

    def _looked_with(self, key: str) -> Looked:
        """Return the filters an item is to be shown with, and the frame it is to be steadied on."""
        return self._session.seeing.stack(key), self._session.seeing.look(key).steady_on

    def _show_seen_frame(self, key: str, wanted: int, seen: Seen, looked: Looked) -> None:
        """Show a frame through filters; it is the same frame."""
        if key == self._key and seen.frame is not None:
            self._session.seeing.counted.emit(seen.numbers)
            self._show_reply(key, wanted, FrameReply(seen.pixels, seen.frame, seen.is_damaged), looked, seen.motion)

    def _show_photo(self, key: str, side: int | None, pixels: SharedPixels, stack: Stack = ()) -> None:
        item = self._session.item
        if side == FIRST_SIDE and not stack:
            self.prefetched.put(key, pixels)
        if item is None or key != self._key:
            return
        is_same = not self._is_first_look and not self._stage.canvas.image.isNull()
        self._is_first_look = False
        self._show_pixels(item, pixels, is_same=is_same, stack=stack)
        self._settle_photo()

    def _settle_photo(self) -> None:
        """Ask for what the zoom lacks, and for what may be wanted next."""
        self._sharpen()
        found = (self._session.case.get(key) for key in self._neighbors())
        self.prefetched.want(one for one in found if isinstance(one, Item))

    def _show_clip(self, key: str, table: FrameTable) -> None:
        item = self._session.item
        if item is None or key != self._key or not len(table):
            return
        if self._timeline.frames is not None:  # asked twice, by who left and came back; they have stepped on since
            return
        begin, self._begun = self._left_at.pop(key, 0), key
        self._timeline.show_clip(table, rate_words(item.technical), begin if begin < len(table) else 0)
        self.previews.begin(item, table)
        self.show_frame(self._timeline.ordinal)

    def _show_reply(
        self, key: str, ordinal: int, reply: FrameReply, looked: Looked = ((), None), motion: Motion | None = None
    ) -> None:
        item, frame = self._session.item, reply.frame
        if item is None or key != self._key:
            return
        self._is_busy = False
        self._stage.say("")
        is_same = self._shown is not None and self._shown.ordinal == frame.ordinal
        self._show_pixels(item, reply.pixels, is_same=is_same, stack=looked[0])
        self._lie(looked, motion)
        if not self._has_strip:
            self._begin_strip(item)
        self._is_first_look, self._shown = False, frame
        self._say_which(frame, ordinal)
        is_other = self._wanted is not None and self._wanted != frame.ordinal
        if is_other or self._looked_with(key) != looked:
            self._ask_wanted()
        else:
            self._sharpen()

    def _lie(self, looked: Looked, motion: Motion | None) -> None:
        """Let the picture lie as a steadied one does, and say how it is looked at."""
        self._session.seeing.show(*looked, motion)
        self._stage.canvas.steady(view_of(motion))

    def _say_which(self, frame: FrameRef, wanted: int) -> None:
        """Make the frame on the stage the one that is recorded, or say that it is only near to the one wanted."""
        is_exact = frame.ordinal == wanted
        self._timeline.show_as_preview(False)
        time = clock_words(frame.time_s)
        self._stage.caution("" if is_exact else tr("Nearest key frame, {time}. The exact frame follows.", time=time))
        recordable = frame if is_exact else None
        if recordable != self._session.frame:
            self._session.show_frame(recordable)

    def _begin_strip(self, item: Item) -> None:
        self._has_strip = True
        width, height = displayed_size(item) or (16.0, 9.0)
        self._strip.show_item(item)
        self._timeline.show_strip(width / height)

    def _show_pixels(
        self, item: Item, pixels: SharedPixels, *, is_same: bool, keep_view: bool = True, stack: Stack = ()
    ) -> None:
        """Show another picture, or the same one in another size, or through other filters."""
        image = LentImage(pixels)
        is_other_look = stack != self._session.seeing.shown
        self._session.seeing.show(stack)
        if is_same and is_other_look:
            self._stage.canvas.replace(image)
        elif is_same:
            self._stage.canvas.sharpen(image)
        else:
            size = displayed_size(item) or (float(image.width()), float(image.height()))
            self._stage.canvas.show_picture(image, size, keep_view=keep_view)

    def _sharpen(self) -> None:
        """Ask for the picture in another size where the zoom shows more, or far fewer, pixels than are at hand."""
        item, canvas = self._session.item, self._stage.canvas
        if item is None or canvas.image.isNull() or self._is_first_look:
            return
        side = round(max(canvas.picture_size))
        level = level_for(side, canvas.view.zoom, self._stage.devicePixelRatio())
        wanted = min(side, level or side)
        first, latest = canvas.renditions.sides()
        is_sharp = is_enough(first, wanted, is_first=True) or is_enough(latest, wanted, is_first=False)
        was_asked, self._level = level == self._level, level
        if is_sharp or was_asked:
            return
        if item.kind == "photo":
            self._ask_photo(item, level)
        elif self._wanted is not None:
            self.show_frame(self._wanted)

    def _failed(self, key: str, error: BaseException) -> None:
        if key != self._key:
            return
        self._is_busy = False
        self._stage.caution("")
        if self._is_first_look:
            self._is_first_look = False
            self._stage.canvas.show_picture(QImage(), (1.0, 1.0), keep_view=False)
        is_known = isinstance(error, VerifierError)
        sentence = tr_made(error.sentence) if is_known else tr("This picture could not be shown.")
        is_bare = self._stage.canvas.image.isNull()
        self._stage.say(sentence if is_bare else "")
        if not is_bare:  # said once: on the stage, or beside a picture that stands there
            self._session.say(sentence, "warn")

    def _words(self, item: Item | None) -> str:
        if item is not None:
            name = item.original_name
            if is_readable(item):
                return tr("The words of {name} are being read …", name=name)
            return tr("{name} is kept, hashed and can be linked; it is not drawn here.", name=name)
        if self._session.item_key:
            return tr("This file could not be added; the list says why.")
        if self._session.case.of(Item):
            return tr("Choose an item on the left.")
        if self._session.can_edit:
            return tr("Drop photos, clips or a whole folder here.")
        return tr("There is nothing in this case.")


def displayed_size(item: Item) -> tuple[float, float] | None:
    """Return the size of the displayed grid, if it is known."""
    known = item.technical
    if not known.displayed_width or not known.displayed_height:
        return None
    return float(known.displayed_width), float(known.displayed_height)


def view_of(motion: Motion | None) -> View:
    """Return how a frame is moved to be steady, as a view of it."""
    return View(motion.scale, motion.x, motion.y, motion.turn_deg) if motion is not None else AS_IT_LIES


def _reply_of(seen: Seen, looked: Looked) -> FrameReply:
    if seen.frame is None:
        raise ValueError("a photo is not played")
    return SeenReply(seen.pixels, seen.frame, seen.is_damaged, looked, seen.motion)
