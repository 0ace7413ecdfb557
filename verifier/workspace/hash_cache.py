"""What the kept hashes of how a case's files look mean: to rows of bytes and back. Imported by workers only.

What another version of the function made is made again; what cannot be read counts as not there.
"""

import logging
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from verifier.domain.ids import Sha256
from verifier.media.pdq import FUNCTION, HASH_BYTES
from verifier.media.picture_hashes import FileHashes
from verifier.media.turns import TURNS
from verifier.workspace.hash_rows import WAIT_S, HashRow, hashes_path, keep_rows

log = logging.getLogger(__name__)

_LOAD = """
SELECT sha256, function, decoder, is_whole, hashes, turned, qualities, ordinals, pts, time_base
FROM hashes WHERE function = ? ORDER BY sha256
"""


class CachedHashes(NamedTuple):
    """The hashes of one file of the case."""

    sha256: Sha256
    hashes: FileHashes


def row_of(sha256: Sha256, found: FileHashes) -> HashRow:
    """Return the hashes of one file as they are kept."""
    return HashRow(
        sha256,
        found.function,
        found.decoder,
        found.is_whole,
        found.hashes.tobytes(),
        found.turned.tobytes(),
        found.qualities.tobytes(),
        found.ordinals.astype("<i8").tobytes(),
        found.pts.astype("<i8").tobytes(),
        None if found.time_base is None else str(found.time_base),
    )


def keep_hashes(case: Path, sha256: Sha256, found: FileHashes) -> bool:
    """Write the hashes of one file and tell whether that could be done."""
    return keep_rows(case, (row_of(sha256, found),))


def load_hashes(case: Path) -> tuple[CachedHashes, ...]:
    """Read all hashes that the present function made; those of a damaged cache are none."""
    path = hashes_path(case)
    if not path.is_file():
        return ()
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=WAIT_S)) as database:
            return tuple(map(_read, database.execute(_LOAD, (FUNCTION,))))
    except (sqlite3.Error, ValueError, ZeroDivisionError) as error:
        log.debug("hashes were not read: %s", type(error).__name__)
        return ()


def whole(cached: Iterable[CachedHashes]) -> frozenset[Sha256]:
    """Return the files of which every frame was hashed."""
    return frozenset(one.sha256 for one in cached if one.hashes.is_whole)


def _read(row: tuple[Any, ...]) -> CachedHashes:
    sha256, function, decoder, is_whole, hashes, turned, qualities, ordinals, pts, time_base = row
    found = FileHashes(
        function,
        decoder,
        np.frombuffer(hashes, np.uint8).reshape(-1, HASH_BYTES),
        np.frombuffer(turned, np.uint8).reshape(len(TURNS), HASH_BYTES),
        np.frombuffer(qualities, np.uint8),
        np.frombuffer(ordinals, "<i8").astype(np.int64, copy=False),
        np.frombuffer(pts, "<i8").astype(np.int64, copy=False),
        None if time_base is None else Fraction(time_base),
        bool(is_whole),
    )
    if not len(found.hashes) == len(found.qualities) == len(found.ordinals) == len(found.pts):
        raise ValueError("hashes that do not fit together")
    return CachedHashes(sha256, found)
