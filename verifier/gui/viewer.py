"""Bring pictures to the stage: the photo at the size the zoom needs, the exact frame, the frame table of a clip."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from verifier.domain.errors import VerifierError
from verifier.domain.records import Item
from verifier.gui.pixels import LentImage
from verifier.gui.session import Session
from verifier.gui.stage.panel import StagePanel
from verifier.gui.stage.view import is_enough, level_for
from verifier.gui.timeline.clip import rate_words
from verifier.gui.timeline.panel import TimelinePanel
from verifier.media.frame_table import FrameTable
from verifier.media.messages import SharedPixels
from verifier.workspace import pictures
from verifier.workspace.pictures import FrameReply

FIRST_SIDE = 2048
"""Longest side of the first picture asked for: more than most stages are wide."""
DRAWN_KINDS = ("photo", "video")


class Viewer(QObject):
    """Asks for what is to be seen; drops answers that came too late. One frame is under way at a time."""

    def __init__(
        self, session: Session, stage: StagePanel, timeline: TimelinePanel, small_picture: Callable[[str], QImage]
    ) -> None:
        """``small_picture``: the thumbnail of an item by its key, if it is at hand."""
        super().__init__(stage)
        self._session, self._stage, self._timeline = session, stage, timeline
        self._small_picture = small_picture
        self._is_first_look = False
        self._key = ""
        self._level: int | None = FIRST_SIDE
        self._wanted: int | None = None
        self._is_busy = False
        self._resumed = ("", 0)
        session.item_changed.connect(self.show_item)
        stage.canvas.view_changed.connect(self._sharpen)
        timeline.sought.connect(self.show_frame)

    @property
    def is_idle(self) -> bool:
        """Whether no frame is under way."""
        return not self._is_busy

    def resume_at(self, key: str, ordinal: int) -> None:
        """Begin at a frame, not at the first, the next time this clip is opened."""
        self._resumed = (key, ordinal)

    def show_item(self) -> None:
        """Show the item that the session is at."""
        item = self._session.item
        self._key = item.key if item is not None else ""
        self._level, self._wanted, self._is_busy = FIRST_SIDE, None, False
        self._is_first_look = False
        self._stage.canvas.show_picture(QImage(), (1.0, 1.0), keep_view=False)
        self._timeline.setVisible(item is not None and item.kind == "video")
        self._stage.say("" if item is not None and item.kind in DRAWN_KINDS else self._words(item))
        if item is None:
            return
        if item.kind == "photo":
            self._show_first_look(item)
            self._ask_photo(item, FIRST_SIDE)
        elif item.kind == "video":
            self._timeline.show_clip(None, rate_words(item.technical))
            self._ask_clip(item)

    def show_frame(self, ordinal: int) -> None:
        """Show a frame of the clip; while one is under way, only the last one asked for is fetched next."""
        self._wanted = ordinal
        item = self._session.item
        if not self._is_busy and item is not None:
            self._ask_frame(item, ordinal)

    def _show_first_look(self, item: Item) -> None:
        """Show a photo at once by what the import's one decode left; it never stands for an exact frame of a clip."""
        image, size = self._small_picture(item.key), displayed_size(item)
        if size is not None and not image.isNull():
            self._is_first_look = True
            self._stage.canvas.show_picture(image, size, keep_view=False)

    def _ask_photo(self, item: Item, side: int | None) -> None:
        key = item.key
        future = pictures.picture(self._session.workspace, item, side)
        self._session.relay.when_done(
            future, lambda pixels: self._show_photo(key, pixels), lambda error: self._failed(key, error)
        )

    def _ask_clip(self, item: Item) -> None:
        key = item.key
        future = pictures.clip(self._session.workspace, item)
        self._session.relay.when_done(
            future, lambda table: self._show_clip(key, table), lambda error: self._failed(key, error)
        )

    def _ask_frame(self, item: Item, wanted: int) -> None:
        key = item.key
        self._is_busy = True
        future = pictures.frame(self._session.workspace, item, f"#{wanted}", self._level)
        self._session.relay.when_done(
            future, lambda reply: self._show_reply(key, wanted, reply), lambda error: self._failed(key, error)
        )

    def _show_photo(self, key: str, pixels: SharedPixels) -> None:
        item = self._session.item
        if item is None or key != self._key:
            return
        is_same = not self._is_first_look and not self._stage.canvas.image.isNull()
        self._is_first_look = False
        self._show_pixels(item, pixels, is_same=is_same)
        self._sharpen()

    def _show_clip(self, key: str, table: FrameTable) -> None:
        item = self._session.item
        if item is None or key != self._key or not len(table):
            return
        self._timeline.show_clip(table, rate_words(item.technical))
        if key == self._resumed[0]:
            self._timeline.show_ordinal(self._resumed[1])
            self._resumed = ("", 0)
        self.show_frame(self._timeline.ordinal)

    def _show_reply(self, key: str, ordinal: int, reply: FrameReply) -> None:
        item = self._session.item
        if item is None or key != self._key:
            return
        self._is_busy = False
        self._stage.say("")
        shown = self._session.frame
        self._show_pixels(item, reply.pixels, is_same=shown is not None and shown.ordinal == ordinal)
        if reply.frame != shown:
            self._session.show_frame(reply.frame)
        if self._wanted is not None and self._wanted != ordinal:
            self._ask_frame(item, self._wanted)
        else:
            self._sharpen()

    def _show_pixels(self, item: Item, pixels: SharedPixels, *, is_same: bool) -> None:
        """Show another picture, or the same one in another size."""
        image = LentImage(pixels)
        if is_same:
            self._stage.canvas.sharpen(image)
        else:
            size = displayed_size(item) or (float(image.width()), float(image.height()))
            self._stage.canvas.show_picture(image, size, keep_view=True)

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
        if self._is_first_look:
            self._is_first_look = False
            self._stage.canvas.show_picture(QImage(), (1.0, 1.0), keep_view=False)
        sentence = error.sentence if isinstance(error, VerifierError) else "This picture could not be shown."
        self._stage.say(sentence if self._stage.canvas.image.isNull() else "")
        self._session.say(sentence, "warn")

    def _words(self, item: Item | None) -> str:
        if item is not None:
            return f"{item.original_name} is kept, hashed and can be linked; it is not drawn here."
        if self._session.item_key:
            return "This file could not be added; the list says why."
        if self._session.case.of(Item):
            return "Choose an item on the left."
        return (
            "Drop photos, clips or a whole folder here." if self._session.can_edit else "There is nothing in this case."
        )


def displayed_size(item: Item) -> tuple[float, float] | None:
    """Return the size of the displayed grid, if it is known."""
    known = item.technical
    if not known.displayed_width or not known.displayed_height:
        return None
    return float(known.displayed_width), float(known.displayed_height)
