"""Numbers that a detector gives, as boxes on the picture that was fed to it. Imported by workers only."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from verifier.domain.errors import UnsupportedFile
from verifier.media import cv
from verifier.media.detector_forms import STRIDES, Layout
from verifier.media.detector_words import NOT_SCORES, UNKNOWN

cv2: Any = cv.cv2
Floats = npt.NDArray[np.float32]
MOST_CANDIDATES = 5_000
"""Boxes of one picture that are compared with each other, the surest ones."""
BOX_NUMBERS = 4


class Found(NamedTuple):
    """``corners``: (n, 4) float32: left, top, right, bottom in pixels; ``scores`` and ``classes``: (n,)."""

    corners: Floats
    scores: Floats
    classes: npt.NDArray[np.int64]


def read_output(output: Floats, layout: Layout, width: int, height: int, classes: int, threshold: float) -> Found:
    """Return the boxes of one output of a ``width`` x ``height`` network whose score reaches the threshold.

    ``classes``: how many have a name; columns beyond them (masks, joints) are left out. 0: all columns are classes.
    Raise :class:`UnsupportedFile` where the numbers cannot be of this layout.
    """
    lines = _lines(output, layout)
    if layout == "ssd":
        size = np.array([width, height, width, height], np.float32)
        found = Found(lines[:, 3:7] * size, lines[:, 2], _whole(lines[:, 1]))
    elif layout == "end_to_end":
        found = Found(lines[:, :4], lines[:, 4], _whole(lines[:, 5]))
    else:
        found = _of_classes(lines, layout, width, height, classes)
    return _sure(found, threshold)


def suppress(found: Found, overlap: float, most: int) -> Found:
    """Leave one box of those of a class that overlap by more than a share of their union: OpenCV's suppression."""
    if not len(found.scores):
        return found
    boxes = np.concatenate([found.corners[:, :2], found.corners[:, 2:] - found.corners[:, :2]], axis=1)
    kept: Any = cv2.dnn.NMSBoxesBatched(boxes.astype(np.float64).tolist(), found.scores.tolist(),
                                        found.classes.tolist(), 0.0, overlap)  # fmt: skip
    places = np.asarray(kept, np.int64).ravel()
    return _taken(found, places[np.argsort(-found.scores[places], kind="stable")][:most])


def _lines(output: Floats, layout: Layout) -> Floats:
    """Return a line of numbers for each box: (n, columns)."""
    shape = output.shape
    if layout == "ssd" and len(shape) == 4 and shape[3] == 7:
        return output.reshape(-1, 7)
    if layout != "ssd" and len(shape) == 3 and shape[0] == 1:
        lines = output[0].T if layout == "yolov8" else output[0]
        least = {"yolov8": 5, "end_to_end": 6}.get(layout, 6)
        if lines.shape[1] >= least:
            return lines
    raise UnsupportedFile(UNKNOWN)


def _of_classes(lines: Floats, layout: Layout, width: int, height: int, classes: int) -> Found:
    first = BOX_NUMBERS if layout == "yolov8" else BOX_NUMBERS + 1
    sure = lines[:, first : first + classes] if classes else lines[:, first:]
    if not sure.shape[1]:
        raise UnsupportedFile(UNKNOWN)
    best = np.argmax(sure, axis=1)
    scores = sure[np.arange(len(sure)), best]
    if layout != "yolov8":
        scores = scores * lines[:, BOX_NUMBERS]
    boxes = _on_grid(lines[:, :BOX_NUMBERS], width, height) if layout == "yolox" else lines[:, :BOX_NUMBERS]
    half = boxes[:, 2:4] / 2
    corners = np.concatenate([boxes[:, :2] - half, boxes[:, :2] + half], axis=1).astype(np.float32)
    return Found(corners, scores, best.astype(np.int64))


def _on_grid(boxes: Floats, width: int, height: int) -> Floats:
    """Return YOLOX's offsets and logarithms of sizes in pixels (YOLOX 0.3, yolox/utils/demo_utils.py)."""
    corners, strides = list[Any](), list[Any]()
    for stride in STRIDES:
        across, down = width // stride, height // stride
        x, y = np.meshgrid(np.arange(across), np.arange(down))
        corners.append(np.stack([x.ravel(), y.ravel()], axis=1))
        strides.append(np.full((across * down, 1), stride))
    corner, stride = np.concatenate(corners).astype(np.float32), np.concatenate(strides).astype(np.float32)
    if len(corner) != len(boxes):
        raise UnsupportedFile(UNKNOWN)
    with np.errstate(over="ignore"):
        sizes = np.exp(boxes[:, 2:4]) * stride
    return np.concatenate([(boxes[:, :2] + corner) * stride, sizes], axis=1)


def _sure(found: Found, threshold: float) -> Found:
    """Leave out what is unsure or no box at all, the surest first."""
    finite = np.isfinite(found.corners).all(axis=1) & np.isfinite(found.scores)
    if bool((found.scores[finite] > 1.001).any()):
        raise UnsupportedFile(NOT_SCORES)
    has_size = (found.corners[:, 2:] > found.corners[:, :2]).all(axis=1)
    places = np.flatnonzero(finite & has_size & (found.scores >= threshold) & (found.classes >= 0))
    return _taken(found, places[np.argsort(-found.scores[places], kind="stable")][:MOST_CANDIDATES])


def _taken(found: Found, places: npt.NDArray[np.int64]) -> Found:
    return Found(found.corners[places], np.minimum(found.scores[places], 1), found.classes[places])


def _whole(numbers: Floats) -> npt.NDArray[np.int64]:
    """Return class numbers that came as floats; what is none becomes -1."""
    is_whole = np.isfinite(numbers) & (numbers >= 0) & (numbers < 1 << 20)
    return np.where(is_whole, numbers, -1).round().astype(np.int64)
