"""The command line as a whole: its commands, its exit codes, and the outer edge where every error becomes a sentence.

Exit codes are a contract: 0 done, 1 something failed, 2 usage or unreadable input; 130 where Ctrl-C ended it.
"""

import errno
import inspect
import logging
import os
import re
import sys
from typing import Annotated

import typer

from verifier import __version__
from verifier.cli.annotations import take_regions
from verifier.cli.bundles import check_bundle, export_case, purge_record
from verifier.cli.cases import add_files, list_case, new_case
from verifier.cli.claims import place_item, tag_item
from verifier.cli.demo import OpenWindow, make_demo
from verifier.cli.drones import list_drones
from verifier.cli.finding import find_picture, list_copies, write_known
from verifier.cli.frames import save_frames
from verifier.cli.inspecting import inspect_files
from verifier.cli.machines import list_machines
from verifier.cli.output import say, tell
from verifier.cli.provenance import read_saved_posts
from verifier.cli.telemetry import write_telemetry
from verifier.cli.trade import link_shipment, list_trade, write_machine_sheet
from verifier.cli.window import called
from verifier.domain.errors import Cancelled, CaseBroken, CaseTooNew, InputError, NotABundle, NotACase, VerifierError

log = logging.getLogger(__name__)

DONE, FAILED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130

_ABOUT = """Tag drones and places in contested footage and hand over bundles that anyone can check.

With no words, or with the folder of a case, the window opens:

\b
  verifier
  verifier S.case

\b
A case from beginning to end:
  verifier new S.case --title "Strike on the bridge" --as "A. Analyst"
  verifier add S.case ~/footage
  verifier tag S.case E-0001 --drone dji-mavic-3 --box 812,440,96,60 --at 27.093 --likelihood likely
  verifier place S.case E-0001 "48.4647 N 35.0462 E" --radius 50 --method landmark_match
  verifier export S.case --format bagit -o S-bundle
  verifier check S-bundle

Nothing is sent anywhere, and originals are never written to.
"""

_COMMANDS = (
    ("demo", make_demo),
    ("new", new_case),
    ("add", add_files),
    ("provenance", read_saved_posts),
    ("annotations", take_regions),
    ("list", list_case),
    ("inspect", inspect_files),
    ("frames", save_frames),
    ("telemetry", write_telemetry),
    ("find", find_picture),
    ("copies", list_copies),
    ("known", write_known),
    ("tag", tag_item),
    ("place", place_item),
    ("machines", list_machines),
    ("trade", list_trade),
    ("ship", link_shipment),
    ("sheet", write_machine_sheet),
    ("drones", list_drones),
    ("export", export_case),
    ("check", check_bundle),
    ("purge", purge_record),
)


def run(words: list[str], open_window: OpenWindow | None = None) -> int:
    """Run one command and return its exit code; no error leaves as a traceback.

    ``open_window``: opens the window on a case and returns its exit code. It is handed in, since the command line and
    the window know nothing of each other.
    """
    logging.basicConfig(level=logging.CRITICAL)  # every sentence a person needs is printed, once, by the command
    try:
        _app()(words, prog_name=called(), obj=open_window)
    except SystemExit as ended:
        return _flushed(ended.code if isinstance(ended.code, int) else FAILED)
    except BrokenPipeError:
        return _silenced()
    except KeyboardInterrupt:
        tell("Stopped.")
        return INTERRUPTED
    except VerifierError as error:
        tell(str(error))
        if isinstance(error, CaseBroken):
            tell("The case was damaged or changed from outside. It was left as it is; go on with a copy of it.")
        return _code_of(error)
    except UnicodeEncodeError:
        tell("A word of the command is no text: it holds bytes that are no UTF-8.")
        return UNUSABLE
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            tell("The output could not be written: the disk is full.")
            return _silenced()
        log.debug("unforeseen", exc_info=error)
        tell(f"Something failed that should not have ({_where(error)}). What was saved is not lost; please report it.")
        return FAILED
    return DONE


def _app() -> typer.Typer:
    app = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    )
    app.callback(help=_as_called(_ABOUT))(_whole_program)
    for name, function in _COMMANDS:
        # Coordinates may begin with a minus: what is no option of that command is an argument.
        words = _as_called(inspect.getdoc(function) or "")
        app.command(name, help=words, context_settings={"ignore_unknown_options": name == "place"})(function)
    return app


def _as_called(help_text: str) -> str:
    """Begin the examples of a help text with the words that start this program here, so that they can be copied."""
    return re.sub(r"(?m)^( +)verifier\b", lambda found: found[1] + called(), help_text)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        say(f"verifier {__version__}")
        raise typer.Exit


_Version = Annotated[
    bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version and end.")
]


def _whole_program(version: _Version = False) -> None:
    """Take the options that stand before a command."""


def _code_of(error: VerifierError) -> int:
    if isinstance(error, Cancelled):
        return INTERRUPTED
    return UNUSABLE if isinstance(error, InputError | NotACase | CaseTooNew | NotABundle) else FAILED


def _where(error: Exception) -> str:
    """Name an unforeseen error and the line of this program it came from, without its text (it may quote evidence)."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.startswith("verifier."):
            place = f"{module}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} at {place}"


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _silenced()
    return code


def _silenced() -> int:
    """End quietly after the reader of a pipe has gone; the interpreter would complain when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED
