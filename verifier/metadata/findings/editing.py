"""Marks that programs leave: their names, a history, a tail, an index that no longer fits."""

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256

from verifier.domain.readings import FloatValue, Reading
from verifier.metadata.findings.base import Look, Rule, Said

EDITORS = re.compile(
    r"photoshop|gimp|lightroom|snapseed|pixelmator|affinity|luminar|picsart|paint\.net|paintshop|picasa|acdsee|"
    r"capture one|darktable|rawtherapee|photoscape|polarr|facetune|remini|vsco|canva|imagemagick|graphicsmagick|"
    r"premiere|after effects|davinci|final cut|imovie|capcut|inshot|kinemaster|vegas|filmora|shotcut|kdenlive|"
    r"handbrake|lavf|lavc|photos \d|windows photo|preview",
    re.IGNORECASE,
)
"""Programs that change or write anew; a camera's own firmware is none of them."""
PLACES = (
    ("IFD0", "Software"),
    ("XMP-xmp", "CreatorTool"),
    ("PNG", "Software"),
    ("Keys", "Software"),
    ("ItemList", "Encoder"),
    ("Container", "encoder"),
    ("Container", "ENCODER"),
    ("Matroska", "WritingApp"),
    ("PDF", "Producer"),
)
ALIKE = 0.5
"""Correlation of a thumbnail with its picture: 0.70 or more in 134 samples, 0.26 or less in 24 of another picture."""
ENOUGH = 3
_TABLES = ("QuantizationTable", "ImageWidth", "ImageHeight")
SAVED = ("saved", "converted", "derived", "produced", "edited")
KNOWN_TAILS = (b"SEFT", b"SEFH", b"ftyp")
"""What phones put behind a photo: Samsung's trailer, the clip of a moving picture."""


def _programs(look: Look) -> Iterator[Said]:
    named = {
        look.readings[place].text.strip(): place
        for group, name in PLACES
        for place in look.at(group, name)
        if EDITORS.search(look.readings[place].text)
    }
    for text, place in list(named.items())[:3]:
        yield Said(f"A program has written the file: {text[:80]}", (place,))


def _history(look: Look) -> Iterator[Said]:
    steps = [p for p in look.at("XMP-xmpMM", "HistoryAction") if look.readings[p].text.strip().lower() in SAVED]
    if steps:
        yield Said(f"The file keeps a history of editing; steps that changed it: {len(steps)}.", tuple(steps[:20]))


def _tail(look: Look) -> Iterator[Said]:
    for place in look.at("JPEG", "TrailingBytes"):
        value = look.readings[place].value
        data = getattr(value, "data", bytes)()
        if data.strip(b"\0\xff") and not any(mark in data for mark in KNOWN_TAILS):
            yield Said(f"Bytes stand behind the end of the picture: {getattr(value, 'length', 0)}.", (place,))


def _cut_off(look: Look) -> Iterator[Said]:
    for place in look.at("JPEG", "EndOfImage"):
        yield Said("The picture has no end: the file is cut off, or goes on otherwise.", (place,))


def _thumbnail(look: Look) -> Iterator[Said]:
    for place in look.at("IFD1", "ThumbnailLikeness"):
        value = look.readings[place].value
        if isinstance(value, FloatValue) and value.number < ALIKE:
            yield Said("The small picture in the file does not show what the picture shows.", (place,))


def tables_of(readings: Iterable[Reading]) -> str:
    """Return size and quantization tables of a JPEG as a short mark, "" where it has none.

    Two photos of one mark are of one size and compressed alike; what the tables are stands among the readings.
    """
    told = [r.text for r in readings if r.group == "JPEG" and r.name.startswith(_TABLES)]
    return sha256("|".join(told).encode()).hexdigest()[:16] if any(" " in text for text in told) else ""


def _tables(look: Look) -> Iterator[Said]:
    """Speak where the camera's other photos of that size are all compressed in one way, and this one is not."""
    others = set(look.tables_of_camera)
    own = tables_of(look.readings)
    if own and len(look.tables_of_camera) >= ENOUGH and len(others) == 1 and own not in others:
        yield Said(
            f"The other {len(look.tables_of_camera)} photos of this camera are all compressed in one way, and this one"
            " in another.",
            tuple(p for p in look.at("JPEG") if look.readings[p].name.startswith("QuantizationTable")),
        )


RULES = (
    Rule(
        "program_named",
        "note",
        _programs,
        ("Developing, straightening and making smaller are everyday work and change no meaning.",),
    ),
    Rule(
        "editing_history",
        "note",
        _history,
        ("Agencies and photographers develop every photo; the history says how, not whether the scene was changed.",),
    ),
    Rule(
        "bytes_behind_picture",
        "attention",
        _tail,
        (
            "Phones put a short clip, a depth map or data of their own behind a photo.",
            "A program or a transfer filled the file up.",
        ),
    ),
    Rule(
        "thumbnail_unlike_picture",
        "attention",
        _thumbnail,
        (
            "A program changed the picture and left the small one as it was: cropping and turning are enough.",
            "A thermal camera puts the picture of its other lens there.",
        ),
    ),
    Rule(
        "tables_unlike_camera",
        "note",
        _tables,
        ("The quality was set otherwise on the camera.", "Many phones choose the compression for each photo."),
    ),
    Rule("picture_cut_off", "attention", _cut_off, ("The transfer was interrupted.", "The card was damaged or full.")),
)
