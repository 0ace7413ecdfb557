"""The tasks of the workspace, with a decoder that kills its process on every clip."""

import os
import signal

from verifier.media.messages import Task
from verifier.workspace.messages import Ingest, Ingested
from verifier.workspace.tasks import ingest


def _ingest_or_die(request: Ingest) -> Ingested:
    if request.look_at == "all" and request.path.endswith(b".mp4"):
        os.kill(os.getpid(), signal.SIGSEGV)
    return ingest(request)


TASKS = (Task(Ingest, _ingest_or_die),)
