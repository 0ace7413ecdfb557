"""Read a case beside the window's thread: the window stands meanwhile and says what it is doing.

Imports no Qt: the reading begins before Qt is loaded.
"""

import gc
from collections.abc import Callable
from concurrent.futures import Future
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import msgspec

from verifier.gui.speech import tr

if TYPE_CHECKING:
    from verifier.catalog.catalog import Lore
    from verifier.gui.items.book import RowBook
    from verifier.workspace.workspace import Workspace

SHOWN_FIRST = ("verifier.gui.case_page", "verifier.gui.panels.tags", "verifier.media.pool")
"""What the window shows of a case at once: loaded here, so that the window need not wait for it."""


class Opened(msgspec.Struct, frozen=True):
    """An open case with its rows, ready to be shown."""

    workspace: "Workspace"
    book: "RowBook"


class Opening(msgspec.Struct, frozen=True):
    """A case on its way: where it lies, what the window says meanwhile, and the future of it."""

    path: Path
    words: str
    opened: "Future[Opened]"
    thread: Thread

    def drop(self) -> None:
        """Wait for it and close it again, since nobody wants to see it any more."""
        self.thread.join()
        if self.opened.exception() is None:
            self.opened.result().workspace.close()


def open_beside(path: Path, person: str) -> Opening:
    """Begin to open a case; the future ends with what :meth:`Workspace.open` raises where it cannot be.

    ``person``: the name that signs; "" for that of the settings.
    """

    def work() -> "Workspace":
        from verifier.workspace.workspace import Workspace

        return Workspace.open(path, person)

    return _begin(path, tr("Opening {name} …", name=path.stem), work)


def make_beside(path: Path, title: str, person: str) -> Opening:
    """Begin to make a case; the future ends with what :meth:`Workspace.create` raises where it cannot be."""

    def work() -> "Workspace":
        from verifier.workspace.workspace import Workspace

        return Workspace.create(path, title, person)

    return _begin(path, tr("Making {name} …", name=path.stem), work)


def _book_of(workspace: "Workspace") -> "RowBook":
    """Make the rows with what is known of their files and what is written about them."""
    from verifier.gui.items.book import RowBook
    from verifier.workspace.digests import load_digests

    def lore_of(entry_id: str) -> "Lore":
        return workspace.catalog.lore(entry_id)  # read when it is first asked for: not every case has a claim

    storage = workspace.storage
    return RowBook(workspace.case, load_digests(workspace.folder), storage.texts(), lore_of, storage.folders)


def _begin(path: Path, words: str, work: "Callable[[], Workspace]") -> Opening:
    opened: Future[Opened] = Future()

    def run() -> None:
        # A case is tens of thousands of objects that stay. Looking through all of them for garbage, again and again
        # while they are read and every few minutes after, would stop the window for a tenth of a second each time.
        gc.disable()
        try:
            workspace = work()
            for module in SHOWN_FIRST:
                import_module(module)
            book = _book_of(workspace)
            gc.freeze()
            opened.set_result(Opened(workspace, book))
        except BaseException as error:  # noqa: BLE001  the edge of this thread; the window says what it was
            opened.set_exception(error)
        finally:
            gc.enable()

    thread = Thread(target=run, name="open a case")
    thread.start()
    return Opening(path, words, opened, thread)
