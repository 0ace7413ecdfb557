"""Words stand out from their ground on every page and panel, dark and light, as WCAG AA asks."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor

from tests.gui.contrast import ratio, too_faint
from tests.gui.test_journey import desk_of
from verifier.gui.pages.registry import PAGES
from verifier.gui.panels.registry import PANELS
from verifier.gui.theme import TOKENS, Theme, ThemeName
from verifier.gui.window import MainWindow

Wait = Callable[[Callable[[], bool]], None]


def test_the_measure_agrees_with_published_values() -> None:
    assert ratio(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21)
    assert ratio(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.005)  # WebAIM's example


@pytest.mark.parametrize("name", ["dark", "light"])
def test_words_stand_out_on_every_page_and_panel(
    case_window: MainWindow, theme: Theme, waits: Wait, name: ThemeName
) -> None:
    desk = desk_of(case_window)
    theme.use(name)
    try:
        for page in PAGES:
            desk.session.show_page(page.name)
            waits(lambda: not desk.stage.canvas.image.isNull())
            for panel in PANELS if page.fills != "grid" else PANELS[:1]:
                desk.inspector.open_panel(panel.name)
                assert too_faint(case_window) == [], f"{page.name}, {panel.name}, {name}"
    finally:
        theme.use("dark")


@pytest.mark.parametrize("name", ["dark", "light"])
@pytest.mark.parametrize("ink", ["text", "muted", "faint", "accent", "warn", "bad", "ok"])
def test_every_ink_stands_out_on_every_ground(name: ThemeName, ink: str) -> None:
    tokens = TOKENS[name]
    for ground in ("bg", "surface", "raised", "hover", "selected"):
        least = 3.0 if ink == "ok" else 4.5  # green marks a dot and a tick, never words
        assert ratio(QColor(getattr(tokens, ink)), QColor(getattr(tokens, ground))) >= least, ground
