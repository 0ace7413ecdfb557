"""One worker process as its parent holds it: started, asked, measured, ended."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO, cast

from verifier.media.shared_block import blocks
from verifier.media.wire import read_frame, write_frame

_PASSED_ON = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "WINDIR", "PYTHONHOME")
"""All that a worker gets of the environment: whatever else stands there, tokens and addresses, is not its business."""


class WorkerProcess:
    """A running worker; one call at a time."""

    def __init__(self, task_modules: tuple[str, ...], nice: int) -> None:
        # -P: a file named like a module in the folder of footage where the program was started must not be imported.
        command = [sys.executable, "-P", "-m", "verifier.media.worker", str(nice), *task_modules]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._calls = cast(BinaryIO, self._process.stdin)
        self._answers = cast(BinaryIO, self._process.stdout)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    @property
    def ended_by_alarm(self) -> bool:
        """It ended itself, past its time."""
        return sys.platform != "win32" and self._process.poll() == -signal.SIGALRM

    def exchange(self, call: bytes) -> bytes:
        """Send a call and wait for its answer; raise ``EOFError`` or ``OSError`` where the worker is gone."""
        write_frame(self._calls, call)
        return read_frame(self._answers)

    def resident_bytes(self) -> int:
        """Return how much memory of its own the worker holds now; 0 where the system does not say."""
        try:
            _, resident, shared = Path(f"/proc/{self.pid}/statm").read_text().split()[:3]
        except (OSError, ValueError):
            return 0
        return (int(resident) - int(shared)) * os.sysconf("SC_PAGE_SIZE")

    def kill(self) -> None:
        """End it at once; :meth:`end` still has to be called."""
        self._process.kill()

    def end(self, wait_s: float = 1.0) -> None:
        """Close its input, which ends it; kill it where that does not help; free what it left behind."""
        with contextlib.suppress(OSError):
            self._calls.close()
        try:
            self._process.wait(wait_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._answers.close()
        blocks().discard(self.pid)


def _environment() -> dict[str, str]:
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {
        **passed,
        # The worker finds modules where this process does, the folder it was started in left out.
        "PYTHONPATH": os.pathsep.join(place for place in sys.path if place),
        "PYTHONDONTWRITEBYTECODE": "1" if sys.dont_write_bytecode else "",
        # One thread of linear algebra: its pools would count against the worker's memory and are of no use here.
        "OPENBLAS_NUM_THREADS": "1",
    }
