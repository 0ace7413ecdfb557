"""Presets, own keys, conflicts; no window."""

import msgspec
import pytest

from verifier.gui.actions.registry import ACTIONS
from verifier.gui.keys.keymap import Conflict, Keymap, with_chord, without_chord
from verifier.gui.keys.presets import OURS, PRESETS, Preset, preset_named


class Row(msgspec.Struct, frozen=True):
    name: str
    shortcuts: tuple[str, ...]
    scope: str = ""


ROWS = (Row("new", ("Ctrl+N",)), Row("box", ("R",)), Row("on", ("Right", ".")), Row("again", (".",), "triage"))


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_every_preset_names_actions_that_there_are_and_has_no_conflict(preset: Preset) -> None:
    keymap = Keymap(ACTIONS, preset, {})
    assert keymap.conflicts() == ()
    assert set(preset.keys) <= {action.name for action in ACTIONS}
    for name, chords in preset.keys.items():
        assert keymap.chords(name) == chords


def test_no_action_loses_all_its_keys_to_a_preset() -> None:
    had = {action.name for action in ACTIONS if action.shortcuts}
    for preset in PRESETS:
        keymap = Keymap(ACTIONS, preset, {})
        assert [name for name in had if not keymap.chords(name)] == []


def test_own_keys_go_before_the_presets_and_take_them_from_the_others() -> None:
    keymap = Keymap(ROWS, Preset("x", "X", {"box": ("Ctrl+N",), "new": ("Ctrl+M",)}), {"on": ("Ctrl+M", "nonsense+K")})
    assert keymap.chords("box") == ("Ctrl+N",)
    assert keymap.chords("new") == ()
    assert keymap.chords("on") == ("Ctrl+M",)
    assert keymap.own == {"on": ("Ctrl+M",)}


def test_a_page_may_give_a_key_another_meaning_and_goes_first_there() -> None:
    keymap = Keymap(ROWS, OURS, {})
    assert keymap.conflicts() == ()
    assert keymap.names(".") == ("again", "on")
    assert keymap.taken_by("again", ".") is None


def test_two_actions_with_one_key_in_one_place_are_a_conflict() -> None:
    keymap = Keymap((*ROWS, Row("rotated", ("R",))), OURS, {})
    assert keymap.conflicts() == (Conflict("R", "box", "rotated"),)


def test_a_chord_is_given_taken_and_put_back() -> None:
    keymap = Keymap(ROWS, OURS, {})
    assert keymap.taken_by("box", "ctrl+n") == "new"
    own = with_chord(keymap, "box", "Ctrl+N")
    assert own == {"new": (), "box": ("R", "Ctrl+N")}
    given = Keymap(ROWS, OURS, own)
    assert given.names("Ctrl+N") == ("box",)
    assert without_chord(given, "box", "R")["box"] == ("Ctrl+N",)
    assert preset_named("gone") is OURS
