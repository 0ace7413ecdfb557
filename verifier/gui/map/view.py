"""Which part of the map is seen: middle, zoom and size, as plain numbers that need no window."""

import math
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from verifier.geo.projection import WorldPoint, meters_per_world, to_degrees, to_world

WORLD_PX = 256.0
"""How wide the world is at zoom 0, as on other maps, so that zooms mean what people know."""
MOST_ZOOM = 18.0
FIT_ZOOM = 13.0
"""A single point is shown with what lies around it."""
MARGIN_PX = 72.0
ScreenPoint = tuple[float, float]


class MapView(msgspec.Struct, frozen=True):
    """``x``/``y``: the middle, in the square of the projection; the world is ``256 * 2 ** zoom`` pixels wide."""

    x: float = 0.5
    y: float = 0.42
    zoom: float = 2.5
    width: float = 800.0
    height: float = 600.0

    @property
    def world_px(self) -> float:
        """Width of the world in pixels."""
        return WORLD_PX * 2**self.zoom

    @property
    def least_zoom(self) -> float:
        """The zoom at which the world fills the view: it is never seen twice."""
        return math.log2(max(self.width, self.height) / WORLD_PX)

    @property
    def center(self) -> tuple[float, float]:
        """Latitude and longitude of the middle."""
        return to_degrees((self.x, self.y))

    def to_screen(self, point: WorldPoint) -> ScreenPoint:
        """Map a point of the square to the screen: of its repetitions the one nearest to the middle."""
        across = (point[0] - self.x + 0.5) % 1 - 0.5
        return self.width / 2 + across * self.world_px, self.height / 2 + (point[1] - self.y) * self.world_px

    def place_to_screen(self, latitude_deg: float, longitude_deg: float) -> ScreenPoint:
        """Map a place to the screen."""
        return self.to_screen(to_world(latitude_deg, longitude_deg))

    def to_world(self, at: ScreenPoint) -> WorldPoint:
        """Return the point of the square, or of a repetition, under a point of the screen."""
        return self.x + (at[0] - self.width / 2) / self.world_px, self.y + (at[1] - self.height / 2) / self.world_px

    def to_degrees(self, at: ScreenPoint) -> tuple[float, float]:
        """Return latitude and longitude under a point of the screen."""
        x, y = self.to_world(at)
        return to_degrees((x, min(1.0, max(0.0, y))))

    def meters_per_px(self, latitude_deg: float | None = None) -> float:
        """Return how much of the ground a pixel stands for, beside a latitude or the middle."""
        return meters_per_world(self.center[0] if latitude_deg is None else latitude_deg) / self.world_px

    def moved(self, dx: float, dy: float) -> "MapView":
        """Shift what is seen by pixels, as a drag does."""
        return self._kept(self.x - dx / self.world_px, self.y - dy / self.world_px, self.zoom)

    def zoomed(self, zoom: float, at: ScreenPoint | None = None) -> "MapView":
        """Go to a zoom so that the place under ``at`` (else the middle) stays where it is."""
        wanted = min(MOST_ZOOM, max(self.least_zoom, zoom))
        at = at or (self.width / 2, self.height / 2)
        x, y = self.to_world(at)
        world_px = WORLD_PX * 2**wanted
        return self._kept(x - (at[0] - self.width / 2) / world_px, y - (at[1] - self.height / 2) / world_px, wanted)

    def at(self, latitude_deg: float, longitude_deg: float, zoom: float | None = None) -> "MapView":
        """Put a place into the middle."""
        wanted = self.zoom if zoom is None else min(MOST_ZOOM, max(self.least_zoom, zoom))
        return self._kept(*to_world(latitude_deg, longitude_deg), wanted)

    def resized(self, width: float, height: float) -> "MapView":
        """Show as much as there is room for now."""
        sized = msgspec.structs.replace(self, width=max(1.0, width), height=max(1.0, height))
        return sized._kept(self.x, self.y, max(self.zoom, sized.least_zoom))

    def fitted(self, points: Sequence[WorldPoint], most_zoom: float = FIT_ZOOM) -> "MapView":
        """Show all of some points, with a margin, at a half zoom, where the ground is sharp; none: the whole world."""
        if not points:
            return self._kept(0.5, 0.42, self.least_zoom)
        west, span_x = _least_span([x for x, _ in points])
        down = [y for _, y in points]
        span_y = max(down) - min(down)
        room_x, room_y = max(40.0, self.width - 2 * MARGIN_PX), max(40.0, self.height - 2 * MARGIN_PX)
        world_px = min(room_x / max(span_x, 1e-12), room_y / max(span_y, 1e-12))
        zoom = min(most_zoom, max(self.least_zoom, math.floor(math.log2(world_px / WORLD_PX) * 2) / 2))
        return self._kept(west + span_x / 2, (max(down) + min(down)) / 2, zoom)

    def _kept(self, x: float, y: float, zoom: float) -> "MapView":
        """Keep the view within north and south; to the sides the world goes on."""
        half = self.height / 2 / (WORLD_PX * 2**zoom)
        kept = 0.5 if half >= 0.5 else min(1 - half, max(half, y))
        return msgspec.structs.replace(self, x=x % 1, y=kept, zoom=zoom)


def _least_span(across: Sequence[float]) -> tuple[float, float]:
    """Return where the narrowest stretch begins that holds all of some places round the world, and its width (0 to 1).

    It is what the widest gap between neighbors leaves, over the date line too.
    """
    places = sorted(x % 1 for x in across)
    gaps = [(after - before, after) for before, after in pairwise(places)]
    widest, west = max([*gaps, (places[0] + 1 - places[-1], places[0])])
    return west, 1 - widest


def scale_bar(meters_per_px: float, longest_px: float) -> tuple[float, float]:
    """Return the longest round length (1, 2 or 5 of a power of ten, in meters) that fits, and its pixels."""
    longest_m = meters_per_px * longest_px
    power = 10 ** math.floor(math.log10(longest_m))
    length_m = next(step * power for step in (5, 2, 1) if step * power <= longest_m * (1 + 1e-9))
    return length_m, length_m / meters_per_px
