"""What one saved file says about one media file: a post, as it was found, and the file it speaks of."""

from datetime import datetime
from typing import Literal

import msgspec


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """The media file that a post speaks of, as far as the saved file tells.

    ``paths``: names it may have, with folders where they are told, ``/`` between them; each is relative to the saved
    file. ``is_stem``: they lack the ending. Sizes and lengths are to agree with the file, where they are told.
    ``sha1``: 40 hexadecimal digits, as web archives name what they hold.
    """

    paths: tuple[str, ...] = ()
    is_stem: bool = False
    extension: str = ""
    sha256: str = ""
    sha1: str = ""
    size_bytes: int | None = None
    duration_s: float | None = None
    width: int | None = None
    height: int | None = None

    @property
    def name(self) -> str:
        """What to call it before people."""
        path = self.paths[0] if self.paths else ""
        return f"{path}.{self.extension or '*'}" if path and self.is_stem else path


class Post(msgspec.Struct, frozen=True, kw_only=True):
    """One post; the fields are those of a posting record, as shown and, where it is certain, in UTC.

    ``wanted`` ``None``: it speaks of the saved file itself (a saved page). ``said``: verbatim words of the source.
    ``missing``: why the media file is not there, in a sentence. ``is_chance``: nobody expects the file in the case (one
    of the pictures of a page), so it is not listed where it is not.
    """

    wanted: Wanted | None = None
    url: str = ""
    archive_urls: tuple[str, ...] = ()
    platform: str = ""
    account_id: str = ""
    account_name: str = ""
    message_id: str = ""
    album: str = ""
    forwarded_from: str = ""
    posted_at_as_shown: str = ""
    posted_at: datetime | None = None
    edited_at_as_shown: str = ""
    edited_at: datetime | None = None
    zone_assumption: str = ""
    caption: str = ""
    acquired_from: str = ""
    acquired_at: datetime | None = None
    acquired_how: str = ""
    is_closed_source: bool | None = None
    rights: str = ""
    said: tuple[str, ...] = ()
    said_in: Literal["caption", "document"] = "caption"
    missing: str = ""
    is_chance: bool = False


class Provenance(msgspec.Struct, frozen=True):
    """Everything one saved file says; ``format`` is the name of its format, ``troubles`` are sentences.

    No trouble names an account, a chat or a file: they become problems of the case, and those go out.
    """

    format: str
    title: str
    posts: tuple[Post, ...] = ()
    troubles: tuple[str, ...] = ()
