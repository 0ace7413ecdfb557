"""The look: color tokens for dark and light, faces and sizes of type; handed to every view that paints.

Colors follow the design mock-ups; greys that carry words are a step stronger there where they fell short of WCAG AA.
"""

from typing import Literal

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QApplication

from verifier.catalog.assets import find_asset
from verifier.gui.icons import make_icon
from verifier.gui.speech import speech
from verifier.gui.style import style_sheet

ThemeName = Literal["dark", "light"]

FONT_FILES = (
    "Inter-Regular.ttf",
    "Inter-Medium.ttf",
    "Inter-SemiBold.ttf",
    "JetBrainsMono-Regular.ttf",
    "JetBrainsMono-SemiBold.ttf",
)
PROSE, FIXED = "Inter", "JetBrains Mono"
TEXT_PX, SMALL_PX, MONO_PX = 13, 11, 12


class Tokens(msgspec.Struct, frozen=True):
    """Every color of one theme, as ``#rrggbb``."""

    bg: str
    surface: str
    raised: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    ok: str
    warn: str
    bad: str
    selected: str
    stage: str
    hover: str


DARK = Tokens(
    bg="#0f1113",
    surface="#16191c",
    raised="#1e2226",
    line="#2a2f35",
    text="#e7e9ec",
    muted="#98a1ab",
    faint="#8e98a3",
    accent="#58a6e8",
    on_accent="#08131d",
    ok="#58b58a",
    warn="#e0b250",
    bad="#ee7a76",
    selected="#22303d",
    stage="#08090a",
    hover="#1b1f23",
)
LIGHT = Tokens(
    bg="#f4f5f6",
    surface="#ffffff",
    raised="#f0f2f4",
    line="#dcdfe3",
    text="#1a1d21",
    muted="#5b646e",
    faint="#616a74",
    accent="#1668ad",
    on_accent="#ffffff",
    ok="#2a7d57",
    warn="#855c05",
    bad="#b3322e",
    selected="#e1edf7",
    stage="#e6e8ea",
    hover="#f4f6f8",
)
TOKENS: dict[ThemeName, Tokens] = {"dark": DARK, "light": LIGHT}

REGION_LINES = ("#56b4e9", "#e69f00", "#cc79a7", "#009e73", "#f0e442", "#0072b2", "#d55e00")
"""The Okabe–Ito colors (Okabe and Ito 2008), told apart with every common kind of color blindness."""
REGION_PLATES = ("#2176a8", "#9a6500", "#a04a7b", "#00734f", "#7a7200", "#00568a", "#a84a00")
"""The same hues, dark enough for white words on them."""


class Theme(QObject):
    """The look in use; ``changed`` is sent when it is switched."""

    changed = Signal()

    def __init__(self, app: QApplication, name: ThemeName = "dark") -> None:
        super().__init__(app)
        self._app = app
        self.name: ThemeName = name
        load_fonts()
        app.setStyle("Fusion")
        self._apply()

    @property
    def tokens(self) -> Tokens:
        return TOKENS[self.name]

    def use(self, name: ThemeName) -> None:
        """Switch to another theme."""
        if name != self.name:
            self.name = name
            self._apply()
            self.changed.emit()

    def icon(self, name: str, role: str = "muted") -> QIcon:
        """Return an icon in the color of a token."""
        return make_icon(name, self.color(role), self.color("faint"))

    def color(self, role: str) -> QColor:
        """Return the color of a token."""
        return QColor(str(getattr(self.tokens, role)))

    def _apply(self) -> None:
        self._app.setFont(prose())
        self._app.setPalette(_palette(self.tokens))
        tick = find_asset("icons/check.svg" if self.name == "dark" else "icons/check-white.svg")
        sheet = style_sheet(msgspec.structs.asdict(self.tokens), tick.as_posix(), is_leftward=speech().is_leftward)
        self._app.setStyleSheet(sheet)


def load_fonts() -> None:
    """Make the shipped faces known; a face that does not load leaves the system's own in its place."""
    if PROSE in QFontDatabase.families() and FIXED in QFontDatabase.families():
        return
    for name in FONT_FILES:
        QFontDatabase.addApplicationFont(str(find_asset(f"fonts/{name}")))


def prose(px: int = TEXT_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the face for words."""
    font = QFont(PROSE)
    font.setPixelSize(px)
    font.setWeight(weight)
    return font


def mono(px: int = MONO_PX, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the fixed-width face for figures, times and hashes."""
    font = QFont(FIXED)
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(px)
    font.setWeight(weight)
    return font


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for color_role, color in (
        (role.Window, tokens.bg),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.raised),
        (role.Text, tokens.text),
        (role.Button, tokens.raised),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.text),
        (role.ToolTipBase, tokens.raised),
        (role.ToolTipText, tokens.text),
        (role.PlaceholderText, tokens.faint),
        (role.Highlight, tokens.selected),
        (role.HighlightedText, tokens.text),
        (role.Link, tokens.accent),
        (role.Accent, tokens.accent),
    ):
        palette.setColor(color_role, QColor(color))
    for color_role in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, color_role, QColor(tokens.faint))
    return palette
