"""The shapes that ``--json`` prints: a contract with scripts, each with a schema in ``assets/schema/``.

Fields may be added; none is renamed or dropped. ``inspect`` prints ``domain.inspection.Inspection``, ``check`` what
``bundle/check.py`` names, ``export --dry-run`` the plan of ``bundle/selection.py``.
"""

from datetime import datetime

import msgspec

from verifier.domain.frames import FrameRef
from verifier.domain.ids import Key, Label, Sha256
from verifier.domain.inspection import ItemKind, Technical
from verifier.domain.records import DroneClaim, PlaceClaim
from verifier.domain.scales import ScaleId


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


class Addition(Shape, frozen=True):
    """``add --json``: every file that was named or found, in order; ``stopped`` where the person ended it early."""

    files: tuple[AddedFile, ...]
    items: int
    postings: int
    left_out: int
    problems: int
    stopped: bool


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


class SavedFrames(Shape, frozen=True):
    """``frames --json``."""

    path: str
    sha256: Sha256
    frames: tuple[SavedFrame, ...]


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
