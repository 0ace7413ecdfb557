"""The photos before and after the one that is shown, decoded while it is looked at; as many as fit in their memory."""

from collections import OrderedDict
from collections.abc import Iterable
from concurrent.futures import Future

from verifier.domain.records import Item
from verifier.gui.session import Session
from verifier.media.messages import SharedPixels
from verifier.workspace import pictures

MOST_BYTES = 96 * 1024 * 1024
"""A handful of pictures as large as a window."""


class Prefetch:
    """Holds pictures by the key of their item, those put or asked for last."""

    def __init__(self, session: Session, side: int) -> None:
        """``side``: pixels of the longer side that are asked for."""
        self._session, self._side = session, side
        self._kept: OrderedDict[str, SharedPixels] = OrderedDict()
        self._under_way: dict[str, Future[SharedPixels]] = {}

    def __contains__(self, key: str) -> bool:
        return key in self._kept

    def get(self, key: str) -> SharedPixels | None:
        """Return the picture of an item, if it is at hand."""
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def put(self, key: str, pixels: SharedPixels) -> None:
        """Keep a picture that was decoded; let go of others until all fit. The newest always stays."""
        self._kept[key] = pixels
        self._kept.move_to_end(key)
        while len(self._kept) > 1 and sum(_bytes_of(one) for one in self._kept.values()) > MOST_BYTES:
            self._kept.popitem(last=False)

    def clear(self) -> None:
        """Let go of everything."""
        self._kept.clear()

    def want(self, items: Iterable[Item]) -> None:
        """Bring these photos behind all else; what was wanted before and has not begun is dropped."""
        wanted = {item.key: item for item in items if item.kind == "photo" and item.key not in self._kept}
        for key in self._under_way.keys() - wanted.keys():
            self._under_way.pop(key).cancel()
        for key, item in wanted.items():
            if key not in self._under_way:
                future = pictures.picture(self._session.workspace, item, self._side, lane="batch")
                self._under_way[key] = future
                self._session.relay.when_done(
                    future,
                    lambda pixels, key=key: self._land(key, pixels),
                    lambda _error, key=key: self._under_way.pop(key, None),
                )

    def _land(self, key: str, pixels: SharedPixels) -> None:
        if self._under_way.pop(key, None) is not None:
            self.put(key, pixels)


def _bytes_of(pixels: SharedPixels) -> int:
    return pixels.stride * pixels.height
