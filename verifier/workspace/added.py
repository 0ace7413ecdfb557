"""What an import did, file by file."""

import os
from collections import Counter
from pathlib import Path
from typing import Literal

import msgspec

from verifier.domain.inspection import Trouble
from verifier.domain.records import Item
from verifier.workspace.posts_found import PostsFound, UnmappedTable, together

Outcome = Literal["item", "posting", "failed", "left_out", "not_reached"]


class AddedOne(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file. ``sentence`` says why it is no item; ``troubles`` what went wrong with one that is.

    ``sidecar_of``: label of the item it belongs to.
    """

    path: Path
    outcome: Outcome
    item: Item | None = None
    sidecar_of: str | None = None
    troubles: tuple[Trouble, ...] = ()
    sentence: str = ""

    @property
    def name(self) -> str:
        """The file's name as text, whatever bytes it has on the disk."""
        return readable(self.path.name)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Everything a person should be told about this file."""
        own = (self.sentence,) if self.sentence else ()
        return (*own, *(trouble.sentence for trouble in self.troubles))


class Added(msgspec.Struct, frozen=True):
    """What became of every file that was named or found, in order."""

    files: tuple[AddedOne, ...]
    was_stopped: bool = False
    posts: tuple[PostsFound, ...] = ()
    """What saved posts among the files told of the others."""
    tables: tuple[UnmappedTable, ...] = ()

    @property
    def has_failures(self) -> bool:
        """Whether any file could not be taken, or not be shown or read in full."""
        return any(file.outcome == "failed" or file.troubles for file in self.files)

    def count(self, outcome: Outcome) -> int:
        """Return how many files ended so."""
        return sum(file.outcome == outcome for file in self.files)

    @property
    def tied(self) -> int:
        """How many of the items are sidecars tied to theirs."""
        return sum(file.sidecar_of is not None for file in self.files)

    @property
    def troubled(self) -> int:
        """How many files could not be shown or read in full."""
        return sum(bool(file.troubles) for file in self.files)

    def summary(self) -> str:
        """Say it in one line of English."""
        counts = Counter[str](file.outcome for file in self.files)
        parts = [f"{counts['item']} {'item' if counts['item'] == 1 else 'items'}"]
        parts += [f"{self.tied} of them sidecars tied to theirs"] if self.tied else []
        parts += [f"{counts['posting']} already in the case"] if counts["posting"] else []
        parts += [f"{self.troubled} with problems"] if self.troubled else []
        parts += [f"{counts['failed']} failed"] if counts["failed"] else []
        parts += [f"{counts['left_out']} left out"] if counts["left_out"] else []
        parts += [f"{counts['not_reached']} not reached"] if counts["not_reached"] else []
        return ", ".join(parts) + "."

    def told(self) -> tuple[PostsFound, ...]:
        """Return what saved posts told, those of one format together: a folder can hold one beside every picture."""
        kinds = dict.fromkeys(one.title for one in self.posts if one.title or one.fitted or one.unfitted)
        return tuple(together([one for one in self.posts if one.title == title]) for title in kinds)


def readable(name: str) -> str:
    """Return a file name as text: bytes that are no UTF-8 become backslash escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
