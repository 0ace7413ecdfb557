"""Every action in one table: name, words, menu, shortcuts, when it can be used, what it does."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

if TYPE_CHECKING:
    from verifier.gui.desk import Desk


class Action(msgspec.Struct, frozen=True):
    """One action. ``enabled`` is asked after every change; an action that cannot be used is grey, never hidden."""

    name: str
    menu: str
    text: str
    shortcuts: tuple[str, ...]
    enabled: "Callable[[Desk], bool]"
    run: "Callable[[Desk], object]"
    parted: bool = False


def _always(_desk: "Desk") -> bool:
    return True


def _has_picture(desk: "Desk") -> bool:
    return not desk.stage.canvas.image.isNull()


def _can_edit(desk: "Desk") -> bool:
    return desk.session.can_edit


def _can_tag(desk: "Desk") -> bool:
    return desk.session.can_edit and desk.session.item is not None


def _can_draw(desk: "Desk") -> bool:
    return desk.session.can_edit and _has_picture(desk)


def _has_clip(desk: "Desk") -> bool:
    return desk.timeline.frames is not None and desk.timeline.isVisible()


def _can_undo(desk: "Desk") -> bool:
    return desk.session.can_edit and desk.session.undo_label is not None


def _can_redo(desk: "Desk") -> bool:
    return desk.session.can_edit and desk.session.workspace.redo_label is not None


def _has_region(desk: "Desk") -> bool:
    return desk.session.can_edit and desk.session.selected is not None


ACTIONS: tuple[Action, ...] = (
    Action("new", "Case", "New case…", ("Ctrl+N",), _always, lambda d: d.new_case()),
    Action("open", "Case", "Open case…", ("Ctrl+O",), _always, lambda d: d.open_case()),
    Action("add", "Case", "Add footage…", ("Ctrl+I",), _can_edit, lambda d: d.footage.ask_files(), parted=True),
    Action("add_folder", "Case", "Add a folder…", ("Ctrl+Shift+I",), _can_edit, lambda d: d.footage.ask_folder()),
    Action("export", "Case", "Export…", ("Ctrl+E",), _always, lambda d: d.export(), parted=True),
    Action("close", "Case", "Close case", ("Ctrl+W",), _always, lambda d: d.close_case(), parted=True),
    Action("undo", "Edit", "Undo", ("Ctrl+Z",), _can_undo, lambda d: d.session.undo()),
    Action("redo", "Edit", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), _can_redo, lambda d: d.session.redo()),
    Action("tag", "Edit", "Tag a drone…", ("T",), _can_tag, lambda d: d.ask_drone(), parted=True),
    Action("remove", "Edit", "Remove region", ("Del",), _has_region, lambda d: d.remove_region()),
    Action(
        "filter", "Edit", "Filter the items", ("Ctrl+F",), _always, lambda d: d.items.search.setFocus(), parted=True
    ),
    Action("previous", "Go", "Previous item", ("A",), _always, lambda d: d.items.step(-1)),
    Action("next", "Go", "Next item", ("D",), _always, lambda d: d.items.step(1)),
    Action("back", "Go", "One frame back", ("Left", ","), _has_clip, lambda d: d.timeline.step(-1), parted=True),
    Action("on", "Go", "One frame on", ("Right", "."), _has_clip, lambda d: d.timeline.step(1)),
    Action("second_back", "Go", "One second back", ("Shift+Left",), _has_clip, lambda d: d.timeline.step_seconds(-1)),
    Action("second_on", "Go", "One second on", ("Shift+Right",), _has_clip, lambda d: d.timeline.step_seconds(1)),
    Action("goto", "Go", "Go to a time or frame", ("G",), _has_clip, lambda d: d.timeline.goto.setFocus()),
    Action("fit", "View", "Fit the picture", ("F",), _has_picture, lambda d: d.stage.canvas.fit()),
    Action("full", "View", "Every pixel, 100 %", ("Ctrl+0",), _has_picture, lambda d: d.stage.full_size()),
    Action("tags", "View", "Tags", ("Ctrl+1",), _always, lambda d: d.inspector.open_panel("tags"), parted=True),
    Action("metadata", "View", "Metadata", ("Ctrl+2",), _always, lambda d: d.inspector.open_panel("metadata")),
    Action("source", "View", "Source", ("Ctrl+3",), _always, lambda d: d.inspector.open_panel("source")),
    Action("place", "View", "Place", ("Ctrl+4",), _always, lambda d: d.inspector.open_panel("place")),
    Action("light", "View", "Light or dark", ("Ctrl+Shift+L",), _always, lambda d: d.switch_theme(), parted=True),
    Action("select", "Tools", "Select", ("V",), _has_picture, lambda d: d.stage.use_tool("select")),
    Action("box", "Tools", "Box", ("R",), _can_draw, lambda d: d.stage.use_tool("box")),
    Action("polygon", "Tools", "Outline", ("P",), _can_draw, lambda d: d.stage.use_tool("polygon")),
    Action("point", "Tools", "Point", ("B",), _can_draw, lambda d: d.stage.use_tool("point")),
)


class ActionTable:
    """The actions as Qt knows them, made once for one window."""

    def __init__(self, desk: "Desk", window: QWidget) -> None:
        self._desk = desk
        self._made: dict[str, QAction] = {}
        for action in ACTIONS:
            made = QAction(action.text, window)
            made.setShortcuts([QKeySequence(keys) for keys in action.shortcuts])
            made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            made.triggered.connect(lambda _checked=False, action=action: self._run(action))
            window.addAction(made)
            self._made[action.name] = made

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into its menu, in the order of the table."""
        menus: dict[str, QMenu] = {}
        for action in ACTIONS:
            if action.menu not in menus:
                menus[action.menu] = bar.addMenu(action.menu)
            if action.parted:
                menus[action.menu].addSeparator()
            menus[action.menu].addAction(self._made[action.name])

    def refresh(self) -> None:
        """Ask every action whether it can be used, and name what undo and redo would do."""
        for action in ACTIONS:
            self._made[action.name].setEnabled(action.enabled(self._desk))
        session = self._desk.session
        for name, words, what in (("undo", "Undo", session.undo_label), ("redo", "Redo", session.workspace.redo_label)):
            self._made[name].setText(f"{words}: {what}" if what else words)

    def _run(self, action: Action) -> None:
        if action.enabled(self._desk):
            action.run(self._desk)
