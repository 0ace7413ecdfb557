"""Compose the pictures: where the camera stood, where the multirotor flew, and the box that holds it in the picture."""

from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
from airframe import BLADE, MOTORS, airframe, attitude, bridge, draw_propellers
from landscape import Floats, Level
from picture import Camera, develop, view
from PIL import Image, ImageDraw, ImageFont
from solids import draw

CAPTION = "synthetic scene, rendered for the demonstration"
FONT = Path(__file__).resolve().parent.parent / "fonts" / "Inter-Medium.ttf"
PHOTO_FOCAL_PX = 1110.0
"""24 mm equivalent on 1600 x 1200 (diagonal 43.27 mm to 2000 pixels)."""
CLIP_SIZE, CLIP_FINER, CLIP_FOCAL_PX = (640, 360), 2, 407.0


class Flight(NamedTuple):
    """Where the multirotor is (scene metres), its heading, pitch, roll (degrees) and where its blades stand."""

    place: tuple[float, float, float]
    heading_deg: float
    pitch_deg: float
    roll_deg: float
    blades_deg: float = 20.0

    @property
    def turn(self) -> Floats:
        return attitude(self.heading_deg, self.pitch_deg, self.roll_deg)


class Photo(NamedTuple):
    """One photo to take."""

    name: str
    camera: Camera
    flight: Flight
    taken: str
    is_upright: bool = True


PHOTOS = (
    Photo(
        "DJI_20260314111502_0412_D.JPG",
        Camera((0, 0, 62), 0, -12, PHOTO_FOCAL_PX, 1600, 1200),
        Flight((0.52, 2.75, 61.64), 36, 5, 7),
        "2026-03-14T11:15:02.184",
    ),
    Photo(
        "DJI_20260314111521_0413_D.JPG",
        Camera((30, 60, 24), -14, -1, PHOTO_FOCAL_PX * 1.0, 1600, 1200),
        Flight((29.22, 62.05, 24.30), 152, -5, -6),
        "2026-03-14T11:15:21.609",
    ),
    Photo(
        "DJI_20260314111547_0414_D.JPG",
        Camera((10, 105, 60), 14, -42, PHOTO_FOCAL_PX, 1200, 1600),
        Flight((10.55, 107.05, 57.85), -52, -9, 4),
        "2026-03-14T11:15:47.033",
        is_upright=False,
    ),
)


def box_of(camera: Camera, flight: Flight) -> tuple[int, int, int, int]:
    """Whole pixels x0, y0, x1, y1 that hold the multirotor with its blades, cut at the picture's edge."""
    angles = np.linspace(0, 2 * np.pi, 49)
    rims = [
        np.stack([x + BLADE * np.cos(angles), y + BLADE * np.sin(angles), np.full(49, z + 0.03)], -1)
        for x, y, z in MOTORS
    ]
    corners = np.concatenate([airframe().corners, *rims]) @ flight.turn.T + np.float32(flight.place)
    seen = camera.project(np.float32(corners))[:, :2]
    low, high = np.floor(seen.min(0)).astype(int) - 2, np.ceil(seen.max(0)).astype(int) + 2
    x0, y0, x1, y1 = (int(edge) for edge in (*low, *high))
    return max(x0, 0), max(y0, 0), min(x1, camera.width), min(y1, camera.height)


def add_multirotor(camera: Camera, flight: Flight, color: Floats, finer: int = 3) -> None:
    """Draw the multirotor into linear ``color``, in place, with smooth edges."""
    x0, y0, x1, y1 = box_of(camera, flight)
    near = camera.part((x0, y0, x1, y1), finer)
    fine = cv2.resize(color[y0:y1, x0:x1], (near.width, near.height), interpolation=cv2.INTER_LINEAR)
    depth = np.full((near.height, near.width), np.inf, dtype=np.float32)
    draw(airframe().moved(flight.turn, flight.place), near, fine, depth)
    draw_propellers(near, flight.turn, flight.place, flight.blades_deg, fine, depth)
    color[y0:y1, x0:x1] = cv2.resize(fine, (x1 - x0, y1 - y0), interpolation=cv2.INTER_AREA)


