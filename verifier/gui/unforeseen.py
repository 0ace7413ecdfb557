"""The outermost edge of the window: an error that nobody foresaw becomes one sentence, and the case stays open."""

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtWidgets import QApplication

from verifier.domain.errors import VerifierError
from verifier.gui.speech import tr, tr_made
from verifier.workspace.logbook import Harmless, keep_report

log = logging.getLogger(__name__)


def hook_errors(tell: Callable[[str], object]) -> None:
    """Catch every error that nothing else caught. ``tell`` shows a sentence."""

    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.exit(1)
            return
        tell(sentence_for(error, is_kept=keep(kind, error, trace)))

    def caught_in_thread(failed: threading.ExceptHookArgs) -> None:
        if failed.exc_value is not None:
            keep(failed.exc_type, failed.exc_value, failed.exc_traceback)

    sys.excepthook = caught
    threading.excepthook = caught_in_thread


def keep(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> bool:
    """Log an error by its kind and keep a report without values; tell whether that could be kept."""
    log.error("unforeseen error: %s", Harmless(kind.__name__))
    # The words of an error may hold a file's name or coordinates.
    log.debug("where it came from", exc_info=(kind, error, trace))
    return keep_report(error) is not None


def sentence_for(error: BaseException, *, is_kept: bool) -> str:
    """Say what happened, that nothing is lost, and what can be done."""
    known = isinstance(error, VerifierError)
    what = tr_made(error.sentence) if known else tr("Something went wrong that was not foreseen.")
    safe = tr("The case is still open and what you did before is saved.")
    report = tr("Help > Copy report for the makers has what they need; nothing was sent.")
    return f"{what} {safe} {report}" if is_kept and not known else f"{what} {safe}"
