"""Any table, through a mapping that a person gives: which column says what. Nothing is read out of it unasked.

What the columns may mean is offered as a guess by their names; the guess is shown first and is the person's to change.
"""

import re
from collections.abc import Iterator, Mapping

from verifier.domain.errors import UsageError
from verifier.metadata.provenance.moments import from_unix, with_zone
from verifier.metadata.provenance.post import Post, Wanted
from verifier.metadata.provenance.saved import Saved, relative_path, web_address, whole_number
from verifier.metadata.provenance.sentences import rows_without_file
from verifier.metadata.provenance.tables import Peek, is_table, peek, rows_of

NAME = "table"
TITLE = "table"

FIELDS: dict[str, str] = {
    "file": "File name",
    "sha256": "SHA-256 of the file",
    "size_bytes": "Size in bytes",
    "url": "Address",
    "archive_url": "Archived at",
    "platform": "Platform",
    "account_id": "Account id",
    "account_name": "Account",
    "message_id": "Message id",
    "album": "Album",
    "forwarded_from": "Forwarded from",
    "posted_at": "Posted, as shown",
    "zone": "In the zone",
    "edited_at": "Edited, as shown",
    "caption": "Caption",
    "acquired_from": "Received from",
    "acquired_how": "Received how",
    "rights": "Rights",
}
"""What a column can say, with the words for it; ``file`` or ``sha256`` is needed to find the item."""
_GUESSES: dict[str, str] = {
    "file": r"file( ?name)?|path|media|name of file|файл|имя файла|назва файлу",
    "sha256": r"sha[- ]?256|hash|checksum",
    "size_bytes": r"(file ?)?size|bytes|size bytes",
    "url": r"(source |post |original )?(url|link|address)|source|посилання|ссылка",
    "archive_url": r"archive(d)?( (url|link|location|at))?",
    "platform": r"platform|site|network|service",
    "account_id": r"(account|user|channel|author|uploader) ?id",
    "account_name": r"account( name)?|author|user( ?name)?|uploader|channel|poster|posted by",
    "message_id": r"(message|post|tweet|video) ?id|id",
    "album": r"album( id)?|group(ed)? ?id",
    "forwarded_from": r"forwarded( from)?",
    "posted_at": r"(posted|published|upload(ed)?)( (at|on|date|time|timestamp))?|(post )?(date(time)?|time(stamp)?)",
    "zone": r"(time ?)?zone|tz|utc offset",
    "edited_at": r"edited( (at|on))?",
    "caption": r"caption|text|description|content|message|title|words",
    "acquired_from": r"received from|provided by|from|contributor",
    "acquired_how": r"(received|acquired) how|method|tool",
    "rights": r"rights|licen[cs]e|copyright",
}


def recognizes(saved: Saved) -> bool:
    """Tell whether it is a table at all; it is read only with a mapping."""
    return is_table(saved)


def guess(columns: tuple[str, ...]) -> dict[str, str]:
    """Return column -> field where a column's name says what it holds; every field once, the first column first."""
    found: dict[str, str] = {}
    for column in columns:
        plain = re.sub(r"[\s_\-]+", " ", column).strip().casefold()
        field = next((f for f, p in _GUESSES.items() if f not in found.values() and re.fullmatch(p, plain)), None)
        if field is not None and column not in found:
            found[column] = field
    return found


def parse_mapping(pairs: list[str]) -> dict[str, str]:
    """Read ``COLUMN=FIELD`` words; raise :class:`UsageError` where one is none."""
    found: dict[str, str] = {}
    for pair in pairs:
        column, equals, field = pair.rpartition("=")
        if not equals or not column or field.strip() not in FIELDS:
            raise UsageError(f"Write COLUMN=FIELD; a field is one of {', '.join(FIELDS)}.", pair)
        found[column] = field.strip()
    return found


def check_mapping(mapping: Mapping[str, str], head: Peek) -> None:
    """Raise :class:`UsageError` where a mapping cannot be used with a table."""
    strange = [column for column in mapping if column not in head.columns]
    if strange:
        raise UsageError(f"The table has no column of that name; it has {', '.join(head.columns)}.", strange[0])
    twice = [field for field in mapping.values() if list(mapping.values()).count(field) > 1]
    if twice:
        raise UsageError("Two columns cannot mean the same field.", twice[0])
    if not {"file", "sha256"} & set(mapping.values()):
        raise UsageError("Say which column names the file: COLUMN=file, or COLUMN=sha256.")


def read(saved: Saved, mapping: Mapping[str, str]) -> Iterator[Post | str]:
    """Yield a post for every row; raise :class:`UsageError` where the mapping does not fit."""
    check_mapping(mapping, peek(saved))
    nameless = 0
    for row in rows_of(saved):
        told = {field: row[column].strip() if field != "caption" else row[column] for column, field in mapping.items()}
        wanted = Wanted(
            paths=tuple(one for one in (relative_path(told.get("file", "")),) if one),
            sha256=sha256_in(told.get("sha256", "")),
            size_bytes=whole_number(told.get("size_bytes", "")),
        )
        if not wanted.paths and not wanted.sha256:
            nameless += 1
            continue
        yield _post(told, wanted)
    if nameless:
        yield rows_without_file(nameless)


def _post(told: dict[str, str], wanted: Wanted) -> Post:
    shown, edited, caption = told.get("posted_at", ""), told.get("edited_at", ""), told.get("caption", "")
    archived = (web_address(one) for one in told.get("archive_url", "").split())
    at = with_zone(shown) or from_unix(shown)
    return Post(
        wanted=wanted,
        url=web_address(told.get("url", "")),
        archive_urls=tuple(one for one in archived if one),
        platform=told.get("platform", ""),
        account_id=told.get("account_id", ""),
        account_name=told.get("account_name", ""),
        message_id=told.get("message_id", ""),
        album=told.get("album", ""),
        forwarded_from=told.get("forwarded_from", ""),
        posted_at_as_shown=shown,
        posted_at=at,
        edited_at_as_shown=edited,
        edited_at=with_zone(edited) or from_unix(edited),
        zone_assumption=told.get("zone", ""),
        caption=caption,
        acquired_from=told.get("acquired_from", ""),
        acquired_how=told.get("acquired_how", ""),
        rights=told.get("rights", ""),
        said=(caption,) if caption.strip() else (),
    )


def sha256_in(text: str) -> str:
    """Return the SHA-256 in words like ``SHA-256:ab12…`` or ``ab12…``; empty for any other hash."""
    found = re.fullmatch(r"(?:sha-?256[:=\s]+)?([0-9a-f]{64})", text.strip(), re.IGNORECASE)
    return found[1].lower() if found else ""
