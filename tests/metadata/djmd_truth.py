"""Ask ExifTool what it reads in a clip of every layout: ``python -m tests.metadata.djmd_truth EXIFTOOL > FILE``.

ExifTool knows these layouts from 13.59 on. What it said is kept in ``tests/data/djmd.exiftool.json``.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.metadata.made_djmd import clip, whole
from verifier.metadata.dji_schemas import SCHEMAS

LATITUDE, LONGITUDE = -33.856784, 151.215297


def made(protocol: str) -> bytes:
    """Return a clip of one sample in which every field of a layout has a value."""
    return clip([whole(protocol, SCHEMAS[protocol], LATITUDE, LONGITUDE)])


def main(exiftool: str) -> None:
    """Print what ExifTool says of each."""
    said: dict[str, dict[str, object]] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.mp4"
        for protocol in SCHEMAS:
            path.write_bytes(made(protocol))
            ran = subprocess.run([exiftool, "-ee3", "-n", "-j", "-G0", str(path)], capture_output=True, check=True)
            tags = json.loads(ran.stdout)[0]
            said[protocol] = {key.split(":")[1]: tag for key, tag in tags.items() if key.startswith("Protobuf:")}
    sys.stdout.write(json.dumps(said, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
