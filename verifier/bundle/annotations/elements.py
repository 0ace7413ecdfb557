"""XML as text, the same on every machine: elements, attributes, and letters that XML 1.0 does not have replaced."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no ``Char`` of XML 1.0 (fifth edition, 2.2)."""


def element(tag: str, attributes: Mapping[str, str | int | float] | None = None, *children: str) -> list[str]:
    """Return an element as lines; each child is a line of its own, already written (``text`` for words)."""
    opened = tag + "".join(f" {name}={quoteattr(_clean(value))}" for name, value in (attributes or {}).items())
    if not children:
        return [f"<{opened}/>"]
    return [f"<{opened}>", *(f"  {line}" for line in children), f"</{tag}>"]


def text(tag: str, words: str | int | float, attributes: Mapping[str, str | int | float] | None = None) -> str:
    """Return an element with words in it, on one line."""
    opened = tag + "".join(f" {name}={quoteattr(_clean(value))}" for name, value in (attributes or {}).items())
    return f"<{opened}>{escape(_clean(words))}</{tag}>"


def document(lines: list[str]) -> bytes:
    """Return a whole file."""
    return ("\n".join(['<?xml version="1.0" encoding="utf-8"?>', *lines]) + "\n").encode()


def number(value: float) -> str:
    """Write a coordinate with at most four decimals and no trailing zeros."""
    shown = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def _clean(value: str | int | float) -> str:
    if isinstance(value, float):
        return number(value)
    return _FORBIDDEN.sub("\ufffd", value) if isinstance(value, str) else str(value)
