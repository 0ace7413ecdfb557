"""The actions as Qt knows them: menus, shortcuts, what is grey."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from verifier.gui.actions.base import Action
from verifier.gui.actions.registry import ACTIONS
from verifier.gui.speech import tr, tr_made

if TYPE_CHECKING:
    from verifier.gui.desk import Desk


class ActionTable:
    """The actions as Qt knows them, made once for one window."""

    def __init__(self, desk: "Desk", window: QWidget) -> None:
        self._desk = desk
        self._made: dict[str, QAction] = {}
        for action in ACTIONS:
            made = QAction(tr(action.text), window)
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
                menus[action.menu] = bar.addMenu(tr(action.menu))
            if action.parted:
                menus[action.menu].addSeparator()
            menus[action.menu].addAction(self._made[action.name])

    def refresh(self) -> None:
        """Ask every action whether it can be used, and name what undo and redo would do."""
        for action in ACTIONS:
            self._made[action.name].setEnabled(action.enabled(self._desk))
        session = self._desk.session
        undo, redo = session.undo_label, session.workspace.redo_label
        self._made["undo"].setText(tr("Undo: {label}", label=tr_made(undo)) if undo else tr("Undo"))
        self._made["redo"].setText(tr("Redo: {label}", label=tr_made(redo)) if redo else tr("Redo"))

    def _run(self, action: Action) -> None:
        if action.enabled(self._desk):
            action.run(self._desk)
