"""Read the subtitles in which DJI drones write their telemetry, in each of their layouts.

Layouts differ by model and firmware (and are documented nowhere); these were seen in files of real drones: brackets
(``[latitude: 41.42] [rel_alt: 1.0 abs_alt: 100.0]``, also spelt ``longtitude``), calls (``GPS(149.02,-20.25,16)
BAROMETER:1.9``), and a line of photographic words (``F/2.8, SS 30.15, ISO 260, GPS (-121.74, 48.07, 17), H 200.70m``).

What is known of them: a whole third number of ``GPS`` counts satellites and goes with longitude first; a third number
with a point or a unit is a height and goes with latitude first. F-numbers without a point are hundredths, focal lengths
tenths. A shutter without a fraction is its denominator.
"""

import math
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache, partial

from verifier.metadata.telemetry.track import Sample, Track, notes_of

MAX_CUES = 1_000_000
MAX_CUE = 4_096
"""Letters of one cue that are looked at; a cue of the samples has 600."""
_TIMES = re.compile(r"^(\d{1,3}):(\d\d):(\d\d)[,.](\d{1,3})\s*-->")
_NUMBER = re.compile(r"^\d{1,9}$")
_CLOCK = re.compile(r"(\d{4})[-.](\d{1,2})[-.](\d{1,2}) (\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,3}))?(?:[,.](\d{1,3}))?")
_PAIR = re.compile(r"([A-Za-z][A-Za-z_ ]{0,24}?)\s*:\s*([-+]?\d[\d./]*)")
_CALL = re.compile(r"\b(?=[GHF])(GPS|HOME|F\.PRY|G\.PRY)\s*\(\s*([^)]{1,80})\)")
_SPOKEN = re.compile(
    r"(?:^|[\s,])(?=[FSIEDHVTB])"
    r"(?:F/(?P<f>[\d.]+)|SS (?P<ss>[\d./]+)|ISO[: ](?P<iso>\d+)|EV ?(?P<ev>[-+]?[\d.]+)|D (?P<d>-?[\d.]+)m"
    r"|H (?P<h>-?[\d.]+)m|H\.S (?P<hs>-?[\d.]+)|V\.S (?P<vs>-?[\d.]+)|Shutter:(?P<shutter>[\d./]+)"
    r"|Fnum:(?P<fnum>[\d.]+)|TV:(?P<tv>[\d./]+)|IR:F(?P<ir>[\d.]+)|BAROMETER[:(](?P<bar>-?[\d.]+)|Hb:(?P<hb>-?[\d.]+))"
)
"""Here and above, what a match can begin with is asked first: most words of a cue begin with none of it."""
_LEADING = re.compile(r"[-+]?\d+(?:\.\d+)?")
_MARKUP = re.compile(r"<[^>]{0,100}>")
_BRACKETED = {
    "latitude": "latitude_deg",
    "longitude": "longitude_deg",
    "longtitude": "longitude_deg",
    "rel_alt": "relative_altitude_m",
    "abs_alt": "altitude_m",
    "altitude": "height_m",
    "iso": "iso",
    "ct": "color_temperature_k",
    "ev": "exposure_bias_ev",
    "gb_yaw": "gimbal_yaw_deg",
    "gb_pitch": "gimbal_pitch_deg",
    "gb_roll": "gimbal_roll_deg",
    "drone_yaw": "flight_yaw_deg",
    "drone_pitch": "flight_pitch_deg",
    "drone_roll": "flight_roll_deg",
    "yaw": "flight_yaw_deg",
    "pitch": "flight_pitch_deg",
    "roll": "flight_roll_deg",
    "framecnt": "frame",
    "srtcnt": "frame",
}
_WHOLE = frozenset(("iso", "color_temperature_k", "frame", "satellites"))
Found = dict[str, float | int | str]


def looks_like_srt(text: str) -> bool:
    """Tell whether a text holds telemetry in subtitles: a cue, and a word that drones write."""
    head = text[:4096]
    return bool(re.search(r"^\s*\ufeff?\d+\s*$", head, re.MULTILINE)) and any(
        word in head for word in ("latitude", "GPS", "FrameCnt", "SrtCnt", "[iso")
    )


