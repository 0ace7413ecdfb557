"""Say where a feature shows: in the region that is selected, else in the next one drawn."""

from collections.abc import Callable

import msgspec

from verifier.case.changes import Changes
from verifier.domain.records import DroneClaim, Feature, Observation
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.tagging import edits
from verifier.gui.tagging.words import FeatureLine


class Waiting(msgspec.Struct, frozen=True):
    """A feature that waits for a region: of which claim, which line, on which item."""

    claim: DroneClaim
    line: FeatureLine
    item_key: str


class Marking:
    """Waits for a region where none is selected; another item or a second press ends the wait."""

    def __init__(self, session: Session, changed: Callable[[], object]) -> None:
        self._session, self._changed = session, changed
        self._waiting: Waiting | None = None
        session.changed.connect(self._heard)
        session.item_changed.connect(self.stop)

    def is_waiting(self, claim_key: str, line: FeatureLine) -> bool:
        """Tell whether this line waits for a region."""
        held = self._waiting
        return held is not None and held.claim.key == claim_key and _name(held.line) == _name(line)

    def state(self, claim_key: str) -> str:
        """Return the name of the line of a claim that waits."""
        held = self._waiting
        return _name(held.line) if held is not None and held.claim.key == claim_key else ""

    def mark(self, claim: DroneClaim, line: FeatureLine) -> None:
        """Tie a line to the region selected, or take the box tool and wait."""
        seen = self._session.selected
        if seen is not None:
            self._tie(claim, line, seen)
            return
        self._waiting = Waiting(claim, line, self._session.item_key)
        self._session.tool_asked.emit("box")
        self._session.say(tr("Draw a box where it shows; press “draw it …” again to stop."))
        self._changed()

    def stop(self) -> None:
        """Wait no more."""
        if self._waiting is not None:
            self._waiting = None
            self._changed()

    def _tie(self, claim: DroneClaim, line: FeatureLine, seen: Observation) -> None:
        edits.tie_feature(self._session, claim, Feature(line.text, "seen", line.cue_id, seen.id, line.citation))

    def _heard(self, changes: Changes) -> None:
        held = self._waiting
        if held is None or held.item_key != self._session.item_key:
            return
        drawn = [one.after for one in changes if one.before is None and isinstance(one.after, Observation)]
        if drawn:
            self._waiting = None
            self._tie(held.claim, held.line, drawn[0])


def _name(line: FeatureLine) -> str:
    return line.cue_id or line.text
