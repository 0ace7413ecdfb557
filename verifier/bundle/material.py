"""What an open case hands in so that it can be written out; ``workspace/`` implements it.

Nothing here knows how a case is stored or a picture decoded.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Protocol

import msgspec

from verifier.case.journal import Value
from verifier.domain.frames import FrameRef
from verifier.domain.readings import Fact, FilmedBy, Reading
from verifier.domain.records import Derivative, DroneClaim, Item, Record


class Picture(msgspec.Struct, frozen=True):
    """An encoded picture, upright and with square pixels: ``data`` is a JPEG or PNG as ``media_type`` says."""

    media_type: str
    data: bytes


class FrameTimes(msgspec.Struct, frozen=True):
    """When each displayed frame of a clip is shown: PTS in order, in units of ``time_base`` seconds."""

    pts: Sequence[int]
    time_base: Fraction


class Material(Protocol):
    """Everything an export reads. May be called from one thread at a time, not the window's."""

    @property
    def records(self) -> Iterable[Record]:
        """Every record that holds now, in any order."""
        ...

    def lines(self) -> Iterable[bytes]:
        """Return the journal's lines in order, as stored, without newlines."""
        ...

    def values(self, commitments: Iterable[str]) -> dict[str, Value]:
        """Return the values at hand for these commitments; destroyed ones are missing."""
        ...

    def original(self, item: Item) -> Path | None:
        """Return where the item's file can be read; ``None`` where it is not at hand (a linked file that is gone)."""
        ...

    def derived(self, derivative: Derivative) -> Path | None:
        """Return where a saved frame or figure can be read, or ``None``."""
        ...

    def document(self, sha256: str) -> bytes | None:
        """Return a document of readings or surroundings by the SHA-256 of its bytes, or ``None``."""
        ...

    def picture(self, item: Item, frame: FrameRef | None, max_side: int) -> Picture | None:
        """Return the photo, or the frame of the clip (``None``: one that stands for it), at most ``max_side`` pixels.

        ``None`` where the item has no picture or it cannot be decoded.
        """
        ...

    def filmed_by(self, facts: dict[str, Fact], readings: tuple[Reading, ...]) -> FilmedBy:
        """Return which drones a file's own words allow, by the catalog of the case."""
        ...

    def filmed_otherwise(
        self, claims: Iterable[DroneClaim], facts: dict[str, Fact], readings: tuple[Reading, ...]
    ) -> tuple[str, ...]:
        """Say which claims name a drone that the file's device excludes, by the catalog of the case."""
        ...

    def frames(self, item: Item) -> FrameTimes | None:
        """Return the frames of a clip; ``None`` where the item is none or cannot be read."""
        ...

    def catalog_entry(self, entry_id: str) -> bytes | None:
        """Return the canonical bytes of a catalog entry, or ``None`` where the catalog has it no longer."""
        ...
