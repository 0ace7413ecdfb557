"""Cases for tests, on a disk in memory where there is one: they flush often, and only one test is about that."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fresh_case import FreshCase

MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else None


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """Stand in for pytest's own folder."""
    with tempfile.TemporaryDirectory(dir=MEMORY, prefix="verifier-test-") as folder:
        yield Path(folder)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[FreshCase]:
    """Give a new case with its history."""
    with FreshCase(tmp_path / "a.case") as fresh:
        yield fresh


@pytest.fixture
def full_disk() -> Iterator[Callable[[int], None]]:
    """Let no file of this process grow beyond a size; SQLite sees what it sees on a full disk: a write that fails."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda size: resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
