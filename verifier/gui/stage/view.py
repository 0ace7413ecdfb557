"""Which part of the picture is seen: zoom and place, as plain numbers that need no window."""

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
    """``zoom``: screen pixels per picture pixel; ``left``/``top``: where on the screen the picture begins."""

    zoom: float
    left: float
    top: float

    def to_screen(self, point: Vertex) -> Vertex:
        """Map a picture point to the screen."""
        return self.left + point[0] * self.zoom, self.top + point[1] * self.zoom

    def to_picture(self, point: Vertex) -> Vertex:
        """Map a screen point to the picture."""
        return (point[0] - self.left) / self.zoom, (point[1] - self.top) / self.zoom

    def zoomed(self, factor: float, at: Vertex) -> "View":
        """Zoom so that the picture point under ``at`` stays where it is."""
        zoom = min(MOST, max(LEAST, self.zoom * factor))
        x, y = self.to_picture(at)
        return View(zoom, at[0] - x * zoom, at[1] - y * zoom)

    def moved(self, dx: float, dy: float) -> "View":
        """Shift the picture on the screen."""
        return View(self.zoom, self.left + dx, self.top + dy)


def fitted(picture: tuple[float, float], screen: tuple[float, float], margins: tuple[float, float]) -> View:
    """Show all of the picture between a margin above and one below, never larger than its own pixels times two."""
    width, height = max(1.0, picture[0]), max(1.0, picture[1])
    above, below = margins
    room_x, room_y = max(1.0, screen[0] - 2 * MARGIN_PX), max(1.0, screen[1] - above - below)
    zoom = max(LEAST, min(room_x / width, room_y / height, 2.0))
    return View(zoom, (screen[0] - width * zoom) / 2, above + (room_y - height * zoom) / 2)


def level_for(side: int, zoom: float, screen_scale: float) -> int | None:
    """Return the longest side to ask for, or ``None`` for every pixel, so that the zoom shows no blur."""
    wanted = side * zoom * screen_scale
    return next((level for level in LEVELS if level >= wanted and level < side), None)


def is_enough(side: int, wanted: int, *, is_first: bool) -> bool:
    """Tell whether a rendition of that side serves where ``wanted`` pixels are seen: sharp, yet not far too large.

    The first rendition is never too large: it is as small as they come.
    """
    return side >= wanted * ENOUGH and (is_first or side <= wanted * TOO_LARGE)
