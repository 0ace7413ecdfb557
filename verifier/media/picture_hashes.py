"""The hashes of how one file looks: of a photo in its eight turns, of a clip for each of its distinct frames.

Derived data: whatever is in here follows from the file and the function named, and can be made again. Imported by
workers only.
"""

from fractions import Fraction
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from verifier.domain.errors import UnreadableFile, UnsupportedFile
from verifier.domain.inspection import ItemKind
from verifier.media.frame_pixels import pixel_libraries
from verifier.media.pdq import FUNCTION, SIDE, Hashes, Pdq, Pixels, pdq
from verifier.media.sniff import Sniffed
from verifier.media.stills import decode_still
from verifier.media.video import Clip, open_clip

DISTINCT_BITS = 8
"""A frame that differs in no more bits from the last one kept shows the same: a quarter of what makes two pictures
copies, so that no frame is further from a kept one than a search forgives."""
_STILL_LIBRARIES = {"jpeg": "simplejpeg", "heif": "pillow-heif"}
MOST_FRAMES = 200_000
"""Two hours at 25 frames a second; what lies behind is not hashed."""


class FileHashes(NamedTuple):
    """Hashes of one file, (n, 32) uint8, with quality, ordinal and PTS of each; a photo has one, at ordinal 0.

    ``turned``: (8, 32), the first picture in all its turns. ``is_whole``: every frame was looked at; a clip that was
    only just added has its first frame. ``decoder``: what the pixels came from, with its version.
    """

    function: str
    decoder: str
    hashes: Hashes
    turned: Hashes
    qualities: npt.NDArray[np.uint8]
    ordinals: npt.NDArray[np.int64]
    pts: npt.NDArray[np.int64]
    time_base: Fraction | None
    is_whole: bool


def hashes_of_drawn(pixels: Pixels, kind: ItemKind, codec: str | None) -> FileHashes:
    """Hash what is decoded already: a photo, or the first frame of a clip, which is then not hashed whole."""
    is_photo = kind == "photo"
    found = pdq(pixels)
    zero = np.zeros(1, np.int64)
    quality = np.array([found.quality], np.uint8)
    decoder = decoder_of_still(codec) if is_photo else decoder_of_clip(codec)
    return FileHashes(FUNCTION, decoder, found.hashes[:1], found.hashes, quality, zero, zero, None, is_whole=is_photo)


def hashes_of_file(path: Path, sniffed: Sniffed) -> FileHashes:
    """Hash a photo or all of a clip; raise ``UnsupportedFile`` for what is not drawn, else what decoding raises."""
    if sniffed.kind == "photo":
        still = decode_still(path, sniffed, SIDE)
        return hashes_of_drawn(still.pixels, sniffed.kind, still.technical.codec)
    if sniffed.kind == "video":
        with open_clip(path, sniffed) as clip:
            return hashes_of_clip(clip)
    raise UnsupportedFile("Files of this kind are kept and hashed, but not compared by their looks.", path.name)


def hashes_of_clip(clip: Clip, distinct_bits: int = DISTINCT_BITS) -> FileHashes:
    """Hash every frame of a clip in order and keep those that differ from the last one kept; damaged ones are left out.

    Raise ``UnreadableFile`` where no frame decodes.
    """
    kept: list[tuple[int, Pdq]] = []
    for ordinal in range(min(len(clip.table), MOST_FRAMES)):
        try:
            found = pdq(clip.luma(ordinal, SIDE))
        except UnreadableFile:
            continue
        if not kept or bits_apart(found.hashes[0], kept[-1][1].hashes[0]) > distinct_bits:
            kept.append((ordinal, found))
    if not kept:
        raise UnreadableFile("Not one frame of the clip decodes.")
    ordinals = [ordinal for ordinal, _ in kept]
    return FileHashes(
        FUNCTION,
        decoder_of_clip(clip.technical.codec),
        np.stack([found.hashes[0] for _, found in kept]),
        kept[0][1].hashes,
        np.array([found.quality for _, found in kept], np.uint8),
        np.array(ordinals, np.int64),
        np.array([clip.table.pts[ordinal] for ordinal in ordinals], np.int64),
        clip.table.time_base,
        is_whole=True,
    )


def decoder_of_still(codec: str | None) -> str:
    """Name what decoded a photo, with its version: another decoder's hash of the same file differs in a few bits."""
    library = _STILL_LIBRARIES.get(codec or "", "pillow")
    return f"{codec} by {library} {_version(library)}"


@cache
def _version(library: str) -> str:
    """Look a library's version up once; it reads a file of the installation."""
    return version(library)


def decoder_of_clip(codec: str | None) -> str:
    """Name what decoded the frames of a clip, with its version."""
    return f"{codec} by libavcodec {pixel_libraries()['libavcodec']}"


def bits_apart(one: Hashes, other: Hashes) -> int:
    """Count the bits in which two hashes, (32,) uint8 each, differ."""
    return int(np.bitwise_count(one ^ other).sum())
