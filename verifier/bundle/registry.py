"""The export formats; a new one is a module and a line here."""

from pathlib import Path
from typing import Protocol

import msgspec

from verifier.bundle.bag import Written, write_folder, write_zip
from verifier.bundle.evidence_file import write_evidence
from verifier.bundle.material import Material
from verifier.bundle.options import Options
from verifier.domain.progress import Progress


class Write(Protocol):
    """Writes a case out to ``out``, whole or not at all."""

    def __call__(self, material: Material, options: Options, out: Path, progress: Progress) -> Written: ...


class Format(msgspec.Struct, frozen=True):
    """One export format: its name on the command line, its title, the suffix of what it writes."""

    name: str
    title: str
    suffix: str
    write: Write


FORMATS: tuple[Format, ...] = (
    Format("bagit", "Evidence bundle, a folder (BagIt)", "", write_folder),
    Format("bagit-zip", "Evidence bundle, one .zip file (BagIt)", ".zip", write_zip),
    Format("json", "The records alone, one .json file", ".json", write_evidence),
)


def format_named(name: str) -> Format | None:
    """Return the format of that name, or ``None``."""
    return next((known for known in FORMATS if known.name == name), None)
