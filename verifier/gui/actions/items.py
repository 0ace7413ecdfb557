"""Actions of the menu Items: decide, tag, note and sort what is selected, any number at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from verifier.domain.records.items import Triage
from verifier.gui import asking, bulk
from verifier.gui.actions.base import Action, always, can_tag
from verifier.gui.prior.asking import ask_earlier, can_ask_earlier

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from verifier.gui.desk import Desk
    from verifier.gui.session import Session

DECISIONS: tuple[tuple[str, str, Triage], ...] = (
    ("1", "Relevant", "relevant"),
    ("2", "Maybe", "maybe"),
    ("3", "Not relevant", "not_relevant"),
    ("4", "Needs help", "needs_help"),
    ("5", "Duplicate", "duplicate"),
)


def _decision(key: str, words: str, triage: Triage) -> Action:
    return Action(
        f"triage_{triage}", "Items", words, (key,), can_tag, lambda d: bulk.decide(d.session, d.items, triage)
    )


def can_repeat(desk: "Desk") -> bool:
    """While an item is there and a drone was tagged before; in review the key belongs to the clip on the stage."""
    is_clip = desk.session.page != "triage" and desk.timeline.frames is not None
    return can_tag(desk) and desk.session.last_tag is not None and not is_clip


def has_copies(desk: "Desk") -> bool:
    """While the row under the cursor stands for copies of one thing, or is one of them."""
    return desk.items.fold is not None


def can_carry(desk: "Desk") -> bool:
    """While the item shown has copies, and the case may be changed."""
    return desk.session.can_edit and has_copies(desk)


def ask_carry(desk: "Desk") -> None:
    """Ask what is carried over from the item shown to its copies."""
    from verifier.gui.match.carry import ask_carry as ask  # loads what places copies

    ask(desk)


def _asking(name: str, text: str, key: str, ask: "Callable[[Session, QWidget], None]", parted: bool = False) -> Action:
    return Action(name, "Items", text, (key,), can_tag, lambda d: ask(d.session, d.window()), parted)


def ask_incident(desk: "Desk") -> None:
    """Ask which incident the items selected belong to."""
    keys = tuple(item.key for item in desk.session.chosen)
    asking.ask_incident(desk.session, desk.theme, keys, desk.window())


ITEMS: tuple[Action, ...] = (
    *(_decision(*decision) for decision in DECISIONS),
    Action("triage_none", "Items", "Not looked at", ("0",), can_tag, lambda d: bulk.decide(d.session, d.items, None)),
    Action(
        "repeat",
        "Items",
        "Tag like the last one",
        (".",),
        can_repeat,
        lambda d: bulk.repeat_tag(d.session),
        True,
        scope="no clip",
    ),
    _asking("note", "Note…", "/", asking.ask_note),
    _asking("word", "Tag with a word…", "Shift+T", asking.ask_word),
    Action("incident", "Items", "Group as an incident…", ("Shift+I",), can_tag, ask_incident, True),
    _asking("posting", "Where it was posted…", "Shift+P", asking.ask_posting),
    Action("earlier", "Items", "Look for earlier appearances…", ("Shift+Q",), can_ask_earlier, ask_earlier),
    Action(
        "find_picture", "Items", "Find a picture…", ("Alt+Shift+F",), always, lambda d: d.session.picture_asked.emit()
    ),
    _asking("assign", "Assign to…", "Shift+A", asking.ask_assignee),
    Action("zone", "Items", "Zone of the camera clocks…", ("Shift+Z",), can_tag, lambda d: d.ask_zone()),
    _asking("sensitivity", "Sensitive…", "Shift+S", asking.ask_sensitivity),
    Action("fold", "Items", "Open or close the copies", ("Y",), has_copies, lambda d: d.items.switch_fold(), True),
    Action(
        "select_copies", "Items", "Select all its copies", ("Shift+Y",), has_copies, lambda d: d.items.select_fold()
    ),
    Action("carry", "Items", "Carry over to its copies…", ("Alt+Shift+C",), can_carry, ask_carry),
    Action(
        "next_open", "Items", "Next not looked at", ("Ctrl+Shift+D",), can_tag, lambda d: d.items.step_open(1), True
    ),
    Action(
        "previous_open", "Items", "Previous not looked at", ("Ctrl+Shift+A",), can_tag, lambda d: d.items.step_open(-1)
    ),
)
