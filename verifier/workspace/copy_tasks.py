"""The worker tasks that find copies; imported by workers only, by name."""

import os
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from verifier.domain.errors import InputError, UnreadableFile, UnsupportedFile
from verifier.domain.ids import Sha256
from verifier.media.cv import cv2
from verifier.media.fingerprint import read_once
from verifier.media.messages import KeepingTask, Task
from verifier.media.near_hashes import SEEN_QUALITY, columns_of, near
from verifier.media.pdq import FUNCTION, HASH_BYTES, SIDE, Hashes, Pixels
from verifier.media.picture_hashes import FileHashes, hashes_of_file
from verifier.media.sniff import sniff, sniff_file
from verifier.media.stills import decode_still
from verifier.media.turns import TURNS
from verifier.media.video import open_clip
from verifier.workspace.copy_messages import (
    AskEntries,
    AskHashed,
    CopyMatch,
    Entries,
    FindFrame,
    FindPicture,
    FoundFrame,
    FoundPicture,
    Hashed,
    HashFile,
    UnreadList,
)
from verifier.workspace.hash_cache import CachedHashes, keep_hashes, load_hashes, whole
from verifier.workspace.known_footage import KnownEntry, KnownPicture, read_list

_COMPARED_SIDE = 128
"""Pixels of each side of what is compared to tell neighboring frames apart."""
_MOST_COMPARED = 600
"""Frames compared to find the exact one: 20 seconds in which a clip hardly moves."""


def hash_file(request: HashFile) -> Hashed:
    """Hash a file whole and keep that; raise ``InputError`` where it is not drawn or does not decode."""
    path = Path(os.fsdecode(request.path))
    is_kept = keep_hashes(Path(os.fsdecode(request.case)), request.sha256, hashes_of_file(path, sniff_file(path)))
    return Hashed((request.sha256,) if is_kept else ())


def ask_hashed(request: AskHashed) -> Hashed:
    """Tell which files are hashed whole."""
    return Hashed(tuple(sorted(whole(load_hashes(Path(os.fsdecode(request.case)))))))


def ask_entries(request: AskEntries) -> Entries:
    """Hand over the hashes of some files; plain pictures are left out, since theirs say little."""
    wanted = frozenset(request.files)
    cached = load_hashes(Path(os.fsdecode(request.case)))
    made = (_entry(one) for one in cached if one.sha256 in wanted)
    return Entries(FUNCTION, tuple(entry for entry in made if entry is not None))


def find_picture(request: FindPicture) -> FoundPicture:
    """Look for a picture in every source; raise ``InputError`` where the picture cannot be read."""
    path = Path(os.fsdecode(request.path))
    once = read_once(path)
    sniffed = sniff(once.head, once.fingerprints.size_bytes)
    if sniffed.kind != "photo":
        raise UnsupportedFile("Only a picture can be looked for; save the frame of a clip first.", path.name)
    asked = hashes_of_file(path, sniffed)
    lists = [_of_list(number, Path(os.fsdecode(one))) for number, one in enumerate(request.lists)]
    sources = [*(_of_case(Path(os.fsdecode(case))) for case in request.cases), *(one.source for one in lists)]
    sha256 = once.fingerprints.sha256
    matches = [
        match
        for number, source in enumerate(sources)
        for match in _matches(number, source, asked, sha256, request.within_bits)
    ]
    return FoundPicture(
        sha256=sha256,
        pdq=asked.turned[0].tobytes().hex(),
        quality=int(asked.qualities[0]),
        decoder=asked.decoder,
        searched=sum(len(source.hashes) for source in sources),
        matches=tuple(sorted(matches, key=lambda match: (match.likeness != "same_bytes", match.bits, match.source))),
        titles=tuple(one.title for one in lists),
        unread=tuple(one.trouble for one in lists if one.trouble is not None),
    )


class _Source(NamedTuple):
    """All hashes of a case or list, one below the other; ``files[owner[row]]`` is the file of a row."""

    files: Sequence[CachedHashes]
    hashes: Hashes
    qualities: npt.NDArray[np.uint8]
    owner: npt.NDArray[np.int64]
    first_row: npt.NDArray[np.int64]


def _of_case(case: Path) -> _Source:
    return _stacked(load_hashes(case))


class _List(NamedTuple):
    """A list of known footage as it can be searched; one with a ``trouble`` holds nothing."""

    source: _Source
    title: str = ""
    trouble: UnreadList | None = None


def _of_list(number: int, path: Path) -> _List:
    try:
        known = read_list(path)
    except InputError as error:
        return _List(_stacked([]), trouble=UnreadList(number, error.sentence))
    if known.function != FUNCTION:
        sentence = "The list of known footage was made by another version and cannot be compared."
        return _List(_stacked([]), known.title, UnreadList(number, sentence))
    files = [CachedHashes(entry.sha256, _read_entry(entry, known.function)) for entry in known.entries]
    return _List(_stacked(files), known.title)


def _stacked(files: Sequence[CachedHashes]) -> _Source:
    counts = np.array([len(one.hashes.hashes) for one in files], np.int64)
    hashes = np.concatenate([np.zeros((0, HASH_BYTES), np.uint8), *(one.hashes.hashes for one in files)])
    qualities = np.concatenate([np.zeros(0, np.uint8), *(one.hashes.qualities for one in files)])
    return _Source(files, hashes, qualities, np.repeat(np.arange(len(files)), counts), np.cumsum(counts) - counts)


