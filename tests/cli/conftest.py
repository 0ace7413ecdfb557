"""Fixtures for tests of the command line: run it in this process, on small footage made once."""

import hashlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from tests.footage import make_mixed_folder
from verifier.catalog.assets import find_asset
from verifier.cli import app
from verifier.workspace import settings


class Ran(msgspec.Struct, frozen=True):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    def json(self, schema: str) -> Any:
        """Return the one JSON object on standard output, held against its published schema."""
        assert self.out.count("\n") == 1, self.out[:500]
        return checked(self.out, schema)


def checked(line: str, schema: str) -> Any:
    """Parse one line of JSON and hold it against a schema of ``assets/schema``, with another implementation."""
    value = json.loads(line)
    rules = json.loads(find_asset(f"schema/cli-{schema}.schema.json").read_bytes())
    jsonschema.Draft202012Validator(rules).validate(value)
    return value


class CommandLine:
    """Runs commands as a shell would, in this process."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture

    def __call__(self, *words: object) -> Ran:
        self._capture.readouterr()
        code = app.run([str(word) for word in words])
        out, err = self._capture.readouterr()
        return Ran(code, out, err)


@pytest.fixture(autouse=True)
def _workers_are_lent(lent_workers: None) -> None:
    """Most of these tests need workers, and few are about them."""


@pytest.fixture(autouse=True)
def _settings_of_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(settings.ENVIRONMENT, str(tmp_path / "settings.json"))


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> CommandLine:
    """Return what runs a command and captures what it prints."""
    return CommandLine(capfd)


@pytest.fixture(scope="session")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of footage, papers, copies and broken files; nothing may change in it."""
    return make_mixed_folder(tmp_path_factory.mktemp("mixed"))


def hashes(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
