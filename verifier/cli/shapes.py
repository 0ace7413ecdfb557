"""The shapes that ``--json`` prints: a contract with scripts, each with a schema in ``assets/schema/``.

Fields may be added; none is renamed or dropped. ``python -m verifier.cli.shapes FOLDER`` writes the schemas; a test
keeps both in step.
"""

import sys
from datetime import datetime
from pathlib import Path

import msgspec

from verifier.bundle.check_result import CheckResult
from verifier.bundle.plan import Plan
from verifier.bundle.written import Loss
from verifier.domain.frames import FrameRef, When
from verifier.domain.ids import Key, Label, Sha256
from verifier.domain.inspection import Inspection, ItemKind, Technical
from verifier.domain.records import DroneClaim, Party, PlaceClaim, Stop, TradeDate
from verifier.domain.regions import Region
from verifier.domain.scales import ScaleId
from verifier.domain.schemas import schema_bytes
from verifier.metadata.telemetry.track import Track
from verifier.workspace.copy_messages import Shared
from verifier.workspace.known_footage import KnownList


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What all shapes share."""


class NewCase(Shape, frozen=True):
    """``new --json``."""

    title: str
    person: str


class ProblemLine(Shape, frozen=True):
    """One thing that went wrong: the file's name, a stable code, a sentence."""

    file_name: str
    item: Label | None
    stage: str
    code: str
    sentence: str


class ItemLine(Shape, frozen=True):
    """One item with the claims made about it and its observations."""

    label: Label
    key: Key
    kind: ItemKind
    original_name: str
    media_type: str
    sha256: Sha256
    size_bytes: int
    technical: Technical
    imported_at: datetime
    sidecar_of: Label | None
    drone_claims: tuple[DroneClaim, ...]
    place_claims: tuple[PlaceClaim, ...]
    observations: int
    contradictions: tuple[str, ...]


class CaseListing(Shape, frozen=True):
    """``list --json``: the case's card, its items in order of label, its problems."""

    title: str
    created_at: datetime
    likelihood_scale: ScaleId
    legal_hold: bool
    items: tuple[ItemLine, ...]
    problems: tuple[ProblemLine, ...]


class AddedFile(Shape, frozen=True):
    """What became of one file: a new item, a posting on an item the case had, or nothing (then ``sentence``)."""

    file_name: str
    outcome: str
    item: Label | None
    sha256: Sha256 | None
    kind: ItemKind | None
    sidecar_of: Label | None
    problems: tuple[ProblemLine, ...]
    sentence: str


class MatchedPost(Shape, frozen=True):
    """A post that fits an item: what tells it, and whether the case held the post already."""

    item: Label
    file_name: str
    message_id: str
    basis: str
    is_known: bool


class UnmatchedPost(Shape, frozen=True):
    """A post that fits no file: the name it gives, and why."""

    file_name: str
    message_id: str
    sentence: str


class TakenLine(Shape, frozen=True):
    """A region that fits an item, on the stored grid; ``is_known``: the case had one just like it, and keeps that."""

    item: Label
    when: When
    region: Region
    seen: str
    is_known: bool


class UntakenLine(Shape, frozen=True):
    """A region that was not taken over: the picture it names, and why."""

    picture: str
    sentence: str


class RegionsTold(Shape, frozen=True):
    """``annotations --json``: what a file of another program told."""

    file_name: str
    sha256: Sha256
    format: str
    dry_run: bool
    taken: tuple[TakenLine, ...]
    not_taken: tuple[UntakenLine, ...]
    notes: tuple[str, ...]


class PostsTold(Shape, frozen=True):
    """``provenance --json``: what a file of saved posts told; ``saved_in`` is its item, ``null`` in a dry run."""

    file_name: str
    format: str
    saved_in: Label | None
    dry_run: bool
    read: int
    already_known: int
    matched: tuple[MatchedPost, ...]
    unmatched: tuple[UnmatchedPost, ...]
    problems: tuple[ProblemLine, ...]


class Addition(Shape, frozen=True):
    """``add --json``: every file that was named or found, in order; ``stopped`` where the person ended it early."""

    files: tuple[AddedFile, ...]
    items: int
    postings: int
    left_out: int
    problems: int
    stopped: bool
    posts: tuple[PostsTold, ...] = ()


class SavedFrame(Shape, frozen=True):
    """One exact frame as PNG: what was asked, the frame that is, where the picture lies."""

    asked: str
    frame: FrameRef | None
    time_s: float | None
    picture: str
    picture_sha256: Sha256
    width: int
    height: int
    is_raw: bool


