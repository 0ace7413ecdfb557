"""The log, the report for the makers, or what was said, as text: read it, copy it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from verifier.gui.controls import begin_at, button, column, label, row
from verifier.gui.speech import tr
from verifier.gui.theme import mono

WIDTH, HEIGHT = 800, 560


class LogView(QDialog):
    """``text`` is shown as it stands; ``words`` say what it is for."""

    def __init__(
        self,
        title: str,
        words: str,
        text: str,
        parent: QWidget | None = None,
        folder: Callable[[], object] | None = None,
        *,
        wraps: bool = False,
    ) -> None:
        """``folder``: opens the folder in which it lies, where there is one. ``wraps``: it is made of sentences."""
        super().__init__(parent)
        self.setObjectName("log")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        begin_at(self, WIDTH, HEIGHT)
        self.text = QPlainTextEdit(text or tr("Nothing is in it yet."))
        self.text.setReadOnly(True)
        if not wraps:
            self.text.setFont(mono())
            self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(title)
        self._said = label("", "small")
        foot = row(self._said, None)
        if folder is not None:
            foot.addWidget(button(tr("Open its folder"), folder))
        foot.addWidget(button(tr("Copy"), self.copy))
        foot.addWidget(button(tr("Close"), self.accept, "primary"))
        outer = column(
            label(title, "title"), label(words, "muted", wraps=True), self.text, foot,
            spacing=12, margins=(24, 20, 24, 20),
        )  # fmt: skip
        outer.setStretch(2, 1)
        self.setLayout(outer)
        self.text.verticalScrollBar().setValue(self.text.verticalScrollBar().maximum())

    def copy(self) -> None:
        """Put the whole text on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._said.setText(tr("Copied. Nothing was sent."))
