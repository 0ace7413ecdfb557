"""What workers are asked about copies, and what they answer. Imports no decoder and no array library."""

from fractions import Fraction
from typing import Literal

import msgspec

from verifier.domain.ids import Sha256
from verifier.workspace.known_footage import KnownEntry

Likeness = Literal["same_bytes", "near", "part"]
"""``near``: the whole picture looks alike. ``part``: one is a part of the other, or something lies over it."""


class HashFile(msgspec.Struct, frozen=True):
    """Hash a photo, or all of a clip, and keep that in the cache of its case; the answer is a :class:`Hashed`."""

    path: bytes
    case: bytes
    sha256: Sha256


class AskHashed(msgspec.Struct, frozen=True):
    """Ask which files of a case are hashed whole; the answer is a :class:`Hashed`."""

    case: bytes


class Hashed(msgspec.Struct, frozen=True):
    """Files of which every picture has been hashed."""

    files: tuple[Sha256, ...]


class AskEntries(msgspec.Struct, frozen=True):
    """Ask for the hashes of some files of a case, to be handed on; the answer is :class:`Entries`."""

    case: bytes
    files: tuple[Sha256, ...]


class Entries(msgspec.Struct, frozen=True):
    """Files by their hashes alone, in order of their SHA-256, and the function that made those."""

    function: str
    entries: tuple[KnownEntry, ...]


class FindPicture(msgspec.Struct, frozen=True):
    """Look for a picture among the hashes of some cases and lists of known footage; the answer: a FoundPicture.

    ``path``: the picture. ``cases``: their folders. ``lists``: files of known footage. ``within_bits``: how many of 256
    bits may differ.
    """

    path: bytes
    cases: tuple[bytes, ...]
    lists: tuple[bytes, ...] = ()
    within_bits: int = 31


class CopyMatch(msgspec.Struct, frozen=True):
    """One file that holds the picture, at its nearest frame.

    ``source``: the place of its case among the cases asked, then of its list among the lists. ``turn``: what is done to
    the picture to get that frame (``TURNS`` of ``media/pdq.py``). ``pts``: of a frame of a clip, in units of
    ``time_base``; the exact frame lies among ``first`` to ``last``.
    """

    source: int
    sha256: Sha256
    likeness: Likeness
    bits: int | None
    turn: str
    ordinal: int | None = None
    pts: int | None = None
    time_base: Fraction | None = None
    first: int = 0
    last: int = 0


class UnreadList(msgspec.Struct, frozen=True):
    """A list of known footage that cannot be searched: its place among those asked, and why."""

    number: int
    sentence: str


class FoundPicture(msgspec.Struct, frozen=True):
    """What was found, nearest first; the picture's own hashes, quality and decoder; how many hashes were looked at.

    ``titles``: what each list calls itself, in the order asked. ``unread``: lists that could not be searched.
    """

    sha256: Sha256
    pdq: str
    quality: int
    decoder: str
    searched: int
    matches: tuple[CopyMatch, ...]
    titles: tuple[str, ...] = ()
    unread: tuple[UnreadList, ...] = ()


class FindFrame(msgspec.Struct, frozen=True):
    """Find which of the frames ``first`` to ``last`` of the clip at ``path`` shows a picture, turned by ``turn``."""

    path: bytes
    picture: bytes
    turn: str
    first: int
    last: int


class FoundFrame(msgspec.Struct, frozen=True):
    """The frame nearest to the picture, and by how much their brightness differs on average (0 to 255)."""

    ordinal: int
    pts: int
    time_base: Fraction
    difference: float


class FindPart(msgspec.Struct, frozen=True):
    """Look for a picture in the file at ``path`` by local features; the answer is a :class:`FoundPart`.

    Finds what hashes of the whole picture miss: crops, frames around it, logos, bars, a few degrees of turning.
    """

    path: bytes
    picture: bytes


