"""Print how many altered copies of real photos are found, and how many pairs that are none: ``python -m …``.

With the word ``clips``: of sample clips, cropped, trimmed, mirrored and slowed down (``clip_copies.py``).

Originals are the sample photos. Of each, copies are made as reposts make them; a copy counts as found where its hash is
near in one of the eight turns, or local features place it in the original. The unrelated pictures are parts of sample
photos that do not overlap: as alike as pictures of different things get, since parts of one photo share light and lens.
Not a test: it takes minutes. Samples: see ``tests/conftest.py``.
"""

import io
import itertools
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageOps

from tests.conftest import SAMPLES
from verifier.domain.errors import VerifierError
from verifier.media.near_hashes import NEAR_BITS, SEEN_QUALITY, columns_of, near
from verifier.media.overlap import features_of, overlap
from verifier.media.pdq import SIDE, Pdq, Pixels, pdq
from verifier.media.scaling import shrink
from verifier.media.sniff import sniff_file
from verifier.media.stills import decode_still

LEAST_SIDE = 400
UNRELATED = 1000
SYMMETRIC = ("plum-blossom",)
"""Drawings whose left half mirrors the right: their parts are mirrored copies of each other, and were found to be."""
FEATURE_PAIRS = 3000
_WHOLE = 1600


def jpeg(picture: Image.Image, quality: int) -> Image.Image:
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=quality)
    return Image.open(kept).convert("RGB")


def cropped(share: float) -> Callable[[Image.Image], Image.Image]:
    """Cut that share off the width and off the height, not in the middle."""

    def cut(picture: Image.Image) -> Image.Image:
        width, height = picture.size
        left, top = width * share * 0.6, height * share * 0.3
        return picture.crop(
            (round(left), round(top), round(left + width * (1 - share)), round(top + height * (1 - share)))
        )

    return cut


