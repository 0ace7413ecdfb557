"""What stands above the lines of a file: contradictions, problems and what to do, what it means if all is empty."""

from collections.abc import Callable, Sequence
from functools import partial

from verifier.domain.records import Problem
from verifier.gui.controls import button, clear, column, label, row
from verifier.gui.panels.fitted import Fitted, Flowing
from verifier.gui.panels.sheet import Line, Notice, Sheet
from verifier.gui.problems.advice import advised
from verifier.gui.speech import tr, tr_made, trn

SHARE = 0.4
NOTHING = (
    "The file says nothing of its own: no maker, no time, no place. That is usual for files that went through a "
    "messenger or a platform, and says nothing against them. Ask for the original."
)
NO_FACTS = "The file names no maker, no time and no place. What the readers found in it stands below."


class MetadataNotices(Fitted):
    """``show_behind`` is called with the line whose readings are wanted."""

    def __init__(self, show_behind: Callable[[Line], object]) -> None:
        content = Flowing()
        super().__init__(content, SHARE)
        self._show_behind = show_behind
        self._lines = column(spacing=8, margins=(16, 4, 16, 12))
        content.setLayout(self._lines)
        self.is_empty = True

    def show_sheet(self, sheet: Sheet, problems: Sequence[Problem]) -> None:
        """Say what is worth a look in a file, what contradicts itself first."""
        clear(self._lines)
        self.is_empty = not (sheet.notices or problems) and sheet.has_facts
        if sheet.notices:
            count = len(sheet.notices)
            words = trn("{number} contradiction in the file", "{number} contradictions in the file", count)
            self._lines.addWidget(label(words, "heading"))
        for notice in sheet.notices:
            self._add_notice(notice)
        for advice, found in advised(problems):
            for problem in found:
                self._lines.addWidget(label(tr_made(problem.sentence), "trouble", wraps=True, selectable=True))
            words = f"{tr(advice.title)}. {tr(advice.what)}"
            self._lines.addWidget(label(words, "advice", wraps=True, selectable=True))
        if not sheet.has_facts:
            self._lines.addWidget(label(tr(NO_FACTS if sheet.readings else NOTHING), "muted", wraps=True))
        self._lines.addStretch(1)

    def _add_notice(self, notice: Notice) -> None:
        show = button(tr("Show where"), partial(self._show_behind, notice.behind), "aside")
        show.setAccessibleName(tr("Show where: {sentence}", sentence=notice.sentence))
        words = label(notice.sentence, "note", wraps=True, selectable=True)
        self._lines.addLayout(column(words, row(show, None, margins=(8, 0, 0, 0)), spacing=2))
