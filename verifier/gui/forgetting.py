"""Forget a case: take away every trace of it outside its own folder, and what says where one stood in it.

The traces are the list of recent cases in the settings and what Qt's own file dialogs remember. The log holds no
names (``workspace/logbook.py``). The case itself stays as it is.
"""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, QUrl

from verifier.case.folder import CaseFolder
from verifier.gui.preferences import Preferences

DIALOGS = "FileDialog"
"""Where Qt keeps what its file dialogs saw, in the settings of the organization ``QtProject``."""


def forget(preferences: Preferences, case: Path) -> None:
    """Forget a case that is closed."""
    from verifier.gui.standing import stand_path  # loads filters and facts: more than a first page needs

    preferences.forget_case(case)
    stand_path(CaseFolder(case)).unlink(missing_ok=True)
    forget_dialogs(case)


def forget_dialogs(case: Path | None = None) -> None:
    """Make Qt's file dialogs forget folders: those in or around a case, or all of them."""
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    kept.beginGroup(DIALOGS)
    for key in ("history", "shortcuts", "lastVisited"):
        found: Any = kept.value(key)
        if found is None:
            continue
        places = [str(place) for place in (found if isinstance(found, list) else [found])]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        left = [] if case is None else [place for place in places if not _is_near(place, case)]
        if left:
            kept.setValue(key, left if isinstance(found, list) else left[0])
        else:
            kept.remove(key)
    kept.endGroup()
    kept.sync()


def _is_near(place: str, case: Path) -> bool:
    """Tell whether a remembered folder is the case, lies in it, or is the one it lies in."""
    path = Path(QUrl(place).toLocalFile() if "://" in place or place.startswith("file:") else place)
    return case == path or case in path.parents or path == case.parent
