"""Upright boxes and the whole frame."""

from PySide6.QtGui import QPainterPath

from verifier.domain.regions import Box, Region, Vertex, WholeFrame


def box_between(a: Vertex, b: Vertex) -> Box:
    """Return the box that has two points as opposite corners."""
    return Box(min(a[0], b[0]), min(a[1], b[1]), abs(a[0] - b[0]), abs(a[1] - b[1]))


class BoxShape:
    """Eight handles, clockwise from the corner of least x and y."""

    kind = Box

    def outline(self, region: Box, size: tuple[float, float]) -> QPainterPath:
        path = QPainterPath()
        path.addRect(region.x, region.y, region.width, region.height)
        return path

    def handles(self, region: Box) -> tuple[Vertex, ...]:
        left, top = region.x, region.y
        right, bottom = left + region.width, top + region.height
        x, y = (left + right) / 2, (top + bottom) / 2
        return (left, top), (x, top), (right, top), (right, y), (right, bottom), (x, bottom), (left, bottom), (left, y)

    def with_handle(self, region: Box, index: int, at: Vertex) -> Region:
        left, top = region.x, region.y
        right, bottom = left + region.width, top + region.height
        if index in (0, 6, 7):
            left = at[0]
        if index in (2, 3, 4):
            right = at[0]
        if index in (0, 1, 2):
            top = at[1]
        if index in (4, 5, 6):
            bottom = at[1]
        return box_between((left, top), (right, bottom))

    def moved(self, region: Box, dx: float, dy: float) -> Region:
        return Box(region.x + dx, region.y + dy, region.width, region.height)


class WholeFrameShape:
    """All of the picture: nothing to grasp, nothing to move."""

    kind = WholeFrame

    def outline(self, region: WholeFrame, size: tuple[float, float]) -> QPainterPath:
        path = QPainterPath()
        path.addRect(0, 0, *size)
        return path

    def handles(self, region: WholeFrame) -> tuple[Vertex, ...]:
        return ()

    def with_handle(self, region: WholeFrame, index: int, at: Vertex) -> Region:
        return region

    def moved(self, region: WholeFrame, dx: float, dy: float) -> Region:
        return region
