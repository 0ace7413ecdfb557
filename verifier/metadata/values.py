"""Turn what a reader found into typed values and printed forms; not for interpreting a tag's meaning."""

import base64
import math
from collections.abc import Callable
from typing import Any

from verifier.domain.readings import (
    BytesValue,
    FloatValue,
    IntegerValue,
    ListValue,
    RationalValue,
    TextValue,
    Value,
)

MAX_KEPT_BYTES = 16 * 1024
"""Bytes of one binary value that stand in a reading; the place (offset and length) leads to the rest."""
MAX_LIST = 4096
"""Numbers of one value that stand in a reading one by one; longer ones are kept as bytes."""


def text_value(text: str) -> TextValue:
    """Hold text; what JSON cannot carry of it becomes backslash escapes."""
    return TextValue(sound_text(text))


def sound_text(text: str) -> str:
    """Return text with its lone surrogates, which JSON cannot carry, as backslash escapes."""
    if text.isascii():
        return text
    return text.encode("utf-8", "backslashreplace").decode()


def decode_text(data: bytes) -> str:
    """Decode UTF-8, of which ASCII is a part; bytes that are none become backslash escapes (``\\xe9``)."""
    return data.decode("utf-8", "backslashreplace")


def bytes_value(data: bytes, length: int | None = None, kept: int = MAX_KEPT_BYTES) -> BytesValue:
    """Hold bytes, cut to ``kept``; ``length`` is the full length where ``data`` is only its beginning."""
    full = len(data) if length is None else length
    shown = data[:kept]
    return BytesValue(base64.b64encode(shown).decode(), full, len(shown) < full)


def number_value(number: int | float) -> IntegerValue | FloatValue:
    """Hold a Python number; a float as its shortest exact text, also ``nan`` and ``inf``."""
    return IntegerValue(number) if isinstance(number, int) else FloatValue(repr(number))


def list_value(values: list[Value]) -> Value:
    """Hold several values in order; a single one stands for itself."""
    return values[0] if len(values) == 1 else ListValue(tuple(values))


def number_text(number: int | float) -> str:
    """Print a number in its shortest exact form: ``2.8``, ``100``, not ``100.0``."""
    if isinstance(number, int):
        return str(number)
    if math.isfinite(number) and number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return repr(number)


def rational_text(numerator: int, denominator: int) -> str:
    """Print a rational as a decimal of 12 digits; ``inf`` for n/0 and ``undef`` for 0/0, as ExifTool does."""
    if denominator == 0:
        return "inf" if numerator else "undef"
    text = f"{numerator / denominator:.12g}"
    return number_text(float(text)) if "e" in text or text == "-0" else text


def print_value(value: Value) -> str:
    """Print a value plainly: text as it is, numbers in decimal, lists with blanks, bytes by their length."""
    return _PRINTERS[type(value)](value)


def _print_rational(value: RationalValue) -> str:
    return rational_text(value.numerator, value.denominator)


def _print_list(value: ListValue) -> str:
    return " ".join([print_value(item) for item in value.items])


def _print_bytes(value: BytesValue) -> str:
    """Print bytes as text where all of them are plain letters (some makers store serial numbers so), else by length."""
    if not value.is_cut and 4 <= value.length <= 256:
        text = value.data().rstrip(b"\0")
        if text and all(32 <= byte < 127 for byte in text):
            return text.decode("ascii")
    return f"({value.length} bytes)"


_PRINTERS: dict[type[Value], Callable[[Any], str]] = {
    TextValue: lambda value: value.text,
    IntegerValue: lambda value: str(value.integer),
    RationalValue: _print_rational,
    FloatValue: lambda value: number_text(float(value.text)),
    BytesValue: _print_bytes,
    ListValue: _print_list,
}
"""By type: a photo has some 130 values, and asking each of six kinds in turn took a tenth of its reading."""
