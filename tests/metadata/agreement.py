"""Compare our readings with what ExifTool says of the same files: shares per group, and every miss with its reason.

Run it for the table: ``python -m tests.metadata.agreement [--misses GROUP]``. The test beside it holds the shares as
floors. Equal means: numbers within 1e-6, times by their digits and zone, texts trimmed, bytes by their length.
Files that ExifTool warns about are counted apart; its Composite, File and maker-note groups do not count at all.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec

from tests.conftest import SAMPLES
from verifier.domain.readings import Reading
from verifier.media.sniff import sniff
from verifier.metadata.reading import read_all
from verifier.metadata.second_opinion import is_equal
from verifier.metadata.source import Source

FOLDERS = ("photos/", "drone-photos/", "videos/")
_GROUPS = re.compile(
    r"^(IFD0|IFD1|ExifIFD|GPS|InteropIFD|XMP-.+|IPTC|PNG|PNG-pHYs|QuickTime|Keys|UserData|ItemList|Track\d+)$"
)


class Miss(msgspec.Struct, frozen=True):
    """One tag of ExifTool's that we have not, or have otherwise."""

    file: str
    tag: str
    theirs: object
    ours: tuple[str, ...]


class Result(msgspec.Struct):
    """Counts per group: how many of ExifTool's tags we have with an equal value, of how many."""

    equal: Counter[str]
    total: Counter[str]
    misses: list[Miss]
    warned: int = 0

    def share(self, *groups: str) -> float:
        """Return the share over some groups; ``XMP`` and ``Track`` stand for all of their kind."""
        named = [g for g in self.total if g in groups or family(g) in groups]
        return sum(self.equal[g] for g in named) / max(1, sum(self.total[g] for g in named))


def family(group: str) -> str:
    """Return the family of a group: ``XMP`` for every namespace, ``Track`` for every track."""
    return "XMP" if group.startswith("XMP-") else re.sub(r"\d+$", "", group) if group.startswith("Track") else group


def compare(samples: Path = SAMPLES) -> Result:
    """Read every sample and compare."""
    truth = json.loads((samples / "GROUNDTRUTH.exiftool.json").read_text("utf-8"))
    result = Result(Counter(), Counter(), [])
    for name, tags in truth.items():
        if not name.startswith(FOLDERS):
            continue
        if any(key.startswith("ExifTool:") and "minor" not in str(text) for key, text in tags.items()):
            result.warned += 1
            continue
        _compare_file(name, tags, read(samples / name), result)
    return result


def read(path: Path) -> tuple[Reading, ...]:
    """Return all readings of a file."""
    with path.open("rb") as file:
        head = file.read(64 * 1024)
    size = path.stat().st_size
    with Source(path, head, sniff(head, size), size) as source:
        return read_all(source, "0" * 64).document.readings


def _compare_file(name: str, tags: dict[str, object], readings: tuple[Reading, ...], result: Result) -> None:
    ours: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        ours[f"{reading.group}:{reading.name}".lower()].append(reading)
    for key, value in tags.items():
        group, _, tag = key.partition(":")
        if _GROUPS.match(group) is None or tag == "Warning":
            continue
        for path, leaf in _leaves(tag, value):
            result.total[group] += 1
            found = ours.get(f"{group}:{path}".lower(), [])
            if not found and path != tag:
                found = [r for key, rs in ours.items() if key.startswith(f"{group}:".lower()) for r in rs]
            if any(is_equal(leaf, reading) for reading in found):
                result.equal[group] += 1
            else:
                shown = tuple(f"{r.reader}={r.text[:60]}" for r in found[:3]) if path == tag else ("(structure)",)
                result.misses.append(Miss(name, f"{group}:{path}", leaf, shown))


def _leaves(tag: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield plain values; a structure is flattened into its fields, a list of plain values stays one."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(f"{tag}{key[:1].upper()}{key[1:]}", part)
    elif isinstance(value, list) and any(isinstance(part, dict | list) for part in value):
        for part in value:
            yield from _leaves(tag, part)
    else:
        yield tag, value


def main(arguments: list[str]) -> None:
    result = compare()
    lines: list[str] = []
    wanted = arguments[arguments.index("--misses") + 1] if "--misses" in arguments else None
    for miss in result.misses:
        group = miss.tag.partition(":")[0]
        if wanted is not None and wanted in (group, family(group)):
            lines.append(f"  {miss.file} {miss.tag}: theirs {str(miss.theirs)[:70]!r}, ours {miss.ours or 'nothing'}")
    families = Counter(family(group) for group in result.total for _ in range(result.total[group]))
    for name, total in families.most_common():
        lines.append(f"{name:12} {100 * result.share(name):6.2f} %  of {total}")
    lines.append(f"{result.warned} files that ExifTool warns about do not count")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
