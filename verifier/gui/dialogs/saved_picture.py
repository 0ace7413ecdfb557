"""Look at a picture that was saved of an item, such as a contact sheet, in a window of its own."""

import os

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from verifier.domain.errors import VerifierError
from verifier.domain.records import Derivative, Item
from verifier.gui.controls import button, column, label, row
from verifier.gui.pixels import LentImage
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.gui.veil import is_veiled
from verifier.media.messages import DecodeStill, PictureReply

SIZE = QSize(1120, 760)
SCROLLER_PX = 14


class PictureSheet(QWidget):
    """A picture as wide as there is room, never larger than it is; painted where it is looked at."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None

    @property
    def image(self) -> QImage | None:
        """The picture, once it is there."""
        return self._image

    def show_image(self, image: QImage, room: int) -> None:
        """Show a picture in so much room; ``image`` is drawn from, not copied."""
        self._image = image
        wide = min(room, round(image.width()))
        self.setFixedSize(wide, round(image.height() * wide / max(1, image.width())))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ratio = self._image.width() / max(1, self.width())
        seen: QRect = event.rect()
        source = QRectF(seen.x() * ratio, seen.y() * ratio, seen.width() * ratio, seen.height() * ratio)
        painter.drawImage(QRectF(seen), self._image, source)
        painter.end()


class SavedPictureDialog(QDialog):
    """The picture is decoded by a worker; of a veiled item it is shown when that is asked for."""

    def __init__(self, session: Session, item: Item, saved: Derivative, words: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(SIZE)
        self._session, self._saved = session, saved
        self.sheet = PictureSheet()
        self.sheet.setAccessibleName(words)
        self._area = QScrollArea()
        self._area.setWidget(self.sheet)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.state = label("", "muted", wraps=True)
        self.show_it = button(tr("Show it"), self._ask)
        self.show_it.hide()
        told = label(tr("SHA-256 of the picture: {sha256}", sha256=saved.sha256), "smallfaint", selectable=True)
        outer = column(
            row(label(words, "title"), None, label(item.label, "faint")),
            self.state,
            self._area,
            row(told, None, self.show_it, button(tr("Close"), self.accept, "primary")),
            spacing=12,
            margins=(24, 20, 24, 20),
        )
        outer.setStretch(2, 1)
        self.setLayout(outer)
        if is_veiled(session, item):
            self.state.setText(tr("This item is veiled, and so is what was saved of it."))
            self.show_it.show()
        else:
            self._ask()
        self._area.setFocus()

    def _ask(self) -> None:
        self.show_it.hide()
        self.state.setText(tr("Reading the picture …"))
        path = self._session.workspace.folder.derived_file(self._saved.sha256)
        asked = self._session.workspace.pool.submit(DecodeStill(os.fsencode(path)), PictureReply, lane="stage")
        self._session.relay.when_done(asked, lambda reply: self._show(LentImage(reply.pixels)), self._fail, asker=self)

    def _show(self, image: QImage) -> None:
        self.state.hide()
        self.sheet.show_image(image, self._area.viewport().width() - SCROLLER_PX)

    def _fail(self, error: BaseException) -> None:
        is_known = isinstance(error, VerifierError)
        self.state.setText(tr_made(error.sentence) if is_known else tr("This picture could not be shown."))
