"""What a page of the window is."""

from collections.abc import Callable
from typing import Literal

import msgspec
from PySide6.QtWidgets import QWidget

from verifier.gui.session import Session
from verifier.gui.theme import Theme

Fills = Literal["grid", "stage", "middle"]


class Page(msgspec.Struct, frozen=True):
    """One page: its name in code, its title and icon on the rail, and what stands where.

    ``fills``: ``grid``, the items as a grid over the whole width; ``stage``, the picture between list and inspector;
    ``middle``, a widget of its own in the place of the stage, made by ``make`` when it is first turned to. ``panel``:
    the panel of the inspector that goes with it.
    """

    name: str
    title: str
    icon: str
    fills: Fills
    make: Callable[[Session, Theme], QWidget] | None = None
    panel: str = ""
