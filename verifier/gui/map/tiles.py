"""Draw the ground in square pieces, a few milliseconds at a time, and keep them.

A piece is drawn for a stop, every half zoom; between two stops pieces are shown a little larger or smaller. A piece
that is not there yet is stood in for by those of other stops.
"""

import math
from collections import OrderedDict
from collections.abc import Iterator

import msgspec
from PySide6.QtCore import QByteArray, QDataStream, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QPolygonF, QRegion, QTransform

from verifier.domain.errors import UnreadableFile
from verifier.geo.ground import CELL_UNITS, LAYERS, Ground, LayerName, Parts
from verifier.gui.map.view import WORLD_PX, MapView

PIECE_PX = 256
STOPS_PER_ZOOM = 2
MOST_PIECES = 420
"""About 110 MB at a plain screen: five screens full."""
MOST_CELLS = 160
STAND_INS = 14
"""How many stops up and down are looked through for something to show meanwhile."""
CellPaths = dict[LayerName, QPainterPath]


class Piece(msgspec.Struct, frozen=True):
    """A square of the ground at a stop; columns go on beyond the world's right edge, where it begins again."""

    stop: int
    column: int
    row: int


class GroundColors(msgspec.Struct, frozen=True):
    """What the ground is painted with."""

    sea: QColor
    land: QColor
    lake: QColor
    river: QColor
    border: QColor
    disputed: QColor


def stop_for(zoom: float) -> int:
    """Return the stop nearest to a zoom."""
    return round(zoom * STOPS_PER_ZOOM)


class Pieces:
    """The pieces drawn so far, the least used forgotten first."""

    def __init__(self) -> None:
        self.ground: Ground | None = None
        self._colors: GroundColors | None = None
        self._scale = 1.0
        self._shows_disputed = False
        self._drawn: OrderedDict[Piece, QPixmap] = OrderedDict()
        self._cells: OrderedDict[tuple[int, int, int], CellPaths] = OrderedDict()

    def use(self, colors: GroundColors, scale: float, *, shows_disputed: bool) -> None:
        """Draw in other colors, for a screen of another scale, with or without disputed lines."""
        if (colors, scale, shows_disputed) != (self._colors, self._scale, self._shows_disputed):
            self._colors, self._scale, self._shows_disputed = colors, scale, shows_disputed
            self._drawn.clear()

    def paint(self, painter: QPainter, view: MapView, *, is_moving: bool) -> bool:
        """Draw what there is of a view; return whether all of it was there and sharp."""
        if self._colors is None:
            return False
        painter.fillRect(QRectF(0, 0, view.width, view.height), self._colors.sea)
        if self.ground is None:
            return False
        stop = stop_for(view.zoom)
        wanted = list(pieces_of(view, stop))
        missing = [piece for piece in wanted if piece not in self._drawn]
        is_exact = abs(stop / STOPS_PER_ZOOM - view.zoom) < 1e-6
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_moving and not is_exact)
        self._draw(painter, view, [piece for piece in wanted if piece in self._drawn])
        if missing:
            self._stand_in(painter, view, missing)
        return not missing

    def _stand_in(self, painter: QPainter, view: MapView, missing: list[Piece]) -> None:
        """Show pieces of other stops where one is missing, and nowhere else."""
        where = QRegion()
        for piece in missing:
            where += _area(piece, view).toAlignedRect()
        painter.save()
        painter.setClipRegion(where)
        for near in _stand_ins(stop_for(view.zoom)):
            self._draw(painter, view, [piece for piece in self._drawn if piece.stop == near])
        painter.restore()

    def next_missing(self, view: MapView) -> Piece | None:
        """Return the piece nearest to the middle that is to be drawn next."""
        if self.ground is None or self._colors is None:
            return None
        stop = stop_for(view.zoom)
        side = _side(stop)
        middle = (view.x / side - 0.5, view.y / side - 0.5)
        missing = (piece for piece in pieces_of(view, stop) if piece not in self._drawn)
        return min(missing, key=lambda p: math.dist((p.column, p.row), middle), default=None)

    def make(self, piece: Piece) -> None:
        """Draw a piece and keep it."""
        self._drawn[piece] = QPixmap.fromImage(self._render(piece))
        while len(self._drawn) > MOST_PIECES:
            self._drawn.popitem(last=False)

    def _draw(self, painter: QPainter, view: MapView, pieces: list[Piece]) -> None:
        for piece in pieces:
            area = _area(piece, view)
            if area.intersects(QRectF(0, 0, view.width, view.height)):
                pixmap = self._drawn[piece]
                self._drawn.move_to_end(piece)
                painter.drawPixmap(area, pixmap, QRectF(pixmap.rect()))

    def _render(self, piece: Piece) -> QImage:
        colors, ground = self._colors, self.ground
        pixels = round(PIECE_PX * self._scale)
        image = QImage(pixels, pixels, QImage.Format.Format_RGB32)
        if colors is None or ground is None:
            return image
        image.fill(colors.sea)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = self._cells_around(piece, ground, pixels)
        for layer in LAYERS:
            if layer == "disputed" and not self._shows_disputed:
                continue
            self._dress(painter, layer, colors)
            for paths, place in around:
                if layer in paths:
                    painter.setTransform(place)
                    painter.drawPath(paths[layer])
        painter.end()
        return image

    def _dress(self, painter: QPainter, layer: LayerName, colors: GroundColors) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if layer in ("land", "lakes"):
            painter.setBrush(colors.land if layer == "land" else colors.lake)
            return
        color = {"rivers": colors.river, "borders": colors.border}.get(layer, colors.disputed)
        pen = QPen(color, (1.3 if layer == "rivers" else 1.0) * self._scale)
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if layer == "disputed":
            pen.setDashPattern([1.5, 3.0])
        painter.setPen(pen)

    def _cells_around(self, piece: Piece, ground: Ground, pixels: int) -> list[tuple[CellPaths, QTransform]]:
        """Return the cells that a piece touches, each with the way from its units to the piece's pixels."""
        level = ground.level_for(piece.stop / STOPS_PER_ZOOM)
        grid, side = ground.grid(level), _side(piece.stop)
        left, top = piece.column * side, piece.row * side
        factor = pixels / side / grid / CELL_UNITS
        found: list[tuple[CellPaths, QTransform]] = []
        for column in range(math.floor(left * grid), math.ceil((left + side) * grid)):
            for row in range(max(0, math.floor(top * grid)), min(grid, math.ceil((top + side) * grid))):
                offset = QPointF((column / grid - left) * pixels / side, (row / grid - top) * pixels / side)
                place = QTransform(factor, 0, 0, factor, offset.x(), offset.y())
                found.append((self._paths(ground, level, column % grid, row), place))
        return found

    def _paths(self, ground: Ground, level: int, column: int, row: int) -> CellPaths:
        key = (level, column, row)
        if key not in self._cells:
            self._cells[key] = cell_paths(ground, level, column, row)
            while len(self._cells) > MOST_CELLS:
                self._cells.popitem(last=False)
        self._cells.move_to_end(key)
        return self._cells[key]


