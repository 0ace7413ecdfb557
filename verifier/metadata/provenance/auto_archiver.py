"""What Bellingcat's auto-archiver writes: rows of its sheet, its ``csv_db`` table, its metadata as JSON.

Fields: auto-archiver, ``core/metadata.py`` (status, metadata, media), ``core/media.py`` (filename, key, urls,
properties) and the column names of ``gsheet_feeder``. The table of ``csv_db`` holds Python literals, with calls of
``datetime`` in them: they are taken apart as a syntax tree of constants, never run.
"""

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from verifier.metadata.provenance.mapped_table import sha256_in
from verifier.metadata.provenance.moments import from_unix, with_zone
from verifier.metadata.provenance.post import Post, Wanted
from verifier.metadata.provenance.saved import (
    Saved,
    base_name,
    first,
    list_of,
    object_of,
    plain,
    relative_path,
    web_address,
    words,
)
from verifier.metadata.provenance.sentences import rows_without_result
from verifier.metadata.provenance.tables import is_table, peek, rows_of

NAME = "auto-archiver"
TITLE = "auto-archiver"
_MAX_LITERAL = 200_000
_HOW = "Archived with auto-archiver"


def recognizes(saved: Saved) -> bool:
    """Tell it by the names of its columns, or by status, metadata and media."""
    if is_table(saved):
        columns = {column.strip().casefold() for column in peek(saved).columns}
        return {"status", "metadata", "media"} <= columns or (
            "archive status" in columns and bool(columns & {"link", "url"})
        )
    if not saved.is_json:
        return False
    if {"status", "metadata", "media"} <= saved.keys:
        return True
    found = saved.json()
    head = object_of(plain(found[0])) if isinstance(found, list) and found else {}
    return {"status", "metadata", "media"} <= set(head)


def read(saved: Saved) -> Iterator[Post | str]:
    """Yield a post for every medium of every result."""
    if not is_table(saved):
        found = saved.json()
        if isinstance(found, dict):
            yield from _result({key: plain(raw) for key, raw in found.items()})
            return
        for raw in found:
            yield from _result(object_of(plain(raw)))
        return
    unread = 0
    for row in rows_of(saved):
        cells = {column.strip().casefold(): cell for column, cell in row.items()}
        if "archive status" in cells:
            yield _sheet_row(cells)
            continue
        told = {"metadata": literal(cells.get("metadata", "")), "media": literal(cells.get("media", ""))}
        if not isinstance(told["metadata"], dict):
            unread += 1
            continue
        yield from _result(told)
    if unread:
        yield rows_without_result(unread)


def _result(told: dict[str, Any]) -> Iterator[Post]:
    known = object_of(told.get("metadata"))
    shown, at = _time(known.get("timestamp"))
    acquired = _time(known.get("_processed_at"))[1]
    title, text = first(known, "title"), first(known, "content", "text", "description")
    for medium in map(object_of, list_of(told.get("media"))):
        properties, addresses = object_of(medium.get("properties")), list_of(medium.get("urls"))
        paths = (relative_path(words(medium.get("filename"))), relative_path(first(medium, "key", "_key")))
        yield Post(
            wanted=Wanted(
                paths=tuple(dict.fromkeys(one for one in paths if one)), sha256=sha256_in(words(properties.get("hash")))
            ),
            url=web_address(known.get("url")),
            archive_urls=tuple(one for address in addresses if (one := web_address(address))),
            platform=first(known, "platform", "extractor_key"),
            account_id=first(known, "author_id", "uploader_id", "channel_id"),
            account_name=first(known, "author", "uploader", "channel"),
            posted_at_as_shown=shown,
            posted_at=at,
            zone_assumption="UTC" if at is not None else "",
            caption=text or title,
            acquired_at=acquired,
            acquired_how=_HOW,
            said=tuple(dict.fromkeys(one for one in (title, text) if one.strip())),
            is_chance=words(properties.get("id")) in ("_final_media", "screenshot", "thumbnail", "browsertrix"),
        )


def _sheet_row(cells: dict[str, str]) -> Post:
    shown = cells.get("upload timestamp", "").strip()
    title, text = cells.get("upload title", ""), cells.get("text content", "")
    archived = cells.get("archive location", "").strip()
    name = relative_path(base_name(archived.partition("?")[0]))
    at = with_zone(shown)
    return Post(
        wanted=Wanted(paths=(name,) if name else (), sha256=sha256_in(cells.get("hash", ""))),
        url=web_address(cells.get("link") or cells.get("url", "")),
        archive_urls=tuple(one for address in (archived, cells.get("wacz", "")) if (one := web_address(address))),
        posted_at_as_shown=shown,
        posted_at=at,
        zone_assumption="UTC" if at is not None else "",
        caption=text or title,
        acquired_at=with_zone(cells.get("archive date", "")),
        acquired_how=_HOW,
        said=tuple(dict.fromkeys(one for one in (title, text) if one.strip())),
    )


def _time(value: object) -> tuple[str, datetime | None]:
    if isinstance(value, datetime):
        return value.isoformat(), value.astimezone(UTC) if value.tzinfo is not None else None
    text = words(value)
    return text, with_zone(text) or from_unix(value)


def literal(text: str) -> Any:
    """Return what a Python literal of texts, numbers, lists, dicts and ``datetime`` calls says; ``None`` for others."""
    if len(text) > _MAX_LITERAL:
        return None
    try:
        return _value(ast.parse(text.strip(), mode="eval").body)
    except (ValueError, SyntaxError, RecursionError, MemoryError, OverflowError):
        return None


def _value(node: ast.expr) -> Any:
    match node:
        case ast.Constant(value=str() | int() | float() | bool() | None):
            return node.value
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Set(elts=parts):
            return [_value(part) for part in parts]
        case ast.Dict(keys=keys, values=values):
            pairs = zip(keys, values, strict=True)
            return {words(_value(key)): _value(value) for key, value in pairs if key is not None}
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() | float() as number)):
            return -number
        case ast.Call(func=func, args=args, keywords=keywords):
            return _moment(ast.unparse(func), args, keywords)
        case _:
            return None


def _moment(function: str, args: list[ast.expr], keywords: list[ast.keyword]) -> datetime | None:
    numbers = [_value(arg) for arg in args]
    zone = next((ast.unparse(one.value) for one in keywords if one.arg == "tzinfo"), "")
    if function not in ("datetime.datetime", "datetime") or not all(isinstance(one, int) for one in numbers):
        return None
    is_utc = zone in ("datetime.timezone.utc", "timezone.utc", "tzutc()")
    return datetime(*numbers, tzinfo=UTC) if is_utc else datetime(*numbers)  # noqa: DTZ001  none is told
