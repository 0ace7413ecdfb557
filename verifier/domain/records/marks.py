"""What is written in a picture or heard in a clip, as people read it: markings, serials, text on the screen, radio."""

from datetime import datetime
from typing import Literal

from verifier.domain.frames import Span
from verifier.domain.ids import Id, Key
from verifier.domain.records.base import Base

MarkKind = Literal["marking", "serial", "flight_display", "watermark", "subtitle", "radio", "other"]
Legibility = Literal["clear", "partly", "guess"]


class MarkReading(Base, frozen=True, kw_only=True, tag="mark_reading"):
    """What one person reads on one region or item, letter by letter.

    ``about``: the region (an observation, which says when it shows) or the whole item, then with a ``span`` where one
    is known. ``open_since``: when others could first see the words; ``None`` while they wait for a second reader, and
    are shown nowhere. ``answers``: of a second reading, the first. ``is_blind``: whether the second reader typed it
    while the first was still hidden. ``machine``: the same word in two readings of a case means that both were made
    with one installation of the program; it tells nothing else, "" where it is not known.
    """

    about: Key
    span: Span | None = None
    mark: MarkKind
    value: str
    language: str = ""
    legibility: Legibility | None = None
    open_since: datetime | None = None
    answers: Id | None = None
    is_blind: bool | None = None
    machine: str = ""
    read_by: Id
    read_at: datetime

    @property
    def is_hidden(self) -> bool:
        """Whether the words wait for a second reader, and nobody is to see them before."""
        return self.open_since is None

    @property
    def shown_value(self) -> str:
        """The words where they may be seen, else nothing."""
        return "" if self.is_hidden else self.value
