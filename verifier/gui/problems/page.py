"""The page of problems: grouped by what to do, each with its file, what happened and when, and a way to the item."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from verifier.case.changes import Changes
from verifier.domain.ids import key_of
from verifier.domain.records import Item, Problem
from verifier.gui.controls import Elided, Section, button, clear, column, label, row, scrolling
from verifier.gui.problems.advice import STAGE_WORDS, Advice, advised, as_text
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made, trn
from verifier.gui.theme import Theme

MOST = 100
"""Problems of one kind that are listed; of more, the first, and how many there are."""
WIDTH_PX = 760


class ProblemsPage(QWidget):
    """Follows the case."""

    def __init__(self, session: Session, _theme: Theme) -> None:
        super().__init__()
        self._session = session
        self.count = label("", "strong")
        self.copy = button(tr("Copy the list"), self._copy, "", tr("As text, to ask for originals"))
        self._content = QWidget()
        self._content.setMaximumWidth(WIDTH_PX)
        self._sections = column(spacing=0)
        self._content.setLayout(self._sections)
        head = row(self.count, None, self.copy, margins=(16, 12, 16, 12))
        outer = column(head, scrolling(self._content), spacing=0)
        outer.setStretch(1, 1)
        self.setLayout(outer)
        session.changed.connect(self._heard)
        self.refresh()

    def refresh(self) -> None:
        """List the problems of the case."""
        clear(self._sections)
        problems = self._session.case.of(Problem)
        self.copy.setEnabled(bool(problems))
        self.count.setText(_count_words(problems))
        if not problems:
            words = tr("Every file that was added could be read, hashed and drawn, or is of a kind that is not drawn.")
            self._sections.addWidget(_padded(label(words, "muted", wraps=True)))
        for advice, found in advised(problems):
            self._sections.addWidget(self._section(advice, found))
        self._sections.addStretch(1)

    def _heard(self, changes: Changes) -> None:
        if any(isinstance(record, Problem) for change in changes for record in (change.before, change.after)):
            self.refresh()

    def _section(self, advice: Advice, found: list[Problem]) -> Section:
        section = Section(tr(advice.title), label(str(len(found)), "faint"))
        section.add(label(tr(advice.what), "muted", wraps=True))
        for problem in found[:MOST]:
            section.add(self._line(problem))
        if len(found) > MOST:
            section.add(label(tr("and {number} more; the copied list has all", number=len(found) - MOST), "smallfaint"))
        return section

    def _line(self, problem: Problem) -> QWidget:
        item = self._item_of(problem)
        name = f"{item.label}  {problem.file_name}" if item is not None else problem.file_name
        where = tr("not added") if item is None else tr(STAGE_WORDS[problem.stage])
        go = button(tr("Go to it"), partial(self._go, item.key if item is not None else problem.key), "link")
        go.setAccessibleName(tr("Go to {name}", name=name))
        top = row(Elided(name, "strong"), label(where, "smallfaint"), go)
        top.setStretch(0, 1)
        holder = QWidget()
        holder.setLayout(column(top, label(tr_made(problem.sentence), wraps=True), spacing=0, margins=(0, 6, 0, 0)))
        return holder

    def _item_of(self, problem: Problem) -> Item | None:
        item = self._session.case.get(key_of("item", problem.item)) if problem.item else None
        return item if isinstance(item, Item) else None

    def _go(self, key: str) -> None:
        self._session.go_to(key)
        self._session.show_page("review")

    def _copy(self) -> None:
        problems = self._session.case.of(Problem)
        labels = {item.id: item.label for item in self._session.case.of(Item)}
        QGuiApplication.clipboard().setText(as_text(problems, labels))
        self._session.say(trn("{number} problem copied.", "{number} problems copied.", len(problems)))


def _count_words(problems: Sequence[Problem]) -> str:
    """Count problems and the files they are with: filters and imports count files."""
    if not problems:
        return tr("No problems")
    files = len({one.item or one.key for one in problems})
    words = trn("{number} problem", "{number} problems", len(problems))
    if files == len(problems):
        return words
    return tr("{problems} {files}", problems=words, files=trn("with {number} file", "with {number} files", files))


def _padded(inner: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(inner, margins=(16, 8, 16, 8)))
    return holder
