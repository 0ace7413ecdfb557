"""Tables in CSV: the first rows to look at, every row by its columns; bounded, and what is no table is refused."""

import csv
import io
import re
from collections.abc import Iterator

import msgspec

from verifier.domain.errors import UnreadableFile
from verifier.metadata.provenance.saved import MAX_WORDS, Saved
from verifier.metadata.provenance.sentences import BROKEN_TABLE

MAX_TABLE_BYTES = 64 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 200
PEEK_ROWS = 5
PEEK_BYTES = 256 * 1024
_SEPARATORS = (",", ";", "\t", "|")


class Peek(msgspec.Struct, frozen=True):
    """The head of a table: the names of its columns and its first rows, each as long as the names."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def is_table(saved: Saved) -> bool:
    """Tell whether a file can be a table, by its type or name."""
    return saved.media_type in ("text/csv", "text/tab-separated-values") or saved.name.casefold().endswith(
        (".csv", ".tsv")
    )


def peek(saved: Saved) -> Peek:
    """Return the head of a table; raise :class:`UnreadableFile` where there is none."""
    rows = _rows(_start(saved), saved)
    columns = next(rows, ())
    if not columns or not any(columns):
        raise UnreadableFile("The table has no first line with the names of its columns.", saved.name)
    return Peek(columns, tuple(_fitted(row, columns) for row, _ in zip(rows, range(PEEK_ROWS), strict=False)))


def rows_of(saved: Saved) -> Iterator[dict[str, str]]:
    """Yield every row by the names of the columns; of columns with one name, the first counts."""
    rows = _rows(saved.text(MAX_TABLE_BYTES), saved)
    columns = next(rows, ())
    for number, row in enumerate(rows):
        if number >= MAX_ROWS:
            raise UnreadableFile(f"The table has more than {MAX_ROWS:,} rows; split it.", saved.name)
        if any(row):
            yield dict(zip(reversed(columns), reversed(_fitted(row, columns)), strict=True))


def _start(saved: Saved) -> str:
    """Return the first lines alone, so that a large table is shown at once."""
    if saved.size_bytes <= PEEK_BYTES:
        return saved.text(MAX_TABLE_BYTES)
    head = saved.head(PEEK_BYTES)
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "ignore")
    return text[: text.rfind("\n") + 1]


def _rows(text: str, saved: Saved) -> Iterator[tuple[str, ...]]:
    if "\x00" in text:
        raise UnreadableFile("The table holds zero bytes: it is no text.", saved.name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        for row in reader:
            if len(row) > MAX_COLUMNS:
                raise UnreadableFile(f"The table has more than {MAX_COLUMNS} columns.", saved.name)
            yield tuple(cell if len(cell) <= MAX_WORDS else "" for cell in row)
    except csv.Error as error:
        raise UnreadableFile(BROKEN_TABLE, saved.name) from error


def _separator(text: str) -> str:
    """Return the sign that stands most often in the first line, outside quotes; a line ``sep=;`` is not looked for."""
    line = re.sub(r'"[^"]*"', "", text[:MAX_WORDS].partition("\n")[0])
    return max(_SEPARATORS, key=line.count)


def _fitted(row: tuple[str, ...], columns: tuple[str, ...]) -> tuple[str, ...]:
    return (*row, *("" for _ in columns))[: len(columns)]