def read_srt(text: str, source: str = "DJI subtitles") -> Track:
    """Read all cues; one that cannot be read is counted and left out."""
    samples: list[Sample] = []
    lost, first_clock, is_timed = 0, None, False
    for start, body in cues(text):
        found = values_in(body)
        if found is None:
            lost += bool(body.strip())
            continue
        clock = _moment(str(found.get("clock", "")))
        first_clock = first_clock or clock
        is_timed = is_timed or start is not None
        seconds = start
        if seconds is None:
            seconds = (clock - first_clock).total_seconds() if clock and first_clock else float(len(samples))
        samples.append(Sample(t_s=round(seconds, 3), **found))  # pyright: ignore[reportArgumentType]
    kept = tuple(samples)
    return Track(source, TIMED if is_timed else BY_CLOCK, kept, notes_of(kept, lost))


TIMED = "Each cue holds from its start in the clip on; the frame shown then is the first that it speaks of."
BY_CLOCK = "The cues have no times of the clip; seconds are counted by the drone's clock from the first cue on."


def cues(text: str) -> Iterator[tuple[float | None, str]]:
    """Yield start in seconds and words of each cue.

    A cue begins at its line of times, its number being the line before; in a file without times at a number alone
    behind an empty line. Some drones write empty lines and numbers inside a cue.
    """
    plain = text.lstrip("\ufeff")
    yield from (_timed(plain) if "-->" in plain else _untimed(plain))


def _timed(text: str) -> Iterator[tuple[float | None, str]]:
    start: float | None = None
    lines: list[str] = []
    count = 0
    for raw in text.splitlines():
        line = raw.strip()
        times = _TIMES.match(line)
        if times is None:
            if line:
                lines.append(line)
            continue
        if start is not None:
            yield start, "\n".join(lines[:-1] if lines and _NUMBER.match(lines[-1]) else lines)
            count += 1
            if count >= MAX_CUES:
                return
        hours, minutes, seconds, part = times.groups()
        start = int(hours) * 3600 + int(minutes) * 60 + int(seconds) + int(part.ljust(3, "0")) / 1000
        lines = []
    if start is not None:
        yield start, "\n".join(lines)


def _untimed(text: str) -> Iterator[tuple[float | None, str]]:
    lines: list[str] = []
    is_open, count, was_empty = False, 0, True
    for raw in text.splitlines():
        line = raw.strip()
        if was_empty and _NUMBER.match(line):
            if is_open:
                yield None, "\n".join(lines)
                count += 1
                if count >= MAX_CUES:
                    return
            lines, is_open = [], True
        elif line and is_open:
            lines.append(line)
        was_empty = not line
    if is_open:
        yield None, "\n".join(lines)


def values_in(body: str) -> Found | None:
    """Return what one cue says, by the names of :class:`Sample`; ``None`` where it says nothing that is known."""
    words = body[:MAX_CUE]
    if "<" in words:
        words = _MARKUP.sub("", words)
    found: Found = {}
    clock = _CLOCK.search(words)
    if clock is not None:
        found["clock"] = _iso(clock)
        words = words[: clock.start()] + words[clock.end() :]
    # What a layout has none of is not looked for letter by letter: calls have brackets, spoken words a capital.
    for call in _CALL.finditer(words) if "(" in words else ():
        _take_call(call[1], call[2], found)
    for spoken in _SPOKEN.finditer(words) if not words.islower() else ():
        _take_spoken(spoken, found)
    for name, text in _PAIR.findall(words):
        field = _field_of(name)
        if field is not None and field[0] not in found:
            number = field[1](text)
            if number is not None:
                found[field[0]] = int(number) if field[0] in _WHOLE else number
    if not found:
        return None
    if found.get("latitude_deg") == 0 and found.get("longitude_deg") == 0:
        del found["latitude_deg"], found["longitude_deg"]
    return _in_range(found)


