"""Where the program starts: the window for no words or the name of a case, the command line for everything else.

The choice is made from the words alone, so that opening the window loads nothing of the command line.
"""

import sys
from pathlib import Path

COMMANDS = frozenset(
    {
        "demo",
        "new",
        "add",
        "list",
        "inspect",
        "frames",
        "telemetry",
        "provenance",
        "find",
        "copies",
        "known",
        "tag",
        "annotations",
        "place",
        "machines",
        "trade",
        "ship",
        "sheet",
        "drones",
        "export",
        "check",
        "purge",
    }
)


def main() -> int:
    """Run the program on the words it was given and return its exit code."""
    words = sys.argv[1:]
    if opens_window(words):
        return open_window(Path(words[0]) if words else None)
    from verifier.cli.app import run

    return run(words, open_window)


def open_window(case_path: Path | None) -> int:
    """Show the window, on a case or empty, and return its exit code; or say plainly why it cannot be shown."""
    from verifier.cli.window import why_no_window

    refusal = why_no_window(case_path)
    if refusal is not None:
        print(refusal[0], file=sys.stderr)  # noqa: T201 - the command line, with nothing of it loaded
        return refusal[1]
    from verifier.gui.opening import open_beside
    from verifier.gui.speech import speak
    from verifier.workspace.settings import load_settings

    speak(load_settings().settings.language)
    # The case is read while Qt is being loaded.
    opening = open_beside(case_path, "") if case_path is not None else None
    from verifier.gui.app import run

    return run(opening)


def opens_window(words: list[str]) -> bool:
    """Tell whether the words ask for the window: none at all, or one that names a case and no command."""
    if not words:
        return True
    first = words[0]
    if len(words) > 1 or first in COMMANDS or first.startswith("-"):
        return False
    return first.casefold().rstrip("/\\").endswith(".case") or Path(first).is_dir()


if __name__ == "__main__":
    sys.exit(main())
