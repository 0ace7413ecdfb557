"""Where hashes of how files look are kept: one SQLite file in the case's cache, written a batch at a time.

One file, so that ten thousand items are read at once and several processes can write to it. It can be deleted at any
time, and goes with a purge. What the rows mean is known in ``hash_cache.py``; here they are bytes, and numpy is not
needed.
"""

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from verifier.domain.ids import Sha256

log = logging.getLogger(__name__)

WAIT_S = 5.0
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


class HashRow(msgspec.Struct, frozen=True, gc=False):
    """The hashes of one file as they are kept: by its SHA-256 and the version of the function that made them."""

    sha256: Sha256
    function: str
    decoder: str
    is_whole: bool
    hashes: bytes
    turned: bytes
    qualities: bytes
    ordinals: bytes
    pts: bytes
    time_base: str | None


def hashes_path(case: Path) -> Path:
    """Return where the hashes of a case lie, or would lie."""
    return case / "cache" / "hashes.sqlite"


def keep_rows(case: Path, rows: Sequence[HashRow]) -> bool:
    """Write the hashes of files and tell whether that could be done; a cache that takes nothing is done without."""
    if not rows:
        return True
    path = hashes_path(case)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write(path, rows)
        except sqlite3.OperationalError:  # locked, full, protected: sound all the same
            raise
        except sqlite3.DatabaseError:
            path.unlink()
            _write(path, rows)
    except (OSError, sqlite3.Error) as error:
        log.debug("hashes were not kept: %s", type(error).__name__)
        return False
    return True


def _write(path: Path, rows: Sequence[HashRow]) -> None:
    with closing(sqlite3.connect(path, timeout=WAIT_S)) as database, database:
        database.execute("PRAGMA synchronous = OFF")  # what a power cut takes is made again
        database.execute(_TABLE)
        database.executemany(_KEEP, map(msgspec.structs.astuple, rows))
