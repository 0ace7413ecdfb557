"""Workers decode, fail and die alone; whoever asked always gets an answer."""

import gc
import logging
import os
import subprocess
import sys
import time
from concurrent.futures import CancelledError
from fractions import Fraction
from pathlib import Path

import pytest

from tests.media.toy_tasks import Echo, Misbehave, Paint, Wait, WhoAnswers, Worker
from verifier.domain.errors import (
    Cancelled,
    DecodeFailed,
    RefusedFile,
    TookTooLong,
    TookTooMuchMemory,
    WorkerDied,
)
from verifier.media.messages import SharedPixels
from verifier.media.pool import Bounds, Pool

MODULES = ("tests.media.toy_tasks",)
GENEROUS = Bounds(time_s=60)


@pytest.fixture
def pool():
    with Pool(MODULES, size=2) as pool:
        yield pool


def ask(pool: Pool, request, reply_type=Echo, **how):
    return pool.submit(request, reply_type, **{"bounds": GENEROUS, **how}).result(60)


def test_a_request_comes_back_answered_with_its_numbers_exact(pool):
    assert ask(pool, Echo("Бахмут", Fraction(1001, 30000))) == Echo("Бахмут", Fraction(1001, 30000))


def test_a_worker_keeps_its_things_from_one_request_to_the_next(pool):
    first, second = (ask(pool, WhoAnswers(), Worker, lane="stage") for _ in range(2))
    assert (first.pid, first.calls, second.calls) == (second.pid, 1, 2)


def test_the_stage_has_a_worker_of_its_own_that_never_waits_behind_an_import(pool, tmp_path):
    gate = tmp_path / "gate"
    imports = [pool.submit(Wait(os.fsencode(gate)), Worker, bounds=GENEROUS) for _ in range(5)]
    answered = ask(pool, WhoAnswers(), Worker, lane="stage")
    assert not any(future.done() for future in imports)
    gate.touch()
    workers = {future.result(60).pid for future in imports}
    assert len(workers) == 2
    assert answered.pid not in workers


def test_the_batch_lane_steps_back_behind_the_window(pool):
    stage, batch = (ask(pool, WhoAnswers(), Worker, lane=lane) for lane in ("stage", "batch"))
    assert batch.nice == min(19, stage.nice + 10)


def test_a_worker_gets_no_secret_and_leaves_no_core_file(pool, monkeypatch):
    monkeypatch.setenv("GITHUB_TOKEN", "canary")
    worker = ask(pool, WhoAnswers(), Worker)
    assert "canary" not in worker.environment.values()
    assert worker.core_limit == 0


def test_a_queued_request_that_is_cancelled_is_dropped(pool, tmp_path):
    gate = tmp_path / "gate"
    running = pool.submit(Wait(os.fsencode(gate)), Worker, lane="stage", bounds=GENEROUS)
    dropped = pool.submit(Misbehave("crash"), Echo, lane="stage")
    assert dropped.cancel()
    gate.touch()
    survivor = running.result(60).pid
    assert ask(pool, WhoAnswers(), Worker, lane="stage").pid == survivor
    with pytest.raises(CancelledError):
        dropped.result(0)


def test_an_error_of_ours_arrives_as_itself(pool):
    with pytest.raises(RefusedFile) as caught:
        ask(pool, Misbehave("refuse"))
    assert (caught.value.sentence, caught.value.about) == ("This is a bomb.", "bomb.png")
    with pytest.raises(Cancelled):
        ask(pool, Misbehave("cancel"))


def test_an_unexpected_error_becomes_a_plain_sentence_and_its_trace_goes_to_the_debug_log(pool, caplog):
    with caplog.at_level(logging.DEBUG, "verifier"), pytest.raises(DecodeFailed) as caught:
        ask(pool, Misbehave("stumble"))
    assert caught.value.about == "clip.mp4"
    assert "KeyError" not in caught.value.sentence
    assert any("a fault in a decoder" in record.getMessage() for record in caplog.records)


@pytest.mark.parametrize("how", ["crash", "exit"])
def test_a_worker_that_dies_takes_one_request_with_it_and_is_replaced(pool, how):
    before = ask(pool, WhoAnswers(), Worker, lane="stage").pid
    with pytest.raises(WorkerDied) as caught:
        ask(pool, Misbehave(how), lane="stage")
    assert caught.value.about == "clip.mp4"
    assert ask(pool, WhoAnswers(), Worker, lane="stage").pid != before


