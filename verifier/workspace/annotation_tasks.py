"""The worker task that reads annotations: a long file is taken apart beside the window, a hostile one dies there."""

import os
from pathlib import Path
from typing import Any

from verifier.media.fingerprint import read_once
from verifier.media.messages import KeepingTask, Task
from verifier.metadata.annotations.registry import read_annotations
from verifier.workspace.annotation_messages import AnnotationsRead, ReadAnnotations


def read_marks(request: ReadAnnotations) -> AnnotationsRead:
    """Read one file; raise :class:`InputError` where it is of no known format, broken or too large."""
    path = Path(os.fsdecode(request.path))
    return AnnotationsRead(read_annotations(path, request.name), read_once(path).fingerprints.sha256)


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (Task(ReadAnnotations, read_marks),)
