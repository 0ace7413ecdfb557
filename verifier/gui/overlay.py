"""The regions of the item over its picture, and along the clip's timeline; stored grid here, displayed grid there."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject

from verifier.case.changes import Changes
from verifier.domain.frames import FrameRef, Still, Track
from verifier.domain.ids import key_of
from verifier.domain.records import Derivative, DroneClaim, Item, Observation, Segment
from verifier.domain.regions import Line, Region
from verifier.gui import gestures
from verifier.gui.items.words import claim_words
from verifier.gui.lookups import about, is_on, keyframes_of, leading, observations_of, region_of, span_of
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.stage.marks import Mark
from verifier.gui.stage.panel import StagePanel
from verifier.gui.timeline.clip import share_of_pts
from verifier.gui.timeline.panel import TimelinePanel
from verifier.gui.timeline.slider import Span
from verifier.gui.tools.line import length_px
from verifier.media.frame_table import FrameTable
from verifier.media.upright import Orientation, orientation_of


class Overlay(QObject):
    """Draws again whenever the frame, the selection or the case changes; what an edit did not touch is kept."""

    def __init__(self, session: Session, stage: StagePanel, timeline: TimelinePanel) -> None:
        super().__init__(stage)
        self._session, self._stage, self._timeline = session, stage, timeline
        self._known: dict[str, Mark] = {}
        self._marks: tuple[Mark, ...] = ()
        self._spans: tuple[Span, ...] = ()
        self._followed = False
        self._new: Observation | None = None
        self.proposed: Callable[[Observation, FrameRef | None], Region | None] = lambda _observation, _frame: None
        session.item_changed.connect(self._begin)
        session.frame_changed.connect(self.show_all)
        session.selection_changed.connect(self._select)
        session.marking_changed.connect(self._begin)
        session.changed.connect(self._heard)
        stage.canvas.picked.connect(session.select)
        stage.canvas.reshaped.connect(self._reshape)
        timeline.picked.connect(self._go_to_mark)
        session.show_asked.connect(self._go_to_mark)

    def to_stored(self, region: Region) -> Region:
        """Map a region from the displayed grid of the item on the stage to the stored one."""
        turn = self._orientation(self._session.item)
        return turn.region_to_stored(region) if turn is not None else region

    def to_displayed(self, region: Region) -> Region:
        """Map a region from the stored grid of the item on the stage to the displayed one."""
        turn = self._orientation(self._session.item)
        return turn.region_to_displayed(region) if turn is not None else region

    def show_all(self) -> None:
        """Draw what stands on this picture."""
        item = self._session.item
        seen = observations_of(self._session.case, item) if item is not None else ()
        frame, hidden = self._session.frame, self._session.hidden
        shown = [(n, one) for n, one in enumerate(seen, 1) if one.key not in hidden]
        marks = (self._mark_on(number, one, frame) for number, one in shown)
        self._marks = tuple(mark for mark in marks if mark is not None)
        table, self._spans = self._timeline.frames, ()
        if table is not None and len(table) and item is not None and item.kind == "video":
            spans = [self._span(table, number, one) for number, one in enumerate(seen, 1)]
            self._spans = tuple(span for span in spans if span is not None)
        self._show()

    def _select(self) -> None:
        """Paint the selection at once: the inspector, which hears of it next, takes longer than a hand notices."""
        chosen = self._session.selected
        moved = chosen is not None and isinstance(chosen.when, Track)
        if moved or self._followed or (chosen is not None and chosen.key not in self._known):
            self._followed = moved
            self.show_all()
            self._new = chosen
        else:
            self._show()
        self._stage.canvas.repaint()

    def _show(self) -> None:
        selected = self._session.selected.key if self._session.selected is not None else ""
        self._stage.canvas.show_marks(self._marks, selected)
        self._timeline.show_spans(self._spans, selected)
        self._timeline.slider.show_keyframes(self._keyframes())

    def _keyframes(self) -> tuple[float, ...]:
        """Return where the keyframes of the selected track stand, as shares of the clip."""
        chosen, table = self._session.selected, self._timeline.frames
        if chosen is None or table is None or not isinstance(chosen.when, Track):
            return ()
        found = keyframes_of(self._session.case, chosen)
        return tuple(share_of_pts(table, float(one.time_s / table.time_base)) for one in found)

    def places(self) -> tuple[int, ...]:
        """Return the PTS at which something begins or ends along the clip: marks and segments."""
        item, table = self._session.item, self._timeline.frames
        if item is None or table is None:
            return ()
        case = self._session.case
        moments = [span_of(one.when) for one in observations_of(case, item) if not isinstance(one.when, Still)]
        chosen = self._session.selected
        if chosen is not None and isinstance(chosen.when, Track):
            moments += [(keyframe.time_s, keyframe.time_s) for keyframe in keyframes_of(case, chosen)]
        segments = about(case, item.key, Segment)
        moments += [(one.first_pts * one.time_base, one.last_pts * one.time_base) for one in segments]
        return tuple(sorted({round(second / table.time_base) for moment in moments for second in moment}))

    def mark_at(self, pts: int) -> str:
        """Return the key of the mark that begins at a PTS of the clip, "" for none."""
        item, table = self._session.item, self._timeline.frames
        if item is None or table is None:
            return ""
        for one in observations_of(self._session.case, item):
            if not isinstance(one.when, Still) and round(span_of(one.when)[0] / table.time_base) == pts:
                return one.key
        return ""

    def _begin(self) -> None:
        self._known.clear()
        self.show_all()

    def _heard(self, changes: Changes) -> None:
        drawn, self._new = self._new, None
        if drawn is not None and all(change.before is None and change.after is drawn for change in changes):
            return  # it is on the stage already: it was selected before this was heard of
        for change in changes:
            for record in (change.before, change.after):
                self._known.pop(change.key, None)
                self._known.pop(getattr(record, "about", ""), None)
        self.show_all()

    def _mark_on(self, number: int, observation: Observation, frame: FrameRef | None) -> Mark | None:
        """Return a region as it stands on this frame, ``None`` where it does not."""
        found = self.proposed(observation, frame)
        if found is not None:
            mark = self._mark(number, observation)
            words = tr("{words} · proposed", words=mark.caption).strip(" ·")
            changed = {"region": self.to_displayed(found), "caption": words, "is_dashed": True, "is_locked": True}
            return msgspec.structs.replace(mark, **changed)
        if not isinstance(observation.when, Track):
            return self._mark(number, observation) if is_on(observation, frame) else None
        region = region_of(self._session.case, observation, frame)
        is_beyond = not is_on(observation, frame)
        if region is None or (is_beyond and self._session.selected != observation):
            return None
        mark = msgspec.structs.replace(self._mark(number, observation), region=self.to_displayed(region))
        if is_beyond:  # where it was last, so that it can be taken on from there
            words = tr("{words} · not followed to here", words=mark.caption).strip(" ·")
            return msgspec.structs.replace(mark, caption=words, is_dashed=True)
        return mark

    def _mark(self, number: int, observation: Observation) -> Mark:
        known = self._known.get(observation.key)
        if known is None or known.number != number:
            words, is_open = caption(self._session, observation)
            is_locked = observation.key in self._session.locked
            if is_locked:
                words = tr("{words} · locked", words=words).strip(" ·")
            if isinstance(observation.region, Line):
                length = tr("{length} px", length=f"{length_px(observation.region):.0f}")
                words = f"{words} · {length}".strip(" ·")
            known = Mark(observation.key, number, self.to_displayed(observation.region), words, is_open, is_locked)
            self._known[observation.key] = known
        return known

    def _span(self, table: FrameTable, number: int, observation: Observation) -> Span | None:
        if isinstance(observation.when, Still):
            return None
        first, last = (share_of_pts(table, float(second / table.time_base)) for second in span_of(observation.when))
        return Span(observation.key, number, caption(self._session, observation)[0], first, last)

    def _reshape(self, key: str, region: Region) -> None:
        held = self._session.case.get(key)
        if isinstance(held, Observation):
            # A burst of nudges may end when another item is on the stage already.
            item = self._session.case.get(key_of("item", held.item))
            turn = self._orientation(item if isinstance(item, Item) else None)
            gestures.reshape_region(self._session, key, turn.region_to_stored(region) if turn is not None else region)
        self.show_all()

    def _go_to_mark(self, key: str) -> None:
        record, table = self._session.case.get(key), self._timeline.frames
        if isinstance(record, Derivative):
            if record.frame is not None and table is not None:
                self._timeline.go_to(record.frame.ordinal)
            return
        if isinstance(record, Observation) and not isinstance(record.when, Still) and table is not None:
            found = table.shown_at(span_of(record.when)[0])
            if found is not None:
                self._timeline.step(found - self._timeline.ordinal)
        self._session.select(key)

    def _orientation(self, item: Item | None) -> Orientation | None:
        return orientation_of(item.technical) if item is not None else None


def caption(session: Session, observation: Observation) -> tuple[str, bool]:
    """Write what stands on a region's edge: the leading drone, else what is seen; and whether the model is open."""
    claims = about(session.case, observation.key, DroneClaim)
    if not claims:
        return observation.seen, True
    first = leading(claims[0])
    words = claim_words(claims[0]).replace(", ", " · ", 1) if first.likelihood else claim_words(claims[0])
    return words, first.entry.level == "undetermined"
