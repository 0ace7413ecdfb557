"""The settings as the window uses them: read once, written when something was chosen."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from verifier.gui.actions.registry import ACTIONS
from verifier.gui.keys.keymap import Keymap
from verifier.gui.keys.presets import preset_named
from verifier.gui.theme import ThemeName
from verifier.workspace.settings import (
    Settings,
    load_settings,
    save_settings,
    with_recent_case,
    without_recent_case,
)


class Preferences(QObject):
    """Holds the settings of the person at this window.

    ``changed``: a setting was chosen anew. ``look_changed``: another look was chosen, or the system went dark or light.
    """

    changed = Signal()
    look_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        loaded = load_settings()
        self.settings: Settings = loaded.settings
        self.complaints = loaded.complaints

    def hear_system(self) -> None:
        """The system's look has changed; a slot here goes with the preferences, and so does its connection."""
        self.look_changed.emit()

    def remember(self, **chosen: object) -> None:
        """Keep some settings, named as in :class:`Settings`."""
        self._keep(msgspec.structs.replace(self.settings, **chosen))

    def remember_name(self, name: str) -> None:
        """Keep the name that signs."""
        self.remember(name=name)

    def remember_theme(self, theme: ThemeName) -> None:
        """Keep the look."""
        self.remember(theme=theme)

    def remember_case(self, path: Path) -> None:
        """Put a case in front of the recent ones."""
        self._keep(with_recent_case(self.settings, path))

    def forget_case(self, path: Path) -> None:
        """Take a case off the recent ones."""
        self._keep(without_recent_case(self.settings, path))

    def remember_geometry(self, geometry: str) -> None:
        """Keep where the window stood."""
        self.remember(window_geometry=geometry)

    def keymap(self) -> Keymap:
        """Return the keys in use."""
        return Keymap(ACTIONS, preset_named(self.settings.keys_preset), self.settings.keys)

    def case_home(self) -> Path:
        """Return the folder in which the last case lies, else the person's own."""
        recent = (Path(path).parent for path in self.settings.recent_cases)
        return next((path for path in recent if path.is_dir()), Path.home())

    def _keep(self, settings: Settings) -> None:
        if settings == self.settings:
            return
        is_other_look = settings.theme != self.settings.theme
        self.settings = settings
        save_settings(settings)
        self.changed.emit()
        if is_other_look:
            self.look_changed.emit()
