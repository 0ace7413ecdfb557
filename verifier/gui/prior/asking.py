"""Open the search for earlier appearances with what is on the stage."""

from typing import TYPE_CHECKING

from verifier.gui.actions.base import can_ask_earlier
from verifier.gui.gestures import moment
from verifier.gui.speech import tr

if TYPE_CHECKING:
    from verifier.gui.desk import Desk


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
