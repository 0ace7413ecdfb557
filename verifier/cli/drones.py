"""The command that searches the catalog: ``drones``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli.options import AsJson
from verifier.cli.output import give, table, tell
from verifier.cli.window import called

if TYPE_CHECKING:
    from verifier.cli.shapes import DroneLine

MOST_ANSWERS = 50


def list_drones(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="QUERY", help="A name, nickname, maker or camera code.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Search the catalog of drones; no words lists all of it.

    The first column is what ``tag --drone`` takes. A claim may stop at a family or a class, or at “undetermined”.

    \b
    Examples:
      verifier drones mavic
      verifier drones Орлан
    """
    from verifier.cli.shapes import DroneSearch

    query = " ".join(words or ())
    lines = _search(query)
    if as_json:
        give(DroneSearch(query=query, entries=lines))
        return
    if not lines:
        tell(f"The catalog knows nothing called “{query}”. A claim can stop at a class; {called()} drones lists all.")
        raise typer.Exit(1)
    table(("Drone", "Level", "Name", "Maker", "Found by"), ((e.id, e.level, e.name, e.maker, e.matched) for e in lines))


def _search(query: str) -> "tuple[DroneLine, ...]":
    from verifier.catalog.catalog import load_catalog
    from verifier.cli.shapes import DroneLine
    from verifier.workspace.settings import load_settings

    extra = load_settings().settings.extra_catalog
    catalog = load_catalog(Path(extra) if extra else None)
    for trouble in catalog.troubles:
        tell(trouble)
    if query.strip():
        found = [(hit.entry, hit.matched) for hit in catalog.search(query, MOST_ANSWERS)]
    else:
        found = [(entry, "") for entry in catalog.entries]
    return tuple(
        DroneLine(id=entry.id, level=entry.level, name=entry.name, maker=entry.maker or "", matched=matched)
        for entry, matched in found
    )
