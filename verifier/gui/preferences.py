"""The settings as the window uses them: read once, written when something was chosen."""

from pathlib import Path

import msgspec

from verifier.gui.theme import ThemeName
from verifier.workspace.settings import Settings, load_settings, save_settings, with_recent_case


class Preferences:
    """Holds the settings of the person at this window."""

    def __init__(self) -> None:
        loaded = load_settings()
        self.settings: Settings = loaded.settings
        self.complaints = loaded.complaints

    def remember_name(self, name: str) -> None:
        """Keep the name that signs."""
        self._keep(msgspec.structs.replace(self.settings, name=name))

    def remember_theme(self, theme: ThemeName) -> None:
        """Keep the look."""
        self._keep(msgspec.structs.replace(self.settings, theme=theme))

    def remember_case(self, path: Path) -> None:
        """Put a case in front of the recent ones."""
        self._keep(with_recent_case(self.settings, path))

    def remember_geometry(self, geometry: str) -> None:
        """Keep where the window stood."""
        self._keep(msgspec.structs.replace(self.settings, window_geometry=geometry))

    def case_home(self) -> Path:
        """Return the folder in which the last case lies, else the person's own."""
        recent = (Path(path).parent for path in self.settings.recent_cases)
        return next((path for path in recent if path.is_dir()), Path.home())

    def _keep(self, settings: Settings) -> None:
        if settings != self.settings:
            self.settings = settings
            save_settings(settings)
