"""Which look is used: the one that is set, or the one the system has, followed as it changes."""

from PySide6.QtGui import QGuiApplication

from verifier.gui.preferences import Preferences
from verifier.gui.theme import Theme, ThemeName


def theme_name(preferences: Preferences) -> ThemeName:
    """Return the theme that is set, or the one the system uses."""
    chosen = preferences.settings.theme
    if chosen != "system":
        return chosen
    return "light" if QGuiApplication.styleHints().colorScheme().name == "Light" else "dark"


def follow(theme: Theme, preferences: Preferences) -> None:
    """Switch the look whenever the setting or the system's look changes."""

    def look_again() -> None:
        theme.use(theme_name(preferences))

    preferences.look_changed.connect(look_again)
    QGuiApplication.styleHints().colorSchemeChanged.connect(preferences.hear_system)
