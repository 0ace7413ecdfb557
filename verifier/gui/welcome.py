"""What stands in the window while no case is open: make one, open one, go on with a recent one; wait for one."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from verifier.gui.controls import Elided, button, clear, column, label, row
from verifier.gui.dialogs.opener import Dialogs
from verifier.gui.speech import tr, tr_made

WIDTH_PX, ROW_PX = 560, 28
SHOWN_RECENT = 6


class Welcome(QWidget):
    """Says what to do next."""

    def __init__(
        self,
        on_new: Callable[[], object],
        on_open: Callable[[], object],
        on_recent: Callable[[Path], object],
        on_forget: Callable[[Path], object],
        dialogs: Dialogs,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._on_recent, self._on_forget = on_recent, on_forget
        self._recent = column(spacing=2)
        self._notes = column(spacing=4, margins=(0, 16, 0, 0))
        card = QWidget()
        card.setFixedWidth(WIDTH_PX)
        self.new = button(tr("New case…"), on_new, "primary")
        self.open = button(tr("Open case…"), on_open)
        card.setLayout(
            column(
                label("Verifier", "title"),
                label(tr(
    "Tag drones and places in contested footage, on exact frames, and hand over a bundle that anyone can check without "
    "this program."), "muted", wraps=True),
                row(self.new, self.open, None, margins=(0, 8, 0, 16)),
                self._recent,
                self._notes,
                spacing=8,
            )
        )  # fmt: skip
        notes = label(
            tr("Originals are copied in and never changed. Nothing leaves this computer unless you ask for it."),
            "smallfaint",
        )
        self._more = (
            button(tr("Settings…"), dialogs.show_settings, "link"),
            button(tr("All keys"), dialogs.show_sheet, "link"),
        )
        more = row(*self._more, spacing=16)
        outer = column(spacing=0, margins=(24, 24, 24, 24))
        outer.addStretch(2)
        outer.addLayout(row(None, card, None))
        outer.addStretch(3)
        outer.addLayout(more)
        outer.setAlignment(more, Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(notes, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setLayout(outer)

    def show_complaints(self, sentences: tuple[str, ...]) -> None:
        """Say what in the settings could not be used."""
        for sentence in sentences:
            self._notes.addWidget(label(tr_made(sentence), "note", wraps=True))

    def show_recent(self, paths: tuple[str, ...]) -> None:
        """List recent cases that are still there."""
        clear(self._recent)
        there = [Path(path) for path in paths if Path(path).is_dir()][:SHOWN_RECENT]
        if there:
            self._recent.addWidget(label(tr("Recent cases"), "heading"))
        rows = [self._recent_row(path) for path in there]
        for line in rows:
            self._recent.addWidget(line)
        listed = [made for line in rows for made in line.findChildren(QPushButton)]
        for before, after in pairwise((self.open, *listed, *self._more)):  # Tab goes on as the page is read
            QWidget.setTabOrder(before, after)

    def _recent_row(self, path: Path) -> QWidget:
        line = QFrame()
        line.setFixedHeight(ROW_PX)
        name = button(path.stem, partial(self._on_recent, path), "link")
        where = Elided(str(path.parent), "smallfaint", Qt.TextElideMode.ElideMiddle)
        forget = button(tr("Forget"), partial(self._on_forget, path), "link", tr("List it no longer; the case stays"))
        forget.setAccessibleName(tr("Forget {name}", name=path.stem))
        inner = row(name, where, forget, spacing=12)
        inner.setStretch(1, 1)
        line.setLayout(inner)
        return line


class Waiting(QWidget):
    """Says which case is on its way."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setObjectName("page")
        outer = column(label(words, "muted"))
        outer.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(outer)
