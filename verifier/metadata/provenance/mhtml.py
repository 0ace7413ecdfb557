"""Pages saved by a browser as one file (MHTML, RFC 2557): address, title, time of saving, and the pictures in them.

Chrome writes ``Snapshot-Content-Location``; others name the address at the first part alone. The pictures are matched
by their bytes: a photo of the case that a saved page shows was on that page then. Nothing of the page is run or drawn.
"""

import email.policy
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from verifier.domain.errors import UnreadableFile
from verifier.metadata.provenance.post import Post, Wanted
from verifier.metadata.provenance.saved import Saved, web_address, words

NAME = "mhtml"
TITLE = "saved page (MHTML)"
_MAX_BYTES = 64 * 1024 * 1024
_MAX_PARTS = 5_000
_MEDIA = ("image", "video", "audio")
_HOW = "Saved from a browser as MHTML"


def recognizes(saved: Saved) -> bool:
    """Tell it by its type, which the first lines give."""
    return saved.media_type == "multipart/related"


def read(saved: Saved) -> Iterator[Post | str]:
    """Yield a post about the page, then one for every picture in it."""
    try:
        page = BytesParser(policy=email.policy.compat32).parsebytes(saved.whole(_MAX_BYTES))
        parts = [part for part, _ in zip(page.walk(), range(_MAX_PARTS), strict=False)]
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise UnreadableFile("The saved page is broken: its parts cannot be told apart.", saved.name) from error
    address = web_address(page.get("Snapshot-Content-Location")) or _first_address(parts)
    at = _date(page)
    title = _subject(page)
    shared = Post(url=address, acquired_at=at, acquired_how=_HOW)
    yield Post(
        url=address, acquired_at=at, acquired_how=_HOW, said=(title,) if title.strip() else (), said_in="document"
    )
    for part in parts:
        data = _bytes(part) if part.get_content_maintype() in _MEDIA else b""
        if data:
            digest = hashlib.sha256(data).hexdigest()
            yield Post(wanted=Wanted(sha256=digest), url=shared.url, acquired_at=at, acquired_how=_HOW, is_chance=True)


def _first_address(parts: list[Message]) -> str:
    return next((found for part in parts if (found := web_address(part.get("Content-Location")))), "")


def _bytes(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except (MessageError, ValueError, LookupError):
        return b""
    return found if isinstance(found, bytes) else b""


def _date(page: Message) -> datetime | None:
    """Return when it was saved; the zone ``-0000`` (unknown, RFC 5322) is what Chrome writes for UTC."""
    try:
        at = parsedate_to_datetime(str(page.get("Date", "")))
        return (at if at.tzinfo is not None else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _subject(page: Message) -> str:
    from email.header import decode_header, make_header

    try:
        return words(str(make_header(decode_header(str(page.get("Subject", ""))))))
    except (ValueError, LookupError, MessageError):
        return words(str(page.get("Subject", "")))
