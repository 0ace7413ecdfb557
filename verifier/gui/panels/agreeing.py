"""Whether readers that looked at the same place of a file found the same there. No Qt.

The readers write one value in their own ways: a rational reduced or not, bytes as numbers or as letters. What counts is
what was stored, not how it is printed.
"""

from collections.abc import Iterable
from fractions import Fraction

from verifier.domain.readings import BytesValue, FloatValue, IntegerValue, ListValue, RationalValue, Reading, Value

Plain = bytes | tuple[object, ...]
_BLANKS = b" \0\t\r\n"


def readers_differ(readings: Iterable[Reading]) -> bool:
    """Say whether two readers have nothing in common among what they found under one name.

    A reader that keeps one of two doubles agrees with one that keeps both.
    """
    found: dict[str, set[Plain]] = {}
    for reading in readings:
        plain = _plain(reading.value)
        if plain is not None:
            found.setdefault(reading.reader, set()).add(plain)
    sets = list(found.values())
    return any(not one & other for place, one in enumerate(sets) for other in sets[:place])


def _plain(value: Value) -> Plain | None:
    """Return a value as bytes where it can be, else as numbers; ``None`` where not all of it was kept."""
    if isinstance(value, BytesValue):
        return None if value.is_cut else value.data().strip(_BLANKS)
    parts = value.items if isinstance(value, ListValue) else (value,)
    numbers = tuple(_part(part) for part in parts)
    if all(isinstance(number, int) and 0 <= number < 256 for number in numbers):
        return bytes(numbers).strip(_BLANKS)  # pyright: ignore[reportArgumentType]
    if len(numbers) == 1 and isinstance(numbers[0], str):
        return numbers[0].encode("utf-8", "backslashreplace").strip(_BLANKS)
    return numbers


def _part(value: Value) -> object:
    if isinstance(value, IntegerValue):
        return value.integer
    if isinstance(value, RationalValue):
        number = value.fraction()
        return (value.numerator, 0) if number is None else _whole(number)
    if isinstance(value, FloatValue):
        return value.number if value.number == value.number else "nan"
    return value.data() if isinstance(value, BytesValue) else getattr(value, "text", "")


def _whole(number: Fraction) -> int | Fraction:
    return int(number) if number.denominator == 1 else number