def test_a_worker_killed_while_idle_is_replaced_without_a_word(pool):
    before = ask(pool, WhoAnswers(), Worker, lane="stage").pid
    os.kill(before, 9)
    while Path(f"/proc/{before}/stat").exists() and ") Z" not in Path(f"/proc/{before}/stat").read_text():
        pass
    assert ask(pool, WhoAnswers(), Worker, lane="stage").pid != before


def test_a_request_past_its_time_is_stopped(pool):
    with pytest.raises(TookTooLong) as caught:
        ask(pool, Misbehave("hang"), bounds=Bounds(time_s=0.2))
    assert caught.value.about == "clip.mp4"
    assert ask(pool, Echo("next")) == Echo("next")


def test_a_request_past_its_memory_is_stopped(pool):
    with pytest.raises(TookTooMuchMemory):
        ask(pool, Misbehave("grow"), bounds=Bounds(time_s=60, memory_bytes=300 << 20))
    assert ask(pool, Echo("next")) == Echo("next")


def test_a_decoder_that_prints_breaks_no_answer_and_reaches_no_terminal(pool, capfd):
    assert ask(pool, Misbehave("print")) == Echo("still here")
    assert capfd.readouterr() == ("", "")


def test_a_reply_of_another_shape_is_an_error_and_not_a_surprise(pool):
    with pytest.raises(DecodeFailed):
        ask(pool, Echo("x"), Worker)


def test_a_task_that_no_module_knows_is_an_error(pool):
    with pytest.raises(DecodeFailed, match="No worker knows"):
        ask(pool, Fraction(1, 2))


def test_pixels_cross_without_a_copy_and_are_freed_with_their_last_user(pool):
    before = _mapped_pixels()  # pictures that other tests of this process still hold
    pixels = ask(pool, Paint(1920, 1088), SharedPixels)
    assert _mapped_pixels() - before
    assert (pixels.width, pixels.height, pixels.stride, pixels.format) == (1920, 1088, 7680, "bgrx")
    assert bytes(pixels.view[:256]) == bytes(range(256))
    assert pixels.view.readonly
    ask(pool, Paint(64, 64), SharedPixels)  # the worker has let go of the first block now
    assert bytes(pixels.view[-256:]) == bytes(range(256))
    del pixels
    gc.collect()
    assert not _mapped_pixels() - before


def _mapped_pixels() -> set[str]:
    """Return the lines of the process's memory map that hold lent pixels."""
    return {line for line in Path("/proc/self/maps").read_text().splitlines() if "verifier-pixels" in line}


def test_closing_ends_what_runs_and_drops_what_waits(tmp_path):
    pool = Pool(MODULES, size=1)
    started = tmp_path / "never"
    running = pool.submit(Wait(os.fsencode(started)), Worker, bounds=GENEROUS)
    waiting = [pool.submit(Echo("x"), Echo) for _ in range(3)]
    pool.close()
    assert all(future.cancelled() for future in waiting)
    assert running.cancelled() or isinstance(running.exception(10), Cancelled)
    with pytest.raises(Cancelled):
        pool.submit(Echo("x"), Echo)


def test_idle_workers_are_ended_and_started_again_when_asked():
    with Pool(MODULES, idle_s=0) as pool:
        pids = {ask(pool, WhoAnswers(), Worker, lane="stage").pid for _ in range(2)}
        assert len(pids) == 2


def test_a_worker_ends_when_its_parent_is_killed():
    code = (
        "import os, signal\n"
        "from verifier.media.pool import Pool\n"
        "from tests.media.toy_tasks import WhoAnswers, Worker\n"
        "pool = Pool(('tests.media.toy_tasks',))\n"
        "print(pool.submit(WhoAnswers(), Worker).result().pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=False)
    state = Path(f"/proc/{int(done.stdout)}/stat")
    deadline = time.monotonic() + 10
    while (lives := state.exists() and ") Z" not in state.read_text()) and time.monotonic() < deadline:
        pass
    assert not lives


def test_asking_workers_loads_no_decoder_and_no_array_library():
    code = "import sys, verifier.media.pool, verifier.media.messages, verifier.media.upright, verifier.media.sniff\n"
    code += "print(sorted({'numpy', 'cv2', 'PIL', 'av', 'simplejpeg', 'pillow_heif'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=True).stdout == "[]\n"
