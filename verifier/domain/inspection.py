"""What one look at one file yields; the shape that ``inspect --json`` prints, one object per file."""

from fractions import Fraction
from typing import Literal

import msgspec

from verifier.domain.ids import Md5, Sha256, Sha512
from verifier.domain.readings import Fact, FilmedBy, Finding, Reading

ItemKind = Literal["photo", "video", "audio", "document", "web_archive", "sidecar", "other"]
RateKind = Literal["constant", "variable"]
DRAWN_KINDS: tuple[ItemKind, ...] = ("photo", "video")
"""What is shown as a picture."""


class Fingerprints(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hashes of the file's bytes, all from one read. MD5 only matches other people's lists."""

    sha256: Sha256
    sha512: Sha512
    md5: Md5
    size_bytes: int


class Technical(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Plain technical facts of a picture or clip; ``None`` where they do not apply or could not be read.

    ``width``/``height``: the stored grid in pixels. ``displayed_…``: after orientation and sample aspect.
    ``orientation``: EXIF orientation 1–8 of the picture. ``rotation_deg``: clockwise turn that the video asks for.
    ``frame_count``: displayed frames. ``rate_min``/``rate_max``: frames per second from neighboring PTS.
    """

    width: int | None = None
    height: int | None = None
    orientation: int | None = None
    displayed_width: int | None = None
    displayed_height: int | None = None
    duration_s: float | None = None
    time_base: Fraction | None = None
    frame_count: int | None = None
    rate_kind: RateKind | None = None
    rate_min: float | None = None
    rate_max: float | None = None
    codec: str | None = None
    pixel_format: str | None = None
    sample_aspect: Fraction | None = None
    rotation_deg: int | None = None
    is_mirrored: bool = False
    has_audio: bool | None = None
    picture: str | None = None
    """What was decoded where it is not the main picture, e.g. ``embedded preview JpgFromRaw``."""


class Trouble(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that went wrong with one file: the stage it happened in, a stable code, a sentence for people."""

    stage: Literal["open", "read", "decode", "metadata", "store", "sidecar"]
    code: str
    sentence: str


class Difference(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A tag of which another program says something else. ``ours``: what our readers say of it, none: nothing."""

    group: str
    name: str
    theirs: str
    ours: tuple[str, ...] = ()


class Opinion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Another program's answer beside ours: its name and version, how many of its tags were compared, what differs."""

    program: str
    compared: int
    differences: tuple[Difference, ...]


class Inspection(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything one look at a file yields. ``path`` is as given by the caller and never enters a case."""

    path: str
    sha256: Sha256
    sha512: Sha512
    md5: Md5
    size_bytes: int
    media_type: str
    kind: ItemKind
    technical: Technical
    readings: tuple[Reading, ...]
    facts: dict[str, Fact]
    filmed_by: FilmedBy
    findings: tuple[Finding, ...]
    problems: tuple[Trouble, ...]
    second_opinion: Opinion | None = None
