"""Ask for the words of a spot that was clicked; spot and words become one region in one edit."""

from functools import partial

from PySide6.QtWidgets import QWidget

from verifier.domain.regions import Region
from verifier.gui.dialogs.ask_words import AskWords
from verifier.gui.gestures import draw_region
from verifier.gui.session import Session
from verifier.gui.speech import tr


def ask_text(session: Session, region: Region, window: QWidget) -> None:
    """Ask what is to stand at a spot of the stored grid; nothing typed marks nothing."""
    item = session.item
    about = item.label if item is not None else ""
    hint = tr("What stands here, or what is to be seen")
    AskWords(tr("Words at this spot"), about, hint, partial(_keep, session, region), window).open()


def _keep(session: Session, region: Region, words: str) -> None:
    draw_region(session, region, words.strip())
