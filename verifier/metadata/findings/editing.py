"""Marks that programs leave: their names, a history, a tail, an index that no longer fits."""

import re
from collections.abc import Iterator

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
    Rule("picture_cut_off", "attention", _cut_off, ("The transfer was interrupted.", "The card was damaged or full.")),
)
