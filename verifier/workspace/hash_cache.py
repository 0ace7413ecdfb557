"""Hashes of how the files of a case look, in one SQLite file of its cache; imported by workers only.

By the SHA-256 of the file and the version of the function, so that what another version made is made again. One file,
so that ten thousand items are read at once and several workers can write to it. It can be deleted at any time, and goes
with a purge; what cannot be read counts as not there.
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

log = logging.getLogger(__name__)

_WAIT_S = 5.0
_TABLE = """
CREATE TABLE IF NOT EXISTS hashes (
    sha256 TEXT NOT NULL, function TEXT NOT NULL, decoder TEXT NOT NULL, is_whole INTEGER NOT NULL,
    hashes BLOB NOT NULL, turned BLOB NOT NULL, qualities BLOB NOT NULL, ordinals BLOB NOT NULL, pts BLOB NOT NULL,
    time_base TEXT, PRIMARY KEY (sha256, function)
) WITHOUT ROWID
"""
_KEEP = """
INSERT INTO hashes (sha256, function, decoder, is_whole, hashes, turned, qualities, ordinals, pts, time_base)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET decoder = excluded.decoder, is_whole = excluded.is_whole, hashes = excluded.hashes,
    turned = excluded.turned, qualities = excluded.qualities, ordinals = excluded.ordinals, pts = excluded.pts,
    time_base = excluded.time_base
WHERE excluded.is_whole >= hashes.is_whole
"""
"""What knows a whole clip is not replaced by what knows its first frame."""
_LOAD = """
SELECT sha256, function, decoder, is_whole, hashes, turned, qualities, ordinals, pts, time_base
FROM hashes WHERE function = ? ORDER BY sha256
"""


class CachedHashes(NamedTuple):
    """The hashes of one file of the case."""

    sha256: Sha256
    hashes: FileHashes


def keep_hashes(case: Path, sha256: Sha256, found: FileHashes) -> bool:
    """Write the hashes of one file and tell whether that could be done; a cache that takes nothing is done without."""
    row = (
        sha256,
        found.function,
        found.decoder,
        int(found.is_whole),
        found.hashes.tobytes(),
        found.turned.tobytes(),
        found.qualities.tobytes(),
        found.ordinals.astype("<i8").tobytes(),
        found.pts.astype("<i8").tobytes(),
        None if found.time_base is None else str(found.time_base),
    )
    path = hashes_path(case)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write(path, row)
        except sqlite3.OperationalError:  # locked, full, protected: sound all the same
            raise
        except sqlite3.DatabaseError:
            path.unlink()
            _write(path, row)
    except (OSError, sqlite3.Error) as error:
        log.debug("hashes were not kept: %s", type(error).__name__)
        return False
    return True


def _write(path: Path, row: tuple[Any, ...]) -> None:
    with closing(sqlite3.connect(path, timeout=_WAIT_S)) as database, database:
        database.execute("PRAGMA synchronous = OFF")  # what a power cut takes is made again
        database.execute(_TABLE)
        database.execute(_KEEP, row)


def load_hashes(case: Path) -> tuple[CachedHashes, ...]:
    """Read all hashes that the present function made; those of a damaged cache are none."""
    path = hashes_path(case)
    if not path.is_file():
        return ()
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=_WAIT_S)) as database:
            return tuple(map(_read, database.execute(_LOAD, (FUNCTION,))))
    except (sqlite3.Error, ValueError, ZeroDivisionError) as error:
        log.debug("hashes were not read: %s", type(error).__name__)
        return ()


def whole(cached: Iterable[CachedHashes]) -> frozenset[Sha256]:
    """Return the files of which every frame was hashed."""
    return frozenset(one.sha256 for one in cached if one.hashes.is_whole)


def hashes_path(case: Path) -> Path:
    """Return where the hashes of a case lie, or would lie."""
    return case / "cache" / "hashes.sqlite"


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
