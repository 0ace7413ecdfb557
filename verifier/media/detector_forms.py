"""How detectors take a picture and lay out what they found; no array library: the window uses these words too.

Published layouts, as shapes of the one output (picture, ...): ``yolov5`` and v7: (1, N, 5 + C), center, size, how sure
of any object, of each class. ``yolov8`` to v12: (1, 4 + C, N). ``end_to_end`` (v10, or exported with its own
suppression): (1, N, 6), corners, score, class. ``yolox``: as ``yolov5``, but offsets and sizes in cells of three grids.
``ssd``: (1, 1, N, 7), picture, class, score, corners in shares.
"""

from collections.abc import Sequence
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

from verifier.domain.errors import UnsupportedFile, UsageError
from verifier.media.detector_words import UNDECIDED, UNKNOWN

Layout = Literal["yolov5", "yolov8", "yolox", "end_to_end", "ssd"]
Fit = Literal["centered", "corner", "stretched"]
"""Letterboxed in the middle, letterboxed at the top left, or stretched over the whole."""
Order = Literal["rgb", "bgr"]
Values = Literal["unit", "bytes", "signed"]
"""0 to 1, 0 to 255, -1 to 1."""
LAYOUTS: tuple[Layout, ...] = get_args(Layout)
STRIDES = (8, 16, 32)
USUAL_SIDE = 640
"""Where a model leaves its size open; what the YOLO family is trained at."""
MOST_SIDE = 2048
MOST_END_TO_END = 1000
Side = Annotated[int, Meta(ge=32, le=MOST_SIDE)]


class Preparing(msgspec.Struct, frozen=True):
    """How a picture is made ready: what the layout's own programs do, unless chosen otherwise."""

    fit: Fit = "centered"
    order: Order = "rgb"
    values: Values = "unit"


PREPARING: dict[Layout, Preparing] = {
    "yolov5": Preparing(),
    "yolov8": Preparing(),
    "end_to_end": Preparing(),
    "yolox": Preparing("corner", "bgr", "bytes"),  # YOLOX 0.3, yolox/data/data_augment.py, preproc
    "ssd": Preparing("stretched", "bgr", "signed"),  # OpenCV 4, samples/dnn/ssd_mobilenet_object_detection.cpp
}


def cells(width: int, height: int) -> int:
    """Return how many cells the three grids over a picture have."""
    return sum((width // stride) * (height // stride) for stride in STRIDES)


def decide_layout(shapes: Sequence[Sequence[int]], classes: int, width: int, height: int) -> tuple[int, Layout]:
    """Return which output holds the boxes, and its layout; ``classes``: how many are named, 0 where none are.

    Raise :class:`UnsupportedFile` for what is of no known layout, :class:`UsageError` where two would fit.
    """
    for place, shape in enumerate(shapes):
        if len(shape) == 4 and tuple(shape[:2]) == (1, 1) and shape[3] == 7:
            return place, "ssd"
    for place, shape in enumerate(shapes):
        if len(shape) == 3 and shape[0] == 1:
            found = _decide(shape[1], shape[2], classes, cells(width, height))
            if found is not None:
                return place, found
    raise UnsupportedFile(UNKNOWN)


def _decide(rows: int, columns: int, classes: int, of_grid: int) -> Layout | None:
    if classes and rows == 4 + classes and (columns != 5 + classes or columns == of_grid):
        return "yolov8"
    is_of_anchors = rows in (of_grid, 3 * of_grid)
    if columns == 6 and rows <= MOST_END_TO_END and not is_of_anchors:
        return "end_to_end"
    if columns >= 6 and (rows > columns or columns == 5 + classes):
        if classes and columns == 4 + classes:
            return None
        if rows == of_grid:
            raise UsageError(UNDECIDED)
        return "yolov5"
    return "yolov8" if rows >= 5 and rows < columns else None
