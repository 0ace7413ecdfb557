"""Web archives in WACZ 1.1.1: their pages with address and time, and the media that their index names by hash.

py-wacz takes the digests of the WARC records over (SHA-1 in base32), Browsertrix writes SHA-256.

Layout: specs.webrecorder.net/wacz/1.1.1: a ZIP with ``datapackage.json``, ``pages/*.jsonl`` and ``indexes/*.cdx(.gz)``
(CDXJ: key, time, JSON). Members are read up to a bound and never unpacked to disk: a ZIP can claim anything.
"""

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from verifier.domain.errors import UnreadableFile
from verifier.media.originals import open_original
from verifier.metadata.provenance import sentences
from verifier.metadata.provenance.mapped_table import sha256_in
from verifier.metadata.provenance.moments import with_zone
from verifier.metadata.provenance.post import Post, Wanted
from verifier.metadata.provenance.saved import Saved, first, object_of, plain, web_address, words

NAME = "wacz"
TITLE = "web archive (WACZ)"
_MAX_MEMBERS = 20_000
_MAX_MEMBER_BYTES = 64 * 1024 * 1024
_MAX_PAGES = 200
_MAX_DIRECTORY_BYTES = 32 * 1024 * 1024
_HOW = "Kept in a web archive (WACZ)"


def recognizes(saved: Saved) -> bool:
    """Tell it by its type, which its first members give."""
    return saved.media_type == "application/wacz"


def read(saved: Saved) -> Iterator[Post | str]:
    """Yield a post about every page, then one for every medium of the index."""
    try:
        with open_original(saved.path) as raw, io.BufferedReader(raw) as file, zipfile.ZipFile(file) as archive:
            if _directory_bytes(archive, saved) > _MAX_DIRECTORY_BYTES or len(archive.namelist()) > _MAX_MEMBERS:
                raise UnreadableFile("The web archive has too many members to be one.", saved.name)
            yield from _pages(archive)
            yield from _media(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise UnreadableFile("The web archive is a broken ZIP file, or is locked by a password.", saved.name) from error


def _directory_bytes(archive: zipfile.ZipFile, saved: Saved) -> int:
    return max(0, saved.size_bytes - archive.start_dir)


def _pages(archive: zipfile.ZipFile) -> Iterator[Post | str]:
    count = 0
    for name in archive.namelist():
        if not (name.startswith("pages/") and name.endswith(".jsonl")):
            continue
        data, is_cut = _member(archive, name)
        if is_cut:
            yield sentences.TOO_MUCH
        for line in filter(None, data.splitlines()):
            told = object_of(plain(msgspec.Raw(line)))
            address = web_address(told.get("url"))
            if not address:
                continue
            count += 1
            if count > _MAX_PAGES:
                yield sentences.too_many_pages(_MAX_PAGES)
                return
            title = words(told.get("title"))
            yield Post(
                url=address,
                acquired_at=with_zone(words(told.get("ts"))),
                acquired_how=_HOW,
                said=(title,) if title.strip() and title != address else (),
                said_in="document",
            )
    if not count:
        yield sentences.NO_PAGES


def _media(archive: zipfile.ZipFile) -> Iterator[Post | str]:
    for name in archive.namelist():
        if not name.startswith("indexes/") or not name.endswith((".cdx", ".cdxj", ".cdx.gz", ".cdxj.gz")):
            continue
        data, is_cut = _member(archive, name)
        if is_cut:
            yield sentences.TOO_MUCH
        for line in data.splitlines():
            post = _indexed(line)
            if post is not None:
                yield post


def _indexed(line: bytes) -> Post | None:
    parts = line.split(b" ", 2)
    if len(parts) != 3 or not parts[2].startswith(b"{"):
        return None
    told = object_of(plain(msgspec.Raw(parts[2])))
    if not first(told, "mime").startswith(("image/", "video/", "audio/")):
        return None
    digest = words(told.get("digest"))
    sha256, sha1 = sha256_in(digest), sha1_in(digest)
    if not sha256 and not sha1:
        return None
    return Post(
        wanted=Wanted(sha256=sha256, sha1=sha1),
        url=web_address(told.get("url")),
        acquired_at=_stamp(parts[1].decode("ascii", "replace")),
        acquired_how=_HOW,
        is_chance=True,
    )


def sha1_in(text: str) -> str:
    """Return the SHA-1 in words like ``sha1:S3QNVUFN…`` (base32, as WARC writes it) or in hexadecimal; else ""."""
    found = re.fullmatch(r"(?:sha-?1:)?([a-z2-7]{32}|[0-9a-f]{40})", text.strip(), re.IGNORECASE)
    if found is None:
        return ""
    return found[1].lower() if len(found[1]) == 40 else base64.b32decode(found[1].upper()).hex()


def _stamp(text: str) -> datetime | None:
    """Return a time of 14 digits, which CDXJ writes in UTC."""
    try:
        return datetime.strptime(text[:14], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _member(archive: zipfile.ZipFile, name: str) -> tuple[bytes, bool]:
    """Return a member, unpacked twice where it is gzip, up to the bound, and whether there is more."""
    with archive.open(name) as file:
        data = file.read(_MAX_MEMBER_BYTES + 1)
    is_cut = len(data) > _MAX_MEMBER_BYTES
    if not name.endswith(".gz"):
        return data[:_MAX_MEMBER_BYTES], is_cut
    found = bytearray()
    while data and len(found) <= _MAX_MEMBER_BYTES:
        inflate = zlib.decompressobj(wbits=31)
        found += inflate.decompress(data, _MAX_MEMBER_BYTES + 1 - len(found))
        is_cut = is_cut or bool(inflate.unconsumed_tail)
        data = b"" if is_cut else inflate.unused_data
    return bytes(found[:_MAX_MEMBER_BYTES]), is_cut or len(found) > _MAX_MEMBER_BYTES
