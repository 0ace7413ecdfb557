"""What saved posts told of the items of a case: which fit, which do not and why."""

from pathlib import Path

import msgspec

from verifier.commands.items import NewPosting
from verifier.domain.inspection import Trouble
from verifier.domain.records import Item
from verifier.metadata.provenance.post import Post
from verifier.metadata.provenance.tables import Peek
from verifier.workspace.holdings import Basis


class Fitted(msgspec.Struct, frozen=True):
    """One post that fits an item; ``is_known``: the case holds it already."""

    item: Item
    post: Post
    posting: NewPosting
    basis: Basis
    is_known: bool


class Unfitted(msgspec.Struct, frozen=True):
    """One post that fits none: the file it names, its message, and in a sentence why and what to do."""

    file_name: str
    message_id: str
    sentence: str


class PostsFound(msgspec.Struct, frozen=True, kw_only=True):
    """What one saved file told: posts that fit, those that do not, and what went wrong.

    ``saved_in``: the item of the saved file, ``None`` where it is not in the case (a dry run).
    """

    file_name: str
    format: str = ""
    title: str = ""
    saved_in: Item | None = None
    fitted: tuple[Fitted, ...] = ()
    unfitted: tuple[Unfitted, ...] = ()
    troubles: tuple[Trouble, ...] = ()

    @property
    def fresh(self) -> tuple[Fitted, ...]:
        """The posts that the case did not hold."""
        return tuple(one for one in self.fitted if not one.is_known)

    def summary(self) -> str:
        """Say it in one line."""
        fresh, unfitted = len(self.fresh), len(self.unfitted)
        parts = [f"{fresh} {'post' if fresh == 1 else 'posts'} read"]
        parts += [f"{len(self.fitted) - fresh} already in the case"] if len(self.fitted) > fresh else []
        parts += [f"{unfitted} not matched"] if unfitted else []
        return f"{self.title}: {', '.join(parts)}." if self.title else f"{', '.join(parts)}."


class UnmappedTable(msgspec.Struct, frozen=True):
    """A table that lay beside and may tell of the files: it is read once a person says what its columns mean."""

    item: Item
    path: Path
    head: Peek


def together(found: list[PostsFound]) -> PostsFound:
    """Return what several saved files of one format told, as one; at least one."""
    return msgspec.structs.replace(
        found[0],
        fitted=tuple(one for each in found for one in each.fitted),
        unfitted=tuple(one for each in found for one in each.unfitted),
        troubles=tuple(one for each in found for one in each.troubles),
    )
