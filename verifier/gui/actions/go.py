"""Actions of the menu Go: from item to item, from frame to frame."""

from verifier.gui.actions.base import Action, always, has_clip

GO: tuple[Action, ...] = (
    Action("previous", "Go", "Previous item", ("A",), always, lambda d: d.items.step(-1), repeats=True),
    Action("next", "Go", "Next item", ("D",), always, lambda d: d.items.step(1), repeats=True),
    Action(
        "back",
        "Go",
        "One frame back",
        ("Left", ","),
        has_clip,
        lambda d: d.timeline.step(-1),
        parted=True,
        repeats=True,
    ),
    Action("on", "Go", "One frame on", ("Right", "."), has_clip, lambda d: d.timeline.step(1), repeats=True),
    Action(
        "second_back",
        "Go",
        "One second back",
        ("Shift+Left",),
        has_clip,
        lambda d: d.timeline.step_seconds(-1),
        repeats=True,
    ),
    Action(
        "second_on",
        "Go",
        "One second on",
        ("Shift+Right",),
        has_clip,
        lambda d: d.timeline.step_seconds(1),
        repeats=True,
    ),
    Action("goto", "Go", "Go to a time or frame", ("G",), has_clip, lambda d: d.timeline.goto.setFocus()),
    Action("palette", "Go", "Find anything…", ("Ctrl+K",), always, lambda d: d.find_anything(), parted=True),
)
