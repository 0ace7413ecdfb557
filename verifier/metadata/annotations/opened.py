"""A file of annotations as its readers see it: read once, within bounds, looked into as JSON, XML or lines of text."""

import csv
import io
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, ParseError

import defusedxml.ElementTree as DefusedTree
import msgspec
from defusedxml.common import DefusedXmlException

from verifier.domain.errors import RefusedFile, UnreadableFile
from verifier.media.originals import open_original
from verifier.metadata.annotations.mark import MAX_BYTES

MAX_ROWS = 200_000


class Opened:
    """One file, in memory; ``name`` is what people call it."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        with open_original(path) as file:
            data = file.read(MAX_BYTES + 1) or b""
        if len(data) > MAX_BYTES:
            raise RefusedFile(f"Annotations are read up to {MAX_BYTES // 1_000_000} MB; export them in parts.", name)
        self.data = data

    @cached_property
    def text(self) -> str:
        """All of it as text; raise :class:`UnreadableFile` where it is none."""
        try:
            return self.data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnreadableFile("The file is no UTF-8 text, so it holds no annotations.", self.name) from error

    @cached_property
    def plain(self) -> object:
        """What the JSON says; ``None`` where it is none."""
        if self.data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
            return None
        try:
            return msgspec.json.decode(self.data.removeprefix(b"\xef\xbb\xbf"))
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise UnreadableFile("The file is damaged: its JSON cannot be read to the end.", self.name) from error

    @cached_property
    def root(self) -> Element | None:
        """The root of the XML; ``None`` where it is none. Entities and declarations of types are refused."""
        if self.data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] != b"<":
            return None
        try:
            return DefusedTree.fromstring(self.data, forbid_dtd=True)
        except DefusedXmlException as error:
            raise RefusedFile(
                "The file declares entities or types of its own, which is not read.", self.name
            ) from error
        except (ParseError, ValueError, LookupError) as error:
            raise UnreadableFile("The file is damaged: its XML cannot be read to the end.", self.name) from error

    def rows(self) -> list[dict[str, str]]:
        """Read a table with a heading; raise :class:`UnreadableFile` where it is damaged, too long."""
        found: list[dict[str, str]] = []
        try:
            for row in csv.DictReader(io.StringIO(self.text), restval=""):
                kept: dict[Any, Any] = row
                kept.pop(None, None)
                found.append({str(key): str(value) for key, value in kept.items()})
                if len(found) > MAX_ROWS:
                    raise RefusedFile(f"A table of annotations is read up to {MAX_ROWS:,} rows.", self.name)
        except csv.Error as error:
            raise UnreadableFile("The file is damaged: its table cannot be read to the end.", self.name) from error
        return found
