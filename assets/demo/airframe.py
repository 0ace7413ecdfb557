"""The multirotor and the bridge of the demonstration: made up, no model of any maker.

The airframe has four fixed arms, motors with propellers blurred by turning, a gimbal under the nose and two skids. Its
own axes: x to its right, y forward, z up, metres; motor to motor 1.13 m across.
"""

import numpy as np
from landscape import BRIDGE_DECK, BRIDGE_Y, SKYLIGHT, SUN, SUNLIGHT, Floats, river_middle
from picture import Camera
from solids import Solid, box, join, rounded, tube

SHELL, SHELL_TOP, CARBON = (0.145, 0.150, 0.158), (0.215, 0.222, 0.232), (0.030, 0.031, 0.034)
METAL, BLACK, ORANGE = (0.33, 0.34, 0.35), (0.012, 0.012, 0.014), (0.62, 0.20, 0.03)
MOTORS = tuple((sx * 0.40, sy * 0.40, 0.075) for sx in (-1, 1) for sy in (-1, 1))
BLADE = 0.265


def airframe() -> Solid:
    """All that does not turn."""
    return join([*_hull(), *(part for motor in MOTORS for part in _arm(motor)), *_skids(), *_gimbal(), *_fittings()])


def _hull() -> list[Solid]:
    return [
        rounded((0, 0, 0.03), (0.27, 0.44, 0.135), SHELL, 0.42),
        rounded((0, -0.01, 0.088), (0.19, 0.33, 0.075), SHELL_TOP, 0.40, 0.5),
        rounded((0, 0.185, 0.045), (0.19, 0.13, 0.085), SHELL_TOP, 0.5, 0.5, 20),
        box((0, -0.05, 0.123), (0.135, 0.20, 0.012), CARBON, 0.5),
    ]


def _arm(motor: tuple[float, float, float]) -> list[Solid]:
    x, y, z = motor
    sx, sy = np.sign(x), np.sign(y)
    root, knee = (sx * 0.095, sy * 0.125, 0.035), (x * 0.93, y * 0.93, z - 0.030)
    tip = ORANGE if sy > 0 else SHELL
    return [
        tube(root, knee, (0.026, 0.018), CARBON, 0.6),
        tube((sx * 0.08, sy * 0.105, 0.035), (sx * 0.17, sy * 0.20, 0.042), (0.036, 0.030), SHELL),
        tube((x * 0.80, y * 0.80, z - 0.034), (x * 0.90, y * 0.90, z - 0.031), (0.0225, 0.0225), tip),
        tube((x, y, z - 0.065), (x, y, z - 0.018), (0.041, 0.043), SHELL),
        tube((x, y, z - 0.018), (x, y, z + 0.016), (0.046, 0.040), METAL, 0.9),
        tube((x, y, z + 0.016), (x, y, z + 0.036), (0.014, 0.010), BLACK, 0.7),
        rounded(
            (x * 0.99, y * 0.99, z - 0.072),
            (0.03, 0.03, 0.02),
            (0.8, 0.03, 0.03) if sy < 0 else (0.05, 0.55, 0.10),
            1,
            0.4,
            8,
        ),
    ]


def _skids() -> list[Solid]:
    parts: list[Solid] = []
    for side in (-1, 1):
        foot = (side * 0.245, 0.0, -0.265)
        parts += [
            tube((side * 0.10, 0.075, 0.0), (foot[0], 0.085, foot[2]), (0.015, 0.011), CARBON, 0.5),
            tube((side * 0.10, -0.085, 0.0), (foot[0], -0.095, foot[2]), (0.015, 0.011), CARBON, 0.5),
            tube((foot[0], -0.205, foot[2]), (foot[0], 0.205, foot[2]), (0.0125, 0.0125), CARBON, 0.5),
            tube((foot[0], -0.235, foot[2]), (foot[0], -0.165, foot[2]), (0.019, 0.019), BLACK, 0.1),
            tube((foot[0], 0.165, foot[2]), (foot[0], 0.235, foot[2]), (0.019, 0.019), BLACK, 0.1),
        ]
    return parts


def _gimbal() -> list[Solid]:
    return [
        tube((0, 0.17, -0.02), (0, 0.17, -0.062), (0.045, 0.040), BLACK, 0.4),
        box((0, 0.17, -0.068), (0.125, 0.05, 0.014), SHELL),
        box((0.060, 0.17, -0.105), (0.014, 0.045, 0.080), SHELL),
        box((-0.060, 0.17, -0.105), (0.014, 0.045, 0.080), SHELL),
        rounded((0, 0.175, -0.118), (0.104, 0.098, 0.092), SHELL_TOP, 0.62, 0.6, 20),
        tube((0, 0.215, -0.121), (0, 0.242, -0.123), (0.034, 0.031), BLACK, 0.8),
        rounded((0, 0.241, -0.123), (0.048, 0.010, 0.048), (0.015, 0.025, 0.055), 1, 2.2, 12),
    ]


