"""Render what the window says of real files: ``python -m tests.gallery_readings [DIR]``, from the samples.

A DJI photo, an edited one, one with little metadata, a clip with telemetry beside it, a picture with signed statements
and a clip with DJI's data track (made): the metadata panel whole, the window, telemetry. For looking at, not a test.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.conftest import SAMPLES
from tests.footage import make_clip
from tests.gallery import Gallery
from tests.metadata.made_djmd import clip as data_clip
from tests.metadata.made_djmd import frame, header
from verifier.domain.records import Item
from verifier.gui.panels.metadata import MetadataPanel
from verifier.gui.theme import ThemeName
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

FILES = {
    "dji": "drone-photos/dji/drone_dataset_brighton_beach__DJI_0018.JPG",
    "edited": "photos/canon/photoprism__elephants.jpg",
    "bare": "photos/stripped/exif-samples__no_exif.jpg",
    "c2pa": "c2pa/public-testfiles__adobe-20220124-CACA.jpg",
}
SERIAL = "1581F45T7229SE00A1BC"


def fill(folder: Path) -> None:
    """Copy the samples, and make the clips."""
    for name, path in FILES.items():
        found = SAMPLES / path
        if not found.exists():
            found = next(iter(sorted((SAMPLES / path).parent.iterdir())))
        shutil.copy(found, folder / f"{name}{found.suffix.lower()}")
    make_clip(folder / "flown.mp4", 640, 480)
    shutil.copy(SAMPLES / "telemetry" / "DJI_SRT_Parser__m2zoom.SRT", folder / "flown.SRT")
    samples = [frame(n + 1, 48.2 + n * 1e-5, 16.3) for n in range(90)]
    samples[0] = header("dvtm_wm265e.proto", SERIAL, "DJI Mavic 3") + samples[0]
    (folder / "track.mp4").write_bytes(data_clip(samples))


def main(out: Path, theme: ThemeName = "light") -> None:
    """Render every view."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder, cases = Path(name) / "in", Path(name)
        folder.mkdir()
        fill(folder)
        with Workspace.create(cases / "readings.case", "Files", "A. Analyst") as workspace:
            add_footage(workspace, [folder])
        gallery = Gallery(out, cases, theme, "1")
        window = gallery.window()
        desk = gallery.desk(window, "readings")
        gallery.wait(lambda: desk.digesting.is_idle if hasattr(desk, "digesting") else True)
        for item in sorted(desk.session.case.of(Item), key=lambda item: item.original_name):
            if item.kind not in ("photo", "video"):
                continue
            stem = item.original_name.partition(".")[0]
            gallery.go(desk, item.original_name)
            panel = desk.inspector.open_panel("metadata")
            assert isinstance(panel, MetadataPanel)
            gallery.wait(lambda panel=panel: bool(panel.model.rows), 1.0, 8)
            gallery.save(f"40-readings-{stem}", window)
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "gallery"), "dark" if "dark" in sys.argv else "light")
