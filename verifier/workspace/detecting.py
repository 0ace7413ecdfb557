"""Let a person's own detector propose regions: an ONNX file, run in a worker on a photo, a frame or frames of a clip.

Nothing of it is in the case before a person accepts it. What is accepted is that person's observation and keeps the
model's hash, the threshold, the score and how the detector was run; the path and name of the model are kept nowhere.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from verifier import __version__
from verifier.commands.observations import TakenRegion, TakeRegions
from verifier.domain.errors import (
    Cancelled,
    InputError,
    TookTooLong,
    TookTooMuchMemory,
    UnreadableFile,
    VerifierError,
    WorkerDied,
)
from verifier.domain.frames import Instant, Still, When
from verifier.domain.progress import Progress
from verifier.domain.records import Item, Observation
from verifier.domain.regions import Box, Region
from verifier.media.detector_forms import USUAL_SIDE, Layout, Preparing
from verifier.media.detector_words import CHANGED, CRASHED, NOT_DRAWN, too_greedy, too_slow
from verifier.media.pool import Bounds
from verifier.media.upright import Orientation, orientation_of
from verifier.workspace.awaiting import awaited
from verifier.workspace.detecting_messages import Detect, Detected, DetectedBox, LookAtModel, ModelFacts
from verifier.workspace.pictures import original_path

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

Reply = TypeVar("Reply")
BOUNDS = Bounds(time_s=60, memory_bytes=4 << 30)
"""Of one frame, reading the model included where a worker begins."""
MOST_PROPOSALS = 2_000
"""Of one run: nobody looks through more, and a threshold that is too low gives hundreds a frame."""
BATCH = 200
"""Regions of one line of the journal, so few that a window states them between two frames of its own."""
USUAL_THRESHOLD, USUAL_OVERLAP = 0.25, 0.45
"""What YOLOv5 and its successors start with."""


class DetectRequest(msgspec.Struct, frozen=True, kw_only=True):
    """How a model is run. ``ordinals``: the frames of a clip, nothing for a photo. ``classes``: none means all."""

    model: Path
    facts: ModelFacts
    layout: Layout
    preparing: Preparing
    threshold: float = USUAL_THRESHOLD
    overlap: float = USUAL_OVERLAP
    classes: frozenset[int] = frozenset()
    ordinals: tuple[int, ...] = ()


class Proposal(msgspec.Struct, frozen=True):
    """One box of the stored grid: when, of which class, how sure; ``key`` tells it from the others of the session."""

    key: str
    when: When
    region: Region
    said: str
    score: float


class Proposals(msgspec.Struct, frozen=True, kw_only=True):
    """What one run found in an item. ``looked`` of ``asked`` pictures were looked at: it may have been stopped.

    ``known``: boxes that the case holds already. ``unread``: frames that could not be read. ``why``: what ended the run
    before its end, if it was not a person. ``is_full``: there were more than :data:`MOST_PROPOSALS`.
    """

    item: str
    found: tuple[Proposal, ...]
    model_sha256: str
    layout: Layout
    threshold: float
    program: str
    settings: dict[str, str | int | float | bool | None]
    looked: int
    asked: int
    known: int = 0
    unread: int = 0
    why: str = ""
    is_full: bool = False


def look_at_model(workspace: "Workspace", model: Path, progress: Progress, side: int = USUAL_SIDE) -> ModelFacts:
    """Read a model in a worker and run it once; raise ``VerifierError`` with a sentence where it cannot be run."""
    return _ask(workspace, LookAtModel(os.fsencode(model), side), ModelFacts, progress)


def detect(workspace: "Workspace", item: Item, request: DetectRequest, progress: Progress) -> Proposals:
    """Run a detector and propose what it finds; nothing is stated.

    Raise ``VerifierError`` where it cannot be run. Stopped by hand, it proposes what it has found; ``Cancelled`` where
    that is nothing.
    """
    orientation = orientation_of(item.technical)
    if item.kind not in ("photo", "video") or orientation is None:
        raise InputError(NOT_DRAWN)
    return _Run(workspace, item, request, orientation).go(progress)


def commands_for(item: Item, proposals: Proposals, chosen: Iterable[Proposal]) -> list[TakeRegions]:
    """Return the commands that accept some proposals in their order, :data:`BATCH` each."""
    taken = tuple(
        TakenRegion(item=item, when=one.when, region=one.region, seen=one.said, said=one.said, score=one.score)
        for one in chosen
    )
    return [
        TakeRegions(
            regions=taken[start : start + BATCH],
            how="detector",
            form=proposals.layout,
            sha256=proposals.model_sha256,
            threshold=proposals.threshold,
            program=proposals.program,
            settings=proposals.settings,
            so_far=min(start + BATCH, len(taken)),
        )
        for start in range(0, len(taken), BATCH)
    ]


class _Run:
    """One run of one model over one item."""

    def __init__(self, workspace: "Workspace", item: Item, request: DetectRequest, orientation: Orientation) -> None:
        self._workspace, self._item, self._request, self._orientation = workspace, item, request, orientation
        self._path, self._id = os.fsencode(original_path(workspace, item)), workspace.new_id()
        self._held = {(one.when, one.region) for one in workspace.case.of(Observation) if one.item == item.id}
        self._found: list[Proposal] = []
        self._known = self._unread = 0
        self._libraries: dict[str, str] = {}

    def go(self, progress: Progress) -> Proposals:
        asked: tuple[int | None, ...] = self._request.ordinals if self._item.kind == "video" else (None,)
        looked, why = 0, ""
        try:
            for ordinal in asked:
                progress.report(looked, len(asked))
                self._take(self._look(ordinal, progress, is_only=len(asked) == 1))
                looked += 1
                if len(self._found) >= MOST_PROPOSALS:
                    break
        except VerifierError as error:
            if not self._found:
                raise
            why = "" if isinstance(error, Cancelled) else error.sentence
        return Proposals(
            item=self._item.key,
            found=tuple(self._found[:MOST_PROPOSALS]),
            model_sha256=self._request.facts.sha256,
            layout=self._request.layout,
            threshold=self._request.threshold,
            program=self._program(),
            settings=self._settings(),
            looked=looked,
            asked=len(asked),
            known=self._known,
            unread=self._unread,
            why=why,
            is_full=len(self._found) >= MOST_PROPOSALS,
        )

    def _look(self, ordinal: int | None, progress: Progress, *, is_only: bool) -> Detected | None:
        """Look at one picture; ``None`` for a frame that cannot be read, where there are others."""
        request = self._request
        call = Detect(
            path=self._path,
            ordinal=ordinal,
            model=os.fsencode(request.model),
            side=request.facts.side,
            layout=request.layout,
            preparing=request.preparing,
            threshold=request.threshold,
            overlap=request.overlap,
        )
        try:
            found = _ask(self._workspace, call, Detected, progress)
        except UnreadableFile:
            if is_only:
                raise
            return None
        if found.model_sha256 != request.facts.sha256:
            raise InputError(CHANGED)
        return found

    def _take(self, detected: Detected | None) -> None:
        if detected is None:
            self._unread += 1
            return
        self._libraries = detected.libraries
        when: When = Instant(detected.frame) if detected.frame is not None else Still()
        for box in detected.boxes:
            if self._request.classes and box.class_number not in self._request.classes:
                continue
            region = self._orientation.region_to_stored(Box(box.x, box.y, box.width, box.height))
            if (when, region) in self._held:
                self._known += 1
                continue
            key = f"proposal/{self._id}/{len(self._found)}"
            self._found.append(Proposal(key, when, region, self._said(box), box.score))

    def _said(self, box: DetectedBox) -> str:
        return self._request.facts.names.get(box.class_number, f"class {box.class_number}")

    def _program(self) -> str:
        libraries = (f"{name} {version}" for name, version in sorted(self._libraries.items()))
        return ", ".join((f"verifier {__version__}", *libraries))

    def _settings(self) -> dict[str, str | int | float | bool | None]:
        request = self._request
        return {
            "width": request.facts.width,
            "height": request.facts.height,
            "fit": request.preparing.fit,
            "order": request.preparing.order,
            "values": request.preparing.values,
            "overlap": request.overlap,
        }


def _ask(workspace: "Workspace", request: LookAtModel | Detect, reply: type[Reply], progress: Progress) -> Reply:
    """Ask a worker; what became of it there is said of the model, which no reader of footage is to blame for."""
    try:
        return awaited(workspace.pool.submit(request, reply, bounds=BOUNDS), progress)
    except WorkerDied as error:
        raise WorkerDied(CRASHED) from error
    except TookTooLong as error:
        raise TookTooLong(too_slow(BOUNDS.time_s)) from error
    except TookTooMuchMemory as error:
        raise TookTooMuchMemory(too_greedy(BOUNDS.memory_bytes >> 30)) from error