def _fittings() -> list[Solid]:
    return [
        tube((-0.085, -0.19, 0.05), (-0.125, -0.235, 0.20), (0.007, 0.005), BLACK),
        tube((0.085, -0.19, 0.05), (0.125, -0.235, 0.20), (0.007, 0.005), BLACK),
        tube((0, -0.02, 0.13), (0, -0.02, 0.150), (0.036, 0.036), METAL, 0.5),
        rounded((-0.055, 0.236, 0.050), (0.034, 0.018, 0.026), BLACK, 0.8, 1.2, 10),
        rounded((0.055, 0.236, 0.050), (0.034, 0.018, 0.026), BLACK, 0.8, 1.2, 10),
        box((0, 0.10, -0.043), (0.07, 0.05, 0.012), BLACK, 0.8),
    ]


def attitude(heading_deg: float, pitch_deg: float, roll_deg: float) -> Floats:
    """Matrix from the airframe's axes to the scene's: nose down is negative pitch, right side down positive roll."""
    h, p, r = np.radians([heading_deg, pitch_deg, roll_deg])
    roll = np.array([[np.cos(r), 0, np.sin(r)], [0, 1, 0], [-np.sin(r), 0, np.cos(r)]])
    pitch = np.array([[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]])
    turn = np.array([[np.cos(h), np.sin(h), 0], [-np.sin(h), np.cos(h), 0], [0, 0, 1]])
    return (turn @ pitch @ roll).astype(np.float32)


def draw_propellers(
    camera: Camera, turn: Floats, to: tuple[float, ...], phase_deg: float, color: Floats, depth: Floats
) -> None:
    """Lay the turning blades over the picture: a faint disc, denser where the blades stood in the exposure."""
    rays = camera.rays()
    normal = turn @ np.float32([0, 0, 1])
    for number, motor in enumerate(MOTORS):
        hub = turn @ np.float32([motor[0], motor[1], motor[2] + 0.030]) + np.float32(to)
        away = ((hub - np.float32(camera.place)) @ normal) / np.where(np.abs(rays @ normal) < 1e-5, 1e-5, rays @ normal)
        flat = (rays * away[..., None] + np.float32(camera.place) - hub) @ turn
        radius = np.hypot(flat[..., 0], flat[..., 1])
        share = _blade_share(radius, np.arctan2(flat[..., 1], flat[..., 0]), np.radians(phase_deg + 67 * number))
        ahead = away * (rays @ camera.axes()[2])
        share = np.where((away > 0) & (ahead < depth), share, 0)[..., None]
        shade = np.float32([0.20, 0.205, 0.21]) * (SUNLIGHT * max(float(normal @ SUN), 0.1) + SKYLIGHT)
        color += (shade - color) * share


def _blade_share(radius: Floats, angle: Floats, phase: float) -> Floats:
    inside = np.clip((BLADE - radius) / 0.008, 0, 1) * np.clip((radius - 0.020) / 0.02, 0, 1)
    off = np.abs((angle - phase + np.pi / 2) % np.pi - np.pi / 2)
    trail = np.clip(1 - off / 0.55, 0, 1) ** 1.4
    return inside * (0.20 + 0.55 * trail * (1 - 0.45 * radius / BLADE) + 0.12 * (radius > BLADE - 0.016))


def bridge() -> Solid:
    """A plain girder bridge on three piers, with a lorry on it."""
    middle = float(river_middle(np.float32(BRIDGE_Y)))
    deck, concrete, rail = BRIDGE_DECK, (0.42, 0.40, 0.36), (0.22, 0.24, 0.25)
    parts = [
        box((middle, BRIDGE_Y, deck - 0.25), (92, 6.4, 0.5), concrete),
        box((middle, BRIDGE_Y - 2.4, deck - 0.95), (88, 0.5, 1.0), (0.30, 0.16, 0.10)),
        box((middle, BRIDGE_Y + 2.4, deck - 0.95), (88, 0.5, 1.0), (0.30, 0.16, 0.10)),
        box((middle, BRIDGE_Y, deck + 0.02), (92, 5.0, 0.05), (0.20, 0.20, 0.20)),
    ]
    parts += [box((middle + x, BRIDGE_Y, deck / 2 - 1.2), (1.8, 5.0, deck + 0.6), concrete) for x in (-17, 0, 17)]
    for side in (-3.0, 3.0):
        parts += [box((middle, BRIDGE_Y + side, deck + z), (92, 0.10, 0.12), rail) for z in (0.55, 1.05)]
        parts += [box((middle + x, BRIDGE_Y + side, deck + 0.5), (0.14, 0.14, 1.1), rail) for x in range(-44, 46, 4)]
    return join([*parts, *_lorry(middle + 11.5)])


def _lorry(x: float) -> list[Solid]:
    y, deck = BRIDGE_Y - 1.0, BRIDGE_DECK
    wheels = [
        tube((x + along, y + side, deck + 0.5), (x + along, y + side * 0.8, deck + 0.5), (0.5, 0.5), BLACK)
        for along in (-2.6, -1.4, 2.6)
        for side in (-1.15, 1.15)
    ]
    return [
        box((x - 1.0, y, deck + 2.05), (5.2, 2.4, 2.3), (0.62, 0.63, 0.60)),
        box((x + 2.75, y, deck + 1.6), (1.9, 2.3, 2.0), (0.10, 0.22, 0.34), 0.6),
        box((x + 3.72, y, deck + 2.05), (0.05, 2.0, 0.8), (0.03, 0.05, 0.07), 1.5),
        box((x, y, deck + 0.75), (7.2, 2.0, 0.3), BLACK),
        *wheels,
    ]
