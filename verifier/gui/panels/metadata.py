"""Metadata: what contradicts itself, what the file says of itself, and every reading with its place and its reader."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from verifier.case.changes import Changes
from verifier.domain.errors import VerifierError
from verifier.domain.inspection import Opinion
from verifier.domain.records import Item, Problem
from verifier.gui.compare.offering import CompareButton
from verifier.gui.controls import button, column, label, row
from verifier.gui.dialogs.bytes_view import BytesView
from verifier.gui.flow import FlowLayout
from verifier.gui.lookups import problems_of
from verifier.gui.panels.base import nothing_shown
from verifier.gui.panels.line_detail import LineDetail
from verifier.gui.panels.metadata_notices import MetadataNotices
from verifier.gui.panels.readings_list import ReadingsList
from verifier.gui.panels.readings_model import ReadingsModel
from verifier.gui.panels.sheet import Line, Sheet, sheet_of, with_opinion
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made, trn
from verifier.gui.theme import Theme
from verifier.metadata.second_opinion import is_installed
from verifier.workspace.original_bytes import place_in, stretch
from verifier.workspace.readings import ask_another, file_report, posted_at


class MetadataPanel(QWidget):
    """Asks for the lines when it is seen; they are laid out on another thread."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._shown: object = None
        self._sheet = Sheet()
        self.search = QLineEdit(placeholderText=tr("Find a name, a value, a place or a reader"))
        self.search.setAccessibleName(tr("Find in the metadata"))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.notices = MetadataNotices(self, self.show_behind)
        self.model = ReadingsModel(self)
        self.lines = ReadingsList(self.model, theme)
        self.lines.setAccessibleName(tr("Everything the file says"))
        self._count = label("", "small")
        self._all = button(tr("Fold all"), self._fold_or_show_all, "aside")
        self._second = button(tr("Ask ExifTool"), self._ask_another, "aside")
        self._second.setToolTip(tr("A second opinion: what ExifTool, on this computer, says otherwise"))
        self._none = label("", "muted", wraps=True)
        self._none.setContentsMargins(16, 8, 16, 8)
        self._nothing = nothing_shown()
        self._detail = LineDetail(self)
        self._lay_out()
        self.search.textChanged.connect(self.model.find)
        self.lines.asked.connect(self.show_behind)
        self._detail.bytes_asked.connect(self._show_bytes)
        self.lines.left.connect(self._show_all)
        self.lines.copied.connect(self._say)
        self.lines.selectionModel().currentChanged.connect(self._show_detail)
        self.model.modelReset.connect(self._renewed)
        theme.changed.connect(self.lines.viewport().update)
        session.item_changed.connect(self._refresh)
        session.changed.connect(self._heard)

    def show_behind(self, fact: Line) -> None:
        """List the readings behind a fact, and put the cursor on the first."""
        self.model.show_behind(fact)
        readings = (at for at, row in enumerate(self.model.rows) if row.line is not None and not row.line.fact)
        self.lines.go_to_row(next(readings, 0))
        self.lines.setFocus()

    def start_search(self) -> None:
        """Put the cursor where one looks for words."""
        self.search.setFocus()
        self.search.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search into the list, Esc empties it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Down and self.model.rows:
                first = next((at for at, row in enumerate(self.model.rows) if row.line is not None), 0)
                self.lines.go_to_row(first)
                self.lines.setFocus()
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        compare = CompareButton(self._session)
        head = FlowLayout(12, (16, 0, 12, 4)).with_widgets(self._count, compare, self._second, self._all)
        outer = column(row(self.search, margins=(12, 10, 12, 6)), self.notices, head, spacing=0)
        for part in (self._nothing, self._none, self.lines, self._detail):
            outer.addWidget(part)
        outer.setStretch(outer.indexOf(self.lines), 1)
        outer.addStretch(0)
        self.setLayout(outer)

    def _heard(self, changes: Changes) -> None:
        kinds = (Item, Problem)
        if any(isinstance(record, kinds) for change in changes for record in (change.before, change.after)):
            self._refresh()

    def _refresh(self) -> None:
        item = self._session.item
        problems = problems_of(self._session.case, item) if item is not None else ()
        wanted = (item.key, item.readings_sha256, problems) if item is not None else ()
        if wanted == self._shown or not self.isVisible():
            return
        self._shown = wanted
        self._show(Sheet(), ())
        if item is not None:
            workspace = self._session.workspace
            posted = posted_at(workspace.case, item)
            future = workspace.think(lambda: sheet_of(item, file_report(workspace, item, posted)))
            self._session.relay.when_done(future, lambda found: self._landed(wanted, found, problems), self._failed)

    def _landed(self, wanted: object, sheet: Sheet, problems: tuple[Problem, ...]) -> None:
        if wanted == self._shown:
            self._show(sheet, problems)

    def _show_bytes(self, line: Line) -> None:
        """Show the bytes of the file where a line stood; they are read beside the window's thread."""
        item, place, workspace = self._session.item, place_in(line.where), self._session.workspace
        if item is None or place is None:
            return
        self._session.relay.when_done(
            workspace.think(lambda: stretch(workspace, item, place)),
            lambda found: BytesView(self._theme, found, line.name, line.where, self.window()).open(),
            self._not_asked,
        )

    def _ask_another(self) -> None:
        """Ask another program about the file, beside the window's thread, and show what it says otherwise."""
        item, wanted, workspace = self._session.item, self._shown, self._session.workspace
        if item is None:
            return
        self._second.setEnabled(False)
        self._session.say(tr("Asking ExifTool …"))
        self._session.relay.when_done(
            workspace.think(lambda: ask_another(workspace, item)),
            lambda opinion: self._show_opinion(wanted, opinion),
            self._not_asked,
        )

    def _show_opinion(self, wanted: object, opinion: Opinion) -> None:
        self._second.setEnabled(True)
        if wanted == self._shown:
            self._sheet = with_opinion(self._sheet, opinion)
            self.model.show_sheet(self._sheet)
            self.lines.scrollToTop()
            count = len(opinion.differences)
            self._session.say(trn("{number} tag differs.", "{number} tags differ.", count))

    def _not_asked(self, error: BaseException) -> None:
        self._second.setEnabled(True)
        self._session.say(tr_made(error.sentence if isinstance(error, VerifierError) else str(error)), "warn")

    def _say(self, words: str) -> None:
        self._session.say(words)

    def _failed(self, error: BaseException) -> None:
        self._session.say(tr("The readings could not be shown. {why}", why=tr_made(str(error))), "warn")

    def _show(self, sheet: Sheet, problems: tuple[Problem, ...]) -> None:
        self._sheet = sheet
        self.notices.show_sheet(sheet, problems)
        self._nothing.setVisible(self._session.item is None)
        self.model.show_sheet(sheet)

    def _renewed(self) -> None:
        """Say how much is listed; what is looked for gets all the room."""
        is_filtered, found = self.model.is_filtered, self.model.found
        self.notices.setVisible(not self.notices.is_empty and not is_filtered)
        behind = self.model.behind
        if behind is not None:
            words = tr("Behind “{fact}”", fact=behind.name)
        elif is_filtered:
            words = trn("{number} line found", "{number} lines found", found)
        else:
            words = trn("{number} reading", "{number} readings", self._sheet.readings)
        self._count.setText(words if self._sheet.groups else "")
        self._all.setText(self._all_words())
        self._all.setVisible(bool(self._sheet.groups))
        self._second.setVisible(bool(self._sheet.groups) and is_installed() and not is_filtered)
        nothing_found = is_filtered and not found and bool(self._sheet.groups)
        self._none.setVisible(nothing_found)
        self._none.setText(tr("No line holds “{words}”.", words=self.search.text()))
        self.lines.setVisible(not nothing_found)
        self._show_detail()
        self._fit()

    def _all_words(self) -> str:
        if self.model.is_filtered:
            return tr("Show all")
        return tr("Fold all") if any(row.line is not None for row in self.model.rows) else tr("Unfold all")

    def _fold_or_show_all(self) -> None:
        if self.model.is_filtered:
            self._show_all()
        else:
            self.model.fold_all(is_open=not any(row.line is not None for row in self.model.rows))

    def _show_all(self) -> None:
        """List everything again; the cursor goes back to where one came from."""
        here = self.model.behind or (self.lines.row.line if self.lines.row is not None else None)
        if self.model.behind is not None:
            self.model.show_behind(None)
        self.search.clear()
        place = self.model.place_of_line(here) if here is not None else -1
        if place >= 0:
            self.lines.go_to_row(place)
        self.lines.setFocus()

    def _show_detail(self, *_indexes: QModelIndex) -> None:
        self._detail.show_row(self.lines.row)
        self._detail.fit()

    def _fit(self) -> None:
        self.notices.fit()
        self._detail.fit()
