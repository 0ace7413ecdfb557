"""Every format of saved posts that is read, in the order in which a file is tried; and the reading of one file."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from verifier.domain.errors import InputError, UnsupportedFile
from verifier.metadata.provenance import (
    auto_archiver,
    gallery_dl,
    mapped_table,
    mhtml,
    telegram,
    wacz,
    whatsapp,
    ytdlp,
)
from verifier.metadata.provenance.post import Post, Provenance
from verifier.metadata.provenance.saved import MAX_POSTS, Saved
from verifier.metadata.provenance.sentences import NOT_KNOWN, too_many_posts


class Format(msgspec.Struct, frozen=True):
    """One format: whether a file is of it, and the posts in it; words among the posts are troubles, in sentences."""

    name: str
    title: str
    recognizes: Callable[[Saved], bool]
    read: Callable[[Saved], Iterator[Post | str]]


FORMATS: tuple[Format, ...] = (
    Format(ytdlp.NAME, ytdlp.TITLE, ytdlp.recognizes, ytdlp.read),
    Format(telegram.NAME, telegram.TITLE, telegram.recognizes, telegram.read),
    Format(gallery_dl.NAME, gallery_dl.TITLE, gallery_dl.recognizes, gallery_dl.read),
    Format(auto_archiver.NAME, auto_archiver.TITLE, auto_archiver.recognizes, auto_archiver.read),
    Format(wacz.NAME, wacz.TITLE, wacz.recognizes, wacz.read),
    Format(mhtml.NAME, mhtml.TITLE, mhtml.recognizes, mhtml.read),
    Format(whatsapp.NAME, whatsapp.TITLE, whatsapp.recognizes, whatsapp.read),
)


def format_of(saved: Saved) -> Format | None:
    """Return the format of a file, ``None`` where it is of none; a file that is broken or too large is of none."""
    for one in FORMATS:
        try:
            if one.recognizes(saved):
                return one
        except InputError:
            continue
    return None


def read_provenance(path: Path, name: str, media_type: str, mapping: Mapping[str, str] | None = None) -> Provenance:
    """Read the posts of one file; ``mapping``: column -> field of a table.

    Raises :class:`UnsupportedFile` where it is of no known format, :class:`UnreadableFile` where it is broken,
    :class:`RefusedFile` where it is too large, :class:`UsageError` where the mapping does not fit.
    """
    saved = Saved(path, name, media_type)
    if mapping:
        return _read(saved, mapped_table.NAME, mapped_table.TITLE, mapped_table.read(saved, mapping))
    found = format_of(saved)
    if found is None:
        if saved.is_json:
            saved.json()  # says so where it is too large or broken
        raise UnsupportedFile(NOT_KNOWN, name)
    return _read(saved, found.name, found.title, found.read(saved))


def _read(saved: Saved, name: str, title: str, found: Iterator[Post | str]) -> Provenance:
    posts: list[Post] = []
    troubles: list[str] = []
    for one in found:
        if isinstance(one, str):
            troubles.append(one)
        elif len(posts) < MAX_POSTS:
            posts.append(one)
        else:
            troubles.append(too_many_posts(MAX_POSTS))
            break
    return Provenance(name, title, tuple(posts), tuple(troubles))
