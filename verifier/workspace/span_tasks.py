"""The worker task that finds which span two clips share where one was cropped or mirrored; imported by workers only."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from verifier.domain.errors import UnreadableFile
from verifier.media.aligned_spans import Sampled, aligned_span, are_told_apart
from verifier.media.cv import cv2
from verifier.media.messages import KeepingTask, Kept, Task
from verifier.media.overlap import SIDE, Features, Overlap, difference, features_of, mirrored_features, overlap
from verifier.media.sniff import sniff_file
from verifier.media.video import Clip, open_clip
from verifier.workspace.copy_messages import FindSpan, FoundSpan
from verifier.workspace.feature_cache import SeenPicture
from verifier.workspace.feature_tasks import FEW_BYTES, FeatureIndex, seen_pictures
from verifier.workspace.pair_tasks import rounded

_MOST_TRIED = 12
"""Pairs of frames compared to find one that shows the same."""
_AROUND = 5
"""Frames tried on each side of the best one, ever closer."""
_MOST_SAMPLES = 600
_MOST_WINDOW_S = 240.0
"""Seconds of a clip that are sampled, around where it shows the same; what lies further is not looked at."""
_SLOWEST = 2.5
_SAMPLED_SIDE = 192
_THUMB_SIDE = 40
_LEAST_COVERED = 120
"""Places of a thumbnail that both must show."""

Lumas = npt.NDArray[np.uint8]


class _Seed(NamedTuple):
    """A frame of either clip that shows the same; ``placement``: of the second (mirrored, or not) in the first."""

    one: int
    other: int
    is_mirrored: bool
    placement: npt.NDArray[np.float64]


class _Sampling(NamedTuple):
    """Frames of a clip, (n, height, width) uint8 brightness, with their times in seconds."""

    times: npt.NDArray[np.float64]
    lumas: Lumas


def find_span(request: FindSpan, kept: Kept) -> FoundSpan:
    """Find frames that show the same, how they lie on each other, and then the span; raise where a clip is no clip."""
    kept.let_go()  # the index of all features is no longer wanted when spans are
    paths = [Path(os.fsdecode(path)) for path in request.paths]
    opened = (open_clip(path, sniff_file(path), FEW_BYTES) for path in paths)
    with next(opened) as one, next(opened) as other:
        for found in _found(request, one, other):
            seed = _closest(found, one, other)
            return _aligned(seed, one, other)
    return FoundSpan()


def _found(request: FindSpan, one: Clip, other: Clip) -> Iterator[_Seed]:
    """Yield frames that show the same, as they were named or as features tell."""
    if request.ordinals is not None:
        named = zip((one, other), request.ordinals, strict=True)
        here, there = (features_of(clip.pixels(ordinal, SIDE)) for clip, ordinal in named)
        placed = _placed(there, here)
        if placed is not None:
            yield _Seed(*request.ordinals, placed[0], placed[1].placement)
            return
    case = Path(os.fsdecode(request.case))
    seen = [
        seen_pictures(case, sha256, Path(os.fsdecode(path)), request.most_frames)
        for sha256, path in zip(request.files, request.paths, strict=True)
    ]
    for number, far in _shortlist(*seen):
        mine, theirs = seen[0][number], seen[1][far]
        placed = _placed(theirs.features, mine.features)
        if placed is not None and mine.ordinal is not None and theirs.ordinal is not None:
            yield _Seed(mine.ordinal, theirs.ordinal, placed[0], placed[1].placement)


def _shortlist(one: tuple[SeenPicture, ...], other: tuple[SeenPicture, ...]) -> list[tuple[int, int]]:
    index = FeatureIndex([picture.features.descriptors for picture in one])
    votes = [
        (-count, number, far)
        for far, picture in enumerate(other)
        for features in (picture.features, mirrored_features(picture.features))
        for number, count in index.votes(features.descriptors).items()
    ]
    return list(dict.fromkeys((number, far) for _, number, far in sorted(votes)))[:_MOST_TRIED]


def _placed(picture: Features, frame: Features) -> tuple[bool, Overlap] | None:
    for is_mirrored in (False, True):
        lies = overlap(mirrored_features(picture) if is_mirrored else picture, frame)
        if lies is not None:
            return is_mirrored, lies
    return None


def _closest(seed: _Seed, one: Clip, other: Clip) -> _Seed:
    """Move to the frame of the first clip that is most like that of the second; there the placement is exact."""
    picture = features_of(other.pixels(seed.other, SIDE))
    way = mirrored_features(picture) if seed.is_mirrored else picture
    best, least = seed, float("inf")
    step = max(1, len(one.table) // (2 * _AROUND))
    while True:
        around = range(best.one - _AROUND * step, best.one + _AROUND * step + 1, step)
        for ordinal in around:
            if not 0 <= ordinal < len(one.table):
                continue
            try:
                frame = features_of(one.pixels(ordinal, SIDE))
            except UnreadableFile:
                continue
            lies = overlap(way, frame)
            if lies is not None and (apart := difference(way, frame, lies.placement)) < least:
                best, least = seed._replace(one=ordinal, placement=lies.placement), apart
        if step == 1:
            return best
        step = max(1, step // _AROUND)


def _aligned(seed: _Seed, one: Clip, other: Clip) -> FoundSpan:
    here_s, there_s = float(one.table.time_s(seed.one)), float(other.table.time_s(seed.other))
    windows = _windows(one, other, here_s, there_s)
    here, there = (_sampled(clip, *window) for clip, window in zip((one, other), windows, strict=True))
    pictures = _common(here.lumas, there.lumas, seed)
    if pictures is None:
        return FoundSpan(None, seed.is_mirrored)
    sampled = Sampled(here.times, pictures[0]), Sampled(there.times, pictures[1])
    span = aligned_span(*sampled)
    shared = rounded(span) if span is not None else None
    return FoundSpan(shared, seed.is_mirrored, is_told_apart=span is None and are_told_apart(*sampled))


def _windows(one: Clip, other: Clip, here_s: float, there_s: float) -> list[tuple[float, float]]:
    """Return which seconds of each clip can be shared at all, at any speed that is looked for."""
    (first, last), (other_first, other_last) = (
        (float(clip.table.time_s(0)), float(clip.table.time_s(len(clip.table) - 1))) for clip in (one, other)
    )
    half = _MOST_WINDOW_S / 2
    before, after = (there_s - other_first) * _SLOWEST + 1, (other_last - there_s) * _SLOWEST + 1
    before_there, after_there = (here_s - first) * _SLOWEST + 1, (last - here_s) * _SLOWEST + 1
    return [
        (max(first, here_s - min(before, half)), min(last, here_s + min(after, half))),
        (max(other_first, there_s - min(before_there, half)), min(other_last, there_s + min(after_there, half))),
    ]


def _sampled(clip: Clip, first_s: float, last_s: float) -> _Sampling:
    """Decode frames evenly spread over a stretch, the brightness alone; damaged ones are left out."""
    times = [float(clip.table.time_s(ordinal)) for ordinal in range(len(clip.table))]
    inside = [ordinal for ordinal, time_s in enumerate(times) if first_s - 1e-6 <= time_s <= last_s + 1e-6]
    kept: list[tuple[float, Lumas]] = []
    for ordinal in inside[:: max(1, -(-len(inside) // _MOST_SAMPLES))]:
        try:
            kept.append((times[ordinal], clip.luma(ordinal, _SAMPLED_SIDE)[:, :, 0]))
        except UnreadableFile:
            continue
    if not kept:
        raise UnreadableFile("Not one frame of that stretch decodes.")
    return _Sampling(np.array([time_s for time_s, _ in kept]), np.stack([luma for _, luma in kept]))


def _common(one: Lumas, other: Lumas, seed: _Seed) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]] | None:
    """Cut both down to what they have in common, lying alike: (n, k) and (m, k); ``None`` where that is too little."""
    flipped = other[:, :, ::-1] if seed.is_mirrored else other
    height, width = flipped.shape[1:]
    scale = _THUMB_SIDE / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    # The placement maps shares of the second to shares of the first; what is drawn is the first, as the second lies.
    back = np.linalg.inv(np.vstack([seed.placement, [0, 0, 1]]))[:2]
    longer = max(one.shape[1:])
    matrix = back.copy()
    matrix[:, :2] *= max(height, width) / longer
    matrix[:, 2] *= max(height, width)
    covered = cv2.warpAffine(np.ones(one.shape[1:], np.float32), matrix, (width, height))
    mask = cv2.resize(covered, size, interpolation=cv2.INTER_AREA) > 0.99
    if int(mask.sum()) < _LEAST_COVERED:
        return None
    laid = [cv2.warpAffine(luma, matrix, (width, height), flags=cv2.INTER_LINEAR) for luma in one]
    return _small(laid, size, mask), _small(list(flipped), size, mask)


def _small(lumas: list[Any], size: tuple[int, int], mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    shrunk = [cv2.resize(np.ascontiguousarray(luma), size, interpolation=cv2.INTER_AREA)[mask] for luma in lumas]
    return np.stack(shrunk).astype(np.float32)


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (KeepingTask(FindSpan, find_span),)
