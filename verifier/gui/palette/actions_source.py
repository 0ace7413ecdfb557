"""Actions, with the keys that do the same."""

from functools import partial
from typing import TYPE_CHECKING

from verifier.gui.actions.base import Action
from verifier.gui.actions.registry import ACTIONS
from verifier.gui.palette.base import Answer
from verifier.gui.palette.ranking import best, fold
from verifier.gui.speech import tr

if TYPE_CHECKING:
    from verifier.gui.desk import Desk


ALSO_WORDS: dict[str, str] = {
    "light": "theme, dark mode, appearance",
    "settings": "preferences, options, language",
    "sheet": "shortcuts, hotkeys",
    "export": "share, hand over, bundle",
    "find": "search",
}
"""What else people call an action, by its name."""


class ActionSource:
    """Finds actions by their words or the words of their menu."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._keymap = desk.shell.preferences.keymap()
        self._actions = [action for action in ACTIONS if action.name != "palette"]
        self._folded = [fold(_words_of(action)) for action in self._actions]

    def find(self, query: str, limit: int) -> list[Answer]:
        if not query.strip():
            return [self._answer(place, 0) for place in range(len(self._actions))]
        return [self._answer(place, step) for step, place in best(query, self._folded, limit)]

    def _answer(self, place: int, step: int) -> Answer:
        action = self._actions[place]
        usable = action.enabled(self._desk)
        return Answer(
            kind=tr("Action"),
            title=tr(action.text).rstrip("…"),
            detail=tr(action.menu) if usable else tr("{menu} · cannot be used now", menu=tr(action.menu)),
            run=partial(action.run, self._desk),
            step=step,
            keys=next(iter(self._keymap.chords(action.name)), ""),
            usable=usable,
        )


def _words_of(action: Action) -> str:
    also = ALSO_WORDS.get(action.name, "")
    return " ".join(filter(None, (tr(action.text), tr(action.menu), tr(also) if also else "")))
