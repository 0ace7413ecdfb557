"""The metadata panel of a photo with 3,000 readings: how long the window's thread is held until its lines stand.

The photo is made: a packet of XMP with 3,000 properties. Every handler of the window is timed from the moment that the
readings have come to the first painted line; the figure is the longest of them, in milliseconds.
"""

import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image

from tests.bench.figures import Figure
from tests.bench.metadata import XMP
from tests.gallery import Gallery
from verifier.domain.records import Item
from verifier.gui.panels.metadata import MetadataPanel
from verifier.gui.panels.sheet import Sheet, sheet_of
from verifier.workspace.footage import add_footage
from verifier.workspace.readings import file_report
from verifier.workspace.workspace import Workspace

READINGS, ROUNDS = 3_000, 7


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        many = " ".join(f't:p{number}="{number}"' for number in range(READINGS))
        words = XMP.replace("<rdf:Description ", f'<rdf:Description xmlns:t="http://example.org/t/" {many} ', 1)
        Image.new("RGB", (64, 48)).save(folder / "a.jpg", xmp=words.encode())
        with Workspace.create(folder / "p.case", "Panel", "bench") as workspace:
            add_footage(workspace, [folder / "a.jpg"])
        gallery = Gallery(folder, folder, "light", "1")
        window = gallery.window()
        desk = gallery.desk(window, "p")
        (item,) = desk.session.case.of(Item)
        gallery.go(desk, "a")
        panel = desk.inspector.open_panel("metadata")
        assert isinstance(panel, MetadataPanel)
        gallery.wait(lambda: bool(panel.model.rows))
        sheet = sheet_of(item, file_report(desk.session.workspace, item))
        held = [_shown(panel, sheet) for _ in range(ROUNDS + 1)][1:]
        Figure("the panel", f"{sheet.readings} readings", "ms", tuple(held)).print()
        window.close()


def _shown(panel: MetadataPanel, sheet: Sheet) -> float:
    """Return the milliseconds that showing the sheet and painting it hold the thread."""
    panel._show(Sheet(), ())  # pyright: ignore[reportPrivateUsage]
    begin = time.perf_counter()
    panel._show(sheet, ())  # pyright: ignore[reportPrivateUsage]
    panel.lines.viewport().repaint()
    return (time.perf_counter() - begin) * 1000


if __name__ == "__main__":
    main()
