"""What the columns of a table mean: its first rows are shown, each column gets a meaning, and what would fit is told.

Nothing is stated before the person says so; the guess by the names of the columns is theirs to change.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QWidget

from verifier.domain.errors import UsageError
from verifier.gui.controls import Choice, Elided, begin_at, button, column, label, restyle, row, scrolling
from verifier.gui.speech import tr, tr_made, trn
from verifier.metadata.provenance.mapped_table import FIELDS, check_mapping, guess
from verifier.metadata.provenance.tables import Peek
from verifier.workspace.posts_found import PostsFound

WIDTH, HEIGHT = 760, 560
SHOWN_ROWS = 3
SHOWN_COLUMNS = 60
NAME_PX, MEANING_PX = 160, 200

Mapping = dict[str, str]


class MapTable(QDialog):
    """``on_change`` is asked to look what a mapping would state, ``on_state`` to state it."""

    def __init__(
        self,
        name: str,
        head: Peek,
        on_change: Callable[["MapTable", Mapping], object],
        on_state: Callable[[Mapping], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("map-table")
        self.setWindowTitle(tr("What do the columns mean?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        begin_at(self, WIDTH, HEIGHT)
        self._head, self._on_change, self._on_state = head, on_change, on_state
        self.mapping: Mapping = guess(head.columns)
        self.said = label("", "muted", wraps=True)
        self.state = button(tr("State the posts"), self._state, "primary")
        self.choices: dict[str, Choice] = {}
        outer = column(
            row(label(tr("What do the columns mean?"), "title"), None, label(name, "faint")),
            label(
                tr("Say which column names the file and what the others tell. Nothing is stated before you say so."),
                "muted",
                wraps=True,
            ),
            self._table(),
            self.said,
            row(label(tr("No address is opened."), "smallfaint"), None, button(tr("Cancel"), self.reject), self.state),
            spacing=12,
            margins=(24, 20, 24, 20),
        )
        outer.setStretch(2, 1)
        self.setLayout(outer)
        self._changed()

    def show_found(self, mapping: Mapping, found: PostsFound) -> None:
        """Tell what a mapping would state; an answer to one that was changed since is let go."""
        if mapping != self.mapping:
            return
        fitted, fresh = len(found.fitted), len(found.fresh)
        words = [trn("{number} post fits an item of the case", "{number} posts fit an item of the case", fitted)]
        if fresh < fitted:
            words.append(trn("{number} is already in it", "{number} are already in it", fitted - fresh))
        if found.unfitted:
            fits_none = len(found.unfitted)
            words.append(trn("{number} row fits no file", "{number} rows fit no file", fits_none))
        self._say(", ".join(words) + ".", "muted" if fitted else "warn")
        self.state.setEnabled(fresh > 0)

    def show_trouble(self, sentence: str) -> None:
        """Say why nothing can be stated."""
        self._say(tr_made(sentence), "warn")
        self.state.setEnabled(False)

    def _table(self) -> QFrame:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setColumnMinimumWidth(0, NAME_PX)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(2, MEANING_PX)
        for place, words in enumerate((tr("Column"), tr("First rows"), tr("Means"))):
            grid.addWidget(label(words, "heading"), 0, place)
        answers: list[tuple[str, object]] = [(tr("nothing: left out"), ""), *((tr(w), f) for f, w in FIELDS.items())]
        shown = list(dict.fromkeys(self._head.columns))[:SHOWN_COLUMNS]
        for place, name in enumerate(shown, 1):
            choice = Choice(tr("Meaning of {column}", column=name), answers, self.mapping.get(name, ""))
            choice.chosen.connect(partial(self.take, name))
            self.choices[name] = choice
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(Elided(name, "strong"), place, 0, top)
            grid.addWidget(self._samples(name), place, 1, top)
            grid.addWidget(choice, place, 2, top)
        grid.setRowStretch(len(shown) + 1, 1)
        content = QWidget()
        content.setLayout(grid)
        frame = QFrame()
        frame.setObjectName("card")
        frame.setLayout(column(scrolling(content), margins=(1, 1, 1, 1)))
        return frame

    def _samples(self, name: str) -> QWidget:
        place = self._head.columns.index(name)
        cells = [" ".join(line[place].split())[:300] for line in self._head.rows[:SHOWN_ROWS]]
        holder = QWidget()
        holder.setLayout(column(*(Elided(cell or "–", "small") for cell in cells or [""]), spacing=2))
        return holder

    def take(self, name: str, field: object) -> None:
        """Give a column a meaning; a field has one column, so the one that had it loses it."""
        self.choices[name].show_value(field)
        for other in [other for other, held in self.mapping.items() if held == field and other != name]:
            del self.mapping[other]
            self.choices[other].show_value("")
        self.mapping = {held: what for held, what in self.mapping.items() if held != name}
        if field:
            self.mapping[name] = str(field)
        self._changed()

    def _changed(self) -> None:
        self.state.setEnabled(False)
        try:
            check_mapping(self.mapping, self._head)
        except UsageError:
            self._say(tr("Say which column names the file, or holds its SHA-256."), "warn")
            return
        self._say(tr("Looking which posts fit …"), "muted")
        self._on_change(self, dict(self.mapping))

    def _say(self, words: str, role: str) -> None:
        self.said.setText(words)
        restyle(self.said, role)

    def _state(self) -> None:
        self.accept()
        self._on_state(dict(self.mapping))
