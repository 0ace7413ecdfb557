"""Open the window from the command line, or say plainly why it cannot be opened.

Imports nothing of the command line's own libraries: this lies on the window's start path.
"""

import os
import sys
from pathlib import Path

NO_DISPLAY = (
    "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY leads to one), so the window cannot be opened. "
    "Everything it does can also be done from the command line: verifier --help"
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


def open_window(case_path: Path | None) -> int:
    """Show the window, on a case or empty; return the exit code."""
    if case_path is not None and not case_path.is_dir():
        from verifier.cli.output import called

        print(f'There is no case at {case_path}. Make one: {called()} new {case_path} --title "…"', file=sys.stderr)
        return 2
    if not has_display():
        print(NO_DISPLAY, file=sys.stderr)
        return 1
    from verifier.gui.app import run

    return run(case_path)
