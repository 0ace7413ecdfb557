"""Actions of the menu Edit: undo, tag, remove, cite."""

from verifier.gui.actions.base import (
    Action,
    always,
    can_edit,
    can_read,
    can_redo,
    can_remove,
    can_tag,
    can_undo,
    has_item,
)

NO_UNDO, NO_REDO = "There is nothing to undo.", "There is nothing to do again."

EDIT: tuple[Action, ...] = (
    Action("undo", "Edit", "Undo", ("Ctrl+Z",), can_undo, lambda d: d.undo(), repeats=True, idle=NO_UNDO),
    Action(
        "redo", "Edit", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), can_redo, lambda d: d.redo(), repeats=True, idle=NO_REDO
    ),
    Action("tag", "Edit", "Tag a drone…", ("T",), can_tag, lambda d: d.ask_drone(), parted=True),
    Action("read", "Edit", "Read a marking…", ("W",), can_read, lambda d: d.mark_reading.start()),
    Action("remove", "Edit", "Remove region or segment", ("Del",), can_remove, lambda d: d.remove_chosen()),
    Action("cite", "Edit", "Copy citation", ("Ctrl+Shift+C",), has_item, lambda d: d.copy_citation(), parted=True),
    Action("sign_as", "Edit", "Sign as…", (), can_edit, lambda d: d.mark_reading.ask_name(), parted=True),
    Action("filter", "Edit", "Filter the items", ("Ctrl+F",), always, lambda d: d.items.search.setFocus(), parted=True),
)
