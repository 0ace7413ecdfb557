"""What somebody does who changes a bundle and knows BagIt: manifests and counts written anew over it."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

TAGS = ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")


def rewrite_manifests(bag: Path) -> None:
    """Make a bag valid again for every BagIt tool, whatever was done to its payload."""
    payload = sorted(p.relative_to(bag).as_posix() for p in (bag / "data").rglob("*") if p.is_file())
    count = sum((bag / path).stat().st_size for path in payload)
    info = bag / "bag-info.txt"
    lines = [line for line in info.read_text().splitlines() if not line.startswith("Payload-Oxum")]
    info.write_text("".join(f"{line}\n" for line in [*lines, f"Payload-Oxum: {count}.{len(payload)}"]))
    (bag / "manifest-sha256.txt").write_text("".join(f"{digest(bag / path)}  {path}\n" for path in payload))
    (bag / "tagmanifest-sha256.txt").write_text("".join(f"{digest(bag / path)}  {path}\n" for path in TAGS))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def edit_json(path: Path, edit: Callable[[Any], None]) -> None:
    """Change a JSON document and write it in the program's own form."""
    document = json.loads(path.read_text())
    edit(document)
    path.write_text(json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n")


def edit_lines(path: Path, edit: Callable[[list[str]], None]) -> None:
    """Change the lines of a file."""
    lines = path.read_text().splitlines()
    edit(lines)
    path.write_text("".join(f"{line}\n" for line in lines))
