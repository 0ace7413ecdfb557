"""One of two pictures that are compared: its item, its exact frame, its pixels as they come."""

from fractions import Fraction

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from verifier.domain.errors import VerifierError
from verifier.domain.frames import FrameRef
from verifier.domain.inspection import DRAWN_KINDS
from verifier.domain.records import Item
from verifier.gui.compare.pair import Shown
from verifier.gui.pixels import LentImage
from verifier.gui.seeing.latest import Latest
from verifier.gui.seeing.words import stack_words
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.gui.timeline.clip import clamped, clock_words, second_away
from verifier.gui.veil import is_veiled
from verifier.gui.viewer import displayed_size
from verifier.media.frame_table import FrameTable
from verifier.media.messages import SharedPixels
from verifier.workspace import pictures, seeing
from verifier.workspace.comparing import frame_at

SIDE_PX = 2048
"""Longest side asked for: more than half a window is wide."""


class Side(QObject):
    """``changed``: another picture stands here, or words about it do. ``table``: the frames of a clip, once known."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._latest = Latest(session.relay)
        self._key, self._wanted = "", 0
        self.image = QImage()
        self.frame: FrameRef | None = None
        self.table: FrameTable | None = None
        self.trouble = ""

    @property
    def item(self) -> Item | None:
        """The item that stands here."""
        record = self._session.case.get(self._key) if self._key else None
        return record if isinstance(record, Item) and record.kind in DRAWN_KINDS else None

    @property
    def is_clip(self) -> bool:
        return self.item is not None and self.item.kind == "video"

    @property
    def is_veiled(self) -> bool:
        """Whether the item is sensitive and nobody has asked to see it."""
        return self.item is not None and is_veiled(self._session, self.item)

    @property
    def size(self) -> tuple[float, float]:
        """The displayed grid of the item."""
        item = self.item
        return (displayed_size(item) if item is not None else None) or (
            max(1.0, float(self.image.width())),
            max(1.0, float(self.image.height())),
        )

    @property
    def time_s(self) -> Fraction | None:
        """Container time of the frame wanted."""
        return self.table.time_s(self._wanted) if self.table is not None and len(self.table) else None

    @property
    def is_settled(self) -> bool:
        """Whether the picture wanted stands."""
        is_frame = not self.is_clip or (self.frame is not None and self.frame.ordinal == self._wanted)
        return not self.image.isNull() and is_frame and self._latest.is_idle

    def show(self, shown: Shown) -> None:
        """Show an item, from a frame on."""
        self._key, self._wanted = shown.key, shown.ordinal or 0
        self.image, self.frame, self.table, self.trouble = QImage(), None, None, ""
        self._latest.forget()
        item = self.item
        if item is None:
            self.trouble = tr("There is no picture of this item to compare.")
        elif item.kind == "video":
            key = self._key
            self._session.relay.when_done(
                pictures.clip(self._session.workspace, item), lambda table: self._take_table(key, table), self._failed
            )
        else:
            self._ask(item)
        self.changed.emit()

    def step(self, frames: int = 0, seconds: int = 0) -> bool:
        """Go on by frames or by seconds; tell whether there was one to go to."""
        if self.table is None or not len(self.table):
            return False
        wanted = (
            second_away(self.table, self._wanted, seconds) if seconds else clamped(self.table, self._wanted + frames)
        )
        return self._go(wanted)

    def go_to_time(self, time_s: Fraction) -> bool:
        """Show the frame that is on the screen at a time of the clip."""
        return self.table is not None and len(self.table) > 0 and self._go(frame_at(self.table, time_s))

    def words(self) -> str:
        """Name the item and its exact frame: ``E-0003  clip.mp4 · #12 · 00:00.480 · PTS 480``."""
        item, frame = self.item, self.frame
        if item is None:
            return self.trouble
        parts = [f"{item.label}  {item.original_name}"]
        if frame is not None:
            parts += [f"#{frame.ordinal}", clock_words(frame.time_s), f"PTS {frame.pts}"]
        else:
            parts.append("{} × {}".format(*(round(side) for side in self.size)))
        stack = self._session.seeing.stack(item.key)
        if stack:
            parts.append(tr("Shown with: {filters}", filters=stack_words(stack)))
        return self.trouble or " · ".join(parts)

    def _go(self, wanted: int) -> bool:
        item = self.item
        if item is None or wanted == self._wanted:
            return False
        self._wanted = wanted
        self._ask(item)
        return True

    def _take_table(self, key: str, table: FrameTable) -> None:
        item = self.item
        if key != self._key or item is None or not len(table):
            return
        self.table, self._wanted = table, clamped(table, self._wanted)
        self._ask(item)

    def _ask(self, item: Item) -> None:
        workspace, stack, key = self._session.workspace, self._session.seeing.stack(item.key), item.key
        wanted = self._wanted if item.kind == "video" else None
        if stack:
            self._latest.ask(
                lambda: seeing.see(workspace, item, wanted, SIDE_PX, stack),
                lambda seen: self._take(key, seen.pixels, seen.frame),
                self._failed,
            )
        elif wanted is not None:
            self._latest.ask(
                lambda: pictures.frame(workspace, item, f"#{wanted}", SIDE_PX),
                lambda reply: self._take(key, reply.pixels, reply.frame),
                self._failed,
            )
        else:
            self._latest.ask(
                lambda: pictures.picture(workspace, item, SIDE_PX),
                lambda pixels: self._take(key, pixels, None),
                self._failed,
            )

    def _take(self, key: str, pixels: SharedPixels, frame: FrameRef | None) -> None:
        if key == self._key:
            self.image, self.frame, self.trouble = LentImage(pixels), frame, ""
            self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        is_known = isinstance(error, VerifierError)
        self.trouble = tr_made(error.sentence) if is_known else tr("This picture could not be shown.")
        self.changed.emit()
