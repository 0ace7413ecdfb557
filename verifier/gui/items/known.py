"""Everything that is known of one item, gathered in one look: facets, badges and rows are answered from it. No Qt."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

import msgspec

from verifier.case.case import Case
from verifier.catalog.catalog import Lore
from verifier.domain.ids import key_of
from verifier.domain.records import (
    Assessment,
    Base,
    Drone,
    DroneClaim,
    Incident,
    Item,
    Link,
    Observation,
    Person,
    PlaceClaim,
    Posting,
    Problem,
    Record,
    Segment,
    TimeClaim,
)
from verifier.geo.contradictions import away_from_file, contradictions_by_item
from verifier.gui.lookups import item_of
from verifier.metadata.claimed_device import filmed_otherwise
from verifier.metadata.findings.telemetry import findings_beside
from verifier.metadata.findings.times import AFTER_POSTING, is_after_posting
from verifier.workspace.digests import Digest

R = TypeVar("R", bound=Base)
NO_DIGEST = Digest()


class Known(msgspec.Struct, frozen=True):
    """An item with all that is said about it or anything seen in it.

    ``makers``: of the drones that are claimed, as the catalog names them. ``assignee``: a name, "" for nobody.
    ``findings``: sentences on what is worth a look in the file, or between the file and where it was posted.
    ``folder``: where the file lay when it was added, "" where that is not known.
    """

    item: Item
    digest: Digest
    about: dict[type[Base], list[Record]]
    assignee: str = ""
    makers: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    folder: str = ""

    def of(self, record_type: type[R]) -> list[R]:
        """Return what is said of one type, oldest first."""
        return self.about.get(record_type, [])  # pyright: ignore[reportReturnType] - filed under its own type

    @property
    def claims(self) -> list[DroneClaim]:
        return self.of(DroneClaim)

    @property
    def postings(self) -> list[Posting]:
        return self.of(Posting)


def gather(
    case: Case,
    item: Item,
    digest: Digest,
    lore_of: Callable[[str], Lore],
    folder: str = "",
    copies: Sequence[str] = (),
    track: Digest = NO_DIGEST,
) -> Known:
    """Look once at all that refers to an item; ``copies``: it and the items that it is a copy of or has as copies.

    ``track``: of the telemetry that lies beside a clip.
    """
    found: dict[type[Base], list[Record]] = {}
    _collect(case, item.key, item.id, found)
    claims: list[DroneClaim] = found.get(DroneClaim, [])  # pyright: ignore[reportAssignmentType] - filed by its type
    postings: list[Posting] = found.get(Posting, [])  # pyright: ignore[reportAssignmentType]
    return Known(
        item,
        digest,
        found,
        _assignee(case, item),
        _makers(claims, lore_of),
        tuple(
            dict.fromkeys(
                (
                    *_misplaced(case, item, digest, found, copies),
                    *filmed_otherwise(claims, digest.named, lore_of),
                    *_findings(digest, postings),
                    *(findings_beside(track.telemetry, item.technical) if track.telemetry else ()),
                )
            )
        ),
        folder,
    )


def _assignee(case: Case, item: Item) -> str:
    person = case.get(key_of("person", item.assignee)) if item.assignee else None
    return person.name if isinstance(person, Person) else ""


def _makers(claims: list[DroneClaim], lore_of: Callable[[str], Lore]) -> tuple[str, ...]:
    """Name the makers of what is claimed and was not set aside."""
    if not claims:
        return ()
    answers = (one for claim in claims for one in claim.hypotheses if not one.excluded_because)
    return tuple(dict.fromkeys(maker for one in answers if (maker := lore_of(one.entry.entry_id or "").maker)))


def _findings(digest: Digest, postings: list[Posting]) -> tuple[str, ...]:
    found = tuple(finding.sentence for finding in digest.findings)
    posted = [posting.posted_at for posting in postings if posting.posted_at is not None]
    # The one finding that needs the posting beside the file, so that no digest can hold it.
    is_late = is_after_posting(digest.recorded_at, digest.recorded_offset, posted)
    return (AFTER_POSTING, *found) if is_late else found


def _misplaced(
    case: Case, item: Item, digest: Digest, found: dict[type[Base], list[Record]], copies: Sequence[str]
) -> tuple[str, ...]:
    """Say where the item is placed elsewhere than its file says, and where it or a copy is placed at two places."""
    own = [one for one in found.get(PlaceClaim, ()) if isinstance(one, PlaceClaim) and one.about == item.key]
    if not own:
        return ()
    others = [
        one
        for key in copies
        if key != item.key
        for one in case.referring(key)
        if isinstance(one, PlaceClaim) and one.about == key
    ]
    apart = contradictions_by_item((*own, *others), dict.fromkeys(copies, copies))
    away = away_from_file(own, digest.position) if digest.position is not None else ()
    return tuple(dict.fromkeys((*(one.sentence for one in apart.get(item.key, ())), *away)))


def _collect(case: Case, key: str, item_id: str, found: dict[type[Base], list[Record]]) -> None:
    for record in case.referring(key):
        kind = type(record)
        about: str | None = getattr(record, "about", None)
        if about is not None and about != key:
            continue  # a claim names in passing what its features were seen in
        if isinstance(record, Posting) and record.item != item_id:
            continue  # the item is only the saved page of that posting
        found.setdefault(kind, []).append(record)
        if kind is Observation or kind is Segment:
            _collect(case, record.key, item_id, found)


def rows_of(case: Case, record: Base) -> Iterator[str]:
    """Yield the keys of the rows that a record says something on: what is written in it is found in them."""
    if isinstance(record, Problem) and record.item is None:
        yield record.key
    elif isinstance(record, Incident):
        yield from (key_of("item", item) for item in record.items)
    elif isinstance(record, Drone):
        for key in (*(key_of("drone_claim", one) for one in record.claims),
                    *(key_of("observation", one) for one in record.observations)):  # fmt: skip
            yield from _rows_of_key(case, key)
        for claim in case.referring(record.key):
            yield from rows_of(case, claim) if isinstance(claim, DroneClaim) else ()
    elif isinstance(record, Link):
        yield from (*_rows_of_key(case, record.from_key), *_rows_of_key(case, record.to_key))
    elif isinstance(record, Person):
        yield from (one.key for one in case.referring(record.key) if isinstance(one, Item))
    else:
        key = item_of(case, record)
        about: str | None = getattr(record, "about", None)
        if key is not None:
            yield key
        elif about is not None:
            yield from _rows_of_key(case, about)


def _rows_of_key(case: Case, key: str) -> Iterator[str]:
    record = case.get(key)
    if record is not None:
        yield from rows_of(case, record)


def recorded_day(known: Known) -> str:
    """Return the day it was recorded as ISO 8601: as stated, else by the file's own clock, "" where neither is."""
    stated = (claim.earliest for claim in known.of(TimeClaim) if claim.dates == "recorded")
    day = next((at.date().isoformat() for at in stated if at is not None), "")
    return day or known.digest.recorded_at[:10]


def posted_day(known: Known) -> str:
    """Return the day it was first posted as ISO 8601, "" where no posting states one."""
    days = [posting.posted_at.date().isoformat() for posting in known.postings if posting.posted_at is not None]
    return min(days, default="")


def is_reviewed(known: Known) -> bool:
    """Tell whether an assessment of the item was reviewed."""
    return any(one.workflow == "reviewed" for one in known.of(Assessment))


def copies_of(known: Known) -> int:
    """Return how many times the same bytes came in or are stated to have been posted, whichever is more."""
    if len(known.postings) < 2:
        return 1
    arrivals = sum(bool(posting.file_name) for posting in known.postings)
    return max(arrivals, len(known.postings) - arrivals)
