"""Old values lifted to the present format on reading; the stored bytes, and so the chain, never change.

One module per format that was left behind, each with one pure function ``lift(kind, part, plain) -> plain`` that turns
the plain JSON of one part of a record into what the next format would have written. A value's format is that of the
line in which its commitment first stood.
"""

from collections.abc import Callable
from typing import Any

import msgspec

from verifier.case.migrations import from_0
from verifier.domain import codec

Plain = dict[str, Any]
Lift = Callable[[str, str, Plain], Plain]

LIFTS: tuple[Lift, ...] = (from_0.lift,)
"""The lift at index n leads from format n to format n + 1; as many as there are old formats."""


def lift(kind: str, part: str, data: bytes, written: int) -> bytes:
    """Return the bytes of one part as the present format would have written them; ``written``: its own format."""
    plain: Plain = msgspec.json.decode(data)
    for step in LIFTS[written:]:
        plain = step(kind, part, plain)
    return codec.encode(plain)
