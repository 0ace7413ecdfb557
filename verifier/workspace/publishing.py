"""A picture for publication: areas filled in, cut to a part, a credit below it, nothing of the file's metadata.

It is a new figure of the case that never stands for the evidence: its recipe names the frame and the original by hash,
and makes it again byte for byte. Imports no decoder.
"""

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from verifier.commands.derivatives import SaveDerivative
from verifier.domain.errors import StorageFailed, UnreadableFile, UsageError, VerifierError
from verifier.domain.ids import Sha256
from verifier.domain.records import Item
from verifier.workspace.messages import SavedPicture
from verifier.workspace.pictures import original_path
from verifier.workspace.prior_search import Area

if TYPE_CHECKING:
    from verifier.commands.history import Executed
    from verifier.workspace.workspace import Workspace

MOST_CREDIT = 200


class MakePublic(msgspec.Struct, frozen=True):
    """Decode a photo or a frame upright, fill ``masks`` in, cut to ``crop``, set ``credit`` below, write a PNG.

    Areas are of the displayed grid, in pixels. Answered by ``SavedPicture``.
    """

    path: bytes
    ordinal: int | None
    out: bytes
    masks: tuple[Area, ...]
    crop: Area | None
    credit: str
    input_sha256: Sha256 | None = None


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """What a person chose for a picture that is to be published; ``ordinal`` is ``None`` for a photo."""

    ordinal: int | None
    masks: tuple[Area, ...] = ()
    crop: Area | None = None
    credit: str = ""


def publish(workspace: "Workspace", item: Item, chosen: Publication, out: Path) -> "Executed":
    """Make the picture, keep it in the case with its recipe, and write a copy to ``out``; waits for the worker.

    Raises ``UsageError`` (a file stands there, the credit is too long, the part is too small), ``StorageFailed``,
    ``UnreadableFile``, and what decoding raises.
    """
    workspace.require_writing()
    if out.exists():
        raise UsageError("Something of that name is there already; nothing is ever replaced. Choose another name.")
    if len(chosen.credit) > MOST_CREDIT:
        raise UsageError(f"A credit has {MOST_CREDIT} letters at most.")
    folder = workspace.folder
    folder.incoming.mkdir(parents=True, exist_ok=True)
    made = folder.incoming / f"{workspace.new_id()}.png"
    # Nobody guards a linked file: what the picture is made of is hashed again.
    known = None if item.is_linked else item.fingerprints.sha256
    path = os.fsencode(original_path(workspace, item))
    request = MakePublic(
        path, chosen.ordinal, os.fsencode(made), chosen.masks, chosen.crop, chosen.credit.strip(), known
    )
    try:
        saved = workspace.pool.submit(request, SavedPicture, lane="stage").result()
        if saved.recipe.input_sha256 != item.fingerprints.sha256:
            raise UnreadableFile("The linked file has changed since it was added; bring back the one that was.")
        _copy(made, out)
        folder.adopt_derived(made, saved.sha256)
    except VerifierError as error:
        error.about = item.label
        raise
    finally:
        made.unlink(missing_ok=True)
    command = SaveDerivative(
        item=item,
        purpose="figure",
        media_type="image/png",
        sha256=saved.sha256,
        width=saved.width,
        height=saved.height,
        recipe=saved.recipe,
        frame=saved.frame,
    )
    return workspace.execute(command)


def _copy(made: Path, out: Path) -> None:
    try:
        with made.open("rb") as source, out.open("xb") as target:
            shutil.copyfileobj(source, target)
    except OSError as error:
        raise StorageFailed("The picture could not be written there: a protected folder or a full disk.") from error
