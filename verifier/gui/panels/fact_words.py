"""Words for what a file says of itself: names of facts, their values, and where two of them differ. No Qt."""

from typing import Any

import msgspec

from verifier.domain.readings import Fact, FactValue, Reading
from verifier.gui.speech import tr

FACT_WORDS: dict[str, tuple[str, str]] = {
    "make": ("Maker", ""),
    "model": ("Model", ""),
    "drone_model": ("Drone model", ""),
    "unique_camera_model": ("Camera model, in full", ""),
    "serial_numbers": ("Serial numbers", ""),
    "captured_at": ("Recorded", ""),
    "captured_at_offset": ("Zone as stated", ""),
    "gps_time": ("Time by satellite, UTC", ""),
    "digitized_at": ("Digitized", ""),
    "modified_at": ("Changed", ""),
    "container_created_at": ("Container made, UTC", ""),
    "container_modified_at": ("Container changed, UTC", ""),
    "latitude_deg": ("Latitude", "°"),
    "longitude_deg": ("Longitude", "°"),
    "altitude_m": ("Height above sea level", " m"),
    "relative_altitude_m": ("Height above take-off", " m"),
    "heading_deg": ("Camera heading, true north", "°"),
    "heading_magnetic_deg": ("Camera heading, magnetic north", "°"),
    "gimbal_yaw_deg": ("Gimbal heading", "°"),
    "gimbal_pitch_deg": ("Gimbal pitch", "°"),
    "gimbal_roll_deg": ("Gimbal roll", "°"),
    "flight_yaw_deg": ("Drone heading", "°"),
    "flight_pitch_deg": ("Drone pitch", "°"),
    "flight_roll_deg": ("Drone roll", "°"),
    "lens": ("Lens", ""),
    "lens_serial_number": ("Serial number of the lens", ""),
    "focal_length_mm": ("Focal length", " mm"),
    "focal_length_35mm_mm": ("Focal length on 35 mm film", " mm"),
    "exposure_time_s": ("Exposure", " s"),
    "f_number": ("Aperture, f/", ""),
    "iso": ("ISO", ""),
    "orientation": ("Orientation", ""),
    "software": ("Software", ""),
    "author": ("Author", ""),
    "copyright": ("Copyright", ""),
    "description": ("Description", ""),
    "downloaded_from": ("Downloaded from", ""),
    "download_referrer": ("Downloaded by way of", ""),
}
"""Name and unit of every fact, in the order in which they are read: who, when, where, how."""
_DEGREES = frozenset(("latitude_deg", "longitude_deg"))
_TIMES = frozenset(name for name in FACT_WORDS if name.endswith("_at"))
LONGEST_QUOTED = 80


class Contradiction(msgspec.Struct, frozen=True):
    """Two answers to one question: the fact, a sentence with both values and where each stood."""

    fact: str
    sentence: str


def in_order(facts: dict[str, Fact]) -> list[str]:
    """Return the names of facts in the order in which they are read; one without words of ours stands last."""
    return [name for name in FACT_WORDS if name in facts] + sorted(name for name in facts if name not in FACT_WORDS)


def fact_name(name: str) -> str:
    """Return what a fact is called."""
    return tr(FACT_WORDS[name][0]) if name in FACT_WORDS else name.replace("_", " ").capitalize()


def fact_text(name: str, value: Any) -> str:
    """Write the value of a fact with its unit; an exposure as photographers do, ``1/320 s``."""
    unit = FACT_WORDS[name][1] if name in FACT_WORDS else ""
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]
    if isinstance(value, float):
        return f"{_number_text(name, value)}{unit}"
    if name in _TIMES:
        return str(value).replace("T", " ", 1)
    return f"{value}{unit}"


def _number_text(name: str, value: float) -> str:
    if name in _DEGREES:
        return f"{value:.6f}"
    if name == "exposure_time_s" and 0 < value < 0.3:
        return f"1/{1 / value:.6g}"
    return f"{value:.7g}"


def contradictions(facts: dict[str, Fact], readings: tuple[Reading, ...]) -> tuple[Contradiction, ...]:
    """Return a sentence for every answer that lost against another one to the same question."""
    return tuple(
        Contradiction(name, _sentence(name, facts[name], other, readings))
        for name in in_order(facts)
        for other in facts[name].others
        if not _asks_otherwise(name, readings[other.readings[0]])
    )


def _asks_otherwise(name: str, other: Reading) -> bool:
    """Tell whether a place holds another kind of answer: a lens by its lengths, the program that began the file."""
    return (name, other.name) in (("lens", "LensInfo"), ("software", "CreatorTool"))


def _sentence(name: str, fact: Fact, other: FactValue, readings: tuple[Reading, ...]) -> str:
    here, there = readings[fact.readings[0]], readings[other.readings[0]]
    words = {
        "what": fact_name(name),
        "one": quoted(fact_text(name, fact.value)),
        "other": quoted(fact_text(name, other.value)),
    }
    if (here.group, here.name) == (there.group, there.name) and here.reader != there.reader:
        return tr(
            "{what}: in {place} the reader {here} finds “{one}”, but the reader {there} finds “{other}”.",
            here=here.reader,
            there=there.reader,
            place=place_words(here),
            **words,
        )
    return tr(
        "{what}: “{one}” in {here}, but “{other}” in {there}.",
        here=place_words(here),
        there=place_words(there),
        **words,
    )


def place_words(reading: Reading) -> str:
    """Write where a reading stood: ``IFD0 Make (APP1 0x010f at 158+11)``."""
    return f"{reading.group} {reading.name} ({one_line(reading.where)})"


def quoted(text: str) -> str:
    """Return a value short enough to stand in a sentence."""
    line = one_line(text)
    return f"{line[:LONGEST_QUOTED]} …" if len(line) > LONGEST_QUOTED else line


def one_line(text: str) -> str:
    """Return text as one line; control characters would draw boxes or turn the line round."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else "·" for sign in text)
