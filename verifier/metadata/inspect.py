"""Look at one file as a whole: hashes, kind, technical facts, readings, facts, which drones may have filmed.

Runs in a worker process, for it decodes what strangers sent; it is what ``verifier inspect`` prints.
"""

from pathlib import Path

from verifier.catalog.catalog import Catalog
from verifier.domain.errors import VerifierError
from verifier.domain.inspection import Inspection, Technical, Trouble
from verifier.media.fingerprint import read_once
from verifier.media.sniff import Sniffed, sniff
from verifier.media.stills import decode_still
from verifier.media.video import open_clip
from verifier.metadata.facts import facts
from verifier.metadata.filmed_by import filmed_by
from verifier.metadata.reading import read_all
from verifier.metadata.source import Source
from verifier.metadata.surroundings import read_surroundings

_HEADER_SIDE = 64
"""Longest side of the picture that is decoded to learn its technical facts, in pixels."""


def inspect(path: Path, catalog: Catalog) -> Inspection:
    """Return everything one look at a file yields; raise :class:`InputError` where it cannot be read at all."""
    around = read_surroundings(path)
    once = read_once(path)
    prints = once.fingerprints
    sniffed = sniff(once.head, prints.size_bytes)
    technical, troubles = technical_of(path, sniffed)
    with Source(path, once.head, sniffed, prints.size_bytes) as source:
        result = read_all(source, prints.sha256, around)
    readings = result.document.readings
    found = facts(readings)
    return Inspection(
        str(path),
        prints.sha256,
        prints.sha512,
        prints.md5,
        prints.size_bytes,
        sniffed.media_type,
        sniffed.kind,
        technical,
        readings,
        found,
        filmed_by(found, readings, catalog),
        (),
        (*troubles, *result.troubles),
    )


def technical_of(path: Path, sniffed: Sniffed) -> tuple[Technical, tuple[Trouble, ...]]:
    """Return the technical facts of a photo or clip, and the trouble where it cannot be decoded."""
    try:
        if sniffed.kind == "photo":
            return decode_still(path, sniffed, _HEADER_SIDE).technical, ()
        if sniffed.kind == "video":
            with open_clip(path, sniffed) as clip:
                return clip.technical, ()
    except VerifierError as error:
        return Technical(), (Trouble("decode", "not_decoded", error.sentence),)
    return Technical(), ()
