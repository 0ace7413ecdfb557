"""Ask worker processes to decode, so that a file that breaks a decoder breaks neither the window nor the import.

Lanes: ``stage`` has a worker of its own, so that what a person looks at never waits behind an import; ``batch`` has
several. Workers start when they are asked and end when idle. No decoder and no array library is imported here.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Literal, Self, TypeVar

import msgspec

from verifier.domain import errors
from verifier.domain.errors import Cancelled, DecodeFailed, TookTooLong, TookTooMuchMemory, VerifierError, WorkerDied
from verifier.media.shared_block import open_block
from verifier.media.watchdog import Bounds, Watch, Watchdog
from verifier.media.wire import Answer, Call, Fault, decode, encode, file_name, task_name
from verifier.media.worker_process import WorkerProcess

__all__ = ["Bounds", "Pool"]

log = logging.getLogger(__name__)
Reply = TypeVar("Reply")
LaneName = Literal["stage", "batch"]

IDLE_S = 15.0
"""How long an idle worker is kept: long enough for the next click, short enough to give its memory back."""

_BATCH_NICE = 10


class _Job:
    """One request, the future that waits for its reply, and the bounds it is to keep."""

    def __init__(self, request: object, reply_type: Any, bounds: Bounds) -> None:
        self.task = task_name(type(request))
        self.request = msgspec.Raw(encode(request))
        self.reply_type = reply_type
        self.about = file_name(request)
        self.bounds = bounds
        self.future: Future[Any] = Future()


class Pool:
    """Two lanes of workers over the same task modules; :meth:`close` leaves no thread and no process behind."""

    def __init__(self, task_modules: tuple[str, ...], size: int = 2, *, idle_s: float = IDLE_S) -> None:
        self._watchdog = Watchdog()
        self._lanes: dict[LaneName, _Lane] = {
            "stage": _Lane(1, idle_s, self._watchdog, lambda: WorkerProcess(task_modules, nice=0)),
            "batch": _Lane(size, idle_s, self._watchdog, lambda: WorkerProcess(task_modules, nice=_BATCH_NICE)),
        }

    def submit(
        self,
        request: object,
        reply_type: type[Reply],
        *,
        lane: LaneName = "batch",
        bounds: Bounds = Bounds(),  # noqa: B008 - frozen
    ) -> "Future[Reply]":
        """Queue a request; the future gives the reply or raises a ``VerifierError``.

        ``Future.cancel`` drops a request that has not begun. Callbacks run on a thread of the pool.
        """
        job = _Job(request, reply_type, bounds)
        self._lanes[lane].put(job)
        return job.future

    def close(self) -> None:
        """Drop what is queued, end every worker and wait until it is gone."""
        for lane in self._lanes.values():
            lane.close()
        for lane in self._lanes.values():
            lane.join()
        self._watchdog.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Lane:
    """A queue and the threads that serve it, each with a worker process of its own."""

    def __init__(self, size: int, idle_s: float, watchdog: Watchdog, start: Callable[[], WorkerProcess]) -> None:
        self._size = size
        self._idle_s = idle_s
        self._watchdog = watchdog
        self._start = start
        self._jobs: deque[_Job] = deque()
        self._changed = threading.Condition()
        self._servers: set[_Server] = set()
        self._idle = 0
        self._is_closed = False
        self._to_join: tuple[_Server, ...] = ()

    def put(self, job: _Job) -> None:
        """Queue a job and see that somebody serves it; raise ``Cancelled`` once the lane is closed."""
        with self._changed:
            if self._is_closed:
                raise Cancelled
            self._jobs.append(job)
            if len(self._jobs) > self._idle and len(self._servers) < self._size:
                server = _Server(self, self._watchdog, self._start)
                self._servers.add(server)
                server.start()
            self._changed.notify()

    def take(self) -> _Job | None:
        """Wait for a job; ``None`` after the idle time and once the lane is closed."""
        with self._changed:
            self._idle += 1
            self._changed.wait_for(lambda: bool(self._jobs) or self._is_closed, self._idle_s)
            self._idle -= 1
            return self._jobs.popleft() if self._jobs and not self._is_closed else None

    def leave(self, server: "_Server") -> bool:
        """Let a server go, unless a job came just now."""
        with self._changed:
            if self._jobs and not self._is_closed:
                return False
            self._servers.discard(server)
            return True

    def close(self) -> None:
        """Cancel what waits, kill what runs."""
        with self._changed:
            self._is_closed = True
            waiting, self._jobs = self._jobs, deque()
            servers = tuple(self._servers)
            self._changed.notify_all()
        for job in waiting:
            job.future.cancel()
        for server in servers:
            server.kill()
        self._to_join = servers

    def join(self) -> None:
        """Wait for the threads that :meth:`close` found."""
        for server in self._to_join:
            if server is not threading.current_thread():
                server.join()


class _Server(threading.Thread):
    """One thread and its worker process."""

    def __init__(self, lane: _Lane, watchdog: Watchdog, start: Callable[[], WorkerProcess]) -> None:
        super().__init__(name="worker-server", daemon=True)
        self._lane = lane
        self._watchdog = watchdog
        self._start_worker = start
        self._process: WorkerProcess | None = None
        self._number = 0
        self._is_killed = False
        self._lock = threading.Lock()

    def run(self) -> None:
        """Serve the lane until it has nothing more to do for a while."""
        while self._serve_one() or not self._lane.leave(self):
            pass
        self._end_worker()

    def _serve_one(self) -> bool:
        """Wait for one job and carry it out; hold on to nothing of it, its pixels would stay mapped."""
        job = self._lane.take()
        if job is not None:
            self._carry_out(job)
        return job is not None

    def kill(self) -> None:
        """End the worker at once, whatever it does, and start no other."""
        with self._lock:
            self._is_killed = True
            if self._process is not None:
                self._process.kill()

    def _carry_out(self, job: _Job) -> None:
        if not job.future.set_running_or_notify_cancel():
            return
        try:
            reply = self._ask(job)
        except VerifierError as error:
            job.future.set_exception(error)
        except Exception as error:  # the job runner's edge: if this thread died, its future would wait
            log.debug("a worker could not be asked", exc_info=error)
            job.future.set_exception(DecodeFailed("The worker process could not be started or understood."))
        else:
            job.future.set_result(reply)

    def _ask(self, job: _Job) -> Any:
        process = self._living_worker()
        self._number += 1
        call = Call(self._number, job.task, job.request, job.bounds.time_s, job.bounds.memory_bytes)
        with self._watchdog.watching(process, job.bounds) as watch:
            try:
                answer: Answer = decode(process.exchange(encode(call)), Answer)
            except (EOFError, OSError, ValueError) as error:
                self._end_worker(wait_s=0)
                raise self._why_it_ended(process, watch, job) from error
        if answer.fault is not None:
            raise _raised(answer.fault)
        if answer.reply is None or answer.number != self._number:
            self._end_worker(wait_s=0)
            raise WorkerDied("The decoder gave an answer that makes no sense.")
        return decode(answer.reply, job.reply_type, lambda name, size: open_block(name, size, process.pid))

    def _living_worker(self) -> WorkerProcess:
        """Return the worker, a new one where the last has ended while idle."""
        if self._process is not None and not self._process.is_alive:
            self._end_worker()
        with self._lock:
            if self._is_killed:
                raise Cancelled
            if self._process is None:
                self._process = self._start_worker()
            return self._process

    def _end_worker(self, wait_s: float = 1.0) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.end(wait_s)

    def _why_it_ended(self, process: WorkerProcess, watch: Watch, job: _Job) -> VerifierError:
        if self._is_killed:
            return Cancelled()
        if watch.verdict == "time" or process.ended_by_alarm:
            sentence = f"Decoding took longer than {job.bounds.time_s:.0f} seconds and was stopped; the file is kept."
            return TookTooLong(sentence, job.about)
        if watch.verdict == "memory":
            size = job.bounds.memory_bytes >> 20
            sentence = f"Decoding needed more than {size} MB of memory and was stopped; the file is kept."
            return TookTooMuchMemory(sentence, job.about)
        return WorkerDied("The decoder crashed on this file; the file is kept, but not shown.", job.about)


def _raised(fault: Fault) -> VerifierError:
    """Make the error again that a worker met; what it names is looked up in our own tree only."""
    if fault.detail:
        log.debug("a decoder failed unexpectedly: %s", fault.detail)
    kind: Any = getattr(errors, fault.kind, None)
    if not (isinstance(kind, type) and issubclass(kind, VerifierError)):
        kind = DecodeFailed
    return Cancelled() if kind is Cancelled else kind(fault.sentence, fault.about)