class PlacedPart(msgspec.Struct, frozen=True):
    """Where a picture lies in a photo, or in one frame of a clip.

    ``placement``: a, b, c, d, e, f of x' = ax + by + c, y' = dx + ey + f, where both are shares of the longer side of
    their picture. ``agreeing``: features that agree on it. ``difference``: of brightness there, on average (0 to 255).
    """

    is_mirrored: bool
    placement: tuple[float, float, float, float, float, float]
    agreeing: int
    difference: float
    ordinal: int | None = None
    pts: int | None = None
    time_base: Fraction | None = None


class FoundPart(msgspec.Struct, frozen=True):
    """Where the picture was found, if it was."""

    part: PlacedPart | None


class FindPairs(msgspec.Struct, frozen=True):
    """Find all pairs of files of a case that show the same, from their hashes; the answer: FoundPairs."""

    case: bytes
    files: tuple[Sha256, ...]


class Shared(msgspec.Struct, frozen=True):
    """The span that two clips share, in seconds of each; ``speed``: seconds of the other for one of the first."""

    first_s: float
    last_s: float
    other_first_s: float
    other_last_s: float
    speed: float
    frames: int


class CopyPair(msgspec.Struct, frozen=True):
    """Two files that show the same: ``bits`` of 256 in which their nearest pictures differ, ``turn`` of the first.

    ``shared``: of two clips. A photo and a clip: the photo is near one of its frames.
    """

    one: Sha256
    other: Sha256
    bits: int
    turn: str
    function: str
    shared: Shared | None = None


class FoundPairs(msgspec.Struct, frozen=True):
    """Pairs in order of their files' SHA-256."""

    pairs: tuple[CopyPair, ...]


class SeeFeatures(msgspec.Struct, frozen=True):
    """Find the local features of a photo, or of frames of a clip, and keep them in the cache of its case; a SeenFile.

    ``most_frames``: of a clip, evenly spread; a short one has fewer.
    """

    path: bytes
    case: bytes
    sha256: Sha256
    most_frames: int


class SeenFile(msgspec.Struct, frozen=True):
    """How many pictures of a file were looked at; 0 where it does not decode."""

    pictures: int


class FindPartPairs(msgspec.Struct, frozen=True):
    """Find pairs of files of which one is a part of the other, or has something laid over it; FoundPartPairs.

    ``paths``: where the bytes of ``files`` lie, in their order. Those from place ``first`` on, before ``end``, are
    compared with all that come before or after. ``known``: pairs that need not be compared, as places.
    """

    case: bytes
    files: tuple[Sha256, ...]
    paths: tuple[bytes, ...]
    most_frames: int
    first: int
    end: int
    known: tuple[tuple[int, int], ...] = ()


PartKind = Literal["crop", "frame", "overlay"]
"""``crop``: one is a part of the other. ``frame``: one has a border around it. ``overlay``: something lies over one."""


class PartPair(msgspec.Struct, frozen=True):
    """Two files that show the same but for what was cut off, put around or laid over.

    ``altered``: the file that was; ``None`` where that cannot be told. ``share``: of the longer side of the larger one
    that the other takes in it. ``ordinals``: the frames of clips in which it was seen. ``shared``: of two clips.
    """

    one: Sha256
    other: Sha256
    kind: PartKind
    altered: Sha256 | None
    is_mirrored: bool
    agreeing: int
    share: float
    ordinals: tuple[int | None, int | None] = (None, None)
    shared: Shared | None = None


class FoundPartPairs(msgspec.Struct, frozen=True):
    """Pairs in the order of the files asked for."""

    pairs: tuple[PartPair, ...]


class FindSpan(msgspec.Struct, frozen=True):
    """Find which span of one clip is in the other, where one was cropped, mirrored or stamped; the answer: FoundSpan.

    ``ordinals``: frames of both that show the same; where they are not known, they are looked for.
    """

    case: bytes
    files: tuple[Sha256, Sha256]
    paths: tuple[bytes, bytes]
    most_frames: int
    ordinals: tuple[int, int] | None = None


class FoundSpan(msgspec.Struct, frozen=True):
    """``shared``: as far as it can be told. ``is_mirrored``: one of the other.

    ``is_told_apart``: enough moves in both, and no span of one is in the other: another clip of the same place.
    """

    shared: Shared | None = None
    is_mirrored: bool = False
    is_told_apart: bool = False
