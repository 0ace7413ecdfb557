"""Have drawn, in a worker, what lists ask of files that are new to the case, and keep it in the cache."""

from collections.abc import Mapping
from concurrent.futures import Future

from PySide6.QtCore import QObject, Signal

from verifier.case.changes import Changes
from verifier.domain.ids import Sha256
from verifier.domain.records import Item
from verifier.gui.items.book import RowBook
from verifier.gui.session import Session
from verifier.workspace.chaining import then_ask
from verifier.workspace.digests import Digest, MadeDigests, MakeDigests, Undigested, keep_digests, missing

BATCH = 16
"""Documents drawn from at once: rows come in step by step, and no step takes the window's thread for long."""


class Digesting(QObject):
    """``made``: digests by the SHA-256 of the readings they were drawn from."""

    made = Signal(object)

    def __init__(self, session: Session, book: RowBook) -> None:
        super().__init__(session)
        self._session, self._book = session, book
        self._waiting: list[Sha256] = []
        self._items: dict[Sha256 | None, Item] = {}
        self._known: dict[Sha256, Digest] = dict(book.digests)
        self._is_busy = self._is_new = False
        session.changed.connect(self._heard)
        self.begin()

    @property
    def is_idle(self) -> bool:
        """Whether every file of the case was looked at."""
        return not self._is_busy

    def begin(self) -> None:
        """Look for files that nothing was drawn from yet."""
        if not self._is_busy:
            items = self._session.case.of(Item)
            self._waiting = list(missing(items, self._known))
            wanted = set(self._waiting)
            self._items = {item.readings_sha256: item for item in items if item.readings_sha256 in wanted}
            self._next()

    def _heard(self, changes: Changes) -> None:
        if any(isinstance(change.after, Item) for change in changes):
            self.begin()

    def _next(self) -> None:
        batch, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
        self._is_busy = bool(batch)
        if not batch:
            self._keep()
            return
        self._session.relay.when_done(
            then_ask(self._read(batch), self._draw),
            lambda reply: self._land(batch, reply.digests),
            lambda _error: self._land(batch, (Digest(),) * len(batch)),
        )

    def _read(self, batch: list[Sha256]) -> Future[tuple[Undigested, ...]]:
        storage = self._session.workspace.storage
        items = [self._items.get(sha256) for sha256 in batch]

        def read() -> tuple[Undigested, ...]:
            return tuple(
                Undigested(storage.readings(sha256) or b"", item.original_name, item.kind, item.technical)
                if item is not None
                else Undigested(b"")
                for sha256, item in zip(batch, items, strict=True)
            )

        return self._session.workspace.think(read)

    def _draw(self, documents: tuple[Undigested, ...]) -> Future[MadeDigests]:
        workspace = self._session.workspace
        return workspace.pool.submit(MakeDigests(documents, workspace.settings.extra_catalog), MadeDigests)

    def _land(self, batch: list[Sha256], digests: tuple[Digest, ...]) -> None:
        made: Mapping[Sha256, Digest] = dict(zip(batch, digests, strict=True))
        self._known.update(made)
        self._is_new = True
        self.made.emit(made)
        self._next()
        if not self._is_busy:
            self.begin()

    def _keep(self) -> None:
        """Write what is new into the cache, beside the window's thread."""
        workspace = self._session.workspace
        if self._is_new and not workspace.is_read_only:
            self._is_new = False
            known = dict(self._known)
            workspace.think(lambda: keep_digests(workspace.folder, known))
