"""A case whose journal has 100,000 lines: verified line by line and value by value, replayed, its records made."""

import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from tests.bench.figures import interleave
from verifier.case.changes import Change
from verifier.case.journal import Replay
from verifier.case.opening import create_case, open_case
from verifier.case.recorder import Recorder
from verifier.case.storage import Gesture
from verifier.domain.ids import uuid7
from verifier.domain.records import Note

LINES = 100_000
ROUNDS = 3
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def fill(database: Path, copy_id: str) -> None:
    """Write the lines of as many notes, each one gesture, in one transaction."""
    chance = Random(7)
    recorder = Recorder(Replay(), copy_id, chance.randbytes)
    person = uuid7(0, bytes(10))
    with closing(sqlite3.connect(database)) as connection, connection:
        for number in range(LINES):
            name = uuid7(number, chance.randbytes(10))
            about = f"person/{person}"
            note = Note(id=name, about=about, text=f"what was seen, {number}", written_by=person, written_at=NOW)
            change = Change(note.key, None, note)
            gesture = Gesture(id=name, verb="do", label="note", changes=(change,), actor=person, at=NOW)
            written = recorder.record(gesture)
            recorder.accept(written)
            connection.execute("INSERT INTO lines VALUES (?, ?, ?)", (number + 1, name, written.lines[0]))
            rows = [(commitment, value.salt, value.data) for commitment, value in written.values.items()]
            connection.executemany('INSERT INTO "values" VALUES (?, ?, ?)', rows)


def open_and_close(path: Path) -> None:
    """Open the case as a reader does: everything is checked."""
    with open_case(path, "bench", NOW, writable=False) as opened:
        if opened.storage.head()[0] != LINES:
            raise RuntimeError("the case does not hold the lines that were written")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, copy_id = Path(folder) / "long.case", uuid7(1, bytes(10))
        create_case(path, copy_id, "bench", NOW).close()
        fill(path / "case.sqlite", copy_id)
        interleave({"verifier": lambda: open_and_close(path)}, ROUNDS, "100,000 lines opened")


if __name__ == "__main__":
    main()
