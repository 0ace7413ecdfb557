"""What a person can read or hear in a widget, and which of it did not pass the one function for sentences.

The window speaks the language for looking at, which puts an accent on every letter that can bear one. What stands
there without is data, or a sentence that nobody could translate.
"""

import re
from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QWidget,
)

from verifier.catalog.catalog import Catalog
from verifier.gui.picker.words import source_words
from verifier.gui.tagging.words import citation_words

WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
HASH = re.compile(r"\b[0-9a-f]{16,}\b|\b\d{1,2}[A-Z] ?[A-Z]{2}\b|\b0x[0-9a-f]+ at [\d+]+")
"""Hashes, squares of MGRS, and where in a file something stood."""
DATA_VIEWS = frozenset({"QTreeView", "ReadingsList", "QListWidget"})
BARE = re.compile(r"[aceinosuyzACEINOSUYZ]")
KEYS = frozenset(
    {"Ctrl", "Shift", "Alt", "Enter", "Esc", "Space", "Home", "End", "Del", "Ins", "Tab", "Backspace", "Wheel",
     "Return", "PgUp", "PgDown", "Left", "Right", "Up", "Down"}
)  # fmt: skip
NAMES = frozenset(
    {"Verifier", "SHA", "MD", "PTS", "UTC", "MGRS", "WGS", "Inter", "English", "ICD", "PHIA", "CVAT", "DIVE", "labelme",
     "BagIt",
     "IFD", "APP", "JFIF", "exif", "exifread", "pillow", "xmp", "surroundings", "Make", "Model", "FileSystem",
     "json", "zip", "px", "utf", "Українська"}
)  # fmt: skip
"""Names of formats, scales and programs, the same in every language."""
SHOWN_ROWS = 40


def texts_of(root: QWidget) -> Iterator[tuple[str, str]]:
    """Yield each text of a widget and of what is shown in it, with the kind of place it stands in."""
    for widget in [root, *root.findChildren(QWidget)]:
        if widget is root or widget.isVisibleTo(root):
            yield from _own(widget)


# The list of readings holds what was found in a file, the list of places names of the world: data all of it.


def _own(widget: QWidget) -> Iterator[tuple[str, str]]:
    kind = f"{type(widget).__name__} {widget.objectName()}".strip()
    whole = widget.toolTip()
    yield f"{kind} tip", whole
    yield f"{kind} name", widget.accessibleName()
    if isinstance(widget, QLabel | QAbstractButton):
        cut = "…" in widget.text() and whole
        yield f"{kind} text", whole if cut else _words_of(widget)
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield f"{kind} hint", widget.placeholderText()
    if isinstance(widget, QMenuBar):
        for action in widget.actions():
            yield f"{kind} menu", action.text()
            yield from _of_menu(action.menu())
    if isinstance(widget, QAbstractItemView) and type(widget).__name__ not in DATA_VIEWS:
        yield from _of_view(kind, widget)


def _words_of(widget: QLabel | QAbstractButton) -> str:
    """Return what a person reads: of marked letters the letters."""
    is_marked = isinstance(widget, QLabel) and widget.textFormat() == Qt.TextFormat.RichText
    return QTextDocumentFragment.fromHtml(widget.text()).toPlainText() if is_marked else widget.text()


def _of_menu(menu: object) -> Iterator[tuple[str, str]]:
    if isinstance(menu, QMenu):
        for action in menu.actions():
            yield "QMenu action", action.text()


def _of_view(kind: str, view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model()
    for row in range(min(model.rowCount(), SHOWN_ROWS) if model is not None else 0):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            yield f"{kind} row", str(model.index(row, 0).data(role) or "")


class Data:
    """What is no sentence of ours: names of the case, of the catalog and of files; quotations from sources."""

    def __init__(self, catalog: Catalog, written: Iterable[str]) -> None:
        names = [*written, *(entry.name for entry in catalog.entries), *(e.maker or "" for e in catalog.entries)]
        names += [code.model for code in catalog.camera_codes]
        names += [alias.text for entry in catalog.entries for alias in entry.aliases]
        self._words = KEYS | NAMES | {word for name in names for word in WORD.findall(name)}
        quoted: set[str] = set()
        for entry in catalog.entries:
            quoted |= {entry.role or "", entry.country or "", entry.dimensions_note or "", *entry.notes}
            for cue in catalog.cues(entry.id):
                quoted |= {
                    cue.text,
                    cue.part,
                    cue.viewpoint,
                    *(source_words(catalog, one.source) for one in cue.citations),
                    *(HASH.sub("", citation_words(catalog, one)) for one in cue.citations),
                }
            for like in catalog.look_alikes(entry.id):
                quoted |= {like.text, *(source_words(catalog, one.source) for one in like.citations)}
        self._quotations = sorted(quoted - {""}, key=len, reverse=True)

    def quote(self, written: Iterable[str]) -> None:
        """Count what people wrote among the data."""
        self._quotations = sorted({*self._quotations, *written} - {""}, key=len, reverse=True)

    def bare_words(self, text: str) -> set[str]:
        """Return the words of a text that did not pass the function and are no data."""
        text = HASH.sub("", text.replace("\N{NO-BREAK SPACE}", " "))
        for quotation in self._quotations if BARE.search(text) else ():
            text = text.replace(quotation, "")
        return {word for word in WORD.findall(text) if BARE.search(word)} - self._words
