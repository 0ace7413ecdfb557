"""SHA-1 of a case's media, for saved files that name media by nothing better: worked out when one asks, and kept.

A file's own fingerprints leave SHA-1 out, since it can be forged; here it only finds a file, which the posting then
names by its record. Workers read the originals; the cache keeps what they found, by SHA-256.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from verifier.case.folder import CaseFolder
from verifier.domain.errors import VerifierError
from verifier.domain.ids import Sha256
from verifier.domain.progress import Progress
from verifier.domain.records import Item
from verifier.media.pool import Bounds
from verifier.metadata.provenance.post import Provenance
from verifier.workspace.awaiting import awaited
from verifier.workspace.digests import replace_file
from verifier.workspace.holdings import Holdings
from verifier.workspace.pictures import original_path
from verifier.workspace.provenance_messages import HashSha1, Sha1Hashes

if TYPE_CHECKING:
    from verifier.media.pool import Pool
    from verifier.workspace.workspace import Workspace

KINDS = ("photo", "video", "audio")
BATCH = 16
SLOWEST = 20_000_000
"""Bytes a second that the slowest disk gives: a card in a reader."""


def know_sha1(
    workspace: "Workspace", pool: "Pool", holdings: Holdings, provenance: Provenance, progress: Progress
) -> None:
    """Give the holdings the SHA-1 of every photo, clip and sound, where a post asks for one and they lack it.

    Raises :class:`Cancelled` where the person stops it.
    """
    if holdings.knows_sha1 or not any(post.wanted is not None and post.wanted.sha1 for post in provenance.posts):
        return
    items = [item for item in workspace.case.of(Item) if item.kind in KINDS]
    known = _kept(workspace.folder)
    missing = [item for item in items if item.fingerprints.sha256 not in known]
    for start in range(0, len(missing), BATCH):
        known |= _hashed(workspace, pool, missing[start : start + BATCH], progress)
    if missing and not workspace.is_read_only:
        replace_file(_path(workspace.folder), msgspec.json.encode(known))
    found = {known[item.fingerprints.sha256]: item for item in items if known.get(item.fingerprints.sha256)}
    holdings.know_sha1(found)


def _hashed(workspace: "Workspace", pool: "Pool", items: list[Item], progress: Progress) -> dict[Sha256, str]:
    paths: dict[Sha256, bytes] = {}
    for item in items:
        try:
            paths[item.fingerprints.sha256] = os.fsencode(original_path(workspace, item))
        except VerifierError:  # a linked file that is gone: another post may still find it by name
            continue
    size = sum(item.fingerprints.size_bytes for item in items)
    asked = pool.submit(HashSha1(tuple(paths.values())), Sha1Hashes, bounds=Bounds(time_s=60 + size / SLOWEST))
    hashes = awaited(asked, progress).hashes
    return {sha256: sha1 for sha256, sha1 in zip(paths, hashes, strict=True) if sha1}


def _kept(folder: CaseFolder) -> dict[Sha256, str]:
    try:
        return msgspec.json.decode(_path(folder).read_bytes(), type=dict[Sha256, str])
    except (OSError, msgspec.MsgspecError):
        return {}


def _path(folder: CaseFolder) -> Path:
    return folder.cache / "sha1.json"
