"""Which part of the picture is seen: zoom and place, as plain numbers that need no window."""

import math

import msgspec

from verifier.domain.regions import Vertex

LEAST, MOST = 0.01, 64.0
CRISP_FROM = 4.0
"""From so many screen pixels to a picture pixel on, pixels are shown as squares, not smoothed."""
MARGIN_PX = 24.0
LEVELS = (2048, 4096, 8192, 16384)
"""Longest sides, in pixels, in which a large picture is asked for: the least that is sharp at the zoom."""

ENOUGH, TOO_LARGE = 0.9, 2.2
"""Shares of the side wanted: a decoder that halves may stop a little short; twice too large is the next level."""


class View(msgspec.Struct, frozen=True):
    """``zoom``: screen pixels per picture pixel; ``left``/``top``: where on the screen its corner (0, 0) lies.

    ``turn_deg``: by how much the picture is turned clockwise about that corner, as a way to look at it.
    """

    zoom: float
    left: float
    top: float
    turn_deg: float = 0.0

    @property
    def axes(self) -> tuple[float, float]:
        """Cosine and sine of the turn; whole numbers at quarter turns, so that edges stay sharp."""
        quarters = self.turn_deg / 90
        if quarters == round(quarters):
            return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[round(quarters) % 4]
        return math.cos(math.radians(self.turn_deg)), math.sin(math.radians(self.turn_deg))

    def to_screen(self, point: Vertex) -> Vertex:
        """Map a picture point to the screen."""
        if not self.turn_deg:
            return self.left + point[0] * self.zoom, self.top + point[1] * self.zoom
        cos, sin = self.axes
        x, y = point[0] * self.zoom, point[1] * self.zoom
        return self.left + x * cos - y * sin, self.top + x * sin + y * cos

    def to_picture(self, point: Vertex) -> Vertex:
        """Map a screen point to the picture."""
        x, y = (point[0] - self.left) / self.zoom, (point[1] - self.top) / self.zoom
        if not self.turn_deg:
            return x, y
        cos, sin = self.axes
        return x * cos + y * sin, y * cos - x * sin

    def looking_at(self, point: Vertex, at: Vertex) -> "View":
        """Shift the picture so that a point of it lies at a place of the screen."""
        x, y = View(self.zoom, 0, 0, self.turn_deg).to_screen(point)
        return View(self.zoom, at[0] - x, at[1] - y, self.turn_deg)

    def zoomed(self, factor: float, at: Vertex) -> "View":
        """Zoom so that the picture point under ``at`` stays where it is."""
        zoom = min(MOST, max(LEAST, self.zoom * factor))
        return View(zoom, 0, 0, self.turn_deg).looking_at(self.to_picture(at), at)

    def turned(self, turn_deg: float, at: Vertex) -> "View":
        """Turn to an angle so that the picture point under ``at`` stays where it is."""
        return View(self.zoom, 0, 0, turn_deg).looking_at(self.to_picture(at), at)

    def moved(self, dx: float, dy: float) -> "View":
        """Shift the picture on the screen."""
        return View(self.zoom, self.left + dx, self.top + dy, self.turn_deg)

    def after(self, first: "View") -> "View":
        """Return the view that does another one first, then this."""
        zoom, turn_deg = self.zoom * first.zoom, self.turn_deg + first.turn_deg
        return View(zoom, *self.to_screen((first.left, first.top)), turn_deg)

    def inverse(self) -> "View":
        """Return the view that takes this one back."""
        return View(1 / self.zoom, *self.to_picture((0, 0)), -self.turn_deg)


AS_IT_LIES = View(1, 0, 0)
"""Moves nothing."""


def fitted(
    picture: tuple[float, float], screen: tuple[float, float], margins: tuple[float, float], turn_deg: float = 0.0
) -> View:
    """Show all of the picture between a margin above and one below, never larger than its own pixels times two."""
    width, height = max(1.0, picture[0]), max(1.0, picture[1])
    cos, sin = (abs(share) for share in View(1, 0, 0, turn_deg).axes)
    across, down = width * cos + height * sin, width * sin + height * cos
    above, below = margins
    room_x, room_y = max(1.0, screen[0] - 2 * MARGIN_PX), max(1.0, screen[1] - above - below)
    zoom = max(LEAST, min(room_x / across, room_y / down, 2.0))
    return View(zoom, 0, 0, turn_deg).looking_at((width / 2, height / 2), (screen[0] / 2, above + room_y / 2))


def level_for(side: int, zoom: float, screen_scale: float) -> int | None:
    """Return the longest side to ask for, or ``None`` for every pixel, so that the zoom shows no blur."""
    wanted = side * zoom * screen_scale
    return next((level for level in LEVELS if level >= wanted and level < side), None)


def is_enough(side: int, wanted: int, *, is_first: bool) -> bool:
    """Tell whether a rendition of that side serves where ``wanted`` pixels are seen: sharp, yet not far too large.

    The first rendition is never too large: it is as small as they come.
    """
    return side >= wanted * ENOUGH and (is_first or side <= wanted * TOO_LARGE)
