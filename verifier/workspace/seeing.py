"""Pictures of items through filters, as futures, and their saving with a recipe. Imports no decoder."""

import os
from concurrent.futures import Future
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from verifier.commands.derivatives import SaveDerivative
from verifier.domain.errors import UnreadableFile, VerifierError
from verifier.domain.records import AppliedFilter, Item
from verifier.forensics.params import Params, Stack, parameters_of, read_params, stack_of
from verifier.media.pool import Bounds
from verifier.workspace.messages import SavedPicture
from verifier.workspace.pictures import original_path, with_path
from verifier.workspace.seeing_messages import FilterCall, Motion, Patch, ReadPatch, SaveSeen, Seen, SeePicture

if TYPE_CHECKING:
    from verifier.commands.history import Executed
    from verifier.workspace.workspace import Workspace

__all__ = ["Motion", "Patch", "Seen", "read_patch", "recipe_of", "save_seen", "see", "stack_in"]

BOUNDS = Bounds(time_s=30, memory_bytes=5 << 29)
"""A filter holds a picture up to four times over: 108 megapixels are 324 MB each."""
_FUNCTION = "verifier.forensics."
_STEADY = _FUNCTION + "steady"


def see(
    workspace: "Workspace",
    item: Item,
    ordinal: int | None,
    max_side: int | None,
    stack: Stack,
    *,
    nearest_key: bool = False,
    steady_on: int | None = None,
) -> Future[Seen]:
    """Decode a photo (``ordinal`` is ``None``) or a frame, or take what is kept of it, and apply filters."""

    def ask(path: Path) -> Future[Seen]:
        request = SeePicture(os.fsencode(path), ordinal, max_side, calls_of(stack), nearest_key, steady_on=steady_on)
        return workspace.pool.submit(request, Seen, lane="stage", bounds=BOUNDS)

    return with_path(workspace, item, ask)


def read_patch(
    workspace: "Workspace", item: Item, ordinal: int | None, at: tuple[int, int], reach: int
) -> Future[Patch]:
    """Read the pixels around one of the displayed grid, from the decode at full size."""

    def ask(path: Path) -> Future[Patch]:
        return workspace.pool.submit(ReadPatch(os.fsencode(path), ordinal, *at, reach), Patch, lane="stage")

    return with_path(workspace, item, ask)


def calls_of(stack: Stack) -> tuple[FilterCall, ...]:
    """Return filters as workers are asked for them."""
    return tuple(FilterCall(params.name, parameters_of(params)) for params in stack)


def recipe_of(stack: Stack, steady_on: int | None = None, motion: Motion | None = None) -> tuple[AppliedFilter, ...]:
    """Return filters as an observation remembers them, and how a frame was moved to be steady."""
    made = [AppliedFilter(_FUNCTION + one.name, version("verifier"), parameters_of(one)) for one in stack]
    if steady_on is not None and motion is not None:
        parameters = {"reference": steady_on, **msgspec.structs.asdict(motion)}
        made.append(AppliedFilter(_STEADY, version("verifier"), parameters))
    return tuple(made)


def steady_in(recipe: tuple[AppliedFilter, ...]) -> int | None:
    """Return the frame that the view of a recipe was steadied on, if it was."""
    found = next((one.parameters.get("reference") for one in recipe if one.function == _STEADY), None)
    return found if isinstance(found, int) else None


def stack_in(recipe: tuple[AppliedFilter, ...]) -> Stack | None:
    """Return the filters of a recipe; ``None`` where one is not known here, or not with such settings."""
    filters = [one for one in recipe if one.function != _STEADY]
    found = [read_params(one.function.removeprefix(_FUNCTION), one.parameters) for one in filters]
    known: dict[str, Params] = {one.name: one for one in found if one is not None}
    return stack_of(known) if len(known) == len(filters) else None


def save_seen(workspace: "Workspace", item: Item, ordinal: int | None, stack: Stack) -> "Executed":
    """Save a picture as it is seen, with its recipe, and record it; waits for the worker.

    Raises as :func:`verifier.workspace.saved_frames.prepare_frame` does.
    """
    workspace.require_writing()
    folder = workspace.folder
    folder.incoming.mkdir(parents=True, exist_ok=True)
    out = folder.incoming / f"{workspace.new_id()}.png"
    # Nobody guards a linked file: what the picture is made of is hashed again.
    known = None if item.is_linked else item.fingerprints.sha256
    path = os.fsencode(original_path(workspace, item))
    request = SaveSeen(path, ordinal, os.fsencode(out), calls_of(stack), known)
    try:
        saved = workspace.pool.submit(request, SavedPicture, lane="stage", bounds=BOUNDS).result()
        if saved.recipe.input_sha256 != item.fingerprints.sha256:
            raise UnreadableFile("The linked file has changed since it was added; bring back the one that was.")
        folder.adopt_derived(out, saved.sha256)
    except VerifierError as error:
        error.about = item.label
        raise
    finally:
        out.unlink(missing_ok=True)
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
