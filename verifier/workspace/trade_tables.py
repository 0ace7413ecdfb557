"""Tables of trade (customs exports, price lists) as CSV: looked at, mapped by a person, and read row by row.

A table can hold a million rows. It is streamed: what stands in memory is one row, and the rows that were chosen, of
which there is a most. Nothing becomes a record before a person has seen the mapping and asked for it.
"""

import codecs
import csv
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal, get_args

import msgspec

from verifier.case.searching import fold
from verifier.catalog.entries import Identifiers
from verifier.catalog.serial_numbers import decode_cta
from verifier.domain.errors import UnreadableFile, UsageError
from verifier.domain.progress import Progress
from verifier.domain.records import Cell, Party, Stop, TradeDate, TradeRecord
from verifier.domain.records.trade import DateRole, PartyRole, StopRole
from verifier.domain.strengths import plain_serial
from verifier.media.originals import open_original
from verifier.media.text_encoding import encoding_of
from verifier.workspace.trade import TradeQuery, digits
from verifier.workspace.trade_values import (
    DateOrder,
    DecimalSign,
    day_of,
    exact,
    serials_of,
    words_like_serials,
)

Field = Literal[
    "seller", "buyer", "shipper", "consignee", "declarant", "carrier", "maker", "other_party",
    "date_declared", "date_invoiced", "date_shipped", "date_arrived", "date",
    "hs_code", "goods", "model", "batch", "serials", "quantity", "unit", "value", "currency",
    "origin", "departure", "transit", "destination", "page",
]  # fmt: skip
FIELDS: tuple[Field, ...] = get_args(Field)
_PARTIES: dict[str, PartyRole] = {
    **{role: role for role in get_args(PartyRole) if role != "other"},
    "other_party": "other",
}
_DATES: dict[str, DateRole] = {
    "date_declared": "declared",
    "date_invoiced": "invoiced",
    "date_shipped": "shipped",
    "date_arrived": "arrived",
    "date": "other",
}
_STOPS: tuple[StopRole, ...] = get_args(StopRole)
LOOK_BYTES = 256 * 1024
LOOK_ROWS = 20
MAX_COLUMNS = 500
MAX_LINE = 1_000_000
"""Characters of one line; what is longer is no table."""
MAX_CHOSEN = 5000
REPORT_EVERY = 5000
DELIMITERS = (",", ";", "\t", "|")
_NAMES: tuple[tuple[Field, tuple[str, ...]], ...] = (
    ("shipper", ("shipper", "exporter", "sender", "отправитель", "відправник", "экспортер", "експортер", "发货人")),
    ("consignee", ("consignee", "importer", "receiver", "получатель", "одержувач", "импортер", "імпортер", "收货人")),
    ("seller", ("seller", "vendor", "supplier", "продавец", "продавець", "поставщик", "постачальник", "卖方")),
    ("buyer", ("buyer", "purchaser", "customer", "покупатель", "покупець", "买方")),
    ("declarant", ("declarant", "декларант")),
    ("carrier", ("carrier", "перевозчик", "перевізник", "承运人")),
    ("maker", ("manufacturer", "maker", "producer", "производитель", "изготовитель", "виробник", "生产商")),
    ("hs_code", ("hs code", "hscode", "hs", "hts", "tnved", "commodity code", "tariff", "тн вэд", "код товара",
                 "код товару", "уктзед", "укт зед", "海关编码")),
    ("goods", ("goods", "description", "product", "commodity", "описание", "наименование товара", "опис", "товар",
               "货物")),
    ("model", ("model", "модель", "型号")),
    ("batch", ("batch", "lot", "партия", "партія", "批次")),
    ("serials", ("serial", "s/n", "серийный", "серійний", "序列号")),
    ("quantity", ("quantity", "qty", "количество", "кількість", "数量")),
    ("unit", ("unit", "единица", "одиниця", "单位")),
    ("currency", ("currency", "валюта", "货币", "币种")),
    ("value", ("value", "amount", "price", "стоимость", "вартість", "цена", "ціна", "金额")),
    ("origin", ("country of origin", "origin", "страна происхождения", "країна походження", "原产国")),
    ("departure", ("departure", "country of export", "port of loading", "страна отправления", "країна відправлення")),
    ("destination", ("destination", "port of discharge", "страна назначения", "країна призначення", "目的国")),
    ("transit", ("transit", "транзит")),
    ("date_invoiced", ("invoice date", "дата инвойса")),
    ("date_shipped", ("shipment date", "ship date", "date of shipment", "дата отгрузки")),
    ("date_arrived", ("arrival date", "дата прибытия")),
    ("date_declared", ("declaration date", "дата декларации", "дата оформления", "дата оформлення", "date", "дата")),
)  # fmt: skip
"""Words in the heads of columns; a suggestion, which a person sees before anything is read by it."""


