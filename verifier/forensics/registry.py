"""Every filter with its function, in the order in which they are applied. Imported by workers only."""

from collections.abc import Callable
from typing import Any

import msgspec

from verifier.forensics.channel import channel
from verifier.forensics.deinterlace import deinterlace
from verifier.forensics.denoise import denoise
from verifier.forensics.local_contrast import local_contrast
from verifier.forensics.params import (
    Brightness,
    Channel,
    Contrast,
    Deinterlace,
    Denoise,
    Gamma,
    Invert,
    LocalContrast,
    Params,
    Sharpen,
    Stack,
    Stretch,
)
from verifier.forensics.pixels import Numbers, Pixels
from verifier.forensics.sharpen import sharpen
from verifier.forensics.stretch import stretch
from verifier.forensics.tones import brightness, contrast, gamma, invert


class Filter(msgspec.Struct, frozen=True):
    """A filter: its settings, and ``function(pixels, params, scale)``.

    ``pixels``: (height, width, 3) uint8 RGB, never written to; ``scale``: its width over that of the whole picture, for
    settings in pixels. ``is_of_rows``: it works on the stored grid at full size.
    """

    params: type[Params]
    function: Callable[[Pixels, Any, float], tuple[Pixels, Numbers]]
    is_of_rows: bool = False


FILTERS: tuple[Filter, ...] = (
    Filter(Deinterlace, deinterlace, is_of_rows=True),
    Filter(Denoise, denoise),
    Filter(Stretch, stretch),
    Filter(Brightness, brightness),
    Filter(Contrast, contrast),
    Filter(Gamma, gamma),
    Filter(LocalContrast, local_contrast),
    Filter(Sharpen, sharpen),
    Filter(Channel, channel),
    Filter(Invert, invert),
)


def parted(stack: Stack) -> tuple[Stack, Stack]:
    """Part filters into those of stored rows and all others."""
    of_rows = {one.params for one in FILTERS if one.is_of_rows}
    return tuple(one for one in stack if type(one) in of_rows), tuple(one for one in stack if type(one) not in of_rows)


def apply(pixels: Pixels, stack: Stack, scale: float = 1.0) -> tuple[Pixels, Numbers]:
    """Apply filters one after the other; numbers are named ``filter.number``. The picture handed in stays as it was."""
    functions = {one.params: one.function for one in FILTERS}
    numbers: Numbers = {}
    for params in stack:
        pixels, found = functions[type(params)](pixels, params, scale)
        numbers |= {f"{params.name}.{name}": float(value) for name, value in found.items()}
    return pixels, numbers
