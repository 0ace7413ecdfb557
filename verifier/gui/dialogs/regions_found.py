"""What another program's file of annotations would add: a dry look, then one button and one undo."""

import re
from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QTreeWidget, QTreeWidgetItem, QWidget

from verifier.gui.controls import begin_at, button, column, label, row
from verifier.gui.speech import tr, tr_made, trn
from verifier.workspace.annotations import RegionsFound

WIDTH, HEIGHT = 720, 520
LISTED = 500
"""Rows of each list; the command line lists all."""

_COUNTED = re.compile(r"shape (\d+)")


class RegionsFoundDialog(QDialog):
    """``take`` is called when the person takes the regions over."""

    def __init__(self, found: RegionsFound, take: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Take regions over"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        begin_at(self, WIDTH, HEIGHT)
        self._take = take
        fresh = len(found.fresh)
        words = trn("Take over {number} region", "Take over {number} regions", fresh)
        self.go = button(words, self._go, "primary")
        self.go.setEnabled(bool(fresh))
        told = tr("You are the observer of what you take over. Each region keeps the SHA-256 of this file.")
        outer = column(
            label(tr("Regions in {file}", file=found.file_name), "title", wraps=True),
            label(told, "muted", wraps=True),
            row(label(found.title, "strong"), label(_hash_words(found.sha256), "mono"), None, spacing=12),
            spacing=10, margins=(24, 20, 24, 20),
        )  # fmt: skip
        for note in found.notes:
            outer.addWidget(label(tr_made(note), "note", wraps=True))
        lists = (_fitting(found), _not_fitting(found))
        for one in lists:
            if one is not None:
                outer.addWidget(one, 1)
        outer.addLayout(row(label(_counts(found), "small"), None, button(tr("Cancel"), self.reject), self.go))
        self.setLayout(outer)

    def _go(self) -> None:
        self._take()
        self.accept()


def _hash_words(sha256: str) -> str:
    return f"SHA-256 {sha256[:16]}…"


def _counts(found: RegionsFound) -> str:
    known = len(found.fitted) - len(found.fresh)
    parts = [tr("{number} not matched", number=len(found.unfitted))] if found.unfitted else []
    parts += [tr("{number} already in the case", number=known)] if known else []
    return " · ".join(parts)


def _fitting(found: RegionsFound) -> QWidget | None:
    """Count what fits by item and words."""
    if not found.fresh:
        return None
    counted = Counter((one.item.label, one.seen.partition("\n")[0]) for one in found.fresh)
    rows = [(label_, words, str(count)) for (label_, words), count in sorted(counted.items())]
    return _table(tr("Regions that fit"), (tr("Item"), tr("Words"), tr("Regions")), rows)


def _not_fitting(found: RegionsFound) -> QWidget | None:
    if not found.unfitted:
        return None
    rows = [(_place_words(one.picture), tr_made(one.sentence)) for one in found.unfitted]
    return _table(tr("Regions that fit nothing"), (tr("Picture"), tr("Why")), rows)


def _place_words(picture: str) -> str:
    """Name where in the file a region stands: by its picture, or, where all are of one picture, by its number."""
    counted = _COUNTED.fullmatch(picture)
    return tr("shape {number}", number=counted[1]) if counted is not None else picture


def _table(title: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> QWidget:
    holder, tree = QWidget(), QTreeWidget()
    tree.setAccessibleName(title)
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setHeaderLabels(list(heads))
    for cells in rows[:LISTED]:
        tree.addTopLevelItem(QTreeWidgetItem(list(cells)))
    tree.setColumnWidth(0, 150)
    if len(heads) == 3:
        tree.setColumnWidth(1, 400)
    lines = column(label(title, "heading"), tree, spacing=4)
    if len(rows) > LISTED:
        lines.addWidget(label(tr("and {number} more", number=len(rows) - LISTED), "smallfaint"))
    holder.setLayout(lines)
    return holder
