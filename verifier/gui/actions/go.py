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
        lambda d: d.step(-1),
        parted=True,
        repeats=True,
    ),
    Action("on", "Go", "One frame on", ("Right", "."), has_clip, lambda d: d.step(1), repeats=True),
    Action(
        "second_back",
        "Go",
        "One second back",
        ("Shift+Left",),
        has_clip,
        lambda d: d.step_seconds(-1),
        repeats=True,
    ),
    Action(
        "second_on",
        "Go",
        "One second on",
        ("Shift+Right",),
        has_clip,
        lambda d: d.step_seconds(1),
        repeats=True,
    ),
    Action("ten_back", "Go", "Ten seconds back", ("PgUp",), has_clip, lambda d: d.step_seconds(-10), repeats=True),
    Action("ten_on", "Go", "Ten seconds on", ("PgDown",), has_clip, lambda d: d.step_seconds(10), repeats=True),
    Action("first", "Go", "First frame", ("Home",), has_clip, lambda d: d.timeline.go_to_end(-1)),
    Action("last", "Go", "Last frame", ("End",), has_clip, lambda d: d.timeline.go_to_end(1)),
    Action("mark_back", "Go", "Previous mark", ("Ctrl+Left",), has_clip, lambda d: d.go_to_mark(-1), repeats=True),
    Action("mark_on", "Go", "Next mark", ("Ctrl+Right",), has_clip, lambda d: d.go_to_mark(1), repeats=True),
    Action("goto", "Go", "Go to a time or frame", ("G",), has_clip, lambda d: d.timeline.goto.setFocus()),
    Action("palette", "Go", "Find anything…", ("Ctrl+K",), always, lambda d: d.find_anything(), parted=True),
)
