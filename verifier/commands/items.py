"""Put files into a case, and take in a second reading of them."""

from datetime import datetime

import msgspec

from verifier.case.draft import Draft
from verifier.commands.naming import count
from verifier.domain.errors import CommandRefused
from verifier.domain.ids import Id, Sha256
from verifier.domain.inspection import Fingerprints, ItemKind, Technical, Trouble
from verifier.domain.records import Item, Posting, Problem
from verifier.domain.scales import Credibility, Reliability


class NewPosting(msgspec.Struct, frozen=True, kw_only=True):
    """Where a file was seen or received; the fields of :class:`Posting` but its item."""

    file_name: str = ""
    url: str = ""
    archive_urls: tuple[str, ...] = ()
    platform: str = ""
    account_id: str = ""
    account_name: str = ""
    message_id: str = ""
    album: str = ""
    forwarded_from: str = ""
    posted_at_as_shown: str = ""
    posted_at: datetime | None = None
    edited_at_as_shown: str = ""
    edited_at: datetime | None = None
    zone_assumption: str = ""
    caption: str = ""
    acquired_from: str = ""
    acquired_by: Id | None = None
    acquired_at: datetime | None = None
    acquired_how: str = ""
    is_closed_source: bool | None = None
    reliability: Reliability | None = None
    reliability_reason: str = ""
    credibility: Credibility | None = None
    rights: str = ""
    sidecar: Id | None = None

    def of(self, item: Id, posting: Id) -> Posting:
        """Make the record."""
        return Posting(id=posting, item=item, **msgspec.structs.asdict(self))


class NewItem(msgspec.Struct, frozen=True, kw_only=True):
    """One file as the look at it found it; ``troubles`` become problems of the item."""

    original_name: str
    kind: ItemKind
    media_type: str
    fingerprints: Fingerprints
    technical: Technical
    readings_sha256: Sha256 | None = None
    surroundings_sha256: Sha256 | None = None
    is_linked: bool = False
    posting: NewPosting | None = None
    troubles: tuple[Trouble, ...] = ()


class AddItems(msgspec.Struct, frozen=True):
    """Enter files as items; bytes that are in the case already get a posting on their item instead.

    Without a ``posting`` of its own, one with the file's name is made, so that every arrival is on record.
    """

    files: tuple[NewItem, ...]

    @property
    def label(self) -> str:
        return f"add {count(len(self.files), 'file')}"

    def run(self, draft: Draft) -> None:
        known = {item.fingerprints.sha256: item for item in draft.of(Item)}
        for file in self.files:
            item = known.get(file.fingerprints.sha256)
            if item is None:
                item = known[file.fingerprints.sha256] = _enter(file, draft)
            posting = file.posting or NewPosting(file_name=file.original_name)
            draft.put(posting.of(item.id, draft.new_id()))


def _enter(file: NewItem, draft: Draft) -> Item:
    item = Item(
        id=draft.new_id(),
        label=draft.new_label("E"),
        kind=file.kind,
        original_name=file.original_name,
        media_type=file.media_type,
        fingerprints=file.fingerprints,
        technical=file.technical,
        readings_sha256=file.readings_sha256,
        surroundings_sha256=file.surroundings_sha256,
        is_linked=file.is_linked,
        imported_by=draft.actor,
        imported_at=draft.now,
    )
    draft.put(item)
    for trouble in file.troubles:
        put_problem(draft, trouble, file.original_name, item.id)
    return item


def put_problem(draft: Draft, trouble: Trouble, file_name: str, item: Id | None) -> None:
    """Store what went wrong with a file."""
    problem = Problem(
        id=draft.new_id(),
        item=item,
        file_name=file_name,
        stage=trouble.stage,
        code=trouble.code,
        sentence=trouble.sentence,
        noticed_at=draft.now,
    )
    draft.put(problem)


class RereadItem(msgspec.Struct, frozen=True, kw_only=True):
    """Take in what newer readers found in an item; what went wrong this time replaces what went wrong before."""

    item: Item
    kind: ItemKind
    media_type: str
    technical: Technical
    readings_sha256: Sha256 | None
    troubles: tuple[Trouble, ...] = ()

    @property
    def label(self) -> str:
        return f"read {self.item.label} again"

    def run(self, draft: Draft) -> None:
        item = draft.the(Item, self.item.key)
        reread = msgspec.structs.replace(
            item,
            kind=self.kind,
            media_type=self.media_type,
            technical=self.technical,
            readings_sha256=self.readings_sha256,
        )
        for problem in draft.of(Problem):
            if problem.item == item.id:
                draft.delete(problem.key)
        draft.put(reread)
        for trouble in self.troubles:
            put_problem(draft, trouble, item.original_name, item.id)


class AddPosting(msgspec.Struct, frozen=True):
    """Record one more place where an item was seen or received."""

    item: Item
    posting: NewPosting

    @property
    def label(self) -> str:
        return f"add a posting of {self.item.label}"

    def run(self, draft: Draft) -> None:
        item = draft.the(Item, self.item.key)
        draft.put(self.posting.of(item.id, draft.new_id()))


class EditPosting(msgspec.Struct, frozen=True):
    """Replace what is known of a posting; ``what`` names the part for undo."""

    posting: Posting
    what: str = ""

    @property
    def label(self) -> str:
        return f"edit a posting: {self.what}" if self.what else "edit a posting"

    def run(self, draft: Draft) -> None:
        if draft.the(Posting, self.posting.key).item != self.posting.item:
            raise CommandRefused("A posting stays with its item.")
        draft.put(self.posting)


class AddProblem(msgspec.Struct, frozen=True, kw_only=True):
    """Record what went wrong with a file, whether it became an item or not."""

    trouble: Trouble
    file_name: str
    item: Item | None = None

    @property
    def label(self) -> str:
        return f"note a problem with {self.item.label if self.item else self.file_name}"

    def run(self, draft: Draft) -> None:
        if self.item is not None:
            draft.the(Item, self.item.key)
        put_problem(draft, self.trouble, self.file_name, self.item.id if self.item else None)
