"""Read what a PDF says of itself: title, author, program, dates, pages, how often it was saved (ISO 32000-2, 14.3.3).

The pypdf library reads the structure; XMP is left to the XMP reader. The words on the pages are not read.
"""

import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import cast

from verifier.domain.errors import RefusedFile
from verifier.domain.readings import IntegerValue, Reading
from verifier.media.sniff import Sniffed
from verifier.metadata.source import Source
from verifier.metadata.values import sound_text, text_value

MAX_BYTES = 128 * 1024 * 1024
MAX_ENTRIES = 500
MAX_TEXT = 65_536
_DATE_KEYS = {"CreationDate": "CreateDate", "ModDate": "ModifyDate"}
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-])(\d\d)'?(\d\d)?'?|(Z).*)?$")
"""ISO 32000-2, 7.9.4."""


class Pdf:
    """The registry line of this reader."""

    name = "pdf"
    version = f"1 (pypdf {version('pypdf')})"

    def reads(self, sniffed: Sniffed) -> bool:
        return sniffed.media_type == "application/pdf"

    def read(self, source: Source) -> Iterator[Reading]:
        """Yield header, pages, revisions and every entry of the information dictionary."""
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError

        head = source.head[:8].decode("latin-1")
        if head.startswith("%PDF-"):
            yield Reading("pdf", "PDF", "PDFVersion", text_value(head[5:8]), head[5:8], "header at 5+3")
        if source.size_bytes > MAX_BYTES:
            raise RefusedFile(f"The PDF has more than {MAX_BYTES} bytes; its information was not read.")
        yield from _revisions(source)
        try:
            reader = PdfReader(source.open(), strict=False)
            if reader.is_encrypted:
                yield Reading("pdf", "PDF", "Encrypted", text_value("yes"), "yes", "trailer /Encrypt")
                if not reader.decrypt(""):
                    return
            information = cast("dict[object, object]", reader.metadata or {})
            found = {str(key).lstrip("/"): entry for key, entry in list(information.items())[:MAX_ENTRIES]}
            count = len(reader.pages)
        except (PyPdfError, OSError, ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
            raise RefusedFile(f"The structure of the PDF is damaged ({type(error).__name__}).") from error
        except RecursionError as error:
            raise RefusedFile("The structure of the PDF points at itself.") from error
        yield Reading("pdf", "PDF", "PageCount", IntegerValue(count), str(count), "page tree")
        for name, entry in found.items():
            text = sound_text(str(entry))[:MAX_TEXT]
            yield Reading(
                "pdf", "PDF", _DATE_KEYS.get(name, name), text_value(text), print_date(text), f"/Info /{name}"
            )


def _revisions(source: Source) -> Iterator[Reading]:
    """Yield how often the file was written: each saving by addition leaves an end marker (7.5.6)."""
    count = at = 0
    kept = b""
    while data := source.read(at, 1 << 20):
        count += (kept + data).count(b"%%EOF")
        kept, at = data[-4:], at + len(data)
    yield Reading("pdf", "PDF", "EndMarkers", IntegerValue(count), str(count), "%%EOF in the whole file")


def print_date(text: str) -> str:
    """Print a date of PDF as ``YYYY:MM:DD hh:mm:ss+hh:mm``; what is none stays as it is."""
    found = _DATE.match(text)
    if found is None:
        return text
    year, month, day, hour, minute, second, sign, hours, minutes, utc = found.groups()
    zone = f"{sign}{hours}:{minutes or '00'}" if sign else utc or ""
    return f"{year}:{month or '01'}:{day or '01'} {hour or '00'}:{minute or '00'}:{second or '00'}{zone}"
