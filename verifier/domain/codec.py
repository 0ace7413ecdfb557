"""Turn records and documents into canonical JSON bytes and back, refusing what JSON would blur.

Canonical: UTF-8, keys sorted, no blanks. A ``Fraction`` is written ``"num/den"``; a ``datetime`` in UTC with ``Z``.
Not a number and infinity are refused on the way out and, like unknown fields and duplicate keys, on the way in.
"""

import json
import math
from datetime import datetime, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar, cast

import msgspec
import msgspec.inspect

T = TypeVar("T")

FRACTION_PATTERN = r"^-?[0-9]+/[1-9][0-9]*$"


def _encode_extra(value: Any) -> Any:
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    raise NotImplementedError(f"cannot write {type(value).__name__}")


def _decode_extra(kind: type, value: Any) -> Any:
    if kind is Fraction and isinstance(value, str):
        return Fraction(value)
    raise NotImplementedError(f"cannot read {kind.__name__}")


_canonical = msgspec.json.Encoder(order="sorted", enc_hook=_encode_extra)


def encode(value: object) -> bytes:
    """Write a record or document as canonical JSON bytes; raise ``ValueError`` at NaN, infinity, a zoneless time."""
    _refuse_blurred(value)
    return _canonical.encode(value)


def encode_decoded(value: object) -> bytes:
    """Write plain data that came out of JSON as canonical bytes: it holds nothing that :func:`encode` would refuse."""
    return _canonical.encode(value)


def encode_indented(value: object) -> bytes:
    """Write canonical JSON for people to read: sorted keys, two blanks, a final newline."""
    return msgspec.json.format(encode(value), indent=2) + b"\n"


def decode(data: bytes, kind: type[T] | Any) -> T:
    """Read canonical JSON into ``kind``; raise ``msgspec.ValidationError`` (a ``ValueError``) where it does not fit."""
    return _decoder(kind).decode(data)


@lru_cache(maxsize=512)
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    """Keep the decoder of a type: making one costs more than most records do."""
    return decoder(kind)


def decoder(kind: type[T] | Any) -> msgspec.json.Decoder[T]:
    """Return a reader of many values of one kind; as :func:`decode`, without finding out about the kind each time."""
    return msgspec.json.Decoder(kind, dec_hook=_decode_extra)


def refuse_duplicate_keys(data: bytes) -> None:
    """Raise ``ValueError`` where an object names a key twice: two readers could take two meanings from it."""

    def check(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) != len(pairs):
            raise ValueError("a key stands twice in one object")
        return found

    json.loads(data, object_pairs_hook=check, parse_constant=_refuse_constant)


def to_plain(value: object) -> Any:
    """Turn a record into plain JSON data (dict, list, str, int, float, bool, None)."""
    return msgspec.to_builtins(value, enc_hook=_encode_extra)


def schema(kind: Any) -> dict[str, Any]:
    """Generate the JSON Schema 2020-12 of a type."""
    return msgspec.json.schema(kind, schema_hook=_schema_extra)


def _schema_extra(kind: type) -> dict[str, Any]:
    if kind is Fraction:
        return {"type": "string", "pattern": FRACTION_PATTERN, "title": "Fraction"}
    raise NotImplementedError(kind.__name__)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


@lru_cache(maxsize=512)
def _may_blur(kind: type[msgspec.Struct]) -> bool:
    """Tell whether records of a type can hold a float or a time at all: readings, thousands in a document, cannot."""
    found: set[type] = set()
    waiting: list[object] = [msgspec.inspect.type_info(kind)]
    while waiting:
        one = waiting.pop()
        if isinstance(one, msgspec.inspect.StructType):
            if one.cls not in found:
                found.add(one.cls)
                waiting += [field.type for field in one.fields]
        elif isinstance(one, msgspec.inspect.UnionType):
            waiting += one.types
        elif isinstance(one, msgspec.inspect.VarTupleType):
            waiting.append(one.item_type)
        elif not isinstance(one, _PLAIN):
            return True
    return False


_PLAIN = (
    msgspec.inspect.StrType,
    msgspec.inspect.IntType,
    msgspec.inspect.BoolType,
    msgspec.inspect.NoneType,
    msgspec.inspect.EnumType,
    msgspec.inspect.LiteralType,
)


def _refuse_blurred(value: object) -> None:
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("a number is not finite")
    elif isinstance(value, datetime):
        if value.utcoffset() != timedelta(0):
            raise ValueError("a time is not in UTC")
    elif isinstance(value, msgspec.Struct):
        if not _may_blur(type(value)):
            return
        for name in value.__struct_fields__:
            _refuse_blurred(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for part in cast("tuple[object, ...]", value):
            _refuse_blurred(part)
    elif isinstance(value, dict):
        for part in cast("dict[str, object]", value).values():
            _refuse_blurred(part)
