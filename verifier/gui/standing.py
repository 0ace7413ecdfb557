"""Where a person stood in a case: item, frame, zoom, filter, panel, widths; so that reopening goes on from there.

Kept in the cache folder of the case, never in the settings: a case that is forgotten leaves nothing behind, and what
somebody looked at last travels with no bundle. Losing it loses no work.
"""

import contextlib
import logging
import math
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer

from verifier.gui.columns import Widths
from verifier.gui.items.facets import Filter, Pick
from verifier.gui.items.order import GROUPINGS, Order, SortName
from verifier.gui.pages.registry import PAGES
from verifier.gui.panels.registry import PANELS

if TYPE_CHECKING:
    from verifier.case.folder import CaseFolder
    from verifier.gui.desk import Desk

log = logging.getLogger(__name__)

EVERY_MS = 2_000
MOST_PX = 100_000


class Stand(msgspec.Struct, frozen=True):
    """``center`` and ``zoom``: picture point in the middle and screen pixels to a picture pixel; ``None``: fitted."""

    item: str = ""
    ordinal: int = 0
    center: tuple[float, float] | None = None
    zoom: float | None = None
    words: str = ""
    picks: tuple[Pick, ...] = ()
    grouped: str = ""
    sort: SortName = "came"
    panel: str = ""
    page: str = ""
    widths: Widths | None = None


def stand_path(folder: "CaseFolder") -> Path:
    """Return where it is kept."""
    return folder.cache / "desk.json"


def load_stand(path: Path) -> Stand:
    """Read where the person stood; what cannot be read or makes no sense is the beginning."""
    try:
        found = msgspec.json.decode(path.read_bytes(), type=Stand)
    except (OSError, msgspec.MsgspecError):
        return Stand()
    numbers = (*(found.center or ()), found.zoom or 1.0)
    is_sound = all(map(math.isfinite, numbers)) and 0 < numbers[-1] < 1000 and 0 <= found.ordinal < 2**31
    widths = found.widths or Widths()
    is_wide = all(0 < width < MOST_PX for width in (widths.items, widths.inspector, widths.card))
    return found if is_sound and is_wide else Stand()


def save_stand(path: Path, stand: Stand) -> None:
    """Write where the person stands; failing here never stops any work."""
    temporary = path.with_suffix(".tmp")
    try:
        temporary.write_bytes(msgspec.json.encode(stand))
        temporary.replace(path)
    except OSError as error:
        log.info("the place in the case was not kept: %s", error.strerror)
        with contextlib.suppress(OSError):
            temporary.unlink()


class Standing(QObject):
    """Restores once, then writes down every few seconds what has changed, and at the end."""

    def __init__(self, desk: "Desk") -> None:
        super().__init__(desk)
        self._desk = desk
        self._path = stand_path(desk.session.workspace.folder)
        self._kept = load_stand(self._path)
        self._awaited = ""
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._keep_beside)

    def restore(self) -> None:
        """Go where the person stood; picture and frame follow when they land."""
        desk, kept = self._desk, self._kept
        if kept.page in {page.name for page in PAGES}:
            desk.session.show_page(kept.page)
        if kept.widths is not None:
            desk.columns.want(kept.widths)
        if kept.panel in {panel.name for panel in PANELS}:
            desk.inspector.open_panel(kept.panel)
        if kept.grouped in {grouping.facet for grouping in GROUPINGS}:
            desk.items.filtering.arrange(Order(kept.grouped, kept.sort))
        desk.items.filtering.use(Filter(kept.picks, kept.words))
        if desk.session.case.get(kept.item) is not None:
            self._awaited = kept.item if kept.zoom is not None else ""
            desk.stage.canvas.view_changed.connect(self._show_view)
            desk.viewer.resume_at(kept.item, kept.ordinal)
            desk.items.go_to(kept.item)
            desk.session.go_to(kept.item)
        if desk.session.can_edit:
            self._timer.start()

    def now(self) -> Stand:
        """Return where the person stands."""
        desk = self._desk
        canvas, clip, filtering = desk.stage.canvas, desk.timeline, desk.items.filtering
        is_zoomed = not canvas.is_fitted and not canvas.image.isNull()
        return Stand(
            item=desk.session.item_key,
            ordinal=clip.ordinal if clip.frames is not None and clip.isVisibleTo(desk) else 0,
            center=canvas.center if is_zoomed else None,
            zoom=canvas.view.zoom if is_zoomed else None,
            words=filtering.wanted.text,
            picks=filtering.wanted.picks,
            grouped=filtering.order.grouped,
            sort=filtering.order.sort,
            panel=desk.inspector.current,
            page=desk.session.page,
            widths=desk.columns.wanted,
        )

    def leave(self) -> None:
        """Write it down a last time, before the case is closed."""
        self._timer.stop()
        if self._desk.session.can_edit:
            save_stand(self._path, self.now())

    def _keep_beside(self) -> None:
        stand = self.now()
        if stand != self._kept:
            self._kept = stand
            self._desk.session.workspace.think(lambda: save_stand(self._path, stand))

    def _show_view(self) -> None:
        """Show the part of the picture that was seen, once its picture is there."""
        canvas, kept = self._desk.stage.canvas, self._kept
        if self._desk.session.item_key != self._awaited:
            self._awaited = ""
        elif not canvas.image.isNull() and kept.center is not None and kept.zoom is not None:
            self._awaited = ""
            canvas.look_at(kept.center, kept.zoom)
