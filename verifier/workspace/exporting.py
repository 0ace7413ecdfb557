"""Write a case out: what would go, what stays, and the writing itself with what the open case hands in.

Exporting changes nothing in the case and needs no lock: a case held by somebody else is exported as it stands.
"""

import os
from collections.abc import Iterable
from concurrent.futures import Future
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

from verifier.bundle.material import FrameTimes, Picture
from verifier.bundle.options import Options, Tick, TickName
from verifier.bundle.plan import Plan, plan
from verifier.bundle.registry import FORMATS, Format, format_named
from verifier.bundle.selection import select
from verifier.bundle.written import Written
from verifier.case.case import Case
from verifier.case.journal import Commitments, Value, check_chain
from verifier.catalog.catalog import canonical
from verifier.domain.disclosure import ROWS, is_filled
from verifier.domain.errors import UsageError, VerifierError
from verifier.domain.frames import FrameRef
from verifier.domain.ids import parse_label
from verifier.domain.progress import Progress
from verifier.domain.readings import Fact, FilmedBy, Reading
from verifier.domain.records import Derivative, Drone, DroneClaim, Incident, Item, Person, Record
from verifier.metadata.claimed_device import filmed_otherwise, named_device
from verifier.metadata.filmed_by import filmed_by
from verifier.workspace.entering import entries_named
from verifier.workspace.finding import find_item
from verifier.workspace.messages import EncodedPicture, MakePicture
from verifier.workspace.pictures import clip, original_path

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace


DRAWN = ("photo", "video")
LOOK_AHEAD = 4


def find_format(name: str) -> Format:
    """Return the export format of that name; raise :class:`UsageError` naming those there are."""
    found = format_named(name)
    if found is None:
        raise UsageError(f"There is no such format; these are: {', '.join(known.name for known in FORMATS)}.", name)
    return found


def plan_export(workspace: "Workspace", options: Options, chosen: Format = FORMATS[0]) -> Plan:
    """Say what would go out and what stays, and why, and what the format has no room for; writes nothing."""
    records = tuple(workspace.case.records().values())
    stored: dict[str, Commitments] | None = None
    if any(is_filled(record, part) for record in records for part in ROWS.get(type(record), {})):
        # Only rows can lie in ``main`` of a record that an older program wrote; the journal tells.
        workspace.flush()
        stored = check_chain(workspace.storage.lines()).heads
    material = OpenMaterial(workspace)
    planned = plan(select(records, options, stored), material.document, material.catalog_entry)
    return planned if chosen.preview is None else planned.written_as(chosen.preview(material, options))


def find_tick(case: Case, words: str) -> Tick:
    """Read ``E-0004=name``: what is let out all the same, of an item, a drone, an incident, a person or any key.

    Raise :class:`UsageError` where there is no such record or no such tick.
    """
    name, _, what = words.rpartition("=")
    if what not in get_args(TickName) or not name:
        known = ", ".join(get_args(TickName))
        raise UsageError(f"Write a tick as ITEM=WHAT; WHAT is one of {known}.", words)
    tick = cast("TickName", what)
    wanted = name.strip()
    if case.get(wanted) is not None:
        return Tick(wanted, tick)
    label = parse_label(wanted)
    cards = [card for card in (*case.of(Drone), *case.of(Incident)) if label and parse_label(card.label) == label]
    people = [person for person in case.of(Person) if person.name == wanted]
    if len(found := (*cards, *people)) == 1:
        return Tick(found[0].key, tick)
    return Tick(find_item(case, wanted).key, tick)


def export(
    workspace: "Workspace", chosen: Format, options: Options, out: Path, progress: Progress | None = None
) -> Written:
    """Write the case to ``out``, whole or not at all; every edit so far goes into it.

    Raises :class:`UsageError` where something stands at ``out`` or it lies in the case, :class:`BundleError` where a
    file is not what was added, :class:`StorageFailed` where the disk fails, :class:`Cancelled` when asked to stop.
    """
    if out.exists():
        raise UsageError("Something stands there already; choose another name.", out.name)
    if out.resolve().is_relative_to(workspace.folder.path.resolve()):
        raise UsageError("This place is inside the case itself; choose one beside it.", out.name)
    workspace.flush()
    return chosen.write(OpenMaterial(workspace), options, out, progress or Progress())


