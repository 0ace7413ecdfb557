"""One painting of what lies over the ground and its names: marks, the place being picked, the edges."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from verifier.geo.coordinates import format_decimal
from verifier.gui.map.clusters import Cluster
from verifier.gui.map.marks import MapMark
from verifier.gui.map.painting import (
    CLUSTER_PX,
    EDGE_PX,
    SIZE_PX,
    Caption,
    paint_captions,
    paint_chosen,
    paint_cluster,
    paint_heading,
    paint_radius,
    paint_scale,
    paint_symbol,
    paint_words,
)
from verifier.gui.map.picking import Picked
from verifier.gui.map.view import MapView
from verifier.gui.speech import tr
from verifier.gui.theme import Theme

MOST_AREAS = 400
"""With more marks than this, radius and field of view are drawn for the item shown alone."""
BEYOND_PX = 40.0
RING_PX = 5.0
BAR_ROOM_PX = 160.0
LINE_PX = 26.0
LONGEST_REASON = 48


class Scene:
    """What is painted with, and onto what."""

    def __init__(self, painter: QPainter, theme: Theme, view: MapView) -> None:
        self._painter, self._theme, self._view = painter, theme, view

    def paint_marks(
        self, marks: tuple[MapMark, ...], clusters: tuple[Cluster, ...], chosen: str, *, has_captions: bool
    ) -> None:
        """Draw areas first, then symbols, then captions."""
        for mark in marks:
            if mark.item_key == chosen or len(marks) <= MOST_AREAS:
                paint_radius(self._painter, mark, self._view, self._theme, is_chosen=mark.item_key == chosen)
        seen = [cluster for cluster in clusters if self._is_seen(cluster)]
        for cluster in seen:
            if cluster.is_single:
                paint_heading(self._painter, cluster.first, QPointF(*cluster.at), self._theme)
        captions: list[Caption] = []
        for cluster in seen:
            is_chosen = chosen in cluster.items and cluster.first.kind != "excluded"
            self._paint_cluster(cluster, is_chosen=is_chosen)
            if len(cluster.items) == 1:
                captions.append(_caption(cluster, is_chosen=is_chosen))
        if has_captions:
            paint_captions(self._painter, captions, self._theme)

    def paint_draft(self, draft: Picked) -> None:
        """Draw a place that is not stated yet."""
        mark = MapMark("", "", "camera", draft.latitude_deg, draft.longitude_deg, "", radius_m=draft.radius_m)
        paint_radius(self._painter, mark, self._view, self._theme, is_chosen=True)
        at = QPointF(*self._view.to_screen(mark.world))
        paint_symbol(self._painter, "camera", at, self._theme)
        paint_chosen(self._painter, at, SIZE_PX + RING_PX, self._theme)

    def paint_edges(self, words: str, pointer: QPointF | None) -> None:
        """Draw the scale bar, the words about the ground, the coordinates under the pointer."""
        paint_scale(self._painter, self._view, self._theme)
        bottom = self._view.height - EDGE_PX
        if words:
            room = QRectF(EDGE_PX, 0, max(80.0, self._view.width - EDGE_PX - BAR_ROOM_PX), bottom)
            paint_words(self._painter, words, room, self._theme)
        if pointer is not None:
            where = self._view.to_degrees((pointer.x(), pointer.y()))
            above = QRectF(EDGE_PX, 0, 260, bottom - (LINE_PX if words else 0))
            figures = format_decimal(*where, self._view.meters_per_px() * 10)
            paint_words(self._painter, figures, above, self._theme, is_fixed=True)

    def paint_focus(self) -> None:
        """Frame the map, for whom works by keys."""
        self._painter.setPen(QPen(self._theme.color("accent"), 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(QRectF(0.5, 0.5, self._view.width - 1, self._view.height - 1))

    def _paint_cluster(self, cluster: Cluster, *, is_chosen: bool) -> None:
        at = QPointF(*cluster.at)
        if cluster.is_single:
            paint_symbol(self._painter, cluster.first.kind, at, self._theme)
        else:
            paint_cluster(self._painter, cluster, self._theme)
        if is_chosen:
            size = SIZE_PX if cluster.is_single else CLUSTER_PX
            paint_chosen(self._painter, at, size + RING_PX, self._theme)

    def _is_seen(self, cluster: Cluster) -> bool:
        x, y = cluster.at
        return -BEYOND_PX < x < self._view.width + BEYOND_PX and -BEYOND_PX < y < self._view.height + BEYOND_PX


def _caption(cluster: Cluster, *, is_chosen: bool) -> Caption:
    """Write the item's label; beside a place that was excluded, why."""
    mark = cluster.first
    at = QPointF(*cluster.at)
    if mark.kind != "excluded" or not mark.words:
        return Caption(at, mark.caption, is_chosen)
    words = tr("{item} excluded: {reason}", item=mark.caption, reason=mark.words)
    cut = words if len(words) <= LONGEST_REASON else words[: LONGEST_REASON - 1] + "…"
    return Caption(at, cut, is_chosen=False, is_quiet=True)
