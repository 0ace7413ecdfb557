"""The worker task that reads the words of a document; imported by workers only, by name.

A PDF is not drawn: its words are taken out by the pypdf library in the order in which the file holds them, which may
not be the order a reader sees. Everything else is shown as it is written, markup too: nothing in it is followed.
"""

import os
import re
from pathlib import Path
from typing import Any

from verifier.domain.errors import RefusedFile
from verifier.media.messages import KeepingTask, Task
from verifier.media.originals import open_original
from verifier.media.text_encoding import encoding_of
from verifier.workspace.paper_messages import Paper, ReadPaper

MOST_BYTES = 16 * 1024 * 1024
PART_LETTERS = 30_000
"""A text is shown so much at a time: more takes the window longer to lay out than a key press may."""
MOST_PAGES = 300
MOST_PAGE_LETTERS = 200_000
DAMAGE = (OSError, ValueError, TypeError, LookupError, AttributeError, NotImplementedError)
"""What the library raises, beside errors of its own, over files that are not what they say."""
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def read_paper(request: ReadPaper) -> Paper:
    """Read the words of a text or PDF; raise :class:`RefusedFile` where it is damaged or locked."""
    path = Path(os.fsdecode(request.path))
    return _pdf(path) if request.media_type == "application/pdf" else _text(path)


def _text(path: Path) -> Paper:
    with open_original(path) as file:
        data = file.read(MOST_BYTES + 1)
    encoding = encoding_of(data[:MOST_BYTES])
    words = data[:MOST_BYTES].decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
    left = f"Only the first {MOST_BYTES // 1024 // 1024} MB are shown." if len(data) > MOST_BYTES else ""
    return Paper(tuple(_parts(_shown(words))), is_paged=False, encoding=encoding.removesuffix("-sig"), left_out=left)


def _parts(words: str) -> list[str]:
    """Cut a text into stretches, at a line end where there is one in the second half of a stretch."""
    parts: list[str] = []
    start = 0
    while start < len(words):
        end = start + PART_LETTERS
        cut = words.rfind("\n", start + PART_LETTERS // 2, end) + 1 if end < len(words) else 0
        parts.append(words[start : cut or end])
        start = cut or end
    return parts


def _shown(words: str) -> str:
    """Show control characters, which a window would swallow, as the pictures Unicode has of them."""
    return _CONTROLS.sub(lambda found: "\u2421" if found[0] == "\x7f" else chr(0x2400 + ord(found[0])), words)


def _pdf(path: Path) -> Paper:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        with open_original(path) as file:
            reader = PdfReader(file, strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                raise RefusedFile("The PDF is locked by a password; its words cannot be read.")
            count = len(reader.pages)
            pages = [_shown(reader.pages[n].extract_text()[:MOST_PAGE_LETTERS]) for n in range(min(count, MOST_PAGES))]
    except (PyPdfError, *DAMAGE) as error:
        raise RefusedFile(f"The structure of the PDF is damaged ({type(error).__name__}).") from error
    except RecursionError as error:
        raise RefusedFile("The structure of the PDF points at itself.") from error
    left = f"Only the first {MOST_PAGES} of {count} pages are shown." if count > MOST_PAGES else ""
    return Paper(tuple(pages), is_paged=True, left_out=left)


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (Task(ReadPaper, read_paper),)
