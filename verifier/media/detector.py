"""Run a detector on a picture through OpenCV's DNN module. Imported by workers only.

A model is a stranger's file: it is read from memory, never by a path, and runs in a process that may die. Nothing is
fetched. What comes out are boxes with a class and a score, on the displayed grid of the picture.
"""

import time
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from verifier.domain.errors import UnsupportedFile
from verifier.media import cv
from verifier.media.detector_forms import Fit, Layout, Preparing, decide_layout
from verifier.media.detector_outputs import Found, read_output, suppress
from verifier.media.detector_words import cannot_run
from verifier.media.frame_pixels import Pixels

cv2: Any = cv.cv2
MOST_BOXES = 300
"""Boxes of one picture, the surest ones; what Ultralytics keeps too."""
PADDING = 114
"""The grey of a letterbox (YOLOv5, utils/augmentations.py, letterbox)."""
Floats = npt.NDArray[np.float32]


class Placed(NamedTuple):
    """Where a picture lies in what is fed in: its left and top edge there, and pixels fed in for one of its own."""

    left: int
    top: int
    across: float
    down: float


class Detector:
    """A network that was read. ``width`` and ``height``: of what is fed in; ``classes``: how many are named."""

    def __init__(self, model: bytes, width: int, height: int, classes: int) -> None:
        self.width, self.height, self._classes = width, height, classes
        try:
            self._net: Any = cv2.dnn.readNetFromONNX(np.frombuffer(model, np.uint8))
            self._outputs: Any = self._net.getUnconnectedOutLayersNames()
        except (cv2.error, SystemError, UnicodeError) as error:
            raise UnsupportedFile(cannot_run(cv2.__version__)) from error
        self.run_s = 0.0
        self._shapes: list[tuple[int, ...]] = []

    def decide_layout(self) -> Layout:
        """Return the layout of what it finds, by running it on an empty picture; raise as :func:`decide_layout`."""
        return self._place(None)[1]

    def find(self, pixels: Pixels, layout: Layout, preparing: Preparing, threshold: float, overlap: float) -> Found:
        """Return the boxes on a picture, (height, width, 3) uint8 RGB upright, in its own pixels, the surest first."""
        fed, placed = letterbox(pixels, self.width, self.height, preparing.fit)
        outputs = self._run(_numbers(fed, preparing))
        place, _ = self._place(layout)
        found = read_output(outputs[place], layout, self.width, self.height, self._classes, threshold)
        if layout != "end_to_end":
            found = suppress(found, overlap, MOST_BOXES)
        height, width = pixels.shape[:2]
        return _within(Found(_back(found.corners, placed), found.scores, found.classes), width, height)

    def _run(self, fed: Floats) -> list[Floats]:
        begin = time.perf_counter()
        try:
            self._net.setInput(fed)
            outputs: Any = self._net.forward(self._outputs)
        except (cv2.error, SystemError, UnicodeError) as error:
            raise UnsupportedFile(cannot_run(cv2.__version__)) from error
        self.run_s = time.perf_counter() - begin
        made = [np.asarray(one, np.float32) for one in outputs]
        self._shapes = [one.shape for one in made]
        return made

    def _place(self, layout: Layout | None) -> tuple[int, Layout]:
        """Return which output holds the boxes; a layout that was chosen takes the first with its dimensions."""
        if not self._shapes:
            self._run(np.full((1, 3, self.height, self.width), PADDING / 255, np.float32))
        if layout is None:
            return decide_layout(self._shapes, self._classes, self.width, self.height)
        wanted = 4 if layout == "ssd" else 3
        return next((place for place, shape in enumerate(self._shapes) if len(shape) == wanted), 0), layout


def letterbox(pixels: Pixels, width: int, height: int, fit: Fit) -> tuple[Pixels, Placed]:
    """Lay a picture into ``width`` x ``height``, proportions kept unless stretched; return where it lies."""
    own_height, own_width = pixels.shape[:2]
    across, down = width, height
    if fit != "stretched":
        scale = min(width / own_width, height / own_height)
        across, down = max(1, round(own_width * scale)), max(1, round(own_height * scale))
    sized: Any = pixels
    if (across, down) != (own_width, own_height):
        sized = cv2.resize(pixels, (across, down), interpolation=cv2.INTER_LINEAR)
    left, top = ((width - across) // 2, (height - down) // 2) if fit == "centered" else (0, 0)
    whole = np.full((height, width, 3), PADDING, np.uint8)
    whole[top : top + down, left : left + across] = sized
    return whole, Placed(left, top, across / own_width, down / own_height)


def _numbers(fed: Pixels, preparing: Preparing) -> Floats:
    """Return what the network takes: (1, 3, height, width) float32."""
    ordered = fed[:, :, ::-1] if preparing.order == "bgr" else fed
    numbers = np.ascontiguousarray(ordered.transpose(2, 0, 1)[None], np.float32)
    if preparing.values == "unit":
        return numbers / np.float32(255)
    return numbers / np.float32(127.5) - np.float32(1) if preparing.values == "signed" else numbers


def _back(corners: Floats, placed: Placed) -> Floats:
    shift = np.array([placed.left, placed.top] * 2, np.float64)
    scale = np.array([placed.across, placed.down] * 2, np.float64)
    return ((corners - shift) / scale).astype(np.float32)


def _within(found: Found, width: int, height: int) -> Found:
    """Cut boxes to the picture; one that lies in the letterbox's margin is none."""
    corners = np.clip(found.corners, 0, np.array([width, height] * 2, np.float32))
    kept = np.flatnonzero((corners[:, 2:] - corners[:, :2] > 0).all(axis=1))[:MOST_BOXES]
    return Found(corners[kept], found.scores[kept], found.classes[kept])
