"""Names of files in a bundle: safe on every file system, and without what a name could give away."""

import re
import unicodedata

from verifier.domain.records import Derivative, Item
from verifier.media.media_types import describe

_NAME_BYTES = 120
_UNSAFE = re.compile(r'[<>:"/\\|?*%]')
"""Reserved by Windows; ``%`` too, since RFC 8493 2.1.3 would have it encoded, and ``sha256sum -c`` does not decode."""


def safe_name(name: str) -> str:
    """Return a name that every file system keeps: NFC, nothing that controls or is reserved, at most 120 bytes."""
    shown = "".join(
        "_" if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") else c
        for c in unicodedata.normalize("NFC", name)
    )
    shown = unicodedata.normalize("NFC", _UNSAFE.sub("_", shown)).strip(" .")
    stem, dot, suffix = shown.rpartition(".")
    if not stem or len(suffix.encode()) > 16:
        stem, dot, suffix = shown, "", ""
    room = _NAME_BYTES - len((dot + suffix).encode())
    return _cut(stem, room).rstrip(" .") + dot + suffix


def _cut(text: str, room: int) -> str:
    return text.encode()[:room].decode(errors="ignore")


def suffix_of(media_type: str) -> str:
    """Return the usual suffix of a sniffed kind, for a file whose name stays at home."""
    try:
        return describe(media_type).suffix or ".bin"
    except KeyError:
        return ".bin"


def original_path(item: Item, *, with_name: bool) -> str:
    """Return where the file of an item lies; without its name, the suffix tells its sniffed kind."""
    if with_name and (name := safe_name(item.original_name)):
        return f"data/originals/{item.label}_{name}"
    return f"data/originals/{item.label}{suffix_of(item.media_type)}"


def readings_path(item: Item) -> str:
    """Return where the readings document of an item lies."""
    return f"data/readings/{item.label}.json"


def surroundings_path(item: Item) -> str:
    """Return where the document of an item's surroundings lies."""
    return f"data/readings/{item.label}.surroundings.json"


def derived_path(derivative: Derivative, label: str) -> str:
    """Return where a saved frame or figure of the item with this label lies."""
    suffix = suffix_of(derivative.media_type)
    at = f"_{derivative.frame.ordinal:06d}" if derivative.frame is not None else ""
    return f"data/{derivative.purpose}s/{label}{at}_{derivative.id}{suffix}"
