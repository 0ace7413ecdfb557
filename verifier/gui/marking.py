"""What a person does to regions beyond drawing them: copy, paste, duplicate; lock and hide, which is never stored."""

from PySide6.QtCore import QRectF

from verifier.commands.observations import AddObservation
from verifier.domain.records import Observation
from verifier.domain.regions import Region
from verifier.gui.gestures import moment
from verifier.gui.overlay import Overlay
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.stage.canvas import Canvas
from verifier.gui.stage.marks import Mark, outline
from verifier.gui.stage.shapes.registry import shape_of

OFFSET_PX = 16.0
"""How far, on the screen, a pasted region stands beside the one it was copied from."""


class Marking:
    """Holds the region copied last; regions are kept in pixels of the displayed grid, as they were seen."""

    def __init__(self, session: Session, canvas: Canvas, overlay: Overlay) -> None:
        self._session, self._canvas, self._overlay = session, canvas, overlay
        self._copied: tuple[Region, str] | None = None

    @property
    def has_copy(self) -> bool:
        return self._copied is not None

    def copy(self) -> None:
        """Keep the selected region."""
        held = self._session.selected
        if held is not None:
            self._copied = self._overlay.to_displayed(held.region), held.seen
            self._session.say(tr("Region copied."))

    def paste(self, *, in_place: bool) -> None:
        """Put the copied region on the picture shown, a little aside or in the very same place."""
        if self._copied is not None:
            region, seen = self._copied
            if not in_place:
                region = shape_of(region).moved(region, *self._aside())
                self._copied = region, seen  # so that the next one stands beside this one
            self._put(region, seen)

    def duplicate(self) -> None:
        """Put a second one beside the selected region."""
        held = self._session.selected
        if held is not None:
            region = self._overlay.to_displayed(held.region)
            self._put(shape_of(region).moved(region, *self._aside()), held.seen)

    def switch_lock(self) -> None:
        """Lock the selected region in its place, or let it go."""
        held = self._session.selected
        if held is not None:
            self._session.locked ^= {held.key}
            is_locked = held.key in self._session.locked
            self._session.say(tr("Region locked in its place.") if is_locked else tr("Region can be moved again."))
            self._session.marking_changed.emit()

    def switch_hidden(self) -> None:
        """Hide the selected region, or show it again; with none selected, show all that were hidden."""
        held = self._session.selected
        if held is not None:
            self._session.hidden ^= {held.key}
            is_hidden = held.key in self._session.hidden
            self._session.say(tr("Region hidden. H shows it again.") if is_hidden else "")
        else:
            self._session.hidden.clear()
        self._session.marking_changed.emit()

    def _put(self, region: Region, seen: str) -> None:
        item, when = self._session.item, moment(self._session)
        if item is None or when is None:
            self._session.say(tr("The frame is still being read; paste again when it stands."), "warn")
            return
        stored = self._overlay.to_stored(self._inside(region))
        changes = self._session.do(AddObservation(item=item, when=when, region=stored, seen=seen))
        made = next((change.key for change in changes if isinstance(change.after, Observation)), "")
        if made:
            self._session.select(made)

    def _aside(self) -> tuple[float, float]:
        distance = OFFSET_PX / self._canvas.view.zoom
        return distance, distance

    def _inside(self, region: Region) -> Region:
        """Shift a region so that as much of it as can be lies on the picture."""
        width, height = self._canvas.picture_size
        bounds = outline(Mark("", 1, region), (width, height)).boundingRect()
        dx, dy = _shift(bounds, width, height)
        return shape_of(region).moved(region, dx, dy) if dx or dy else region


def _shift(bounds: QRectF, width: float, height: float) -> tuple[float, float]:
    dx = max(0.0, -bounds.left()) or min(0.0, max(width - bounds.right(), -bounds.left()))
    dy = max(0.0, -bounds.top()) or min(0.0, max(height - bounds.bottom(), -bounds.top()))
    return dx, dy
