"""Actions of the menu Case: new, open, footage in, bundle out."""

from verifier.gui.actions.base import Action, always, can_edit

CASE: tuple[Action, ...] = (
    Action("new", "Case", "New case…", ("Ctrl+N",), always, lambda d: d.new_case()),
    Action("open", "Case", "Open case…", ("Ctrl+O",), always, lambda d: d.open_case()),
    Action("add", "Case", "Add footage…", ("Ctrl+I",), can_edit, lambda d: d.footage.ask_files(), parted=True),
    Action("add_folder", "Case", "Add a folder…", ("Ctrl+Shift+I",), can_edit, lambda d: d.footage.ask_folder()),
    Action("export", "Case", "Export…", ("Ctrl+E",), always, lambda d: d.export(), parted=True),
    Action("close", "Case", "Close case", ("Ctrl+W",), always, lambda d: d.close_case(), parted=True),
)
