"""The log of the window, and reports of errors that nobody foresaw: kept on this computer, sent nowhere.

Nothing of the evidence may stand in them, so this is decided here and not at each call: of a record of our own the file
gets time, level, logger and the *template* of the message, each value replaced by its kind; of a record of a library,
which may put a file's name into its words, only time, level and logger; of an error its kind and where in this program
it passed, without words and values. A value that is known to hold none is handed over as :class:`Harmless`.

They lie in the folder that the system keeps for such; ``VERIFIER_STATE`` names another.
"""

import contextlib
import faulthandler
import logging
import os
import platform
import re
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import walk_tb
from types import TracebackType

from verifier import __version__
from verifier.domain.errors import VerifierError

log = logging.getLogger(__name__)

ENVIRONMENT = "VERIFIER_STATE"
OURS = "verifier"
LOG_BYTES, LOG_FILES = 256 * 1024, 3
REPORTS_KEPT = 10
TAIL_LINES = 200
_PLACE = re.compile(r"%[-#0 +]*[\d*]*(?:\.[\d*]+)?[a-zA-Z]")
_FRAME = re.compile(r'File "[^"]*?(verifier[\\/][\w\\/]+\.py)", line (\d+) in (\w+)')
_FATAL = re.compile(r"Fatal Python error: [A-Za-z ]+|Current thread|Thread")


class Harmless(str):
    """Words that come from this program and not from a file, a person or the system: they may stand in the log."""

    __slots__ = ()


def state_folder() -> Path:
    """Return where log and reports lie."""
    named = os.environ.get(ENVIRONMENT)
    if named:
        return Path(named)
    from platformdirs import user_state_path

    return user_state_path("verifier", appauthor=False)


def log_path() -> Path:
    """Return where the log lies."""
    return state_folder() / "verifier.log"


class Redacted(logging.Formatter):
    """Writes a record without anything that could come from evidence."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        is_ours = record.name == OURS or record.name.startswith(f"{OURS}.")
        words = _template(record) if is_ours else "(words of a library, not kept)"
        lines = [f"{at:%Y-%m-%d %H:%M:%S} {record.levelname} {record.name}: {words}"]
        if record.exc_info and record.exc_info[0] is not None:
            lines += [f"    {line}" for line in error_lines(record.exc_info[1], record.exc_info[2])]
        return "\n".join(lines)


class Logbook:
    """The log while the window runs; :meth:`close` ends it."""

    def __init__(self, folder: Path) -> None:
        self._handler = RotatingFileHandler(
            folder / "verifier.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES - 1, encoding="utf-8", delay=True
        )
        self._handler.setFormatter(Redacted())
        self._handler.setLevel(logging.INFO)
        self._root = logging.getLogger()
        self._level_before = self._root.level
        self._root.addHandler(self._handler)
        if self._root.level > logging.INFO or self._root.level == logging.NOTSET:
            self._root.setLevel(logging.INFO)
        self._faults = (folder / "faults.log").open("a", encoding="utf-8")
        faulthandler.enable(self._faults)

    def close(self) -> None:
        """Write nothing any more."""
        faulthandler.disable()
        self._faults.close()
        self._root.removeHandler(self._handler)
        self._root.setLevel(self._level_before)
        self._handler.close()


def open_logbook() -> Logbook | None:
    """Begin to write the log; ``None`` where there is no room for it, which stops no work."""
    folder = state_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Logbook(folder)
    except OSError as error:
        log.info("no log is written: %s", error.strerror)
        return None


def error_lines(error: BaseException | None, trace: TracebackType | None) -> Iterator[str]:
    """Yield where an error passed through this program and of what kind it is, with what it came from."""
    while error is not None:
        for frame, line in walk_tb(trace):
            module = str(frame.f_globals.get("__name__", ""))
            if module.split(".")[0] == OURS:
                yield f"at {module}:{line} {frame.f_code.co_name}"
        sentence = "" if not isinstance(error, VerifierError) else " (told to the person)"
        yield f"{type(error).__module__}.{type(error).__name__}{sentence}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        trace = error.__traceback__ if error is not None else None
        if error is not None:
            yield "which came from"


def keep_report(error: BaseException) -> Path | None:
    """Keep a report of an error that nobody foresaw; return where, or ``None`` where it could not be written."""
    folder = state_folder()
    name = f"report-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
    lines = (*about_program(), *error_lines(error, error.__traceback__))
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        for old in _reports(folder)[:-REPORTS_KEPT]:
            old.unlink()
    except OSError as failed:
        log.info("the report was not kept: %s", failed.strerror)
        return None
    return folder / name


def about_program() -> Iterator[str]:
    """Yield what the makers need to know of the machine, and no more."""
    yield f"verifier {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield f"threads: {threading.active_count()}, frozen: {bool(getattr(sys, 'frozen', False))}"


def tail(lines: int = TAIL_LINES) -> str:
    """Return the end of the log."""
    try:
        return "\n".join(log_path().read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
    except OSError:
        return ""


def report_for_makers() -> str:
    """Return the last report, what the log says at its end, and where the program last fell over; redacted all."""
    folder = state_folder()
    parts = ["\n".join(about_program())]
    reports = _reports(folder)
    with contextlib.suppress(OSError):
        if reports:
            parts.append("Last error\n" + reports[-1].read_text(encoding="utf-8"))
        faults = _faults((folder / "faults.log").read_text(encoding="utf-8", errors="replace"))
        if faults:
            parts.append(f"Last time it fell over\n{faults}")
    parts.append(f"Log\n{tail()}")
    return "\n\n".join(parts) + "\n"


def _template(record: logging.LogRecord) -> str:
    """Return the words of the call, with the kinds of the values in the place of the values."""
    values = iter(record.args if isinstance(record.args, tuple) else ())

    def shown(_place: re.Match[str]) -> str:
        value = next(values, None)
        return str(value) if isinstance(value, Harmless) else f"<{type(value).__name__}>"

    return _PLACE.sub(shown, record.msg) if isinstance(record.msg, str) else "(no words)"


def _faults(text: str) -> str:
    """Keep of what the fault handler wrote the kind and the lines of this program, without the folders before them."""
    kept: list[str] = []
    for line in text.splitlines()[-TAIL_LINES:]:
        frame, fatal = _FRAME.search(line), _FATAL.match(line)
        if frame is not None:
            kept.append(f"  at {frame[1]}:{frame[2]} {frame[3]}")
        elif fatal is not None:
            kept.append(fatal[0])
    return "\n".join(kept)


def _reports(folder: Path) -> list[Path]:
    return sorted(folder.glob("report-*.txt"))
