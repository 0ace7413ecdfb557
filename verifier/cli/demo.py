"""The command that shows the whole path at once on media that ship with the program: ``demo``."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from verifier.cli.bundles import say_check
from verifier.cli.output import progress_line, say, tell
from verifier.cli.window import called, has_display

DEFAULT = Path("verifier-demo")
CASE = "demo.case"
BUNDLE = "demo-bundle"
OpenWindow = Callable[[Path | None], int]


def make_demo(
    context: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Where to; verifier-demo here if nothing is named.")
    ] = None,
    no_window: Annotated[bool, typer.Option("--no-window", help="Build, export and check only.")] = False,
) -> None:
    """Build a demonstration case from shipped media, export its bundle for a reader outside, check it, open it.

    The media are synthetic and say so. A demonstration that is there already is used again, with what you edited in it.

    \b
    Example:
      verifier demo
    """
    place = folder if folder is not None else _free_place(DEFAULT)
    case = _case_in(place)
    bundle = _bundle_of(case, place)
    is_sound = _check(bundle)
    say(f"\nThe case is in {case}\nIts bundle is in {bundle}")
    say(f"Look around: {called()} list {case}   ·   open it: {called()} {case}")
    if not is_sound:
        raise typer.Exit(1)
    open_window: OpenWindow | None = context.obj
    if no_window or open_window is None:
        return
    if not has_display():
        tell("There is no display here, so the window is not opened. Everything else is done.")
        return
    raise typer.Exit(open_window(case))


def _free_place(wanted: Path) -> Path:
    """Return a folder that is not there, is empty, or holds a demonstration: ``wanted``, else ``wanted-2``, ..."""
    number, place = 1, wanted
    while place.exists() and not (place / CASE).is_dir() and not (place.is_dir() and not any(place.iterdir())):
        number += 1
        place = wanted.with_name(f"{wanted.name}-{number}")
    return place


def _case_in(place: Path) -> Path:
    """Return the demonstration's case, built whole or not at all; one that is there is left as it is."""
    from verifier.domain.errors import StorageFailed
    from verifier.domain.progress import Progress
    from verifier.workspace.demo import build_demo

    case = place / CASE
    if case.is_dir():
        say(f"Using the demonstration case that is there: {case}")
        return case
    say("Building the demonstration case: three photos, a copy, a clip with telemetry, an invoice …")
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place, prefix="building-") as building, progress_line() as show:
            build_demo(Path(building) / CASE, Progress(show))
            (Path(building) / CASE).rename(case)
    except OSError as error:
        raise StorageFailed(f"The demonstration cannot be written: {error.strerror}.", place.name) from error
    return case


def _bundle_of(case: Path, place: Path) -> Path:
    """Export the case for a reader outside, beside earlier bundles."""
    from verifier.bundle.options import Options
    from verifier.cli.opening import opened
    from verifier.domain.progress import Progress
    from verifier.workspace.exporting import export, find_format

    number, bundle = 1, place / BUNDLE
    while bundle.exists():
        number += 1
        bundle = place / f"{BUNDLE}-{number}"
    say("Exporting it for a reader outside: no names of people, no file names, no working notes …")
    with opened(case, read_only=True) as workspace, progress_line() as show:
        export(workspace, find_format("bagit"), Options(), bundle, Progress(show))
    return bundle


def _check(bundle: Path) -> bool:
    from verifier.bundle.check import check

    say("Checking the bundle as a stranger would, from the bundle alone …")
    result = check(bundle)
    say_check(result)
    return result.sound
