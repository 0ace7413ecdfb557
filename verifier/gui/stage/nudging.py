"""Move a region by keys: a burst of presses is shown at once and becomes one edit when the hand rests."""

from PySide6.QtCore import QObject, QTimer

from verifier.domain.regions import Region
from verifier.gui.stage.canvas import Canvas
from verifier.gui.stage.shapes.registry import shape_of
from verifier.gui.stage.view import View

BURST_MS = 500
"""A press that comes later begins another edit."""


class Nudging(QObject):
    """Holds the region that is on its way; :meth:`settle` makes the edit now."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._key = ""
        self._region: Region | None = None
        self._timer = QTimer(self, singleShot=True, interval=BURST_MS)
        self._timer.timeout.connect(self.settle)

    def nudge(self, dx: float, dy: float) -> None:
        """Move the selected region by pixels of the picture, the way it is seen; one that is locked stays."""
        chosen = self._canvas.selected
        if chosen is None or chosen.is_locked:
            return
        if chosen.key != self._key:
            self.settle()
        held = self._region if self._region is not None else chosen.region
        # On a turned view, along the axis of the picture that is nearest to the key's way.
        along = View(1, 0, 0, round(self._canvas.view.turn_deg / 90) * 90.0).to_picture((dx, dy))
        self._key, self._region = chosen.key, shape_of(held).moved(held, *along)
        self._canvas.preview(self._key, self._region)
        self._timer.start()

    def settle(self) -> None:
        """Make the edit of what was moved so far."""
        key, region = self._key, self._region
        self._key, self._region = "", None
        self._timer.stop()
        if region is not None:
            self._canvas.preview(key, None)
            self._canvas.reshape(key, region)
