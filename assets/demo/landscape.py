"""A made-up valley with a winding river, woods and hills: height and color maps at three resolutions.

Scene coordinates in metres: x to the right of the main view, y ahead, z up, water at 0. Everything follows from a
seeded table of random numbers; nothing is taken from a real place. Colors are linear light, sun and shadow baked in.
"""

from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SUN_BEARING_DEG, SUN_HEIGHT_DEG = 111.0, 30.0
"""From the main view clockwise, and above the horizon: where the sun stood at the stated place and minute."""
SUN = np.array(
    [
        np.sin(np.radians(SUN_BEARING_DEG)) * np.cos(np.radians(SUN_HEIGHT_DEG)),
        np.cos(np.radians(SUN_BEARING_DEG)) * np.cos(np.radians(SUN_HEIGHT_DEG)),
        np.sin(np.radians(SUN_HEIGHT_DEG)),
    ],
    dtype=np.float32,
)
SUNLIGHT = np.array([1.55, 1.38, 1.12], dtype=np.float32)
SKYLIGHT = np.array([0.34, 0.42, 0.55], dtype=np.float32)
BRIDGE_Y, BRIDGE_DECK = 205.0, 5.2
_TABLE = np.random.default_rng(20260314).random((256, 256)).astype(np.float32)


class Level(NamedTuple):
    """Maps over a rectangle: its least x and y, metres per cell, height, lit color, and the share of water."""

    x0: float
    y0: float
    cell: float
    height: Floats
    color: Floats
    water: Floats


def noise(x: Floats, y: Floats) -> Floats:
    """Smooth value noise in 0..1 with cells of one unit, repeating every 256."""
    xi, yi = np.floor(x).astype(np.int32), np.floor(y).astype(np.int32)
    fx, fy = x - xi, y - yi
    fx, fy = fx * fx * (3 - 2 * fx), fy * fy * (3 - 2 * fy)
    a, b = _TABLE[yi & 255, xi & 255], _TABLE[yi & 255, (xi + 1) & 255]
    c, d = _TABLE[(yi + 1) & 255, xi & 255], _TABLE[(yi + 1) & 255, (xi + 1) & 255]
    return (a + (b - a) * fx + (c - a) * fy + (a - b - c + d) * fx * fy).astype(np.float32)


def layered(x: Floats, y: Floats, size: float, octaves: int) -> Floats:
    """Sum of noises of halving size, in 0..1."""
    total, weight, norm = np.zeros_like(x, dtype=np.float32), 0.5, 0.0
    for octave in range(octaves):
        total += weight * noise(x / size + 17.3 * octave, y / size + 9.1 * octave)
        norm += weight
        weight, size = weight / 2, size / 2.03
    return total / norm


def step(low: float, high: float, value: Floats) -> Floats:
    """Rise smoothly from 0 at ``low`` to 1 at ``high``."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return (t * t * (3 - 2 * t)).astype(np.float32)


def river_middle(y: Floats) -> Floats:
    """Where the river's middle lies at y."""
    return (42 * np.sin(y / 150 + 0.4) + 20 * np.sin(y / 63 + 1.0) + 0.16 * (y - 200)).astype(np.float32)


def from_bank(x: Floats, y: Floats) -> Floats:
    """Metres from the water's edge, negative in the river, which ends among the far hills."""
    width = 19 + 5 * np.sin(y / 85) + 3 * noise(x / 22, y / 22)
    return np.abs(x - river_middle(y)) * 0.93 - width + 70 * step(1100, 2000, y)


def ground(x: Floats, y: Floats) -> Floats:
    """Height of the bare ground."""
    bank = from_bank(x, y)
    plain = 0.3 + 3.2 * (1 - np.exp(-np.maximum(bank, 0) / 14)) + 2.5 * step(20, 90, bank) * layered(x, y, 60, 4)
    hills = step(70, 900, bank) * (40 + 210 * layered(x + 900, y, 620, 6) ** 1.6)
    ridges = 1 - np.abs(2 * layered(x, y + 5000, 3800, 7) - 1)
    mountains = step(1500, 9000, np.hypot(x, y)) * (1050 * ridges**2.2 - 120)
    return np.where(bank < 0, 0.3 + bank * 0.16, plain + hills + np.maximum(mountains, 0)).astype(np.float32)


def road_distance(x: Floats, y: Floats) -> Floats:
    """Metres from the middle of the track that crosses the bridge."""
    return np.abs(y - BRIDGE_Y - 14 * np.sin((x - river_middle(np.float32(BRIDGE_Y))) / 75) * step(28, 110, np.abs(x)))


