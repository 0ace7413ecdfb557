"""Metadata: in short what the file says of itself, what is worth a look, and every reading with its place."""

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QLineEdit, QTreeView, QVBoxLayout, QWidget

from verifier.domain.readings import Fact, FilmedBy, Finding, Reading
from verifier.domain.records import Item
from verifier.gui.controls import Section, clear, column, label, pairs, row, scrolling
from verifier.gui.lookups import problems_of
from verifier.gui.panels.base import nothing_shown
from verifier.gui.panels.facts import fact_rows, raw_words, technical_rows
from verifier.gui.panels.readings_model import READING_ROLE, ReadingsModel
from verifier.gui.session import Session
from verifier.gui.theme import Theme
from verifier.workspace.readings import FileReport, read_report

SHORT_SHARE = 1
TREE_SHARE = 1


class MetadataPanel(QWidget):
    """Asks for the readings when it is seen; they come from another thread."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._shown_key: str | None = None
        self._readings: tuple[Reading, ...] = ()
        self._short: QVBoxLayout = column(spacing=0)
        content = QWidget()
        content.setLayout(self._short)
        self.search = QLineEdit(placeholderText="Find a tag or a value")
        self.search.setAccessibleName("Find a reading")
        self.search.setClearButtonEnabled(True)
        self._model = ReadingsModel(theme, self)
        self.tree = QTreeView()
        self.tree.setAccessibleName("Every reading of the file")
        self.tree.setModel(self._model)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(12)
        self.tree.header().setStretchLastSection(True)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.tree.header().resizeSection(0, 168)
        self._none = label("No reader found anything written in this file.", "muted", wraps=True)
        self._none.setContentsMargins(12, 4, 12, 8)
        self._none.hide()
        self._detail = self._make_detail()
        lower = QFrame()
        lower.setLayout(
            column(row(self.search, margins=(12, 8, 12, 4)), self._none, self.tree, self._detail, spacing=0)
        )
        outer = column(scrolling(content), lower, spacing=0)
        outer.setStretch(0, SHORT_SHARE)
        outer.setStretch(1, TREE_SHARE)
        self.setLayout(outer)
        self.search.textChanged.connect(self._filter)
        self.tree.selectionModel().currentChanged.connect(self._show_detail)
        session.item_changed.connect(self._refresh)
        session.changed.connect(self._refresh)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def _refresh(self) -> None:
        item = self._session.item
        key = item.key if item is not None else ""
        if key == self._shown_key or not self.isVisible():
            return
        self._shown_key = key
        self._show(item, None)
        if item is not None:
            future = read_report(self._session.workspace, item)
            self._session.relay.when_done(future, lambda found: self._landed(key, found), self._failed)

    def _landed(self, key: str, report: FileReport) -> None:
        item = self._session.item
        if item is not None and item.key == key:
            self._show(item, report)

    def _failed(self, error: BaseException) -> None:
        self._session.say(f"The readings could not be shown. {error}", "warn")

    def _show(self, item: Item | None, report: FileReport | None) -> None:
        clear(self._short)
        self._readings = report.readings if report is not None else ()
        self._none.setVisible(report is not None and not report.readings)
        self._filter()
        if item is None:
            self._short.addWidget(nothing_shown())
        else:
            for section in self._sections(item, report):
                self._short.addWidget(section)
        self._short.addStretch(1)

    def _sections(self, item: Item, report: FileReport | None) -> list[Section]:
        sections: list[Section] = []
        findings = report.findings if report is not None else ()
        problems = [problem.sentence for problem in problems_of(self._session.case, item)]
        if findings or problems:
            sections.append(_findings(findings, problems))
        if report is not None:
            sections.append(_facts(report.facts))
            sections.append(_filmed_by(report.filmed_by))
        technical = Section("The file")
        technical.add(pairs(technical_rows(item)))
        prints = item.fingerprints
        technical.add(pairs((("SHA-256", _broken(prints.sha256)), ("MD5", prints.md5)), "mono", name_px=64))
        return [*sections, technical]

    def _filter(self) -> None:
        self._model.set_readings(self._readings, self.search.text())
        if self._model.rowCount():
            self.tree.expandAll()

    def _make_detail(self) -> QWidget:
        holder = QFrame()
        holder.setObjectName("footer")
        self._detail_title = label("", "strong", selectable=True)
        self._detail_raw = label("", "mono", wraps=True, selectable=True)
        self._detail_where = label("", "smallfaint", wraps=True, selectable=True)
        holder.setLayout(
            column(self._detail_title, self._detail_raw, self._detail_where, spacing=2, margins=(12, 8, 12, 8))
        )
        holder.hide()
        return holder

    def _show_detail(self, current: QModelIndex, _previous: QModelIndex) -> None:
        reading = current.siblingAtColumn(0).data(READING_ROLE)
        self._detail.setVisible(isinstance(reading, Reading))
        if isinstance(reading, Reading):
            self._detail_title.setText(reading.name)
            self._detail_raw.setText(f"stored as {reading.value.__struct_config__.tag}: {raw_words(reading.value)}")
            self._detail_where.setText(f"{reading.group} · stood at {reading.where} · read by {reading.reader}")


def _broken(digest: str) -> str:
    """Return a hash with places where a line may break (zero-width spaces would be copied along)."""
    return "\n".join(digest[start : start + 32] for start in range(0, len(digest), 32))


def _findings(findings: tuple[Finding, ...], problems: list[str]) -> Section:
    section = Section("Worth a look")
    for sentence in problems:
        section.add(label(sentence, "trouble", wraps=True, selectable=True))
    for finding in findings:
        section.add(label(finding.sentence, "note", wraps=True, selectable=True))
    return section


def _facts(facts: dict[str, Fact]) -> Section:
    section = Section("What the file says")
    rows = fact_rows(facts)
    if rows:
        section.add(pairs(rows))
    else:
        words = "No maker, no time, no place. That is usual for files that went through a messenger or a platform."
        section.add(label(words, "muted", wraps=True))
    return section


def _filmed_by(filmed: FilmedBy) -> Section:
    section = Section("May have been filmed by")
    for candidate in filmed.candidates:
        section.add(label(candidate.name, "strong", wraps=True, selectable=True))
    for sentence in filmed.basis:
        section.add(label(sentence, "muted", wraps=True, selectable=True))
    if not filmed.candidates and not filmed.basis:
        section.add(label("The file names no camera that the catalog ties to a drone.", "muted", wraps=True))
    return section
