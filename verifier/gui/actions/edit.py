"""Actions of the menu Edit: undo, tag, remove."""

from verifier.gui.actions.base import Action, always, can_redo, can_tag, can_undo, has_region

EDIT: tuple[Action, ...] = (
    Action("undo", "Edit", "Undo", ("Ctrl+Z",), can_undo, lambda d: d.session.undo(), repeats=True),
    Action("redo", "Edit", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), can_redo, lambda d: d.session.redo(), repeats=True),
    Action("tag", "Edit", "Tag a drone…", ("T",), can_tag, lambda d: d.ask_drone(), parted=True),
    Action("remove", "Edit", "Remove region", ("Del",), has_region, lambda d: d.remove_region()),
    Action("filter", "Edit", "Filter the items", ("Ctrl+F",), always, lambda d: d.items.search.setFocus(), parted=True),
)
