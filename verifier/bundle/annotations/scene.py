"""One look at the regions that go out, for every format of annotations: pictures, shapes, classes, what moves.

What may go out is decided by the same rules as for a bundle (``selection.py``). Files are named by the item's label
alone. Everything is on the displayed grid. Nothing is written here.
"""

from collections.abc import Iterable
from datetime import datetime
from fractions import Fraction

import msgspec

from verifier.bundle.disclosed import Disclosed
from verifier.bundle.material import FrameTimes, Material
from verifier.bundle.report_words import taken_from
from verifier.bundle.selection import Selection
from verifier.domain.frames import FrameRef, Instant, Span, Track
from verifier.domain.records import CatalogRef, DroneClaim, Item, Keyframe, Observation, Origin
from verifier.domain.regions import Region
from verifier.domain.tracks import region_at
from verifier.media.frame_table import FrameTable
from verifier.media.upright import Orientation, orientation_of

UNTAGGED = "not yet tagged"
"""The class of a region of which nobody has said yet which drone it is."""

PHOTO = -1
"""Stands where a frame's ordinal would, for a picture that is no frame."""


class Class(msgspec.Struct, frozen=True):
    """What a region is of: the entry of the leading hypothesis. ``index`` counts from 0, in order of first use.

    The order is that of the observations' ids, which grow with time: a class keeps its number while a case grows.
    """

    index: int
    name: str
    entry_id: str | None
    entry_sha256: str | None
    level: str


class Moment(msgspec.Struct, frozen=True, order=True):
    """One frame of a clip: its ordinal from 0, its PTS in units of ``time_base`` seconds, its hash where recorded."""

    ordinal: int
    pts: int
    time_base: Fraction
    sha256: str = ""

    @property
    def time_s(self) -> Fraction:
        return self.pts * self.time_base


class Shape(msgspec.Struct, frozen=True):
    """One region on the displayed grid and what is stated of it."""

    observation: Observation
    region: Region
    of: Class
    claim: DroneClaim | None
    observer: str
    taken_from: str = ""
    """Where it was taken from, in words, if no person drew it."""
    is_detected: bool = False


class Shot(msgspec.Struct, frozen=True):
    """One picture with regions: a photo, or a frame of a clip. ``stem``: its file name without suffix."""

    item: Item
    moment: Moment | None
    width: int
    height: int
    shapes: tuple[Shape, ...]

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def stem(self) -> str:
        return self.item.label if self.moment is None else f"{self.item.label}_{self.moment.ordinal:06d}"


class Placed(msgspec.Struct, frozen=True):
    """Where something that moves is at one frame. ``is_stated``: a person put it there, it is not worked out."""

    ordinal: int
    region: Region
    is_stated: bool = True
    is_occluded: bool = False


class Path(msgspec.Struct, frozen=True):
    """One region through a clip: frame after frame, in order; a frame that is missing does not show it."""

    shape: Shape
    places: tuple[Placed, ...]


class Clip(msgspec.Struct, frozen=True):
    """A clip with its frames and what moves in it; ``first_pts`` counts as the beginning for players."""

    item: Item
    width: int
    height: int
    table: FrameTable
    paths: tuple[Path, ...]

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height


class Scene(msgspec.Struct, frozen=True):
    """Everything a format of annotations can write, in stable order."""

    shots: tuple[Shot, ...]
    clips: tuple[Clip, ...]
    classes: tuple[Class, ...]
    spans: int
    """Regions that hold for a span of a clip: in pictures they stand on its first frame."""
    without_picture: int
    """Regions of items whose size or frames are not known or not at hand."""
    at: datetime | None = None


def read_scene(material: Material, selection: Selection) -> Scene:
    """Look at all that goes out, as chosen."""
    return _Look(material, selection).scene()


