"""The map: ground, names, marks, the pointer. Knows no case; says what was chosen or picked and waits."""

import time

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from verifier.geo.coordinates import format_decimal
from verifier.geo.geodesic import course
from verifier.geo.projection import to_world
from verifier.gui.map.atlas import Atlas
from verifier.gui.map.clusters import Cluster, clustered
from verifier.gui.map.colors import ground_colors
from verifier.gui.map.keys import KEYS
from verifier.gui.map.labels import LabelLayout
from verifier.gui.map.marks import MapMark
from verifier.gui.map.painting import label_font, paint_labels
from verifier.gui.map.path import NO_PATH, Path, nearest, paint_path
from verifier.gui.map.picking import Picked, rounded
from verifier.gui.map.scene import Scene
from verifier.gui.map.signs import Signs
from verifier.gui.map.tiles import Pieces
from verifier.gui.map.view import MOST_ZOOM, MapView
from verifier.gui.map.words import mark_words
from verifier.gui.speech import tr, tr_made
from verifier.gui.theme import Theme

WHEEL_NOTCH = 120.0
ZOOM_STEP = 0.5
BUDGET_S = 0.006
"""How long pieces of the ground are drawn before the window has its turn again."""
CALM_MS = 140
CLICK_PX = 4.0
REACH_PX = 12.0
TIP_LINES = 12
COARSE_M_PER_PX = 40.0
"""Finer than this the ground, made for 1 : 10 million, is visibly off."""


