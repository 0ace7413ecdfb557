"""The worker task that reads saved posts: a long export is taken apart beside the window, a hostile one dies there."""

import os
from hashlib import file_digest
from pathlib import Path
from typing import Any

from verifier.domain.errors import InputError, UnsupportedFile
from verifier.media.messages import KeepingTask, Task
from verifier.media.originals import open_original
from verifier.metadata.provenance.registry import read_provenance
from verifier.metadata.provenance.saved import Saved
from verifier.metadata.provenance.tables import Peek, is_table, peek
from verifier.workspace.provenance_messages import HashSha1, PostsRead, ReadPosts, Sha1Hashes


def read_posts(request: ReadPosts) -> PostsRead:
    """Read one file; raise :class:`InputError` where it is broken or too large."""
    path = Path(os.fsdecode(request.path))
    try:
        return PostsRead(read_provenance(path, request.name, request.media_type, request.mapping))
    except UnsupportedFile:
        saved = Saved(path, request.name, request.media_type)
        return PostsRead(None, _head(saved) if is_table(saved) else None)


def hash_sha1(request: HashSha1) -> Sha1Hashes:
    """Read whole files for their SHA-1."""
    return Sha1Hashes(tuple(_sha1(Path(os.fsdecode(path))) for path in request.paths))


def _sha1(path: Path) -> str:
    try:
        with open_original(path) as file:
            return file_digest(file, "sha1").hexdigest()
    except OSError:
        return ""


def _head(saved: Saved) -> Peek | None:
    try:
        return peek(saved)
    except InputError:
        return None


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (Task(ReadPosts, read_posts), Task(HashSha1, hash_sha1))
