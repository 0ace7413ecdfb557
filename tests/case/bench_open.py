"""Time to verify and replay a journal of 100,000 lines: ``python -m tests.case.bench_open [LINES]``.

Half of the lines make a record, half edit one. The case is written as gestures would write it, but in one
transaction: flushing each would take minutes.
"""

import sys
import tempfile
import time
from pathlib import Path

import msgspec

from tests.examples import NOTE
from tests.fresh_case import START, FreshCase
from verifier.case.changes import Change
from verifier.case.opening import open_case
from verifier.case.recorder import Recorder
from verifier.case.sqlite_file import transaction
from verifier.case.storage import Gesture


def write(path: Path, count: int) -> None:
    """Write a case with ``count`` lines more than its first, in one transaction."""
    with FreshCase(path) as fresh:
        source, storage, person = fresh.source, fresh.storage, next(iter(fresh.case.records()))
        recorder: Recorder = storage._recorder
        storage.flush()
        with transaction(storage._connection):
            before = None
            for number in range(count):
                note = msgspec.structs.replace(NOTE, id=source.new_id(), about=person, text=f"note {number}")
                after = note if before is None else msgspec.structs.replace(before, text=f"edited {number}")
                change = Change(after.key, before, after)
                gesture = Gesture(
                    id=source.new_id(),
                    verb="do",
                    label="note on a person",
                    changes=(change,),
                    actor=fresh.actor,
                    at=START,
                )
                written = recorder.record(gesture)
                storage._insert(gesture, written, {})
                recorder.accept(written)
                before = None if before is not None else after


def main() -> None:
    """Write once, open five times, print the times."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.case"
        write(path, count)
        for _ in range(5):
            began, cpu = time.perf_counter(), time.process_time()
            with open_case(path, "Bench", START) as opened:
                took_s = time.perf_counter() - began
                cpu_s = time.process_time() - cpu
                sys.stdout.write(f"{count + 1} lines, {len(opened.case)} records: {took_s:.2f} s, cpu {cpu_s:.2f} s\n")


if __name__ == "__main__":
    main()
