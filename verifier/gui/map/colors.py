"""The colors of the map, mixed from the tokens of the theme; kinds of marks in the Okabe and Ito colors."""

from PySide6.QtGui import QColor

from verifier.gui.map.marks import MarkKind
from verifier.gui.map.tiles import GroundColors
from verifier.gui.theme import Theme, ThemeName

MARK_COLORS: dict[ThemeName, dict[MarkKind, str]] = {
    "dark": {"camera": "#56b4e9", "subject": "#e69f00", "file": "#cc79a7", "excluded": "#98a1ab"},
    "light": {"camera": "#0072b2", "subject": "#a85d00", "file": "#a04a7b", "excluded": "#5b646e"},
}
"""Okabe and Ito 2008, a step darker where they stand on white."""


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Return a color between two; ``share`` of the other."""
    return QColor(
        round(one.red() + (other.red() - one.red()) * share),
        round(one.green() + (other.green() - one.green()) * share),
        round(one.blue() + (other.blue() - one.blue()) * share),
    )


def ground_colors(theme: Theme) -> GroundColors:
    """Return what the ground is painted with: quiet, so that marks stand out."""
    is_dark = theme.name == "dark"
    land = mixed(theme.color("surface"), theme.color("raised"), 0.6) if is_dark else theme.color("surface")
    sea = theme.color("stage") if is_dark else mixed(theme.color("stage"), theme.color("accent"), 0.08)
    return GroundColors(
        sea=sea,
        land=land,
        lake=sea,
        river=mixed(land, theme.color("accent"), 0.24 if is_dark else 0.3),
        border=mixed(land, theme.color("faint"), 0.5),
        disputed=mixed(land, theme.color("warn"), 0.7),
    )


def mark_color(theme: Theme, kind: MarkKind) -> QColor:
    """Return the color of a kind of mark."""
    return QColor(MARK_COLORS[theme.name][kind])
