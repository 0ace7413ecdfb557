"""The screens that belong to the window and to no page: keys, settings, log, report, forget."""

from PySide6.QtWidgets import QWidget

from verifier.gui.preferences import Preferences
from verifier.gui.theme import Theme


class Dialogs:
    """Opens them over the window; each is loaded when it is first asked for."""

    def __init__(self, window: QWidget, theme: Theme, preferences: Preferences) -> None:
        self._window, self._theme, self._preferences = window, theme, preferences

    def show_sheet(self) -> None:
        """Show every action with its keys."""
        from verifier.gui.dialogs.sheet import KeySheet

        KeySheet(self._preferences.keymap(), self._window).open()

    def show_keys(self) -> None:
        """Let keys be changed."""
        from verifier.gui.dialogs.keys import KeysDialog

        KeysDialog(self._preferences, self._window).open()

    def show_settings(self) -> None:
        """Show the settings."""
        from verifier.gui.dialogs.settings import SettingsDialog

        SettingsDialog(self._preferences, self.show_keys, self._window).open()
