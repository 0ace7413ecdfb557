"""Where time and ids come from: the one place of the program that asks a clock or the system's randomness."""

import os
import time
from datetime import UTC, datetime

from verifier.domain.ids import uuid7


def now() -> datetime:
    """Return the time in UTC, to the microsecond."""
    return datetime.now(UTC)


def new_id() -> str:
    """Make a UUIDv7 from the clock and the system's randomness."""
    return uuid7(time.time_ns() // 1_000_000, os.urandom(10))
