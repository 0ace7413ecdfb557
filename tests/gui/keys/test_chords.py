"""Which chords a press may stand for, on keyboards from several places; no window."""

import pytest

from verifier.gui.keys.chords import is_plain, normal, parted
from verifier.gui.keys.physical import us_key
from verifier.gui.keys.reading import Press, chords_of

NONE: frozenset[str] = frozenset()
SHIFT, CTRL = frozenset({"Shift"}), frozenset({"Ctrl"})


@pytest.mark.parametrize(
    ("press", "chords"),
    [
        (Press(NONE, "T", on_us="T"), ("T",)),
        (Press(NONE, "Е", on_us="T"), ("T",)),  # Russian
        (Press(CTRL, "Я", on_us="Z"), ("Ctrl+Z",)),
        (Press(NONE, "A", on_us="Q"), ("A",)),  # French: as written
        (Press(NONE, "&", on_us="1"), ("1", "&")),  # French digit row without Shift
        (Press(SHIFT, "1", on_us="1"), ("Shift+1", "1")),  # and with
        (Press(CTRL, "É", on_us="2"), ("Ctrl+2",)),
        (Press(SHIFT, "?", on_us="/"), ("?", "Shift+/")),  # US
        (Press(SHIFT, "?", on_us="7"), ("?", "Shift+7")),  # Russian
        (Press(SHIFT, "?", on_us="M"), ("?",)),  # French: never the letter that a US keyboard has there
        (Press(NONE, ",", on_us="M"), (",",)),
        (Press(NONE, ";", on_us=","), (";", ",")),
        (Press(NONE, "Ü", on_us="["), ("[",)),  # German
        (Press(NONE, "[", on_us="5", is_third=True), ("[",)),  # French AltGr
        (Press(NONE, "1"), ("1",)),  # keypad
        (Press(SHIFT, named="Left"), ("Shift+Left",)),
        (Press(SHIFT, named="Tab"), ("Shift+Tab",)),
        (Press(CTRL), ()),  # Ctrl alone
        (Press(NONE, "Ж"), ()),  # a keyboard whose codes are not known
    ],
)
def test_a_press_stands_for(press: Press, chords: tuple[str, ...]) -> None:
    assert chords_of(press) == chords


def test_chords_are_written_one_way() -> None:
    assert normal("shift+ctrl+z") == "Ctrl+Shift+Z"
    assert normal("Delete") == normal("Del") == "Del"
    assert normal("Ctrl++") == "Ctrl++"
    assert normal("+") == "+"
    assert normal("Hyper+X") == ""
    assert parted("Ctrl+,") == (CTRL, ",")
    assert is_plain("Shift+A")
    assert not is_plain("F1")
    assert is_plain("F")
    assert not is_plain("Ctrl+F")


def test_codes_of_each_system_name_the_same_keys() -> None:
    assert [us_key("xcb", code, 0) for code in (24, 38, 52, 10, 59)] == ["Q", "A", "Z", "1", ","]
    assert [us_key("windows", code, 0) for code in (16, 30, 44, 2, 51)] == ["Q", "A", "Z", "1", ","]
    assert [us_key("cocoa", 1, code) for code in (12, 0, 6, 18, 43)] == ["Q", "A", "Z", "1", ","]
    assert us_key("offscreen", 24, 0) == ""
    assert us_key("xcb", 87, 0) == ""
