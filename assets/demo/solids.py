"""Solid bodies made of triangles, and a small painter with a depth buffer that draws them into a picture.

Colors are linear light. A body is lit by the landscape's sun and sky and shaded smoothly by its corner normals.
"""

from typing import NamedTuple

import numpy as np
from landscape import SKYLIGHT, SUN, SUNLIGHT, Floats
from picture import Camera

EARTHLIGHT = np.array([0.17, 0.18, 0.11], dtype=np.float32)
"""What a sunlit meadow throws back at things from below."""


class Solid(NamedTuple):
    """Corners (n, 3) in metres, their normals (n, 3), triangles (m, 3), color (n, 3), and how much it shines."""

    corners: Floats
    normals: Floats
    triangles: np.ndarray
    color: Floats
    shine: Floats

    def moved(self, turn: Floats, to: tuple[float, float, float]) -> "Solid":
        """Turn by a 3 x 3 matrix, then move."""
        return self._replace(
            corners=(self.corners @ turn.T + np.float32(to)).astype(np.float32),
            normals=(self.normals @ turn.T).astype(np.float32),
        )


def join(solids: list[Solid]) -> Solid:
    """Make one body of several."""
    starts = np.cumsum([0, *(len(solid.corners) for solid in solids)])
    return Solid(
        np.concatenate([solid.corners for solid in solids]),
        np.concatenate([solid.normals for solid in solids]),
        np.concatenate([solid.triangles + start for solid, start in zip(solids, starts, strict=False)]),
        np.concatenate([solid.color for solid in solids]),
        np.concatenate([solid.shine for solid in solids]),
    )


def _solid(corners: Floats, normals: Floats, triangles: np.ndarray, color: tuple[float, ...], shine: float) -> Solid:
    count = len(corners)
    normals = normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)
    return Solid(
        np.float32(corners),
        np.float32(normals),
        triangles,
        np.float32([color] * count),
        np.full(count, shine, np.float32),
    )


