"""Render every view of the window as PNG: light and dark, at 100 and 200 %, and in other languages, offscreen.

``python -m tests.gallery [DIR [FOOTAGE]]``. For looking at, not a test: open the pictures. Without a folder of footage,
some is made by ``tests.footage``; photos whose names begin with ``a_`` and ``b_`` are those shown.
``python -m tests.gallery in uk [DIR [FOOTAGE]]`` renders one language alone.

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
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QScrollArea, QWidget

from tests.footage import make_clip, make_paper, make_photo
from tests.gallery_clips import build_clip_case, clip_views
from tests.gallery_copies import build_copies_case, copies_views
from tests.gallery_detecting import build_detecting_case, detecting_views
from tests.gallery_moving import build_moving_case, moving_views
from tests.gallery_reading import build_reading_case, reading_views
from tests.gallery_screen import draw_without_display
from tests.workspace.test_machines import SERIAL, drone, photo
from tests.workspace.test_trade import HEADS as TABLE_HEADS
from tests.workspace.test_trade import ROWS as TABLE_ROWS
from verifier.catalog.assets import find_asset
from verifier.catalog.catalog import UNDETERMINED
from verifier.commands.drone_claims import EditDroneClaim, ExcludeHypothesis, StateDrone
from verifier.commands.items import AddPosting, EditPosting, NewPosting
from verifier.commands.machines import NewMachine
from verifier.commands.notes import AddNote, AddTag
from verifier.commands.observations import AddObservation
from verifier.commands.places_and_times import StatePlace, StateTime
from verifier.commands.statements import (
    AddIncident,
    AddLink,
    AddSourceClaim,
    BeginAssessment,
    EditAssessment,
    EditDrone,
)
from verifier.commands.trade import LinkShipment
from verifier.commands.triage import SetSensitivity
from verifier.domain.frames import Instant, Still
from verifier.domain.inspection import Trouble
from verifier.domain.records import (
    Assessment,
    Drone,
    DroneClaim,
    Excluded,
    Feature,
    Hypothesis,
    Item,
    Marking,
    Observation,
    Pillar,
    PlaceClaim,
    Posting,
    Rival,
    TradeRecord,
)
from verifier.domain.regions import Box, Line
from verifier.domain.scales import Confidence, Likelihood
from verifier.forensics.params import Gamma, LocalContrast
from verifier.gui.added_words import added_words
from verifier.gui.compare.page import ComparePage
from verifier.gui.compare.pair import Pair, Shown
from verifier.gui.desk import Desk
from verifier.gui.dialogs.export import ExportDialog
from verifier.gui.dialogs.keys import KeysDialog
from verifier.gui.dialogs.log_view import LogView
from verifier.gui.dialogs.map_table import MapTable
from verifier.gui.dialogs.new_case import NewCaseDialog
from verifier.gui.folds import FoldHead
from verifier.gui.gestures import draw_region
from verifier.gui.items.facets import Filter
from verifier.gui.items.order import Order
from verifier.gui.machines.page import MachinesPage
from verifier.gui.map.page import MapPage
from verifier.gui.match.page import MatchPage
from verifier.gui.palette.dialog import Palette
from verifier.gui.panels.form import FormPanel
from verifier.gui.panels.metadata import MetadataPanel
from verifier.gui.panels.place.panel import PlacePanel
from verifier.gui.panels.tags import TagsPanel
from verifier.gui.picker.dialog import DronePicker
from verifier.gui.preferences import Preferences
from verifier.gui.session import Told
from verifier.gui.sizing.asking import check_size
from verifier.gui.sizing.dialog import SizeDialog
from verifier.gui.speaking import speak_in
from verifier.gui.speech import ENGLISH, PSEUDO, tr
from verifier.gui.theme import Theme, ThemeName
from verifier.gui.window import MainWindow
from verifier.metadata.provenance.mapped_table import guess
from verifier.workspace import pictures
from verifier.workspace.added import Added, AddedOne
from verifier.workspace.demo import build_demo
from verifier.workspace.footage import add_footage
from verifier.workspace.machines import acceptance, find_machines
from verifier.workspace.provenance import look_at_posts
from verifier.workspace.trade import TradeQuery
from verifier.workspace.trade_import import table_item, take_rows
from verifier.workspace.trade_tables import look_at, scan
from verifier.workspace.workspace import Workspace

SIZE = (1440, 900)
SCALES = ("1", "2")
TALL_PX = 2200
"""High enough for everything that one panel says."""
LANGUAGES = ("uk", "ar", PSEUDO)
"""Besides English; the last is longer than any of them, so that what has no room shows."""
PATIENCE_S = 30
OTHER = "1581F45T7228D0010X07"
GUIDE_QUALITY = 92
"""WebP: a photo and small type in one picture, at a third of what a PNG weighs."""
POSTS_COLUMNS = ("File", "Link", "Channel", "Posted at", "Words", "Checked by")
POSTS_TABLE = (
    ",".join(POSTS_COLUMNS)
    + """