def _take_call(name: str, inside: str, found: Found) -> None:
    parts = [part.strip() for part in inside.split(",")]
    numbers = [_plain(part) for part in parts]
    if name in ("F.PRY", "G.PRY"):
        kind = "flight" if name == "F.PRY" else "gimbal"
        for axis, number in zip(("pitch", "roll", "yaw"), numbers, strict=False):
            if number is not None:
                found[f"{kind}_{axis}_deg"] = number
        return
    if len(numbers) < 2 or numbers[0] is None or numbers[1] is None:
        return
    third = parts[2] if len(parts) > 2 else ""
    if name == "GPS":
        is_height = "." in third or third.upper().endswith("M")
        found["_first_is_latitude"] = int(is_height)
        if third and is_height and (height := _plain(third)) is not None:
            found["height_m"] = height
        elif third.isdecimal():
            found["satellites"] = int(third)
    elif third and (height := _plain(third)) is not None:
        found["home_altitude_m"] = height
    # A HOME that stands before its GPS puts longitude first, in all layouts that write it so.
    is_latitude_first = bool(found.get("_first_is_latitude", 0))
    latitude, longitude = (numbers[0], numbers[1]) if is_latitude_first else (numbers[1], numbers[0])
    prefix = "" if name == "GPS" else "home_"
    found[f"{prefix}latitude_deg"], found[f"{prefix}longitude_deg"] = latitude, longitude


def _take_spoken(spoken: re.Match[str], found: Found) -> None:
    name = spoken.lastgroup or ""
    text = spoken[name]
    target = {
        "f": "f_number", "fnum": "f_number", "ir": "f_number", "ss": "exposure_time_s", "shutter": "exposure_time_s",
        "tv": "exposure_time_s", "iso": "iso", "ev": "exposure_bias_ev", "d": "distance_m",
        "h": "relative_altitude_m", "hs": "horizontal_speed_m_s", "vs": "vertical_speed_m_s", "bar": "barometer_m",
        "hb": "barometer_m",
    }[name]  # fmt: skip
    number = _shutter(text) if target == "exposure_time_s" else _plain(text)
    if number is not None:
        found[target] = int(number) if target in _WHOLE else number


@lru_cache(maxsize=1_024)
def _field_of(name: str) -> tuple[str, Callable[[str], float | None]] | None:
    """Return the field that a pair is about and how its number is read; every cue of a clip names the same ones."""
    short = name.strip().lower().rpartition(" ")[2]
    if short in _BRACKETED:
        return _BRACKETED[short], _written
    if short == "shutter":
        return "exposure_time_s", _shutter
    if short == "fnum":
        return "f_number", partial(_scaled, unit=100)
    if short == "focal_len":
        return "focal_length_mm", partial(_scaled, unit=10)
    return ("digital_zoom", partial(_scaled, unit=10_000)) if short in ("dzoom", "dzoom_ratio") else None


def _written(text: str) -> float | None:
    """Return the number that digits, points and strokes begin with; nearly always they are one."""
    try:
        number = float(text)
    except ValueError:
        return _plain(text)
    return number if math.isfinite(number) else None


def _plain(text: str) -> float | None:
    found = _LEADING.match(text.strip())
    number = float(found[0]) if found is not None else math.nan
    return number if math.isfinite(number) else None  # four hundred digits are more than any height


def _scaled(text: str, unit: int) -> float | None:
    """Return a number that is written in parts of a unit where it has no point."""
    number = _plain(text)
    return number if number is None or "." in text or number < unit / 10 else number / unit


@lru_cache(maxsize=1_024)
def _shutter(text: str) -> float | None:
    """Return seconds of ``1/80.0``, ``60`` (a sixtieth) or ``30.15``."""
    above, _, below = text.partition("/")
    numerator, denominator = (1.0, _plain(above)) if not below else (_plain(above), _plain(below))
    return round(numerator / denominator, 9) if numerator and denominator else None


def _in_range(found: Found) -> Found:
    """Leave out positions that are none: whole degrees out of range, one without the other."""
    found.pop("_first_is_latitude", None)
    for prefix in ("", "home_"):
        names = (f"{prefix}latitude_deg", f"{prefix}longitude_deg")
        if names[0] not in found and names[1] not in found:
            continue
        latitude, longitude = found.get(names[0]), found.get(names[1])
        if not (
            isinstance(latitude, float)
            and isinstance(longitude, float)
            and abs(latitude) <= 90
            and abs(longitude) <= 180
        ):
            for name in names:
                found.pop(name, None)
    return found


def _iso(clock: re.Match[str]) -> str:
    year, month, day, hour, minute, second, milli, micro = clock.groups()
    fraction = f".{milli.ljust(3, '0')}{(micro or '').ljust(3, '0')[:3]}" if milli else ""
    return f"{year}-{int(month):02d}-{int(day):02d}T{int(hour):02d}:{minute}:{second}{fraction}"


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
