"""The log and the reports hold nothing of the evidence: planted names and coordinates are hunted for in every file."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from verifier.domain.errors import UnreadableFile
from verifier.workspace import logbook
from verifier.workspace.logbook import Harmless, keep_report, open_logbook, report_for_makers, state_folder

NAME, PLACE, SOURCE = "canary_bridge_IMG.jpg", "46.70031", "Canary Informant"
OURS = logging.getLogger("verifier.gui.something")


@pytest.fixture
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, expected_log: pytest.LogCaptureFixture) -> Iterator[Path]:
    monkeypatch.setenv("VERIFIER_STATE", str(tmp_path / "state"))
    book = open_logbook()
    assert book is not None
    yield state_folder()
    book.close()


def everything(folder: Path) -> str:
    return "\n".join(path.read_text() for path in folder.iterdir()) + report_for_makers()


def fail_deep() -> None:
    untrusted_name = NAME
    try:
        raise FileNotFoundError(2, "No such file", untrusted_name)
    except FileNotFoundError as error:
        raise UnreadableFile(f"{NAME} at {PLACE} is gone", SOURCE) from error


def test_no_planted_name_place_or_source_is_written(state: Path) -> None:
    OURS.info("opened %s at %.5f", NAME, float(PLACE))
    OURS.warning("source %s said %d things %s", SOURCE, 46, {"name": NAME})
    OURS.error("one value: %(name)s", {"name": NAME})
    logging.getLogger("PIL.Image").warning("cannot read %s", NAME)
    logging.getLogger("exifread").warning(f"Bad tag in {NAME} at {PLACE}")  # noqa: G004 - as libraries do it
    OURS.debug("in %s", NAME)
    try:
        fail_deep()
    except UnreadableFile as error:
        OURS.exception("went wrong with %s", NAME)
        keep_report(error)
    found = everything(state)
    for canary in (NAME, "canary", PLACE, "46.7", SOURCE, "Informant"):
        assert canary not in found
    assert "opened <str> at <float>" in found
    assert "PIL.Image" in found
    assert "verifier.domain.errors.UnreadableFile" in found
    assert "builtins.FileNotFoundError" in found


def test_what_is_marked_harmless_is_written(state: Path) -> None:
    OURS.error("unforeseen error: %s in %s", Harmless("KeyError"), NAME)
    assert "unforeseen error: KeyError in <str>" in everything(state)


def test_a_report_says_where_in_the_program_it_was(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        logbook._template(None)  # type: ignore[arg-type]
    except AttributeError as error:
        path = keep_report(error)
    assert path is not None
    assert "at verifier.workspace.logbook:" in path.read_text()
    assert "_template" in path.read_text()
    for _ in range(logbook.REPORTS_KEPT + 3):
        keep_report(ValueError(NAME))
    assert len(list(state.glob("report-*.txt"))) == logbook.REPORTS_KEPT


def test_what_the_fault_handler_wrote_is_told_without_folders(state: Path) -> None:
    (state / "faults.log").write_text(
        "Fatal Python error: Segmentation fault\n\nCurrent thread 0x00007f (most recent call first):\n"
        '  File "/home/canary/site-packages/verifier/gui/stage/canvas.py", line 12 in paintEvent\n'
        '  File "/home/canary/other.py", line 3 in run\n'
    )
    told = report_for_makers()
    assert "Segmentation fault" in told
    assert "at verifier/gui/stage/canvas.py:12 paintEvent" in told
    assert "canary" not in told


def test_the_log_does_not_grow_for_ever(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(8000):
        OURS.info("a line that is always the same and some hundred letters long, so that the file fills up: %s", NAME)
    sizes = [path.stat().st_size for path in state.glob("verifier.log*")]
    assert len(sizes) == logbook.LOG_FILES
    assert max(sizes) <= logbook.LOG_BYTES


def test_no_room_for_a_log_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VERIFIER_STATE", str(tmp_path / "file" / "state"))
    assert open_logbook() is None
    assert keep_report(ValueError()) is None
    assert "verifier" in report_for_makers()
