"""Regions of other people's annotation programs into a case: read in a worker, matched, looked at, taken over at once.

A file states nothing by itself: whoever takes its regions over is their observer, in one gesture with one undo, and
each region keeps which file it came from. Items are told by hash, else by name or label, and the size must agree.
"""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from verifier.commands.observations import TakenRegion, TakeRegions
from verifier.commands.tracks import MOST_AT_ONCE, NewKeyframe
from verifier.domain.errors import InputError, VerifierError
from verifier.domain.frames import FrameRef, Instant, Span, Still, Track, When
from verifier.domain.ids import parse_label
from verifier.domain.progress import Progress
from verifier.domain.records import Item, Observation
from verifier.domain.regions import Region, WholeFrame
from verifier.domain.tracks import sparse
from verifier.media.clip_messages import FrameReply
from verifier.media.frame_table import FrameTable
from verifier.media.pool import Bounds
from verifier.media.region_turning import corners
from verifier.media.upright import orientation_of
from verifier.metadata.annotations.mark import Annotated, Mark, Pictured
from verifier.metadata.provenance.post import Wanted
from verifier.workspace import annotation_words as because
from verifier.workspace.added import readable
from verifier.workspace.annotation_messages import AnnotationsRead, ReadAnnotations
from verifier.workspace.awaiting import awaited
from verifier.workspace.holdings import Holdings
from verifier.workspace.pictures import clip, frame
from verifier.workspace.posts_words import OTHER_PIXELS

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

BATCH = 800
"""Records of one line of the journal: each region is two, with where it came from, and its keyframes."""
MAX_FRAMES = 400
"""Frames of clips that are decoded for one file, for their hashes."""
READ_BOUNDS = Bounds(time_s=120)
_NAMED_BY_US = re.compile(r"(E-\d{4,})(?:_(\d{6,}))?(?:\.\w{1,8})?")
"""How exports name pictures: an item's label, and the ordinal of a frame."""
_FRAME_SIDE = 64
NEAR_PX = 0.05


class FittedRegion(msgspec.Struct, frozen=True):
    """One region that fits an item; ``is_known``: a region just like it is in the case."""

    taken: TakenRegion
    is_known: bool = False


class UnfittedRegion(msgspec.Struct, frozen=True):
    """One region that fits none: the picture it names, and in a sentence why."""

    picture: str
    sentence: str


