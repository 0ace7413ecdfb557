"""Words typed into a form and not yet stated: they wait for whoever goes to another item and comes back.

Kept while the case is open and nowhere else: nobody has stated them, so no journal has them.
"""

from functools import partial

from PySide6.QtWidgets import QAbstractButton, QLineEdit

from verifier.gui.controls import Choice


class Unstated:
    """By what they are about (a key) and the place of their field (``place.coordinates``)."""

    def __init__(self) -> None:
        self._words: dict[tuple[str, str], str] = {}

    def hold(self, about: str, place: str, field: QLineEdit) -> None:
        """Put back what waited for a field, and remember what is typed into it from now on."""
        field.setText(self._words.get((about, place), ""))
        field.textChanged.connect(partial(self._put, about, place))

    def hold_tick(self, about: str, place: str, box: QAbstractButton) -> None:
        """Do the same for a box that is ticked."""
        box.setChecked((about, place) in self._words)
        box.toggled.connect(partial(self._tick, about, place))

    def hold_choice(self, about: str, place: str, choice: Choice) -> None:
        """Do the same for one of several answers, which are texts; the one it begins with is nothing to keep."""
        begins = choice.value
        choice.show_value(self._words.get((about, place), begins))
        choice.chosen.connect(partial(self._choose, about, place, begins))

    def drop(self, about: str, form: str) -> None:
        """Forget what waited for the fields of a form (``place``): it has been stated."""
        for key in [key for key in self._words if key[0] == about and key[1].startswith(f"{form}.")]:
            del self._words[key]

    def pass_on(self, about: str, to: str, form: str) -> None:
        """Let what waits in a form about one thing wait in the same form about another, where nothing waits yet."""
        for key in [key for key in self._words if key[0] == about and key[1].startswith(f"{form}.")]:
            if (to, key[1]) not in self._words:
                self._words[to, key[1]] = self._words.pop(key)

    def _choose(self, about: str, place: str, begins: object, value: object) -> None:
        self._put(about, place, "" if value == begins else str(value))

    def _tick(self, about: str, place: str, is_ticked: bool) -> None:
        self._put(about, place, "ticked" if is_ticked else "")

    def _put(self, about: str, place: str, words: str) -> None:
        if words.strip():
            self._words[about, place] = words
        else:
            self._words.pop((about, place), None)
