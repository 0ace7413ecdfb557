"""Actions of the menu Help: keys, the log, a report for the makers."""

from verifier.gui.actions.base import Action, front

HELP: tuple[Action, ...] = (
    front("sheet", "Help", "All keys", ("F1", "?"), lambda s: s.dialogs.show_sheet()),
    front("keys", "Help", "Change keys…", (), lambda s: s.dialogs.show_keys()),
    front("log", "Help", "Show the log", (), lambda s: s.dialogs.show_log(), parted=True),
    front("report", "Help", "Copy report for the makers", (), lambda s: s.dialogs.copy_report()),
)