def scenery(levels: tuple[Level, ...], camera: Camera) -> Floats:
    """Linear color of the valley with its bridge."""
    color, distance = view(levels, camera)
    draw(bridge(), camera, color, distance * (camera.rays() @ camera.axes()[2]))
    return color


def take(levels: tuple[Level, ...], photo: Photo, number: int) -> Image.Image:
    """Make one photo as it is displayed."""
    color = scenery(levels, photo.camera)
    add_multirotor(photo.camera, photo.flight, color)
    return captioned(Image.fromarray(develop(color, number)))


def captioned(image: Image.Image) -> Image.Image:
    """Write the caption into the lower left corner."""
    size = max(11, image.height // 75)
    font = ImageFont.truetype(str(FONT), size)
    place = (size, image.height - 2 * size)
    brush = ImageDraw.Draw(image, "RGBA")
    brush.text((place[0] + 1, place[1] + 1), CAPTION, font=font, fill=(0, 0, 0, 150))
    brush.text(place, CAPTION, font=font, fill=(255, 255, 255, 190))
    return image


def clip_flight(seconds: float) -> Flight:
    """Where the multirotor is in the clip: in from the left, over the bridge, away up the river."""
    t = seconds / 9.0
    x = -4.2 + 7.4 * t - 1.8 * t * t
    y = 4.6 + 0.8 * np.sin(2.6 * t) + 4.8 * t * t
    z = 40.45 - 1.0 * t + 0.25 * np.sin(5.1 * t + 0.5)
    heading = 78 - 62 * t
    return Flight((float(x), float(y), float(z)), heading, -11 + 4 * t, 9 - 15 * t, 20 + 173 * seconds * 25)


def clip_aim(seconds: float) -> tuple[float, float]:
    """Heading and pitch of the camera in the clip: it follows a little, and is never quite still."""
    return -13 + 2.3 * seconds + 0.15 * np.sin(2.9 * seconds), -10.5 + 0.1 * np.sin(2.1 * seconds + 1)


CLIP_PLACE = (0.0, 0.0, 41.0)


class ClipStage:
    """The clip's scenery, seen once over a wide field; each frame looks at its part of it."""

    def __init__(self, levels: tuple[Level, ...]) -> None:
        focal = CLIP_FOCAL_PX * CLIP_FINER
        self._wide = Camera(CLIP_PLACE, -2.5, -10.5, focal, 2400, 1000)
        self._color = scenery(levels, self._wide)

    def camera(self, seconds: float) -> Camera:
        heading, pitch = clip_aim(seconds)
        return Camera(
            CLIP_PLACE, heading, pitch, CLIP_FOCAL_PX * CLIP_FINER, CLIP_SIZE[0] * CLIP_FINER, CLIP_SIZE[1] * CLIP_FINER
        )

    def frame(self, seconds: float) -> Image.Image:
        """Make the frame of that time."""
        camera = self.camera(seconds)
        color = cv2.warpPerspective(
            self._color, self._turn_to(camera), (camera.width, camera.height), borderMode=cv2.BORDER_REPLICATE
        )
        add_multirotor(camera, clip_flight(seconds), color, finer=2)
        small = cv2.resize(color, CLIP_SIZE, interpolation=cv2.INTER_AREA)
        return captioned(Image.fromarray(develop(small, 0, grain=0.0)))

    def box(self, seconds: float) -> tuple[int, int, int, int]:
        """Whole pixels of the frame that hold the multirotor."""
        x0, y0, x1, y1 = box_of(self.camera(seconds), clip_flight(seconds))
        return x0 // CLIP_FINER, y0 // CLIP_FINER, -(-x1 // CLIP_FINER), -(-y1 // CLIP_FINER)

    def _turn_to(self, camera: Camera) -> np.ndarray:
        """A camera that only turns sees the same rays: a homography, exact."""

        def lens(of: Camera) -> np.ndarray:
            return np.array([[of.focal_px, 0, of.middle[0]], [0, of.focal_px, of.middle[1]], [0, 0, 1]])

        return lens(camera) @ camera.axes() @ self._wide.axes().T @ np.linalg.inv(lens(self._wide))
