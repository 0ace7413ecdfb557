"""Make what was written outlast a power cut: the one place that flushes a folder."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, so that a rename lasts; raise ``OSError`` where the disk fails.

    Windows cannot open a folder and needs no flush: NTFS journals the rename itself.
    """
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
