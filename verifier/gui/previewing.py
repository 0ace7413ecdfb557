"""The first look while a hand drags along a clip, from the camera's small copy of it, where one was added beside it."""

from concurrent.futures import Future

from PySide6.QtCore import QObject

from verifier.domain.records import Item
from verifier.gui.session import Session
from verifier.media.frame_table import FrameTable
from verifier.workspace import pictures
from verifier.workspace.pictures import FrameReply
from verifier.workspace.proxies import fits, has_shape_of, preview_ordinal, proxy_of


class Previews(QObject):
    """Holds the small copy of the clip on the stage, once its frames are known and fit those of the clip."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._clip: FrameTable | None = None
        self._proxy: FrameTable | None = None
        self.item: Item | None = None

    def begin(self, item: Item | None, clip: FrameTable | None = None) -> None:
        """Look for the small copy of another clip; without one that fits there are no previews."""
        self.item = self._clip = self._proxy = None
        beside = proxy_of(self._session.case, item) if item is not None and clip is not None else None
        if item is None or beside is None or clip is None or not has_shape_of(item.technical, beside.technical):
            return
        self._session.relay.when_done(
            pictures.clip(self._session.workspace, beside),
            lambda proxy: self._take(item.key, beside, clip, proxy),
            lambda _error: None,  # a small copy that cannot be read is missed by nobody: the clip is shown
        )

    def ask(self, ordinal: int, max_side: int | None) -> Future[FrameReply] | None:
        """Ask for the look of a frame of the clip, ``None`` without a copy; the reply names the copy's own frame."""
        if self.item is None or self._clip is None or self._proxy is None:
            return None
        number = preview_ordinal(self._clip, self._proxy, ordinal)
        return pictures.frame(self._session.workspace, self.item, f"#{number}", max_side)

    def _take(self, key: str, beside: Item, clip: FrameTable, proxy: FrameTable) -> None:
        if key == self._session.item_key and fits(clip, proxy):
            self.item, self._clip, self._proxy = beside, clip, proxy
