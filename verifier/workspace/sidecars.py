"""Which file is a sidecar of which other, told by their names in one folder.

Cameras and drones write beside a clip or photo: telemetry subtitles (``.SRT``), a poster (``.THM``), a small copy
(``.LRV``, ``.LRF``), edits and ratings (``.XMP``, ``.AAE``); download tools write ``clip.info.json``. They are items
like any other, tied to their item by a link. What a file is comes from its content; that it belongs to another can be
told by the name alone.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

from verifier.domain.inspection import ItemKind

BESIDE_CLIPS = frozenset({".srt", ".vtt", ".ass", ".thm", ".lrv", ".lrf", ".gpx"})
BESIDE_ANY = frozenset({".xmp", ".aae", ".json", ".md5", ".sha256"})
SIDECAR_SUFFIXES = BESIDE_CLIPS | BESIDE_ANY


def tie(kinds: Mapping[Path, ItemKind]) -> dict[Path, Path]:
    """Return sidecar -> the file it belongs to, for files of known kinds; what fits several or none is left alone."""
    mains: dict[tuple[PurePath, str], list[Path]] = defaultdict(list)
    for path, kind in kinds.items():
        if kind in ("photo", "video", "audio") and path.suffix.casefold() not in SIDECAR_SUFFIXES:
            for name in _names_of_main(path):
                mains[path.parent, name].append(path)
    tied = ((path, _main_of(path, kinds, mains)) for path in kinds if path.suffix.casefold() in SIDECAR_SUFFIXES)
    return {path: main for path, main in tied if main is not None}


def _names_of_main(path: Path) -> Iterable[str]:
    stem = path.stem.casefold()
    yield path.name.casefold()
    yield stem
    if re.fullmatch(r"g[hx]\d{6}", stem):  # GoPro names the small copy of GX010001.MP4 GL010001.LRV
        yield f"gl{stem[2:]}"


def _main_of(
    path: Path, kinds: Mapping[Path, ItemKind], mains: Mapping[tuple[PurePath, str], list[Path]]
) -> Path | None:
    base = path.stem.casefold().removesuffix(".info")
    found = mains.get((path.parent, base), [])
    if path.suffix.casefold() in BESIDE_CLIPS:
        found = [main for main in found if kinds[main] == "video"]
    return found[0] if len(found) == 1 else None
