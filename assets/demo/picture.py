"""Turn the landscape into a picture as a camera at a stated place, heading and tilt would see it.

A ray per pixel walks over the height maps; water mirrors sky and hills; far things fade into haze.
"""

from typing import NamedTuple

import cv2
import numpy as np
from landscape import SUN, SUNLIGHT, Floats, Level, layered, step

NEAR, FAR = 600.0, 5200.0
"""Metres at which the rays change to the next coarser map."""
SKY_HIGH = np.array([0.16, 0.33, 0.68], dtype=np.float32)
SKY_LOW = np.array([0.66, 0.76, 0.86], dtype=np.float32)
HAZE_LENGTH = 7500.0


class Camera(NamedTuple):
    """Where the camera is (scene metres), where it looks (degrees), its focal length and size in pixels."""

    place: tuple[float, float, float]
    heading_deg: float
    pitch_deg: float
    focal_px: float
    width: int
    height: int
    roll_deg: float = 0.0
    center: tuple[float, float] | None = None

    @property
    def middle(self) -> tuple[float, float]:
        """Pixel that the lens points at."""
        return self.center or (self.width / 2, self.height / 2)

    def part(self, box: tuple[int, int, int, int], finer: int) -> "Camera":
        """The same camera for the pixels x0, y0, x1, y1 alone, ``finer`` times as fine."""
        x0, y0, x1, y1 = box
        center = ((self.middle[0] - x0) * finer, (self.middle[1] - y0) * finer)
        size = {"width": (x1 - x0) * finer, "height": (y1 - y0) * finer}
        return self._replace(focal_px=self.focal_px * finer, center=center, **size)

    def axes(self) -> Floats:
        """Rows: right, down, ahead as scene vectors."""
        h, p, r = np.radians([self.heading_deg, self.pitch_deg, self.roll_deg])
        ahead = np.array([np.sin(h) * np.cos(p), np.cos(h) * np.cos(p), np.sin(p)])
        right = np.array([np.cos(h), -np.sin(h), 0.0])
        down = np.cross(ahead, right)
        turned = np.array([right * np.cos(r) + down * np.sin(r), down * np.cos(r) - right * np.sin(r), ahead])
        return turned.astype(np.float32)

    def rays(self) -> Floats:
        """Unit vectors, (height, width, 3)."""
        x, y = np.meshgrid(np.arange(self.width) + 0.5 - self.middle[0], np.arange(self.height) + 0.5 - self.middle[1])
        seen = np.stack([x / self.focal_px, y / self.focal_px, np.ones_like(x)], axis=-1) @ self.axes()
        return (seen / np.linalg.norm(seen, axis=-1, keepdims=True)).astype(np.float32)

    def project(self, points: Floats) -> Floats:
        """Scene points (n, 3) to pixel x, pixel y, distance ahead."""
        seen = (points - np.float32(self.place)) @ self.axes().T
        return np.stack([
            seen[:, 0] / seen[:, 2] * self.focal_px + self.middle[0],
            seen[:, 1] / seen[:, 2] * self.focal_px + self.middle[1],
            seen[:, 2],
        ], axis=-1)  # fmt: skip


