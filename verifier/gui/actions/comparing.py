"""Actions that lay two pictures beside each other."""

from typing import TYPE_CHECKING

from verifier.domain.inspection import DRAWN_KINDS
from verifier.gui.actions.base import Action
from verifier.gui.compare.pair import Pair, Shown
from verifier.gui.speech import tr

if TYPE_CHECKING:
    from verifier.gui.desk import Desk


def _two(desk: "Desk") -> bool:
    """While two items with pictures are selected."""
    return len(desk.session.chosen) == 2 and all(item.kind in DRAWN_KINDS for item in desk.session.chosen)


def _is_shown(desk: "Desk") -> bool:
    """While a picture stands on the stage."""
    item = desk.session.item
    return desk.session.shown_now() is not None and item is not None and item.kind in DRAWN_KINDS


def _has_a(desk: "Desk") -> bool:
    """While something was marked A, is still in the case, and something stands on the stage."""
    return _is_shown(desk) and desk.session.frame_a is not None and desk.session.frame_a.key in desk.session.case


def _compare_two(desk: "Desk") -> None:
    one, other = desk.session.chosen
    desk.session.compare(Pair(Shown(one.key), Shown(other.key)))


def _mark_a(desk: "Desk") -> None:
    desk.session.frame_a = desk.session.shown_now()
    desk.session.say(tr("Marked A. Go to another frame or item and compare it with A (Alt+C)."))


def _compare_with_a(desk: "Desk") -> None:
    now, marked = desk.session.shown_now(), desk.session.frame_a
    if now is not None and marked is not None:
        desk.session.compare(Pair(marked, now))


COMPARE: tuple[Action, ...] = (
    Action("compare", "Items", "Compare the two selected", ("Shift+C",), _two, _compare_two, parted=True),
    Action("mark_a", "Items", "Mark what is shown as A", ("Alt+A",), _is_shown, _mark_a),
    Action("compare_a", "Items", "Compare what is shown with A", ("Alt+C",), _has_a, _compare_with_a),
)
