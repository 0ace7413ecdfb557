"""Let Qt draw without a display, on a large screen.

Its own screen without a display is 800 pixels wide, half as wide at 200 %, and dialogs are made to fit their screen.
"""

import os
from pathlib import Path


def draw_without_display() -> None:
    """Choose the screen; to be called before an application is made."""
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).parent / 'data' / 'screen.json'}"
