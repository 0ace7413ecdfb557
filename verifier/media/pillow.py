"""The one module that opens pictures with Pillow: only as the kind that was sniffed, never beyond a sane size."""

import importlib
import struct
import warnings
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from typing import BinaryIO

from PIL import ExifTags, Image, ImageFile

from verifier.domain.errors import RefusedFile, UnreadableFile
from verifier.media.stored_picture import MAX_PIXELS, refuse_bomb

_READERS = {
    "AVIF": "AvifImagePlugin",
    "BMP": "BmpImagePlugin",
    "GIF": "GifImagePlugin",
    "JPEG": "JpegImagePlugin",
    "JPEG2000": "Jpeg2KImagePlugin",
    "MPO": "MpoImagePlugin",
    "PNG": "PngImagePlugin",
    "TIFF": "TiffImagePlugin",
    "WEBP": "WebPImagePlugin",
}
"""Pillow's name of a format -> the module that reads it."""

PILLOW_ERRORS = (
    ArithmeticError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What Pillow's readers raise at damaged files; a fault of any other kind is not answered here."""


def open_picture(file: BinaryIO, formats: tuple[str, ...], size_bytes: int, name: str) -> Image.Image:
    """Read a header; raise ``UnreadableFile`` where it makes no sense, ``RefusedFile`` where it claims too much."""
    _load_readers(formats)
    with errors_as_sentences(name):
        # Pillow's own bound covers frames inside a file, which have sizes of their own; the header is checked here.
        Image.MAX_IMAGE_PIXELS = MAX_PIXELS
        image = Image.open(file, formats=formats)
        refuse_bomb(*image.size, size_bytes, name)
        return image


def _load_readers(formats: tuple[str, ...]) -> None:
    """Import the readers that are asked for; left to itself, Pillow imports all of them for one that it misses."""
    for name in formats:
        importlib.import_module(f"PIL.{_READERS[name]}")


def load(image: Image.Image, name: str) -> str | None:
    """Decode; where part is missing, decode what is there and return the reason."""
    try:
        with errors_as_sentences(name):
            image.load()
    except UnreadableFile as error:
        if not isinstance(image, ImageFile.ImageFile) or image.fp is None:
            raise
        return _load_what_is_there(image, name, str(error.__cause__))
    return None


def _load_what_is_there(image: ImageFile.ImageFile, name: str, reason: str) -> str:
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        with errors_as_sentences(name):
            image.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    return reason


def exif_orientation(image: Image.Image) -> int:
    """Return the EXIF orientation; 1 where there is none or it cannot be read (the readers report why)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found: object = image.getexif().get(ExifTags.Base.Orientation, 1)
    except PILLOW_ERRORS:
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


@contextmanager
def errors_as_sentences(name: str) -> Generator[None, None, None]:
    """Turn what a Pillow reader raises into errors of ours."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise RefusedFile("The file claims more pixels than are opened; it is kept, but not shown.", name) from error
    except PILLOW_ERRORS as error:
        if "too large" in str(error):
            sentence = "Packed text in the file unpacks to an absurd size, so the file was not decoded."
            raise RefusedFile(sentence, name) from error
        raise UnreadableFile("The picture is damaged or incomplete and cannot be shown.", name) from error