class Layout(msgspec.Struct, frozen=True):
    """How a table is written: its encoding, the sign between cells, signs of decimals, order of dates."""

    encoding: str
    delimiter: str
    decimal: DecimalSign = ""
    dates: DateOrder = ""


class Mapping(msgspec.Struct, frozen=True):
    """Field -> number of the column it stands in, from 0."""

    columns: dict[str, int]

    def cell(self, field: Field, row: list[str]) -> str:
        """Return the text of a field in a row, "" where it has none."""
        column = self.columns.get(field)
        return row[column].strip() if column is not None and column < len(row) else ""


class TableLook(msgspec.Struct, frozen=True):
    """The beginning of a table: how it seems to be written, its heads, first rows, and the mapping that suggests."""

    layout: Layout
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    suggested: Mapping
    size_bytes: int


class TableRow(msgspec.Struct, frozen=True):
    """A chosen row: its number from 1 (heads not counted), and its cells."""

    number: int
    cells: tuple[str, ...]


class Scan(msgspec.Struct, frozen=True):
    """What one pass found: rows read, rows that fit, those kept (at most the limit), and rows that are odd."""

    rows: int
    fitting: int
    kept: tuple[TableRow, ...]
    faults: tuple[str, ...]
    odd_rows: int = 0


def look_at(path: Path, layout: Layout | None = None) -> TableLook:
    """Read the beginning of a table; raise :class:`InputError` where it cannot be read as one.

    ``layout``: what a person says of it; else encoding, delimiter, decimal sign and dates are guessed and told.
    """
    with open_original(path) as file:
        head = file.read(LOOK_BYTES)
        file.seek(0, 2)
        size_bytes = file.tell()
    encoding = layout.encoding if layout is not None and layout.encoding else encoding_of(head)
    text = _decoded(head, encoding, is_whole=size_bytes <= LOOK_BYTES)
    delimiter = layout.delimiter if layout is not None and layout.delimiter else _delimiter_of(text)
    if delimiter.isalnum() or delimiter in '"\r\n ':
        raise UsageError("This sign cannot stand between cells.", delimiter)
    lines = _lines_of(text)
    if size_bytes > LOOK_BYTES:
        lines = lines[:-1]
    rows = _first_rows(lines, delimiter)
    if not rows or len(rows[0]) < 2:
        raise UnreadableFile("This is no table: its first line has fewer than two cells.", path.name)
    if len(rows[0]) > MAX_COLUMNS:
        raise UnreadableFile(f"A table has at most {MAX_COLUMNS} columns.", path.name)
    heads = tuple(name.strip() for name in rows[0])
    suggested = suggest(heads)
    decimal = layout.decimal if layout is not None and layout.decimal else _decimal_of(rows[1:], suggested)
    order = layout.dates if layout is not None else ""
    made = Layout(encoding, delimiter, decimal, order)
    return TableLook(made, heads, tuple(tuple(row) for row in rows[1 : LOOK_ROWS + 1]), suggested, size_bytes)


def suggest(heads: tuple[str, ...]) -> Mapping:
    """Suggest which column holds what, by words in the heads; each column and each field once."""
    columns: dict[str, int] = {}
    taken: set[int] = set()
    folded = [fold(head).replace("_", " ") for head in heads]
    for is_same in (True, False):
        for field, names in _NAMES:
            found = next(
                (
                    number
                    for name in names
                    for number, head in enumerate(folded)
                    if number not in taken and (head == name if is_same else name in head)
                ),
                None,
            )
            if field not in columns and found is not None:
                columns[field] = found
                taken.add(found)
    return Mapping(columns)


def mapping_of(words: Iterable[str], heads: tuple[str, ...], begin: Mapping | None = None) -> Mapping:
    """Read ``field=column`` words, a column by its head or ``#3`` (from 1); ``field=`` takes a field out.

    Raise :class:`UsageError` for a field or column that there is not.
    """
    columns = dict(begin.columns) if begin is not None else {}
    for word in words:
        field, mark, column = word.partition("=")
        field = field.strip().replace("-", "_")
        if field not in FIELDS or not mark:
            raise UsageError(f"Say FIELD=COLUMN; the fields are {', '.join(FIELDS)}.", word)
        if not column.strip():
            columns.pop(field, None)
            continue
        columns[field] = _column(column.strip(), heads)
    return Mapping(columns)


def _column(name: str, heads: tuple[str, ...]) -> int:
    if name.startswith("#") and name[1:].isdecimal() and 1 <= int(name[1:]) <= len(heads):
        return int(name[1:]) - 1
    found = [number for number, head in enumerate(heads) if fold(head) == fold(name)]
    if len(found) != 1:
        raise UsageError("No one column is called that; name one by its head, or as #3.", name)
    return found[0]


