"""The worker task that makes a picture for publication. Imported by workers only, by name."""

import os
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from verifier.catalog.assets import find_asset
from verifier.domain.errors import UsageError
from verifier.domain.frames import FrameRef
from verifier.domain.records import Recipe
from verifier.media.fingerprint import read_once
from verifier.media.frame_pixels import pixel_libraries
from verifier.media.messages import KeepingTask, Kept, Task
from verifier.media.png import PNG_LEVEL, png_libraries, write_png
from verifier.media.sniff import sniff_file
from verifier.media.stills import decode_still
from verifier.media.video_tasks import kept_clip
from verifier.workspace.drawing import Pixels
from verifier.workspace.messages import SavedPicture
from verifier.workspace.prior_search import Area
from verifier.workspace.prior_tasks import within
from verifier.workspace.publishing import MakePublic

FILLED = (0, 0, 0)
"""One black for every pixel: what is filled in cannot be worked out again, as what is blurred or pixelated can."""
LEAST_PIXELS = 16
CREDIT_SHARE, LEAST_CREDIT_PX = 0.025, 14
"""Height of the credit's letters as a share of the picture's longer side, and in pixels at least."""


def make_public(request: MakePublic, kept: Kept) -> SavedPicture:
    """Write the picture; raise :class:`UsageError` where the cut leaves nothing, else what decoding raises."""
    path = Path(os.fsdecode(request.path))
    frame: FrameRef | None = None
    parameters: dict[str, str | int | float | bool | None] = {"png_level": PNG_LEVEL, "fill": "black"}
    if request.ordinal is None:
        pixels: Pixels = np.array(decode_still(path, sniff_file(path), None).pixels)
    else:
        found = kept_clip(request.path, kept).frame(request.ordinal)
        pixels, frame = np.array(found.pixels), found.ref
        parameters |= {"pts": frame.pts, "ordinal": frame.ordinal, "frame_sha256": frame.sha256}
    for place, mask in enumerate(request.masks, 1):
        rows, columns = within(mask, pixels, grow=True)
        pixels[rows, columns] = FILLED
        parameters[f"mask_{place}"] = _words(mask)
    if request.crop is not None:
        rows, columns = within(request.crop, pixels, grow=False)
        pixels = pixels[rows, columns]
        parameters["crop"] = _words(request.crop)
    if min(pixels.shape[:2]) < LEAST_PIXELS:
        raise UsageError("The part of the picture is too small to be published.")
    if request.credit:
        pixels = _credited(pixels, request.credit)
        parameters["credit"] = request.credit
    sha256 = write_png(np.ascontiguousarray(pixels), Path(os.fsdecode(request.out)))
    libraries = {**pixel_libraries(), **png_libraries(), "pillow": version("pillow")}
    recipe = Recipe(
        function=f"{__name__}.{make_public.__name__}",
        version=version("verifier"),
        parameters=parameters,
        input_sha256=request.input_sha256 or read_once(path).fingerprints.sha256,
        libraries=libraries,
    )
    height, width = pixels.shape[:2]
    return SavedPicture(sha256, width, height, frame, recipe)


def _credited(pixels: Pixels, credit: str) -> Pixels:
    """Set the credit in a white strip below the picture: over it, it would cover evidence."""
    height, width = pixels.shape[:2]
    size = max(LEAST_CREDIT_PX, round(max(width, height) * CREDIT_SHARE))
    font_file = str(find_asset("fonts/Inter-Regular.ttf"))
    margin = size // 2
    font = ImageFont.truetype(font_file, size, layout_engine=ImageFont.Layout.BASIC)
    while font.getlength(credit) > width - 2 * margin and size > LEAST_CREDIT_PX // 2:
        size -= 1
        font = ImageFont.truetype(font_file, size, layout_engine=ImageFont.Layout.BASIC)
    strip = Image.new("RGB", (width, size + 2 * margin), "white")
    ImageDraw.Draw(strip).text((margin, margin // 2), credit, fill="black", font=font)
    return np.vstack([pixels, np.asarray(strip, np.uint8)])


def _words(area: Area) -> str:
    return ",".join(f"{value:.2f}" for value in (area.x, area.y, area.width, area.height))


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (KeepingTask(MakePublic, make_public),)
