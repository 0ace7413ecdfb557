"""One writer at a time, also across processes; the second one learns who it is and may read."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fresh_case import NAME, START, FreshCase
from verifier.case.lock import Holder, read_holder, take_lock
from verifier.case.opening import open_case
from verifier.domain.errors import CaseIsReadOnly

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from tests.fresh_case import START
from verifier.case.opening import open_case
with open_case(Path(sys.argv[1]), "Бориc in another process", START):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_is_told_who_writes_and_since_when_and_may_read(tmp_path: Path) -> None:
    with FreshCase(tmp_path / "a.case") as fresh:
        count = len(fresh.case)
    command = [sys.executable, "-c", HOLD, str(tmp_path / "a.case")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(CaseIsReadOnly, match=r"Бориc in another process .*, since 2026-01-01 00:00 UTC\."):
            open_case(tmp_path / "a.case", NAME, START)
        with open_case(tmp_path / "a.case", NAME, START, writable=False) as reading:
            assert len(reading.case) == count
            assert not reading.is_writable
        other.communicate()
    with open_case(tmp_path / "a.case", NAME, START) as opened:
        assert opened.is_writable


def test_the_lock_of_a_killed_program_holds_nobody_up(tmp_path: Path) -> None:
    with FreshCase(tmp_path / "a.case"):
        pass
    command = [sys.executable, "-c", HOLD, str(tmp_path / "a.case")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as other:
        assert other.stdout is not None
        other.stdout.readline()
        other.kill()
    open_case(tmp_path / "a.case", NAME, START).close()


def test_the_text_of_a_lock_names_its_holder_until_it_is_let_go(tmp_path: Path) -> None:
    path = tmp_path / "case.lock"
    with take_lock(path, Holder("Ann", START)) as lock:
        assert read_holder(path) == Holder("Ann", START)
        lock.forget_name(START)
        assert b"Ann" not in path.read_bytes()
    assert read_holder(path) is None
    assert path.read_bytes() == b""


def test_a_full_disk_takes_no_name_but_the_lock_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "case.lock"
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        lock = take_lock(path, Holder("Ann", START))
    with lock, pytest.raises(CaseIsReadOnly, match="Another program"):
        take_lock(path, Holder("Bob", START))
    take_lock(path, Holder("Bob", START)).release()


def test_a_case_open_for_reading_refuses_to_be_written(tmp_path: Path) -> None:
    with FreshCase(tmp_path / "a.case"):
        pass
    with (
        open_case(tmp_path / "a.case", NAME, START, writable=False) as opened,
        pytest.raises(CaseIsReadOnly),
    ):
        opened.storage.set_link_path("ab" * 32, "/x")
