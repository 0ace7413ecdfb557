"""Open a case for a command and close it again, whatever happens in between."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.cli.output import tell

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace


@contextmanager
def opened(path: Path, *, person: str = "", read_only: bool = False) -> "Generator[Workspace]":
    """Open a case; for writing, raise :class:`CaseIsReadOnly` with the holder's name while another holds it."""
    from verifier.workspace.settings import load_settings
    from verifier.workspace.workspace import Workspace

    loaded = load_settings()
    for complaint in loaded.complaints:
        tell(complaint)
    workspace = Workspace.open(path, person=person or loaded.settings.name, read_only=read_only)
    try:
        if not read_only:
            workspace.require_writing()
        yield workspace
    finally:
        workspace.close()