class OpenMaterial:
    """See :class:`verifier.bundle.material.Material`; the records are those at the moment it is made."""

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._records = tuple(workspace.case.records().values())
        items = (record for record in self._records if isinstance(record, Item) and record.kind in DRAWN)
        self._drawn = sorted(items, key=lambda item: item.label)
        self._pictures: dict[tuple[str, FrameRef | None, int], Future[EncodedPicture]] = {}
        self._unchanged: dict[str, bool] = {}
        self._entries_stated: dict[str, set[str]] = {}
        for entry in (entry for record in self._records for entry in entries_named(record)):
            self._entries_stated.setdefault(entry.entry_id or "", set()).add(entry.entry_sha256 or "")

    @property
    def records(self) -> Iterable[Record]:
        return self._records

    def lines(self) -> Iterable[bytes]:
        return self._workspace.storage.lines()

    def values(self, commitments: Iterable[str]) -> dict[str, Value]:
        return self._workspace.storage.values(commitments)

    def original(self, item: Item) -> Path | None:
        try:
            return original_path(self._workspace, item)
        except VerifierError:
            return None

    def derived(self, derivative: Derivative) -> Path | None:
        path = self._workspace.folder.derived_file(derivative.sha256)
        return path if path.exists() else None

    def filmed_by(self, facts: dict[str, Fact], readings: tuple[Reading, ...]) -> FilmedBy:
        return filmed_by(facts, readings, self._workspace.catalog)

    def filmed_otherwise(
        self, claims: Iterable[DroneClaim], facts: dict[str, Fact], readings: tuple[Reading, ...]
    ) -> tuple[str, ...]:
        catalog = self._workspace.catalog
        named = named_device(facts, filmed_by(facts, readings, catalog), catalog)
        return filmed_otherwise(claims, named, catalog.lore)

    def document(self, sha256: str) -> bytes | None:
        return self._workspace.storage.readings(sha256)

    def picture(self, item: Item, frame: FrameRef | None, max_side: int) -> Picture | None:
        asked = self._pictures.pop((item.key, frame, max_side), None) or self._ask(item, frame, max_side)
        if frame is None:
            self._look_ahead(item, max_side)
        try:
            made = asked.result() if asked is not None else None
        except VerifierError:
            return None
        return Picture("image/jpeg", made.jpeg) if made is not None and made.jpeg is not None else None

    def frames(self, item: Item) -> FrameTimes | None:
        if item.kind != "video":
            return None
        try:
            table = clip(self._workspace, item).result()
        except VerifierError:
            return None
        return FrameTimes(table.pts, table.time_base)

    def _ask(self, item: Item, frame: FrameRef | None, max_side: int) -> Future[EncodedPicture] | None:
        path = self.original(item) if item.kind in DRAWN else None
        if path is None or not self._is_what_was_added(item, path):
            return None
        request = MakePicture(os.fsencode(path), frame.ordinal if frame is not None else None, max_side)
        return self._workspace.pool.submit(request, EncodedPicture)

    def _is_what_was_added(self, item: Item, path: Path) -> bool:
        """Tell whether a linked file is unchanged: a report must not show another file under the item's hashes."""
        if item.is_linked and item.key not in self._unchanged:
            try:
                with path.open("rb") as file:
                    self._unchanged[item.key] = file_digest(file, "sha256").hexdigest() == item.fingerprints.sha256
            except OSError:
                self._unchanged[item.key] = False
        return self._unchanged.get(item.key, True)

    def _look_ahead(self, item: Item, max_side: int) -> None:
        """Have the pictures of the next items made meanwhile: a report shows them one after the other."""
        here = self._drawn.index(item) + 1 if item in self._drawn else len(self._drawn)
        for following in self._drawn[here : here + LOOK_AHEAD]:
            asked = (following.key, None, max_side)
            if asked not in self._pictures and (future := self._ask(following, None, max_side)) is not None:
                self._pictures[asked] = future
        while len(self._pictures) > 2 * LOOK_AHEAD:
            self._pictures.pop(next(iter(self._pictures))).cancel()

    def catalog_entry(self, entry_id: str) -> bytes | None:
        stated = self._entries_stated.get(entry_id, set())
        kept = self.document(next(iter(stated))) if len(stated) == 1 else None
        if kept is not None:
            return kept
        catalog = self._workspace.catalog
        return canonical(catalog.entry(entry_id)) if catalog.has(entry_id) else None
