"""Names of EXIF and GPS tags, as ExifTool prints them, so that two programs' answers can be laid side by side.

``exif_tags.tsv`` (table, hexadecimal id, name) was generated from ``exiftool -listx -EXIF:All`` of ExifTool 12.57;
where a number means different things in different directories, the first, most general name stands.
"""

from functools import cache, lru_cache
from importlib import resources


@cache
def _tables() -> dict[str, dict[int, str]]:
    tables: dict[str, dict[int, str]] = {"exif": {}, "gps": {}}
    text = resources.files("verifier.metadata").joinpath("exif_tags.tsv").read_text("ascii")
    for line in text.splitlines():
        table, number, name = line.split("\t")
        tables[table][int(number, 16)] = name
    return tables


@lru_cache(maxsize=4096)
def tag_name(group: str, tag: int) -> str:
    """Return the name of a tag in a directory group, ``0x9999`` where it is not known."""
    names = _tables()["gps" if group == "GPS" else "exif"]
    return names.get(tag) or f"0x{tag:04x}"
