"""A new case in a folder of the test, with a clock, ids and salts that are the same every time."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.examples import CASE_INFO, EXAMPLES
from verifier.case.draft import Draft
from verifier.case.opening import OpenCase, create_case, open_case
from verifier.case.references import mentions, owners, without
from verifier.commands.case_card import CreateCase
from verifier.commands.history import History
from verifier.domain.ids import uuid7
from verifier.domain.records import Record

START = datetime(2026, 1, 1, tzinfo=UTC)
NAME = "Olena Shevchenko"


class Source:
    """Where time, ids and salts come from: each different from the last, and the same in every run."""

    def __init__(self, seed: int = 0) -> None:
        self._random = random.Random(seed)
        self._count = 0

    def now(self) -> datetime:
        self._count += 1
        return START + timedelta(milliseconds=self._count)

    def new_id(self) -> str:
        self._count += 1
        return uuid7(int(START.timestamp() * 1_000) + self._count, self._random.randbytes(10))

    def salt(self, size: int) -> bytes:
        return self._random.randbytes(size)


class Put:
    """Put and take out records as they are: a command for tests of what lies below commands."""

    def __init__(self, *records: Record, label: str = "put", gone: Iterable[str] = ()) -> None:
        self.records = records
        self.label = label
        self.gone = tuple(gone)

    def run(self, draft: Draft) -> None:
        coming = {record.key for record in self.records}
        waiting = list(self.records)
        while waiting:  # owners first, and all without mentions, since two records may mention each other
            record = waiting.pop(0)
            if coming & set(owners(record)):
                waiting.append(record)
            else:
                draft.put(without(record, frozenset(mentions(record))))
                coming.discard(record.key)
        for record in self.records:
            draft.put(record)
        for key in self.gone:
            draft.delete(key)


def everything() -> "Put":
    """Return a command that puts every example but the card of the case, which a fresh case has already."""
    return Put(*(record for record in EXAMPLES if record is not CASE_INFO), label="put everything")


class FreshCase:
    """An open case with its history; :meth:`reopen` closes it and opens it again."""

    def __init__(self, path: Path, seed: int = 0) -> None:
        self.source = Source(seed)
        self.path = path
        self.actor = self.source.new_id()
        self.opened: OpenCase = create_case(path, self.source.new_id(), NAME, START, self.source.salt)
        self.history = self._history()
        self.history.do(CreateCase(title="Kherson", person=NAME)).saved.result()

    def _history(self) -> History:
        return History(self.opened, actor=self.actor, now=self.source.now, new_id=self.source.new_id)

    @property
    def case(self):
        return self.opened.case

    @property
    def storage(self):
        return self.opened.storage

    def do(self, command) -> Record | None:
        """Run a command, wait until it is on the disk, return the last record it put."""
        executed = self.history.do(command)
        executed.saved.result()
        put = [change.after for change in executed.changes if change.after is not None]
        return put[-1] if put else None

    def reopen(self) -> None:
        self.close()
        self.opened = open_case(self.path, NAME, START, random=self.source.salt)
        self.history = self._history()

    def close(self) -> None:
        self.opened.close()

    def __enter__(self) -> "FreshCase":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
