"""Read numbers, dates and serial numbers as papers write them; what can be read in two ways is not read at all."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Literal

from verifier.domain.strengths import plain_serial

DecimalSign = Literal["", "comma", "point"]
DateOrder = Literal["", "day first", "month first"]
"""\"\": not known; a value that needs it is then left as it is written."""
_BLANKS = dict.fromkeys(map(ord, " \u00a0\u202f\u2009'’_"))
_NUMBER = re.compile(r"^-?[0-9][0-9.,]*$")
_PLAIN = re.compile(r"^-?[0-9]{1,30}(\.[0-9]{1,12})?$")
_YEAR_FIRST = re.compile(r"^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?:[T ].*)?$")
_YEAR_LAST = re.compile(r"^(\d{1,2})([-./])(\d{1,2})\2(\d{4})(?:[T ].*)?$")
_PACKED = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
SERIAL_PARTS = re.compile(r"[,;\n/|]+")
MAX_SERIALS = 200


def exact(text: str, sign: DecimalSign = "") -> str | None:
    """Return a number as an exact decimal (``1249.90``), ``None`` where it is none or can be read in two ways.

    ``1.249,90`` and ``1,249.90`` say themselves which sign parts decimals; ``1,249`` does not.
    """
    plain = text.strip().translate(_BLANKS)
    if not _NUMBER.match(plain):
        return None
    commas, points = plain.count(","), plain.count(".")
    if commas and points:
        mark = "," if plain.rindex(",") > plain.rindex(".") else "."
    elif commas + points > 1:
        mark = ""  # 1,234,567: signs between thousands
    elif commas or points:
        mark = _single(plain, "," if commas else ".", sign)
        if mark is None:
            return None
    else:
        mark = ""
    return _joined(plain, mark, sign)


def _single(plain: str, found: str, sign: DecimalSign) -> str | None:
    """Return the decimal sign where one sign stands once: "" if it parts thousands, ``None`` if it may do either."""
    if sign:
        return found if found == ("," if sign == "comma" else ".") else ""
    before, _, after = plain.lstrip("-").partition(found)
    is_thousands = len(after) == 3 and 1 <= len(before) <= 3 and before != "0"
    return None if is_thousands else found


def _joined(plain: str, mark: str, sign: DecimalSign) -> str | None:
    whole, _, decimals = plain.rpartition(mark) if mark else (plain, "", "")
    if mark and sign and mark != ("," if sign == "comma" else "."):
        return None  # it contradicts what is said of the table
    if not _in_thousands(whole):
        return None
    number = re.sub(r"[.,]", "", whole) + (f".{decimals}" if decimals else "")
    return number if _PLAIN.match(number) else None


def _in_thousands(whole: str) -> bool:
    """Tell whether signs between digits part groups of three, as they do in thousands."""
    first, *groups = re.split(r"[.,]", whole.lstrip("-"))
    return all(len(group) == 3 for group in groups) and (not groups or 1 <= len(first) <= 3)


def day_of(text: str, order: DateOrder = "") -> date | None:
    """Return the day that a text means, ``None`` where it means none or may mean two.

    With points the day comes first, as it does wherever dates are written so; with a slash or hyphen only where the
    number says so or ``order`` does. A year has four digits.
    """
    plain = text.strip()
    match = _YEAR_FIRST.match(plain) or _PACKED.match(plain)
    if match is not None:
        return _day(match[1], match[2], match[3])
    match = _YEAR_LAST.match(plain)
    if match is None:
        return None
    first, sign, second, year = match[1], match[2], match[3], match[4]
    if sign == "." or int(first) > 12 or first == second:
        return _day(year, second, first)
    if int(second) > 12:
        return _day(year, first, second)
    if not order:
        return None
    return _day(year, second, first) if order == "day first" else _day(year, first, second)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def serials_of(text: str) -> tuple[str, ...]:
    """Return the serial numbers of a cell, parted by commas, semicolons, slashes or lines; at most 200."""
    parts = (part.strip() for part in SERIAL_PARTS.split(text))
    return tuple(dict.fromkeys(part for part in parts if plain_serial(part)))[:MAX_SERIALS]


def words_like_serials(text: str) -> Iterator[str]:
    """Yield the words of a text that could be serial numbers: five signs or more, letters and digits of ASCII."""
    for word in re.findall(r"[0-9A-Za-z-]{5,40}", text):
        if any(char.isdigit() for char in word):
            yield word.strip("-")