class RegionsFound(msgspec.Struct, frozen=True, kw_only=True):
    """What one file told: regions that fit, those that do not and why, and what to know about the rest."""

    file_name: str
    sha256: str
    form: str
    title: str
    fitted: tuple[FittedRegion, ...] = ()
    unfitted: tuple[UnfittedRegion, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def fresh(self) -> tuple[TakenRegion, ...]:
        """The regions that the case does not hold."""
        return tuple(one.taken for one in self.fitted if not one.is_known)

    def summary(self) -> str:
        """Say it in one line."""
        fresh, known, unfitted = len(self.fresh), len(self.fitted) - len(self.fresh), len(self.unfitted)
        parts = [f"{fresh} {'region' if fresh == 1 else 'regions'} to take over"]
        parts += [f"{known} already in the case"] if known else []
        parts += [f"{unfitted} not matched"] if unfitted else []
        return f"{self.title}: {', '.join(parts)}."


def look_at_annotations(workspace: "Workspace", path: Path, progress: Progress | None = None) -> RegionsFound:
    """Read and match the regions of a file without stating anything.

    Raises :class:`InputError` where the file is of no known format, damaged or too large.
    """
    name = readable(path.name)
    request = ReadAnnotations(os.fsencode(path), name)
    asked = workspace.pool.submit(request, AnnotationsRead, bounds=READ_BOUNDS)
    read = awaited(asked, progress or Progress())
    return _Fitting(workspace, progress or Progress()).fit(read.annotated, name, read.sha256)


def commands_for(found: RegionsFound) -> list[TakeRegions]:
    """Return the commands that take over what was found, each of a size that the journal takes in one line."""
    made: list[TakeRegions] = []
    so_far = 0
    for part in _parts(found.fresh):
        so_far += len(part)
        made.append(
            TakeRegions(
                regions=part,
                how="file",
                form=found.form,
                sha256=found.sha256,
                name=found.file_name,
                so_far=so_far,
            )
        )
    return made


def _parts(regions: tuple[TakenRegion, ...]) -> Iterator[tuple[TakenRegion, ...]]:
    part: list[TakenRegion] = []
    held = 0
    for one in regions:
        records = 2 + len(one.keyframes)
        if part and held + records > BATCH:
            yield tuple(part)
            part, held = [], 0
        part.append(one)
        held += records
    if part:
        yield tuple(part)


def take_annotations(workspace: "Workspace", found: RegionsFound) -> None:
    """Take over what was found, in one gesture; returns when it is on the disk."""
    workspace.require_writing()
    gesture = workspace.new_id()
    for saved in [workspace.execute(command, gesture=gesture).saved for command in commands_for(found)]:
        saved.result()


class _Fitting:
    """Matches the marks of one file to the items of a case."""

    def __init__(self, workspace: "Workspace", progress: Progress) -> None:
        from verifier.workspace.provenance import holdings_of

        self._workspace, self._progress = workspace, progress
        self._holdings: Holdings = holdings_of(workspace)[0]
        self._by_label = {parse_label(item.label): item for item in workspace.case.of(Item)}
        self._tables: dict[str, FrameTable | None] = {}
        self._frames: dict[tuple[str, int], FrameRef | str] = {}
        self._turned = False

    def fit(self, annotated: Annotated, name: str, sha256: str) -> RegionsFound:
        held = {(one.item, one.when, one.region) for one in self._workspace.case.of(Observation)}
        fitted: list[FittedRegion] = []
        unfitted = [UnfittedRegion(one.where, one.sentence) for one in annotated.misfits]
        for place, mark in enumerate(annotated.marks):
            self._progress.report(place, len(annotated.marks), mark.picture.name)
            taken = self._taken(mark)
            if isinstance(taken, str):
                unfitted.append(UnfittedRegion(mark.picture.name, taken))
            else:
                key = (taken.item.id, taken.when, taken.region)
                fitted.append(FittedRegion(taken, key in held))
                held.add(key)
        return RegionsFound(
            file_name=name,
            sha256=sha256,
            form=annotated.form,
            title=annotated.title,
            fitted=tuple(fitted),
            unfitted=tuple(unfitted),
            notes=(because.TURNED,) if self._turned else (),
        )

    def _taken(self, mark: Mark) -> TakenRegion | str:
        """Return what would be taken over, or a sentence why nothing can be."""
        found = self._item(mark.picture)
        if isinstance(found, str):
            return found
        item, ordinal = found
        region = self._stored(item, mark.picture, mark.region)
        if isinstance(region, str):
            return region
        seen = "\n".join(part for part in (mark.said, mark.words) if part)
        if mark.stops:
            return self._moving(item, mark, seen)
        when = self._when(item, ordinal, mark.picture.last_frame)
        if isinstance(when, str):
            return when
        return TakenRegion(item=item, when=when, region=region, seen=seen, said=mark.said)

    def _item(self, picture: Pictured) -> tuple[Item, int | None] | str:
        """Find the item, and the frame where the name of the picture tells it."""
        ours = _NAMED_BY_US.fullmatch(picture.name.rpartition("/")[2])
        by_label = self._by_label.get(parse_label(ours[1])) if ours is not None else None
        if by_label is not None and ours is not None and picture.sha256 in ("", by_label.fingerprints.sha256):
            return by_label, int(ours[2]) if ours[2] else picture.frame
        wanted = Wanted(
            paths=(picture.name,) if picture.name else (), sha256=picture.sha256, size_bytes=picture.size_bytes
        )
        found = self._holdings.find(wanted, None)
        return found if isinstance(found, str) else (found.item, picture.frame)

    def _moving(self, item: Item, mark: Mark, seen: str) -> TakenRegion | str:
        """Return a region that moves as one with keyframes, so many as tell its way to a twentieth of a pixel."""
        table = self._table(item) if item.kind == "video" else None
        if table is None:
            return because.ON_A_PHOTO
        if mark.stops[-1].frame >= len(table):
            return because.NO_SUCH_FRAME
        is_even = table.rates()[0] == "constant"
        known: dict[int, Region | None] = {}
        for stop in mark.stops:
            region = self._stored(item, mark.picture, stop.region) if stop.region is not None else None
            if isinstance(region, str):
                return region
            if stop.is_key or region is None or not is_even or stop is mark.stops[-1]:
                known[stop.frame] = region
        stops = list(known.items())
        # Other programs go evenly from frame to frame; where frames are not shown evenly, each of them is a keyframe.
        chosen = stops if is_even else list(_thinned(stops, table))
        if len(chosen) > MOST_AT_ONCE - 2:
            return because.TOO_MANY_KEYFRAMES
        keyframes = tuple(
            NewKeyframe(
                pts=table.pts[number],
                state="shown" if region is not None else "vanished" if number == chosen[-1][0] else "hidden",
                region=region,
            )
            for number, region in chosen
        )
        when = Track(keyframes[0].pts, keyframes[-1].pts, table.time_base)
        first = self._stored(item, mark.picture, mark.region)
        if isinstance(first, str):
            return first
        return TakenRegion(item=item, when=when, region=first, keyframes=keyframes, seen=seen, said=mark.said)

    def _stored(self, item: Item, picture: Pictured, region: Region) -> Region | str:
        """Return the region on the stored grid; the size that the file tells says which grid it was drawn on."""
        orientation = orientation_of(item.technical)
        if orientation is None:
            return because.NOT_DRAWN
        told, shown = (picture.width, picture.height), orientation.displayed_size
        stored = (orientation.width, orientation.height)
        is_stored_grid = told == stored and told != shown
        if None not in told and told not in (shown, stored):
            return OTHER_PIXELS
        if not _touches(region, stored if is_stored_grid else shown):
            return because.OUTSIDE
        self._turned = self._turned or is_stored_grid
        return region if is_stored_grid else orientation.region_to_stored(region)

    def _when(self, item: Item, ordinal: int | None, last: int | None) -> When | str:
        if item.kind != "video":
            return because.ON_A_PHOTO if ordinal is not None else Still()
        if ordinal is None:
            return because.ON_A_CLIP
        if last is None:
            found = self._frame(item, ordinal)
            return found if isinstance(found, str) else Instant(found)
        table = self._table(item)
        if table is None or not ordinal <= last < len(table):
            return because.NO_SUCH_FRAME
        return Span(table.pts[ordinal], table.pts[last], table.time_base)

    def _frame(self, item: Item, ordinal: int) -> FrameRef | str:
        key = (item.key, ordinal)
        if key not in self._frames:
            if len(self._frames) >= MAX_FRAMES:
                return because.TOO_MANY_FRAMES
            self._frames[key] = self._ask(frame(self._workspace, item, f"#{ordinal}", _FRAME_SIDE))
        return self._frames[key]

    def _ask(self, asked: "Future[FrameReply]") -> FrameRef | str:
        try:
            return awaited(asked, self._progress).frame
        except InputError:
            return because.NO_SUCH_FRAME
        except VerifierError as error:
            return error.sentence

    def _table(self, item: Item) -> FrameTable | None:
        if item.key not in self._tables:
            try:
                self._tables[item.key] = awaited(clip(self._workspace, item), self._progress)
            except VerifierError:
                self._tables[item.key] = None
        return self._tables[item.key]


def _thinned(stops: Sequence[tuple[int, Region | None]], table: FrameTable) -> Iterator[tuple[int, Region | None]]:
    """Leave out, of each stretch in which it is seen, what lies between others as exactly as one can mark."""
    run: list[tuple[int, Region]] = []
    for number, region in (*stops, (-1, None)):
        if region is not None:
            run.append((number, region))
            continue
        kept = sparse([(table.time_s(at), there) for at, there in run], NEAR_PX)
        yield from (run[place] for place in kept)
        run = []
        if number >= 0:
            yield number, None


def _touches(region: Region, size: tuple[int, int]) -> bool:
    """Tell whether any part of a region may lie in a picture of this size, by the box around it."""
    points = list(_points(region))
    if not points:
        return True
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) <= size[0] and max(xs) >= 0 and min(ys) <= size[1] and max(ys) >= 0


def _points(region: Region) -> Iterable[tuple[float, float]]:
    from verifier.domain.regions import Arrow, Box, Ellipse, Point, RotatedBox

    match region:
        case WholeFrame():
            return ()
        case Box():
            return ((region.x, region.y), (region.x + region.width, region.y + region.height))
        case RotatedBox():
            return corners(region)
        case Ellipse():
            reach = max(region.radius_x, region.radius_y)
            x, y = region.center_x, region.center_y
            return ((x - reach, y - reach), (x + reach, y + reach))
        case Arrow():
            return (region.tail, region.head)
        case Point():
            return ((region.x, region.y),)
        case _:
            return region.vertices
