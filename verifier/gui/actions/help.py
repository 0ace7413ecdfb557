"""Actions of the menu Help: keys, what was said, the log, a report for the makers."""

from verifier.gui.actions.base import Action, always, front

HELP: tuple[Action, ...] = (
    front("sheet", "Help", "All keys", ("F1", "?"), lambda s: s.dialogs.show_sheet()),
    front("keys", "Help", "Change keys…", (), lambda s: s.dialogs.show_keys()),
    Action(
        "told", "Help", "What was said…", (), always, lambda d: d.shell.dialogs.show_told(d.session.told), parted=True
    ),
    front("log", "Help", "Show the log", (), lambda s: s.dialogs.show_log()),
    front("report", "Help", "Copy report for the makers", (), lambda s: s.dialogs.copy_report()),
)