class SavedSheet(Shape, frozen=True):
    """A contact sheet: where the picture lies, and the exact frames that stand small on it, in order."""

    picture: str
    picture_sha256: Sha256
    width: int
    height: int
    frames: tuple[FrameRef, ...]


class SavedFrames(Shape, frozen=True):
    """``frames --json``; ``sheet``: with ``--sheet``, in place of the frames."""

    path: str
    sha256: Sha256
    frames: tuple[SavedFrame, ...]
    sheet: SavedSheet | None = None


class Exported(Shape, frozen=True):
    """``export --json``: where the bundle lies, its files, the bytes of its payload, the journal head it states."""

    path: str
    files: int
    payload_bytes: int
    head: Sha256
    left_out: tuple[Loss, ...] = ()
    """What the format had no room for."""


class DroneLine(Shape, frozen=True):
    """One catalog entry that answers a search, and the name or code that did."""

    id: str
    level: str
    name: str
    maker: str
    matched: str


class DroneSearch(Shape, frozen=True):
    """``drones --json``."""

    query: str
    entries: tuple[DroneLine, ...]


class FoundCopy(Shape, frozen=True):
    """One place that holds the picture: an item of a case, or a file that a list of known footage knows.

    ``likeness``: the same bytes, a picture that looks alike (``near``), or one as a part of the other (``part``).
    ``bits``: of 256, by which the nearest hash differs. ``agreeing``: features that agree where a part lies;
    ``placement``: where, as a, b, c, d, e, f of x' = ax + by + c, y' = dx + ey + f in shares of the longer sides.
    ``turn``: what is done to the picture to get what is there. Of a clip, the frame nearest in its pixels;
    ``difference``: of brightness on average, 0 to 255.
    """

    case: str | None
    known_list: str | None
    item: Label | None
    original_name: str | None
    sha256: Sha256
    likeness: str
    bits: int | None
    agreeing: int | None
    placement: tuple[float, float, float, float, float, float] | None
    turn: str
    frame_ordinal: int | None
    frame_pts: int | None
    time_base: str | None
    time_s: float | None
    difference: float | None


class FoundCopies(Shape, frozen=True):
    """``find --json``: the picture by its hashes, what holds it (nearest first), what could not be looked at."""

    picture: str
    sha256: Sha256
    pdq: str
    quality: int
    decoder: str
    searched: int
    copies: tuple[FoundCopy, ...]
    not_looked_at: tuple[str, ...]


class CopyRung(Shape, frozen=True):
    """One copy on the ladder: when it was first posted, and what it lacks that the nearest to the original has."""

    item: Label
    original_name: str
    posted_at: datetime | None
    is_nearest: bool
    lost: tuple[str, ...]


class ProposedCopy(Shape, frozen=True):
    """Two items that look alike, and what that rests on; ``is_linked``: a person has said so already.

    ``bits`` is ``null`` where local features and not hashes tell that they show the same.
    """

    one: Label
    other: Label
    bits: int | None
    turn: str
    shared: Shared | None
    basis: str
    is_linked: bool


class CopyGroup(Shape, frozen=True):
    """Items that hang together: in order of posting, why one is held for the nearest, what contradicts itself."""

    ladder: tuple[CopyRung, ...]
    reasons: tuple[str, ...]
    recorded_by: datetime | None
    proposals: tuple[ProposedCopy, ...]
    contradictions: tuple[str, ...]


class CaseCopies(Shape, frozen=True):
    """``copies --json``."""

    groups: tuple[CopyGroup, ...]


class WrittenList(Shape, frozen=True):
    """``known --json``: where the list lies, and how many files and pictures it knows."""

    path: str
    files: int
    pictures: int
    left_out: int


class SerialPlace(Shape, frozen=True):
    """Where a number stood in an item; ``part``: what the field gives it to, ``picture`` where it was read off one."""

    item: Label
    value: str
    where: str
    part: str


class SerialLine(Shape, frozen=True):
    """A number of the case with every place it stood in; ``sentences``: what its form says."""

    value: str
    maker: str
    is_placeholder: bool
    sentences: tuple[str, ...]
    places: tuple[SerialPlace, ...]


class ProposedMachine(Shape, frozen=True):
    """Items that may come from one machine: what they share, what speaks against it, what else may explain it.

    ``machine``: the card that bears the number already. ``is_stated``: a person has tied every item to it.
    """

    basis: str
    value: str
    items: tuple[Label, ...]
    places: tuple[SerialPlace, ...]
    contradictions: tuple[str, ...]
    innocent: tuple[str, ...]
    is_placeholder: bool
    machine: Label | None
    is_stated: bool


