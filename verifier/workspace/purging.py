"""Destroy a record for good, by what a person calls it."""

from typing import TYPE_CHECKING

from verifier.case.journal import PURGE_REASONS
from verifier.commands.history import Executed
from verifier.domain.errors import UsageError
from verifier.workspace.finding import find_item

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace


def purge_named(workspace: "Workspace", name: str, reason: str) -> Executed:
    """Purge a record by its key, an item also by its label; wait until nothing of it is left in the case.

    Raises :class:`UsageError` for a name or reason that is none, :class:`CommandRefused` under a legal hold.
    """
    workspace.require_writing()
    wanted = reason.strip().casefold().replace("-", "_").replace(" ", "_")
    if wanted not in PURGE_REASONS:
        raise UsageError(f"Reasons are: {', '.join(PURGE_REASONS)}.", reason)
    key = name.strip() if "/" in name else find_item(workspace.case, name).key
    return workspace.purge(key, wanted)
