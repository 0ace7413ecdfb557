"""How loud a clip is along its length, for a look: found in workers a stretch at a time, kept in the case's cache."""

import contextlib
import os
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from verifier.domain.progress import Progress
from verifier.domain.records import Item
from verifier.media.sound_messages import RATE, Peaks, ReadPeaks
from verifier.workspace.awaiting import awaited
from verifier.workspace.pictures import original_path

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

COLUMNS = 800
"""Columns of a wave: about as many as a timeline is wide."""
STRETCH = 40
_VERSION = 1


def wave(workspace: "Workspace", item: Item, first_s: Fraction, last_s: Fraction, progress: Progress) -> bytes:
    """Return the loudest sample of each of :data:`COLUMNS` columns between two container times, 0 to 255 each.

    Raise ``UnsupportedFile`` where the clip has no sound, ``Cancelled`` where it is stopped.
    """
    kept = _path(workspace, item)
    with contextlib.suppress(OSError):
        known = kept.read_bytes()
        if len(known) == COLUMNS:
            return known
    found = part_of_wave(workspace, item, first_s, last_s, progress)
    with contextlib.suppress(OSError):  # a cache that cannot be written costs no more than looking again
        kept.parent.mkdir(parents=True, exist_ok=True)
        new = kept.with_suffix(".new")
        new.write_bytes(found)
        new.replace(kept)
    return found


def part_of_wave(workspace: "Workspace", item: Item, first_s: Fraction, last_s: Fraction, progress: Progress) -> bytes:
    """Return as :func:`wave` does how loud a part of a clip is; it is not kept."""
    path, found = os.fsencode(original_path(workspace, item)), bytearray()
    samples = max(COLUMNS, round((last_s - first_s) * RATE))
    for column in range(0, COLUMNS, STRETCH):
        progress.report(column, COLUMNS)
        begin, end = (round(first_s * RATE) + samples * place // COLUMNS for place in (column, column + STRETCH))
        asked = workspace.pool.submit(ReadPeaks(path, begin, end - begin, STRETCH), Peaks)
        found += awaited(asked, progress).data
    return bytes(found)


def _path(workspace: "Workspace", item: Item) -> Path:
    sha256 = item.fingerprints.sha256
    return workspace.folder.cache / "waves" / sha256[:2] / f"{sha256[2:]}.{_VERSION}"
