"""Tasks for the pool's tests: workers that answer, wait, grow, print, crash."""

import logging
import os
import signal
import sys
import time
from fractions import Fraction

import msgspec

from verifier.domain.errors import Cancelled, RefusedFile
from verifier.media.messages import KeepingTask, Kept, SharedPixels, Task
from verifier.media.shared_block import blocks


class Echo(msgspec.Struct, frozen=True):
    words: str
    ratio: Fraction = Fraction(1, 3)


class WhoAnswers(msgspec.Struct, frozen=True):
    pass


class Worker(msgspec.Struct, frozen=True):
    pid: int
    nice: int
    environment: dict[str, str]
    calls: int
    core_limit: int


class Misbehave(msgspec.Struct, frozen=True):
    how: str
    path: bytes = b"/somewhere/clip.mp4"


class Wait(msgspec.Struct, frozen=True):
    file: bytes


class Paint(msgspec.Struct, frozen=True):
    width: int
    height: int


def echo(request: Echo) -> Echo:
    return request


def who_answers(request: WhoAnswers, kept: Kept) -> Worker:
    import resource

    calls = kept.get("calls", list)
    calls.append(request)
    return Worker(os.getpid(), os.nice(0), dict(os.environ), len(calls), resource.getrlimit(resource.RLIMIT_CORE)[0])


def misbehave(request: Misbehave) -> Echo:
    match request.how:
        case "refuse":
            raise RefusedFile("This is a bomb.", "bomb.png")
        case "cancel":
            raise Cancelled
        case "stumble":
            raise KeyError("a fault in a decoder")
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "exit":
            os._exit(0)
        case "hang":
            while True:
                time.sleep(1)
        case "grow":
            held = []
            while True:
                held.append(bytes(1 << 22))
        case "print":
            print("x" * 100_000, flush=True)  # noqa: T201
            os.write(1, b"noise")
            sys.stderr.write("noise")
            logging.getLogger("decoder").warning("noise")
    return Echo("still here")


def wait(request: Wait) -> Worker:
    """Answer once the file is there."""
    while not os.path.exists(request.file):  # noqa: PTH110
        time.sleep(0.005)
    return Worker(os.getpid(), 0, {}, 0, 0)


def paint(request: Paint) -> SharedPixels:
    block = blocks().create(request.width * request.height * 4, 0)
    block.view[:] = bytes(range(256)) * (request.width * request.height // 64)
    return SharedPixels(block, request.width, request.height, request.width * 4, "bgrx")


TASKS = (
    Task(Echo, echo),
    KeepingTask(WhoAnswers, who_answers),
    Task(Misbehave, misbehave),
    Task(Wait, wait),
    Task(Paint, paint),
)
