"""Arguments that several commands share, each declared once."""

from pathlib import Path
from typing import Annotated

import typer

CasePath = Annotated[Path, typer.Argument(metavar="CASE", help="The folder of the case, for example S.case.")]
ItemName = Annotated[
    str,
    typer.Argument(metavar="ITEM", help="The item: its label (E-0012), its id, or its file name if no other has it."),
]
AsName = Annotated[
    str, typer.Option("--as", metavar="NAME", help="Who edits; else the name in the settings. Never your login name.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print data as JSON on standard output, and nothing else there.")]
