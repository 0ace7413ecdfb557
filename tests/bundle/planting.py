"""Plant a word of its own in every free text of every record, and find the words again in bytes."""

import base64
import re
import types
import typing
from pathlib import Path

import msgspec

from verifier.domain.ids import kind_of
from verifier.domain.records import Record

_WORD = re.compile(r"zq\d{5}q")
_KEPT = {"term", "entry_id", "media_type", "code"}
"""Fields that only look free: words of a scale, slugs, stable codes."""


class Garden:
    """Canary word -> where it was planted: record key and path of the field."""

    def __init__(self) -> None:
        self.planted: dict[str, tuple[str, str]] = {}

    def words(self, text: str) -> set[str]:
        """Return the planted words in a text."""
        return set(_WORD.findall(text)) & self.planted.keys()

    def plant(self, record: Record) -> Record:
        """Return the record with a word of its own in every free text."""
        return self._struct(record, record.key, kind_of(record.key))

    def _struct(self, value: typing.Any, key: str, path: str) -> typing.Any:
        changed = {}
        for field in msgspec.structs.fields(type(value)):
            if field.name not in _KEPT:
                inner = getattr(value, field.name)
                changed[field.name] = self._value(inner, field.type, key, f"{path}.{field.name}")
        return msgspec.structs.replace(value, **changed)

    def _value(self, value: typing.Any, kind: typing.Any, key: str, path: str) -> typing.Any:
        if isinstance(value, msgspec.Struct):
            return self._struct(value, key, path)
        if kind is str:
            return self._word(key, path)
        if isinstance(value, tuple) and typing.get_origin(_bare(kind)) is tuple:
            inner = typing.get_args(_bare(kind))[0]
            return tuple(self._value(part, inner, key, path + _row(part)) for part in value)
        if isinstance(value, dict):
            return {**value, self._word(key, path): self._word(key, path)}
        return value

    def _word(self, key: str, path: str) -> str:
        word = f"zq{len(self.planted):05d}q"
        self.planted[word] = (key, path)
        return word


def _row(part: object) -> str:
    """Name a row of a list that has a name of its own: ``[source]``."""
    name = getattr(part, "name", "")
    return f"[{name}]" if name and not name.startswith("zq") else ""


def _bare(kind: typing.Any) -> typing.Any:
    """Take a type out of ``Annotated`` and of ``… | None``."""
    if typing.get_origin(kind) is typing.Annotated:
        return _bare(typing.get_args(kind)[0])
    if isinstance(kind, types.UnionType):
        return next(part for part in typing.get_args(kind) if part is not type(None))
    return kind


def words_in(path: Path) -> set[str]:
    """Return every planted word in a file or folder: plain, in UTF-16, and inside base64."""
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
    found = {word for file in files for word in _WORD.findall(str(file.relative_to(path.parent)))}
    for file in files:
        data = file.read_bytes()
        found.update(word for text in _readable(data) for word in _WORD.findall(text))
    return found


def _readable(data: bytes) -> typing.Iterator[str]:
    yield data.decode("latin-1")
    yield data.replace(b"\0", b"").decode("latin-1")
    for run in re.findall(rb"[A-Za-z0-9+/]{16,}", data):
        for shift in range(4):
            part = run[shift:]
            yield base64.b64decode(part[: len(part) // 4 * 4]).decode("latin-1")
