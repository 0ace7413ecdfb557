"""A region cut out of its picture and shown large, from pixels that a worker decodes; what is veiled stays so."""

from collections.abc import Callable
from concurrent.futures import Future
from math import sqrt

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from verifier.domain.errors import VerifierError
from verifier.domain.frames import Instant, Still
from verifier.domain.ids import key_of
from verifier.domain.records import Item, Observation
from verifier.gui.pixels import LentImage
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.gui.stage.marks import Mark, outline
from verifier.media.messages import SharedPixels
from verifier.media.upright import orientation_of
from verifier.workspace.chaining import then
from verifier.workspace.pictures import frame, picture

MARGIN = 0.12
"""How much around a region is shown, as a share of its longer side."""
LEAST_MARGIN_PX = 4.0
MOST_DECODED = 50_000_000
"""Pixels that a picture is decoded to at most; a larger one is shrunk."""
CRISP_FROM = 4.0
"""From how large on single pixels are shown as squares."""
GROUND = QColor("#101214")
EDGE, SHADE = QColor(255, 255, 255, 220), QColor(0, 0, 0, 150)


class Crop(QWidget):
    """``pressed``: the picture was clicked, or Enter was pressed on it."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(320, 200))
        self._image, self._region, self._words = QImage(), QRectF(), ""

    @property
    def image(self) -> QImage:
        """What is shown; null until it has come."""
        return self._image

    def show_image(self, image: QImage, region: QRectF) -> None:
        """Show a cut; ``region``: where in it the region itself lies."""
        self._image, self._region, self._words = image, region, ""
        self.update()

    def show_words(self, words: str) -> None:
        """Say something over the picture, or in its place."""
        self._words = words
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), GROUND)
        if not self._image.isNull():
            room = QRectF(self.rect()).adjusted(8, 8, -8, -8)
            zoom = min(room.width() / self._image.width(), room.height() / self._image.height())
            place = QRectF(0, 0, self._image.width() * zoom, self._image.height() * zoom)
            place.moveCenter(room.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, zoom < CRISP_FROM)
            painter.drawImage(place, self._image)
            if not self._region.isEmpty():
                corner = place.topLeft() + QPointF(self._region.x() * zoom, self._region.y() * zoom)
                edge = QRectF(corner, self._region.size() * zoom)
                for color, style in ((SHADE, Qt.PenStyle.SolidLine), (EDGE, Qt.PenStyle.DashLine)):
                    painter.setPen(QPen(color, 1, style))
                    painter.drawRect(edge)
        if self._words:
            painter.setPen(QColor("#dfe3e7"))
            room = self.rect().adjusted(24, 24, -24, -24)
            wraps = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            found = painter.boundingRect(room, int(wraps), self._words)
            painter.fillRect(found.adjusted(-10, -6, 10, 6), QColor(0, 0, 0, 190))
            painter.drawText(room, int(wraps), self._words)
        painter.end()


def ask_crop(
    session: Session,
    observation: Observation,
    on_crop: Callable[[QImage, QRectF], object],
    on_trouble: Callable[[str], object],
    asker: QObject,
) -> None:
    """Have a worker decode the picture of a region and cut it out; ``on_crop`` gets the cut and the region in it.

    ``asker``: nothing is told when it is closed by then.
    """
    item = session.case.get(key_of("item", observation.item))
    if not isinstance(item, Item) or item.kind not in ("photo", "video"):
        on_trouble(tr("There is no picture of it."))
        return

    def landed(pixels: SharedPixels) -> None:
        whole = LentImage(pixels)
        bounds = _bounds(item, observation, whole.width(), whole.height())
        margin = max(LEAST_MARGIN_PX, MARGIN * max(bounds.width(), bounds.height()))
        cut = bounds.adjusted(-margin, -margin, margin, margin).toAlignedRect().intersected(whole.rect())
        if cut.isEmpty():
            on_trouble(tr("The region lies outside its picture."))
        else:
            on_crop(whole.copy(cut), bounds.translated(-cut.x(), -cut.y()))

    def failed(error: BaseException) -> None:
        is_known = isinstance(error, VerifierError)
        on_trouble(tr_made(error.sentence) if is_known else tr("The picture could not be read."))

    session.relay.when_done(_pixels(session, item, observation), landed, failed, asker=asker)


def _pixels(session: Session, item: Item, observation: Observation) -> Future[SharedPixels]:
    side, when = _side(item), observation.when
    if isinstance(when, Still):
        return picture(session.workspace, item, side)
    asked = f"#{when.frame.ordinal}" if isinstance(when, Instant) else f"pts:{when.first_pts}"
    return then(frame(session.workspace, item, asked, side), lambda reply: reply.pixels)


def _side(item: Item) -> int | None:
    """Return at which longer side a picture is decoded; ``None``: at full size."""
    width, height = item.technical.displayed_width or 0, item.technical.displayed_height or 0
    if width * height <= MOST_DECODED:
        return None
    return int(max(width, height) * sqrt(MOST_DECODED / (width * height)))


def _bounds(item: Item, observation: Observation, width: int, height: int) -> QRectF:
    """Return the box around a region in pixels of the picture as it was decoded."""
    turn = orientation_of(item.technical)
    region = turn.region_to_displayed(observation.region) if turn is not None else observation.region
    size = turn.displayed_size if turn is not None else (width, height)
    found = outline(Mark("", 1, region), (float(size[0]), float(size[1]))).boundingRect()
    across, down = width / size[0], height / size[1]
    return QRectF(found.x() * across, found.y() * down, found.width() * across, found.height() * down)
