"""When in an item: exact frames and spans. A frame is named by its PTS, never by a rate times a time."""

from fractions import Fraction

import msgspec

from verifier.domain.ids import Sha256


class FrameRef(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One decoded frame of a video, named so that anyone can find it again.

    ``pts`` is in units of ``time_base`` seconds, as stored in the container. ``ordinal`` counts displayed frames
    from 0 in order of PTS. ``sha256`` is what ``ffmpeg -noautorotate -f framehash -hash sha256`` prints for it: the
    decoded planes in the stream's own pixel format, unpadded, unrotated.
    """

    pts: int
    time_base: Fraction
    ordinal: int
    sha256: Sha256

    @property
    def time_s(self) -> Fraction:
        """Exact container time of the frame in seconds."""
        return self.pts * self.time_base


class _When(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """What all moments share."""


class Still(_When, frozen=True, tag="still"):
    """The item is one picture; there is no time in it."""


class Instant(_When, frozen=True, tag="instant"):
    """One exact frame."""

    frame: FrameRef


class Span(_When, frozen=True, tag="span"):
    """From the first to the last frame, both included, in units of ``time_base``."""

    first_pts: int
    last_pts: int
    time_base: Fraction

    def __post_init__(self) -> None:
        if self.last_pts < self.first_pts:
            raise ValueError("a span ends before it begins")


class Track(_When, frozen=True, tag="track"):
    """A region that moves: its keyframes are records of their own; this is the span they lie in."""

    first_pts: int
    last_pts: int
    time_base: Fraction


When = Still | Instant | Span | Track
