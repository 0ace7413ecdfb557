"""The worker task that finds local features of files, and what other tasks need of it; imported by workers only."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from verifier.domain.errors import InputError, UnreadableFile
from verifier.domain.ids import Sha256
from verifier.media.cv import cv2
from verifier.media.messages import KeepingTask, Task
from verifier.media.overlap import SIDE, Descriptors, features_of
from verifier.media.sniff import sniff_file
from verifier.media.stills import decode_still
from verifier.media.video import open_clip
from verifier.workspace.copy_messages import SeeFeatures, SeenFile
from verifier.workspace.feature_cache import SeenPicture, is_kept, keep_features, load_features

_FRAMES_A_SECOND = 2
_LEAST_FRAMES = 8
_NEIGHBORS = 8
FEW_BYTES = 16 * 1024 * 1024
"""Of decoded frames that a clip keeps: it is gone through once, in order."""


def see_features(request: SeeFeatures) -> SeenFile:
    """Look at a file unless that was done; a file that does not decode has no pictures."""
    case = Path(os.fsdecode(request.case))
    if is_kept(case, request.sha256, request.most_frames):
        return SeenFile(1)
    seen = seen_pictures(case, request.sha256, Path(os.fsdecode(request.path)), request.most_frames)
    return SeenFile(len(seen))


def seen_pictures(case: Path, sha256: Sha256, path: Path, most_frames: int) -> tuple[SeenPicture, ...]:
    """Return the pictures that stand for a file, with their features; none where it does not decode."""
    kept = load_features(case, sha256, most_frames)
    if kept is None:
        try:
            kept = _look(path, most_frames)
        except InputError:
            kept = ()
        keep_features(case, sha256, most_frames, kept)
    return kept


def _look(path: Path, most_frames: int) -> tuple[SeenPicture, ...]:
    sniffed = sniff_file(path)
    if sniffed.kind == "photo":
        return (SeenPicture(None, features_of(decode_still(path, sniffed, SIDE).pixels)),)
    if sniffed.kind != "video":
        return ()
    seen: list[SeenPicture] = []
    with open_clip(path, sniffed, FEW_BYTES) as clip:
        count = len(clip.table)
        lasts_s = float(clip.table.time_s(count - 1) - clip.table.time_s(0))
        wanted = min(count, most_frames, max(_LEAST_FRAMES, round(lasts_s * _FRAMES_A_SECOND)))
        for ordinal in dict.fromkeys((2 * number + 1) * count // (2 * wanted) for number in range(wanted)):
            try:
                seen.append(SeenPicture(ordinal, features_of(clip.pixels(ordinal, SIDE))))
            except UnreadableFile:
                continue
    return tuple(seen)


class FeatureIndex:
    """Descriptors of many pictures, so that those can be found that share some with one."""

    def __init__(self, descriptors: Sequence[Descriptors]) -> None:
        sizes = [len(rows) for rows in descriptors]
        self._pictures: npt.NDArray[np.int64] = np.repeat(np.arange(len(descriptors)), sizes)
        self._index: Any = None
        if sum(sizes) > _NEIGHBORS:
            cv2.setRNGSeed(1)  # the same trees every time
            rows = np.concatenate(descriptors).astype(np.float32)
            self._index = cast(Any, cv2).flann_Index(rows, {"algorithm": 1, "trees": 4})

    def votes(self, descriptors: Descriptors) -> Counter[int]:
        """Count in which pictures the nearest features of some are."""
        if self._index is None or not len(descriptors):
            return Counter()
        rows, _ = self._index.knnSearch(descriptors.astype(np.float32), _NEIGHBORS, params={"checks": 48})
        found: list[int] = self._pictures[rows[rows >= 0]].tolist()
        return Counter(found)


def fewer(descriptors: Descriptors, most: int) -> Descriptors:
    """Return at most so many rows, evenly spread."""
    return descriptors if len(descriptors) <= most else descriptors[:: -(-len(descriptors) // most)]


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (Task(SeeFeatures, see_features),)
