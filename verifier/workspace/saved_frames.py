"""Save exact frames and photos as PNG into the case, with the recipe to make them again."""

import os
from typing import TYPE_CHECKING

from verifier.commands.derivatives import SaveDerivative
from verifier.domain.errors import UnreadableFile, VerifierError
from verifier.domain.records import Item
from verifier.workspace.messages import SavedPicture, SavePicture
from verifier.workspace.pictures import original_path

if TYPE_CHECKING:
    from verifier.commands.history import Executed
    from verifier.workspace.workspace import Workspace


def save_frame(workspace: "Workspace", item: Item, when: str) -> "Executed":
    """Save the frame ``when`` of a clip (empty: a photo itself) and record it; waits for the worker."""
    return workspace.execute(prepare_frame(workspace, item, when))


def prepare_frame(workspace: "Workspace", item: Item, when: str) -> SaveDerivative:
    """Decode the frame, put its PNG into the case, return the command that records it.

    Raises :class:`UsageError` where there is no such frame, :class:`UnreadableFile` where a linked file is no longer
    the one that was added, :class:`StorageFailed` where the disk is full.
    """
    workspace.require_writing()
    folder = workspace.folder
    folder.incoming.mkdir(parents=True, exist_ok=True)
    out = folder.incoming / f"{workspace.new_id()}.png"
    path = os.fsencode(original_path(workspace, item))
    # Nobody guards a linked file: what the picture is made of is hashed again.
    known = None if item.is_linked else item.fingerprints.sha256
    request = SavePicture(path, when, os.fsencode(out), input_sha256=known)
    try:
        saved = workspace.pool.submit(request, SavedPicture, lane="stage").result()
        if saved.recipe.input_sha256 != item.fingerprints.sha256:
            raise UnreadableFile("The linked file has changed since it was added; bring back the one that was.")
        folder.adopt_derived(out, saved.sha256)
    except VerifierError as error:
        error.about = item.label  # the worker knows the file by its hash alone
        raise
    finally:
        out.unlink(missing_ok=True)
    return SaveDerivative(
        item=item,
        purpose="frame",
        media_type="image/png",
        sha256=saved.sha256,
        width=saved.width,
        height=saved.height,
        recipe=saved.recipe,
        frame=saved.frame,
    )
