"""Where files are looked for first: where some were found last, else where pictures are kept."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths


class FoundIn:
    """The folder of this session that every question for footage, posts or annotations begins in."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def begin(self) -> str:
        """Return the folder to begin in."""
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        return str(self._folder or (pictures if Path(pictures).is_dir() else Path.home()))

    def learn(self, folder: Path) -> None:
        """Begin there the next time."""
        if folder.is_dir():
            self._folder = folder