def box(
    center: tuple[float, float, float], size: tuple[float, float, float], color: tuple[float, ...], shine: float = 0.1
) -> Solid:
    """A box with flat faces."""
    corners: list[Floats] = []
    normals: list[Floats] = []
    for axis in range(3):
        for side in (-1.0, 1.0):
            u, v = np.zeros(3), np.zeros(3)
            u[(axis + 1) % 3], v[(axis + 2) % 3] = 1, 1
            normal = np.zeros(3)
            normal[axis] = side
            corners += [(normal + a * u + b * v) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
            normals += [normal] * 4
    triangles = np.array([[4 * face + a for a in corner] for face in range(6) for corner in ((0, 1, 2), (0, 2, 3))])
    placed = np.float32(corners) * np.float32(size) / 2 + np.float32(center)
    return _solid(placed, np.float32(normals), triangles, color, shine)


def rounded(
    center: tuple[float, float, float],
    size: tuple[float, float, float],
    color: tuple[float, ...],
    squareness: float = 0.45,
    shine: float = 0.35,
    detail: int = 20,
) -> Solid:
    """A superellipsoid: a ball at squareness 1, nearly a box at 0.2."""
    u, v = np.meshgrid(np.linspace(-np.pi, np.pi, 2 * detail + 1), np.linspace(-np.pi / 2, np.pi / 2, detail + 1))

    def power(value: Floats, exponent: float) -> Floats:
        return np.sign(value) * np.abs(value) ** exponent

    e = squareness
    unit = np.stack(
        [power(np.cos(v), e) * power(np.cos(u), e), power(np.cos(v), e) * power(np.sin(u), e), power(np.sin(v), e)], -1
    )
    lean = np.stack(
        [
            power(np.cos(v), 2 - e) * power(np.cos(u), 2 - e),
            power(np.cos(v), 2 - e) * power(np.sin(u), 2 - e),
            power(np.sin(v), 2 - e),
        ],
        -1,
    )
    half = np.float32(size) / 2
    rows, columns = u.shape
    corner = np.arange(rows * columns).reshape(rows, columns)
    a, b, c, d = corner[:-1, :-1].ravel(), corner[:-1, 1:].ravel(), corner[1:, 1:].ravel(), corner[1:, :-1].ravel()
    triangles = np.concatenate([np.stack([a, b, c], -1), np.stack([a, c, d], -1)])
    return _solid(unit.reshape(-1, 3) * half + np.float32(center), lean.reshape(-1, 3) / half, triangles, color, shine)


def tube(
    start: tuple[float, ...],
    end: tuple[float, ...],
    radius: tuple[float, float],
    color: tuple[float, ...],
    shine: float = 0.3,
) -> Solid:
    """A closed round bar from ``start`` to ``end``, its radius there and there."""
    a, b = np.array(start, dtype=np.float64), np.array(end, dtype=np.float64)
    along = (b - a) / np.linalg.norm(b - a)
    aside = np.cross(along, [0.0, 0.0, 1.0] if abs(along[2]) < 0.9 else [1.0, 0.0, 0.0])
    aside /= np.linalg.norm(aside)
    third = np.cross(along, aside)
    angles = np.linspace(0, 2 * np.pi, 17)[:-1]
    ring = np.cos(angles)[:, None] * aside + np.sin(angles)[:, None] * third
    count = len(angles)
    corners = np.concatenate([a + ring * radius[0], b + ring * radius[1], a + ring * radius[0], b + ring * radius[1]])
    corners = np.concatenate([corners, [a, b]])
    normals = np.concatenate([ring, ring, np.tile(-along, (count, 1)), np.tile(along, (count, 1)), [-along, along]])
    triangles: list[tuple[int, int, int]] = []
    for i in range(count):
        j = (i + 1) % count
        triangles += [(i, j, count + j), (i, count + j, count + i)]
        triangles += [(2 * count + i, 2 * count + j, 4 * count), (3 * count + i, 3 * count + j, 4 * count + 1)]
    return _solid(corners, normals, np.array(triangles), color, shine)


def lit(solid: Solid, place: tuple[float, float, float]) -> Floats:
    """Color of each corner as seen from ``place``."""
    toward = np.float32(place) - solid.corners
    toward /= np.linalg.norm(toward, axis=1, keepdims=True)
    normals = np.where(((solid.normals * toward).sum(1) < -0.35)[:, None], -solid.normals, solid.normals)
    sunny = np.clip(normals @ SUN, 0, 1)[:, None]
    up = (normals[:, 2:3] + 1) / 2
    halfway = toward + SUN
    halfway /= np.linalg.norm(halfway, axis=1, keepdims=True)
    gleam = np.clip((normals * halfway).sum(1), 0, 1) ** 38 * solid.shine
    rim = (1 - np.clip((normals * toward).sum(1), 0, 1)) ** 4 * solid.shine
    ambient = EARTHLIGHT + (SKYLIGHT * 1.15 - EARTHLIGHT) * up
    return solid.color * (sunny * SUNLIGHT + ambient) + gleam[:, None] * SUNLIGHT + rim[:, None] * SKYLIGHT * 0.35


def draw(solid: Solid, camera: Camera, color: Floats, depth: Floats) -> None:
    """Draw in place into ``color`` (height, width, 3) and ``depth`` (metres ahead), where it is nearer."""
    seen, light = camera.project(solid.corners), lit(solid, camera.place)
    rows, columns = depth.shape
    toward = np.float32(camera.place) - solid.corners
    away = (solid.normals * toward).sum(1) < -0.2 * np.linalg.norm(toward, axis=1)
    for triangle in solid.triangles[~away[solid.triangles].all(axis=1)]:
        corner, shade = seen[triangle], light[triangle]
        if corner[:, 2].min() < 0.05:
            continue
        x0, x1 = max(int(corner[:, 0].min()), 0), min(int(corner[:, 0].max()) + 2, columns)
        y0, y1 = max(int(corner[:, 1].min()), 0), min(int(corner[:, 1].max()) + 2, rows)
        if x0 < x1 and y0 < y1:
            _fill(corner, shade, color[y0:y1, x0:x1], depth[y0:y1, x0:x1], x0, y0)


def _fill(corner: Floats, shade: Floats, color: Floats, depth: Floats, x0: int, y0: int) -> None:
    (ax, ay, az), (bx, by, bz), (cx, cy, cz) = corner.tolist()
    area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
    if abs(area) < 1e-9:
        return
    y, x = np.mgrid[0 : depth.shape[0], 0 : depth.shape[1]]
    x, y = x + (x0 + 0.5), y + (y0 + 0.5)
    b = ((x - ax) * (cy - ay) - (y - ay) * (cx - ax)) / area
    c = ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / area
    a = 1 - b - c
    ahead = a * az + b * bz + c * cz
    visible = (a >= -1e-6) & (b >= -1e-6) & (c >= -1e-6) & (ahead < depth)
    depth[visible] = ahead[visible]
    weights = np.stack([a[visible], b[visible], c[visible]], axis=-1)
    color[visible] = weights @ shade
