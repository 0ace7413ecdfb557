"""What the command line prints and where: data on standard output, people's words and progress on standard error.

With ``--json`` standard output carries JSON alone. Without it the answer in words goes to standard output, so that it
can be piped. Names and texts come from strangers' files: control characters, which a terminal would obey, are shown
as escapes.
"""

import sys
import unicodedata
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from typing import TextIO

from verifier.domain import codec
from verifier.domain.progress import Step

WIDE = 10_000
"""Columns of a table that is not on a terminal: nothing is folded or cut for a file or a pipe."""
_KEPT = frozenset("\n\t")


def printable(text: str) -> str:
    """Show control, bidirectional and unpaired characters as escapes, so that a name cannot steer a terminal."""
    return "".join(char if _is_harmless(char) else f"\\u{ord(char):04x}" for char in text)


def _is_harmless(char: str) -> bool:
    if char.isprintable() or char in _KEPT:
        return True
    # Joiners shape Arabic and Indic words and emoji; other format characters reorder or hide text.
    return char in "\u200c\u200d" or unicodedata.category(char) == "Zs"


def say(text: str) -> None:
    """Print an answer in words on standard output."""
    _print(text, sys.stdout)


def tell(text: str) -> None:
    """Print a word to the person (a hint, a warning, what went wrong) on standard error."""
    _print(text, sys.stderr)


def give(value: object) -> None:
    """Print one JSON object on a line of its own, UTF-8 whatever the locale."""
    data = codec.encode(value) + b"\n"
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table on standard output, folded to the terminal's width and never cut."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        grid.add_column(head, overflow="fold")
    for row in rows:
        grid.add_row(*(Text(printable(cell)) for cell in row))
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else WIDE, highlight=False, emoji=False)
    with console.capture() as captured:
        console.print(grid)
    for line in captured.get().strip("\n").splitlines():
        _write(line.rstrip(), sys.stdout)


@contextmanager
def progress_line() -> Generator[Callable[[Step], None]]:
    """Show steps on one line of standard error while a terminal is there to see it; say nothing otherwise."""
    if not sys.stderr.isatty():
        yield lambda step: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda step: bar.update(
            task, completed=step.done, total=step.total or None, description=printable(step.doing)
        )


def _print(text: str, stream: TextIO) -> None:
    _write(printable(text), stream)


def _write(text: str, stream: TextIO) -> None:
    encoding = stream.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding), file=stream)
