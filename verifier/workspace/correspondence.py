"""How an item and its copy correspond: where the copy lies in the picture, and which of its moments is which.

Found in workers, each thing once: imports no decoder. "Here" is the item, "there" its copy.
"""

import os
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from verifier.domain.errors import UsageError
from verifier.domain.frames import FrameRef
from verifier.domain.progress import Progress
from verifier.domain.records import Item
from verifier.domain.regions import Region
from verifier.media.frame_table import FrameTable
from verifier.media.pool import Bounds
from verifier.media.when import ByTime
from verifier.workspace import pictures
from verifier.workspace.awaiting import awaited
from verifier.workspace.copies import hash_missing
from verifier.workspace.copy_messages import FindPairs, FindPart, FoundPairs, FoundPart, Shared
from verifier.workspace.pictures import original_path
from verifier.workspace.place_messages import PlaceCopy, PlacedCopy
from verifier.workspace.region_mapping import Placing, carried_region

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

T = TypeVar("T")
_BOUNDS = Bounds(time_s=300)
_SAME_LENGTH_S = 0.1
_MIRRORED = 5
"""The place of "mirrored left to right" among the turns."""


class Correspondence:
    """What is known of two items, one a copy of the other; what is not to be found raises :class:`UsageError`."""

    def __init__(self, workspace: "Workspace", here: Item, there: Item, progress: Progress) -> None:
        self.here, self.there = here, there
        self._workspace, self._progress = workspace, progress
        self._placings: dict[tuple[int | None, int | None], PlacedCopy] = {}
        self._shared: Shared | None = None
        self._is_shared_known = False
        self._is_time_assumed = False
        self._tables: dict[str, FrameTable] = {}
        self._part: tuple[int, PlacedCopy] | None = None
        self._is_part_known = False

    @property
    def found(self) -> tuple[PlacedCopy, ...]:
        """How the copy was found to lie in the picture, for each pair of frames that was asked for."""
        part = () if self._part is None else (self._part[1],)
        return (*(placed for placed in self._placings.values() if placed.turn is not None), *part)

    def placed(self, ordinal_here: int | None, ordinal_there: int | None) -> PlacedCopy:
        """Find how one picture lies in the other; ``None`` for the ordinal of a photo."""
        key = (ordinal_here, ordinal_there)
        if key not in self._placings:
            request = PlaceCopy(self._path(self.here), ordinal_here, self._path(self.there), ordinal_there)
            self._placings[key] = self._ask(request, PlacedCopy)
        return self._placings[key]

    def region_there(self, region: Region, placed: PlacedCopy) -> Region | None:
        """Return where a region lies in the copy, ``None`` outside of it."""
        return carried_region(region, self.here.technical, self.there.technical, self._placing(placed))

    def frame_of_photo(self) -> tuple[int, PlacedCopy]:
        """Find the frame of the clip, whichever of both it is, that the photo shows, and how the photo lies in it."""
        if not self._is_part_known:
            self._is_part_known = True
            clip, photo = (self.here, self.there) if self.here.kind == "video" else (self.there, self.here)
            part = self._ask(FindPart(self._path(clip), self._path(photo)), FoundPart).part
            if part is not None and part.ordinal is not None:
                placed = PlacedCopy(_MIRRORED if part.is_mirrored else 0, part.placement, part.agreeing)
                self._part = (part.ordinal, placed)
        if self._part is None:
            raise no_place()
        return self._part

    def time_there(self, time_s: Fraction) -> Fraction:
        """Return when in the copy a moment of the clip is, in container time."""
        shared = self._shared_span()
        if shared is None:
            apart = abs((self.here.technical.duration_s or 0) - (self.there.technical.duration_s or 0))
            if apart > _SAME_LENGTH_S:
                raise no_moment()
            self._is_time_assumed = True
            return time_s  # a mirrored copy of the whole clip, of which hashes of frames as they stand tell nothing
        moment = Fraction(shared.other_first_s) + (time_s - Fraction(shared.first_s)) * Fraction(shared.speed)
        return moment.limit_denominator(1_000_000)

    def ordinal_there(self, time_s: Fraction) -> int:
        """Return the frame of the copy that shows a moment of the clip."""
        return self._ordinal_at(self.time_there(time_s))

    def ordinal_here(self, time_s: Fraction) -> int:
        """Return the frame of the clip at a moment, the first or last beyond its ends."""
        table = self.frames_here()
        return table.ordinal_at(ByTime(min(max(time_s, table.time_s(0)), table.time_s(len(table) - 1))))

    def stretch(self) -> tuple[Fraction, Fraction]:
        """Return from when to when the copy shows what the clip shows, in the clip's container time."""
        shared = self._shared_span()
        if shared is not None:
            return Fraction(shared.first_s), Fraction(shared.last_s)
        table = self.frames_here()
        return table.time_s(0), table.time_s(len(table) - 1)

    def frames_here(self) -> FrameTable:
        """Return the frames of the clip."""
        return self._frames(self.here)

    def frames_there(self) -> FrameTable:
        """Return the frames of the copy."""
        return self._frames(self.there)

    def frame_there(self, ordinal: int) -> FrameRef:
        """Return a frame of the copy with its identity."""
        return awaited(pictures.frame(self._workspace, self.there, f"#{ordinal}", 320), self._progress).frame

    def _placing(self, placed: PlacedCopy) -> Placing:
        sizes = [
            (one.technical.displayed_width or 0, one.technical.displayed_height or 0) for one in (self.here, self.there)
        ]
        is_guess = self._is_time_assumed and not placed.agreeing
        if placed.turn is None or is_guess or not all(map(all, sizes)):
            raise no_place()
        return Placing(placed.turn, placed.matrix, *sizes)

    def _shared_span(self) -> Shared | None:
        if not self._is_shared_known:
            self._is_shared_known = True
            here, there = self.here.fingerprints.sha256, self.there.fingerprints.sha256
            hash_missing(self._workspace, self._progress, (self.here, self.there))
            request = FindPairs(os.fsencode(self._workspace.folder.path), tuple(sorted((here, there))))
            pair = next(iter(self._ask(request, FoundPairs).pairs), None)
            shared = pair.shared if pair is not None else None
            if pair is not None and shared is not None and pair.one != here:
                shared = seen_from_there(shared)
            self._shared = shared
        return self._shared

    def _ordinal_at(self, time_s: Fraction) -> int:
        table = self.frames_there()
        half = Fraction(1, 2) * (table.time_s(1) - table.time_s(0)) if len(table) > 1 else Fraction(0)
        first, last = table.time_s(0), table.time_s(len(table) - 1)
        if not first - half <= time_s <= last + 2 * half:
            raise no_moment()
        # The hashes name a frame by its own time; half a frame on, rounding cannot name the one before it.
        return table.ordinal_at(ByTime(min(max(time_s + half, first), last)))

    def _frames(self, clip: Item) -> FrameTable:
        if clip.key not in self._tables:
            self._tables[clip.key] = awaited(pictures.clip(self._workspace, clip), self._progress)
        return self._tables[clip.key]

    def _path(self, item: Item) -> bytes:
        return os.fsencode(original_path(self._workspace, item))

    def _ask(self, request: object, reply: type[T]) -> T:
        return awaited(self._workspace.pool.submit(request, reply, bounds=_BOUNDS), self._progress)


def seen_from_there(shared: Shared) -> Shared:
    """Turn a shared span round: what was the other clip is the first."""
    return Shared(
        shared.other_first_s,
        shared.other_last_s,
        shared.first_s,
        shared.last_s,
        1 / shared.speed,
        shared.frames,
    )


def no_place() -> UsageError:
    """Return the error for a copy of which it is not known how it lies in the picture."""
    return UsageError("It was not found how the copy lies in the picture.")


def no_moment() -> UsageError:
    """Return the error for a moment that the copy does not show."""
    return UsageError("The copy does not have this moment.")
