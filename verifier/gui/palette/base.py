"""What the palette asks of a source, and what a source answers."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from verifier.gui.desk import Desk


class Answer(msgspec.Struct, frozen=True):
    """One answer. ``kind`` is what it is, in a word; ``step`` how well it fits (see ``ranking``), least is best.

    ``keys``: the chord that does the same. ``usable``: whether it can be chosen now.
    """

    kind: str
    title: str
    detail: str
    run: Callable[[], object]
    step: int = 0
    keys: str = ""
    usable: bool = True


class Source(Protocol):
    """Finds one kind of thing. ``find`` is called at every letter and may take a few milliseconds."""

    def find(self, query: str, limit: int) -> list[Answer]:
        """Return what answers, best first; for an empty query what is good to have at hand, or nothing."""
        ...


MakeSource = Callable[["Desk"], Source]


def gather(sources: tuple[Source, ...], query: str, limit: int) -> list[Answer]:
    """Return the best answers of all sources: by step, then what can be used now, then in the order of the sources."""
    found = [answer for source in sources for answer in source.find(query, limit)]
    return sorted(found, key=lambda answer: (answer.step, not answer.usable))[:limit]
