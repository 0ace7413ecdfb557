"""Shows in the timeline what time it was at the frame on the stage, with the source of that time."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from verifier.case.changes import Changes
from verifier.domain.records import Item
from verifier.gui.session import Session
from verifier.gui.timeline.panel import TimelinePanel
from verifier.gui.timeline.wall_clock import wall_time
from verifier.workspace.digests import Digest


class WallClocks(QObject):
    """``digest_of``: what the file of an item says of itself, if it has been read."""

    def __init__(self, session: Session, timeline: TimelinePanel, digest_of: Callable[[Item], Digest | None]) -> None:
        super().__init__(timeline)
        self._session, self._timeline, self._digest_of = session, timeline, digest_of
        session.frame_changed.connect(self.show_time)
        session.item_changed.connect(self.show_time)
        session.telemetry.moved.connect(self.show_time)
        session.telemetry.changed.connect(self.show_time)
        session.changed.connect(self._heard)

    def show_time(self) -> None:
        """Say what time it was at the frame shown; nothing while that is being read, in a line that stays."""
        item, frame, table = self._session.item, self._session.frame, self._timeline.frames
        if item is None or item.kind != "video" or table is None or not len(table):
            self._timeline.show_wall_time("")
        elif frame is None:
            self._timeline.wall_time.show_words("")
        else:
            sample = self._session.telemetry.timed_sample
            found = wall_time(self._session.case, item, frame, table.time_s(0), sample, self._digest_of(item))
            self._timeline.show_wall_time(found.line if found is not None else "")

    def _heard(self, _changes: Changes) -> None:
        self.show_time()
