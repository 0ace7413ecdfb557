"""Render the views of one part of the gallery alone, in the scale and language that the environment names."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tests.gallery_screen import draw_without_display

if TYPE_CHECKING:
    from tests.gallery import Gallery


def render_alone(build: Callable[[Path], object], views: "Callable[[Gallery], object]") -> None:
    """Render into the folder named on the command line, each theme from a case of its own."""
    from tests.gallery import ENGLISH, Gallery  # it imports the parts

    draw_without_display()
    out = Path(sys.argv[1] if sys.argv[1:] else "gallery").resolve()
    out.mkdir(parents=True, exist_ok=True)
    scale, language = os.environ.get("QT_SCALE_FACTOR", "1"), os.environ.get("VERIFIER_GALLERY_LANGUAGE", ENGLISH)
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VERIFIER_CONFIG": f"{folder}/settings.json", "VERIFIER_STATE": f"{folder}/state"}
        for theme in ("dark", "light") if language == ENGLISH else ("dark",):
            cases = Path(folder) / theme
            cases.mkdir()
            build(cases)
            views(Gallery(out, cases, theme, scale, language))