class _Look:
    def __init__(self, material: Material, selection: Selection) -> None:
        self._material = material
        self._shown = Disclosed(selection)
        self._claims = _leading_claims(self._shown.of(DroneClaim))
        self._classes: dict[tuple[str | None, str], Class] = {}
        self._keyframes: dict[str, list[Keyframe]] = {}
        for one in sorted(self._shown.of(Keyframe), key=lambda keyframe: keyframe.time_s):
            self._keyframes.setdefault(one.observation, []).append(one)
        self._origins: dict[str, list[Origin]] = {}
        for origin in self._shown.of(Origin):
            self._origins.setdefault(origin.about, []).append(origin)
        self._spans = self._without = 0
        self._tables: dict[str, FrameTable | None] = {}

    def scene(self) -> Scene:
        observations = sorted(self._shown.of(Observation), key=lambda one: one.id)
        shapes: dict[str, list[Shape]] = {}
        for one in observations:
            item = self._shown.get(f"item/{one.item}")
            orientation = orientation_of(item.technical) if isinstance(item, Item) else None
            if not isinstance(item, Item) or orientation is None:
                self._without += 1
                continue
            shapes.setdefault(item.key, []).append(self._shape(one, orientation))
        items = sorted((item for item in self._shown.of(Item) if item.key in shapes), key=lambda item: item.label)
        shots = tuple(shot for item in items for shot in self._shots(item, shapes[item.key]))
        clips = tuple(clip for item in items if (clip := self._clip(item, shapes[item.key])) is not None)
        return Scene(shots, clips, tuple(self._classes.values()), self._spans, self._without)

    def _shape(self, one: Observation, orientation: Orientation) -> Shape:
        claim = self._claims.get(one.key)
        region = orientation.region_to_displayed(one.region)
        entry = claim.hypotheses[0].entry if claim is not None else None
        origins = self._origins.get(one.key, ())
        return Shape(
            one,
            region,
            self._class(entry),
            claim,
            self._shown.person(one.observed_by),
            "; ".join(map(taken_from, origins)),
            any(origin.how == "detector" for origin in origins),
        )

    def _class(self, entry: CatalogRef | None) -> Class:
        key = (entry.entry_id, entry.name) if entry is not None else (None, UNTAGGED)
        if key not in self._classes:
            level = entry.level if entry is not None else "none"
            sha256 = entry.entry_sha256 if entry is not None else None
            self._classes[key] = Class(len(self._classes), key[1], key[0], sha256, level)
        return self._classes[key]

    def _shots(self, item: Item, shapes: list[Shape]) -> list[Shot]:
        # By ordinal, not by moment: the hash of a frame may be recorded with one of its regions and not with another.
        moments: dict[int, Moment | None] = {}
        found: dict[int, list[Shape]] = {}
        for shape in shapes:
            for moment in self._moments(item, shape.observation):
                place = moment.ordinal if moment is not None else PHOTO
                if moments.get(place) is None or (moment is not None and moment.sha256):
                    moments[place] = moment
                found.setdefault(place, []).append(self._at(shape, moment, item))
        width, height = _size(item)
        return [Shot(item, moments[place], width, height, tuple(found[place])) for place in sorted(found)]

    def _moments(self, item: Item, one: Observation) -> list[Moment | None]:
        """Return the pictures that show an observation: of a span the first frame stands for all."""
        when = one.when
        if isinstance(when, Instant):
            return [_moment(when.frame)]
        if not isinstance(when, (Span, Track)):
            return [None]
        table = self._table(item)
        ordinals = _ordinals(when, table) if table is not None else range(0)
        if table is None or not ordinals:
            self._without += 1
            return []
        shown = [keyframe for keyframe in self._keyframes.get(one.id, ()) if keyframe.region is not None]
        if shown:
            return [Moment(at, table.pts[at], table.time_base) for at in _stated(shown, table)]
        self._spans += 1
        return [Moment(ordinals[0], table.pts[ordinals[0]], table.time_base)]

    def _at(self, shape: Shape, moment: Moment | None, item: Item) -> Shape:
        """Return a region as it stands in a picture: one that moves stands elsewhere in each."""
        keyframes = self._keyframes.get(shape.observation.id, ())
        region = region_at(keyframes, moment.time_s) if keyframes and moment is not None else None
        return shape if region is None else msgspec.structs.replace(shape, region=_displayed(region, item))

    def _clip(self, item: Item, shapes: list[Shape]) -> Clip | None:
        table = self._table(item) if item.kind == "video" else None
        if table is None:
            return None
        found = (self._path(shape, item, table) for shape in shapes)
        return Clip(item, *_size(item), table, tuple(path for path in found if path is not None))

    def _path(self, shape: Shape, item: Item, table: FrameTable) -> Path | None:
        when = shape.observation.when
        if isinstance(when, Instant):
            is_there = when.frame.ordinal < len(table)
            return Path(shape, (Placed(when.frame.ordinal, shape.region),)) if is_there else None
        if not isinstance(when, (Span, Track)):
            return None
        ordinals = _ordinals(when, table)
        keyframes = self._keyframes.get(shape.observation.id, ())
        if keyframes:
            # Other programs go evenly from frame to frame; where frames are not shown evenly, each is written out.
            is_uneven, stated = table.rates()[0] == "variable", set(_stated(keyframes, table))
            moved = tuple(
                Placed(ordinal, _displayed(region, item), is_uneven or ordinal in stated)
                for ordinal in ordinals
                if (region := region_at(keyframes, table.time_s(ordinal))) is not None
            )
            return Path(shape, moved) if moved else None
        places = (Placed(ordinal, shape.region, ordinal == ordinals[0]) for ordinal in ordinals)
        return Path(shape, tuple(places)) if ordinals else None

    def _table(self, item: Item) -> FrameTable | None:
        if item.key not in self._tables:
            times = self._material.frames(item)
            self._tables[item.key] = _table(times) if times is not None else None
        return self._tables[item.key]


def _leading_claims(claims: Iterable[DroneClaim]) -> dict[str, DroneClaim]:
    """Return the claim on what is seen in each observation; of several the one stated last."""
    seen = (claim for claim in claims if claim.role == "seen")
    return {claim.about: claim for claim in sorted(seen, key=lambda claim: claim.id)}


def _moment(frame: FrameRef) -> Moment:
    return Moment(frame.ordinal, frame.pts, frame.time_base, frame.sha256)


def _ordinals(when: Span | Track, table: FrameTable) -> range:
    """Return the frames of a span, first and last included."""
    scale = when.time_base / table.time_base
    first, last = when.first_pts * scale, when.last_pts * scale
    inside = [ordinal for ordinal, pts in enumerate(table.pts) if first <= pts <= last]
    return range(inside[0], inside[-1] + 1) if inside else range(0)


def _stated(keyframes: Iterable[Keyframe], table: FrameTable) -> list[int]:
    """Return the frames on which keyframes stand."""
    found = (table.ordinal_of_pts(round(keyframe.time_s / table.time_base)) for keyframe in keyframes)
    return [ordinal for ordinal in found if ordinal is not None]


def _displayed(region: Region, item: Item) -> Region:
    orientation = orientation_of(item.technical)
    return orientation.region_to_displayed(region) if orientation is not None else region


def _table(times: FrameTimes) -> FrameTable:
    return FrameTable(times.pts, bytes(len(times.pts)), times.time_base)


def _size(item: Item) -> tuple[int, int]:
    orientation = orientation_of(item.technical)
    return orientation.displayed_size if orientation is not None else (0, 0)
