"""Actions of the menu View that turn to another page of the window."""

from functools import partial
from typing import TYPE_CHECKING

from verifier.gui.actions.base import Action, always
from verifier.gui.pages.registry import PAGES

if TYPE_CHECKING:
    from verifier.gui.desk import Desk


def _turn(name: str, desk: "Desk") -> None:
    desk.session.show_page(name)


PAGE_ACTIONS: tuple[Action, ...] = tuple(
    Action(f"page_{page.name}", "View", page.title, (f"F{place}",), always, partial(_turn, page.name), place == 4)
    for place, page in enumerate(PAGES, 4)
)
