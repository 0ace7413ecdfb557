"""Decode stills with Pillow: PNG, TIFF, WebP, GIF, BMP, JPEG 2000, AVIF, and the JPEGs that libjpeg-turbo declines.

Decided: color profiles are not applied, the numbers in the file are shown as they are. Transparency is laid over white.
Samples of more than 8 bits are shifted down until the brightest fits, so that 12 bits in 16 are not shown black.
"""

from typing import Any, BinaryIO

import numpy as np
from PIL import Image

from verifier.domain.errors import UnreadableFile
from verifier.media.pillow import PILLOW_ERRORS, exif_orientation, load, open_picture
from verifier.media.scaling import halvings
from verifier.media.stored_picture import Rgb, StoredPicture, damaged, unturned

FORMATS: dict[str, tuple[str, ...]] = {
    "image/png": ("PNG",),
    "image/tiff": ("TIFF",),
    "image/webp": ("WEBP",),
    "image/gif": ("GIF",),
    "image/bmp": ("BMP",),
    "image/jp2": ("JPEG2000",),
    "image/avif": ("AVIF",),
    "image/jpeg": ("JPEG", "MPO"),
}
"""Media type -> the only Pillow readers that may look at it."""

_STRIP_ROWS = 256


def decode_with_pillow(
    file: BinaryIO, media_type: str, size_bytes: int, max_side: int | None, name: str
) -> StoredPicture:
    """Decode the first picture of a file; raise ``UnreadableFile`` or ``RefusedFile``."""
    image = open_picture(file, FORMATS[media_type], size_bytes, name)
    exif = exif_orientation(image)
    # Pillow turns TIFF while it loads it, and no other format; it gives the size that comes out.
    is_turned = image.format == "TIFF"
    width, height = image.size[::-1] if is_turned and exif >= 5 else image.size
    pixel_format = image.mode
    if image.format in ("JPEG", "MPO") and max_side is not None:
        factor = halvings(max(width, height), max_side)
        image.draft(None, (width // factor, height // factor))
    reason = load(image, name)
    if reason and _is_blank(image):
        raise UnreadableFile("The picture is cut off before its first line and cannot be shown.", name)
    pixels = _rgb(_reduced(image, max_side))
    return StoredPicture(
        pixels=unturned(pixels, exif) if is_turned else pixels,
        width=width,
        height=height,
        exif=exif,
        codec=(image.format or media_type).lower(),
        pixel_format=pixel_format,
        picture=_what_was_decoded(image, pixel_format),
        troubles=(damaged(reason),) if reason else (),
    )


def _what_was_decoded(image: Image.Image, mode: str) -> str | None:
    """Name what a person should know about the picture shown: which of several, laid over what."""
    words: list[str] = []
    if image.format not in ("JPEG", "MPO") and _is_one_of_several(image):
        words.append("first page" if image.format == "TIFF" else "first frame")
    if mode in ("LA", "RGBA", "PA", "La", "RGBa") or "transparency" in image.info:
        words.append("transparency over white")
    if mode.startswith(("I", "F")):
        words.append("more than 8 bits a sample, shifted to 8")
    return ", ".join(words) or None


def _is_blank(image: Image.Image) -> bool:
    extremes: Any = image.getextrema()
    return all(low == high for low, high in (extremes if isinstance(extremes[0], tuple) else (extremes,)))


def _is_one_of_several(image: Image.Image) -> bool:
    try:
        return getattr(image, "n_frames", 1) > 1
    except PILLOW_ERRORS:  # a broken second page says nothing about the first
        return False


def _reduced(image: Image.Image, max_side: int | None) -> Image.Image:
    """Average whole blocks of pixels before anything else is done, to save time and memory."""
    factor = halvings(max(image.size), max_side)
    if factor == 1 or image.mode not in ("L", "RGB", "RGBA", "CMYK", "YCbCr", "LA"):
        return image
    return image.reduce(factor)


def _rgb(image: Image.Image) -> Rgb:
    """Bring any mode to (height, width, 3) uint8 RGB."""
    if image.mode.startswith(("I", "F")):
        return _from_deep(np.asarray(image))
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        image = Image.new("RGB", layer.size, "white")
        image.paste(layer, mask=layer.getchannel("A"))
    elif image.mode != "RGB":
        image = image.convert("RGB")
    return _copied(image)


def _copied(image: Image.Image) -> Rgb:
    """Copy strip by strip: Pillow's own way to an array holds a large picture three times."""
    pixels = np.empty((image.height, image.width, 3), np.uint8)
    for top in range(0, image.height, _STRIP_ROWS):
        bottom = min(image.height, top + _STRIP_ROWS)
        pixels[top:bottom] = np.asarray(image.crop((0, top, image.width, bottom)))
    return pixels


def _from_deep(samples: np.ndarray) -> Rgb:
    """Bring one channel of whole numbers or floats, of any depth, to 8 bits of gray."""
    if samples.dtype.kind == "f":
        finite = np.nan_to_num(samples.astype(np.float64), nan=0.0, posinf=0.0, neginf=0.0)
        low, high = float(finite.min()), float(finite.max())
        gray = ((finite - low) * (255 / (high - low or 1))).astype(np.uint8)
    else:
        whole = np.maximum(samples.astype(np.int64), 0)
        gray = (whole >> max(0, int(whole.max()).bit_length() - 8)).astype(np.uint8)
    return np.repeat(gray[:, :, None], 3, axis=2)