def _sample(grid: Floats, level: Level, x: Floats, y: Floats) -> Floats:
    """Values of a map at points, by linear interpolation; outside it the border's."""
    count = x.size
    pad = -count % 1024
    u = np.pad((x.ravel() - level.x0) / level.cell, (0, pad)).reshape(-1, 1024).astype(np.float32)
    v = np.pad((y.ravel() - level.y0) / level.cell, (0, pad)).reshape(-1, 1024).astype(np.float32)
    parts = [
        cv2.remap(grid, u[i : i + 8192], v[i : i + 8192], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        for i in range(0, len(u), 8192)
    ]
    found = np.concatenate(parts)
    return found.reshape(-1, *found.shape[2:])[:count]


def _level_at(levels: tuple[Level, ...], distance: float) -> Level:
    return levels[0] if distance < NEAR else levels[1] if distance < FAR else levels[2]


def walk(levels: tuple[Level, ...], place: Floats, rays: Floats, reach: float, growth: float = 0.008) -> Floats:
    """Distance along each ray (n, 3) from ``place`` (3,) or (n, 3) to the ground; infinite where it meets none."""
    found = np.full(len(rays), np.inf, dtype=np.float32)
    origins = np.broadcast_to(np.float32(place), rays.shape)
    active = np.arange(len(rays))
    at, stride = 2.0, 0.0
    while at < reach and active.size:
        stride = max(0.6, growth * at)
        at += stride
        level, ray, origin = _level_at(levels, at), rays[active], origins[active]
        point = origin + ray * np.float32(at)
        below = point[:, 2] < _sample(level.height, level, point[:, 0], point[:, 1])
        if below.any():
            hit = active[below]
            found[hit] = _refine(level, origins[hit], rays[hit], at - stride, at)
        active = active[~below & ~((point[:, 2] > 1500) & (ray[:, 2] > 0))]
    return found


def _refine(level: Level, origin: Floats, ray: Floats, low: float, high: float) -> Floats:
    a = np.full(len(ray), low, dtype=np.float32)
    b = np.full(len(ray), high, dtype=np.float32)
    for _ in range(7):
        middle = (a + b) / 2
        point = origin + ray * middle[:, None]
        below = point[:, 2] < _sample(level.height, level, point[:, 0], point[:, 1])
        a, b = np.where(below, a, middle), np.where(below, middle, b)
    return b


def sky(rays: Floats) -> Floats:
    """Color of the sky along rays (n, 3): blue above, pale below, a glow about the sun, thin clouds."""
    up = np.clip(rays[:, 2], 0, 1)
    color = SKY_LOW + (SKY_HIGH - SKY_LOW) * (1 - np.exp(-up * 4.2))[:, None]
    toward = np.clip(rays @ SUN, 0, 1)
    color = color + SUNLIGHT * (0.10 * toward**6 + 0.25 * toward**60)[:, None]
    scale = 1400 / np.maximum(up, 0.025)
    x, y = rays[:, 0] * scale, rays[:, 1] * scale
    thickness = layered(x + 4000, y * 1.6, 2600, 6)
    veil = step(0.50, 0.74, thickness) * step(0.02, 0.16, up)
    bright = 0.98 - 0.25 * step(0.6, 0.85, thickness)
    return color + (np.float32([1.0, 0.985, 0.96]) * bright[:, None] - color) * (0.8 * veil)[:, None]


def _ground_color(levels: tuple[Level, ...], points: Floats, distance: Floats) -> tuple[Floats, Floats]:
    color, water = np.zeros_like(points), np.zeros(len(points), dtype=np.float32)
    for low, high, level in ((0.0, NEAR, levels[0]), (NEAR, FAR, levels[1]), (FAR, np.inf, levels[2])):
        chosen = (distance >= low) & (distance < high)
        if chosen.any():
            color[chosen] = _sample(level.color, level, points[chosen, 0], points[chosen, 1])
            water[chosen] = _sample(level.water, level, points[chosen, 0], points[chosen, 1])
    return color, water


def _hazy(color: Floats, distance: Floats) -> Floats:
    share = (1 - np.exp(-distance / HAZE_LENGTH))[:, None]
    return color + (SKY_LOW * np.float32([0.92, 0.97, 1.02]) - color) * share


def _seen(levels: tuple[Level, ...], place: Floats, rays: Floats, distance: Floats) -> Floats:
    """Color along rays whose distance to the ground is known; water is not yet mirrored."""
    color = sky(rays)
    ground = np.isfinite(distance)
    points = np.broadcast_to(place, rays.shape)[ground] + rays[ground] * distance[ground, None]
    color[ground] = _hazy(_ground_color(levels, points, distance[ground])[0], distance[ground])
    return color


def _mirror(levels: tuple[Level, ...], points: Floats, rays: Floats, distance: Floats) -> tuple[Floats, Floats]:
    """Color that the water mirrors, and how much of it (Schlick)."""
    x, y = points[:, 0], points[:, 1]
    calm = np.clip(60 / distance, 0.12, 1)
    lean_x = (layered(x, y * 0.6, 2.2, 3) - 0.5) * 0.045 * calm + (layered(x, y, 14, 2) - 0.5) * 0.012
    lean_y = (layered(x + 70, y * 0.6 + 40, 2.2, 3) - 0.5) * 0.07 * calm
    normal = np.stack([lean_x, lean_y, np.ones_like(x)], axis=-1).astype(np.float32)
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    facing = np.clip(-(rays * normal).sum(-1), 0, 1)
    bounced = rays + 2 * facing[:, None] * normal
    bounced[:, 2] = np.maximum(bounced[:, 2], 0.01)
    bounced = (bounced / np.linalg.norm(bounced, axis=-1, keepdims=True)).astype(np.float32)
    start = points + np.float32([0, 0, 0.3])
    away = walk(levels, start, bounced, 900, growth=0.02)
    glint = np.clip(bounced @ SUN, 0, 1)[:, None] ** 220 * SUNLIGHT * 6
    return _seen(levels, start, bounced, away) + glint, 0.03 + 0.97 * (1 - facing) ** 5


def view(levels: tuple[Level, ...], camera: Camera) -> tuple[Floats, Floats]:
    """Linear color (height, width, 3) and distance (height, width) of what the camera sees of the landscape."""
    rays = camera.rays().reshape(-1, 3)
    place = np.float32(camera.place)
    distance = walk(levels, place, rays, 26000)
    color = sky(rays)
    ground = np.flatnonzero(np.isfinite(distance))
    points = place + rays[ground] * distance[ground, None]
    seen, water = _ground_color(levels, points, distance[ground])
    wet = water > 0.02
    if wet.any():
        mirrored, share = _mirror(levels, points[wet], rays[ground][wet], distance[ground][wet])
        depth = step(0.0, 0.9, water[wet])[:, None]
        bed = np.float32([0.040, 0.062, 0.050]) * (0.85 + 0.3 * layered(points[wet, 0], points[wet, 1], 30, 3)[:, None])
        surface = bed + (mirrored - bed) * np.clip(share * 1.35 + 0.05, 0, 1)[:, None]
        seen[wet] = seen[wet] + (surface - seen[wet]) * depth
    color[ground] = _hazy(seen, distance[ground])
    shape = (camera.height, camera.width)
    return color.reshape(*shape, 3), distance.reshape(shape)


def develop(color: Floats, seed: int, grain: float = 0.004) -> np.ndarray:
    """Linear color to 8-bit sRGB as a small camera would: shoulder, a little fall-off to the corners, fine grain."""
    rows, columns = color.shape[:2]
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float32)
    corner = ((x - columns / 2) ** 2 + (y - rows / 2) ** 2) / ((rows**2 + columns**2) / 4)
    exposed = np.maximum(color, 0) * 1.62 * (1 - 0.20 * corner)[..., None]
    shouldered = exposed * (1 + exposed / 3.2) / (1 + exposed * 0.72)
    encoded = np.where(
        shouldered < 0.0031308, 12.92 * shouldered, 1.055 * np.maximum(shouldered, 1e-6) ** (1 / 2.4) - 0.055
    )
    grains = np.random.default_rng(seed).normal(0, grain, (rows, columns, 1))
    return np.clip((encoded + grains) * 255 + 0.5, 0, 255).astype(np.uint8)
