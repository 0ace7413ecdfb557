"""Tell whether one picture is a part of another, or lies in it, whatever was cropped, framed or stamped.

Local features (SIFT) are found in both and those that correspond must agree on one placement: a shift, a turn and a
scale (RANSAC). Then one is laid over the other, and most of where they lie on each other must look alike: two clips
under one channel's logo and news bar agree on a placement too. A mirrored copy has to be asked for mirrored. Imported
by workers only.
"""

from typing import Any, NamedTuple, cast

import numpy as np
import numpy.typing as npt

from verifier.media.cv import cv2
from verifier.media.pdq import Pixels

SIDE = 512
"""Pixels of the longer side that features are looked for in: what a hash is made of, too."""
MOST_FEATURES = 400
LEAST_AGREEING = 12
"""Correspondences that must agree. Four numbers are fitted, so a few always agree by chance."""
_LEAST_SHARE = 0.25
"""Of the correspondences: where more disagree, what agrees is a texture or a logo that both bear."""
_RATIO = 0.75
"""A feature corresponds to its nearest only where that is so much nearer than the next (Lowe 2004, section 7.1)."""
_FAR_PIXELS = 4.0
_LEAST_SPREAD = 0.05
"""Share of the smaller picture that what agrees must cover: a stamped logo covers less."""
_SCALES = (0.1, 10.0)
_COMPARED_SIDE = 192
_WINDOW = 17
"""Pixels of the side of what is compared around a place: a tenth of the picture."""
_ALIKE = 0.6
"""Correlation from which two places look alike; places of different pictures stay about 0."""
_LEAST_ALIKE = 0.5
"""Share of the places compared that must look alike; logos and bars cover less of a picture."""
_SEEN_CONTRAST = 4.0
"""Standard deviation of brightness (of 255) below which a place is too plain to be compared."""

Points = npt.NDArray[np.float32]
Descriptors = npt.NDArray[np.uint8]
Luma = npt.NDArray[np.float32]


class Features(NamedTuple):
    """``points``: (n, 2) float32, x and y as shares of the picture's longer side; ``descriptors``: (n, 128) uint8."""

    points: Points
    descriptors: Descriptors
    width: float
    height: float
    """The picture's own sides, as shares of the longer one."""
    luma: Luma
    """Brightness, the longer side ``_COMPARED_SIDE`` pixels."""


class Overlap(NamedTuple):
    """How one picture lies in another: ``placement``, (2, 3), maps shares of the first to shares of the second.

    ``agreeing``: correspondences that agree on it.
    """

    placement: npt.NDArray[np.float64]
    agreeing: int

    @property
    def scale(self) -> float:
        """How much larger the first is drawn in the second, both with a longer side of 1."""
        return float(np.hypot(self.placement[0, 0], self.placement[1, 0]))


