"""The views of detectors for the gallery: what is asked, a run under way, proposals on a photo and along a clip.

``python -m tests.gallery_detecting [DIR]`` renders these alone, in the scale and language of ``QT_SCALE_FACTOR`` and
``VERIFIER_GALLERY_LANGUAGE``.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from tests.footage import make_photo
from tests.gallery_alone import render_alone
from tests.onnx_models import constant_model, red_box_model
from tests.red_footage import make_red_clip
from verifier.commands.statements import AddSegment
from verifier.domain.records import Item
from verifier.gui.desk import Desk
from verifier.gui.detecting.dialog import DetectDialog
from verifier.gui.pace import words_for
from verifier.gui.window import MainWindow
from verifier.workspace import pictures
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.gallery import Gallery

NAMES = "{0: 'quadcopter', 1: 'fixed wing', 2: 'bird', 3: 'airplane', 4: 'helicopter', 5: 'kite', 6: 'balloon'}"
BOXES = ((16, 24, 14, 10, 0.91, 0), (40, 30, 18, 12, 0.62, 1), (52, 18, 6, 5, 0.31, 2))
"""Center, size, score and class, in a picture of 64 x 64."""


def build_detecting_case(cases: Path) -> None:
    """Build a case of a photo and a clip, and two models beside it."""
    folder = cases / "detecting"
    folder.mkdir()
    make_photo(folder / "a_photo.jpg", 1600, 1200)
    make_red_clip(folder / "b_clip.mp4")
    lines = [(x - w / 2, y - h / 2, x + w / 2, y + h / 2, score, kind) for x, y, w, h, score, kind in BOXES]
    found = constant_model((1, 3, 6), [number for line in lines for number in line], metadata={"names": NAMES})
    (cases / "several.onnx").write_bytes(found)
    (cases / "red.onnx").write_bytes(
        red_box_model(width=320, height=320, names="{0: 'quadcopter', 1: 'bird'}", score=0.8)
    )
    (cases / "cut.onnx").write_bytes(found[:300])
    with Workspace.create(cases / "detecting.case", "What a detector proposes", "A. Analyst") as workspace:
        add_footage(workspace, [folder])
        clip = next(item for item in workspace.case.of(Item) if item.kind == "video")
        table = pictures.clip(workspace, clip).result(30)
        workspace.execute(
            AddSegment(item=clip, first_pts=table.pts[1], last_pts=table.pts[6], time_base=table.time_base,
                       title="approach")
        )  # fmt: skip


def asked(gallery: "Gallery", desk: Desk, window: MainWindow, model: Path) -> DetectDialog:
    """Return the dialog with a model that was looked at."""
    dialog = desk.detecting.ask(window.preferences, window)
    assert dialog is not None
    dialog.use(model)
    gallery.wait(lambda: not dialog.is_looking)
    return dialog


def detecting_views(gallery: "Gallery") -> None:
    """Show the dialog for a photo and a clip, a model that cannot be read, a run, and what it proposes."""
    window = gallery.window()
    desk = gallery.desk(window, "detecting")
    cases = desk.session.workspace.folder.path.parent
    gallery.go(desk, "a_")
    dialog = asked(gallery, desk, window, cases / "cut.onnx")
    gallery.save("60-detector-not-read", dialog)
    dialog.reject()
    dialog = asked(gallery, desk, window, cases / "several.onnx")
    gallery.save("61-detector-photo", dialog)
    dialog.go.click()
    gallery.wait(lambda: not desk.detecting.is_running)
    gallery.save("62-proposals-photo", window)
    desk.detecting.accept()
    gallery.save("63-proposal-accepted", window)
    desk.session.select(desk.session.case.referring(desk.session.item_key)[0].key)
    gallery.save("64-accepted-region", window)
    clip = next(item for item in desk.session.case.of(Item) if item.kind == "video")
    desk.items.go_to(clip.key)
    gallery.wait(lambda: desk.session.frame is not None)
    dialog = asked(gallery, desk, window, cases / "red.onnx")
    dialog.where.show_value("clip")
    dialog.every.setValue(1)
    dialog.classes.setText("quadcopter, zeppelin")
    gallery.save("65-detector-clip", dialog)
    dialog.classes.clear()
    dialog.go.click()
    gallery.wait(lambda: not desk.detecting.is_running)
    desk.detecting.panel.show_run(34, 240, words_for(130))  # a run that lasts would make the gallery last
    gallery.save("66-detector-running", window)
    desk.detecting.refresh()
    desk.detecting.step(1)
    desk.detecting.refuse()
    gallery.wait(lambda: desk.viewer.is_idle)
    gallery.save("67-proposals-clip", window)
    window.close_case()
    window.close()


if __name__ == "__main__":
    render_alone(build_detecting_case, detecting_views)
