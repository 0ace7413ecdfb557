"""Spans of a clip that a person names: begun and ended by one key each, named, trimmed, removed; marked frames."""

import msgspec
from PySide6.QtCore import QObject

from verifier.commands.observations import AddObservation
from verifier.commands.removing import Remove
from verifier.commands.statements import AddSegment, EditSegment
from verifier.domain.frames import Instant
from verifier.domain.records import Observation, Segment
from verifier.domain.regions import WholeFrame
from verifier.gui.lookups import about
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.timeline.clip import at_pts, share_of_pts
from verifier.gui.timeline.drawing import Span
from verifier.gui.timeline.panel import TimelinePanel
from verifier.workspace.series import Stretch


class Segments(QObject):
    """Keeps the bars of the timeline in step with the case; holds which is chosen, and where one has been begun."""

    def __init__(self, session: Session, timeline: TimelinePanel) -> None:
        super().__init__(timeline)
        self._session, self._timeline = session, timeline
        self._chosen = ""
        self._begun: int | None = None
        slider = timeline.slider
        slider.can_edit = session.can_edit
        slider.chosen.connect(self._choose)
        slider.renamed.connect(self._rename)
        timeline.trimmed.connect(self._trim)
        timeline.opened.connect(self.show_all)
        session.item_changed.connect(self._forget)
        session.changed.connect(self.show_all)
        session.selection_changed.connect(self._region_selected)

    @property
    def chosen(self) -> Segment | None:
        """The segment that is chosen."""
        record = self._session.case.get(self._chosen)
        return record if isinstance(record, Segment) else None

    def chosen_stretch(self) -> tuple[Stretch | None, str]:
        """Return the frames of the chosen segment, and what it is called."""
        held, table = self.chosen, self._timeline.frames
        if held is None or table is None:
            return None, ""
        first, last = (
            at_pts(table, round(pts * held.time_base / table.time_base)) for pts in (held.first_pts, held.last_pts)
        )
        number = self.of_item().index(held) + 1
        return Stretch(first, last), held.title or tr("Segment {number}", number=number)

    def of_item(self) -> tuple[Segment, ...]:
        """Return the segments of the clip on the stage, by where they begin."""
        item = self._session.item
        found = about(self._session.case, item.key, Segment) if item is not None else ()
        return tuple(sorted(found, key=lambda segment: (segment.first_pts, segment.last_pts)))

    def show_all(self) -> None:
        """Draw the segments of the clip."""
        table = self._timeline.frames
        if table is None or not len(table):
            return
        spans: list[Span] = []
        for number, one in enumerate(self.of_item(), 1):
            first, last = (
                share_of_pts(table, float(pts * one.time_base / table.time_base))
                for pts in (one.first_pts, one.last_pts)
            )
            spans.append(Span(one.key, 0, one.title or tr("Segment {number}", number=number), first, last))
        begun = share_of_pts(table, self._begun) if self._begun is not None else None
        self._timeline.slider.show_segments(tuple(spans), self._chosen, begun)

    def begin(self) -> None:
        """Begin a segment at the playhead."""
        table = self._timeline.frames
        if table is not None:
            self._begun = table.pts[self._timeline.ordinal]
            self._session.say(tr("A segment begins here. O ends it."))
            self.show_all()

    def end(self) -> None:
        """End the segment that has been begun at the playhead: one edit."""
        item, table = self._session.item, self._timeline.frames
        if item is None or table is None:
            return
        if self._begun is None:
            self._session.say(tr("Press I where the segment begins, then O where it ends."), "warn")
            return
        first, last = self._begun, table.pts[self._timeline.ordinal]
        if last < first:
            self._session.say(tr("A segment cannot end before it begins. Go on, or press I here."), "warn")
            return
        self._begun = None
        changes = self._session.do(AddSegment(item=item, first_pts=first, last_pts=last, time_base=table.time_base))
        self._choose(next((change.key for change in changes if isinstance(change.after, Segment)), ""))
        self._session.say(tr("Segment made. F2 names it."))

    def trim_here(self, *, is_begin: bool) -> None:
        """Let the chosen segment begin or end at the playhead."""
        if self.chosen is not None:
            self._trim(self._chosen, is_begin, self._timeline.ordinal)

    def show_chosen(self) -> None:
        """Let the timeline show the chosen segment from end to end."""
        stretch, _ = self.chosen_stretch()
        if stretch is not None:
            self._timeline.zooming.show_stretch(stretch.first, stretch.last)

    def rename_chosen(self) -> None:
        """Let the title of the chosen segment be written."""
        self._timeline.slider.rename(self._chosen)

    def remove_chosen(self) -> None:
        """Take the chosen segment out, with what is about it."""
        held = self.chosen
        if held is not None:
            self._session.do(Remove((held,), with_dependents=True))

    def mark_frame(self) -> None:
        """Mark the exact frame on the stage as a whole, so that something can be said about it."""
        item, frame = self._session.item, self._session.frame
        if item is None or frame is None:
            self._session.say(tr("The frame is still being read; mark it when it stands."), "warn")
            return
        changes = self._session.do(
            AddObservation(
                item=item, when=Instant(frame), region=WholeFrame(), drawn_with=self._session.seeing.recipe()
            )
        )
        made = next((change.key for change in changes if isinstance(change.after, Observation)), "")
        if made:
            self._session.select(made)
            self._session.say(tr("Frame marked. Say at the right what is seen in it."))

    def choose_at(self, pts: int) -> None:
        """Choose the segment that begins or ends at a PTS, if there is one."""
        found = (one for one in self.of_item() if pts in (one.first_pts, one.last_pts))
        self._choose(next((one.key for one in found), ""))

    def drop_begun(self) -> bool:
        """Forget where a segment was begun; tell whether there was one."""
        was_begun, self._begun = self._begun is not None, None
        self.show_all()
        return was_begun

    def _choose(self, key: str) -> None:
        self._chosen = key
        if key:
            self._session.select("")
        self.show_all()
        self._session.marking_changed.emit()

    def _rename(self, key: str, title: str) -> None:
        held = self._session.case.get(key)
        if isinstance(held, Segment) and held.title != title:
            self._session.do(EditSegment(msgspec.structs.replace(held, title=title)))

    def _trim(self, key: str, is_begin: bool, ordinal: int) -> None:
        held, table = self._session.case.get(key), self._timeline.frames
        if not isinstance(held, Segment) or table is None:
            return
        ends = [at_pts(table, round(pts * held.time_base / table.time_base)) for pts in (held.first_pts, held.last_pts)]
        ends[0 if is_begin else 1] = ordinal
        first, last = sorted(ends)
        trimmed = msgspec.structs.replace(
            held, first_pts=table.pts[first], last_pts=table.pts[last], time_base=table.time_base
        )
        if trimmed != held:
            self._session.do(EditSegment(trimmed))

    def _region_selected(self) -> None:
        if self._session.selected is not None and self._chosen:
            self._choose("")

    def _forget(self) -> None:
        self._chosen, self._begun = "", None
        self._timeline.slider.show_segments((), "", None)
