"""Look at many files in workers, several ahead, and hand out the looks in order; a worker's death costs one look."""

import os
import re
from collections import deque
from collections.abc import Callable, Generator
from concurrent.futures import Future
from pathlib import Path

import msgspec

from verifier.domain.errors import DecodeFailed, VerifierError
from verifier.domain.inspection import Trouble
from verifier.domain.progress import Progress
from verifier.media.pool import Bounds, Pool
from verifier.workspace.awaiting import awaited
from verifier.workspace.messages import Ingest, Ingested, LookAt
from verifier.workspace.walking import Found, LeftOut

LOOK_SECONDS = 20.0
BYTES_A_SECOND = 10_000_000
"""A look may take so long, and longer the larger the file: a slow disk reads at least so fast."""
_LESS: dict[LookAt, LookAt | None] = {"all": "readings", "readings": "bytes", "bytes": None}


class Look:
    """One file being looked at, or left out."""

    def __init__(self, one: Found | LeftOut, ask: Callable[[LookAt], Future[Ingested]]) -> None:
        self.path: Path = one.path
        self.left_out = one if isinstance(one, LeftOut) else None
        self._ask = ask
        self._future = ask("all") if self.left_out is None else None

    def wait(self, progress: Progress) -> Ingested | None:
        """Return what the look yielded, ``None`` for a file that was left out.

        Where a worker gave up, it looks again at less and adds a trouble that says so. Raises :class:`VerifierError`
        where not even the bytes could be read, :class:`Cancelled` where ``progress`` is.
        """
        if self._future is None:
            return None
        given_up: list[Trouble] = []
        look_at: LookAt = "all"
        while True:
            try:
                found = awaited(self._future, progress)
            except DecodeFailed as error:
                less = _LESS[look_at]
                if less is None:
                    raise
                stage = "decode" if look_at == "all" else "metadata"
                given_up.append(Trouble(stage, code_of(error), error.sentence))
                self._future, look_at = self._ask(less), less
            else:
                return _with_troubles(found, given_up[-1:])

    def cancel(self) -> None:
        """Drop it if no worker has begun."""
        if self._future is not None:
            self._future.cancel()


class Looker:
    """Begins looks for one import; copies go into a folder of its own, to be named once they are whole."""

    def __init__(self, pool: Pool, case: Path, copy_into: Path | None, ahead: int) -> None:
        """``copy_into``: ``None`` where originals stay where they are. ``ahead``: looks begun before they are due."""
        self._pool = pool
        self._case = case
        self._copy_into = copy_into
        self._ahead = ahead

    def looks(self, found: tuple[Found | LeftOut, ...]) -> Generator[Look, None, None]:
        """Yield one look per file in order, with several more under way; drop those when closed early."""
        begun: deque[Look] = deque()
        try:
            for number, one in enumerate(found):
                begun.append(self._begin(number, one))
                if len(begun) > self._ahead:
                    yield begun.popleft()
            while begun:
                yield begun.popleft()
        finally:
            for look in begun:
                look.cancel()

    def stop(self) -> None:
        """End the workers, also in the middle of a look; what they were writing is no longer being written."""
        self._pool.close()

    def _begin(self, number: int, one: Found | LeftOut) -> Look:
        def ask(look_at: LookAt) -> Future[Ingested]:
            copy_to = os.fsencode(self._copy_into / f"{number}-{look_at}") if self._copy_into is not None else None
            request = Ingest(os.fsencode(one.path), os.fsencode(self._case), copy_to, look_at)
            return self._pool.submit(request, Ingested, bounds=bounds_for(one.path))

        return Look(one, ask)


def code_of(error: VerifierError) -> str:
    """Name an error for programs: ``WorkerDied`` is ``worker_died``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()


def _with_troubles(found: Ingested, troubles: list[Trouble]) -> Ingested:
    return msgspec.structs.replace(found, troubles=(*troubles, *found.troubles)) if troubles else found


def bounds_for(path: Path) -> Bounds:
    """Return what one look at a file may take, longer for larger files."""
    try:
        size_bytes = path.stat().st_size
    except OSError:
        size_bytes = 0
    return Bounds(time_s=LOOK_SECONDS + size_bytes / BYTES_A_SECOND)
