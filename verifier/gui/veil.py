"""Sensitive footage is shown grey, muted and blurred until it is asked for: whether, in which words, and how it looks.

A view setting (``calm_view``) and nothing else: no file is touched, no record says who looked.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from verifier.domain.records import Item
from verifier.gui.session import Session
from verifier.gui.speech import tr

VEIL_WORDS: dict[str, str] = {
    "graphic": "graphic content",
    "casualty": "a casualty",
    "child": "a child",
    "prisoner_or_detainee": "a prisoner or detainee",
}
"""What nobody should meet unprepared, in words. The other kinds of sensitivity (a source, a home, a position) say what
may not leak; they harm nobody who looks."""
COARSE_PX = 18
"""Longer side of what is left of a picture under the veil: shapes of light, no faces."""
MUTED = QColor(20, 22, 24, 110)


def is_veiled(session: Session, item: Item) -> bool:
    """Tell whether an item's pictures are to be veiled now.

    Only what somebody has stated veils: an item that nobody has looked at (``sensitivity`` ``None``) counts as
    sensitive where something goes out, but veiling all of a new case would teach people to click veils away.
    """
    is_calm = session.workspace.settings.calm_view
    return is_calm and item.key not in session.unveiled and bool(_reasons(item))


def veil_words(item: Item) -> str:
    """Say why an item is veiled and how to see it."""
    what = ", ".join(tr(VEIL_WORDS[reason]) for reason in _reasons(item))
    return tr("Sensitive: {what}. Click, or press Enter, to see it.", what=what)


def veiled_picture(image: QImage, size: QSize | None = None) -> QImage:
    """Return a picture as it looks under the veil, by default coarse; ``size``: in that many pixels."""
    if image.isNull():
        return QImage()
    quick, ratio = Qt.TransformationMode.FastTransformation, Qt.AspectRatioMode.KeepAspectRatio
    small = image.scaled(COARSE_PX * 8, COARSE_PX * 8, ratio, quick)
    smooth = Qt.TransformationMode.SmoothTransformation
    coarse = small.scaled(COARSE_PX, COARSE_PX, ratio, smooth).convertToFormat(QImage.Format.Format_Grayscale8)
    made = coarse.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(made)
    painter.fillRect(made.rect(), MUTED)
    painter.end()
    return made if size is None else made.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def _reasons(item: Item) -> tuple[str, ...]:
    return tuple(kind for kind in item.sensitivity or () if kind in VEIL_WORDS)
