"""Read what surrounds a file: its times in the file system and where it was downloaded from.

Must run before anything opens or copies the file: reading changes the access time, copying changes all of them and
drops the extended attributes.
"""

import os
import plistlib
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from verifier.domain.errors import UnreadableFile
from verifier.domain.readings import IntegerValue, Reading, TextValue
from verifier.metadata.values import bytes_value, decode_text, list_value, text_value

READER = "surroundings"
VERSION = "1"
MAX_ORIGIN = 64 * 1024
"""Bytes of one attribute or stream; browsers write a few hundred."""
_XDG = ("user.xdg.origin.url", "user.xdg.referrer.url")
"""freedesktop.org, Common Extended Attributes."""
_MAC = ("com.apple.metadata:kMDItemWhereFroms", "com.apple.quarantine")
_BINARY_PLIST = b"bplist00"


def read_surroundings(path: Path) -> tuple[Reading, ...]:
    """Return file times and download origin; raise :class:`UnreadableFile` where the file is not there."""
    return (*_times(path), *_attributes(path), *_zone_identifier(path))


def _times(path: Path) -> Iterator[Reading]:
    try:
        status = path.stat()
    except OSError as error:
        raise UnreadableFile("The file is not there or may not be read.", path.name) from error
    yield _time("FileModifyDate", status.st_mtime_ns, "st_mtime")
    yield _time("FileAccessDate", status.st_atime_ns, "st_atime")
    birth = cast("float | None", getattr(status, "st_birthtime", None))
    if birth is not None:
        yield _time("FileCreateDate", int(birth * 1_000_000_000), "st_birthtime")
    elif sys.platform != "win32":
        yield _time("FileInodeChangeDate", status.st_ctime_ns, "st_ctime")
    size = IntegerValue(status.st_size)
    yield Reading(READER, "FileSystem", "FileSize", size, str(status.st_size), "file system, st_size")


def _time(name: str, nanoseconds: int, field: str) -> Reading:
    """Hold a file time in nanoseconds since 1970, UTC; printed in UTC with microseconds."""
    whole, rest = divmod(nanoseconds, 1_000_000_000)
    moment = datetime.fromtimestamp(whole, UTC).replace(microsecond=rest // 1000)
    text = moment.isoformat(timespec="microseconds").replace("+00:00", "Z")
    return Reading(READER, "FileSystem", name, IntegerValue(nanoseconds), text, f"file system, {field}, UTC")


def _attributes(path: Path) -> Iterator[Reading]:
    """Yield the extended attributes that say where the file came from; none where the system has none."""
    try:
        present = set(os.listxattr(path)) if hasattr(os, "listxattr") else set[str]()
    except OSError:
        return
    for name in (*_XDG, *_MAC):
        # Copies of macOS files on Linux keep the attribute under the prefix "user.".
        spelling = next((one for one in (name, f"user.{name}") if one in present), None)
        data = _attribute(path, spelling) if spelling is not None else None
        if data is not None:
            yield from _attribute_reading(name, data[:MAX_ORIGIN])


def _attribute(path: Path, spelling: str) -> bytes | None:
    try:
        return os.getxattr(path, spelling)
    except OSError:
        return None


def _attribute_reading(name: str, data: bytes) -> Iterator[Reading]:
    where = f"extended attribute {name}"
    if not data.startswith(_BINARY_PLIST):
        yield Reading(READER, "Download", name, *_text(data), where)
        return
    try:
        found: object = plistlib.loads(data)
    except (plistlib.InvalidFileException, ValueError, OverflowError, LookupError, RecursionError):
        yield Reading(READER, "Download", name, bytes_value(data), f"({len(data)} bytes)", f"{where}, broken list")
        return
    parts = cast("list[object]", found) if isinstance(found, list) else [found]
    texts = [str(part) for part in parts]
    value = list_value([text_value(text) for text in texts]) if texts else text_value("")
    yield Reading(READER, "Download", name.removeprefix("com.apple.metadata:"), value, ", ".join(texts), where)


def _text(data: bytes) -> tuple[TextValue, str]:
    text = decode_text(data.rstrip(b"\0"))
    return text_value(text), text


def _zone_identifier(path: Path) -> Iterator[Reading]:
    """Yield the lines of the stream that Windows adds to downloads, or of the file that unpackers leave beside."""
    for stream in (":Zone.Identifier", ".Zone.Identifier"):
        try:
            with Path(f"{path}{stream}").open("rb") as file:
                text = decode_text(file.read(MAX_ORIGIN).removeprefix(b"\xef\xbb\xbf"))
        except (OSError, ValueError):
            continue
        for line in text.splitlines():
            key, mark, rest = line.partition("=")
            if mark:
                where = f"{stream} stream"
                yield Reading(READER, "Download", key.strip(), text_value(rest.strip()), rest.strip(), where)
        return
