"""What the file says, in short: facts, findings, which drones may have filmed, as plain rows. No Qt."""

from typing import Any

from verifier.domain.readings import BytesValue, Fact, FloatValue, IntegerValue, ListValue, RationalValue, TextValue
from verifier.domain.records import Item
from verifier.gui.items.words import duration_words, short_size_words
from verifier.gui.timeline.clip import rate_words

FACT_WORDS: tuple[tuple[str, str], ...] = (
    ("make", "Maker"),
    ("model", "Model"),
    ("serial_numbers", "Serial numbers"),
    ("captured_at", "Recorded"),
    ("captured_at_offset", "Zone as stated"),
    ("latitude_deg", "Latitude"),
    ("longitude_deg", "Longitude"),
    ("altitude_m", "Altitude, m"),
    ("gimbal_yaw_deg", "Gimbal heading, °"),
    ("software", "Software"),
)
LONGEST_RAW = 400


def fact_rows(facts: dict[str, Fact]) -> list[tuple[str, str]]:
    """Write facts in a fixed order, those without words of ours last under their own names."""
    known = dict(FACT_WORDS)
    order = [name for name, _ in FACT_WORDS if name in facts] + sorted(name for name in facts if name not in known)
    rows: list[tuple[str, str]] = []
    for name in order:
        fact = facts[name]
        rows.append((known.get(name) or name.replace("_", " ").capitalize(), value_words(fact.value)))
        rows += [("  other reading", value_words(other.value)) for other in fact.others]
    return rows


def value_words(value: Any) -> str:
    """Write the value of a fact."""
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    return f"{value:.7g}" if isinstance(value, float) and abs(value) < 1000 else str(value)


def technical_rows(item: Item) -> list[tuple[str, str]]:
    """Write the plain technical facts of an item that are known."""
    known = item.technical
    rows = [
        ("Kind", f"{item.kind.replace('_', ' ')}, {item.media_type}"),
        ("Size", size_words(item.fingerprints.size_bytes)),
    ]
    if known.displayed_width and known.displayed_height:
        rows.append(("Picture", f"{known.displayed_width} × {known.displayed_height}"))
    if known.rotation_deg:
        rows.append(("Turned", f"{known.rotation_deg}° clockwise for showing"))
    if known.duration_s:
        rows.append(("Length", duration_words(known.duration_s)))
    if known.frame_count:
        rows.append(("Frames", f"{known.frame_count}, {rate_words(known)}".rstrip(", ")))
    if known.codec:
        rows.append(("Coded as", known.codec))
    if known.has_audio is not None and item.kind == "video":
        rows.append(("Sound", "yes" if known.has_audio else "none"))
    if known.picture:
        rows.append(("Shown", known.picture))
    return rows


def size_words(size_bytes: int) -> str:
    """Write a size with its exact bytes."""
    short = short_size_words(size_bytes)
    return short if size_bytes < 1000 else f"{short} ({size_bytes:,} bytes)".replace(",", " ")


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
            words = f"{value.length} bytes: {value.data()[:64].hex(' ')}"
        case ListValue():
            words = ", ".join(raw_words(part) for part in value.items)
        case _:
            words = ""
    return f"{words[:LONGEST_RAW]} …" if len(words) > LONGEST_RAW else words
