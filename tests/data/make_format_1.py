"""Make the case of format 1 that every later version must open: ``python -m tests.data.make_format_1 FOLDER``.

It was run once, when format 1 was final; what it made is never made again. Beside the case stands what must be read
from it.
"""

import sys
from pathlib import Path

import msgspec

from tests.examples import NOTE, PERSON, PLACE_CLAIM
from tests.fresh_case import FreshCase, Put, everything
from verifier.commands.case_card import AddPerson, RenamePerson
from verifier.commands.notes import EditNote
from verifier.domain import codec


def make(folder: Path) -> None:
    """Write ``case/`` and ``expected.json`` into a folder."""
    folder.mkdir(parents=True)
    with FreshCase(folder / "case", seed=1) as fresh:
        fresh.storage.put_readings(b'{"readings":"of format 1"}')
        fresh.do(everything())
        fresh.do(EditNote(msgspec.structs.replace(NOTE, text="edited")))
        fresh.do(RenamePerson(PERSON, "Олена"))
        fresh.history.undo().saved.result()
        fresh.history.redo().saved.result()
        gone = fresh.do(AddPerson("Purged Person"))
        fresh.history.purge(gone.key if gone is not None else "", "personal_data")
        fresh.do(Put(msgspec.structs.replace(PLACE_CLAIM, radius_m=40.0), label="edit the place"))
        fresh.do(AddPerson("undone"))
        fresh.history.undo().saved.result()
        expected = {
            "head": fresh.storage.head(),
            "undo": fresh.history.undo_label,
            "redo": fresh.history.redo_label,
            "records": [codec.to_plain(record) for _, record in sorted(fresh.case.records().items())],
        }
        (folder / "expected.json").write_bytes(codec.encode_indented(expected))
    (folder / "case" / "case.lock").unlink()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
