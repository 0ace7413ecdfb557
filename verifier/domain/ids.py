"""Record ids (UUIDv7), record keys and the short labels that people see."""

import re
import uuid
from typing import Annotated

from msgspec import Meta

Id = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
"""A UUIDv7 (RFC 9562, 5.7) in its usual lower-case text form."""

Key = Annotated[str, Meta(pattern=r"^[a-z_]+/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")]
"""``kind/id``: how a case, a journal line and a bundle name a record."""

Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Sha512 = Annotated[str, Meta(pattern=r"^[0-9a-f]{128}$")]
Md5 = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}$")]

Label = Annotated[str, Meta(pattern=r"^[A-Z]+-[0-9]{2,}$")]
"""What people say aloud: ``E-0012`` for an item, ``D-03`` for a drone, ``I-01`` for an incident, ``P-01`` for a person,
company or unit, ``T-0001`` for a trade record. Never used twice."""

LABEL_DIGITS = {"E": 4, "D": 2, "I": 2, "P": 2, "T": 4}
"""Prefix -> least number of digits; the prefixes in use."""

_LABEL = re.compile(r"^([A-Z]+)-([0-9]+)$")


def uuid7(unix_ms: int, random_bytes: bytes) -> str:
    """Make a UUIDv7 from a time in milliseconds and ten random bytes (RFC 9562, 5.7)."""
    value = (unix_ms & 0xFFFF_FFFF_FFFF) << 80 | int.from_bytes(random_bytes[:10], "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


def key_of(kind: str, record_id: str) -> str:
    """Join a record kind and an id into a key."""
    return f"{kind}/{record_id}"


def kind_of(key: str) -> str:
    """Return the record kind that a key names."""
    return key.partition("/")[0]


def id_of(key: str) -> str:
    """Return the record id that a key names."""
    return key.partition("/")[2]


def format_label(prefix: str, number: int) -> str:
    """Write a short label: ``E-0012``."""
    return f"{prefix}-{number:0{LABEL_DIGITS[prefix]}d}"


def parse_label(label: str) -> tuple[str, int] | None:
    """Read a short label into prefix and number; ``None`` if it is none. ``e-12`` is read as ``E-0012``."""
    match = _LABEL.match(label.strip().upper())
    if match is None or match[1] not in LABEL_DIGITS:
        return None
    return match[1], int(match[2])
