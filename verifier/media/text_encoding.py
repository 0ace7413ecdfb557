"""Guess how a text is encoded: files of strangers seldom say."""

import codecs

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LEAST_CYRILLIC = 1 / 20
"""Share of bytes from 0xC0 on, where Windows-1251 has its letters, above which a text is hardly Western European."""


def encoding_of(head: bytes) -> str:
    """Guess an encoding: by its mark, else UTF-8 where that fits, else the Windows code page of Cyrillic or Latin."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(head)
    except UnicodeDecodeError:
        high = sum(byte >= 0xC0 for byte in head)
        return "cp1251" if high > len(head) * _LEAST_CYRILLIC else "cp1252"
    return "utf-8"
