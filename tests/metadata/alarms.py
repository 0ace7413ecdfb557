"""How often each rule fires on honest files: ``python -m tests.metadata.alarms [--files CODE]``.

Honest files are the photos, drone photos and clips of the samples as cameras and their owners left them, and copies
made of the photos as a messenger makes them: small, written anew, without metadata, under a messenger's name.
"""

import io
import re
import sys
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from tests.conftest import SAMPLES
from verifier.catalog.catalog import load_catalog
from verifier.domain.errors import VerifierError
from verifier.domain.readings import Finding
from verifier.metadata.inspect import inspect

FOLDERS = ("photos", "drone-photos", "videos", "telemetry")
GRAFTED = {"thumbnail_unlike_picture": re.compile(r"/exiv2__")}
"""What a rule is there for is no false alarm: exiv2's samples carry the headers of many cameras on one picture."""
COPY_SIDE, COPY_QUALITY = 1280, 75


class Alarms:
    """Counts per rule: files it fired on, of how many."""

    def __init__(self) -> None:
        self.files = 0
        self.fired: Counter[str] = Counter()
        self.severities: dict[str, str] = {}
        self.where: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, name: str, findings: tuple[Finding, ...]) -> None:
        """Count one file."""
        self.files += 1
        for code in {finding.code for finding in findings}:
            if code in GRAFTED and GRAFTED[code].search(name):
                continue
            self.fired[code] += 1
            self.where[code].append(name)
        self.severities.update((finding.code, finding.severity) for finding in findings)

    def rate(self, code: str) -> float:
        """Return the part of the files on which a rule fired."""
        return self.fired[code] / max(1, self.files)


def originals(samples: Path) -> Iterator[Path]:
    """Yield the honest files."""
    for folder in FOLDERS:
        yield from sorted(path for path in (samples / folder).rglob("*") if path.is_file())


def on_originals(samples: Path = SAMPLES) -> Alarms:
    """Look at every honest file as it is."""
    alarms, catalog = Alarms(), load_catalog()
    for path in originals(samples):
        try:
            alarms.add(str(path.relative_to(samples)), inspect(path, catalog).findings)
        except VerifierError:
            continue
    return alarms


def on_copies(folder: Path, samples: Path = SAMPLES) -> Alarms:
    """Look at copies of the photos as a messenger makes them."""
    alarms, catalog = Alarms(), load_catalog()
    for number, path in enumerate(originals(samples)):
        copy = _copied(path)
        if copy is not None:
            place = folder / f"IMG-20230303-WA{number % 10_000:04d}.jpg"
            place.write_bytes(copy)
            alarms.add(path.name, inspect(place, catalog).findings)
            place.unlink()
    return alarms


def _copied(path: Path) -> bytes | None:
    if path.suffix.lower() not in (".jpg", ".jpeg"):
        return None
    try:
        # Some samples are no sound MPF files, and Pillow says so.
        with warnings.catch_warnings(action="ignore"), Image.open(path) as image:
            small = image.convert("RGB")
            small.thumbnail((COPY_SIDE, COPY_SIDE))
            out = io.BytesIO()
            small.save(out, "JPEG", quality=COPY_QUALITY)
            return out.getvalue()
    except (OSError, ValueError):
        return None


def main(arguments: list[str]) -> None:
    """Print the table."""
    import tempfile

    found = on_originals()
    with tempfile.TemporaryDirectory() as folder:
        copies = on_copies(Path(folder))
    lines = [f"{'rule':26} {'severity':14} of {found.files} originals   of {copies.files} copies"]
    for code in sorted({*found.fired, *copies.fired}, key=lambda code: -found.rate(code)):
        severity = found.severities.get(code) or copies.severities[code]
        lines.append(f"{code:26} {severity:14} {100 * found.rate(code):9.1f} %     {100 * copies.rate(code):9.1f} %")
    if "--files" in arguments:
        lines += found.where[arguments[arguments.index("--files") + 1]]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
