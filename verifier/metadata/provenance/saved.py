"""A saved file as the formats see it: bounded reads, JSON looked into once.

Every read has a bound; beyond it the file is refused with a sentence, before its bytes are in memory.
"""

import codecs
import re
from pathlib import Path
from typing import Any, cast

import msgspec

from verifier.domain.errors import RefusedFile, UnreadableFile
from verifier.media.originals import open_original

MAX_BYTES = 256 * 1024 * 1024
"""A channel of 300,000 messages has about 200 MB of JSON; more is exported by year."""
MAX_POSTS = 50_000
MAX_WORDS = 100_000
"""Characters of one text: the longest that a platform of the formats takes is Facebook's, 63,206."""
HEAD_BYTES = 64 * 1024

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Saved:
    """One file, read at most once. ``name`` is what it was called, whatever it is called now."""

    def __init__(self, path: Path, name: str, media_type: str) -> None:
        self.path, self.name, self.media_type = path, name, media_type
        self.size_bytes = path.stat().st_size if path.exists() else 0
        self._whole: bytes | None = None
        self._json: dict[str, msgspec.Raw] | list[msgspec.Raw] | None = None

    def head(self, length: int = HEAD_BYTES) -> bytes:
        """Return the first bytes."""
        if self._whole is not None:
            return self._whole[:length]
        with open_original(self.path) as file:
            return file.read(length) or b""

    def whole(self, limit: int = MAX_BYTES) -> bytes:
        """Return all bytes; raise :class:`RefusedFile` where there are more than ``limit``."""
        if self.size_bytes > limit:
            raise RefusedFile(
                f"A file of {self.size_bytes / 1e6:,.0f} MB is not looked through for posts; export them in parts of at"
                f" most {limit / 1e6:,.0f} MB.",
                self.name,
            )
        if self._whole is None:
            with open_original(self.path) as file:
                data = bytearray()
                while len(data) <= limit and (more := file.read(1 << 20)):
                    data += more
            self._whole = bytes(data)
        return self._whole

    def text(self, limit: int = MAX_BYTES) -> str:
        """Return all of it as text, by byte order mark or as UTF-8; raise :class:`UnreadableFile`."""
        data = self.whole(limit)
        for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
            if data.startswith(mark):
                return data[2:].decode(encoding, "replace")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnreadableFile(
                "The file is no UTF-8 text, so its words cannot be kept as written; save it as UTF-8.", self.name
            ) from error

    @property
    def is_json(self) -> bool:
        """Whether it can be JSON by its first bytes."""
        return self.media_type == "application/json" or self.head(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")

    def json(self) -> dict[str, msgspec.Raw] | list[msgspec.Raw]:
        """Return the outermost object or list, its values not looked into; raise :class:`UnreadableFile`."""
        if self._json is None:
            data = self.whole()
            if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                data = self.text().encode()
            data = data.removeprefix(codecs.BOM_UTF8)
            is_list = data[:64].lstrip()[:1] == b"["
            shape = list[msgspec.Raw] if is_list else dict[str, msgspec.Raw]
            try:
                self._json = msgspec.json.decode(data, type=shape)
            except (ValueError, RecursionError) as error:
                raise UnreadableFile("The JSON of this file is broken or cut off.", self.name) from error
        return self._json

    @property
    def keys(self) -> frozenset[str]:
        """Return the names in the outermost object; none where it is a list or no JSON."""
        if not self.is_json:
            return frozenset()
        found = self.json()
        return frozenset(found) if isinstance(found, dict) else frozenset()

    def value(self, key: str) -> Any:
        """Return one value of the outermost object, looked into; ``None`` where it is not there."""
        found = self.json()
        return plain(found[key]) if isinstance(found, dict) and key in found else None


def plain(raw: msgspec.Raw) -> Any:
    """Return JSON as plain data; ``None`` where it is broken or nested too deep."""
    try:
        return msgspec.json.decode(raw)
    except (ValueError, RecursionError):
        return None


def object_of(value: object) -> dict[str, Any]:
    """Return a JSON object, empty for anything else."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def list_of(value: object) -> list[Any]:
    """Return a JSON list, empty for anything else."""
    return cast("list[Any]", value) if isinstance(value, list) else []


def words(value: object) -> str:
    """Return a text or number as text, empty for anything else; what no UTF-8 can hold becomes a question mark."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    found = _LONE_SURROGATE.sub("?", str(value)).replace("\x00", "")
    return found if len(found) <= MAX_WORDS else ""


def first(values: dict[str, Any], *names: str) -> str:
    """Return the first of several values that says anything."""
    return next((found for name in names if (found := words(values.get(name)))), "")


def number(value: object) -> float | None:
    """Return a number, also where it is written as text; ``None`` for anything else, and for what no file has."""
    try:
        found = (
            float(cast("str", value)) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else -1
        )
    except (ValueError, OverflowError):
        return None
    return found if 0 <= found < 1e15 else None


def whole_number(value: object) -> int | None:
    """Return a positive whole number, or ``None``."""
    found = number(value)
    return int(found) if found is not None and found == int(found) and found > 0 else None


def web_address(value: object) -> str:
    """Return an address of the web without a login in it; empty for anything else. It is kept, never opened."""
    found = words(value).strip()
    is_one = re.match(r"https?://[^\s/@]+(?:[/?#]\S*)?$", found, re.IGNORECASE)
    return found if is_one and len(found) <= 4096 else ""


def base_name(path: str) -> str:
    """Return the last part of a path of any system."""
    return re.split(r"[/\\]", path)[-1]


def relative_path(path: str) -> str:
    """Return a path with ``/`` between its parts and nothing that leads out of a folder; empty where there is none."""
    parts = [part for part in re.split(r"[/\\]", path) if part not in ("", ".")]
    return "" if ".." in parts or any("\x00" in part for part in parts) else "/".join(parts)
