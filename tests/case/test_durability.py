"""No acknowledged edit is lost: not to a kill at any moment, not to a full disk."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fresh_case import NAME, START, FreshCase
from verifier.case.opening import open_case
from verifier.commands.case_card import AddPerson
from verifier.commands.notes import AddNote
from verifier.domain.errors import StorageFailed
from verifier.domain.records import Note, Person

KILLS = 200
KILLS_PER_CASE = 20
ROOT = Path(__file__).parents[2]


class Editors:
    """Starts editors and kills them at random moments."""

    def __init__(self, process: subprocess.Popen[bytes], source: random.Random) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._words, self._cases, self._source = process.stdout, process.stdin, source

    def kill_one(self, case: Path) -> dict[int, bool]:
        """Return what one editor acknowledged before it was killed: edit -> is there, or may be undone."""
        self._cases.write(f"{case}\n".encode())
        self._cases.flush()
        pid, edits = 0, self._source.randrange(6)
        told: dict[int, bool] = {}
        while (word := self._words.readline().strip()) != b"ended":
            if word.startswith(b"pid"):
                pid = int(word.split()[1])
            else:
                told[abs(int(word))] = int(word) > 0
            if pid and len(told) >= edits:
                spin(self._source.randrange(100_000))
                os.kill(pid, signal.SIGKILL)
                edits = 1 << 30
        return told


def spin(turns: int) -> None:
    """Let a moment of random length pass (up to some milliseconds), so that the kill falls at any point of an edit."""
    for _ in range(turns):
        pass


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a POSIX signal")
def test_two_hundred_kills_lose_no_acknowledged_edit_and_leave_a_case_that_opens(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.case.editor"]
    acknowledged = 0
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
        editors = Editors(process, random.Random(1))
        for case in (tmp_path / f"{number}.case" for number in range(KILLS // KILLS_PER_CASE)):
            FreshCase(case).close()
            known: dict[int, bool] = {}
            for _ in range(KILLS_PER_CASE):
                known |= editors.kill_one(case)
                assert {number for number, is_there in known.items() if is_there} <= held_in(case)
            acknowledged += sum(known.values())
    assert acknowledged > KILLS


def held_in(case: Path) -> set[int]:
    """Open a case as the kill left it, which checks chain and values, and return the numbers of the edits in it."""
    with open_case(case, NAME, START, writable=False) as opened:
        return {int(note.text.split()[1]) for note in opened.case.of(Note)}


def test_an_edit_that_finds_the_disk_full_is_taken_back_with_those_after_it(
    tmp_path: Path, full_disk: Callable[[int], None]
) -> None:
    with FreshCase(tmp_path / "a.case") as fresh:
        person = fresh.case.of(Person)[0]
        fresh.do(AddPerson("kept"))
        fresh.storage.flush()
        held = dict(fresh.case.records())
        full_disk((tmp_path / "a.case" / "case.sqlite-wal").stat().st_size)
        first = fresh.history.do(AddNote(about=person, text="lost"))
        second = fresh.history.undo()
        with pytest.raises(StorageFailed, match="disk is full"):
            first.saved.result()
        with pytest.raises(StorageFailed, match="taken back"):
            second.saved.result()
        fresh.history.take_back()
        assert dict(fresh.case.records()) == held
        assert fresh.history.undo_label == "add kept"
        assert fresh.history.take_back() == ()


def test_after_a_full_disk_edits_go_on_and_the_case_opens_as_it_was_left(
    tmp_path: Path, full_disk: Callable[[int], None]
) -> None:
    with FreshCase(tmp_path / "a.case") as fresh:
        full_disk((tmp_path / "a.case" / "case.sqlite-wal").stat().st_size)
        with pytest.raises(StorageFailed):
            fresh.do(AddPerson("lost"))
        fresh.history.take_back()
        full_disk(1 << 30)
        fresh.do(AddPerson("Ann"))
        fresh.reopen()
        assert {person.name for person in fresh.case.of(Person)} == {NAME, "Ann"}
        assert fresh.history.undo_label == "add Ann"


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount a small disk (Linux)")
def test_a_small_disk_that_runs_full_costs_the_gesture_in_hand_alone(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("this machine does not let a small disk be mounted")
    try:
        saved = fill(disk / "a.case")
        with open_case(disk / "a.case", NAME, START, writable=False) as opened:
            assert [note.text for note in opened.case.of(Note)] == saved
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def fill(case: Path) -> list[str]:
    """Write notes until the disk is full; return those that were acknowledged."""
    saved: list[str] = []
    with FreshCase(case) as fresh:
        person = fresh.case.of(Person)[0]
        while True:
            text = f"{len(saved)} " + "x" * 10_000
            try:
                fresh.do(AddNote(about=person, text=text))
            except StorageFailed:
                fresh.history.take_back()
                return saved
            saved.append(text)
