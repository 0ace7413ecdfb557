"""Marks of the way a file went: names that messengers give, sizes they make, what they take away."""

import re
from collections.abc import Iterator

from verifier.metadata.findings.base import Look, Rule, Said

NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("WhatsApp", re.compile(r"^(IMG|VID|AUD|PTT|DOC)-\d{8}-WA\d{4}|^WhatsApp (Image|Video) \d{4}-", re.IGNORECASE)),
    (
        "Telegram",
        re.compile(r"^(photo|video|document)_\d+@\d\d-\d\d-\d{4}_|^(photo|video)_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d"),
    ),
    ("Signal", re.compile(r"^signal-\d{4}-\d\d-\d\d-\d{6}", re.IGNORECASE)),
    ("Viber", re.compile(r"^(viber_image|0-02-0[0-9a-f]-[0-9a-f]{40,})", re.IGNORECASE)),
    ("Facebook", re.compile(r"^(FB_IMG_\d{13}|\d{8,}_\d{10,}_\d{10,}_[no]\.)", re.IGNORECASE)),
)
SIDES = {1280: "Telegram", 1600: "WhatsApp", 2048: "Facebook or WhatsApp", 1080: "Instagram"}
"""Longest sides that platforms make pictures; seen often, guaranteed nowhere."""
BRANDS = (("Google Inc.", "YouTube or another service of Google"), ("Facebook", "Facebook"), ("Twitter", "X"))


def _bare(look: Look) -> bool:
    return not any(name in look.facts for name in ("make", "model", "captured_at", "serial_numbers"))


def _named(look: Look) -> Iterator[Said]:
    for platform, pattern in NAMES:
        if pattern.search(look.file_name) and _bare(look):
            yield Said(f"Its name is one that {platform} gives, and it says nothing of its camera.")


def _sized(look: Look) -> Iterator[Said]:
    sides = (look.technical.width or 0, look.technical.height or 0)
    platform = SIDES.get(max(sides))
    if look.kind == "photo" and platform and _bare(look):
        yield Said(f"Its longest side, {max(sides)} pixels, is one that {platform} makes, and it names no camera.")


def _branded(look: Look) -> Iterator[Said]:
    for group in ("Stream*", "Track*", "Container", "ItemList"):
        for place in look.at(group):
            text = look.readings[place].text
            for brand, platform in BRANDS:
                if brand in text:
                    yield Said(f"The clip was written anew by {platform}.", (place,))
                    return


RULES = (
    Rule(
        "messenger_name",
        "note",
        _named,
        ("Files that go through a messenger are made smaller and lose what they said. Ask for the original.",),
    ),
    Rule(
        "platform_size",
        "note",
        _sized,
        ("Cameras and programs make such sizes too.", "Platforms take away what a file says. Ask for the original."),
    ),
    Rule(
        "platform_brand",
        "note",
        _branded,
        ("Everything that is downloaded from a platform was written anew there. Ask for the original.",),
    ),
)
