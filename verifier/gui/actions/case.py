"""Actions of the menu Case: new, open, footage in, bundle out, settings."""

from verifier.gui.actions.base import Action, always, can_edit, front

CASE: tuple[Action, ...] = (
    front("new", "Case", "New case…", ("Ctrl+N",), lambda s: s.ask_new_case()),
    front("open", "Case", "Open case…", ("Ctrl+O",), lambda s: s.ask_open_case()),
    Action("add", "Case", "Add footage…", ("Ctrl+I",), can_edit, lambda d: d.footage.ask_files(), parted=True),
    Action("add_folder", "Case", "Add a folder…", ("Ctrl+Shift+I",), can_edit, lambda d: d.footage.ask_folder()),
    Action("annotations", "Case", "Take regions over from a file…", (), can_edit, lambda d: d.annotations.ask()),
    Action("saved_posts", "Case", "Read saved posts…", (), can_edit, lambda d: d.saved_posts.ask()),
    Action("export", "Case", "Export…", ("Ctrl+E",), always, lambda d: d.export(), parted=True),
    front("settings", "Case", "Settings…", ("Ctrl+,",), lambda s: s.dialogs.show_settings(), parted=True),
    Action("forget", "Case", "Forget this case…", (), always, lambda d: d.shell.dialogs.ask_forget(), parted=True),
    Action("close", "Case", "Close case", ("Ctrl+W",), always, lambda d: d.close_case()),
    front("quit", "Case", "Quit", ("Ctrl+Q",), lambda s: s.widget().close(), parted=True),
)
