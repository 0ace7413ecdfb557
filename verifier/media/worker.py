"""The process that decodes: ``python -m verifier.media.worker NICE MODULE...``.

It reads calls from its standard input, looks the request up in the ``TASKS`` of the named modules, and answers on its
standard output. It ends when its input does, which is when its parent closes it or dies.
"""

import importlib
import os
import select
import signal
import sys
import traceback
from typing import Any, BinaryIO

from verifier.domain.errors import DecodeFailed, TookTooMuchMemory, VerifierError
from verifier.media.messages import KeepingTask, Kept, Task
from verifier.media.wire import Answer, Call, Fault, decode, encode, file_name, read_frame, task_name, write_frame

GRACE_S = 5.0
"""How long past a time bound a worker whose parent is no longer there to end it ends itself."""

MEANWHILE_S = 30.0
"""How long one piece of what is done between two calls may take before this process ends itself."""

TOO_MUCH_MEMORY = "The file needs more memory to decode than it is allowed; it is kept, but not shown."
UNEXPECTED = "The file could not be decoded: it is damaged, or of a form that the decoder does not know."

_DETAIL_CHARS = 8000


class TaskTable:
    """The functions of the task modules; a module is imported when a request first asks beyond those before it."""

    def __init__(self, modules: list[str]) -> None:
        self._waiting = modules
        self._known: dict[str, Task[Any] | KeepingTask[Any]] = {}
        self.kept = Kept()

    def request_type(self, name: str) -> type:
        """Return the type that the task of that name takes."""
        return self._find(name).request

    def run(self, name: str, request: object) -> object:
        """Carry a request out."""
        task = self._find(name)
        self.kept.meanwhile = None
        return task.function(request, self.kept) if isinstance(task, KeepingTask) else task.function(request)

    def _find(self, name: str) -> Task[Any] | KeepingTask[Any]:
        while name not in self._known:
            if not self._waiting:
                raise DecodeFailed(f"No worker knows the task {name}.")
            module: Any = importlib.import_module(self._waiting.pop(0))
            self._known.update({task_name(task.request): task for task in module.TASKS})
        return self._known[name]


def serve(calls: BinaryIO, answers: BinaryIO, table: TaskTable) -> None:
    """Answer calls until there are no more."""
    lent: object = None
    while True:
        try:
            data = read_frame(calls)
        except EOFError:
            return
        del lent  # the next call has come, so the pixels of the last answer have been mapped
        call: Call = decode(data, Call)
        _keep_bounds(call)
        answer, lent = _answer(table, call)
        write_frame(answers, encode(answer))
        _set_alarm(0)
        _work_meanwhile(calls, table.kept)


def _work_meanwhile(calls: BinaryIO, kept: Kept) -> None:
    """Use the time until the next call. Whoever calls sends nothing before the last answer came, so none is buffered.

    Windows cannot be asked whether a pipe holds something: there the time is not used.
    """
    if sys.platform == "win32":
        return
    wait_s: float | None = 0.0
    while kept.meanwhile is not None and wait_s is not None:
        if select.select([calls], [], [], wait_s)[0]:
            return
        _set_alarm(MEANWHILE_S)
        try:
            wait_s = kept.meanwhile()
        except Exception:  # noqa: BLE001 - the outer edge of a worker: a decoder may raise anything
            return
        finally:
            _set_alarm(0)


def _answer(table: TaskTable, call: Call) -> tuple[Answer, object]:
    """Carry out one call; every error becomes a fault, the worker goes on."""
    about = ""
    try:
        request: object = decode(call.request, table.request_type(call.task))
        about = file_name(request)
        reply = table.run(call.task, request)
        return Answer(call.number, encode(reply)), reply
    except VerifierError as error:
        return Answer(call.number, None, Fault(type(error).__name__, error.sentence, error.about or about)), None
    except MemoryError:
        return Answer(call.number, None, Fault(TookTooMuchMemory.__name__, TOO_MUCH_MEMORY, about)), None
    except Exception:  # noqa: BLE001 - the outer edge of a worker: a decoder may raise anything
        detail = traceback.format_exc()[-_DETAIL_CHARS:]
        return Answer(call.number, None, Fault(DecodeFailed.__name__, UNEXPECTED, about, detail)), None


def _keep_bounds(call: Call) -> None:
    """Bound this process's own memory, and its time should the parent no longer be there to do it."""
    if sys.platform == "linux":
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        soft = call.memory_bytes if hard == resource.RLIM_INFINITY else min(call.memory_bytes, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
    _set_alarm(call.time_s + GRACE_S)


def _set_alarm(after_s: float) -> None:
    """End this process after a while, or (0) do not."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, after_s)


def _settle(nice: int) -> None:
    """Step back behind the window, write no core file: it would hold what was decoded."""
    if sys.platform == "win32":
        return
    import resource

    os.nice(nice)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take the two pipes away from the standard streams, so that a decoder that prints cannot break an answer."""
    calls, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return calls, answers


def main(arguments: list[str]) -> None:
    """Be a worker: niceness, then the names of the task modules."""
    calls, answers = _take_pipes()
    _settle(int(arguments[0]))
    serve(calls, answers, TaskTable(arguments[1:]))


if __name__ == "__main__":
    main(sys.argv[1:])
