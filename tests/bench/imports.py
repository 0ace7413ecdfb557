"""2,000 photos imported with every reading, beside ``exiftool -r -json`` and ``sha256sum`` over the same folder.

The photos are the JPEGs of the samples, each copy with a comment of its own, so that no two are alike; without samples,
nothing is measured. Ours copies the files, hashes them three ways, reads them, decodes them, makes thumbnails and
hashes of their looks, and writes the journal, all on two workers. Figures are seconds by the clock, with the load of
the machine beside them, and of the processor: ours on two workers takes half of its processor seconds where both
processors are free. SRT: 3.6 MB of cues, in seconds of work.
"""

import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

from tests.bench.figures import Figure, interleave, not_measured, processor_s, wall_s
from tests.conftest import SAMPLES
from verifier.metadata.telemetry.srt import read_srt

PHOTOS = 2_000
ROUNDS = 1
CUE = "{n}\n00:{m:02d}:{s:02d},{ms:03d} --> 00:00:00,000\n[iso : 100] [shutter : 1/60.0] [latitude: 48.46{n:05d}] \
[longitude: 35.0462] [rel_alt: 12.300 abs_alt: 80.100] [gb_yaw: 12.0 gb_pitch: -30.0 gb_roll: 0.0]\n\n"


def make_folder(folder: Path) -> Path:
    """Fill a folder with copies of the samples' JPEGs, each with a comment that makes it another file."""
    known = [path for name in ("photos", "drone-photos") for path in sorted((SAMPLES / name).rglob("*.[jJ][pP]*[gG]"))]
    for number, path in enumerate(islice(cycle(known), PHOTOS)):
        data = path.read_bytes()
        words = f"copy {number}".encode()
        mark = b"\xff\xfe" + struct.pack(">H", len(words) + 2) + words
        (folder / f"IMG_{number:04d}.jpg").write_bytes(data[:2] + mark + data[2:])
    return folder


def ours(folder: Path, cases: Path) -> None:
    """Import the folder into a new case through the command line."""
    case = cases / "made.case"
    shutil.rmtree(case, ignore_errors=True)
    words = [sys.executable, "-m", "verifier"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([*words, "new", str(case), "--title", "made", "--as", "bench"], check=True, **quiet)
    subprocess.run([*words, "add", str(case), str(folder)], check=False, **quiet)


def theirs(folder: Path) -> None:
    """Let ExifTool read the folder and sha256sum hash it, one after the other."""
    subprocess.run(["exiftool", "-r", "-json", str(folder)], capture_output=True, check=False)
    files = [str(path) for path in folder.iterdir()]
    subprocess.run(["sha256sum", *files], capture_output=True, check=True)


def _require_all(case: Path) -> None:
    """Raise where not every photo is in the case: what failed early would pass for quick."""
    told = subprocess.run(
        [sys.executable, "-m", "verifier", "list", str(case), "--json"], capture_output=True, check=True
    )
    count = len(json.loads(told.stdout)["items"])
    if count != PHOTOS:
        raise RuntimeError(f"{count} of {PHOTOS} photos were imported")


def main() -> None:
    """Measure and print."""
    text = "".join(
        CUE.format(n=n, m=n // 1800, s=n // 30 % 60, ms=n % 30 * 33)
        for n in range(3_600_000 // len(CUE.format(n=1, m=1, s=1, ms=1)))
    )
    interleave({"ours": lambda: read_srt(text)}, 3, f"SRT of {len(text) / 1e6:.1f} MB", processor_s)
    if shutil.which("exiftool") is None or not SAMPLES.exists():
        not_measured("import of 2,000 photos", "exiftool or the samples are missing")
        return
    with tempfile.TemporaryDirectory() as name:
        folder, cases = Path(name) / "photos", Path(name) / "cases"
        folder.mkdir()
        cases.mkdir()
        make_folder(folder)
        contenders = {
            "ours, import on two workers": lambda: ours(folder, cases),
            "exiftool -r -json, then sha256sum": lambda: theirs(folder),
        }
        print(f"load before: {os.getloadavg()[0]:.1f}", file=sys.stderr)  # noqa: T201
        for _ in range(ROUNDS):
            for who, work in contenders.items():
                used: list[float] = []
                by_the_clock = wall_s(lambda work=work, used=used: used.append(processor_s(work)))
                Figure(who, f"{PHOTOS} photos", "s", (by_the_clock,)).print()
                Figure(who, f"{PHOTOS} photos, processor", "s", tuple(used)).print()
        _require_all(cases / "made.case")
        print(f"load after: {os.getloadavg()[0]:.1f}", file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main()
