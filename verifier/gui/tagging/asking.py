"""The one line in the panel that asks for a reason: which answer it is about, and the field that takes it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from verifier.domain.records import CatalogRef
from verifier.gui.tagging.fields import stays


class Asking:
    """Remembers what a reason is asked for; ``changed`` shows the panel anew."""

    def __init__(self, changed: Callable[[], object]) -> None:
        self._changed = changed
        self._about: tuple[str, CatalogRef] | None = None
        self._is_new = False

    def is_about(self, claim_key: str, entry: CatalogRef) -> bool:
        """Tell whether the reason asked for concerns this answer of this claim."""
        return self._about == (claim_key, entry)

    def state(self, claim_key: str) -> CatalogRef | None:
        """Return the answer of a claim that a reason is asked for."""
        return self._about[1] if self._about is not None and self._about[0] == claim_key else None

    def ask(self, claim_key: str, entry: CatalogRef) -> None:
        """Open the line."""
        self._about, self._is_new = (claim_key, entry), True
        self._changed()

    def stop(self) -> None:
        """Close the line."""
        if self._about is not None:
            self._about = None
            self._changed()

    def field(self, words: str, keep: Callable[[str], object]) -> QLineEdit:
        """Return the line; it has the focus when it has just been opened."""
        made = _ReasonField(self, words, keep)
        if self._is_new:
            self._is_new = False
            QTimer.singleShot(0, made, made.setFocus)
        return stays(made, "reason")


class _ReasonField(QLineEdit):
    """Enter or leaving keeps the reason, an empty one closes the line, and so does Escape."""

    def __init__(self, asking: Asking, words: str, keep: Callable[[str], object]) -> None:
        super().__init__(placeholderText=words)
        self.setAccessibleName(words)
        self._asking, self._keep = asking, keep
        self._is_done = False
        self.editingFinished.connect(self._leave)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._asking.stop()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        if self._is_done:
            return
        self._is_done = True
        reason = self.text().strip()
        if reason:
            self._keep(reason)
        self._asking.stop()
