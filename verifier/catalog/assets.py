"""Find the files shipped with the program, from a checkout or from an installed wheel.

The build puts ``assets/`` into the wheel as ``verifier/_assets/`` (pyproject.toml).
"""

from pathlib import Path

from verifier.domain.errors import UnreadableFile

_PACKAGE = Path(__file__).resolve().parent.parent
ROOTS = (_PACKAGE / "_assets", _PACKAGE.parent / "assets")


def find_asset(relative: str) -> Path:
    """Return the path of a shipped file or folder, for example ``catalog/models.json``.

    Raise :class:`UnreadableFile` where the installation lacks it.
    """
    for root in ROOTS:
        path = root / relative
        if path.exists():
            return path
    raise UnreadableFile("This file of the program is missing; install the program again.", relative)
