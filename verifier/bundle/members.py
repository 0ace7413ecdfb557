"""One file of a bundle before it is written: its path, its bytes or where they are read, and what they must hash to."""

from pathlib import Path

import msgspec

from verifier.domain.errors import UnreadableFile


class Member(msgspec.Struct, frozen=True):
    """``source``: the bytes themselves, or a file to copy. ``sha256``: what a copied file must hash to."""

    path: str
    source: bytes | Path
    size_bytes: int
    sha256: str | None = None
    about: str = ""


def member_of_bytes(path: str, data: bytes) -> Member:
    """Make a member of bytes at hand."""
    return Member(path, data, len(data))


def member_of_file(path: str, source: Path, sha256: str, about: str) -> Member:
    """Make a member of a file to copy; raise :class:`UnreadableFile` where it cannot be read."""
    try:
        return Member(path, source, source.stat().st_size, sha256, about)
    except OSError as error:
        raise UnreadableFile("The file cannot be read; it was there a moment ago.", about) from error
