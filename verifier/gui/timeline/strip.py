"""The small frames along a clip: fetched a few at a time behind everything else, and kept while the clip is shown."""

from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from verifier.domain.records import Item
from verifier.gui.pixels import to_image
from verifier.gui.session import Session
from verifier.gui.veil import is_veiled, veiled_picture
from verifier.media.messages import SharedPixels
from verifier.workspace import pictures

AT_ONCE = 2
KEPT = 400
"""Small frames kept in memory: 60 KB each."""


class Strip(QObject):
    """``landed``: the small frame of an ordinal is there, or never will be."""

    landed = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._key = ""
        self._pictures: OrderedDict[int, QImage] = OrderedDict()
        self._waiting: list[int] = []
        self._under_way: set[int] = set()
        self._round = 0
        self._is_kept = True

    def show_item(self, item: Item | None) -> None:
        """Begin with another clip, or with none."""
        self._key, self._round = item.key if item is not None else "", self._round + 1
        self._waiting, self._under_way = [], set()
        self._pictures.clear()

    def picture(self, ordinal: int) -> QImage:
        """Return the small frame of an ordinal as it may be seen; a null picture where it is not there."""
        image, item = self._pictures.get(ordinal, QImage()), self._item
        return veiled_picture(image, image.size()) if item is not None and is_veiled(self._session, item) else image

    def want(self, ordinals: Iterable[int], *, is_kept: bool = True) -> None:
        """Bring these, in this order, in place of what was wanted before; ``is_kept``: also for the next time."""
        self._is_kept = is_kept
        self._waiting = [one for one in ordinals if one not in self._pictures and one not in self._under_way]
        self._more()

    def want_first(self, ordinal: int) -> None:
        """Bring this one before the others."""
        if ordinal not in self._pictures and ordinal not in self._under_way:
            self._waiting = [ordinal, *(one for one in self._waiting if one != ordinal)]
            self._more()

    @property
    def _item(self) -> Item | None:
        """The clip as it is now: its sensitivity may have been stated since."""
        record = self._session.case.get(self._key)
        return record if isinstance(record, Item) else None

    def _more(self) -> None:
        while (item := self._item) is not None and self._waiting and len(self._under_way) < AT_ONCE:
            ordinal = self._waiting.pop(0)
            self._under_way.add(ordinal)
            future = pictures.strip_frame(self._session.workspace, item, ordinal, is_kept=self._is_kept)
            number = self._round
            self._session.relay.when_done(
                future,
                lambda pixels, ordinal=ordinal, number=number: self._land(number, ordinal, pixels),
                lambda _error, ordinal=ordinal, number=number: self._land(number, ordinal, None),
            )

    def _land(self, number: int, ordinal: int, pixels: SharedPixels | None) -> None:
        if number != self._round:
            return
        self._under_way.discard(ordinal)
        self._pictures[ordinal] = to_image(pixels) if pixels is not None else QImage()
        while len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        self.landed.emit(ordinal)
        self._more()
