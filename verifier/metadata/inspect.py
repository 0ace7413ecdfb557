"""Look at one file as a whole: hashes, kind, technical facts, readings, facts, which drones may have filmed.

Runs in a worker process, for it decodes what strangers sent; it is what ``verifier inspect`` prints.
"""

from pathlib import Path

from verifier.catalog.catalog import Catalog
from verifier.domain.errors import VerifierError
from verifier.domain.inspection import Inspection, ItemKind, Technical, Trouble
from verifier.domain.readings import Reading
from verifier.media.clip_facts import read_clip_facts
from verifier.media.fingerprint import read_once
from verifier.media.sniff import Sniffed, sniff
from verifier.media.stills import decode_still
from verifier.media.stored_picture import Rgb
from verifier.metadata.facts import facts
from verifier.metadata.filmed_by import filmed_by
from verifier.metadata.findings.base import Look
from verifier.metadata.findings.registry import findings
from verifier.metadata.reading import read_all
from verifier.metadata.source import Source
from verifier.metadata.surroundings import read_surroundings
from verifier.metadata.telemetry.reading import track_beside
from verifier.metadata.telemetry.summary import summary_of
from verifier.metadata.thumbnail import with_likeness

_HEADER_SIDE = 64
"""Longest side of the picture that is decoded to learn its technical facts, in pixels."""


def inspect(path: Path, catalog: Catalog) -> Inspection:
    """Return everything one look at a file yields; raise :class:`InputError` where it cannot be read at all."""
    around = read_surroundings(path)
    once = read_once(path)
    prints = once.fingerprints
    sniffed = sniff(once.head, prints.size_bytes)
    kind, technical, troubles, pixels = _looked(path, sniffed)
    with Source(path, once.head, sniffed, prints.size_bytes) as source:
        result = read_all(source, prints.sha256, around)
    readings = with_likeness(path, result.document, pixels).readings
    found = facts(readings)
    filmed = filmed_by(found, readings, catalog)
    return Inspection(
        str(path),
        prints.sha256,
        prints.sha512,
        prints.md5,
        prints.size_bytes,
        sniffed.media_type,
        kind,
        technical,
        readings,
        found,
        filmed,
        findings(Look(readings, found, kind, path.name, technical, filmed, beside=_beside(path, kind))),
        (*troubles, *result.troubles),
    )


def _beside(path: Path, kind: ItemKind) -> tuple[Reading, ...]:
    """Return what sums up the telemetry beside a clip; nothing where there is none, or it cannot be read."""
    try:
        track = track_beside(path) if kind == "video" else None
    except VerifierError:
        return ()
    return tuple(summary_of(track)) if track is not None else ()


def _looked(path: Path, sniffed: Sniffed) -> tuple[ItemKind, Technical, tuple[Trouble, ...], Rgb | None]:
    """Return kind and technical facts of a file, the trouble where it cannot be decoded, a photo's small picture.

    The kind is the sniffed one, but for a container of moving pictures that holds sound alone.
    """
    try:
        if sniffed.kind == "photo":
            still = decode_still(path, sniffed, _HEADER_SIDE)
            return "photo", still.technical, still.troubles, still.pixels
        if sniffed.kind in ("video", "audio") and sniffed.demuxer is not None:
            kind, technical, troubles = read_clip_facts(path, sniffed)
            return kind, technical, troubles, None
    except VerifierError as error:
        return sniffed.kind, Technical(), (Trouble("decode", "not_decoded", error.sentence),), None
    return sniffed.kind, Technical(), (), None
