"""Lists of known footage: hashes alone, so that teams can tell each other what they have seen without the footage.

A list is a JSON file. Nothing in it shows a picture, a name, a place or a source; whoever holds the same footage can
tell that the list knows it. Imports no decoder: hashes are hexadecimal here.
"""

from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from verifier.domain import codec
from verifier.domain.errors import StorageFailed, UnreadableFile
from verifier.domain.ids import Sha256

MOST_BYTES = 256 * 1024 * 1024
"""Some two million hashes."""
PdqHex = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Quality = Annotated[int, Meta(ge=0, le=100)]


class KnownPicture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The hash of one picture; ``time_s``: where in the clip, in seconds from the zero of its own clock."""

    pdq: PdqHex
    quality: Quality
    time_s: float | None = None


class KnownEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file: the hash of its bytes and of what it shows, and what decoded it."""

    sha256: Sha256
    decoder: str
    pictures: Annotated[tuple[KnownPicture, ...], Meta(min_length=1)]


class KnownList(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The file: what its writer calls it, the function that made the hashes, the files in order of their SHA-256."""

    format: Literal["verifier-known-footage"] = "verifier-known-footage"
    version: Literal[1] = 1
    title: str
    function: str
    entries: tuple[KnownEntry, ...]


def read_list(path: Path) -> KnownList:
    """Read a list that somebody handed over; raise :class:`UnreadableFile`."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableFile("The list of known footage is too large to be one.", path.name)
        return msgspec.json.decode(path.read_bytes(), type=KnownList)
    except OSError as error:
        raise UnreadableFile("The list of known footage cannot be read.", path.name) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise UnreadableFile("The file is not a list of known footage of this program.", path.name) from error


def write_list(known: KnownList, out: Path) -> None:
    """Write a list to a new file; raise :class:`StorageFailed` where something stands there or it cannot be written."""
    try:
        with out.open("xb") as file:
            file.write(codec.encode(known) + b"\n")
    except FileExistsError as error:
        raise StorageFailed("Something stands there already; choose another name.", out.name) from error
    except OSError as error:
        raise StorageFailed(f"The list could not be written: {error.strerror}.", out.name) from error
