"""The worker task that prepares a picture to be handed to somebody else's engine; imported by workers only, by name."""

import os
from pathlib import Path
from typing import Any

import numpy as np

from verifier.domain.errors import UsageError
from verifier.media.messages import KeepingTask, Task
from verifier.media.png import write_png
from verifier.media.scaling import shrink
from verifier.media.sniff import sniff_file
from verifier.workspace.drawing import Pixels, draw
from verifier.workspace.prior_search import MOST_PIXELS, Area, MakeSearchPicture, SearchPicture

_FILLED = (128, 128, 128)
"""One gray for every pixel: what is filled in cannot be worked out again, as what is blurred can."""
_LEAST_PIXELS = 16


def make_search_picture(request: MakeSearchPicture) -> SearchPicture:
    """Write the picture; raise :class:`UsageError` where the cut leaves nothing, else what decoding raises."""
    path, folder = Path(os.fsdecode(request.path)), Path(os.fsdecode(request.folder))
    pixels: Pixels = np.array(draw(path, sniff_file(path), None, request.ordinal).pixels)
    for mask in request.masks:
        rows, columns = within(mask, pixels, grow=True)
        pixels[rows, columns] = _FILLED
    if request.crop is not None:
        rows, columns = within(request.crop, pixels, grow=False)
        pixels = pixels[rows, columns]
    if min(pixels.shape[:2]) < _LEAST_PIXELS:
        raise UsageError("The part of the picture is too small to be looked for.")
    pixels = np.ascontiguousarray(shrink(pixels, MOST_PIXELS))
    folder.mkdir(parents=True, exist_ok=True)
    written = folder / f".{os.getpid()}.png"
    sha256 = write_png(pixels, written)
    out = folder / f"{sha256[:16]}.png"
    written.replace(out)
    return SearchPicture(os.fsencode(out), sha256, pixels.shape[1], pixels.shape[0])


def within(area: Area, pixels: Pixels, *, grow: bool) -> tuple[slice, slice]:
    """Return rows and columns of an area: all pixels it touches, or those that lie in it for the most part."""
    height, width = pixels.shape[:2]
    ends = ((area.y, area.y + area.height, height), (area.x, area.x + area.width, width))
    low = [max(0, int(np.floor(first) if grow else round(first))) for first, _, _ in ends]
    high = [min(most, int(np.ceil(last) if grow else round(last))) for _, last, most in ends]
    return slice(low[0], high[0]), slice(low[1], high[1])


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (Task(MakeSearchPicture, make_search_picture),)
