"""Play the clip under the pointer, or the one the grid is at, through a few of its frames, small and in a loop.

Frames are decoded in workers, one at a time, once the pointer has rested; they are kept for the last few clips.
"""

from collections import OrderedDict

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage, QPixmap

from verifier.domain.records import Item
from verifier.gui.items.model import ItemModel
from verifier.gui.items.view import ItemView
from verifier.gui.pixels import to_image
from verifier.gui.session import Session
from verifier.gui.veil import is_veiled
from verifier.media.messages import SharedPixels
from verifier.workspace import pictures

FRAMES, KEPT_CLIPS = 8, 6
RESTS_MS, EVERY_MS = 450, 420


class Player(QObject):
    """One clip plays at a time, and only in the grid."""

    def __init__(self, session: Session, view: ItemView, model: ItemModel) -> None:
        super().__init__(view)
        self._session, self._view, self._model = session, view, model
        self._key, self._place = "", 0
        self._frames: OrderedDict[str, list[QPixmap]] = OrderedDict()
        self._rest, self._beat = QTimer(self), QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(RESTS_MS)
        self._rest.timeout.connect(self._begin)
        self._beat.setInterval(EVERY_MS)
        self._beat.timeout.connect(self._turn)
        view.over_changed.connect(self.look)
        session.item_changed.connect(self.look)
        session.page_changed.connect(self.look)

    def look(self) -> None:
        """See what is looked at now; another clip begins when that has not changed for a moment."""
        key = self._wanted()
        if key != self._key:
            self._stop()
            self._key = key
            if key:
                self._rest.start()

    def _wanted(self) -> str:
        """Return the key of the clip that should play, "" for none."""
        if self._view.shape_now != "grid" or not self._view.isVisible():
            return ""
        over = self._view.hovered()
        key = self._model.key_at(over.row()) if over.isValid() else self._session.item_key
        record = self._session.case.get(key)
        if not isinstance(record, Item) or record.kind != "video" or not record.technical.frame_count:
            return ""
        return "" if is_veiled(self._session, record) else key

    def _begin(self) -> None:
        if self._wanted() != self._key:  # the case may have been closed in between
            self._stop()
            return
        if self._key not in self._frames:
            self._frames[self._key] = []
            while len(self._frames) > KEPT_CLIPS:
                self._frames.popitem(last=False)
        self._place = 0
        self._beat.start()
        self._bring(self._key)

    def _bring(self, key: str) -> None:
        """Ask for the next frame that is missing, while this clip is looked at."""
        known, item = self._frames.get(key), self._session.case.get(key)
        if key != self._key or known is None or len(known) >= FRAMES or not isinstance(item, Item):
            return
        ordinal = int((item.technical.frame_count or 0) * (len(known) + 0.5) / FRAMES)
        self._session.relay.when_done(
            pictures.strip_frame(self._session.workspace, item, ordinal),
            lambda pixels: self._land(key, pixels),
            lambda _error: self._stop(),
        )

    def _land(self, key: str, pixels: SharedPixels | None) -> None:
        image = to_image(pixels) if pixels is not None else QImage()
        if key in self._frames and not image.isNull():
            self._frames[key].append(QPixmap.fromImage(image))
            self._bring(key)

    def _turn(self) -> None:
        """Show the next frame of those that are there."""
        frames = self._frames.get(self._key, [])
        if frames:
            self._place = (self._place + 1) % len(frames)
            self._model.play(self._key, frames[self._place])

    def _stop(self) -> None:
        self._rest.stop()
        self._beat.stop()
        self._model.play("", None)
