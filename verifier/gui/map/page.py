"""The page of the map: every item with a place, a field that finds places, and stating a place by one click."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from verifier.case.changes import Changes
from verifier.domain.records import Item, Observation, PlaceClaim
from verifier.geo.coordinates import Coordinates
from verifier.geo.place_search import Destination
from verifier.geo.projection import WorldPoint, to_world
from verifier.gui import placing
from verifier.gui.controls import button, column, label, row
from verifier.gui.map.clusters import Cluster
from verifier.gui.map.finder import PlaceFinder
from verifier.gui.map.legend import Legend
from verifier.gui.map.marks import MapMark, claim_marks, file_mark
from verifier.gui.map.path import Path
from verifier.gui.map.picking import Picked, PickRequest
from verifier.gui.map.view import MOST_ZOOM, MapView
from verifier.gui.map.widget import MapWidget
from verifier.gui.map.words import mark_words
from verifier.gui.panels.words import target_words
from verifier.gui.placing import Locates
from verifier.gui.session import Session
from verifier.gui.speech import tr, trn
from verifier.gui.theme import Theme
from verifier.metadata.telemetry.track import Track

WHAT_HAS_A_PLACE = (Item, Observation, PlaceClaim)
MARGIN_PX = 16
ROOM_FOR_LEGEND_PX = 620
CREDITS_PX, READOUT_PX = 56, 28
"""What the map's credits and its scale take up below, and the place under the pointer above them."""


