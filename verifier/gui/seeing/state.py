"""How each item is looked at: filters and turn, remembered while the case is open. View state, never an edit."""

import msgspec
from PySide6.QtCore import QObject, Signal

from verifier.domain.records import AppliedFilter
from verifier.forensics.params import Params, Stack, Value, form_named, stack_of, with_setting
from verifier.workspace.seeing import Motion, recipe_of, stack_in, steady_in


class Look(msgspec.Struct, frozen=True):
    """``filters``: by name, also those that do nothing now. ``is_off``: the file is shown as it is, to compare."""

    filters: dict[str, Params] = {}
    is_off: bool = False
    turn_deg: float = 0.0
    steady_on: int | None = None
    """Of a clip: the frame that all others are steadied on."""


PLAIN = Look()


class Seeing(QObject):
    """``changed``: an item is to be looked at in another way. ``shown_changed``: the picture that stands is another's.

    ``counted``: numbers of the filters. ``shown``: the filters of the picture that stands on the stage, which may be
    a moment behind what is wanted; a region is drawn on that one.
    """

    changed = Signal()
    shown_changed = Signal()
    counted = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._looks: dict[str, Look] = {}
        self.shown: Stack = ()
        self.shown_on: int | None = None
        self.motion: Motion | None = None

    def look(self, key: str) -> Look:
        """Return how an item is looked at."""
        return self._looks.get(key, PLAIN)

    def chosen(self, key: str) -> Stack:
        """Return the filters chosen for an item, also while they are switched off."""
        return stack_of(self.look(key).filters)

    def stack(self, key: str) -> Stack:
        """Return the filters that an item is shown with."""
        return () if self.look(key).is_off else self.chosen(key)

    def show(self, stack: Stack, steady_on: int | None = None, motion: Motion | None = None) -> None:
        """Say with which filters the picture on the stage is shown now, and how it is moved to be steady."""
        if (stack, steady_on, motion) != (self.shown, self.shown_on, self.motion):
            self.shown, self.shown_on, self.motion = stack, steady_on, motion
            self.shown_changed.emit()

    def recipe(self) -> tuple[AppliedFilter, ...]:
        """Return the filters of the picture on the stage, as an observation remembers them."""
        return recipe_of(self.shown, self.shown_on, self.motion)

    def params(self, key: str, name: str) -> Params:
        """Return the settings of a filter for an item; raise ``KeyError`` for one that there is not."""
        held, form = self.look(key).filters.get(name), form_named(name)
        if held is not None:
            return held
        if form is None:
            raise KeyError(name)
        return form()

    def set(self, key: str, name: str, setting: str, value: Value) -> None:
        """Move one setting; filters that were switched off are on again."""
        changed = with_setting(self.params(key, name), setting, value)
        self._keep(key, filters={**self.look(key).filters, name: changed}, is_off=False)

    def reset_filter(self, key: str, name: str) -> None:
        """Let one filter do nothing, its settings as they began."""
        self._keep(key, filters={other: held for other, held in self.look(key).filters.items() if other != name})

    def use(self, key: str, stack: Stack) -> None:
        """Show an item with these filters alone."""
        self._keep(key, filters={params.name: params for params in stack}, is_off=False)

    def use_recipe(self, key: str, recipe: tuple[AppliedFilter, ...]) -> bool:
        """Show an item as an observation was drawn; ``False`` where a filter is not known here."""
        stack = stack_in(recipe)
        if stack is not None:
            self._keep(
                key,
                filters={params.name: params for params in stack},
                is_off=False,
                steady_on=steady_in(recipe),
            )
        return stack is not None

    def reset(self, key: str) -> None:
        """Show an item as its file has it, upright."""
        self._keep(key, filters={}, is_off=False, turn_deg=0.0, steady_on=None)

    def switch(self, key: str) -> None:
        """Show the file as it is, or through its filters again."""
        if self.chosen(key):
            self._keep(key, is_off=not self.look(key).is_off)

    def turn_to(self, key: str, turn_deg: float) -> None:
        """Turn the view of an item clockwise, between -180 (not included) and 180 degrees."""
        self._keep(key, turn_deg=round(180 - (180 - turn_deg) % 360, 1))

    def steady_on(self, key: str, ordinal: int | None) -> None:
        """Steady a clip on a frame, or no more."""
        self._keep(key, steady_on=ordinal)

    def _keep(self, key: str, **changed: object) -> None:
        look = msgspec.structs.replace(self.look(key), **changed)
        if key and look != self.look(key):
            self._looks[key] = look
            self.changed.emit()
