"""Render every view of the window as PNG: light and dark, at 100 and 200 %, offscreen.

``python -m tests.gallery [DIR [FOOTAGE]]``. For looking at, not a test: open the pictures. Without a folder of footage,
some is made by ``tests.footage``; photos whose names begin with ``a_`` and ``b_`` are those shown.

``python -m tests.gallery guide`` makes the picture of the README, ``assets/guide/window.webp``, from the demonstration
case.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import msgspec
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from tests.footage import make_clip, make_photo
from verifier.catalog.assets import find_asset
from verifier.catalog.catalog import UNDETERMINED
from verifier.commands.drone_claims import EditDroneClaim, ExcludeHypothesis, StateDrone
from verifier.commands.machines import NewMachine
from verifier.commands.notes import AddNote, AddTag
from verifier.commands.observations import AddObservation
from verifier.commands.places_and_times import StatePlace
from verifier.commands.statements import EditDrone
from verifier.domain.frames import Instant, Still
from verifier.domain.records import Drone, DroneClaim, Feature, Hypothesis, Item, Marking, Observation
from verifier.domain.regions import Box
from verifier.domain.scales import Confidence, Likelihood
from verifier.gui.desk import Desk
from verifier.gui.dialogs.export import ExportDialog
from verifier.gui.dialogs.keys import KeysDialog
from verifier.gui.dialogs.new_case import NewCaseDialog
from verifier.gui.palette.dialog import Palette
from verifier.gui.panels.metadata import MetadataPanel
from verifier.gui.panels.tags import TagsPanel
from verifier.gui.picker.dialog import DronePicker
from verifier.gui.preferences import Preferences
from verifier.gui.theme import Theme, ThemeName
from verifier.gui.window import MainWindow
from verifier.workspace import pictures
from verifier.workspace.demo import build_demo
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

SIZE = (1440, 900)
SCALES = ("1", "2")
TALL_PX = 2200
"""High enough for everything that one panel says."""
PATIENCE_S = 30
GUIDE_QUALITY = 92
"""WebP: a photo and small type in one picture, at a third of what a PNG weighs."""
Until = Callable[[], bool]


class Gallery:
    """Renders one theme at one scale."""

    def __init__(self, out: Path, cases: Path, theme: ThemeName, scale: str) -> None:
        self._app = QApplication.instance() or QApplication([])
        assert isinstance(self._app, QApplication)
        self._theme = Theme(self._app, theme)
        self._out, self._cases = out, cases
        self._suffix = f"{theme}-{int(scale) * 100}"

    def window(self) -> MainWindow:
        made = MainWindow(self._theme, Preferences())
        made.resize(*SIZE)
        made.show()
        return made

    def desk(self, window: MainWindow, name: str) -> Desk:
        window.open_case(self._cases / f"{name}.case", "A. Analyst")
        self.wait(lambda: not window.is_opening, 0)
        assert window.page is not None
        return window.page.desk

    def wait(self, until: Until, settle_s: float = 0.3) -> None:
        """Wait for a condition, then a little for what follows from it."""
        deadline = time.monotonic() + PATIENCE_S
        while not until() and time.monotonic() < deadline:
            self._app.processEvents()
        calm = time.monotonic() + settle_s
        while time.monotonic() < calm:
            self._app.processEvents()

    def save(self, name: str, widget: QWidget) -> None:
        self.wait(lambda: True)
        path = self._out / f"{name}-{self._suffix}.png"
        widget.grab().save(str(path))

    def go(self, desk: Desk, name: str) -> None:
        """Go to an item and wait for its picture."""
        items = desk.session.case.of(Item)
        photos = [item for item in items if item.kind == "photo"]
        item = next((item for item in items if item.original_name.startswith(name)), photos[name == "b_"])
        desk.items.go_to(item.key)
        drawn = item.kind in ("photo", "video")
        self.wait(lambda: not drawn or not desk.stage.canvas.image.isNull())

    def render(self) -> None:
        window = self.window()
        self.save("01-welcome", window)
        dialog = NewCaseDialog("A. Analyst", Path("/cases"), window)
        dialog.title_field.setText("Drones over the river crossing")
        dialog.show()
        self.save("02-new-case", dialog)
        dialog.close()
        self.case_views(self.desk(window, "river"), window)
        self.frame_views(window)
        self.desk(window, "empty")
        self.save("12-empty-case", window)
        with Workspace.open(self._cases / "river.case", "B. Colleague"):
            self.go(self.desk(window, "river"), "b_")
            self.save("13-read-only", window)
            window.close_case()
        window.close()

    def case_views(self, desk: Desk, window: MainWindow) -> None:
        self.go(desk, "a_")
        self.save("03-photo", window)
        desk.session.select(desk.session.case.of(Observation)[0].key)
        self.save("04-photo-region", window)
        clip = next(item for item in desk.session.case.of(Item) if item.kind == "video")
        desk.items.go_to(clip.key)
        self.wait(lambda: desk.session.frame is not None)
        desk.session.show_asked.emit(desk.session.case.of(Observation)[-1].key)
        self.wait(lambda: desk.viewer.is_idle)
        self.save("05-clip", window)
        self.picker_views(desk, window)
        self.tag_views(desk, window)
        self.metadata_views(desk, window)
        self.go(desk, "a_")
        for number, name in ((8, "metadata"), (9, "source"), (10, "place")):
            desk.inspector.open_panel(name)
            self.wait(lambda: True, 0.8)
            if name == "place":
                fields = desk.inspector.findChildren(QLineEdit)
                next(f for f in fields if f.accessibleName() == "Coordinates").setText("46 42 01 N 32 54 05 E")
            self.save(f"{number:02d}-{name}", window)
        desk.inspector.open_panel("tags")
        desk.export()
        export = window.findChild(ExportDialog)
        assert export is not None
        self.wait(export.go.isEnabled)
        self.save("11-export", export)
        export.write_to(self._cases / f"bundle-{self._suffix}")
        self.wait(lambda: export.written is not None)
        self.save("11-export-result", export)
        export.accept()
        desk.items.search.setText("broken")
        self.save("14-problems", window)
        window.close_case()

    def frame_views(self, window: MainWindow) -> None:
        """Show what stands around every page: palette, keys, settings."""
        desk = self.desk(window, "river")
        self.go(desk, "a_")
        for name, words in (("20-palette", ""), ("20-palette-search", "phan")):
            desk.find_anything()
            palette = window.findChildren(Palette)[-1]
            palette.search.setText(words)
            self.save(name, palette)
            palette.reject()
        window.dialogs.show_sheet()
        self.save_dialog("21-keys", window)
        window.dialogs.show_keys()
        changing = window.findChildren(KeysDialog)[-1]
        changing.choose("box")
        changing.field.pressed_chord.emit("Ctrl+E")
        self.save_dialog("22-change-keys", window)
        for name, show in (
            ("23-settings", window.dialogs.show_settings),
            ("24-log", window.dialogs.show_log),
            ("25-report", window.dialogs.copy_report),
            ("26-forget", window.dialogs.ask_forget),
        ):
            show()
            self.save_dialog(name, window)
        window.close_case()
        missing = self.desk(window, "unplugged")
        self.wait(missing.missing.isVisible)
        self.save("27-missing", window)
        window.close_case()

    def save_dialog(self, name: str, window: MainWindow) -> None:
        """Render the dialog that was opened last, and close it."""
        dialog = window.findChildren(QDialog)[-1]
        self.save(name, dialog)
        dialog.close()
        self.wait(lambda: True)

    def tag_views(self, desk: Desk, window: MainWindow) -> None:
        """Show the tags panel from top to bottom in a tall window: doubt, features, a machine's card, tags, notes."""
        self.go(desk, "a_")
        desk.session.select(desk.session.case.of(Observation)[0].key)
        panel = desk.inspector.open_panel("tags")
        assert isinstance(panel, TagsPanel)
        window.resize(SIZE[0], TALL_PX)
        self.wait(lambda: panel.is_settled)
        self.save("15-tags", panel)
        window.resize(*SIZE)
        desk.session.select("")

    def metadata_views(self, desk: Desk, window: MainWindow) -> None:
        self.go(desk, "a_")
        panel = desk.inspector.open_panel("metadata")
        assert isinstance(panel, MetadataPanel)
        self.wait(lambda: bool(panel.model.rows))
        facts = [row.line for row in panel.model.rows if row.line is not None and row.line.fact]
        if facts:
            panel.show_behind(facts[0])
            self.save("08-metadata-behind", window)
            panel.model.show_behind(None)
        panel.search.setText("0x01")
        self.save("08-metadata-search", window)
        panel.search.setText("no such words")
        self.save("08-metadata-none", window)
        panel.search.clear()
        panel.lines.go_to_row(len(panel.model.rows) // 2)
        self.save("08-metadata-detail", window)

    def picker_views(self, desk: Desk, window: MainWindow) -> None:
        for name, words in (("06-picker", ""), ("07-picker-search", "phantom 4")):
            desk.ask_drone()
            picker = window.findChildren(DronePicker)[-1]
            picker.search.setText(words)
            if words:
                picker.answers.setCurrentIndex(picker.answers.model().index(1, 0))
            self.save(name, picker)
            picker.reject()
            self.wait(lambda: True)


def make_footage(folder: Path) -> None:
    """Make footage where none was named."""
    make_photo(folder / "a_photo.jpg", 1600, 1200)
    make_photo(folder / "b_on_its_side.jpg", 1600, 1200, orientation=6, shift=90)
    make_clip(folder / "c_clip.mp4", 640, 480)
    (folder / "invoice.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")


def build_cases(cases: Path, named: Path | None) -> None:
    """Build one case that has something in every panel, and an empty one."""
    Workspace.create(cases / "empty.case", "A case with nothing in it yet", "A. Analyst").close()
    folder = named or cases / "footage"
    if named is None:
        folder.mkdir()
        make_footage(folder)
    with Workspace.create(cases / "unplugged.case", "Footage on a disk that is gone", "A. Analyst") as workspace:
        away = cases / "disk"
        away.mkdir()
        make_photo(away / "DJI_0412.jpg", 640, 480)
        add_footage(workspace, [away], link=True)
        shutil.rmtree(away)
    broken = cases / "broken_clip.mp4"
    broken.write_bytes(b"")
    with Workspace.create(cases / "river.case", "Drones over the river crossing", "A. Analyst") as workspace:
        add_footage(workspace, [folder, broken])
        state_things(workspace)
        say_more(workspace)


def state_things(workspace: Workspace) -> None:
    """Say which drone is seen, where, and how sure."""
    photo = next(item for item in workspace.case.of(Item) if item.kind == "photo")
    clip = next(item for item in workspace.case.of(Item) if item.kind == "video")
    ref, likely = workspace.catalog.ref, Likelihood("icd203", "likely")
    still = Still()
    frame = pictures.frame(workspace, clip, "#3", 320).result(PATIENCE_S).frame
    for item, when, entries in (
        (photo, still, ("dji-phantom-3", "dji-phantom-3-professional", "dji-phantom-4")),
        (clip, Instant(frame), (None,)),
    ):
        width, height = item.technical.width or 100, item.technical.height or 100
        big = Box(width * 0.2, height * 0.15, width * 0.55, height * 0.6)
        small = Box(width * 0.55, height * 0.5, width * 0.12, height * 0.13)
        workspace.execute(AddObservation(item=item, when=when, region=big))
        seen = workspace.case.of(Observation)[-1]
        workspace.execute(AddObservation(item=item, when=when, region=small, seen="camera on a hanging gimbal"))
        hypotheses = tuple(Hypothesis(ref(slug) if slug else UNDETERMINED) for slug in entries)
        first = Hypothesis(hypotheses[0].entry, likely) if entries[0] else hypotheses[0]
        workspace.execute(
            StateDrone(about=seen, role="seen", hypotheses=(first, *hypotheses[1:]), confidence=Confidence("moderate"))
        )
    workspace.execute(
        StatePlace(
            about=photo,
            locates="camera",
            latitude_deg=46.7003,
            longitude_deg=32.9015,
            as_typed="46.7003 32.9015",
            radius_m=45,
            methods=("landmark_match", "shadow"),
        )
    )


def say_more(workspace: Workspace) -> None:
    """Say what fills the tags panel: reasons, an exclusion, a feature, a machine, tags, notes."""
    seen, claim = workspace.case.of(Observation)[0], workspace.case.of(DroneClaim)[0]
    cue = next(cue for cue in workspace.catalog.cues("dji-phantom-3") if cue.distinguishes_from)
    features = (Feature(cue.text, "seen", cue.id, seen.id),)
    confidence = Confidence("moderate", "one angle, good light")
    workspace.execute(EditDroneClaim(msgspec.structs.replace(claim, features=features, confidence=confidence)))
    excluded = claim.hypotheses[-1].entry
    workspace.execute(ExcludeHypothesis(claim, excluded, "its gimbal sits in a recess"))
    workspace.execute(NewMachine(about=claim, title="white Phantom, one leg mended"))
    marking = Marking("PH645A08", True, "marking", seen.id, "partly", workspace.person.id)
    card = msgspec.structs.replace(workspace.case.of(Drone)[0], markings=(marking,), user_group="3rd company")
    workspace.execute(EditDrone(card))
    workspace.execute(AddTag((seen,), "river"))
    workspace.execute(AddNote(about=seen, text="The leg at the left is held by tape.\nAsk for the other photos."))


def guide_picture(out: Path) -> None:
    """Render the demonstration case in review: the first photo with its region, and what is stated about it."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["VERIFIER_CONFIG"] = f"{home}/settings.json"
        build_demo(Path(home) / "demo.case")
        gallery = Gallery(out.parent, Path(home), "dark", "1")
        window = gallery.window()
        desk = gallery.desk(window, "demo")
        gallery.wait(lambda: not desk.stage.canvas.image.isNull(), 2)
        item = desk.session.item
        assert item is not None
        seen = (one for one in desk.session.case.of(Observation) if one.item == item.id)
        desk.session.select(next(seen).key)
        gallery.wait(lambda: True)
        out.parent.mkdir(parents=True, exist_ok=True)
        window.grab().save(str(out), "WEBP", GUIDE_QUALITY)
        window.close()


def main() -> None:
    """Render all: each scale in a process of its own, since Qt reads it once."""
    if sys.argv[1:] == ["guide"]:
        guide_picture(find_asset("guide").resolve() / "window.webp")
        return
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "gallery").resolve()
    out.mkdir(parents=True, exist_ok=True)
    named = Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
    inner = os.environ.get("VERIFIER_GALLERY_CASES")
    if inner is not None:
        for theme in ("dark", "light"):
            Gallery(out, Path(inner), theme, os.environ["QT_SCALE_FACTOR"]).render()
        return
    with tempfile.TemporaryDirectory() as cases:
        settings = {
            "VERIFIER_CONFIG": f"{cases}/settings.json",
            "VERIFIER_STATE": f"{cases}/state",
            "VERIFIER_GALLERY_CASES": cases,
        }
        build_cases(Path(cases), named)
        for scale in SCALES:
            environment = {**os.environ, **settings, "QT_SCALE_FACTOR": scale}
            command = [sys.executable, "-m", "tests.gallery", str(out)]
            subprocess.run(command, env=environment, check=True)


if __name__ == "__main__":
    main()
