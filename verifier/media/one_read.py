"""Hand every chunk of one read to several takers, shared fairly between two threads.

The takers (hashes) cost differently, and each must see its chunks in order. So no taker belongs to a thread: whoever
is free takes up the taker that lags most. ``hashlib`` drops the interpreter lock, so both processors stay busy. The
longest of the hashes alone is under half of all the work, so an even division exists; dividing the hashes once and for
all is uneven by the difference of the two halves.
"""

import threading
from collections.abc import Callable
from io import FileIO

Chunk = memoryview
CHUNK_BYTES = 1 << 20
_RING = 8


class _Taker:
    """One consumer and how many chunks it has had."""

    def __init__(self, take: Callable[[Chunk], object]) -> None:
        self.take = take
        self.taken = 0
        self.is_busy = False


class OneRead:
    """One pass over one file; used once."""

    def __init__(self, file: FileIO, takers: list[Callable[[Chunk], object]], size_bytes: int) -> None:
        """``size_bytes``: the size of the file; one that grows meanwhile is not followed without end."""
        self._file = file
        self._size_bytes = size_bytes
        self._takers = [_Taker(take) for take in takers]
        self._ring: list[Chunk] = []  # as many as are needed: most files have one chunk
        self._lengths: list[int] = []
        self._is_reading = False
        self._is_at_end = False
        self._error: BaseException | None = None
        self._changed = threading.Condition()

    def run(self, threads: int) -> int:
        """Read to the end with every taker served; return the bytes read; raise what a taker or the file raised."""
        if threads == 1:
            return self._alone()
        others = [threading.Thread(target=self._work, name="one-read") for _ in range(threads - 1)]
        for thread in others:
            thread.start()
        self._work()
        for thread in others:
            thread.join()
        if self._error is not None:
            raise self._error
        return sum(self._lengths)

    def _alone(self) -> int:
        """Serve all takers with one chunk after the other: a small file is not worth a thread."""
        buffer, size = memoryview(bytearray(min(CHUNK_BYTES, self._size_bytes + 1))), 0
        while size <= self._size_bytes and (length := self._file.readinto(buffer)):
            size += length
            for taker in self._takers:
                taker.take(buffer[:length])
        return size

    def _work(self) -> None:
        """Do one step after the other until there are none."""
        while (step := self._next_step()) is not None:
            try:
                step()
            except BaseException as error:  # noqa: BLE001 - carried to the caller's thread, and raised there
                with self._changed:
                    self._error = self._error or error
                    self._changed.notify_all()

    def _next_step(self) -> Callable[[], None] | None:
        with self._changed:
            while self._error is None:
                waiting = [taker for taker in self._takers if not taker.is_busy and taker.taken < len(self._lengths)]
                if self._may_read(is_urgent=not waiting):
                    self._is_reading = True
                    return self._read
                if waiting:
                    taker = min(waiting, key=lambda one: one.taken)
                    taker.is_busy = True
                    return lambda: self._serve(taker)
                if self._is_at_end and all(taker.taken == len(self._lengths) for taker in self._takers):
                    return None
                self._changed.wait()
            return None

    def _may_read(self, *, is_urgent: bool) -> bool:
        """Keep two chunks ahead of the foremost taker; never overwrite what the hindmost still needs."""
        if self._is_reading or self._is_at_end:
            return False
        taken = [taker.taken for taker in self._takers]
        has_room = len(self._lengths) - min(taken) < _RING
        return has_room and (is_urgent or len(self._lengths) - max(taken) < 2)

    def _read(self) -> None:
        place = len(self._lengths) % _RING
        if place == len(self._ring):
            self._ring.append(memoryview(bytearray(CHUNK_BYTES)))
        buffer = self._ring[place]
        length = 0
        while length < len(buffer) and (count := self._file.readinto(buffer[length:])):
            length += count
        with self._changed:
            self._is_reading = False
            self._is_at_end = length < len(buffer)
            if length:
                self._lengths.append(length)
            self._changed.notify_all()

    def _serve(self, taker: _Taker) -> None:
        taker.take(self._ring[taker.taken % _RING][: self._lengths[taker.taken]])
        with self._changed:
            taker.taken += 1
            taker.is_busy = False
            self._changed.notify_all()
