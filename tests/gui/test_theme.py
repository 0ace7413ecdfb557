"""Words can be read on every ground they stand on, in both themes (WCAG 2.2, 1.4.3: 4.5 to 1)."""

import msgspec
import pytest
from PySide6.QtGui import QColor

from verifier.gui.icons import svg_in
from verifier.gui.style import style_sheet
from verifier.gui.theme import REGION_PLATES, TOKENS, Tokens

WORDS = ("text", "muted", "faint", "accent", "warn", "bad")
GROUNDS = ("bg", "surface", "raised", "selected", "hover")


def luminance(color: str) -> float:
    """Return the relative luminance of a color as WCAG defines it."""
    parts = (QColor(color).redF(), QColor(color).greenF(), QColor(color).blueF())
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", TOKENS.values(), ids=TOKENS)
def test_words_stand_out_from_their_ground(tokens: Tokens) -> None:
    found = {
        f"{word} on {ground}": round(contrast(getattr(tokens, word), getattr(tokens, ground)), 2)
        for word in WORDS
        for ground in GROUNDS
    }
    assert {pair: ratio for pair, ratio in found.items() if ratio < 4.5} == {}
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5


def test_captions_of_regions_can_be_read() -> None:
    assert [color for color in REGION_PLATES if contrast("#ffffff", color) < 4.5] == []


def test_the_style_sheet_names_only_colors_that_exist() -> None:
    for tokens in TOKENS.values():
        sheet = style_sheet(msgspec.structs.asdict(tokens), "tick.svg")
        assert "$" not in sheet
        assert tokens.accent in sheet


def test_an_icon_takes_the_color_asked_for() -> None:
    drawn = bytes(svg_in("square", QColor("#123456")).data()).decode()
    assert "#123456" in drawn
    assert "currentColor" not in drawn


def test_borders_and_paddings_change_sides_where_lines_run_leftward() -> None:
    tokens = msgspec.structs.asdict(TOKENS["dark"])
    usual, mirrored = style_sheet(tokens, "tick"), style_sheet(tokens, "tick", is_leftward=True)
    note = next(line for line in mirrored.splitlines() if line.startswith('QLabel[role="note"]'))
    assert "border-right: 2px" in note
    assert "padding: 2px 10px 2px 0;" in note
    assert usual.count("border-left") == mirrored.count("border-right")
    assert "padding: 0 6px; font-size: 11px" in mirrored, "paddings of two sides stay"
    assert usual.count("text-align: left") == mirrored.count("text-align: left")
