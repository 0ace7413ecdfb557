"""One painting of what lies over the ground and its names: marks, the place being picked, the edges."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from verifier.geo.coordinates import format_decimal
from verifier.gui.map.clusters import Cluster
from verifier.gui.map.marks import MapMark
from verifier.gui.map.painting import (
    CLUSTER_PX,
    CONE_PX,
    EDGE_PX,
    FARTHEST_CONE_M,
    SIZE_PX,
    Caption,
    paint_captions,
    paint_chosen,
    paint_heading,
    paint_radius,
    paint_scale,
    paint_words,
)
from verifier.gui.map.picking import Picked
from verifier.gui.map.signs import Signs
from verifier.gui.map.view import MapView
from verifier.gui.speech import tr
from verifier.gui.theme import Theme

MOST_AREAS = 24
"""Radii and fields of view in view at once; with more, nothing could be told apart, nor painted in a frame."""
RING_PX = 5.0
BAR_ROOM_PX = 216.0
GAP_PX = 8.0
LONGEST_REASON = 48


class Scene:
    """What is painted with, and onto what."""

    def __init__(self, painter: QPainter, theme: Theme, view: MapView, signs: Signs) -> None:
        self._painter, self._theme, self._view, self._signs = painter, theme, view, signs

    def paint_marks(
        self, marks: tuple[MapMark, ...], clusters: tuple[Cluster, ...], chosen: str, *, has_captions: bool
    ) -> None:
        """Draw areas first, then symbols, then captions."""
        for mark in self._with_radius(marks, chosen):
            paint_radius(self._painter, mark, self._view, self._theme, is_chosen=mark.item_key == chosen)
        placed = [(one, QPointF(*self._view.to_screen(one.world))) for one in clusters]
        seen = [(one, at) for one, at in placed if self._is_seen(at)]
        seen.sort(key=lambda one: chosen not in one[0].items)
        turned = [(one, at) for one, at in seen if one.is_single and one.first.heading_deg is not None]
        is_near = self._view.meters_per_px() * CONE_PX <= FARTHEST_CONE_M
        for cluster, at in turned[:MOST_AREAS] if is_near else ():
            paint_heading(self._painter, cluster.first, at, self._theme, is_chosen=chosen in cluster.items)
        captions: list[Caption] = []
        for cluster, at in seen:
            is_chosen = chosen in cluster.items and cluster.first.kind != "excluded"
            self._paint_cluster(cluster, at, is_chosen=is_chosen)
            if len(cluster.items) == 1:
                captions.append(_caption(cluster, at, is_chosen=is_chosen))
        if has_captions:
            paint_captions(self._painter, captions, self._theme)

    def paint_draft(self, draft: Picked) -> None:
        """Draw a place that is not stated yet."""
        mark = MapMark("", "", "camera", draft.latitude_deg, draft.longitude_deg, "", radius_m=draft.radius_m)
        paint_radius(self._painter, mark, self._view, self._theme, is_chosen=True)
        at = QPointF(*self._view.to_screen(mark.world))
        self._signs.put(self._painter, "camera", at)
        paint_chosen(self._painter, at, SIZE_PX + RING_PX, self._theme)

    def paint_edges(self, words: str, pointer: QPointF | None) -> float:
        """Draw the scale bar, the words about the ground, the coordinates under the pointer; return where words end."""
        paint_scale(self._painter, self._view, self._theme)
        bottom = self._view.height - EDGE_PX
        if words:
            room = QRectF(EDGE_PX, 0, max(80.0, self._view.width - EDGE_PX - BAR_ROOM_PX), bottom)
            bottom = paint_words(self._painter, words, room, self._theme) - GAP_PX
        if pointer is not None:
            where = self._view.to_degrees((pointer.x(), pointer.y()))
            above = QRectF(EDGE_PX, 0, 260, bottom)
            figures = format_decimal(*where, self._view.meters_per_px() * 10)
            paint_words(self._painter, figures, above, self._theme, is_fixed=True)
        return bottom

    def paint_focus(self) -> None:
        """Frame the map, for whom works by keys."""
        self._painter.setPen(QPen(self._theme.color("accent"), 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(QRectF(0.5, 0.5, self._view.width - 1, self._view.height - 1))

    def _with_radius(self, marks: tuple[MapMark, ...], chosen: str) -> list[MapMark]:
        """Return the marks whose radius is seen, the chosen item's last, so that they lie above."""
        found: list[MapMark] = []
        for mark in marks:
            if not mark.radius_m or (mark.item_key != chosen and len(found) >= MOST_AREAS):
                continue
            x, y = self._view.to_screen(mark.world)
            reach = mark.radius_m / self._view.meters_per_px(mark.latitude_deg)
            if -reach < x < self._view.width + reach and -reach < y < self._view.height + reach:
                found.append(mark)
        return sorted(found, key=lambda mark: mark.item_key == chosen)

    def _paint_cluster(self, cluster: Cluster, at: QPointF, *, is_chosen: bool) -> None:
        if cluster.is_single:
            self._signs.put(self._painter, cluster.first.kind, at)
        else:
            self._signs.put_count(self._painter, len(cluster.marks), at)
        if is_chosen:
            size = SIZE_PX if cluster.is_single else CLUSTER_PX
            paint_chosen(self._painter, at, size + RING_PX, self._theme)

    def _is_seen(self, at: QPointF) -> bool:
        return QRectF(0, 0, self._view.width, self._view.height).adjusted(-40, -40, 40, 40).contains(at)


def _caption(cluster: Cluster, at: QPointF, *, is_chosen: bool) -> Caption:
    """Write the item's label; beside a place that was excluded, why."""
    mark = cluster.first
    if mark.kind != "excluded" or not mark.words:
        return Caption(at, mark.caption, is_chosen)
    words = tr("{item} excluded: {reason}", item=mark.caption, reason=mark.words)
    cut = words if len(words) <= LONGEST_REASON else words[: LONGEST_REASON - 1] + "…"
    return Caption(at, cut, is_chosen=False, is_quiet=True)
