"""Follow a region from frame to frame by optical flow, and stop where that is unsure. Imported by workers only.

Points on the region are carried to the next frame and back again (pyramidal Lucas-Kanade); those that do not come back
to where they were are let go. The rest must agree on one similarity (shift, turn, scale), found by RANSAC. What stands
there then must still look like what was marked. Bouguet 2001; Kalal et al. 2010 on going forward and backward.
"""

import math
from typing import Any

import msgspec
import numpy as np

from verifier.domain.regions import Arrow, Box, Ellipse, Line, Point, Polygon, Region, RotatedBox, Vertex, WholeFrame
from verifier.media import cv
from verifier.media.following_messages import Why
from verifier.media.frame_pixels import Pixels
from verifier.media.video import Clip

cv2: Any = cv.cv2
"""Its stubs name arrays of any kind; what is handed over here is grey, (height, width) uint8 or float32."""

LONGEST_SIDE = 960
LEAST_REGION_SIDE = 48
"""Frames are looked at no larger than this, unless the region would be smaller than that: then up to full size."""
MOST_POINTS = 80
LEAST_POINTS = 6
RETURN_PX = 1.0
"""How far from where it started a point may land when it is carried there and back."""
AGREEMENT_PX = 2.0
STEP_SCALE = 1.25
"""Nothing grows or shrinks by more than this from one frame to the next."""
ALIKE = 0.55
"""Least correlation with what was marked; below it something else stands there."""
LEARN_ABOVE, LEARN_SHARE = 0.8, 0.1
"""Where it is well alike, what it looks like is learned a little: light and aspect change slowly."""
PATCH = 32
POINT_SIDE_PX = 24.0
"""A point has no size: what surrounds it by this much, in picture pixels, is followed."""
PARAMETERS: dict[str, str | int | float | bool | None] = {
    "most_points": MOST_POINTS, "least_points": LEAST_POINTS, "return_px": RETURN_PX, "agreement_px": AGREEMENT_PX,
    "step_scale": STEP_SCALE, "alike": ALIKE, "longest_side": LONGEST_SIDE,
}  # fmt: skip

Matrix = Any
"""(2, 3) float64: a similarity in pixels of the frame that is looked at."""


