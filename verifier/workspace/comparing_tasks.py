"""The worker task that lays one picture over another and says how they differ. Imported by workers only, by name."""

import os
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from verifier.domain.frames import FrameRef
from verifier.media.cv import cv2
from verifier.media.lend import lend_pixels
from verifier.media.messages import KeepingTask, Kept, Task
from verifier.media.overlap import SIDE, features_of, mirrored, overlap
from verifier.media.scaling import shrink
from verifier.media.sniff import sniff_file
from verifier.media.stills import decode_still
from verifier.media.stored_picture import Rgb
from verifier.media.video_tasks import kept_clip
from verifier.workspace.comparing_messages import Compared, CompareTwo, Picture, Placement

STILL: Placement = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
"""The second lies exactly over the first: nothing is resampled."""
_NEAR_PX = 0.75
"""A placement that moves no corner further is taken for none: features are no more exact than that."""
Matrix = npt.NDArray[np.float64]
_OUTSIDE = 32
"""What is drawn where the second picture does not reach: darker than a small difference, lighter than none."""


def compare_two(request: CompareTwo, kept: Kept) -> Compared:
    """Compare two pictures; raise ``InputError`` where one of them cannot be shown."""
    one, first = _pixels(request.one, request.max_side, kept)
    other, second = _pixels(request.other, request.max_side, kept)
    placement, is_mirrored = place(one, other)
    if placement is not None and not is_mirrored and _is_still(one, other, placement):
        placement = STILL
    if is_mirrored:
        other = mirrored(other)
    laid, covered = lay(one, other, placement)
    apart = cast(Rgb, cv2.absdiff(one, laid))
    apart[~covered] = 0
    count = int(covered.sum())
    values = apart[covered]
    share = float((values.max(axis=1) > request.threshold).mean()) if count else 0.0
    shown = cast(Rgb, cv2.multiply(apart, np.ones(4), scale=request.amplify))
    shown[~covered] = _OUTSIDE
    height, width = one.shape[:2]
    return Compared(
        pixels=lend_pixels(shown),
        placement=placement,
        is_mirrored=is_mirrored,
        covered=count / covered.size,
        mean=float(values.mean()) if count else 0.0,
        most=int(values.max()) if count else 0,
        share=share,
        width=width,
        height=height,
        frames=(first, second),
    )


def place(one: Rgb, other: Rgb) -> tuple[Placement | None, bool]:
    """Find how the second picture lies over the first, as it is or mirrored."""
    there = features_of(shrink(one, SIDE))
    small = shrink(other, SIDE)
    for is_mirrored in (False, True):
        found = overlap(features_of(mirrored(small) if is_mirrored else small), there)
        if found is not None:
            a, b, c, d, e, f = (float(value) for value in np.round(found.placement, 6).ravel())
            return (a, b, c, d, e, f), is_mirrored
    return None, False


def lay(one: Rgb, other: Rgb, placement: Placement | None) -> tuple[Rgb, npt.NDArray[np.bool_]]:
    """Lay the second picture over the first, by a placement or by size; return it there, and where it is."""
    height, width = one.shape[:2]
    if one.shape == other.shape and placement in (None, STILL):
        return other, np.ones((height, width), np.bool_)
    if placement is None:
        way = cv2.INTER_AREA if width < other.shape[1] else cv2.INTER_LINEAR
        return cast(Rgb, cv2.resize(other, (width, height), interpolation=way)), np.ones((height, width), np.bool_)
    matrix = _in_pixels(one, other, placement)
    scale = float(np.hypot(matrix[0, 0], matrix[1, 0]))
    if scale < 1:  # made smaller first so that every pixel counts
        size = (max(1, round(other.shape[1] * scale)), max(1, round(other.shape[0] * scale)))
        matrix = matrix @ np.diag([other.shape[1] / size[0], other.shape[0] / size[1], 1])
        other = cast(Rgb, cv2.resize(other, size, interpolation=cv2.INTER_AREA))
    # Corners of pixels to their middles: a placement maps corners, warpAffine middles.
    middle = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
    whole = np.linalg.inv(middle) @ np.vstack((matrix, [0, 0, 1])) @ middle
    laid = cv2.warpAffine(other, whole[:2], (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    inside = cv2.warpAffine(np.full(other.shape[:2], 255, np.uint8), whole[:2], (width, height), flags=cv2.INTER_LINEAR)
    return cast(Rgb, laid), np.asarray(inside) == 255


def _is_still(one: Rgb, other: Rgb, placement: Placement) -> bool:
    """Tell whether a placement leaves a picture of the same size where it is."""
    if one.shape != other.shape:
        return False
    height, width = one.shape[:2]
    corners = np.array([[0, 0, 1], [width, 0, 1], [0, height, 1], [width, height, 1]], np.float64)
    return bool(np.abs(corners @ _in_pixels(one, other, placement).T - corners[:, :2]).max() <= _NEAR_PX)


def _in_pixels(one: Rgb, other: Rgb, placement: Placement) -> Matrix:
    """Return the (2, 3) map from pixels of the second picture to those of the first."""
    a, b, c, d, e, f = placement
    here, there = max(one.shape[:2]), max(other.shape[:2])
    return np.array([[a * here / there, b * here / there, c * here], [d * here / there, e * here / there, f * here]])


def _pixels(picture: Picture, max_side: int, kept: Kept) -> tuple[Rgb, FrameRef | None]:
    if picture.ordinal is not None:
        frame = kept_clip(picture.path, kept).frame(picture.ordinal, max_side=max_side)
        return cast(Rgb, frame.pixels), frame.ref
    path = Path(os.fsdecode(picture.path))
    return decode_still(path, sniff_file(path), max_side).pixels, None


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (KeepingTask(CompareTwo, compare_two),)
