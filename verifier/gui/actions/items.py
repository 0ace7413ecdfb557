"""Actions of the menu Items: decide, tag, note and sort what is selected, any number at once."""

from typing import TYPE_CHECKING

from verifier.domain.records.items import Triage
from verifier.gui.actions.base import Action, always, can_ask_earlier, can_tag, has_clip

if TYPE_CHECKING:
    from verifier.gui.desk import Desk

DECISIONS: tuple[tuple[str, str, Triage], ...] = (
    ("1", "Relevant", "relevant"),
    ("2", "Maybe", "maybe"),
    ("3", "Not relevant", "not_relevant"),
    ("4", "Needs help", "needs_help"),
    ("5", "Duplicate", "duplicate"),
)


def decide(desk: "Desk", triage: Triage | None) -> None:
    """Say whether what is selected matters, and move on."""
    from verifier.gui import bulk

    bulk.decide(desk.session, desk.items, triage)


def repeat_tag(desk: "Desk") -> None:
    """Tag what is selected like the last one."""
    from verifier.gui import bulk

    bulk.repeat_tag(desk.session)


def can_withhold(desk: "Desk") -> bool:
    """While something is selected that would go out: a key too many must not let anything out."""
    return can_tag(desk) and not all(item.is_withheld for item in desk.session.chosen)


def can_let_out(desk: "Desk") -> bool:
    """While something is selected that is withheld."""
    return can_tag(desk) and any(item.is_withheld for item in desk.session.chosen)


def withhold(desk: "Desk", *, is_on: bool) -> None:
    """Keep what is selected out of every bundle for others, or let it out again."""
    from verifier.gui import sourcing

    sourcing.withhold(desk.session, tuple(item.key for item in desk.session.chosen), is_on)


def _decision(key: str, words: str, triage: Triage) -> Action:
    return Action(f"triage_{triage}", "Items", words, (key,), can_tag, lambda d: decide(d, triage))


def can_repeat(desk: "Desk") -> bool:
    """While an item is there and a drone was tagged before; in review the key belongs to the clip on the stage."""
    return can_tag(desk) and desk.session.last_tag is not None and not has_clip(desk)


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


def _asking(name: str, text: str, key: str) -> Action:
    """Return the action that asks one of the questions about what is selected; they are loaded when one is asked."""

    def ask(desk: "Desk") -> None:
        from verifier.gui.aside import stand_aside
        from verifier.gui.asking import QUESTIONS

        if desk.session.chosen:
            dialog = QUESTIONS[name](desk.session, desk.window())
            dialog.adjustSize()
            stand_aside(dialog, desk.stage.canvas, desk.shell.widget(), desk.session.target)
            dialog.open()

    return Action(name, "Items", text, (key,), can_tag, ask)


def ask_incident(desk: "Desk") -> None:
    """Ask which incident the items selected belong to."""
    from verifier.gui import asking

    keys = tuple(item.key for item in desk.session.chosen)
    asking.ask_incident(desk.session, desk.theme, keys, desk.window())


ITEMS: tuple[Action, ...] = (
    *(_decision(*decision) for decision in DECISIONS),
    Action("triage_none", "Items", "Not looked at", ("0",), can_tag, lambda d: decide(d, None)),
    Action(
        "repeat",
        "Items",
        "Tag like the last one",
        (".",),
        can_repeat,
        repeat_tag,
        True,
        scope="no clip",
    ),
    _asking("note", "Note…", "/"),
    _asking("word", "Tag with a word…", "Shift+T"),
    Action("incident", "Items", "Group as an incident…", ("Shift+I",), can_tag, ask_incident, True),
    _asking("posting", "Where it was posted…", "Shift+P"),
    Action(
        "earlier",
        "Items",
        "Look for earlier appearances…",
        ("Shift+Q",),
        can_ask_earlier,
        lambda d: d.session.earlier_asked.emit(),
    ),
    Action(
        "find_picture", "Items", "Find a picture…", ("Alt+Shift+F",), always, lambda d: d.session.picture_asked.emit()
    ),
    _asking("assign", "Assign to…", "Shift+A"),
    Action("zone", "Items", "Zone of the camera clocks…", ("Shift+Z",), can_tag, lambda d: d.ask_zone()),
    _asking("sensitivity", "Sensitive…", "Shift+S"),
    Action("withhold", "Items", "Withhold from bundles", (), can_withhold, lambda d: withhold(d, is_on=True)),
    Action("let_out", "Items", "Let out into bundles again", (), can_let_out, lambda d: withhold(d, is_on=False)),
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