class Follower:
    """Follows one region through one clip, a frame at a time."""

    def __init__(self, clip: Clip, ordinal: int, region: Region, step: int) -> None:
        self._clip, self._step = clip, step
        self.ordinal, self.region = ordinal, region
        shown = clip.orientation.region_to_displayed(region)
        width, height = clip.orientation.displayed_size
        left, top, right, bottom = _bounds(shown)
        shorter = max(1.0, min(right - left, bottom - top))
        self._side = round(min(max(width, height), max(LONGEST_SIDE, max(width, height) * LEAST_REGION_SIDE / shorter)))
        self._last = self._look(ordinal)
        self._scale = self._last.shape[1] / width
        self._shown = _scaled(shown, self._scale)
        self._model = self._patch(self._last, self._shown)
        self._points = self._find_points(self._last)

    def resume(self, ordinal: int, region: Region) -> None:
        """Go on from another frame, where the region was found by somebody else; what it looks like is kept."""
        if (ordinal, region) == (self.ordinal, self.region):
            return
        self.ordinal, self.region = ordinal, region
        self._last = self._look(ordinal)
        self._shown = _scaled(self._clip.orientation.region_to_displayed(region), self._scale)
        self._points = self._find_points(self._last)

    def go_on(self) -> Why:
        """Go to the next frame; return why not, ``""`` where the region was found there."""
        there = self.ordinal + self._step
        if not 0 <= there < len(self._clip.table):
            return "end"
        if float(self._model.std()) < 2:
            return "plain"
        frame = self._look(there)
        moved = self._movement(frame)
        if moved is None:
            return "lost"
        shown = _moved(self._shown, moved)
        if self._leaves(shown, frame):
            return "left"
        patch = self._patch(frame, shown)
        likeness = _correlation(self._model, patch)
        if likeness < ALIKE:
            return "unlike"
        if likeness > LEARN_ABOVE:
            self._model = (1 - LEARN_SHARE) * self._model + LEARN_SHARE * patch
        self._last, self._shown, self.ordinal = frame, shown, there
        self.region = self._clip.orientation.region_to_stored(_scaled(shown, 1 / self._scale))
        self._points = self._find_points(frame)
        return ""

    def _look(self, ordinal: int) -> Pixels:
        return np.ascontiguousarray(self._clip.luma(ordinal, self._side)[:, :, 0])

    def _find_points(self, frame: Pixels) -> Any:
        """Return corners within the region, (n, 1, 2) float32."""
        left, top, right, bottom = _inside(_bounds(self._shown), frame)
        if right - left < 3 or bottom - top < 3:
            return np.zeros((0, 1, 2), np.float32)
        found: Any = cv2.goodFeaturesToTrack(frame[top:bottom, left:right], MOST_POINTS, 0.01, 3)
        if found is None:
            return np.zeros((0, 1, 2), np.float32)
        return found + np.array([left, top], np.float32)

    def _movement(self, frame: Pixels) -> Matrix | None:
        """Return the similarity that most points agree on, ``None`` where too few do."""
        if len(self._points) < LEAST_POINTS:
            return self._shifted(frame)
        there, found, _ = _flow(self._last, frame, self._points)
        back, found_back, _ = _flow(frame, self._last, there)
        off = np.linalg.norm((back - self._points).reshape(-1, 2), axis=1)
        sure = (found.ravel() == 1) & (found_back.ravel() == 1) & (off < RETURN_PX)
        if int(sure.sum()) < LEAST_POINTS:
            return self._shifted(frame)
        matrix, agree = _similarity(self._points[sure], there[sure])
        if matrix is None or int(agree.sum()) < max(LEAST_POINTS, int(sure.sum()) // 3):
            return self._shifted(frame)
        scale = math.hypot(float(matrix[0, 0]), float(matrix[1, 0]))
        return matrix if 1 / STEP_SCALE <= scale <= STEP_SCALE else None

    def _shifted(self, frame: Pixels) -> Matrix | None:
        """Return where what was marked fits best nearby: for what is too small or smooth to hold points."""
        left, top, right, bottom = _inside(_bounds(self._shown), frame)
        width, height = right - left, bottom - top
        reach = max(12, min(width, height))
        area = _inside((left - reach, top - reach, right + reach, bottom + reach), frame)
        if width < 4 or height < 4:
            return None
        model: Any = cv2.resize(self._model.astype(np.float32), (width, height), interpolation=cv2.INTER_AREA)
        window = frame[area[1] : area[3], area[0] : area[2]].astype(np.float32)
        if window.shape[0] < height or window.shape[1] < width:
            return None
        fits: Any = cv2.matchTemplate(window, model, cv2.TM_CCOEFF_NORMED)
        _, best, _, place = cv2.minMaxLoc(fits)
        if best < ALIKE:
            return None
        shift = area[0] + place[0] - left, area[1] + place[1] - top
        return np.array([[1, 0, shift[0]], [0, 1, shift[1]]], np.float64)

    def _patch(self, frame: Pixels, shown: Region) -> Any:
        """Return what stands in a region, (PATCH, PATCH) float32."""
        left, top, right, bottom = _bounds(shown)
        center = ((left + right) / 2, (top + bottom) / 2)
        size = max(4, round(right - left)), max(4, round(bottom - top))
        cut: Any = cv2.getRectSubPix(frame, size, center)
        patch: Any = cv2.resize(cut, (PATCH, PATCH), interpolation=cv2.INTER_AREA)
        return patch.astype(np.float32)

    def _leaves(self, shown: Region, frame: Pixels) -> bool:
        """Tell whether more than half of the region lies outside the picture."""
        left, top, right, bottom = _bounds(shown)
        inside = _inside((left, top, right, bottom), frame)
        area = max(1.0, (right - left) * (bottom - top))
        return max(0, inside[2] - inside[0]) * max(0, inside[3] - inside[1]) < area / 2


def can_follow(region: Region) -> bool:
    """Tell whether a region stands somewhere: a whole frame does not move."""
    return not isinstance(region, WholeFrame)


def _flow(one: Pixels, other: Pixels, points: Any) -> Any:
    return cv2.calcOpticalFlowPyrLK(one, other, points, None, winSize=(21, 21), maxLevel=3)


def _similarity(one: Any, other: Any) -> Any:
    cv2.setRNGSeed(1)  # the same frames give the same keyframes
    found: Any = cv2.estimateAffinePartial2D(one, other, method=cv2.RANSAC, ransacReprojThreshold=AGREEMENT_PX)
    return found


def _correlation(one: Any, other: Any) -> float:
    a, b = one - one.mean(), other - other.mean()
    size = float(np.linalg.norm(a) * np.linalg.norm(b))
    return float((a * b).sum()) / size if size > 0 else 0.0


def _inside(bounds: tuple[float, float, float, float], frame: Pixels) -> tuple[int, int, int, int]:
    height, width = frame.shape[:2]
    left, top = max(0, math.floor(bounds[0])), max(0, math.floor(bounds[1]))
    return left, top, min(width, math.ceil(bounds[2])), min(height, math.ceil(bounds[3]))


def _bounds(region: Region) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of what is followed."""
    if isinstance(region, Box):
        return region.x, region.y, region.x + region.width, region.y + region.height
    if isinstance(region, RotatedBox | Ellipse):
        is_box = isinstance(region, RotatedBox)
        x, y = (region.width / 2, region.height / 2) if is_box else (region.radius_x, region.radius_y)
        cos, sin = abs(math.cos(math.radians(region.angle_deg))), abs(math.sin(math.radians(region.angle_deg)))
        wide, high = x * cos + y * sin, x * sin + y * cos
        return region.center_x - wide, region.center_y - high, region.center_x + wide, region.center_y + high
    vertices = _vertices(region)
    xs, ys = [x for x, _ in vertices], [y for _, y in vertices]
    left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
    wide, high = max(0.0, POINT_SIDE_PX - (right - left)) / 2, max(0.0, POINT_SIDE_PX - (bottom - top)) / 2
    return left - wide, top - high, right + wide, bottom + high


def _vertices(region: Region) -> tuple[Vertex, ...]:
    if isinstance(region, Polygon | Line):
        return region.vertices
    if isinstance(region, Arrow):
        return region.tail, region.head
    return ((region.x, region.y),) if isinstance(region, Point) else ((0.0, 0.0),)


def _scaled(region: Region, by: float) -> Region:
    return _moved(region, np.array([[by, 0, 0], [0, by, 0]], np.float64))


def _moved(region: Region, matrix: Matrix) -> Region:
    """Carry a region by a similarity; an upright box stays upright."""

    def carry(at: Vertex) -> Vertex:
        x, y = matrix @ np.array([at[0], at[1], 1.0])
        return float(x), float(y)

    by = math.hypot(float(matrix[0, 0]), float(matrix[1, 0]))
    turned = math.degrees(math.atan2(float(matrix[1, 0]), float(matrix[0, 0])))
    if isinstance(region, Box):
        width, height = region.width * by, region.height * by
        x, y = carry((region.x + region.width / 2, region.y + region.height / 2))
        return Box(x - width / 2, y - height / 2, width, height)
    if isinstance(region, RotatedBox | Ellipse):
        x, y = carry((region.center_x, region.center_y))
        sizes = {name: getattr(region, name) * by for name in ("width", "height", "radius_x", "radius_y")
                 if hasattr(region, name)}  # fmt: skip
        return msgspec.structs.replace(
            region, center_x=x, center_y=y, angle_deg=(region.angle_deg + turned) % 360, **sizes
        )
    if isinstance(region, Polygon | Line):
        return msgspec.structs.replace(region, vertices=tuple(carry(vertex) for vertex in region.vertices))
    if isinstance(region, Arrow):
        return Arrow(carry(region.tail), carry(region.head))
    return Point(*carry((region.x, region.y))) if isinstance(region, Point) else region
