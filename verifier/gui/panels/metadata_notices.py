"""What stands above the lines of a file: contradictions, problems and what to do, what it means if all is empty."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QLayout, QWidget

from verifier.domain.records import Problem
from verifier.gui.controls import button, clear, column, label, row
from verifier.gui.panels.fitted import Fitted, Flowing
from verifier.gui.panels.sheet import Line, Notice, Sheet
from verifier.gui.problems.advice import advised
from verifier.gui.speech import tr, tr_made, trn

SHARE = 0.4
SEVERITIES = ("contradiction", "attention", "note")
ROLES = {"contradiction": "note", "attention": "note", "note": "advice"}


class MetadataNotices(Fitted):
    """``show_behind`` is called with the line whose readings are wanted.

    A file may contradict itself in thirty places: each sentence is made on a turn of the event loop of its own, so that
    whoever steps through items waits for none of it.
    """

    def __init__(self, holder: QWidget, show_behind: Callable[[Line], object]) -> None:
        content = Flowing()
        super().__init__(content, holder, SHARE)
        self._show_behind = show_behind
        self._lines = column(spacing=8, margins=(16, 4, 16, 12))
        content.setLayout(self._lines)
        self._steps: deque[QLabel | Notice] = deque()
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._take_turn)
        self.is_empty = True

    def show_sheet(self, sheet: Sheet, problems: Sequence[Problem]) -> None:
        """Say what is worth a look in a file, what contradicts itself first."""
        self._turn.stop()
        clear(self._lines)
        self._lines.addStretch(1)
        self._steps = deque(_steps(sheet, problems))
        self.is_empty = not self._steps
        if self._steps:
            self._take_turn()

    def _take_turn(self) -> None:
        step = self._steps.popleft()
        place = self._lines.count() - 1
        if isinstance(step, Notice):
            self._lines.insertLayout(place, self._notice(step))
        else:
            self._lines.insertWidget(place, step)
        self.fit()
        if self._steps:
            self._turn.start()

    def _notice(self, notice: Notice) -> QLayout:
        words = label(notice.sentence, ROLES[notice.severity], wraps=True, selectable=True)
        parts: list[QWidget | QLayout] = [words]
        if notice.innocent:
            reasons = tr("Ordinary reasons: {reasons}", reasons=" ".join(notice.innocent))
            small = label(reasons, "smallfaint", wraps=True, selectable=True)
            small.setContentsMargins(12, 0, 0, 0)
            parts.append(small)
        if notice.behind.rests_on:
            show = button(tr("Show where"), partial(self._show_behind, notice.behind), "aside")
            show.setAccessibleName(tr("Show where: {sentence}", sentence=notice.sentence))
            parts.append(row(show, None, margins=(8, 0, 0, 0)))
        return column(*parts, spacing=2)


def _steps(sheet: Sheet, problems: Sequence[Problem]) -> Iterator[QLabel | Notice]:
    for severity in SEVERITIES:
        found = [notice for notice in sheet.notices if notice.severity == severity]
        if found:
            yield label(_heading(severity, len(found)), "heading")
            yield from found
    for advice, found in advised(problems):
        for problem in found:
            yield label(tr_made(problem.sentence), "trouble", wraps=True, selectable=True)
        yield label(f"{tr(advice.title)}. {tr(advice.what)}", "advice", wraps=True, selectable=True)
    if sheet.silence:
        yield label(sheet.silence, "muted", wraps=True)


def _heading(severity: str, count: int) -> str:
    if severity == "contradiction":
        return trn("{number} contradiction in the file", "{number} contradictions in the file", count)
    if severity == "attention":
        return trn("{number} thing worth a look", "{number} things worth a look", count)
    return trn("{number} thing to know", "{number} things to know", count)
