"""What lists ask of every item's file, drawn once from its readings and kept in the cache of the case.

A digest is small where a document of readings is large. It follows from the documents alone, so it can be thrown away
at any time; it is made by a worker, since a document holds what strangers wrote. Imports no decoder.
"""

import logging
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from verifier.case.folder import CaseFolder
from verifier.catalog.catalog import Catalog
from verifier.domain.ids import Sha256
from verifier.domain.inspection import ItemKind, Technical
from verifier.domain.readings import Fact, Finding, Reading, ReadingsDocument
from verifier.domain.records import Item
from verifier.metadata.claimed_device import NamedDevice, device_words, named_device
from verifier.metadata.facts import facts, position_of
from verifier.metadata.filmed_by import filmed_by
from verifier.metadata.findings.base import Look
from verifier.metadata.findings.editing import tables_of
from verifier.metadata.findings.registry import findings
from verifier.metadata.findings.telemetry import GROUP as TELEMETRY

log = logging.getLogger(__name__)

VERSION = 5
"""Of what a digest holds and how it is drawn; digests of another version are made again."""
OLDEST_YEAR = "1990"
"""Before it no camera wrote such a file: a container then says 1904 or 1970, the zero of its clock."""


class Noticed(msgspec.Struct, frozen=True):
    """A finding, by its code and its sentence."""

    code: str
    sentence: str


class Digest(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one file says of itself, in short.

    ``recorded_at``: the camera's clock as ISO 8601 without a zone; ``recorded_offset``: the zone it names (``+02:00``,
    ``Z``), "" for none. ``device``: maker and model as they are written. Degrees WGS 84. ``tables``: the mark of a
    JPEG's size and compression. ``telemetry``: the summary of a track that is no clip itself, to be set against the
    clip that it lies beside. ``named``: which drones its device leaves open.
    """

    recorded_at: str = ""
    recorded_offset: str = ""
    device: str = ""
    serials: tuple[str, ...] = ()
    latitude_deg: float | None = None
    longitude_deg: float | None = None
    findings: tuple[Noticed, ...] = ()
    tables: str = ""
    telemetry: tuple[Reading, ...] = ()
    named: NamedDevice = NamedDevice()

    @property
    def position(self) -> tuple[float, float] | None:
        """The latitude and longitude that the file names; ``None`` for none, also where a device had no fix."""
        if self.latitude_deg is None or self.longitude_deg is None:
            return None
        return self.latitude_deg, self.longitude_deg


class Digests(msgspec.Struct, frozen=True):
    """The file in the cache: digests by the SHA-256 of the readings they were drawn from."""

    version: int = VERSION
    digests: dict[Sha256, Digest] = {}


class Undigested(msgspec.Struct, frozen=True):
    """A stored document of readings as its bytes, with what its item says of the file."""

    document: bytes
    file_name: str = ""
    kind: ItemKind = "other"
    technical: Technical = Technical()


class MakeDigests(msgspec.Struct, frozen=True):
    """Draw the digests of some documents of readings. ``extra_catalog``: a folder of drones of one's own, or ""."""

    documents: tuple[Undigested, ...]
    extra_catalog: str = ""


class MadeDigests(msgspec.Struct, frozen=True):
    """The digests in the same order."""

    digests: tuple[Digest, ...]


def digest_of(
    document: ReadingsDocument, undigested: Undigested | None = None, catalog: Catalog | None = None
) -> Digest:
    """Draw a digest from readings; findings too where it is told whose they are. A note is no reason for a badge."""
    found = facts(document.readings)
    noticed: tuple[Finding, ...] = ()
    named = NamedDevice(device_words(found))
    if undigested is not None and catalog is not None:
        filmed = filmed_by(found, document.readings, catalog)
        named = named_device(found, filmed, catalog)
        kind, name, technical = undigested.kind, undigested.file_name, undigested.technical
        noticed = findings(Look(document.readings, found, kind, name, technical, filmed))
    is_track = undigested is not None and undigested.kind != "video"
    recorded, offset = _recorded(found)
    latitude_deg, longitude_deg = position_of(found) or (None, None)
    return Digest(
        recorded_at=recorded,
        recorded_offset=offset,
        device=named.device,
        named=named,
        serials=_serials(found),
        latitude_deg=latitude_deg,
        longitude_deg=longitude_deg,
        tables=tables_of(document.readings),
        findings=tuple(Noticed(one.code, one.sentence) for one in noticed if one.severity != "note"),
        telemetry=tuple(one for one in document.readings if one.group == TELEMETRY) if is_track else (),
    )


def missing(items: Iterable[Item], known: Mapping[Sha256, Digest]) -> tuple[Sha256, ...]:
    """Return the documents that no digest was drawn from yet."""
    return tuple(
        dict.fromkeys(
            item.readings_sha256
            for item in items
            if item.readings_sha256 is not None and item.readings_sha256 not in known
        )
    )


def load_digests(folder: CaseFolder) -> dict[Sha256, Digest]:
    """Read the digests in the cache; none where there are none, or none that this version can read."""
    try:
        kept = msgspec.json.decode(_path(folder).read_bytes(), type=Digests)
    except (OSError, msgspec.MsgspecError):
        return {}
    return kept.digests if kept.version == VERSION else {}


def tables_of_camera(folder: CaseFolder, item: Item, items: Iterable[Item]) -> tuple[str, ...]:
    """Return how the case's other photos of an item's camera and size are compressed, as far as digests are kept."""
    known = load_digests(folder) if item.kind == "photo" else {}
    own = known.get(item.readings_sha256 or "")
    if own is None or not own.device or not own.tables:
        return ()
    size = (item.technical.width, item.technical.height)
    others = (
        known.get(one.readings_sha256 or "")
        for one in items
        if one.id != item.id and (one.technical.width, one.technical.height) == size
    )
    return tuple(other.tables for other in others if other is not None and other.device == own.device and other.tables)


def keep_digests(folder: CaseFolder, digests: Mapping[Sha256, Digest]) -> None:
    """Write the digests into the cache, whole or not at all; a cache that cannot be written is no fault."""
    replace_file(_path(folder), msgspec.json.encode(Digests(VERSION, dict(digests))))


def replace_file(path: Path, data: bytes) -> None:
    """Write a file of the cache, whole or not at all."""
    fresh = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(data)
        fresh.replace(path)
    except OSError as error:
        log.warning("The cache could not be written: %s", type(error).__name__)


def _path(folder: CaseFolder) -> Path:
    return folder.cache / "digests.json"


def _recorded(found: dict[str, Fact]) -> tuple[str, str]:
    """Return the camera's clock, else the container's, which is UTC by its standard."""
    captured = _text(found, "captured_at")
    if captured:
        return captured, _text(found, "captured_at_offset")
    created = _text(found, "container_created_at")
    return (created.removesuffix("Z"), "Z") if created >= OLDEST_YEAR else ("", "")


def _serials(found: dict[str, Fact]) -> tuple[str, ...]:
    fact = found.get("serial_numbers")
    return fact.value if fact is not None and isinstance(fact.value, tuple) else ()


def _text(found: dict[str, Fact], name: str) -> str:
    fact = found.get(name)
    return fact.value if fact is not None and isinstance(fact.value, str) else ""