a_photo.jpg,https://t.example/river/77,River watch,2026-03-04T07:06:00+02:00,"Дрон над мостом, сьогодні вранці",AA
c_clip.mp4,https://t.example/river/78,River watch,2026-03-04 07:09,"The same drone later, from the other bank",AA
not_saved.mp4,https://t.example/river/79,River watch,2026-03-05 18:20,,BB
"""
)
Until = Callable[[], bool]


class Gallery:
    """Renders one theme at one scale in one language."""

    def __init__(self, out: Path, cases: Path, theme: ThemeName, scale: str, language: str = ENGLISH) -> None:
        app = QApplication.instance() or QApplication([])
        assert isinstance(app, QApplication)
        self._app = app
        speak_in(app, language)
        self._theme = Theme(self._app, theme)
        self._out, self._cases = out, cases
        self._suffix = f"{theme}-{int(scale) * 100}" + (f"-{language}" if language != ENGLISH else "")

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

    def wait(self, until: Until, settle_s: float = 0.3, patience_s: float = PATIENCE_S) -> None:
        """Wait for a condition, then a little for what follows from it."""
        deadline = time.monotonic() + patience_s
        while not until() and time.monotonic() < deadline:
            self._app.processEvents()
        calm = time.monotonic() + settle_s
        while time.monotonic() < calm:
            self._app.processEvents()

    def save(self, name: str, widget: QWidget) -> None:
        self.wait(lambda: True)
        self.shoot(name, widget)

    def shoot(self, name: str, widget: QWidget) -> None:
        """Save what stands there now, and lasts no longer."""
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
        copies_views(self)
        detecting_views(self)
        moving_views(self)
        clip_views(self)
        reading_views(self)
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
        self.stage_views(desk, window, clip)
        self.go(desk, "invoice")
        self.wait(desk.reading.view.isVisible)
        self.save("05-paper", window)
        self.go(desk, "a_")
        self.picker_views(desk, window)
        self.tag_views(desk, window)
        self.seeing_views(desk, window)
        self.compare_views(desk, window)
        self.metadata_views(desk, window)
        self.go(desk, "a_")
        for number, name in ((8, "metadata"), (9, "source"), (10, "place")):
            desk.inspector.open_panel(name)
            self.wait(lambda: True, 0.8)
            if name == "place":
                for field in desk.inspector.findChildren(QLineEdit):
                    if field.accessibleName() == tr("Coordinates"):
                        field.setText("46 42 01 N 32 54 05 E")
            self.save(f"{number:02d}-{name}", window)
        self.weighing_views(desk, window)
        self.map_views(desk, window)
        desk.inspector.open_panel("tags")
        self.export_views(desk, window)
        desk.items.search.setText("broken")
        self.save("14-problems", window)
        self.saved_posts_views(desk, window)
        self.items_views(desk, window)
        window.close_case()

    def export_views(self, desk: Desk, window: MainWindow) -> None:
        """Show a bundle and a format that has no room for all of it, before and after."""
        for name, number in (("bagit", "11-export"), ("yolo", "11-export-yolo")):
            desk.export()
            export = next(one for one in window.findChildren(ExportDialog) if one.isVisible())
            export.write_as(name)
            self.wait(export.go.isEnabled)
            self.save(number, export)
            export.write_to(self._cases / f"{name}-{self._suffix}")
            self.wait(lambda export=export: export.written is not None)
            self.save(f"{number}-result", export)
            export.accept()

    def saved_posts_views(self, desk: Desk, window: MainWindow) -> None:
        """Show what is asked of a table, and the posts that fit no file."""
        table = self._cases / f"posts-{self._suffix}.csv"
        table.write_text(POSTS_TABLE)
        for mapping in (guess(POSTS_COLUMNS), {"Link": "url"}):
            desk.saved_posts.read(table)
            self.wait(lambda: bool(desk.findChildren(MapTable)))
            dialog = desk.findChildren(MapTable)[-1]
            if mapping == {"Link": "url"}:
                dialog.take("File", "")
            self.wait(lambda: not desk.saved_posts.is_busy)
            self.save("46-table" if "File" in mapping else "46-table-no-file", dialog)
            dialog.reject()
            self.wait(lambda: not desk.findChildren(MapTable))
        found = look_at_posts(desk.session.workspace, table, guess(POSTS_COLUMNS))
        desk.saved_posts.list_unfitted(found)
        self.save("47-posts-without-a-file", window.findChildren(LogView)[-1])
        window.findChildren(LogView)[-1].accept()

    def items_views(self, desk: Desk, window: MainWindow) -> None:
        """Show the items as a grid in groups, what they can be filtered by, and the list of problems."""
        desk.items.filtering.use(Filter())
        self.wait(lambda: desk.digesting.is_idle)
        desk.session.show_page("triage")
        desk.items.filtering.arrange(Order("device", "name"))
        self.wait(lambda: True, 1)
        self.save("40-triage-groups", window)
        desk.items.filtering.use(Filter((("there", "drone"), ("drone", "DJI Phantom 3 series"))))
        desk.items.filtering.open()
        self.save("41-filters", window)
        desk.items.filtering.popup.leave()
        desk.items.filtering.use(Filter())
        desk.session.show_page("problems")
        self.save("42-problems", window)
        desk.session.show_page("review")
        self.save("43-list-groups", window)
        desk.items.filtering.use(Filter((("there", "drone"),)))
        left_out = next(item for item in desk.session.case.of(Item) if item.kind == "document")
        desk.session.go_to(left_out.key)
        desk.items.outcome.show_words(added_words(brought_in(item=58, posting=2, troubled=4)), has_problems=True)
        self.wait(lambda: desk.items.outside.isVisible())
        self.save("43-left-out-by-a-filter", window)
        desk.items.outcome.hide()
        desk.items.filtering.use(Filter())
        desk.session.go_to(desk.session.case.of(Item)[0].key)
        desk.session.show_page("match")
        self.save("44-match", window)
        page = desk.page("match")
        assert isinstance(page, MatchPage)
        page.look.click()
        self.wait(lambda: not page.search.is_running, 1)
        self.save("45-match-found", window)
        self.machine_views(desk, window)
        desk.session.show_page("review")

    def machine_views(self, desk: Desk, window: MainWindow) -> None:
        """Show proposals, a machine's card with trade, the records, the form, and a table with its columns."""
        desk.session.show_page("machines")
        page = desk.page("machines")
        assert isinstance(page, MachinesPage)
        self.save("46-machines", window)
        page.machines.look.click()
        self.wait(lambda: not page.search.is_running, 1)
        self.save("47-machines-found", window)
        self.save("47-machines-tall", tall(page.machines))
        page.open(1)
        self.save("48-trade", window)
        page.trade.new.click()
        self.save("48-trade-form", window)
        page.trade.form.hide()
        page.open(2)
        self.save("49-table-none", window)
        page.table.open_table(self._cases / "customs.csv")
        self.wait(lambda: not page.table.is_busy)
        page.table.count()
        self.wait(lambda: page.table.scanned is not None)
        self.save("49-table", tall(page.table))

    def map_views(self, desk: Desk, window: MainWindow) -> None:
        """Show the map: everything, one place near by, the field that finds places, picking; the panel to its end."""
        desk.session.show_page("map")
        page = desk.findChild(MapPage)
        assert page is not None
        self.wait(lambda: page.map.is_sharp and desk.session.atlas.gazetteer is not None, 1)
        page.map.go_to(46.7, 32.9, 8.5)
        self.wait(lambda: page.map.is_sharp)
        self.save("30-map", window)
        page.map.go_to(48, 31, 4.5)
        page.legend.box.setChecked(True)
        page.finder.field.setText("kakhov")
        self.wait(lambda: page.map.is_sharp)
        self.save("31-map-far", window)
        page.finder.field.clear()
        page.legend.box.setChecked(False)
        page.map.go_to(46.7, 32.9, 13)
        page.camera.click()
        self.wait(lambda: page.map.is_sharp)
        self.save("32-map-pick", window)
        page.camera.click()
        panel = desk.inspector.findChild(PlacePanel)
        assert panel is not None
        for number, part in enumerate((0.5, 1.0)):
            panel.scroll_to(part)
            self.save(f"33-place-time-{number + 1}", desk.inspector)
        desk.session.show_page("review")

    def frame_views(self, window: MainWindow) -> None:
        """Show what stands around every page: palette, keys, settings."""
        desk = self.desk(window, "river")
        self.go(desk, "a_")
        for name, words in (("20-palette", ""), ("20-palette-search", "phantom 4")):
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
            ("68-what-was-said", lambda: window.dialogs.show_told(self.told(window))),
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

    def told(self, window: MainWindow) -> tuple[Told, ...]:
        """Return what the line at the foot has said so far, with two sentences of an import."""
        assert window.page is not None
        session = window.page.session
        session.say(added_words(brought_in(item=60, failed=1, troubled=4)), "warn")
        session.say(tr("Decided; that was the last row of the list."))
        return tuple(session.told)

    def save_dialog(self, name: str, window: MainWindow) -> None:
        """Render the dialog that was opened last, and close it."""
        dialog = window.findChildren(QDialog)[-1]
        self.save(name, dialog)
        dialog.close()
        self.wait(lambda: True)

    def stage_views(self, desk: Desk, window: MainWindow, clip: Item) -> None:
        """A clip with segments, while its strip is dragged over, and sensitive footage under its veil."""
        last = len(desk.timeline.frames or ()) - 1
        for begin, end, title in ((0, last // 4, "Take-off"), (last // 3, last * 2 // 3, "Over the bridge")):
            for ordinal, call in ((begin, desk.segments.begin), (end, desk.segments.end)):
                desk.timeline.go_to(ordinal)
                call()
            made = desk.segments.chosen
            assert made is not None
            desk.timeline.slider.renamed.emit(made.key, title)
        self.wait(lambda: desk.viewer.is_idle, 2)
        desk.segments.mark_frame()
        self.save("30-clip-segments", window)
        slider = desk.timeline.slider
        slider.scrubbed.emit(0.55)
        slider.hovered.emit(0.55)
        # Of a clip as short as this the exact frame may come at once, and then nothing is cautioned.
        self.wait(lambda: bool(desk.stage.cautioned), 0, 1)
        window.grab().save(str(self._out / f"31-clip-scrub-{self._suffix}.png"))
        self.save("31-clip-hover", desk.timeline.card)
        slider.hovered.emit(None)
        photo = next(item for item in desk.session.case.of(Item) if item.kind == "photo")
        for item in (clip, photo):
            desk.session.do(SetSensitivity(items=(item,), sensitivity=("graphic", "casualty")))
        self.wait(lambda: desk.viewer.is_idle, 1)
        self.save("32-clip-veiled", window)
        desk.items.go_to(photo.key)
        self.wait(lambda: not desk.stage.canvas.image.isNull())
        self.save("33-photo-veiled", window)
        for _ in range(6):
            desk.session.undo()
        self.wait(lambda: desk.viewer.is_idle)

    def seeing_views(self, desk: Desk, window: MainWindow) -> None:
        """Show a photo through filters, with its panel and badge, and on a turned view."""
        self.go(desk, "a_")
        seeing, key = desk.session.seeing, desk.session.item_key
        desk.seeing.open()
        seeing.use(key, (Gamma(1.8), LocalContrast(2.0)))
        self.wait(lambda: len(seeing.shown) == 2)
        self.save("60-seen-through-filters", window)
        seeing.switch(key)
        self.wait(lambda: not seeing.shown)
        self.save("60-filters-switched-off", window)
        seeing.switch(key)
        self.wait(lambda: len(seeing.shown) == 2)
        draw_region(desk.session, Box(690, 400, 420, 360))
        desk.inspector.open_panel("tags")
        self.save("60-drawn-on-an-enhanced-view", window)
        desk.session.undo()
        seeing.switch(key)
        self.wait(lambda: not seeing.shown)
        desk.seeing.loupe.switch()
        desk.seeing.loupe.go_to((690, 610))
        self.wait(lambda: desk.seeing.loupe.patch is not None, 0.5)
        self.save("60-loupe", window)
        desk.seeing.loupe.switch()
        seeing.switch(key)
        seeing.turn_to(key, 90)
        desk.seeing.close()
        self.wait(lambda: len(seeing.shown) == 2)
        self.save("61-turned", window)
        seeing.turn_to(key, -12.5)
        self.save("61-turned-a-little", window)
        seeing.reset(key)

    def compare_views(self, desk: Desk, window: MainWindow) -> None:
        """Show two items, and two frames of a clip, compared in every way."""
        desk.session.show_page("compare")
        page = desk.page("compare")
        assert isinstance(page, ComparePage)
        self.save("62-nothing-to-compare", window)
        items = desk.session.case.of(Item)
        photos = [item for item in items if item.kind == "photo"]
        copies = [item for item in photos if item.original_name.startswith("d_")] or photos[1:]
        clip = next(item for item in items if item.kind == "video")
        desk.session.compare(Pair(Shown(photos[0].key), Shown(copies[0].key)))
        self.wait(lambda: page.is_settled)
        self.save("63-side-by-side", window)
        for mode in ("wipe", "difference", "readings"):
            page.modes[mode].click()
            self.wait(lambda: page.is_settled, 0.6)
            self.save(f"64-{mode}", window)
        page.modes["side"].click()
        desk.session.compare(Pair(Shown(clip.key, 0), Shown(clip.key, 5)))
        self.wait(lambda: page.is_settled)
        page.take_offset()
        page.step(2, 0)
        self.wait(lambda: page.is_settled)
        self.save("65-two-frames", window)
        page.modes["blink"].click()
        self.save("66-blink", window)
        page.modes["side"].click()
        desk.session.do(SetSensitivity((clip,), ("graphic",)))
        self.wait(lambda: True)
        self.save("67-compared-under-the-veil", window)
        desk.session.undo()
        desk.session.show_page("review")

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
        self.size_views(desk, window)

    def size_views(self, desk: Desk, window: MainWindow) -> None:
        """A distance from a line: asked for, and kept."""
        session = desk.session
        item = session.item
        assert item is not None
        session.do(
            AddObservation(item=item, when=Still(), region=Line(((60.0, 60.0), (220.0, 90.0))), seen="the drone")
        )
        line = max(session.case.of(Observation), key=lambda one: one.id)
        session.select(line.key)
        check_size(desk)
        self.wait(lambda: bool(window.findChildren(SizeDialog)))
        dialog = window.findChildren(SizeDialog)[-1]
        self.save("17-size-asked", dialog)
        for field, words in (
            (dialog.what, "motor to motor, diagonal"), (dialog.known, "0.35"), (dialog.known_error, "0.002"),
            (dialog.source, "maker's data sheet"), (dialog.lens_value, "24"), (dialog.lens_error, "1"),
        ):  # fmt: skip
            field.setText(words)
        self.save("17-size-answered", dialog)
        dialog.keep.click()
        panel = desk.inspector.open_panel("tags")
        assert isinstance(panel, TagsPanel)
        self.wait(lambda: panel.is_settled)
        self.save("17-size-kept", window)
        session.undo()
        session.undo()
        session.select("")

    def weighing_views(self, desk: Desk, window: MainWindow) -> None:
        """Source, assessment and links, each as it stands and with its lines unfolded."""
        for name in ("source", "assess", "links"):
            panel = desk.inspector.open_panel(name)
            assert isinstance(panel, FormPanel)
            self.wait(lambda panel=panel: panel.is_built)
            self.save(f"30-{name}", window)
            for _ in range(2):
                for head in panel.findChildren(FoldHead):
                    head.setChecked(True)
                self.wait(lambda panel=panel: panel.is_built)
            self.save(f"31-{name}-unfolded", tall(panel))

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
        desk.ask_drone()
        picker = window.findChildren(DronePicker)[-1]
        picker.search.setText("evo ii enterprise")
        self.save("07-picker-says-less", picker)
        picker.reject()


def brought_in(*, item: int, posting: int = 0, failed: int = 0, troubled: int = 0) -> Added:
    """Stand in for an import that brought so many of each."""
    trouble = (Trouble("decode", "not_decoded", "It is damaged."),)
    items = [
        AddedOne(path=Path("a.jpg"), outcome="item", troubles=trouble if n < troubled else ()) for n in range(item)
    ]
    rest = [*(["posting"] * posting), *(["failed"] * failed)]
    return Added((*items, *(AddedOne(path=Path("b.jpg"), outcome=outcome) for outcome in rest)))


def tall(panel: QWidget) -> QWidget:
    """Return what a panel scrolls, whole."""
    area = panel.findChild(QScrollArea)
    assert area is not None
    return area.widget()


def make_footage(folder: Path) -> None:
    """Make footage where none was named."""
    make_photo(folder / "a_photo.jpg", 1600, 1200)
    make_photo(folder / "b_on_its_side.jpg", 1600, 1200, orientation=6, shift=90)
    make_clip(folder / "c_clip.mp4", 640, 480)
    make_paper(folder / "invoice.pdf", "Invoice No. 12 of 3 March: one set of propellers")


def state_trade(workspace: Workspace, cases: Path) -> None:
    """Two photos of one number, a machine, a table of trade, and records linked with a strong and a weak strength."""
    numbered = cases / "numbered"
    numbered.mkdir()
    for number, model in ((1, "Mavic 3"), (2, "Mavic 3"), (3, "Mini 4 Pro")):
        told = drone(SERIAL if number < 3 else OTHER, f'drone-dji:DroneModel="{model}"')
        photo(numbered / f"DJI_{number:04d}.JPG", number, told)
    photo(numbered / "DJI_0004.JPG", 4, drone(OTHER, 'drone-dji:DroneModel="Mavic 3"'))
    photo(numbered / "P_0005.jpg", 5, body="1S0H0C0A0B0V6")
    photo(numbered / "P_0006.jpg", 6, body="1S0H0C0A0B0V6")
    photo(numbered / "P_0007.jpg", 7, body="0")
    photo(numbered / "P_0008.jpg", 8, body="0")
    add_footage(workspace, [numbered])
    found = find_machines(workspace)
    workspace.execute(
        acceptance(next(one for one in found.proposals if one.value == SERIAL), title="white, one leg mended")
    )
    table = cases / "customs.csv"
    table.write_text("\r\n".join((TABLE_HEADS, *TABLE_ROWS)), encoding="utf-8")
    look = look_at(table)
    rows = scan(table, look.layout, look.suggested, TradeQuery()).kept
    take_rows(workspace, table_item(workspace, table), look, look.suggested, rows)
    machine = next(one for one in workspace.case.of(Drone) if one.title.startswith("white, one"))
    strong, _, weak = workspace.case.of(TradeRecord)
    workspace.execute(LinkShipment(drone=machine, record=strong, strength="same serial"))
    workspace.execute(LinkShipment(drone=machine, record=weak, strength="same model only"))


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
    build_copies_case(cases)
    build_detecting_case(cases)
    build_moving_case(cases)
    build_clip_case(cases)
    build_reading_case(cases)
    with Workspace.create(cases / "river.case", "Drones over the river crossing", "A. Analyst") as workspace:
        add_footage(workspace, [folder, broken])
        state_things(workspace)
        say_more(workspace)
        state_trade(workspace, cases)
        weigh_up(workspace)


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
            heading_deg=74,
            heading_error_deg=6,
            field_of_view_deg=46,
            field_of_view_error_deg=8,
            alternatives_excluded=(Excluded("East bank quay (46.58, 33.12)", "no jetty in imagery of 28 Feb 2023"),),
        )
    )
    workspace.execute(StatePlace(about=clip, locates="subject", latitude_deg=46.75, longitude_deg=33.37, radius_m=800))
    workspace.execute(
        StateTime(
            about=photo,
            dates="recorded",
            earliest=datetime(2023, 3, 3, 10, 20, tzinfo=UTC),
            latest=datetime(2023, 3, 3, 11, 5, tzinfo=UTC),
            as_found="shadows 12:20–13:05; posted 13:41",
            zone_assumption="Europe/Kyiv",
            methods=("shadow", "posting_time"),
            likelihood=likely,
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


def weigh_up(workspace: Workspace) -> None:
    """Say where a photo came from, what its source says, and what speaks for and against it."""
    case = workspace.case
    photo = next(item for item in case.of(Item) if item.kind == "photo")
    posting = next(one for one in case.of(Posting) if one.item == photo.id)
    told = msgspec.structs.replace(
        posting,
        url="https://t.me/riverwatch/1842",
        platform="Telegram",
        account_name="River Watch",
        posted_at_as_shown="3 Mar 2023 12:41",
        zone_assumption="+02:00, page seen from Kyiv",
        caption="Наш дрон над переправою сьогодні вранці",
        is_closed_source=False,
        reliability="C",
        reliability_reason="two of its five earlier clips were older than it said",
        credibility=3,
        acquired_from="own download",
    )
    workspace.execute(EditPosting(told))
    workspace.execute(AddPosting(photo, NewPosting(platform="e-mail", is_closed_source=True)))
    workspace.execute(
        AddSourceClaim(
            item=photo,
            words="Наш дрон над переправою сьогодні вранці",
            language="uk",
            found_in="caption",
            translation="Our drone over the crossing this morning",
            is_machine_translation=False,
            translator="A. Analyst",
        )
    )
    workspace.execute(SetSensitivity((photo,), ("live_military_position",)))
    workspace.execute(BeginAssessment(photo, "in_progress"))
    begun, place = case.of(Assessment)[0], case.of(PlaceClaim)[0]
    weighed = msgspec.structs.replace(
        begun,
        pillars=(
            Pillar("date", "Snow as on that day, but no clock in the file.", "partly"),
            Pillar("location", "The road and the far tree line match the crossing.", "established", (place.key,)),
        ),
        rivals=(
            Rival("as_described", "Place fits, snow fits.", "", Likelihood("icd203", "likely")),
            Rival("real_but_older", "Two earlier clips of the account were older.", "Snow lay on 3 March alone."),
        ),
        gaps="Who flew it.",
    )
    workspace.execute(EditAssessment(weighed))
    others = [item for item in case.of(Item) if item.kind == "photo" and item.id != photo.id][:5]
    told_of = {"what": "Small drones watch the crossing.", "place_words": "River crossing, north bank"}
    workspace.execute(AddIncident(title="Flight over the crossing", items=(photo, *others), **told_of))
    workspace.execute(AddLink(source=photo, target=others[0], kind="same_machine", strength="a scratched arm"))


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
    """Render all: each scale and language in a process of its own, since Qt reads the scale once."""
    draw_without_display()
    if sys.argv[1:] == ["guide"]:
        guide_picture(find_asset("guide").resolve() / "window.webp")
        return
    words, languages = sys.argv[1:], LANGUAGES
    if words[:1] == ["in"]:
        words, languages = words[2:], (words[1],)
    out = Path(words[0] if words else "gallery").resolve()
    out.mkdir(parents=True, exist_ok=True)
    named = Path(words[1]).resolve() if len(words) > 1 else None
    inner = os.environ.get("VERIFIER_GALLERY_CASES")
    if inner is not None:
        render_in_this_process(out, Path(inner))
        return
    runs = [{"QT_SCALE_FACTOR": scale} for scale in SCALES] if languages == LANGUAGES else []
    runs += [{"QT_SCALE_FACTOR": "1", "VERIFIER_GALLERY_LANGUAGE": language} for language in languages]
    with tempfile.TemporaryDirectory() as cases:
        settings = {
            "VERIFIER_CONFIG": f"{cases}/settings.json",
            "VERIFIER_STATE": f"{cases}/state",
            "VERIFIER_GALLERY_CASES": cases,
        }
        build_cases(Path(cases), named)
        for run in runs:
            command = [sys.executable, "-m", "tests.gallery", str(out)]
            subprocess.run(command, env={**os.environ, **settings, **run}, check=True)


def render_in_this_process(out: Path, cases: Path) -> None:
    """Render both themes in English, or one in another language."""
    scale, language = os.environ["QT_SCALE_FACTOR"], os.environ.get("VERIFIER_GALLERY_LANGUAGE", ENGLISH)
    themes: tuple[ThemeName, ...] = ("dark", "light") if language == ENGLISH else ("dark",)
    for theme in themes:
        Gallery(out, cases, theme, scale, language).render()


if __name__ == "__main__":
    main()
