"""The views of copies for the gallery: folded and open in the list and the grid, the ladder, earlier appearances.

``python -m tests.gallery_copies [DIR]`` renders these alone, in the scale and language of ``QT_SCALE_FACTOR`` and
``VERIFIER_GALLERY_LANGUAGE``.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import ImageOps
from PySide6.QtWidgets import QDialog

from tests.gallery_alone import render_alone
from tests.workspace.test_copies import make_clip, pan, scene
from verifier.commands.items import AddPosting, NewPosting
from verifier.commands.places_and_times import StatePlace
from verifier.commands.prior_searches import AskEngine, EditPriorSearch
from verifier.commands.statements import AddLink
from verifier.domain.records import Item, PriorSearch
from verifier.domain.regions import Box
from verifier.gui.gestures import draw_region
from verifier.gui.match.asking import FindDialog, ask_picture
from verifier.gui.match.carry import CarryDialog, ask_carry
from verifier.gui.match.page import MatchPage
from verifier.gui.prior.asking import ask_earlier
from verifier.gui.prior.dialog import PriorSearchDialog
from verifier.gui.prior.result import ResultForm
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

if TYPE_CHECKING:
    from tests.gallery import Gallery

NAMES = ("a_from_the_phone.jpg", "b_reposted.jpg", "c_mirrored.jpg", "d_something_else.jpg", "e_bridge.jpg")


def build_copies_case(cases: Path) -> None:
    """Build a case of a photo with two copies, a clip with one, and things that are neither."""
    folder = cases / "copies"
    folder.mkdir()
    whole = scene(1, 1600, 1200)
    whole.save(folder / NAMES[0], quality=92)
    whole.resize((800, 600)).save(folder / NAMES[1], quality=50)
    ImageOps.mirror(whole).resize((1000, 750)).save(folder / NAMES[2], quality=70)
    scene(7).save(folder / NAMES[3])
    scene(9, 900, 600).save(folder / NAMES[4])
    frames = pan(3)
    make_clip(folder / "f_clip.mp4", frames * 3)
    make_clip(folder / "g_clip_reposted.mp4", [frame[::2, ::2] for frame in frames * 2])
    with Workspace.create(cases / "copies.case", "The same bridge again", "A. Analyst") as workspace:
        add_footage(workspace, [folder])
        items = {item.original_name: item for item in workspace.case.of(Item)}
        first, small, mirrored = (items[name] for name in NAMES[:3])
        for copy in (small, mirrored):
            workspace.execute(AddLink(source=copy, target=first, kind="copy_of", evidence_for="They look alike."))
        for item, day in ((small, 3), (mirrored, 5)):
            posted = NewPosting(
                platform="Telegram", account_name="@river", posted_at=datetime(2026, 3, day, tzinfo=UTC)
            )
            workspace.execute(AddPosting(item, posted))
        for item, latitude in ((first, 46.7), (small, 48.4)):
            workspace.execute(
                StatePlace(about=item, locates="camera", latitude_deg=latitude, longitude_deg=32.9, radius_m=200)
            )
        workspace.execute(AskEngine(item=first, engine="TinEye", page="https://tineye.com/"))
        (search,) = workspace.case.of(PriorSearch)
        found = {"outcome": "found", "result_url": "https://t.example/old/7", "result_date_as_shown": "2 March 2022"}
        workspace.execute(EditPriorSearch(_replace(search, **found, note="mirrored there")))
        workspace.execute(AskEngine(item=first, engine="Yandex Images", page="https://yandex.com/images/"))


def _replace(search: PriorSearch, **changed: object) -> PriorSearch:
    import msgspec

    return msgspec.structs.replace(search, **changed)


def copies_views(gallery: "Gallery") -> None:
    """Render the views of the case of copies."""
    window = gallery.window()
    desk = gallery.desk(window, "copies")
    first = next(item for item in desk.session.case.of(Item) if item.original_name == NAMES[0])
    desk.items.go_to(first.key)
    gallery.wait(lambda: not desk.stage.canvas.image.isNull())
    desk.inspector.open_panel("source")
    gallery.wait(lambda: True, 0.6)
    gallery.save("80-copies-folded", window)
    desk.items.switch_fold()
    gallery.save("80-copies-open", window)
    desk.session.show_page("triage")
    gallery.save("80-copies-grid", window)
    desk.session.show_page("review")
    gallery.wait(lambda: not desk.stage.canvas.image.isNull())
    draw_region(desk.session, Box(300, 200, 220, 160))
    ask_carry(desk)
    carry = window.findChildren(CarryDialog)[-1]
    gallery.wait(lambda: carry.go.isEnabled())
    gallery.save("80-carry", carry)
    carry.reject()
    ask_earlier(desk)
    form = window.findChildren(PriorSearchDialog)[-1]
    form.picture.add("mask")
    form.picture.add("crop")
    gallery.save("81-earlier", form)
    form.make.click()
    gallery.wait(form.yes.isEnabled)
    gallery.save("81-earlier-ready", form)
    form.reject()
    search = desk.session.case.of(PriorSearch)[-1]
    holder = QDialog(window)
    from verifier.gui.controls import column

    holder.setLayout(column(ResultForm(desk.session, search, holder.accept), margins=(20, 16, 20, 16)))
    holder.show()
    gallery.save("81-earlier-result", holder)
    holder.reject()
    desk.session.show_page("match")
    page = desk.page("match")
    assert isinstance(page, MatchPage)
    page.look.click()
    gallery.wait(lambda: not page.search.is_running, 1)
    gallery.save("82-ladder", window)
    ask_picture(desk)
    find = window.findChildren(FindDialog)[-1]
    find.add_list(Path("other_team.json"))
    find.picture.setText("nowhere.png")
    gallery.save("83-find-picture", find)
    find.reject()
    window.close_case()
    window.close()


if __name__ == "__main__":
    render_alone(build_copies_case, copies_views)
