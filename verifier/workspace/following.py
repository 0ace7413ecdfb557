"""Follow a region of a clip in a worker, a stretch at a time, and propose the keyframes that suffice."""

import os
import uuid
from concurrent.futures import Future
from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec

from verifier import __version__
from verifier.domain.progress import Progress
from verifier.domain.records import Item, Recipe
from verifier.domain.regions import Region
from verifier.domain.tracks import sparse
from verifier.media.following_messages import Followed, FollowOn, Why
from verifier.workspace.awaiting import awaited
from verifier.workspace.pictures import original_path

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

FUNCTION = "verifier.media.following.Follower"
STRETCH = 10
"""Frames a worker is asked for at a time: between two it is heard whether to stop."""
WITHIN_PX = 1.5
"""Keyframes are left out where interpolation is off by no more than this, in pixels of the stored grid."""


class Proposal(msgspec.Struct, frozen=True):
    """Where a region was found, frame by frame from the one it began on; ``why`` it went no further."""

    observation: str
    regions: tuple[tuple[int, Region], ...]
    why: Why
    recipe: Recipe

    def region(self, ordinal: int) -> Region | None:
        """Return where it was found on a frame."""
        return next((region for number, region in self.regions if number == ordinal), None)

    def keyframes(self, times: dict[int, Fraction]) -> tuple[tuple[int, Region], ...]:
        """Return the frames that suffice, of those that ``times`` (ordinal -> seconds) names."""
        dense = sorted((times[number], number, region) for number, region in self.regions if number in times)
        kept = sparse([(time, region) for time, _, region in dense], WITHIN_PX)
        return tuple((dense[place][1], dense[place][2]) for place in kept)


class FollowRequest(msgspec.Struct, frozen=True):
    """Follow ``region`` (stored grid) of an observation, by key, from a frame for at most ``frames`` more.

    ``step``: 1 onwards, -1 backwards.
    """

    observation: str
    ordinal: int
    region: Region
    frames: int
    step: int = 1


def follow(workspace: "Workspace", item: Item, request: FollowRequest, progress: Progress) -> Proposal:
    """Follow a region; raise ``VerifierError``, ``Cancelled`` where it is stopped. Nothing is stated."""
    path, job = os.fsencode(original_path(workspace, item)), uuid.uuid4().hex
    found: list[tuple[int, Region]] = [(request.ordinal, request.region)]
    why: Why = ""
    libraries: dict[str, str] = {}
    while len(found) <= request.frames and not why:
        last, region = found[-1]
        frames = min(STRETCH, request.frames + 1 - len(found))
        asked = FollowOn(path, job, last, region, found[0], request.step, frames)
        future: Future[Followed] = workspace.pool.submit(asked, Followed)
        stretch = awaited(future, progress)
        found += stretch.regions
        why, libraries = stretch.why, stretch.libraries
        progress.report(len(found) - 1, request.frames)
    parameters: dict[str, str | int | float | bool | None] = {
        "first": request.ordinal, "step": request.step, "within_px": WITHIN_PX,
    }  # fmt: skip
    recipe = Recipe(FUNCTION, __version__, parameters, item.fingerprints.sha256, libraries)
    return Proposal(request.observation, tuple(found), why, recipe)
