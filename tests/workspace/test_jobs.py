"""Long work on threads of its own."""

from threading import Event

import pytest

from verifier.domain.errors import Cancelled, UnreadableFile
from verifier.domain.progress import Progress, Step
from verifier.workspace.jobs import Jobs


def test_a_job_reports_its_steps_and_hands_over_its_result():
    steps: list[Step] = []

    def work(progress: Progress) -> int:
        progress.report(1, 2, "one")
        return 7

    job = Jobs().start("count", work, steps.append)
    assert job.result.result(5) == 7
    assert steps == [Step(1, 2, "one")]


def test_cancelling_ends_a_job_at_its_next_step():
    begun, may_go_on = Event(), Event()

    def work(progress: Progress) -> None:
        begun.set()
        may_go_on.wait(5)
        progress.report(1, 1)

    jobs = Jobs()
    job = jobs.start("wait", work)
    begun.wait(5)
    assert jobs.running() == (job,)
    job.cancel()
    may_go_on.set()
    with pytest.raises(Cancelled):
        job.result.result(5)
    jobs.close()
    assert jobs.running() == ()


def test_an_error_with_a_sentence_reaches_whoever_waits():
    def work(progress: Progress) -> None:
        raise UnreadableFile("It is gone.", "a.jpg")

    with pytest.raises(UnreadableFile, match="gone"):
        Jobs().start("read", work).result.result(5)


def test_an_unforeseen_error_is_logged_without_its_words_and_reaches_whoever_waits(
    expected_log: pytest.LogCaptureFixture,
):
    def work(progress: Progress) -> None:
        raise KeyError("witness.jpg")

    with pytest.raises(KeyError):
        Jobs().start("break", work).result.result(5)
    assert expected_log.messages == ["break failed: KeyError"]
    assert "witness" not in expected_log.text