def features_of(pixels: Pixels) -> Features:
    """Find the strongest local features of a picture: (height, width, 3) uint8 RGB, upright."""
    height, width = pixels.shape[:2]
    longer = max(width, height)
    luma = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    sift = cast(Any, cv2).SIFT_create(nfeatures=MOST_FEATURES)  # cv2's annotations are wrong here
    found, descriptors = sift.detectAndCompute(luma, None)
    points = np.array([point.pt for point in found], np.float32).reshape(-1, 2) / np.float32(longer)
    rows: Descriptors = np.zeros((0, 128), np.uint8) if descriptors is None else descriptors.astype(np.uint8)
    size = (max(1, round(width * _COMPARED_SIDE / longer)), max(1, round(height * _COMPARED_SIDE / longer)))
    small = cv2.resize(luma, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    return Features(points, rows, width / longer, height / longer, small)


def overlap(one: Features, other: Features) -> Overlap | None:
    """Find how one picture lies in another; ``None`` where they have nothing in common."""
    if min(len(one.points), len(other.points)) < LEAST_AGREEING:
        return None
    here, there = _corresponding(one, other)
    if len(here) < LEAST_AGREEING:
        return None
    cv2.setRNGSeed(1)  # the same answer every time
    far = _FAR_PIXELS / SIDE
    placement, agrees = cast(Any, cv2).estimateAffinePartial2D(here, there, ransacReprojThreshold=far, maxIters=2000)
    if placement is None:
        return None
    kept = agrees.ravel().astype(bool)
    found = Overlap(np.asarray(placement, np.float64), int(kept.sum()))
    is_enough = found.agreeing >= max(LEAST_AGREEING, _LEAST_SHARE * len(here))
    is_spread = _share(here[kept], one) >= _LEAST_SPREAD or _share(there[kept], other) >= _LEAST_SPREAD
    is_possible = is_enough and is_spread and _SCALES[0] <= found.scale <= _SCALES[1]
    return found if is_possible and _alike(one.luma, other.luma, found.placement) >= _LEAST_ALIKE else None


def mirrored(pixels: Pixels) -> Pixels:
    """Mirror a picture left to right."""
    return np.ascontiguousarray(pixels[:, ::-1])


def mirrored_features(features: Features) -> Features:
    """Return the features as of the picture mirrored left to right, without looking for them again.

    A descriptor is 4 × 4 places of 8 directions around a main direction; in a mirror what lies to one side of it lies
    to the other, and directions turn the other way.
    """
    cells = features.descriptors.reshape(-1, 4, 4, 8)[:, ::-1][..., -np.arange(8) % 8]
    points = features.points.copy()
    points[:, 0] = features.width - points[:, 0]
    luma = np.ascontiguousarray(features.luma[:, ::-1])
    return Features(points, np.ascontiguousarray(cells).reshape(-1, 128), features.width, features.height, luma)


def difference(one: Features, other: Features, placement: npt.NDArray[np.float64]) -> float:
    """Return by how much brightness differs on average (0 to 255) where one lies on the other."""
    laid, covered = _laid(one.luma, other.luma, placement)
    is_compared = covered > 0.99
    apart = (laid - other.luma)[is_compared]
    return float(np.abs(apart - np.median(apart)).mean()) if apart.size else 255.0


def _corresponding(one: Features, other: Features) -> tuple[Points, Points]:
    """Return the points of features that are each other's counterpart beyond doubt, once for every point."""
    matcher = cast(Any, cv2).BFMatcher(cv2.NORM_L2)
    pairs = matcher.knnMatch(one.descriptors.astype(np.float32), other.descriptors.astype(np.float32), k=2)
    sure = {(m[0].queryIdx, m[0].trainIdx) for m in pairs if len(m) == 2 and m[0].distance < _RATIO * m[1].distance}
    places: dict[tuple[float, ...], tuple[float, ...]] = {}
    for here, there in sorted(sure):
        places.setdefault(tuple(other.points[there].tolist()), tuple(one.points[here].tolist()))
    return np.array(list(places.values()), np.float32).reshape(-1, 2), np.array(list(places), np.float32).reshape(-1, 2)


def _share(points: Points, picture: Features) -> float:
    """Return which share of a picture some points span."""
    spans = points.max(axis=0) - points.min(axis=0) if len(points) else np.zeros(2, np.float32)
    return float(spans[0] * spans[1] / (picture.width * picture.height))


def _alike(one: Luma, other: Luma, placement: npt.NDArray[np.float64]) -> float:
    """Lay one over the other and return the share of places, of those that show something, that look alike."""
    laid, covered = _laid(one, other, placement)
    there = other.astype(np.float64)
    mean_laid, mean_there = _around(laid), _around(there)
    spread_laid = np.sqrt(np.maximum(_around(laid**2) - mean_laid**2, 0))
    spread_there = np.sqrt(np.maximum(_around(there**2) - mean_there**2, 0))
    together = _around(laid * there) - mean_laid * mean_there
    is_compared = (_around(covered) > 0.99) & (np.maximum(spread_laid, spread_there) >= _SEEN_CONTRAST)
    if not is_compared.any():
        return 0.0
    is_alike = together > _ALIKE * np.maximum(spread_laid * spread_there, 1e-6)
    return float(is_alike[is_compared].mean())


def _laid(
    one: Luma, other: Luma, placement: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return one as it lies over the other, and 1 wherever it does."""
    matrix = placement.copy()
    matrix[:, 2] *= _COMPARED_SIDE
    size = (other.shape[1], other.shape[0])
    laid = cv2.warpAffine(one, matrix, size, flags=cv2.INTER_LINEAR).astype(np.float64)
    covered = cv2.warpAffine(np.ones_like(one), matrix, size, flags=cv2.INTER_NEAREST).astype(np.float64)
    return laid, covered


def _around(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the mean around every place."""
    return cv2.blur(values, (_WINDOW, _WINDOW)).astype(np.float64, copy=False)
