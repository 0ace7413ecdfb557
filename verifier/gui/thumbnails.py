"""Small pictures for the list: a few asked for at a time, the last ones asked for first."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from verifier.domain.records import Item
from verifier.gui.pixels import to_image
from verifier.gui.session import Session
from verifier.media.messages import SharedPixels
from verifier.workspace import pictures

AT_ONCE = 3
WAITING_KEPT = 40
"""Rows that were scrolled past long ago are forgotten; they are asked for again when they are seen again."""


class Thumbnails(QObject):
    """``landed``: key and picture, a null one where there is none. ``forgotten``: may be asked for again."""

    landed = Signal(str, QImage)
    forgotten = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._waiting: list[str] = []
        self._under_way = 0

    def ask(self, key: str) -> None:
        """Bring the thumbnail of an item, soon."""
        self._waiting.append(key)
        while len(self._waiting) > WAITING_KEPT:
            self.forgotten.emit(self._waiting.pop(0))
        self._session.relay.post(self._more)

    def _more(self) -> None:
        while self._waiting and self._under_way < AT_ONCE:
            key = self._waiting.pop()
            item = self._session.case.get(key)
            if not isinstance(item, Item) or item.kind not in ("photo", "video"):
                continue
            self._under_way += 1
            future = pictures.thumbnail(self._session.workspace, item)
            self._session.relay.when_done(
                future,
                lambda pixels, key=key: self._show(key, pixels),
                lambda _error, key=key: self._land(key, QImage()),
            )

    def _show(self, key: str, pixels: SharedPixels | None) -> None:
        self._land(key, to_image(pixels) if pixels is not None else QImage())

    def _land(self, key: str, image: QImage) -> None:
        self._under_way -= 1
        self.landed.emit(key, image)
        self._more()
