"""Every action in one table, in the order of the menus. A new one is a row in the file of its menu."""

from verifier.gui.actions.base import Action
from verifier.gui.actions.case import CASE
from verifier.gui.actions.clip import CLIP
from verifier.gui.actions.comparing import COMPARE
from verifier.gui.actions.edit import EDIT
from verifier.gui.actions.go import GO
from verifier.gui.actions.help import HELP
from verifier.gui.actions.items import ITEMS
from verifier.gui.actions.pages import PAGE_ACTIONS
from verifier.gui.actions.region import REGION
from verifier.gui.actions.tools import TOOLS
from verifier.gui.actions.view import VIEW

ACTIONS: tuple[Action, ...] = (*CASE, *EDIT, *ITEMS, *COMPARE, *GO, *PAGE_ACTIONS, *VIEW, *TOOLS, *REGION, *CLIP, *HELP)
