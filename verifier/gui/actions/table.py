"""The actions of one open case as Qt knows them: menus, words, what is grey; and what a chord calls."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from verifier.gui.actions.base import Action
from verifier.gui.actions.registry import ACTIONS
from verifier.gui.keys.keymap import Keymap
from verifier.gui.speech import tr

if TYPE_CHECKING:
    from verifier.gui.desk import Desk
    from verifier.gui.shell import Shell

BY_NAME = {action.name: action for action in ACTIONS}


class ActionTable:
    """The actions as Qt knows them, made once for one open case."""

    def __init__(self, desk: "Desk", keymap: Keymap, parent: QObject) -> None:
        self._desk, self._keymap = desk, keymap
        self._made: dict[str, QAction] = {}
        for action in ACTIONS:
            made = QAction(tr(action.text), parent)
            # Shown in menus and tips only: this context never holds, since keys are dispatched in one place (keys/).
            made.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            made.triggered.connect(lambda _checked=False, action=action: self.run(action.name))
            self._made[action.name] = made
        self.use(keymap)

    def __getitem__(self, name: str) -> QAction:
        return self._made[name]

    def use(self, keymap: Keymap) -> None:
        """Go by other keys."""
        self._keymap = keymap
        for name, made in self._made.items():
            made.setShortcuts([QKeySequence(chord) for chord in keymap.chords(name)])

    def call(self, chord: str, *, repeated: bool) -> bool:
        """Carry out the action of a chord; ``False`` where none can be used now. A held key repeats few of them."""
        name = next((name for name in self._keymap.names(chord) if self.can_run(name)), None)
        if name is not None and (BY_NAME[name].repeats or not repeated):
            self.run(name)
        if name is None and not repeated:
            idle = next((BY_NAME[one].idle for one in self._keymap.names(chord) if BY_NAME[one].idle), "")
            if idle:
                self._desk.session.say(tr(idle))
        return name is not None

    def can_run(self, name: str) -> bool:
        """Tell whether an action can be used now."""
        return BY_NAME[name].enabled(self._desk)

    def run(self, name: str) -> None:
        """Carry out an action, if it can be used now."""
        if self.can_run(name):
            BY_NAME[name].run(self._desk)

    def fill(self, bar: QMenuBar) -> None:
        """Put every action into its menu, in the order of the table."""
        menus: dict[str, QMenu] = {}
        for action in ACTIONS:
            if action.menu not in menus:
                menus[action.menu] = bar.addMenu(tr(action.menu))
            if action.parted:
                menus[action.menu].addSeparator()
            menus[action.menu].addAction(self._made[action.name])

    def menu(self, name: str, parent: QWidget) -> QMenu:
        """Return the actions of one menu as a menu of its own, to be opened where it is needed."""
        made = QMenu(parent)
        for action in ACTIONS:
            if action.menu == name:
                if action.parted:
                    made.addSeparator()
                made.addAction(self._made[action.name])
        return made

    def refresh(self) -> None:
        """Ask every action whether it can be used, and name what undo and redo would do."""
        for action in ACTIONS:
            self._made[action.name].setEnabled(action.enabled(self._desk))
        session = self._desk.session
        undo, redo = session.undo_words, session.redo_words
        self._made["undo"].setText(tr("Undo: {label}", label=undo) if undo else tr("Undo"))
        self._made["redo"].setText(tr("Redo: {label}", label=redo) if redo else tr("Redo"))


class FrontTable:
    """What can be done while no case is open."""

    def __init__(self, shell: "Shell") -> None:
        self._shell = shell

    def call(self, chord: str, *, repeated: bool) -> bool:
        """Carry out the action of a chord; ``False`` where there is none."""
        found: list[Action] = [BY_NAME[name] for name in self._shell.preferences.keymap().names(chord)]
        call = next((action.front for action in found if action.front is not None), None)
        if call is not None and not repeated:
            call(self._shell)
        return call is not None