class MapWidget(QWidget):
    """``chosen``: a mark or cluster that was clicked. ``picked``: a place that was clicked or drawn in pick mode.

    ``path_picked``: the number of a point of the path. ``pick_ended``: Escape in pick mode. ``pointed``: latitude and
    longitude under the pointer, or ``None``. ``edge_moved``: pixels that words take at the lower edge.
    """

    chosen = Signal(object)
    picked = Signal(object)
    pick_ended = Signal()
    pointed = Signal(object)
    path_picked = Signal(int)
    view_changed = Signal()
    edge_moved = Signal(int)

    def __init__(self, theme: Theme, atlas: Atlas, parent: QWidget | None = None, *, is_small: bool = False) -> None:
        super().__init__(parent)
        self._theme, self._atlas, self._is_small = theme, atlas, is_small
        self.setAccessibleName(tr("Map"))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 120)
        self.view = MapView()
        self.marks: tuple[MapMark, ...] = ()
        self.path = NO_PATH
        self.chosen_item = ""
        self.shows_disputed = False
        self.is_picking = False
        self._pieces, self._signs = Pieces(), Signs(theme)
        self._clusters: tuple[Cluster, ...] = ()
        self._labels = LabelLayout(self._width_of)
        self._widths: dict[str, float] = {}
        self._pressed: QPointF | None = None
        self._pan_from: QPointF | None = None
        self._pointer: QPointF | None = None
        self._is_moving = self._shows_focus = self._has_chosen = False
        self._draft: Picked | None = None
        self._taken_px = 0
        self._maker = QTimer(self, singleShot=True, interval=0)
        self._maker.timeout.connect(self._make_pieces)
        self._calm = QTimer(self, singleShot=True, interval=CALM_MS)
        self._calm.timeout.connect(self._come_to_rest)
        theme.changed.connect(self.update)
        atlas.grew.connect(self._grow)
        self._grow()

    def show_marks(self, marks: tuple[MapMark, ...], chosen_item: str) -> None:
        """Show what has a place; the marks of one item stand out."""
        self.marks, self.chosen_item = marks, chosen_item
        self._cluster()

    def show_path(self, path: Path) -> None:
        """Show where a drone flew, or nothing; the ground is left where it is."""
        self.path = path
        self.update()

    def show_draft(self, draft: Picked | None) -> None:
        """Show a place that is not stated yet."""
        self._draft = draft
        self.update()

    def show_disputed(self, shows: bool) -> None:
        """Show lines between countries that are disputed, or leave them out."""
        self.shows_disputed = shows
        self.update()

    def pick(self, is_on: bool) -> None:
        """Let the next click name a place, or no longer."""
        self.is_picking = is_on
        self.setCursor(Qt.CursorShape.CrossCursor if is_on else Qt.CursorShape.ArrowCursor)
        self.update()

    def go_to(self, latitude_deg: float, longitude_deg: float, zoom: float | None = None) -> None:
        """Put a place into the middle."""
        self._set_view(self.view.at(latitude_deg, longitude_deg, zoom))

    def fit(self) -> None:
        """Show all marks, and the path."""
        self._set_view(self.view.fitted([*(mark.world for mark in self.marks), *self.path.points]))

    def part(self, cluster: Cluster) -> bool:
        """Go so close that marks shown as one come apart; false where they never do."""
        closer = self.view.fitted([mark.world for mark in cluster.marks], MOST_ZOOM)
        comes_apart = closer.zoom > self.view.zoom + 0.01 and len(clustered(cluster.marks, closer)) > 1
        if comes_apart:
            self._set_view(closer)
        return comes_apart

    def zoom_by(self, steps: float) -> None:
        """Zoom about the middle, to the next half zoom."""
        self._set_view(self.view.zoomed(_stepped(self.view.zoom, steps)))

    def pan(self, dx: float, dy: float) -> None:
        """Move what is seen by pixels."""
        self._set_view(self.view.moved(-dx, -dy))

    def step(self, by: int) -> None:
        """Choose the next group of marks, from left to right."""
        if not self._clusters:
            return
        ordered = sorted(self._clusters, key=lambda cluster: (cluster.marks[0].world, cluster.marks[0].key))
        here = next((n for n, one in enumerate(ordered) if self.chosen_item in one.items), -1 if by > 0 else 0)
        self.chosen.emit(ordered[(here + by) % len(ordered)])

    def takes_key(self, key: int) -> bool:
        """Tell the dispatcher of keys that the map is worked by a key."""
        return key in KEYS or (key == Qt.Key.Key_Escape and self.is_picking)

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """Marks as they are shown: single, or several as one."""
        return self._clusters

    @property
    def is_sharp(self) -> bool:
        """Whether every piece of the ground in view is drawn."""
        return self._pieces.ground is not None and self._pieces.next_missing(self.view) is None

    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        self._pieces.use(ground_colors(self._theme), self.devicePixelRatioF(), shows_disputed=self.shows_disputed)
        if not self._pieces.paint(painter, self.view, is_moving=self._is_moving):
            self._maker.start()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_labels(painter, self._labels.labels(self.view), self.view, self._theme)
        paint_path(painter, self.path, self.view, self._theme)
        scene = Scene(painter, self._theme, self.view, self._signs)
        scene.paint_marks(self.marks, self._clusters, self.chosen_item, has_captions=not self._is_small)
        if self._draft is not None:
            scene.paint_draft(self._draft)
        self._tell_edge(scene.paint_edges("" if self._is_small else self._edge_words(), self._pointer))
        if self._shows_focus and self.hasFocus():
            scene.paint_focus()
        painter.end()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        self._set_view(self.view.resized(self.width(), self.height()), is_motion=False)

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        turns = event.angleDelta().y() / WHEEL_NOTCH
        if turns:
            at = (event.position().x(), event.position().y())
            zoom = _stepped(self.view.zoom, turns) if abs(turns) >= 1 else self.view.zoom + turns * ZOOM_STEP
            self._set_view(self.view.zoomed(zoom, at))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        is_left = event.button() == Qt.MouseButton.LeftButton
        if is_left:
            self._pressed = event.position()
        if event.button() == Qt.MouseButton.MiddleButton or (is_left and not self.is_picking):
            self._pan_from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        at = self._pointer = event.position()
        if self._pan_from is not None:
            moved = at - self._pan_from
            if self._pressed is None or self._is_moving or not self._is_click(at):
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self._pan_from = at
                self._set_view(self.view.moved(moved.x(), moved.y()))
        elif self.is_picking and self._pressed is not None:
            self._draft = self._picked(self._pressed, at)
        elif not self.is_picking:
            self.setCursor(Qt.CursorShape.PointingHandCursor if self.cluster_at(at) else Qt.CursorShape.OpenHandCursor)
        self.pointed.emit(self.view.to_degrees((at.x(), at.y())))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        pressed, self._pressed, self._pan_from = self._pressed, None, None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None:
            return
        if self.is_picking:
            self._draft = None
            self.picked.emit(self._picked(pressed, event.position()))
        elif QPointF.dotProduct(event.position() - pressed, event.position() - pressed) <= CLICK_PX**2:
            found = self.cluster_at(event.position())
            on_path = nearest(self.path, (event.position().x(), event.position().y()), self.view, REACH_PX)
            self._has_chosen = found is not None
            if found is not None:
                self.chosen.emit(found)
            elif on_path is not None:
                self.path_picked.emit(on_path)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        """Go closer; where the first of both clicks parted marks, what was under the pointer is elsewhere by now."""
        if not self.is_picking and not self._has_chosen:
            at = (event.position().x(), event.position().y())
            self._set_view(self.view.zoomed(_stepped(self.view.zoom, 2), at))

    def leaveEvent(self, event: QEvent, /) -> None:
        self._pointer = None
        self.pointed.emit(None)
        self.update()

    def event(self, event: QEvent, /) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self.takes_key(event.key())
        ):
            event.accept()
            return True
        if event.type() == QEvent.Type.ToolTip:
            self._tell_mark()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        call = KEYS.get(event.key())
        if call is not None:
            call(self, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Escape and self.is_picking:
            self._draft = self._pressed = None
            self.pick_ended.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        """Show the focus to whom works by keys."""
        self._shows_focus = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.update()

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        self._shows_focus = False
        self.update()

    def cluster_at(self, at: QPointF) -> Cluster | None:
        """Return the marks under a point of the screen."""
        near = [(QPointF(*self.view.to_screen(one.world)) - at, one) for one in self._clusters]
        reached = [
            (way.manhattanLength(), n) for n, (way, _) in enumerate(near) if way.manhattanLength() < 2 * REACH_PX
        ]
        return self._clusters[min(reached)[1]] if reached else None

    def sees(self, mark: MapMark) -> bool:
        """Tell whether a mark lies within what is shown."""
        return self.sees_place(mark.latitude_deg, mark.longitude_deg)

    def sees_place(self, latitude_deg: float, longitude_deg: float) -> bool:
        """Tell whether a place lies within what is shown."""
        x, y = self.view.to_screen(to_world(latitude_deg, longitude_deg))
        return 0 <= x <= self.width() and 0 <= y <= self.height()

    def pick_middle(self) -> None:
        """Name the middle of the map, for whom works by keys."""
        if self.is_picking:
            middle = QPointF(self.width() / 2, self.height() / 2)
            self.picked.emit(self._picked(middle, middle))

    def _picked(self, press: QPointF, release: QPointF) -> Picked:
        """Return the place pressed, with the radius drawn by a drag; as many digits as the zoom is good for."""
        here = self.view.to_degrees((press.x(), press.y()))
        pixel_m = self.view.meters_per_px(here[0])
        latitude, longitude = (float(part) for part in format_decimal(*here, pixel_m * 5).split(","))
        if QPointF.dotProduct(release - press, release - press) <= CLICK_PX**2:
            return Picked(latitude, longitude, None)
        drawn = course(here, self.view.to_degrees((release.x(), release.y())))
        return Picked(latitude, longitude, rounded(drawn.distance_m) if drawn is not None else None)

    def _is_click(self, at: QPointF) -> bool:
        way = at - (self._pressed or at)
        return QPointF.dotProduct(way, way) <= CLICK_PX**2

    def _set_view(self, view: MapView, *, is_motion: bool = True) -> None:
        if view == self.view:
            return
        is_same_zoom, self.view = view.zoom == self.view.zoom, view
        self._is_moving = is_motion
        self._calm.start()
        if not is_same_zoom:
            self._cluster()
        self.update()
        self.view_changed.emit()

    def _come_to_rest(self) -> None:
        self._is_moving = False
        self.update()

    def _cluster(self) -> None:
        ordered = sorted(self.marks, key=lambda mark: (mark.item_key != self.chosen_item, mark.key))
        self._clusters = clustered(ordered, self.view)
        self.update()

    def _grow(self) -> None:
        self._pieces.ground = self._atlas.ground
        if self._atlas.gazetteer is not None and not self._widths:
            self._widths[""] = 0.0
            self._labels.use(self._atlas.gazetteer)
        self.update()

    def _make_pieces(self) -> None:
        """Draw pieces of the ground for a few milliseconds."""
        started = time.perf_counter()
        while time.perf_counter() - started < BUDGET_S:
            piece = self._pieces.next_missing(self.view)
            if piece is None:
                break
            self._pieces.make(piece)
        self.update()

    def _width_of(self, name: str) -> float:
        if name not in self._widths:
            self._widths[name] = QFontMetricsF(label_font()).horizontalAdvance(name)
        return self._widths[name]

    def _edge_words(self) -> str:
        if self._atlas.trouble:
            return tr_made(self._atlas.trouble)
        words = tr("Natural Earth background, not a claim on borders. Names: GeoNames. Network: silent.")
        if self.view.meters_per_px() < COARSE_M_PER_PX:
            words += " " + tr("Coast and rivers are drawn for 1 : 10 million: here they can be a kilometer off.")
        return words

    def _tell_edge(self, top: float) -> None:
        """Say how much of the lower edge the words about the ground take: more lines where the map is narrow."""
        taken = self.height() - round(top)
        if taken != self._taken_px:
            self._taken_px = taken
            QTimer.singleShot(0, self, lambda: self.edge_moved.emit(taken))

    def _tell_mark(self) -> None:
        found = self.cluster_at(self._pointer) if self._pointer is not None else None
        if found is not None:
            where = self.mapToGlobal(QPointF(*self.view.to_screen(found.world)).toPoint())
            QToolTip.showText(where, "\n".join(mark_words(mark) for mark in found.marks[:TIP_LINES]), self)


def _stepped(zoom: float, steps: float) -> float:
    """Return the zoom some steps on, on a half zoom, where the ground is sharp."""
    return round((zoom + steps * ZOOM_STEP) / ZOOM_STEP) * ZOOM_STEP
