"""Whether the window can be opened from here, and if not, why, in plain words.

Imports nothing of the command line's own libraries: this lies on the window's start path.
"""

import os
import sys
from pathlib import Path

NO_DISPLAY = (
    "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY leads to one), so the window cannot be opened. "
    "Everything it does can also be done from the command line:"
)


def has_display() -> bool:
    """Tell whether a window could be shown; on Windows and macOS always."""
    if sys.platform in {"win32", "darwin"} or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("WAYLAND_DISPLAY")) or _has_x_server(os.environ.get("DISPLAY", ""))


def _has_x_server(display: str) -> bool:
    """Look for the server's socket where the display is a local one; trust a name that leads elsewhere."""
    host, _, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not number.isdigit():
        return False
    return bool(host) or Path(f"/tmp/.X11-unix/X{number}").exists()  # noqa: S108  where X servers listen


def why_no_window(case_path: Path | None) -> tuple[str, int] | None:
    """Return why the window cannot be opened, in a sentence, and the exit code; ``None`` where it can."""
    if case_path is not None and not case_path.is_dir():
        return f'There is no case at {case_path}. Make one: {called()} new {case_path} --title "…"', 2
    return None if has_display() else (f"{NO_DISPLAY} {called()} --help", 1)


def called() -> str:
    """Return the words that start this program for the person at hand: ``./run`` where it was started by that."""
    return os.environ.get("VERIFIER_CALLED_AS", "verifier")