def cell_paths(ground: Ground, level: int, column: int, row: int) -> CellPaths:
    """Return the outlines and lines of a cell as Qt draws them; nothing where the file is damaged."""
    try:
        cell = ground.cell(level, column, row)
    except UnreadableFile:
        return {}
    return {layer: _path(parts) for layer, parts in (cell or {}).items()}


def _path(parts: Parts) -> QPainterPath:
    """Build a path of all parts; Qt reads the points from bytes, since one call a point would take a hundred times."""
    numbers = parts.points[:]
    numbers.byteswap()
    data = numbers.tobytes()
    path = QPainterPath()
    at = 0
    for length in parts.lengths:
        size = 16 * length
        polygon = QPolygonF()
        stream = QDataStream(QByteArray(length.to_bytes(4, "big") + data[at : at + size]))
        _ = stream >> polygon
        path.addPolygon(polygon)
        at += size
    return path


def pieces_of(view: MapView, stop: int) -> Iterator[Piece]:
    """Yield the pieces that a view touches."""
    side = _side(stop)
    left, top = view.to_world((0, 0))
    right, bottom = view.to_world((view.width, view.height))
    for row in range(max(0, math.floor(top / side)), math.ceil(min(1.0, bottom) / side)):
        for column in range(math.floor(left / side), math.ceil(right / side)):
            yield Piece(stop, column, row)


def _side(stop: int) -> float:
    """Return the side of a piece in parts of the world."""
    return PIECE_PX / (WORLD_PX * 2 ** (stop / STOPS_PER_ZOOM))


def _area(piece: Piece, view: MapView) -> QRectF:
    side = _side(piece.stop)
    left = view.width / 2 + (piece.column * side - view.x) * view.world_px
    top = view.height / 2 + (piece.row * side - view.y) * view.world_px
    right = view.width / 2 + ((piece.column + 1) * side - view.x) * view.world_px
    bottom = view.height / 2 + ((piece.row + 1) * side - view.y) * view.world_px
    return QRectF(QPointF(round(left), round(top)), QPointF(round(right), round(bottom)))


def _stand_ins(stop: int) -> Iterator[int]:
    """Yield other stops, those that show most last: much coarser first, then finer, then a little coarser."""
    yield from range(stop - STAND_INS, stop - 2)
    yield from (stop + 2, stop + 1, stop - 2, stop - 1)
