"""Which chord calls which action: ours, then the preset's, then the person's own. No Qt."""

from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec

from verifier.gui.keys.chords import normal
from verifier.gui.keys.presets import Preset


class Bound(Protocol):
    """What a keymap needs to know of an action. ``scope``: the page on which it works, "" for everywhere."""

    @property
    def name(self) -> str: ...
    @property
    def shortcuts(self) -> tuple[str, ...]: ...
    @property
    def scope(self) -> str: ...


class Conflict(msgspec.Struct, frozen=True):
    """One chord that would call two actions."""

    chord: str
    first: str
    second: str


class Keymap:
    """The chords in use. On a page of its own an action goes before one that works everywhere."""

    def __init__(self, actions: Iterable[Bound], preset: Preset, own: Mapping[str, tuple[str, ...]]) -> None:
        self._actions = tuple(actions)
        self._scope = {action.name: action.scope for action in self._actions}
        self._chords = {action.name: tuple(map(normal, action.shortcuts)) for action in self._actions}
        self.preset = preset
        for changed in (preset.keys, own):
            self._overlay(changed)
        self.own = {name: self._chords[name] for name in own if name in self._chords}

    def chords(self, name: str) -> tuple[str, ...]:
        """Return the chords of an action, the one to show first."""
        return self._chords.get(name, ())

    def names(self, chord: str) -> tuple[str, ...]:
        """Return the actions that a chord calls, those of a page of their own first."""
        found = [name for name, chords in self._chords.items() if chord in chords]
        return tuple(sorted(found, key=lambda name: not self._scope[name]))

    def conflicts(self) -> tuple[Conflict, ...]:
        """Return every chord that calls two actions in the same place."""
        met: dict[tuple[str, str], str] = {}
        found: list[Conflict] = []
        for name, chords in self._chords.items():
            for chord in chords:
                first = met.setdefault((self._scope[name], chord), name)
                if first != name:
                    found.append(Conflict(chord, first, name))
        return tuple(found)

    def taken_by(self, name: str, chord: str) -> str | None:
        """Return which other action has a chord where ``name`` works."""
        scope = self._scope.get(name, "")
        others = (other for other in self.names(normal(chord)) if other != name and self._scope[other] == scope)
        return next(others, None)

    def _overlay(self, changed: Mapping[str, tuple[str, ...]]) -> None:
        """Give chords to some actions and take them from all others that work in the same place."""
        known = {name: _sound(keys) for name, keys in changed.items() if name in self._chords}
        for name, chords in known.items():
            for other, had in self._chords.items():
                if other not in known and self._scope[other] == self._scope[name]:
                    self._chords[other] = tuple(chord for chord in had if chord not in chords)
        self._chords.update(known)


def _sound(written: Iterable[str]) -> tuple[str, ...]:
    """Return the chords among what a person or a file wrote."""
    chords = (normal(one) for one in written)
    return tuple(chord for chord in chords if chord)


def with_chord(keymap: Keymap, name: str, chord: str) -> dict[str, tuple[str, ...]]:
    """Return the person's own keys with one more chord for an action, taken from whatever had it in the same place."""
    own = dict(keymap.own)
    other = keymap.taken_by(name, chord)
    if other is not None:
        own[other] = tuple(had for had in keymap.chords(other) if had != chord)
    kept = tuple(had for had in keymap.chords(name) if had != chord)
    return {**own, name: (*kept, chord)}


def without_chord(keymap: Keymap, name: str, chord: str) -> dict[str, tuple[str, ...]]:
    """Return the person's own keys with one chord less for an action."""
    return {**keymap.own, name: tuple(had for had in keymap.chords(name) if had != chord)}