def scan(
    path: Path,
    layout: Layout,
    mapping: Mapping,
    query: TradeQuery,
    *,
    limit: int = MAX_CHOSEN,
    progress: Progress | None = None,
) -> Scan:
    """Go through the whole table once and keep the rows that fit, at most ``limit``; the others are counted.

    Raise :class:`UnreadableFile` where it is no text of that encoding, :class:`Cancelled` where ``progress`` is.
    """
    progress = progress or Progress()
    fits = _Filter(mapping, query, layout)
    kept: list[TableRow] = []
    faults: list[str] = []
    number = fitting = odd = 0
    size_bytes = path.stat().st_size
    with _rows(path, layout) as (rows, file):
        width = _width_of_heads(rows, path.name)
        while True:
            try:
                row = next(rows, None)
            except csv.Error:
                number, odd = number + 1, odd + 1
                faults.append(f"Row {number} could not be read: a cell is too long or a quotation mark is not closed.")
                continue
            if row is None:
                break
            if not row:
                continue
            number += 1
            del faults[LOOK_ROWS:]
            if len(row) != width:
                odd += 1
                faults.append(f"Row {number} has {len(row)} cells and not {width}.")
            if fits(row):
                fitting += 1
                if len(kept) < limit:
                    kept.append(TableRow(number, tuple(row[:MAX_COLUMNS])))
            if number % REPORT_EVERY == 0:
                progress.report(file.tell(), size_bytes, f"row {number}")
    progress.report(size_bytes, size_bytes)
    return Scan(number, fitting, tuple(kept), tuple(faults[:LOOK_ROWS]), odd)


def record_of(
    row: TableRow,
    heads: tuple[str, ...],
    mapping: Mapping,
    layout: Layout,
    identifiers: Identifiers,
    *,
    document: str | None = None,
    query: TradeQuery | None = None,
) -> TradeRecord:
    """Make a record of a row, without id and label, which the case gives; the whole row goes along as it was found.

    Serial numbers stand in their own column, or in the goods' words where they have the form of the standard with a
    known maker's code, or are what was looked for.
    """
    cells = list(row.cells)

    def cell(field: Field) -> str:
        return mapping.cell(field, cells)

    goods = cell("goods")
    return TradeRecord(
        id="",
        label="",
        parties=tuple(
            Party(role, words)
            for field, role in _PARTIES.items()
            if (words := mapping.cell(field, cells))  # type: ignore[arg-type]
        ),
        dates=tuple(
            TradeDate(role, words, day_of(words, layout.dates))
            for field, role in _DATES.items()
            if (words := mapping.cell(field, cells))  # type: ignore[arg-type]
        ),
        hs_code=cell("hs_code"),
        goods=goods,
        model=cell("model"),
        batch=cell("batch"),
        serials=tuple(dict.fromkeys((*serials_of(cell("serials")), *_serials_in_words(goods, identifiers, query)))),
        quantity=exact(cell("quantity"), layout.decimal),
        quantity_as_written=cell("quantity"),
        unit=cell("unit"),
        value=exact(cell("value"), layout.decimal),
        value_as_written=cell("value"),
        currency=cell("currency"),
        route=tuple(Stop(stop, words) for stop in _STOPS if (words := mapping.cell(stop, cells))),
        document=document,
        page=cell("page"),
        row=row.number,
        row_as_found=tuple(Cell(_head(heads, place), text) for place, text in enumerate(cells)),
    )


def _head(heads: tuple[str, ...], place: int) -> str:
    return heads[place] if place < len(heads) else f"#{place + 1}"


def _serials_in_words(goods: str, identifiers: Identifiers, query: TradeQuery | None) -> Iterator[str]:
    wanted = plain_serial(query.serial) if query is not None else ""
    for word in words_like_serials(goods):
        parts = decode_cta(word, identifiers)
        if (parts is not None and parts.maker) or (wanted and wanted in plain_serial(word)):
            yield word


class _Filter:
    """Tells of one row after the other whether it fits; each test looks at the cells it is about alone."""

    def __init__(self, mapping: Mapping, query: TradeQuery, layout: Layout) -> None:
        self._query, self._layout = query, layout
        self._hs, self._serial = digits(query.hs_code), plain_serial(query.serial)
        self._party, self._model, self._words = (fold(t).split() for t in (query.party, query.model, query.words))
        columns = mapping.columns
        self._of_hs = columns.get("hs_code")
        self._of_parties = tuple(columns[field] for field in _PARTIES if field in columns)
        self._of_goods = tuple(columns[field] for field in ("model", "goods") if field in columns)
        self._of_serials = (*(columns[field] for field in ("serials",) if field in columns), *self._of_goods)
        self._of_dates = tuple(columns[field] for field in _DATES if field in columns)

    def __call__(self, row: list[str]) -> bool:
        if self._hs and not digits(self._at(row, self._of_hs)).startswith(self._hs):
            return False
        if self._serial and not any(self._serial in plain_serial(self._at(row, place)) for place in self._of_serials):
            return False
        if self._party and not _has(self._party, [self._at(row, place) for place in self._of_parties]):
            return False
        if self._model and not _has(self._model, [self._at(row, place) for place in self._of_goods]):
            return False
        if self._words and not _has(self._words, row):
            return False
        return self._is_in_time(row)

    def _is_in_time(self, row: list[str]) -> bool:
        earliest, latest = self._query.earliest, self._query.latest
        if earliest is None and latest is None:
            return True
        days = (day_of(self._at(row, place), self._layout.dates) for place in self._of_dates)
        return any(
            day is not None and (earliest is None or day >= earliest) and (latest is None or day <= latest)
            for day in days
        )

    @staticmethod
    def _at(row: list[str], place: int | None) -> str:
        return row[place] if place is not None and place < len(row) else ""


