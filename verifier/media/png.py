"""Write pixels as PNG, the pictures saved from footage: the same libraries give the same bytes."""

import hashlib
import zlib
from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
import PIL
from PIL import Image

from verifier.domain.errors import StorageFailed

PNG_LEVEL = 6


def png_libraries() -> dict[str, str]:
    """Name the versions of the libraries that decide the bytes of a PNG."""
    return {"pillow": PIL.__version__, "zlib": zlib.ZLIB_RUNTIME_VERSION}


def write_png(pixels: npt.NDArray[np.uint8], out: Path) -> str:
    """Write pixels (height, width, 3) uint8 RGB, whole or not at all; return the SHA-256 of the file.

    What stands at ``out`` is replaced. Raise ``StorageFailed`` where the disk does not take it.
    """
    encoded = BytesIO()
    Image.fromarray(pixels).save(encoded, "PNG", compress_level=PNG_LEVEL)
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_bytes(encoded.getvalue())
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StorageFailed(f"The picture could not be written: {error.strerror}.", out.name) from error
    return hashlib.sha256(encoded.getvalue()).hexdigest()