def stamped(picture: Image.Image) -> Image.Image:
    """Lay a channel's logo over a corner and a bar with words over the foot."""
    width, height = picture.size
    made = picture.copy()
    draw = ImageDraw.Draw(made)
    draw.rectangle((width * 0.72, height * 0.04, width * 0.96, height * 0.2), fill=(200, 20, 20))
    draw.text((width * 0.75, height * 0.08), "NEWS 24", fill="white", font_size=max(12, width // 16))
    draw.rectangle((0, height * 0.86, width, height), fill=(10, 20, 60))
    draw.text(
        (width * 0.05, height * 0.88), "BREAKING: what is known so far", fill="white", font_size=max(12, width // 24)
    )
    return made


def bordered(picture: Image.Image) -> Image.Image:
    """Put it on a tall canvas, as phones show wide clips."""
    width, height = picture.size
    return ImageOps.pad(picture, (max(width, height), round(max(width, height) * 1.25)), color=(16, 16, 16))


VARIANTS: tuple[tuple[str, float, Callable[[Image.Image], Image.Image]], ...] = (
    ("compressed again, quality 30", 0.95, lambda p: jpeg(p, 30)),
    ("resized to a third", 0.95, lambda p: p.resize((p.width // 3, p.height // 3), Image.Resampling.LANCZOS)),
    ("brighter by a fifth", 0.95, lambda p: p.point(lambda value: min(255, round(value * 1.2)))),
    ("mirrored", 0.95, ImageOps.mirror),
    ("turned by 90°", 0.95, lambda p: p.transpose(Image.Transpose.ROTATE_90)),
    ("turned by 180°", 0.95, lambda p: p.transpose(Image.Transpose.ROTATE_180)),
    ("turned by 3°", 0.8, lambda p: p.rotate(3, Image.Resampling.BICUBIC)),
    ("5 % cropped", 0.8, cropped(0.05)),
    ("15 % cropped", 0.8, cropped(0.15)),
    ("30 % cropped", 0.8, cropped(0.30)),
    ("30 % cropped, mirrored", 0.8, lambda p: ImageOps.mirror(cropped(0.30)(p))),
    ("bordered", 0.8, bordered),
    ("logo and bar", 0.8, stamped),
    ("15 % cropped, logo, quality 40", 0.8, lambda p: jpeg(stamped(cropped(0.15)(p)), 40)),
)
"""Name, share that is to be found, what is done."""


def photos() -> Iterator[tuple[Path, Pixels]]:
    """Yield sample photos that are large enough and show something, each once by its hash of bytes and look."""
    seen: list[Pdq] = []
    for folder in ("photos", "drone-photos", "drones-as-objects"):
        for path in sorted((SAMPLES / folder).rglob("*")):
            sniffed = sniff_file(path) if path.is_file() else None
            if sniffed is None or sniffed.kind != "photo":
                continue
            try:
                pixels = decode_still(path, sniffed, _WHOLE).pixels
            except VerifierError:
                continue
            hashed = pdq(shrink(pixels, SIDE))
            if min(pixels.shape[:2]) < LEAST_SIDE or hashed.quality < SEEN_QUALITY:
                continue
            if not any(bits(hashed, other) <= NEAR_BITS for other in seen):
                seen.append(hashed)
                yield path, pixels


def bits(one: Pdq, other: Pdq) -> int:
    """Return in how many bits the nearest two turns differ."""
    return int(np.bitwise_count(one.hashes ^ other.hashes[0]).sum(axis=1).min())


def parts(pixels: Pixels) -> list[Pixels]:
    """Cut a picture into four that do not overlap."""
    height, width = pixels.shape[0] // 2, pixels.shape[1] // 2
    return [np.ascontiguousarray(pixels[y : y + height, x : x + width]) for y in (0, height) for x in (0, width)]


def is_placed(one: Pixels, other: Pixels) -> bool:
    """Tell whether local features place one in the other, as it stands or mirrored."""
    whole = features_of(other)
    return any(overlap(features_of(np.ascontiguousarray(way)), whole) is not None for way in (one, one[:, ::-1]))


def recall(originals: list[Pixels]) -> bool:
    """Print the table of altered copies; return whether every share is met."""
    print(f"\n{'copy':34} {'hash alone':>11} {'with features':>14} {'goal':>6}")
    is_met = True
    for name, goal, make in VARIANTS:
        by_hash = by_either = 0
        for pixels in originals:
            small = shrink(pixels, SIDE)
            copy = shrink(np.ascontiguousarray(make(Image.fromarray(pixels))), SIDE)
            is_near = bits(pdq(copy), pdq(small)) <= NEAR_BITS
            by_hash += is_near
            by_either += is_near or is_placed(copy, small)
        shares = by_hash / len(originals), by_either / len(originals)
        is_met &= shares[1] >= goal
        print(f"{name:34} {shares[0]:>10.0%} {shares[1]:>13.0%} {goal:>6.0%}{'' if shares[1] >= goal else '  NOT MET'}")
    return is_met


def false_pairs(unrelated: list[tuple[str, Pixels]]) -> bool:
    """Print every pair of pictures of different things that was taken for a copy; return whether there is none."""
    hashed = [pdq(pixels) for _, pixels in unrelated]
    shown = [number for number, one in enumerate(hashed) if one.quality >= SEEN_QUALITY]
    columns = columns_of(np.stack([hashed[number].hashes[0] for number in shown]))
    pairs = {
        tuple(sorted((number, shown[row])))
        for number in shown
        for turned in hashed[number].hashes
        for row in near(columns, turned).rows.tolist()
    }
    false = sorted(pair for pair in pairs if pair[0] != pair[1])
    total = len(shown) * (len(shown) - 1) // 2
    print(
        f"\nhash: {len(false)} false of {total:,} pairs among {len(shown):,} of {len(unrelated):,} that show something"
    )
    chance = random.Random(1)
    siblings = [(n, n + 1) for n in range(0, len(unrelated) - 1, 2)]
    asked = (siblings + [tuple(chance.sample(range(len(unrelated)), 2)) for _ in range(FEATURE_PAIRS)])[:FEATURE_PAIRS]
    features = [features_of(pixels) for _, pixels in unrelated]
    placed = [pair for pair in asked if overlap(features[pair[0]], features[pair[1]]) is not None]
    print(f"features: {len(placed)} false of {len(asked):,} pairs, {len(siblings):,} of them parts of one photo")
    for one, other in itertools.chain(false, placed):
        print(f"  {unrelated[one][0]} | {unrelated[other][0]}")
    return not false and not placed


def main() -> int:
    if not SAMPLES.is_dir():
        print(f"The sample media are not at {SAMPLES}.", file=sys.stderr)
        return 2
    if sys.argv[1:] == ["clips"]:
        from tests.media.clip_copies import clip_table, sample_clips

        made, found, _, false = clip_table(sample_clips())
        return 0 if found >= made * 0.8 and not false else 1
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    found = list(photos())
    originals = [pixels for _, pixels in found][::every]
    print(f"{len(found)} photos, copies made of {len(originals)}")
    is_met = recall(originals)
    cut = [
        (f"{path.name} part {number}", shrink(part, SIDE))
        for path, pixels in found
        if not any(name in path.name for name in SYMMETRIC)
        for number, part in enumerate(part for quarter in parts(pixels) for part in parts(quarter))
    ]
    unrelated = sorted(random.Random(2).sample(cut, min(UNRELATED, len(cut))), key=lambda one: one[0])
    return 0 if false_pairs(unrelated) and is_met else 1


if __name__ == "__main__":
    sys.exit(main())
