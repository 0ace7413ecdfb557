"""A process whose children edit a case in a loop and say after each edit that it is on the disk.

``python -m tests.case.editor``: for each line on standard input, the path of a case, a child is forked that edits it
until it is killed. Printed are ``pid N``, then the number of every acknowledged edit (``-N`` before it is undone), and
``ended`` when the child is gone. Forking spares each child the start of Python.
"""

import os
import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

from verifier.case.draft import Draft
from verifier.case.opening import open_case
from verifier.commands.history import History
from verifier.domain.ids import uuid7
from verifier.domain.records import Note, Person


class Write:
    """Write one numbered note."""

    label = "write a note"

    def __init__(self, number: int) -> None:
        self.number = number

    def run(self, draft: Draft) -> None:
        about = draft.of(Person)[0].key
        text = f"edit {self.number} " + "x" * (self.number * 37 % 3_000)
        note = Note(id=draft.new_id(), about=about, text=text, written_by=draft.actor, written_at=draft.now)
        draft.put(note)


def edit(case: Path) -> None:
    """Edit until killed; every third edit is undone and done again, every seventh undone."""
    opened = open_case(case, "Editor", datetime.now(UTC))
    actor = opened.case.of(Person)[0].id
    history = History(
        opened,
        actor=actor,
        now=lambda: datetime.now(UTC),
        new_id=lambda: uuid7(int(datetime.now(UTC).timestamp() * 1_000), uuid.uuid4().bytes),
    )
    number = opened.storage.head()[0]
    while True:
        number += 1
        history.do(Write(number)).saved.result()
        if number % 3 == 0:
            history.undo().saved.result()
            history.redo().saved.result()
        say(str(number))
        if number % 7 == 0:
            say(f"-{number}")
            history.undo().saved.result()


def say(word: str) -> None:
    """Tell the test in one write, so that no word is cut by a kill."""
    os.write(1, word.encode() + b"\n")


def main() -> None:
    """Fork one editor after the other."""
    for case in sys.stdin:
        child = os.fork()
        if child == 0:
            edit(Path(case.strip()))
        say(f"pid {child}")
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main()
