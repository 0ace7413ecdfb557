"""The bytes of a file where a reading stood, read-only: offset, hexadecimal, letters; the place itself is marked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QTextEdit, QWidget

from verifier.gui.controls import begin_at, button, column, label, row
from verifier.gui.speech import tr, trn
from verifier.gui.theme import Theme, mono
from verifier.workspace.original_bytes import ROW, Stretch, dump

WIDTH, HEIGHT = 760, 520
LEAD, GAP = 12, 2
"""Letters before the hexadecimal digits of a row, and between these and the letters."""
MOST_MARKED = 300


class BytesView(QDialog):
    """``name``: what is looked at; ``where``: its place in the words of the reader."""

    def __init__(self, theme: Theme, found: Stretch, name: str, where: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("log")
        self.setWindowTitle(tr("Bytes of {name}", name=name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        begin_at(self, WIDTH, HEIGHT)
        self.text = QPlainTextEdit(dump(found))
        self.text.setReadOnly(True)
        self.text.setFont(mono())
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.text.setAccessibleName(tr("Bytes of {name}", name=name))
        self._mark(found, theme.color("accent"), theme.color("on_accent"))
        shown = trn("{number} byte from byte {offset} on", "{number} bytes from byte {offset} on", found.length,
                    offset=found.start)  # fmt: skip
        foot = row(None, button(tr("Copy"), self.copy), button(tr("Close"), self.accept, "primary"))
        outer = column(
            label(name, "title"), label(f"{shown} · {where}", "muted", wraps=True), self.text, foot,
            spacing=12, margins=(24, 20, 24, 20),
        )  # fmt: skip
        outer.setStretch(2, 1)
        self.setLayout(outer)

    def copy(self) -> None:
        """Put the rows on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def _mark(self, found: Stretch, ground: QColor, ink: QColor) -> None:
        """Mark the bytes of the place, row by row, in digits and in letters."""
        marks: list[QTextEdit.ExtraSelection] = []
        first, last = found.start - found.offset, min(found.start - found.offset + found.length, len(found.data))
        for line in range(first // ROW, min(-(-last // ROW), first // ROW + MOST_MARKED)):
            block = self.text.document().findBlockByNumber(line).position()
            begin, end = max(first - line * ROW, 0), min(last - line * ROW, ROW)
            if begin >= end:
                continue
            letters = block + LEAD + 3 * ROW - 1 + GAP
            marks.append(self._marked(block + LEAD + 3 * begin, block + LEAD + 3 * end - 1, ground, ink))
            marks.append(self._marked(letters + begin, letters + end, ground, ink))
        self.text.setExtraSelections(marks)
        if marks:
            cursor = self.text.textCursor()
            cursor.setPosition(self.text.document().findBlockByNumber(max(0, first // ROW)).position())
            self.text.setTextCursor(cursor)

    def _marked(self, begin: int, end: int, ground: QColor, ink: QColor) -> QTextEdit.ExtraSelection:
        made, look = QTextEdit.ExtraSelection(), QTextCharFormat()
        look.setBackground(ground)
        look.setForeground(ink)
        cursor = self.text.textCursor()
        cursor.setPosition(begin)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        made.cursor, made.format = cursor, look  # pyright: ignore[reportAttributeAccessIssue]
        return made
