"""Actions of the menu Region: copy and paste, lock and hide, nudge."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from verifier.gui.actions.base import (
    Action,
    can_check_size,
    can_detect,
    can_follow,
    can_nudge,
    can_paste,
    has_any_region,
    has_proposal,
    has_proposals,
    has_region,
    has_track,
)

if TYPE_CHECKING:
    from verifier.gui.desk import Desk

WAYS = ((-1, 0), (1, 0), (0, -1), (0, 1))
KEY_NAMES = ("Left", "Right", "Up", "Down")
NUDGE_TEXTS = ("Nudge left", "Nudge right", "Nudge up", "Nudge down")
SHOVE_TEXTS = ("Nudge left by ten", "Nudge right by ten", "Nudge up by ten", "Nudge down by ten")


def _nudges(name: str, texts: tuple[str, ...], keys: str, pixels: int) -> tuple[Action, ...]:
    """Return an action for each of the four ways."""
    return tuple(
        Action(
            f"{name}_{way.lower()}",
            "Region",
            text,
            (f"{keys}+{way}",),
            can_nudge,
            lambda d, dx=dx, dy=dy: d.stage.nudging.nudge(pixels * dx, pixels * dy),
            parted=way == "Left",
            repeats=True,
        )
        for way, text, (dx, dy) in zip(KEY_NAMES, texts, WAYS, strict=True)
    )


def _deciding(
    name: str, text: str, keys: tuple[str, ...], enabled: "Callable[[Desk], bool]", run: "Callable[[Desk], object]"
) -> Action:
    """Return an action that decides on proposals; while there are any, its keys go before those of other actions."""
    return Action(name, "Region", text, keys, enabled, run, scope="proposals", repeats=name.startswith("proposal_to"))


PROPOSALS: tuple[Action, ...] = (
    Action(
        "detect",
        "Region",
        "Propose boxes with a detector…",
        ("Shift+D",),
        can_detect,
        lambda d: d.detecting.ask(d.shell.preferences, d.shell.widget()),
        parted=True,
    ),
    _deciding("proposal_to_next", "Next proposal", ("Shift+PgDown",), has_proposals, lambda d: d.detecting.step(1)),
    _deciding("proposal_to_last", "Previous proposal", ("Shift+PgUp",), has_proposals, lambda d: d.detecting.step(-1)),
    _deciding("accept", "Accept the proposal", ("Return",), has_proposal, lambda d: d.detecting.accept()),
    _deciding("refuse", "Refuse the proposal", ("Del",), has_proposal, lambda d: d.detecting.refuse()),
    _deciding("accept_all", "Accept all proposals", (), has_proposals, lambda d: d.detecting.accept(every=True)),
    _deciding("refuse_all", "Refuse all proposals", (), has_proposals, lambda d: d.detecting.refuse(every=True)),
)

REGION: tuple[Action, ...] = (
    Action("copy", "Region", "Copy region", ("Ctrl+C",), has_region, lambda d: d.marking.copy()),
    Action("paste", "Region", "Paste region", ("Ctrl+V",), can_paste, lambda d: d.marking.paste(in_place=False)),
    Action(
        "paste_in_place",
        "Region",
        "Paste in the same place",
        ("Ctrl+Shift+V",),
        can_paste,
        lambda d: d.marking.paste(in_place=True),
    ),
    Action("duplicate", "Region", "Duplicate region", ("Ctrl+D",), has_region, lambda d: d.marking.duplicate()),
    Action(
        "lock",
        "Region",
        "Lock or unlock region",
        ("Ctrl+L",),
        has_region,
        lambda d: d.marking.switch_lock(),
        parted=True,
    ),
    Action("hide", "Region", "Hide or show region", ("H",), has_any_region, lambda d: d.marking.switch_hidden()),
    Action("hide_all", "Region", "Hide all regions while held", ("Shift+H",), has_any_region, lambda d: d.peek()),
    Action(
        "keyframe",
        "Region",
        "Keyframe here, or take it away",
        ("Shift+K",),
        can_follow,
        lambda d: d.following.switch_keyframe(),
        parted=True,
    ),
    Action("hide_on", "Region", "Hidden from here on", ("Alt+H",), has_track, lambda d: d.following.end("hidden")),
    Action("vanish", "Region", "Gone from here on", ("Alt+V",), has_track, lambda d: d.following.end("vanished")),
    Action("follow", "Region", "Follow it by itself", ("Shift+N",), can_follow, lambda d: d.following.follow()),
    *PROPOSALS,
    Action(
        "check_size",
        "Region",
        "Distance or size from a line…",
        ("Shift+U",),
        can_check_size,
        lambda d: d.session.size_asked.emit(),
    ),
    *_nudges("nudge", NUDGE_TEXTS, "Alt", 1),
    *_nudges("shove", SHOVE_TEXTS, "Alt+Shift", 10),
)
