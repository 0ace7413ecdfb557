"""Fixtures for tests of the workspace."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from verifier.workspace import settings
from verifier.workspace.workspace import Workspace


@pytest.fixture(autouse=True)
def _workers_are_lent(lent_workers: None) -> None:
    """Most of these tests need workers, and few are about them."""


@pytest.fixture(autouse=True)
def _settings_of_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the tests from the settings of whoever runs them."""
    monkeypatch.setenv(settings.ENVIRONMENT, str(tmp_path / "settings.json"))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Return an open case with nothing in it."""
    with Workspace.create(tmp_path / "S.case", "The bridge", "Олена") as made:
        yield made
