"""A table of trade: which column is taken for what, which rows fit, and the button that makes records of them."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QPushButton, QWidget

from verifier.domain.errors import Cancelled, VerifierError
from verifier.domain.progress import Progress
from verifier.gui.controls import Choice, Elided, Section, button, clear, column, label, row, scrolling
from verifier.gui.machines.words import FIELD_WORDS, SEARCH_FIELDS, named_field, number_words, spread
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made, trn
from verifier.workspace.jobs import Job
from verifier.workspace.trade import TradeQuery
from verifier.workspace.trade_import import Taken, scan_beside, table_item, take_rows
from verifier.workspace.trade_tables import FIELDS, Layout, Mapping, Scan, TableLook, look_at, record_of

WIDTH_PX = 860
LIMIT = 1000
SHOWN_COLUMNS = 80
SHOWN_ROWS = 8
WHAT = (
    "Open an export of customs or trade data as CSV. You see first which column is taken for what; then the rows that "
    "fit are counted, and only those become records when you say so. The file becomes an item of the case."
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp1251", "cp1252", "gb18030")
DELIMITERS: tuple[tuple[str, str], ...] = ((",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar"))
DECIMALS: tuple[tuple[str, str], ...] = (("", "not known"), ("comma", "comma"), ("point", "point"))
ORDERS: tuple[tuple[str, str], ...] = (("", "not known"), ("day first", "day first"), ("month first", "month first"))


class Looked(msgspec.Struct, frozen=True):
    """A table that was opened: its file, how it begins, and the mapping as it stands now."""

    path: Path
    look: TableLook
    mapping: Mapping


class TableView(QWidget):
    """``taken`` is called when rows became records."""

    def __init__(self, session: Session, taken: Callable[[], object]) -> None:
        super().__init__()
        self._session, self._on_taken = session, taken
        self.looked: Looked | None = None
        self.scanned: Scan | None = None
        self._asked = TradeQuery()
        self._take_button: QPushButton | None = None
        self._job: Job[Scan] | Job[Taken] | Job[TableLook] | None = None
        self.fields: dict[str, QLineEdit] = {}
        self.name = label(tr("No table is open"), "strong")
        self.state = Elided("", "small")
        self.choose = button(tr("Choose a file…"), self._choose, "primary")
        self._content = QWidget()
        self._content.setMaximumWidth(WIDTH_PX)
        self._lines = column(spacing=0)
        self._content.setLayout(self._lines)
        head = row(self.name, self.state, self.choose, spacing=12, margins=(16, 12, 16, 12))
        head.setStretch(1, 1)
        outer = column(head, scrolling(self._content), spacing=0)
        outer.setStretch(1, 1)
        self.setLayout(outer)
        self.refresh()

    @property
    def is_busy(self) -> bool:
        """Whether a table is being read."""
        return self._job is not None

    def open_table(self, path: Path, layout: Layout | None = None) -> None:
        """Look at the beginning of a table; ``layout``: how a person says that it is written."""
        if self._job is None:
            self._run("Look at a table", lambda _progress: look_at(path, layout), partial(self._opened, path))

    def _opened(self, path: Path, look: TableLook) -> None:
        same = self.looked is not None and self.looked.path == path and self.looked.look.heads == look.heads
        mapping = self.looked.mapping if same and self.looked is not None else look.suggested
        self.looked, self.scanned = Looked(path, look, mapping), None
        self.refresh()

    def refresh(self) -> None:
        """Show the columns, the filters and the rows that fit."""
        words = {name: field.text() for name, field in self.fields.items()}
        typed_in = next((name for name, field in self.fields.items() if field.hasFocus()), "")
        clear(self._lines)
        self._take_button = None
        self.fields.clear()
        if self.looked is None:
            self._lines.addWidget(_padded(label(tr(WHAT), "muted", wraps=True)))
        else:
            self.name.setText(self.looked.path.name)
            self._lines.addWidget(self._layout_section(self.looked.look.layout))
            self._lines.addWidget(self._columns_section(self.looked))
            self._lines.addWidget(self._rows_section(self.looked))
            for name, text in words.items():
                self.fields[name].setText(text)
            if typed_in:
                self.fields[typed_in].setFocus()
        self._lines.addStretch(1)

    def _layout_section(self, layout: Layout) -> Section:
        section = Section(tr("How it is written"), label(tr("as it seems; correct it"), "smallfaint"))
        parts = (
            (tr("Encoding"), "encoding", [(name, name) for name in dict.fromkeys((layout.encoding, *ENCODINGS))]),
            (tr("Between cells"), "delimiter", [(tr(words), sign) for sign, words in DELIMITERS]),
            (tr("Decimal sign"), "decimal", [(tr(words), sign) for sign, words in DECIMALS]),
            (tr("Dates like 03/04/2026"), "dates", [(tr(words), order) for order, words in ORDERS]),
        )
        line = row(spacing=16)
        for words, name, answers in parts:
            choice = Choice(words, answers, getattr(layout, name))
            choice.chosen.connect(partial(self._change_layout, name))
            line.addLayout(column(label(words, "small"), choice, spacing=2))
        line.addStretch(1)
        section.add(line)
        return section

    def _columns_section(self, looked: Looked) -> Section:
        section = Section(tr("Which column is taken for what"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(2, 3)
        by_column = {place: field for field, place in looked.mapping.columns.items()}
        answers: list[tuple[str, object]] = [(tr("not taken"), ""), *((tr(FIELD_WORDS[one]), one) for one in FIELDS)]
        for place, head in enumerate(looked.look.heads[:SHOWN_COLUMNS]):
            example = next((r[place] for r in looked.look.rows if place < len(r) and r[place].strip()), "")
            choice = Choice(tr("Column {name}", name=head), answers, by_column.get(place, ""))
            choice.chosen.connect(partial(self._map, place))
            grid.addWidget(label(str(place + 1), "smallfaint"), place, 0)
            grid.addWidget(Elided(head), place, 1)
            grid.addWidget(Elided(example, "muted"), place, 2)
            grid.addWidget(choice, place, 3)
        section.add(grid)
        return section

    def _rows_section(self, looked: Looked) -> Section:
        section = Section(tr("Which rows become records"))
        section.add(spread(*(self._filter_field(*one) for one in SEARCH_FIELDS[:3])))
        section.add(spread(*(self._filter_field(*one) for one in SEARCH_FIELDS[3:])))
        count = button(tr("Count what fits"), self.count)
        line = row(label(self._scan_words(), "small"), None, count)
        found = self.scanned
        if found is not None:
            take = button(trn("Take {number} row", "Take {number} rows", found.fitting), self.take, "primary")
            take.setEnabled(self._session.can_edit and 0 < found.fitting <= LIMIT)
            line.addWidget(take)
            self._take_button = take
        section.add(line)
        if found is not None:
            for fault in found.faults[:5]:
                section.add(label(tr_made(fault), "warn", wraps=True))
            if found.fitting > LIMIT:
                words = tr("More than {number} rows fit: narrow them down.", number=f"{LIMIT:,}")
                section.add(label(words, "note", wraps=True))
            for one in found.kept[:SHOWN_ROWS]:
                section.add(self._row_line(looked, one.number, one))
        return section

    def _row_line(self, looked: Looked, number: int, one: object) -> QWidget:
        identifiers = self._session.workspace.catalog.identifiers
        record = record_of(one, looked.look.heads, looked.mapping, looked.look.layout, identifiers)  # type: ignore[arg-type]
        day = next((str(d.day or d.as_written) for d in record.dates), "")
        parties = " → ".join(party.as_written for party in record.parties[:2])
        value = number_words(record.value, record.currency, record.value_as_written)
        line = row(
            label(tr("row {row}", row=number), "smallfaint"),
            label(day, "small"),
            Elided(" · ".join(part for part in (record.model, record.goods, *record.serials) if part)),
            Elided(parties, "muted"),
            Elided(value, "muted"),
            spacing=12,
        )
        for place, share in ((2, 3), (3, 2), (4, 2)):
            line.setStretch(place, share)
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def _scan_words(self) -> str:
        if self.scanned is None:
            return tr("Not counted yet")
        return tr("{fitting} of {rows} rows fit", fitting=f"{self.scanned.fitting:,}", rows=f"{self.scanned.rows:,}")

    def count(self) -> None:
        """Go through the table; pressed again while it is under way, stop."""
        query = self._query()
        if self._job is not None or self.looked is None:
            if self._job is not None:
                self._job.cancel()
            return
        if query is None:
            self._session.say(tr("A day is written like 2026-01-31."), "warn")
            return
        looked, workspace, self._asked = self.looked, self._session.workspace, query
        self.state.show_words(tr("Going through the table …"))
        self._run(
            "Count rows",
            lambda progress: scan_beside(workspace, looked.path, looked.look, looked.mapping, query, LIMIT, progress),
            self._counted,
        )

    def take(self) -> None:
        """Make records of the rows that fit; the table becomes an item first."""
        looked, found, query = self.looked, self.scanned, self._asked
        if looked is None or found is None or self._job is not None:
            return
        workspace = self._session.workspace

        def work(_progress: Progress) -> Taken:
            return take_rows(
                workspace, table_item(workspace, looked.path), looked.look, looked.mapping, found.kept, query
            )

        self._run("Take rows", work, self._took)

    def _counted(self, found: Scan) -> None:
        self.scanned = found
        self.refresh()

    def _took(self, taken: Taken) -> None:
        words = trn("{number} row became a record.", "{number} rows became records.", taken.records)
        if taken.known:
            words += " " + trn("{number} was there already.", "{number} were there already.", taken.known)
        self._session.say(words)
        self.scanned = None
        self.refresh()
        self._on_taken()

    def _run(self, title: str, work: Callable[[Progress], object], take: Callable[..., object]) -> None:
        job = self._session.workspace.jobs.start(title, work)
        self._job = job  # type: ignore[assignment]
        self._session.relay.when_done(job.result, partial(self._end, take), self._failed)

    def _end(self, take: Callable[..., object], result: object) -> None:
        self._job = None
        self.state.show_words("")
        take(result)

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self.state.show_words("")
        if not isinstance(error, Cancelled):
            known = isinstance(error, VerifierError)
            self._session.say(tr_made(error.sentence) if known else tr("The table could not be read."), "warn")

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Which table?"), self._session.found_in.begin(), "CSV (*.csv *.tsv *.txt);;* (*)"
        )
        if name:
            self._session.found_in.learn(Path(name).parent)
            self.open_table(Path(name))

    def _change_layout(self, name: str, value: object) -> None:
        if self.looked is not None:
            layout = msgspec.structs.replace(self.looked.look.layout, **{name: value})
            self.open_table(self.looked.path, layout)

    def _map(self, place: int, field: object) -> None:
        if self.looked is None:
            return
        columns = {one: at for one, at in self.looked.mapping.columns.items() if at != place and one != field}
        if field:
            columns[str(field)] = place
        self.looked, self.scanned = msgspec.structs.replace(self.looked, mapping=Mapping(columns)), None
        self.refresh()

    def _filter_field(self, name: str, words: str, hint: str) -> QWidget:
        holder, made = named_field(tr(words), hint, self.count)
        self.fields[name] = made
        made.textEdited.connect(self._ask_otherwise)
        return holder

    def _ask_otherwise(self, _text: str) -> None:
        """Rows that were counted for other words are not taken."""
        if self._take_button is not None:
            self._take_button.setEnabled(False)

    def _query(self) -> TradeQuery | None:
        text = {name: field.text().strip() for name, field in self.fields.items()}
        try:
            days = [date.fromisoformat(text[name]) if text.get(name) else None for name in ("earliest", "latest")]
        except ValueError:
            return None
        return TradeQuery(
            serial=text.get("serial", ""),
            model=text.get("model", ""),
            hs_code=text.get("hs_code", ""),
            party=text.get("party", ""),
            earliest=days[0],
            latest=days[1],
        )


def _padded(inner: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(inner, margins=(16, 8, 16, 8)))
    return holder
