"""The views of a region that moves, of a picture for publication, and of what is asked about items.

``python -m tests.gallery_moving [DIR]`` renders these alone, in the scale and language of ``QT_SCALE_FACTOR`` and
``VERIFIER_GALLERY_LANGUAGE``.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from tests.footage import make_photo
from tests.gallery_alone import render_alone
from tests.media.test_following import make_moving_clip, target_box
from verifier.commands.notes import AddNote
from verifier.domain.records import Item
from verifier.domain.regions import Box
from verifier.gui.desk import Desk
from verifier.gui.dialogs.bytes_view import BytesView
from verifier.gui.gestures import draw_region
from verifier.gui.publishing import PublishDialog
from verifier.gui.window import MainWindow
from verifier.workspace.footage import add_footage
from verifier.workspace.original_bytes import original_path, stretch
from verifier.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.gallery import Gallery

ASKED = ("note", "incident", "posting", "sensitivity", "assign", "word")


def build_moving_case(cases: Path) -> None:
    """Build a case of a photo and a clip in which something moves, and regions in a file beside it."""
    folder = cases / "moving"
    folder.mkdir()
    make_photo(folder / "a_photo.jpg", 1600, 1200)
    make_moving_clip(folder / "b_clip.mp4")
    shape = {"label": "quadcopter", "points": [[900, 500], [1120, 700]], "shape_type": "rectangle"}
    shapes = [{**shape, "group_id": None, "flags": {}}, {**shape, "label": "sky", "shape_type": "mask", "flags": {}}]
    read = {"version": "5.0", "flags": {}, "shapes": shapes, "imagePath": "a_photo.jpg", "imageData": None}
    (cases / "a_photo.json").write_text(json.dumps({**read, "imageHeight": 1200, "imageWidth": 1600}))
    with Workspace.create(cases / "moving.case", "What moves", "A. Analyst") as workspace:
        add_footage(workspace, [folder])
        photo = next(item for item in workspace.case.of(Item) if item.kind == "photo")
        workspace.execute(AddNote(about=photo, text="the same wall as in the clip"))


def moving_views(gallery: "Gallery") -> None:
    """Show a region followed, accepted, and on the timeline; a picture to be published; what is asked about items."""
    window = gallery.window()
    desk = gallery.desk(window, "moving")
    assert window.page is not None
    actions = window.page.actions_table
    _follow(gallery, desk, window)
    gallery.go(desk, "a_")
    draw_region(desk.session, Box(300, 200, 220, 160))
    gallery.wait(lambda: desk.viewer.is_idle)
    actions.run("publish")
    publishing = _last(window)
    assert isinstance(publishing, PublishDialog)
    gallery.save("72-publish", publishing)
    publishing.cover_regions()
    publishing.picture.add("crop")
    gallery.save("72-publish-cut", publishing)
    publishing.reject()
    desk.annotations.read(desk.session.workspace.folder.path.parent / "a_photo.json")
    gallery.wait(lambda: not desk.annotations.is_busy)
    found = _last(window)
    gallery.save("73-regions-found", found)
    found.close()
    photo = next(item for item in desk.session.case.of(Item) if item.kind == "photo")
    maker = b"DJI\0"
    place = (original_path(desk.session.workspace, photo).read_bytes().find(maker), len(maker))
    view = BytesView(
        desk.theme,
        stretch(desk.session.workspace, photo, place),
        "Make",
        f"APP1 0x010f at {place[0]}+{place[1]}",
        window,
    )
    view.open()
    gallery.save("73-bytes", view)
    view.close()
    for name in ASKED:
        actions.run(name)
        asked = _last(window)
        gallery.save(f"74-ask-{name}", asked)
        asked.close()
    window.close_case()
    window.close()


def _follow(gallery: "Gallery", desk: Desk, window: MainWindow) -> None:
    clip = next(item for item in desk.session.case.of(Item) if item.kind == "video")
    desk.items.go_to(clip.key)
    gallery.wait(lambda: desk.session.frame is not None and desk.viewer.is_idle)
    draw_region(desk.session, target_box(0, grows=False))
    desk.following.follow()
    gallery.wait(lambda: desk.following.proposal is not None)
    desk.timeline.go_to(60)
    gallery.wait(lambda: desk.session.frame is not None and desk.session.frame.ordinal == 60 and desk.viewer.is_idle)
    gallery.save("70-followed", window)
    desk.following.accept()
    gallery.save("71-moving", window)


def _last(window: MainWindow) -> QWidget:
    """Return the dialog that was opened last."""
    return [one for one in window.findChildren(QDialog) if one.isVisible()][-1]


if __name__ == "__main__":
    render_alone(build_moving_case, moving_views)