def _matches(number: int, source: _Source, asked: FileHashes, sha256: Sha256, within: int) -> Iterator[CopyMatch]:
    """Yield each file once, at its nearest frame; the same bytes whatever they show."""
    best: dict[int, tuple[int, int, int]] = {}
    if asked.qualities[0] >= SEEN_QUALITY:
        columns = columns_of(source.hashes)
        for turn, wanted in enumerate(asked.turned):
            found = near(columns, wanted, within)
            for row, bits in zip(found.rows.tolist(), found.bits.tolist(), strict=True):
                owner = int(source.owner[row])
                if source.qualities[row] >= SEEN_QUALITY:
                    best[owner] = min(best.get(owner, (bits, turn, row)), (bits, turn, row))
    for owner, one in enumerate(source.files):
        if one.sha256 == sha256:
            yield CopyMatch(number, one.sha256, "same_bytes", 0, TURNS[0])
        elif owner in best:
            bits, turn, row = best[owner]
            yield _match(number, one, bits, turn, row - int(source.first_row[owner]))


def _match(number: int, one: CachedHashes, bits: int, turn: int, place: int) -> CopyMatch:
    found = one.hashes
    if found.time_base is None:
        return CopyMatch(number, one.sha256, "near", bits, TURNS[turn])
    after = place + 1
    last = int(found.ordinals[after]) if after < len(found.ordinals) else int(found.ordinals[place]) + _MOST_COMPARED
    return CopyMatch(
        number,
        one.sha256,
        "near",
        bits,
        TURNS[turn],
        int(found.ordinals[place]),
        int(found.pts[place]),
        found.time_base,
        first=int(found.ordinals[max(place - 1, 0)]),
        last=last,
    )


def find_frame(request: FindFrame) -> FoundFrame:
    """Compare a picture with every frame of a stretch; raise ``InputError`` where not one decodes."""
    clip_path, path = Path(os.fsdecode(request.path)), Path(os.fsdecode(request.picture))
    picture = _small(turned(decode_still(path, sniff_file(path), SIDE).pixels, request.turn))
    with open_clip(clip_path, sniff_file(clip_path)) as clip:
        last = min(request.last, len(clip.table) - 1, request.first + _MOST_COMPARED)
        compared: list[tuple[float, int]] = []
        for ordinal in range(request.first, last + 1):
            try:
                compared.append((_difference(picture, _small(clip.pixels(ordinal, SIDE))), ordinal))
            except UnreadableFile:
                continue
        if not compared:
            raise UnreadableFile("Not one frame of that stretch decodes.", clip_path.name)
        difference, ordinal = min(compared)
        return FoundFrame(ordinal, clip.table.pts[ordinal], clip.table.time_base, round(difference, 2))


def turned(pixels: Pixels, turn: str) -> Pixels:
    """Do to a picture, (height, width, 3), what a turn of ``TURNS`` says."""
    number = TURNS.index(turn)
    if number < 4:
        return np.ascontiguousarray(np.rot90(pixels, number))
    mirrored = (pixels[::-1], pixels[:, ::-1], pixels.transpose(1, 0, 2), np.rot90(pixels, 2).transpose(1, 0, 2))
    return np.ascontiguousarray(mirrored[number - 4])


def _small(pixels: Pixels) -> npt.NDArray[np.int16]:
    luma = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(luma, (_COMPARED_SIDE, _COMPARED_SIDE), interpolation=cv2.INTER_AREA)
    return small.astype(np.int16)


def _difference(one: npt.NDArray[np.int16], other: npt.NDArray[np.int16]) -> float:
    """Return by how much two pictures differ once both are equally bright."""
    apart = one - other
    return float(np.abs(apart - np.median(apart)).mean())


def _entry(one: CachedHashes) -> KnownEntry | None:
    found = one.hashes
    times = (
        [None] * len(found.pts) if found.time_base is None else [float(p * found.time_base) for p in found.pts.tolist()]
    )
    pictures = tuple(
        KnownPicture(hashed.tobytes().hex(), int(quality), time_s)
        for hashed, quality, time_s in zip(found.hashes, found.qualities, times, strict=True)
        if quality >= SEEN_QUALITY
    )
    return KnownEntry(one.sha256, found.decoder, pictures) if pictures else None


def _read_entry(entry: KnownEntry, function: str) -> FileHashes:
    """Read what a list says of a file; it has times in place of frames, and no turns."""
    count = len(entry.pictures)
    hashes = np.frombuffer(bytes.fromhex("".join(one.pdq for one in entry.pictures)), np.uint8)
    is_clip = entry.pictures[0].time_s is not None
    milliseconds = [round((one.time_s or 0) * 1000) for one in entry.pictures]
    return FileHashes(
        function,
        entry.decoder,
        hashes.reshape(count, HASH_BYTES),
        np.zeros((len(TURNS), HASH_BYTES), np.uint8),
        np.array([one.quality for one in entry.pictures], np.uint8),
        np.zeros(count, np.int64),
        np.array(milliseconds, np.int64),
        Fraction(1, 1000) if is_clip else None,
        is_whole=True,
    )


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (
    Task(HashFile, hash_file),
    Task(AskHashed, ask_hashed),
    Task(AskEntries, ask_entries),
    Task(FindPicture, find_picture),
    Task(FindFrame, find_frame),
)
