"""What every test stands on: the samples, and three watchers that fail a test for what it leaves behind."""

import logging
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import workers
from verifier.media.pool import Pool

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = Path(os.environ.get("VERIFIER_SAMPLES", ROOT.parent / "shared" / "samples"))


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the folder of real media, or skip: it is not part of the project."""
    if not SAMPLES.is_dir():
        pytest.skip(f"the sample media are not at {SAMPLES}")
    return SAMPLES


@pytest.fixture(autouse=True)
def _unexpected_log_records_fail(caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail on a warning or error logged by the program, unless the test asks for ``expected_log``."""
    yield
    if "expected_log" in request.fixturenames:
        return
    loud = [r for r in caplog.get_records("call") if r.levelno >= logging.WARNING and r.name.startswith("verifier")]
    assert not loud, f"unexpected log records: {[r.getMessage() for r in loud]}"


@pytest.fixture
def expected_log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Allow log records in this test; the test looks at them itself."""
    return caplog


def _children() -> set[int]:
    """Return the process ids of this process's living children (Linux; elsewhere those of multiprocessing)."""
    tasks = Path(f"/proc/{os.getpid()}/task")
    if not tasks.is_dir():
        return {child.pid for child in multiprocessing.active_children() if child.pid is not None}
    found: set[int] = set()
    for task in tasks.iterdir():
        try:
            found.update(int(pid) for pid in (task / "children").read_text().split())
        except OSError:
            continue
    return found


@pytest.fixture(autouse=True)
def _nothing_is_left_running() -> Iterator[None]:
    """Fail on threads and processes that outlive their test; give them two seconds to end."""
    threads, children = set(threading.enumerate()), _children()
    yield
    deadline = time.monotonic() + 2
    while time.monotonic() < deadline:
        new_threads = [t for t in threading.enumerate() if t not in threads and t.is_alive()]
        new_children = _children() - children
        if not new_threads and not new_children:
            return
        time.sleep(0.02)
    pytest.fail(f"left running: threads {new_threads}, processes {new_children}")


@pytest.fixture(scope="session")
def standing_workers() -> Iterator[Pool]:
    """Workers that run through the whole session; see ``tests/workers.py``."""
    with workers.standing_workers() as pool:
        yield pool


@pytest.fixture
def lent_workers(standing_workers: Pool, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lend the standing workers to whatever asks for a pool in this test, unless it asks for ``own_workers``."""
    if "own_workers" not in request.fixturenames:
        for module in workers.WHERE_POOLS_ARE_MADE:
            monkeypatch.setattr(f"{module}.Pool", workers.lender(standing_workers))


@pytest.fixture
def own_workers() -> Callable[[], set[int]]:
    """Let this test start and end workers of its own; the value called tells their process ids."""
    standing = _children()
    return lambda: _children() - standing
