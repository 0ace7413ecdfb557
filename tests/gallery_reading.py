"""The views of readings for the gallery: waiting for a second reader, both in and the same, both in and different.

``python -m tests.gallery_reading [DIR]`` renders these alone, in the scale and language of ``QT_SCALE_FACTOR`` and
``VERIFIER_GALLERY_LANGUAGE``.
"""

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PIL import Image, ImageDraw, ImageFilter, ImageFont
from PySide6.QtWidgets import QApplication, QDialog

from tests.examples import KEY, OTHER_KEY
from tests.gallery_alone import render_alone
from verifier.catalog.assets import find_asset
from verifier.commands.machines import NewMachine
from verifier.commands.mark_readings import ReadAgain, ReadMark, TakeOverReading
from verifier.commands.observations import AddObservation
from verifier.commands.triage import SetSensitivity
from verifier.domain.frames import Still
from verifier.domain.records import Drone, Item, MarkReading, Observation
from verifier.domain.regions import Box
from verifier.gui.panels.tags import TagsPanel
from verifier.gui.reading.dialog import ReadingDialog
from verifier.gui.reading.sign_as import SignAsDialog
from verifier.gui.reading.signing import SignReadingDialog
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.gallery import Gallery

D = TypeVar("D", bound=QDialog)
FIRST, SECOND = "A. Analyst", "B. Reader"
REGIONS = (Box(560, 420, 470, 80), Box(40, 40, 420, 70), Box(900, 900, 620, 90))


def build_reading_case(cases: Path) -> None:
    """Build a case of a photo on which three things are written: one waits, one was read alike, one was not."""
    folder = cases / "reading"
    folder.mkdir()
    _photo(folder / "a_wing.jpg", "1581F5FKD2340")
    _photo(folder / "b_graphic.jpg", "1581F5FKD2371")
    with Workspace.create(cases / "reading.case", "What the wing says", FIRST) as workspace:
        add_footage(workspace, [folder])
        items = {item.original_name: item for item in workspace.case.of(Item)}
        wing, other = items["a_wing.jpg"], items["b_graphic.jpg"]
        for item in (wing, wing, wing, other):
            number = sum(one.item == item.id for one in workspace.case.of(Observation))
            workspace.execute(AddObservation(item=item, when=Still(), region=REGIONS[number]))
        workspace.execute(SetSensitivity((other,), ("graphic",)))
        serial, mark, screen, veiled = workspace.case.of(Observation)
        token = workspace.machine_token
        read = {"legibility": "partly", "machine": token, "key": KEY}
        workspace.execute(ReadMark(about=serial, mark="serial", value="1581F5FKD2340", **read))
        workspace.execute(ReadMark(about=mark, mark="flight_display", value="ALT 120.4m  D 862m", **read))
        workspace.execute(ReadMark(about=screen, mark="marking", value="ЩИТ-12 0K8T 0215", language="uk", **read))
        workspace.execute(ReadMark(about=veiled, mark="watermark", value="@river", **read))
        workspace.execute(NewMachine(about=screen, title="the one with the painted wing"))
        workspace.sign_as(SECOND)
        firsts = {one.mark: one for one in workspace.case.of(MarkReading)}
        workspace.execute(
            ReadAgain(first=firsts["flight_display"], value="ALT 120.4m D 862m", machine=token, key=OTHER_KEY)
        )
        workspace.execute(
            ReadAgain(first=firsts["marking"], value="ЩИТ-12 OK8T 025", legibility="guess", machine="elsewhere")
        )
        drone = workspace.case.of(Drone)[0]
        workspace.execute(TakeOverReading(reading=firsts["marking"], drone=drone))


def _photo(path: Path, serial: str) -> None:
    picture = Image.linear_gradient("L").resize((1600, 1200)).convert("RGB")
    draw = ImageDraw.Draw(picture)
    file = str(next(find_asset("fonts").rglob("JetBrainsMono*.ttf")))
    large, small = (ImageFont.truetype(file, size) for size in (52, 34))
    draw.polygon([(200, 700), (1400, 330), (1460, 420), (300, 860)], fill=(196, 200, 196))
    draw.text((576, 428), serial, font=large, fill=(60, 62, 66))
    draw.text((50, 52), "ALT 120.4m  D 862m", font=small, fill=(240, 240, 230))
    draw.text((910, 910), "ЩИТ-12 0K8T 0215", font=large, fill=(30, 30, 34))
    picture.filter(ImageFilter.GaussianBlur(2.2)).save(path, quality=55)


def reading_views(gallery: "Gallery") -> None:
    """Render the views of the case of readings."""
    window = gallery.window()
    desk = gallery.desk(window, "reading")
    session = desk.session
    session.sign_as(FIRST)
    wing = next(item for item in session.case.of(Item) if item.original_name == "a_wing.jpg")
    desk.items.go_to(wing.key)
    gallery.wait(lambda: not desk.stage.canvas.image.isNull())
    panel = desk.inspector.open_panel("tags")
    assert isinstance(panel, TagsPanel)
    serial, mark, screen, veiled = session.case.of(Observation)
    for name, seen, person in (
        ("90-reading-waits-own", serial, FIRST),
        ("90-reading-waits", serial, SECOND),
        ("91-reading-same", mark, SECOND),
        ("92-reading-differs", screen, SECOND),
    ):
        session.sign_as(person)
        session.select(seen.key)
        gallery.wait(lambda: panel.is_settled)
        gallery.save(name, window)
    session.select("")
    gallery.wait(lambda: panel.is_settled)
    gallery.save("93-readings-of-item", window)
    waiting = next(one for one in session.case.of(MarkReading) if one.is_hidden and one.about == serial.key)
    hidden = next(one for one in session.case.of(MarkReading) if one.about == veiled.key)
    for name, key in (("94-read-first", screen.key), ("95-read-second", waiting.key), ("96-read-veiled", hidden.key)):
        session.reading_asked.emit(key, False)
        dialog = _dialog(ReadingDialog)
        gallery.wait(lambda dialog=dialog: not dialog.crop.image.isNull())
        gallery.save(name, dialog)
        if name == "95-read-second":
            session.sign_as(FIRST)
            gallery.save("95-read-second-same-person", dialog)
            session.sign_as(SECOND)
        dialog.reject()
    session.sign_as(FIRST)
    desk.shell.preferences.remember(signing_keys={FIRST: "/home/analyst/.ssh/id_readings"})
    for name, asked in (("98-read-and-sign", session.reading_asked), ("99-sign-later", session.signature_asked)):
        asked.emit(*((screen.key, False) if name == "98-read-and-sign" else (waiting.key,)))
        dialog = _dialog(ReadingDialog if name == "98-read-and-sign" else SignReadingDialog)
        dialog.key.passphrase.show()
        gallery.save(name, dialog)
        dialog.reject()
    session.name_asked.emit()
    gallery.save("97-sign-as", _dialog(SignAsDialog))
    _dialog(SignAsDialog).reject()
    window.close_case()
    window.close()


def _dialog(kind: type[D]) -> D:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


if __name__ == "__main__":
    render_alone(build_reading_case, reading_views)
