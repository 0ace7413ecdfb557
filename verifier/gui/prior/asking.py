"""Open the search for earlier appearances with what is on the stage."""

from typing import TYPE_CHECKING

from verifier.gui.gestures import moment
from verifier.gui.speech import tr

if TYPE_CHECKING:
    from verifier.gui.desk import Desk


def can_ask_earlier(desk: "Desk") -> bool:
    """While a photo or a clip is on the stage and the case may be changed."""
    item = desk.session.item
    return desk.session.can_edit and item is not None and item.kind in ("photo", "video")


def ask_earlier(desk: "Desk") -> None:
    """Ask for the picture on the stage; a clip must show an exact frame."""
    item, when = desk.session.item, moment(desk.session)
    if item is None or not can_ask_earlier(desk):
        return
    if when is None or desk.stage.canvas.image.isNull():
        desk.session.say(tr("The picture is still being read; ask again when it stands."), "warn")
        return
    from verifier.gui.prior.dialog import PriorSearchDialog

    image = desk.stage.canvas.image.copy()
    PriorSearchDialog(desk.session, desk.theme, item, when, image, desk.shell.widget()).open()
