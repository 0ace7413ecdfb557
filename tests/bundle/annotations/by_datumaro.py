"""Let datumaro read what the formats write; by hand: ``python -m tests.bundle.annotations.by_datumaro``.

Its OpenCV and the program's overwrite each other, so it reads in an environment of its own, which uv fetches. Prints
for each format how many pictures it read, and raises where the boxes or names are others than were drawn.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

DATUMARO = "datumaro==1.13.12"
NAMES = ["DJI Mavic 3", "not yet tagged", "Дрон «人»: $50"]
FORMATS = {
    "coco": ("coco_instances", ""),
    "yolo": ("yolo", ""),
    "voc": ("voc_detection", ""),
    "cvat": ("cvat", ""),
    "cvat-video": ("cvat", "E-0002"),
    "mot": ("mot_seq", "E-0002"),
}
"""What datumaro calls a format of ours, and the folder within that it reads."""
SEEN, SPANNED = [820.0, 410.0, 900.0, 620.0], [700.0, 300.0, 80.0, 40.0]
"""Left, top, width and height of two boxes in the clip: on its third frame, and from its second to its fifth."""


def write(folder: Path) -> None:
    """Write a case with every kind of region in every format."""
    from tests.bundle.annotations.conftest import Regions
    from verifier.bundle.options import Options
    from verifier.bundle.registry import format_named
    from verifier.domain.progress import Progress

    made = Regions(folder / "case")
    for name in FORMATS:
        known = format_named(name)
        if known is None:
            raise SystemExit(f"there is no format {name}")
        known.write(made.case, Options(), folder / name, Progress())


def read(folder: Path) -> None:
    """Read every format back, in the environment that has datumaro."""
    from datumaro.components.dataset import Dataset  # type: ignore[import-not-found]

    for name, (theirs, within) in FORMATS.items():
        found: Any = Dataset.import_from(str(folder / name / within), theirs)
        labels = [category.name for category in next(iter(found.categories().values()))]
        regions = [one for item in found for one in item.annotations if hasattr(one, "get_bbox")]
        boxes = [[round(n, 3) for n in one.get_bbox()] for one in regions]
        shift = 1 if name == "voc" else 0  # it counts from one and keeps both ends
        wanted = [[x + shift, y + shift, w - shift, h - shift] for x, y, w, h in (SEEN, SPANNED)]
        missing = [box for box in wanted if box not in boxes]
        strange = [label for label in NAMES if not any(label.startswith(one[:6]) for one in labels)]
        if missing or strange:
            raise SystemExit(f"{name}: boxes {missing}, names {strange} did not come back: {labels}, {boxes[:9]}")
        print(f"{name}: {len(found)} pictures, {len(boxes)} regions, {len(labels)} names")  # noqa: T201


def main() -> None:
    """Write, then let the other environment read."""
    with tempfile.TemporaryDirectory() as name:
        write(Path(name))
        other = ["uv", "run", "--no-project", "--isolated", "--with", DATUMARO, "python", __file__, name]
        subprocess.run(other, check=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        read(Path(sys.argv[1]))
    else:
        main()
