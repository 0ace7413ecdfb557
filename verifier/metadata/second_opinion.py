"""Set another program's answer beside ours: ExifTool, where it is installed, and only what differs.

Equal means: numbers within 1e-6, times by their digits and zone, texts trimmed, bytes by their length. ExifTool is run
without its configuration and with bounds on time and bytes; it opens the file read-only and no socket.
"""

import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import cast

import msgspec

from verifier.domain.errors import UnsupportedFile, VerifierError
from verifier.domain.inspection import Difference, Opinion
from verifier.domain.readings import BytesValue, Reading
from verifier.metadata.values import print_value

PROGRAM = "exiftool"
MAX_S = 60
MAX_BYTES = 64 * 1024 * 1024
NOT_INSTALLED = "ExifTool is not installed on this computer."
_AROUND = ("ExifTool", "System", "File", "Composite")
"""Groups that speak of the file around what was read, or are worked out from other tags."""
_BINARY = re.compile(r"^\(Binary data (\d+) bytes")
_PLACE = re.compile(r" at \d+\+(\d+)$")
_TIME = re.compile(r"^(\d{4})[:-](\d{2})[:-](\d{2})(?:[T ](\d{2}):(\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-]\d{1,2}:?\d{2})?)?$")


class OpinionFailed(VerifierError):
    """The other program could not be asked, or gave no answer."""


def is_installed() -> bool:
    """Tell whether the other program is there to be asked."""
    return shutil.which(PROGRAM) is not None


def second_opinion(path: Path, readings: tuple[Reading, ...]) -> Opinion:
    """Ask ExifTool about a file and compare; raise :class:`OpinionFailed` in a sentence."""
    tags = _ask(path)
    version = str(tags.get("ExifTool:ExifToolVersion", ""))
    compared, found = 0, list[Difference]()
    by_name: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_name[f"{reading.group}:{reading.name}".lower()].append(reading)
    for key, value in tags.items():
        group, _, name = key.partition(":")
        if not name or group in _AROUND:
            continue
        compared += 1
        # Notes of makers have a group of the maker's name there, and one for all here.
        ours = by_name.get(key.lower()) or by_name.get(f"makernote:{name.lower()}", [])
        if not any(is_equal(value, reading) for reading in ours):
            found.append(Difference(group, name, _plain(value), tuple(dict.fromkeys(one.text for one in ours))))
    return Opinion(f"ExifTool {version}".strip(), compared, tuple(found))


def _ask(path: Path) -> dict[str, object]:
    program = shutil.which(PROGRAM)
    if program is None:
        raise UnsupportedFile(NOT_INSTALLED, path.name)
    # An empty name of a configuration keeps ExifTool from reading one; an absolute path is no option.
    words = [program, "-config", "", "-j", "-G1", "-n", "-a", "-u", str(path.resolve())]
    try:
        ran = subprocess.run(words, capture_output=True, timeout=MAX_S, check=False, stdin=subprocess.DEVNULL)
        answer = msgspec.json.decode(ran.stdout[:MAX_BYTES], type=list[dict[str, object]])
    except subprocess.TimeoutExpired as error:
        raise OpinionFailed(f"ExifTool gave no answer within {MAX_S} s.", path.name) from error
    except (OSError, msgspec.MsgspecError) as error:
        raise OpinionFailed("ExifTool gave no answer that could be read.", path.name) from error
    return answer[0] if answer else {}


def is_equal(theirs: object, reading: Reading) -> bool:
    """Say whether a reading holds ExifTool's value in its printed or its raw form."""
    binary = _BINARY.match(str(theirs))
    if binary is not None:
        return int(binary[1]) in _lengths(reading)
    plain = _plain(theirs)
    forms = {reading.text, print_value(reading.value), reading.text.replace(" ", ", ")}
    return any(_same_text(plain, form) for form in forms)


def _lengths(reading: Reading) -> tuple[int, ...]:
    """Return how many bytes a reading holds, and how many stood at its place: a number may have been read of them."""
    held = reading.value.length if isinstance(reading.value, BytesValue) else len(reading.text)
    place = _PLACE.search(reading.where)
    return (held, int(place[1])) if place is not None else (held,)


def _plain(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_plain(part) for part in cast("list[object]", value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _same_text(theirs: str, ours: str) -> bool:
    theirs, ours = theirs.strip(" \0\n\t"), ours.strip(" \0\n\t")
    if theirs == ours or (theirs.lower() == ours.lower() and theirs.lower() in ("true", "false")):
        return True
    if _same_numbers(theirs, ours):
        return True
    return _moment(theirs) is not None and _moment(theirs) == _moment(ours)


def _same_numbers(theirs: str, ours: str) -> bool:
    pairs = list(zip(theirs.split(), ours.split(), strict=False))
    return len(theirs.split()) == len(ours.split()) and bool(pairs) and all(_close(a, b) for a, b in pairs)


def _close(one: str, other: str) -> bool:
    try:
        a, b = float(one.strip(",")), float(other.strip(","))
    except ValueError:
        return one == other
    return a == b or abs(a - b) <= 1e-6 * max(abs(a), abs(b))


def _moment(text: str) -> tuple[str, ...] | None:
    match = _TIME.match(text)
    if match is None:
        return None
    seconds = (match[6] or ":00").rstrip("0").rstrip(".") if "." in (match[6] or "") else (match[6] or ":00")
    zone = (match[7] or "").replace("Z", "+0000").replace(":", "")
    return (*match.groups()[:5], seconds, zone)
