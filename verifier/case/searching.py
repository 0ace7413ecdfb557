"""What can be found by its words: the text of a record, folded the same way as what is looked for."""

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from typing import cast

import msgspec

from verifier.case.changes import Changes
from verifier.domain import codec
from verifier.domain.records import MarkReading, ReadingSignature, Record

_NO_WORDS = re.compile(r"[0-9a-f]{32,}|(?:[a-z_]+/)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Hashes, ids and keys: nobody looks for them by their middle."""


def fold(text: str) -> str:
    """Fold case and compatibility forms, in any script."""
    return unicodedata.normalize("NFKC", text).casefold()


def text_of(record: Record) -> str:
    """Return everything that is written in a record and may be seen, folded, one piece a line.

    What waits for a second reader is not to be found: a search that tells of it would show it. Nor is a signature,
    which no one looks for by its letters.
    """
    if isinstance(record, ReadingSignature):
        return ""
    if isinstance(record, MarkReading):
        record = msgspec.structs.replace(record, value=record.shown_value)
    plain = cast("dict[str, object]", codec.to_plain(record))
    return "\n".join(fold(word) for word in _words(plain) if not _NO_WORDS.fullmatch(word))


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, dict):
        for part in cast("dict[str, object]", value).values():
            yield from _words(part)
    elif isinstance(value, list | tuple):
        for part in cast("list[object]", value):
            yield from _words(part)


def index(connection: sqlite3.Connection, changes: Changes) -> None:
    """Bring the index in step with changes, inside the caller's transaction."""
    for change in changes:
        connection.execute("DELETE FROM texts WHERE key = ?", (change.key,))
        if change.after is not None:
            connection.execute("INSERT INTO texts (key, text) VALUES (?, ?)", (change.key, text_of(change.after)))


def find(connection: sqlite3.Connection, words: str, limit: int) -> tuple[str, ...]:
    """Return keys of records in which all ``words`` stand, also as parts of words; blanks part them."""
    wanted = fold(words).split()
    if not wanted:
        return ()
    clauses = " AND ".join(_BY_INDEX if len(word) >= _TRIGRAM else _BY_LOOKING for word in wanted)
    patterns = [f"%{_plain(word)}%" for word in wanted]
    rows = connection.execute(f"SELECT key FROM texts WHERE {clauses} ORDER BY key LIMIT ?", (*patterns, limit))  # noqa: S608 - clauses are the two below
    return tuple(key for (key,) in rows)


_TRIGRAM = 3
"""Letters that the index needs (https://sqlite.org/fts5.html, 4.3.4); shorter words are looked for in every record."""
_BY_INDEX = "id IN (SELECT rowid FROM search WHERE text LIKE ?)"
_BY_LOOKING = "text LIKE ?"


def _plain(word: str) -> str:
    """Take ``%`` and ``_`` for any sign: an escape clause would keep the index from being used."""
    return word.replace("%", "_")
