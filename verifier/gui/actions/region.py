"""Actions of the menu Region: copy and paste, lock and hide, nudge."""

from verifier.gui.actions.base import Action, can_paste, has_any_region, has_region

WAYS = (("left", -1, 0), ("right", 1, 0), ("up", 0, -1), ("down", 0, 1))


def _nudges(name: str, words: str, keys: str, pixels: int) -> tuple[Action, ...]:
    return tuple(
        Action(
            f"{name}_{way}",
            "Region",
            words.format(way=way),
            (f"{keys}+{way.title()}",),
            has_region,
            lambda d, dx=dx, dy=dy: d.stage.nudging.nudge(pixels * dx, pixels * dy),
            parted=way == "left",
        )
        for way, dx, dy in WAYS
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
    *_nudges("nudge", "Nudge {way}", "Alt", 1),
    *_nudges("shove", "Nudge {way} by ten pixels", "Alt+Shift", 10),
)
