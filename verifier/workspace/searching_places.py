"""Look for a picture in the open case, in other cases and in lists of known footage, whatever of them can be read.

One place that cannot be opened stops none of the others: it is named, with the reason.
"""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from verifier.domain.errors import VerifierError
from verifier.domain.progress import Progress
from verifier.workspace.copies import Found, find_picture
from verifier.workspace.workspace import Workspace

if TYPE_CHECKING:
    from verifier.domain.records import Item


class Places(msgspec.Struct, frozen=True):
    """Where to look besides the open case: folders of other cases, files of known footage."""

    cases: tuple[Path, ...] = ()
    lists: tuple[Path, ...] = ()


class NotSearched(msgspec.Struct, frozen=True):
    """A case or a list that could not be searched, by its name, and why."""

    name: str
    sentence: str


class FoundInPlaces(msgspec.Struct, frozen=True):
    """What was found; ``cases`` and ``lists``: what each is called, in the order of the numbers in ``found``.

    The first case is the open one.
    """

    found: Found
    cases: tuple[str, ...]
    lists: tuple[str, ...]
    not_searched: tuple[NotSearched, ...] = ()

    @property
    def not_looked_at(self) -> tuple[tuple[str, "Item"], ...]:
        """Items that could not be looked at, with the case they are in; of the open case with no name."""
        return tuple((self.cases[number] if number else "", item) for number, item in self.found.not_looked_at)


def find_in_places(workspace: Workspace, picture: Path, places: Places, progress: Progress) -> FoundInPlaces:
    """Look for a picture whole and as a part; other cases are opened for reading only, and closed again.

    Raise :class:`InputError` where the picture cannot be read, :class:`Cancelled` where ``progress`` is.
    """
    troubles: list[NotSearched] = []
    with ExitStack() as stack:
        cases = [workspace]
        for path in dict.fromkeys(one.resolve() for one in places.cases):
            if path == workspace.folder.path.resolve():
                continue
            progress.report(0, 0, path.name)
            try:
                cases.append(stack.enter_context(Workspace.open(path, read_only=True)))
            except VerifierError as error:
                troubles.append(NotSearched(path.name, error.sentence))
        found = find_picture(picture, cases, places.lists, parts=True, progress=progress)
        titles = tuple(case.case.info.title for case in cases)
    lists = tuple(title or path.name for title, path in zip(found.picture.titles, places.lists, strict=True))
    troubles += [NotSearched(places.lists[one.number].name, one.sentence) for one in found.picture.unread]
    return FoundInPlaces(found, titles, lists, tuple(troubles))


def named_places(cases: Sequence[str], lists: Sequence[str]) -> Places:
    """Return the places that the settings name, as far as something still stands there."""
    return Places(
        tuple(path for path in map(Path, cases) if path.is_dir()),
        tuple(path for path in map(Path, lists) if path.is_file()),
    )