def _trees(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Crown height above ground and a shade per tree; one tree in each cell of a jittered grid, in the woods only."""
    cell = np.float32(7.5)
    crown, shade = np.zeros_like(x), np.zeros_like(x)
    column, row = np.floor(x / cell).astype(np.int32), np.floor(y / cell).astype(np.int32)
    first_column, first_row = column.min() - 1, row.min() - 1
    i, j = np.meshgrid(np.arange(first_column, column.max() + 2), np.arange(first_row, row.max() + 2))
    trees = _planted(i.astype(np.int32), j.astype(np.int32), cell)
    for dx in (-1, 0, 1):
        for dy in (-1, 0, 1):
            place_x, place_y, stands, r1, r2, r3 = (
                grid[row + dy - first_row, column + dx - first_column] for grid in trees
            )
            away = np.hypot(x - place_x, y - place_y) / (2.6 + 2.2 * r3)
            tall = stands * (4.5 + 5.5 * r1) * np.clip(1 - away**2.4, 0, 1) ** 0.6
            shade = np.where(tall > crown, r2, shade)
            crown = np.maximum(crown, tall)
    return crown * (0.85 + 0.3 * noise(x / 0.9, y / 0.9)), shade


def _planted(i: np.ndarray, j: np.ndarray, cell: np.float32) -> tuple[Floats, ...]:
    """For each cell: its tree's x and y, 1 if it stands, and three chances between 0 and 1."""
    r1, r2, r3 = (
        _TABLE[j & 255, i & 255],
        _TABLE[(j + 101) & 255, (i + 57) & 255],
        _TABLE[(j + 31) & 255, (i + 149) & 255],
    )
    x, y = (i.astype(np.float32) + 0.2 + 0.6 * r1) * cell, (j.astype(np.float32) + 0.2 + 0.6 * r2) * cell
    return x, y, _is_wood(x, y), r1, r2, r3


def _is_wood(x: Floats, y: Floats) -> Floats:
    """1 in the woods, off road and bank, below the tree line; else 0."""
    bank = from_bank(x, y)
    dense = layered(x + 300, y, 120, 4) + 0.10 * step(60, 260, bank)
    off_road = (road_distance(x, y) > 8.5) | (np.abs(x) > 400)
    return ((dense > 0.53) & off_road & (bank > 9) & (ground(x, y) < 400)).astype(np.float32)


def build_level(x0: float, y0: float, cell: float, columns: int, rows: int) -> Level:
    """Make the maps of one resolution."""
    x, y = np.meshgrid(x0 + cell * np.arange(columns, dtype=np.float32), y0 + cell * np.arange(rows, dtype=np.float32))
    bare, bank = ground(x, y), from_bank(x, y)
    road = step(4.2, 2.6, road_distance(x, y)) * step(420, 330, np.abs(x)) * step(-1, 3, bank)
    crown, shade = _trees(x, y) if cell < 4 else (7 * _is_wood(x, y), noise(x / 40, y / 40))
    height = bare + crown
    water = step(0.02, -0.06, bare)
    color = _albedo(x, y, bare, bank, crown, shade, road) * _light(np.maximum(height, 0), cell, crown)
    return Level(x0, y0, cell, np.maximum(height, 0).astype(np.float32), color.astype(np.float32), water)


def _albedo(x: Floats, y: Floats, bare: Floats, bank: Floats, crown: Floats, shade: Floats, road: Floats) -> Floats:
    def color(*rgb: float) -> Floats:
        return np.array(rgb, dtype=np.float32)

    def mix(under: Floats, over: Floats, share: Floats) -> Floats:
        return under + (over - under) * share[..., None]

    patches, fine = layered(x, y, 45, 5), noise(x / 0.7, y / 0.7)
    found = mix(
        np.broadcast_to(color(0.150, 0.165, 0.055), (*x.shape, 3)), color(0.29, 0.255, 0.115), step(0.35, 0.7, patches)
    )
    found = found * (0.78 + 0.44 * fine[..., None])
    found = mix(found, color(0.36, 0.32, 0.24), step(7, 1.5, bank) * (0.65 + 0.35 * fine))
    found = mix(found, color(0.27, 0.255, 0.235), step(260, 430, bare + 90 * patches))
    found = mix(found, color(0.40, 0.35, 0.27) * (0.85 + 0.25 * fine[..., None]), road)
    leaves = (
        color(0.040, 0.078, 0.022) * (0.65 + 0.9 * shade[..., None])
        + color(0.022, 0.012, 0.0) * (shade > 0.8)[..., None]
    )
    leaves = leaves * (0.35 + 0.65 * step(0.0, 4.5, crown))[..., None] * (0.75 + 0.5 * fine[..., None])
    wooded = cv2.dilate(crown, np.ones((3, 3), np.uint8)) > 0.3  # the map's steep sides take their color from here
    return np.where(wooded[..., None], leaves, found).astype(np.float32)


def _light(height: Floats, cell: float, crown: Floats) -> Floats:
    """Sun times its shadow, plus sky light dimmed in hollows."""
    dy, dx = np.gradient(height, cell)
    facing = (-dx * SUN[0] - dy * SUN[1] + SUN[2]) / np.sqrt(dx * dx + dy * dy + 1)
    sunny = np.clip(facing, 0, 1) * _sunlit(height, cell)
    hollow = np.clip(1 + (height - cv2.blur(height, (9, 9))) / (5 * cell), 0.45, 1.25)
    under_crown = np.where(crown > 0.4, np.clip(0.55 + crown / 14, 0, 1.1), 1.0)
    return sunny[..., None] * SUNLIGHT + (hollow * under_crown)[..., None] * SKYLIGHT


def _sunlit(height: Floats, cell: float) -> Floats:
    """1 in the sun, 0 in shadow, soft between; looks back along the sun's bearing, 140 steps."""
    rise = np.tan(np.radians(SUN_HEIGHT_DEG))
    bearing = SUN[:2] / np.hypot(*SUN[:2])
    rows, columns = height.shape
    lit = np.ones_like(height)
    for number in range(1, 141):
        away = number * 1.3
        shift = np.float32([[1, 0, -bearing[0] * away], [0, 1, -bearing[1] * away]])
        blocker = cv2.warpAffine(height, shift, (columns, rows), borderMode=cv2.BORDER_REPLICATE)
        over = blocker - away * cell * rise - height
        lit = np.minimum(lit, 1 - step(-0.1, 0.15 + 0.05 * away * cell, over))
    return lit


def build_levels() -> tuple[Level, Level, Level]:
    """The valley floor at half a metre, its slopes at three, the mountains at thirty."""
    return (
        build_level(-520, -120, 0.5, 2080, 1640),
        build_level(-3300, -600, 3.0, 2200, 2000),
        build_level(-30000, -3000, 30.0, 2000, 1500),
    )