class MapPage(QWidget):
    """Follows the case while it is seen; a click on a mark goes to its item."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session = session
        self._is_stale, self._is_fitted, self._may_fit = True, False, True
        self._picks: PickRequest | None = None
        self._drawn: Track | None = None
        self._fitted: MapView | None = None
        self._moved = ""
        self._numbers: tuple[int, ...] = ()
        self._points: tuple[WorldPoint, ...] = ()
        self.map = MapWidget(theme, session.atlas, self)
        self.finder, self.legend = PlaceFinder(session.atlas), Legend(theme)
        self.camera = self._pick_button(tr("Camera stood here"), "camera")
        self.subject = self._pick_button(tr("This is seen here"), "subject")
        self.hint = label("", "advice", wraps=True)
        self.left_out = label("", "hint", wraps=True)
        self.left_out.hide()
        self._empty = self._empty_words()
        self.setFocusProxy(self.map)
        self._lay_out()
        self._connect()

    def go_stale(self) -> None:
        """Show the case anew: now where the page is seen, else when it is."""
        self._is_stale = True
        if self.isVisible():
            self._refill()

    def pick(self, request: PickRequest | None) -> None:
        """Let the next click on the map state a place, or no longer."""
        can_pick = self._session.item is not None and self._session.can_edit
        self._picks = request if can_pick else None
        self.map.pick(self._picks is not None)
        located = self._picks.locates if self._picks is not None and not self._picks.claim else ""
        self.camera.setChecked(located == "camera")
        self.subject.setChecked(located == "subject")
        self._show_hint()
        if self._picks is not None:
            self.map.setFocus()

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Fold the legend where it would hide much of the map, unless a person has folded or unfolded it."""
        super().resizeEvent(event)
        if not self.legend.is_chosen:
            self.legend.head.setChecked(self.height() >= ROOM_FOR_LEGEND_PX)

    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._session.atlas.open()
        if self._is_stale:
            self._refill()
        if not self._is_fitted:
            self._is_fitted = True
            QTimer.singleShot(0, self, self._fit)

    def _lay_out(self) -> None:
        self._bar = QFrame()
        self._bar.setObjectName("toolbar")
        self._bar.setLayout(row(self.camera, self.subject, spacing=4, margins=(4, 4, 4, 4)))
        self._hint_card = QFrame()
        self._hint_card.setObjectName("card")
        self._hint_card.setLayout(column(self.hint, margins=(12, 8, 12, 8)))
        self._hint_card.setFixedWidth(328)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.map, 0, 0)
        above = Qt.AlignmentFlag.AlignTop
        left = _held(column(self.finder, row(self._bar, None), row(self.left_out, None), self._hint_card, spacing=8))
        grid.addWidget(left, 0, 0, above | Qt.AlignmentFlag.AlignLeft)
        holder = QWidget()
        self._above_words = column(self.legend)
        self._keep_above(CREDITS_PX)
        holder.setLayout(self._above_words)
        self.map.edge_moved.connect(self._keep_above)
        grid.addWidget(holder, 0, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self._zooms(), 0, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self._empty, 0, 0, Qt.AlignmentFlag.AlignCenter)

    def _keep_above(self, words_px: int) -> None:
        """Keep the legend clear of the words about the ground and of the place under the pointer."""
        self._above_words.setContentsMargins(MARGIN_PX, 0, MARGIN_PX, words_px + READOUT_PX)

    def _zooms(self) -> QWidget:
        closer = button("+", partial(self.map.zoom_by, 1), tip=tr("Closer"))
        farther = button("−", partial(self.map.zoom_by, -1), tip=tr("Farther"))
        fit = button(tr("Show all"), self.map.fit, tip=tr("Show everything that has a place (Home)"))
        closer.setAccessibleName(tr("Closer"))
        farther.setAccessibleName(tr("Farther"))
        for made in (closer, farther):
            made.setFixedWidth(32)
            made.setStyleSheet("padding: 0;")
        holder = QWidget()
        holder.setLayout(row(farther, closer, fit, spacing=4, margins=(MARGIN_PX, 0, MARGIN_PX, CREDITS_PX)))
        return holder

    def _connect(self) -> None:
        self.map.chosen.connect(self._choose)
        self.map.picked.connect(self._state)
        self.map.pick_ended.connect(partial(self.pick, None))
        self.finder.found.connect(self.go)
        self.legend.disputed.connect(self.map.show_disputed)
        self.map.path_picked.connect(self._go_to_sample)
        self._session.telemetry.changed.connect(self._show_path)
        self._session.telemetry.moved.connect(self._show_path)
        self._session.changed.connect(self._heard)
        self._session.item_changed.connect(self._follow)
        self._session.selection_changed.connect(self._show_hint)
        self._session.pick_asked.connect(self.pick)
        self._session.place_typed.connect(self._show_typed)
        self._session.atlas.grew.connect(self._show_marks)
        self._session.listed_changed.connect(self.go_stale)
        self._show_hint()

    def _pick_button(self, words: str, locates: Locates) -> QPushButton:
        own = PickRequest(locates)
        made = button(words, lambda: self.pick(None if self._picks == own else own), "pick")
        made.setCheckable(True)
        made.setToolTip(tr("Then click on the map, or drag out how far off it may be"))
        return made

    def _show_path(self) -> None:
        """Show where the drone of the clip flew, and where it was at the frame shown."""
        telemetry = self._session.telemetry
        samples = telemetry.track.samples if telemetry.track is not None else ()
        if telemetry.track is not self._drawn:
            self._drawn = telemetry.track
            fixed = [(n, one) for n, one in enumerate(samples) if one.has_fix]
            self._numbers = tuple(n for n, _ in fixed)
            self._points = tuple(to_world(one.latitude_deg or 0, one.longitude_deg or 0) for _, one in fixed)
        sample = telemetry.sample
        here = None
        if sample is not None and sample.has_fix:
            here = to_world(sample.latitude_deg or 0, sample.longitude_deg or 0)
        self._empty.setVisible(not self.map.marks and not self._points)
        self.map.show_path(Path(self._points, here, sample.flight_yaw_deg if sample is not None else None))

    def _go_to_sample(self, place: int) -> None:
        track = self._session.telemetry.track
        if track is not None and place < len(self._numbers):
            self._session.time_asked.emit(track.samples[self._numbers[place]].t_s)

    def _heard(self, changes: Changes) -> None:
        records = (record for change in changes for record in (change.before, change.after))
        if any(isinstance(record, WHAT_HAS_A_PLACE) for record in records):
            places = (change.key for change in changes if isinstance(change.after, PlaceClaim))
            self._moved = next(places, self._moved)
            self.go_stale()

    def _refill(self) -> None:
        self._is_stale = False
        self._show_path()
        pictures = [item for item in self._session.case.of(Item) if item.readings_sha256 is not None]
        self._session.atlas.look_up(pictures)
        self._show_marks()

    def _show_marks(self) -> None:
        marks = [*claim_marks(self._session.case)]
        for item in self._session.case.of(Item):
            position = self._session.atlas.position_of(item)
            if position is not None:
                marks.append(file_mark(item, position))
        marks = self._listed(marks)
        self.map.show_marks(tuple(marks), self._session.item_key)
        self._empty.setVisible(not marks and not self._points)
        is_untouched = self.map.view.zoom == self.map.view.least_zoom or self.map.view == self._fitted
        if (marks or self._points) and self._is_fitted and self._may_fit and is_untouched:
            self._fit()
        self._go_to_moved()

    def _listed(self, marks: list[MapMark]) -> list[MapMark]:
        """Leave out what the filter of the list leaves out, and say so; the item shown always stays."""
        listed, shown = self._session.listed(), self._session.item_key
        if listed is None:
            self.left_out.hide()
            return marks
        left = [mark for mark in marks if mark.item_key in listed or mark.item_key == shown]
        items = len({mark.item_key for mark in marks} - {mark.item_key for mark in left})
        self.left_out.setText(
            trn("The filter leaves out {number} item with a place", "The filter leaves out {number} items with a place",
                items)
        )  # fmt: skip
        self.left_out.setVisible(bool(items))
        return left

    def _fit(self) -> None:
        """Show all; positions come from the files one after the other, and each may widen what is shown."""
        self.map.fit()
        self._fitted = self.map.view

    def _go_to_moved(self) -> None:
        """Bring a place of the item shown into sight that was stated or moved just now: a slip must be seen."""
        moved, self._moved = self._moved, ""
        mark = next((mark for mark in self.map.marks if mark.key == moved), None)
        if mark is not None and mark.item_key == self._session.item_key and not self.map.sees(mark):
            self.map.go_to(mark.latitude_deg, mark.longitude_deg)

    def _show_typed(self, read: Coordinates | None) -> None:
        """Show coordinates while they are typed, before they are stated."""
        if read is None:
            self.map.show_draft(None)
            return
        self.map.show_draft(Picked(read.latitude_deg, read.longitude_deg, None))
        if self.isVisible() and not self.map.sees_place(read.latitude_deg, read.longitude_deg):
            self.map.go_to(read.latitude_deg, read.longitude_deg)

    def _follow(self) -> None:
        """Show the item gone to, where it has a place that is out of sight."""
        self.map.show_marks(self.map.marks, self._session.item_key)
        own = tuple(mark for mark in self.map.marks if mark.item_key == self._session.item_key)
        if own and not any(self.map.sees(mark) for mark in own):
            self.map.go_to(own[0].latitude_deg, own[0].longitude_deg)
        self.pick(None)

    def _choose(self, cluster: Cluster) -> None:
        """Go to the item of a mark; several are parted by going closer, or listed where that does not part them."""
        if len(cluster.items) == 1:
            self._session.go_to(cluster.items[0])
        elif not self.map.part(cluster):
            self._list(cluster)

    def _list(self, cluster: Cluster) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for mark in cluster.marks:
            menu.addAction(mark_words(mark)).triggered.connect(partial(_go_to, self._session, mark))
        x, y = self.map.view.to_screen(cluster.world)
        menu.popup(self.map.mapToGlobal(QPoint(round(x), round(y))))

    def go(self, destination: Destination) -> None:
        """Show a place, at a zoom that suits it."""
        zoom = min(MOST_ZOOM, max(self.map.view.zoom, destination.zoom))
        self.map.go_to(destination.latitude_deg, destination.longitude_deg, zoom)
        self.map.setFocus()

    def _state(self, picked: Picked) -> None:
        request, self._may_fit = self._picks, False
        self.pick(None)
        if request is not None and request.claim:
            placing.move_place(self._session, request.claim, picked)
        elif request is not None:
            placing.state_picked(self._session, self._session.target, request, picked)

    def _show_hint(self) -> None:
        item = self._session.item
        for made in (self.camera, self.subject):
            made.setEnabled(item is not None and self._session.can_edit)
        words = ""
        if item is not None and self._picks is not None:
            about = target_words(self._session.case, self._session.target)
            words = tr(
                "Click the place for {item}, {about}. Drag out how far off it may be, 95 % sure. Esc ends.",
                item=item.label, about=about,
            )  # fmt: skip
        self.hint.setText(words)
        self._hint_card.setVisible(bool(words))

    def _empty_words(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        card.setFixedWidth(360)
        words = tr("Choose an item on the left, press “Camera stood here”, then click on the map.")
        more = tr("Coordinates, a grid reference or a map link go into the panel Place.")
        title = label(tr("Nothing has a place yet"), "strong")
        lines = (title, label(words, "muted", wraps=True), label(more, "muted", wraps=True))
        card.setLayout(column(*lines, margins=(16, 12, 16, 12)))
        return card


def _held(lines: QVBoxLayout) -> QWidget:
    holder = QWidget()
    lines.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
    holder.setLayout(lines)
    return holder


def _go_to(session: Session, mark: MapMark, _is_checked: bool = False) -> None:
    session.go_to(mark.item_key)