class MachineItem(Shape, frozen=True):
    """An item that is linked to a machine, on what ground, and what may explain it otherwise."""

    item: Label
    strength: str
    evidence_for: str
    evidence_against: str


class MachineShipment(Shape, frozen=True):
    """A trade record that is linked to a machine; ``strength`` carries its caution where it is a weak one."""

    record: Label
    strength: str
    evidence_for: str
    evidence_against: str


class MachineLine(Shape, frozen=True):
    """One machine with its numbers, the items linked to it and its trade records."""

    label: Label
    title: str
    serials: tuple[str, ...]
    items: tuple[MachineItem, ...]
    shipments: tuple[MachineShipment, ...]


class CaseMachines(Shape, frozen=True):
    """``machines --json``."""

    machines: tuple[MachineLine, ...]
    proposals: tuple[ProposedMachine, ...]
    serials: tuple[SerialLine, ...]


class TradeLine(Shape, frozen=True):
    """A trade record, or a row of a table as it would become one (``label`` "").

    ``quantity`` and ``value``: exact decimals as text, null where they can be read in two ways. ``machines``: those
    linked to it, each with the strength of the link.
    """

    label: str
    row: int | None
    parties: tuple[Party, ...]
    dates: tuple[TradeDate, ...]
    hs_code: str
    goods: str
    model: str
    serials: tuple[str, ...]
    quantity: str | None
    unit: str
    value: str | None
    value_as_written: str
    currency: str
    route: tuple[Stop, ...]
    machines: tuple[str, ...]


class ShipmentProposal(Shape, frozen=True):
    """A machine and a trade record that share something and are not linked; nothing is stated by it."""

    machine: Label
    record: Label
    strength: str
    rests_on: str


class TradeList(Shape, frozen=True):
    """``trade --json`` without a file."""

    records: tuple[TradeLine, ...]
    proposals: tuple[ShipmentProposal, ...]


class MappedColumn(Shape, frozen=True):
    """A column of a table, by its number from 1: what it is taken for (null: nothing), and its first text."""

    number: int
    head: str
    field: str | None
    example: str


class TableReport(Shape, frozen=True):
    """``trade --json`` with a file: how it is read, the rows that fit, how many were taken or known before."""

    file_name: str
    encoding: str
    delimiter: str
    decimal: str
    dates: str
    columns: tuple[MappedColumn, ...]
    rows: int
    fitting: int
    odd_rows: int
    faults: tuple[str, ...]
    taken: int
    known: int
    records: tuple[TradeLine, ...]


class SheetWritten(Shape, frozen=True):
    """``sheet --json``; ``no_picture``: why a trace request has none, "" where it has one."""

    path: str
    machine: Label
    kind: str
    no_picture: str


SHAPES: tuple[tuple[str, type, str], ...] = (
    ("new", NewCase, "What new --json prints"),
    ("add", Addition, "What add --json prints"),
    ("annotations", RegionsTold, "What annotations --json prints"),
    ("provenance", PostsTold, "What provenance --json prints"),
    ("list", CaseListing, "What list --json prints"),
    ("inspect", Inspection, "What inspect --json prints, one object per file and line"),
    ("frames", SavedFrames, "What frames --json prints"),
    ("telemetry", Track, "What telemetry --format json prints"),
    ("drones", DroneSearch, "What drones --json prints"),
    ("find", FoundCopies, "What find --json prints"),
    ("copies", CaseCopies, "What copies --json prints"),
    ("known", WrittenList, "What known --json prints"),
    ("known-footage", KnownList, "A list of known footage, as known writes it and find --known reads it"),
    ("machines", CaseMachines, "What machines --json prints"),
    ("trade", TradeList, "What trade --json prints without a file"),
    ("trade-table", TableReport, "What trade FILE --json prints"),
    ("sheet", SheetWritten, "What sheet --json prints"),
    ("export", Exported, "What export --json prints"),
    ("export-plan", Plan, "What export --dry-run --json prints"),
    ("check", CheckResult, "What check --json prints"),
)
"""Name of the schema, type, title."""


def schema_files() -> dict[str, bytes]:
    """Return the schema of every shape by the name of its file in ``assets/schema/``."""
    return {f"cli-{name}.schema.json": schema_bytes(kind, title) for name, kind, title in SHAPES}


if __name__ == "__main__":
    for file_name, data in schema_files().items():
        (Path(sys.argv[1]) / file_name).write_bytes(data)
