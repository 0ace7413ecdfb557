"""What is asked of workers about the words of a document, and what they answer. Imports no decoder."""

import msgspec


class ReadPaper(msgspec.Struct, frozen=True):
    """Read the words of a document."""

    path: bytes
    media_type: str


class Paper(msgspec.Struct, frozen=True):
    """The words of a document, a page or a stretch at a time.

    ``is_paged``: the parts are the pages of a PDF; else stretches of one text, cut at line ends. ``encoding``: how the
    bytes were read, "" for a PDF. ``left_out``: a sentence on what was not read, "" where all was.
    """

    parts: tuple[str, ...]
    is_paged: bool
    encoding: str = ""
    left_out: str = ""