def _has(words: list[str], texts: list[str]) -> bool:
    whole = fold(" ".join(texts))
    return all(word in whole for word in words)


@contextmanager
def _rows(path: Path, layout: Layout) -> Generator[tuple[Iterator[list[str]], IO[bytes]]]:
    """Open a table for one pass, by the one way in which originals are opened."""
    with open_original(path) as file:
        yield csv.reader(_lines(file, layout.encoding, path.name), delimiter=layout.delimiter), file


def _lines(file: IO[bytes], encoding: str, name: str) -> Iterator[str]:
    """Yield lines of text, decoded step by step, each with its end; a line of no end is no table."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    rest = ""
    try:
        while True:
            data = file.read(1 << 18)
            text = rest + decoder.decode(data, final=not data)
            held = "\r" if data and text.endswith("\r") else ""  # its line feed may come with the next bytes
            lines = _plain_ends(text[: len(text) - len(held)]).split("\n")
            rest = lines.pop() + held
            for line in lines:
                yield line + "\n"
            if len(rest) > MAX_LINE:
                raise UnreadableFile("A line of it is longer than a million characters, so that it is no table.", name)
            if not data:
                break
    except UnicodeError as error:
        raise UnreadableFile(f"It is no text of the encoding {encoding}; name another one.", name) from error
    if rest:
        yield rest


def _lines_of(text: str) -> list[str]:
    """Return the lines of a text with their ends; signs that end lines in some scripts alone are no ends here."""
    lines = [line + "\n" for line in _plain_ends(text).split("\n")]
    return lines if lines[-1] != "\n" else lines[:-1]


def _width_of_heads(rows: Iterator[list[str]], name: str) -> int:
    """Read the heads, the first line that is not blank, as :func:`look_at` does."""
    try:
        return len(next((row for row in rows if row), ()))
    except csv.Error as error:
        raise UnreadableFile("This is no table: its first line cannot be read.", name) from error


def _plain_ends(text: str) -> str:
    """Return a text with one kind of line ends: files of three systems have three, some files more than one."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(head: bytes, encoding: str, *, is_whole: bool) -> str:
    try:
        "".encode(encoding)  # refuses what is no encoding of text, such as zlib
        return codecs.getincrementaldecoder(encoding)("strict").decode(head, final=is_whole)
    except LookupError as error:
        raise UsageError("There is no such encoding.", encoding) from error
    except UnicodeError as error:
        raise UnreadableFile(f"It is no text of the encoding {encoding}; name another one.") from error


def _delimiter_of(text: str) -> str:
    """Guess the sign between cells: the one that parts the first lines into the most cells, the same in each."""
    lines = _lines_of(text)[:LOOK_ROWS]
    best = (0, 0, ",")
    for place, sign in enumerate(DELIMITERS):
        rows = _first_rows(lines, sign)
        counts = [len(row) for row in rows if row]
        if counts and counts[0] > 1:
            same = sum(count == counts[0] for count in counts)
            best = max(best, (same, counts[0], sign), key=lambda one: (one[0], one[1], -place))
    return best[2]


def _first_rows(lines: list[str], delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            if row:
                rows.append(row)
            if len(rows) > LOOK_ROWS * 5:
                break
    except csv.Error:
        return rows
    return rows


def _decimal_of(rows: list[list[str]], mapping: Mapping) -> DecimalSign:
    """Find the decimal sign where a number of the first rows says it and none contradicts."""
    signs: set[DecimalSign] = set()
    for row in rows:
        for field in ("value", "quantity"):
            text = mapping.cell(field, row)
            for sign, mark in (("comma", ","), ("point", ".")):
                tail = text.rpartition(mark)[2]
                if text.count(mark) == 1 and tail.isdecimal() and len(tail) != 3 and exact(text) is not None:
                    signs.add("comma" if sign == "comma" else "point")
    return signs.pop() if len(signs) == 1 else ""
