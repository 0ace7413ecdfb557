"""The plain technical facts of an item, and stored values as they stood, in words. No Qt."""

from typing import Any

from verifier.domain.readings import BytesValue, FloatValue, IntegerValue, ListValue, RationalValue, TextValue
from verifier.domain.records import Item
from verifier.gui.items.words import duration_words, short_size_words
from verifier.gui.speech import tr, tr_made
from verifier.gui.timeline.clip import rate_words

LONGEST_RAW = 4000
MOST_BYTES = 1000
"""What is written out of one value; the whole stands in the file, at the place that the reading names."""


def technical_rows(item: Item) -> list[tuple[str, str]]:
    """Write the plain technical facts of an item that are known."""
    known = item.technical
    rows = [
        (tr("Kind"), f"{tr(item.kind.replace('_', ' '))}, {item.media_type}"),
        (tr("Size"), size_words(item.fingerprints.size_bytes)),
    ]
    if known.displayed_width and known.displayed_height:
        rows.append((tr("Picture"), f"{known.displayed_width} × {known.displayed_height}"))
    if known.rotation_deg:
        rows.append((tr("Turned"), tr("{angle}° clockwise for showing", angle=known.rotation_deg)))
    if known.duration_s:
        rows.append((tr("Length"), duration_words(known.duration_s)))
    if known.frame_count:
        rows.append((tr("Frames"), f"{known.frame_count}, {rate_words(known)}".rstrip(", ")))
    if known.codec:
        rows.append((tr("Coded as"), known.codec))
    if known.has_audio is not None and item.kind == "video":
        rows.append((tr("Sound"), tr("yes") if known.has_audio else tr("none")))
    if known.picture:
        rows.append((tr("Shown"), tr_made(known.picture)))
    return rows


def size_words(size_bytes: int) -> str:
    """Write a size with its exact bytes."""
    short = short_size_words(size_bytes)
    if size_bytes < 1000:
        return short
    return tr("{short} ({exact} bytes)", short=short, exact=f"{size_bytes:,}".replace(",", " "))


def raw_words(value: Any) -> str:
    """Write a stored value as it stood, cut where it is long."""
    match value:
        case TextValue():
            words = value.text
        case IntegerValue():
            words = str(value.integer)
        case RationalValue():
            words = f"{value.numerator}/{value.denominator}"
        case FloatValue():
            words = value.text
        case BytesValue():
            more = " …" if value.length > MOST_BYTES else ""
            words = tr("{number} bytes: {bytes}", number=value.length, bytes=value.data()[:MOST_BYTES].hex(" ") + more)
        case ListValue():
            parted = ", " if any(isinstance(part, TextValue) for part in value.items) else " "
            words = parted.join(raw_words(part) for part in value.items)
        case _:
            words = ""
    return f"{words[:LONGEST_RAW]} …" if len(words) > LONGEST_RAW else words
