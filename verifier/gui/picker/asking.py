"""Open the picker for what is on the stage; the answer becomes a tag, one more answer of a tag, or tags of many."""

from functools import partial
from typing import TYPE_CHECKING

from verifier.domain.records import CatalogRef, DroneClaim, Observation
from verifier.domain.records.claims import Role
from verifier.domain.regions import shorter_side_px
from verifier.gui import bulk, gestures
from verifier.gui.items.words import drone_words
from verifier.gui.lookups import keyframes_of
from verifier.gui.panels.words import target_words
from verifier.gui.session import LastTag, Session
from verifier.gui.speech import tr
from verifier.gui.tagging.edits import add_hypothesis, exchange

if TYPE_CHECKING:
    from verifier.gui.desk import Desk
    from verifier.gui.picker.fair import Fair


Asked = DroneClaim | tuple[DroneClaim, CatalogRef] | None
"""What a drone is asked for: a new tag, one more answer to a tag, another answer in place of one."""


def ask_drone(desk: "Desk", asked: Asked = None, search: str = "", entry_id: str = "") -> None:
    """Open the picker for the region selected, else the item, or for a tag that is there.

    ``search``: words that are looked for at once. ``entry_id``: the entry to stand at.
    """
    claim, replaced = asked if isinstance(asked, tuple) else (asked, None)
    session = desk.session
    if not session.can_edit or session.item is None:
        return
    from verifier.gui.aside import stand_aside
    from verifier.gui.picker.dialog import DronePicker

    target = claim.about if claim is not None else session.target
    words = _about(session, target, is_one_more=claim is not None)
    if replaced is not None:
        words = tr("In place of {drone}", drone=drone_words(replaced))
    is_bulk = claim is None and (len(session.chosen) > 1 or session.page == "triage")
    if is_bulk:
        words = tr("About {items}", items=bulk.chosen_words(session.chosen))

    def picked(ref: CatalogRef, role: Role) -> None:
        if ref.entry_id:
            session.recent_drones = [ref.entry_id, *session.recent_drones][:8]
        if claim is not None and replaced is not None:
            exchange(session, claim, replaced, ref)
        elif claim is not None:
            add_hypothesis(session, claim, ref)
        elif is_bulk:
            bulk.tag_drone(session, ref, role)
        else:
            gestures.claim_drone(session, target, role, ref)
            session.last_tag = LastTag(ref, role)
        if session.page != "triage":
            desk.inspector.open_panel("tags")
        (desk.items.list if session.page == "triage" else desk.stage.canvas).setFocus()

    catalog = session.workspace.catalog
    # The first search of a session reads and folds every name; done while the hand is still on its way.
    session.workspace.think(partial(catalog.search, "a", 1))
    recent = (*session.recent_drones, *_used(session))
    role: Role = claim.role if claim is not None else "seen"
    side = None if is_bulk else _side_px(session, target)
    picker = DronePicker(catalog, desk.theme, words, recent, picked, desk.shell.widget(), side, role)
    picker.settled_lower.connect(partial(_say_lower, session))
    picker.search.setText(search)
    if entry_id:
        picker.stand_at(entry_id)
    stand_aside(picker, desk.stage.canvas, desk.shell.widget(), target)
    picker.open()


def _say_lower(session: Session, fair: "Fair") -> None:
    words = tr("Tagged as {drone}. {reason} Shift+Enter takes the answer itself.", drone=fair.name, reason=fair.reason)
    session.say(words, "warn")


def _about(session: Session, target: str, *, is_one_more: bool) -> str:
    item, where = session.item, target_words(session.case, target)
    if is_one_more:
        return tr("One more answer for {where}", where=where)
    label = item.label if item is not None else ""
    if target == session.item_key:
        return tr("About {item}", item=label)
    return tr("About {where} of {item}", where=where, item=label)


def _side_px(session: Session, target: str) -> float | None:
    seen = session.case.get(target)
    if not isinstance(seen, Observation):
        return None
    regions = (seen.region, *(one.region for one in keyframes_of(session.case, seen) if one.region is not None))
    # What moves may be shown by one frame alone: the one in which it is largest.
    return max((side for one in regions if (side := shorter_side_px(one)) is not None), default=None)


def _used(session: Session) -> list[str]:
    claims = reversed(session.case.of(DroneClaim))
    return [h.entry.entry_id for claim in claims for h in claim.hypotheses if h.entry.entry_id][:12]
