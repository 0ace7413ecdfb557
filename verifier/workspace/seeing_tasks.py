"""The worker tasks that show and save a picture through filters. Imported by workers only, by name.

The decoded pixels of a photo are kept between two requests, and a clip keeps its decoded frames, so that moving a
slider costs one pass of the filters and no decoding.
"""

import os
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from verifier.domain.errors import UsageError
from verifier.domain.frames import FrameRef
from verifier.domain.records import Recipe
from verifier.forensics.params import Stack, read_params
from verifier.forensics.pixels import Numbers, Pixels
from verifier.forensics.registry import apply, parted
from verifier.forensics.steady import motion
from verifier.media.cv import cv2
from verifier.media.fingerprint import read_once
from verifier.media.frame_pixels import pixel_libraries
from verifier.media.lend import lend_pixels
from verifier.media.messages import KeepingTask, Kept, Task
from verifier.media.originals import unreadable
from verifier.media.overlap import SIDE, features_of
from verifier.media.png import PNG_LEVEL, png_libraries, write_png
from verifier.media.scaling import shrink
from verifier.media.sniff import sniff_file
from verifier.media.stills import Still, decode_still
from verifier.media.video import Clip
from verifier.media.video_tasks import kept_clip
from verifier.workspace.messages import SavedPicture
from verifier.workspace.seeing_messages import FilterCall, Motion, Patch, ReadPatch, SaveSeen, Seen, SeePicture

MOST_KEPT_BYTES = 160 * 1024 * 1024
"""A photo larger than this is decoded for every pass; as much as a clip may keep of frames."""


MOST_REACH = 64


def see_picture(request: SeePicture, kept: Kept) -> Seen:
    """Show a picture through filters; raise ``InputError`` where it cannot be shown, ``UsageError`` at a bad filter."""
    stack = stack_from(request.filters)
    if request.ordinal is None:
        pixels, numbers = _photo(request.path, request.max_side, stack, kept)
        return Seen(lend_pixels(pixels, request.format), None, numbers | _ends(pixels))
    clip = kept_clip(request.path, kept)
    ordinal = clip.table.key_before(request.ordinal) if request.nearest_key else request.ordinal
    pixels, numbers, frame, is_damaged = _frame(clip, ordinal, request.max_side, stack)
    moved = None
    if request.steady_on is not None:
        moved = _motion(clip, request.path, ordinal, request.steady_on, kept)
    return Seen(lend_pixels(pixels, request.format), frame, numbers | _ends(pixels), is_damaged, moved)


def _motion(clip: Clip, path: bytes, ordinal: int, reference: int, kept: Kept) -> Motion | None:
    """Tell how a frame lies on the one it is steadied on, whose features are kept."""
    if not 0 <= reference < len(clip.table):
        raise UsageError("There is no such frame to steady the clip on.")
    there = kept.get(("steady", path, reference), lambda: features_of(clip.pixels(reference, SIDE)))
    found = motion(features_of(clip.pixels(ordinal, SIDE)), there, max(clip.orientation.displayed_size))
    return Motion(found.scale, found.turn_deg, found.x, found.y) if found is not None else None


def save_seen(request: SaveSeen, kept: Kept) -> SavedPicture:
    """Write a picture as it is seen, at full size, with the recipe to make it again byte for byte."""
    stack = stack_from(request.filters)
    frame: FrameRef | None = None
    parameters: dict[str, Any] = {"png_level": PNG_LEVEL}
    if request.ordinal is None:
        pixels, _ = _photo(request.path, None, stack, kept)
    else:
        clip = kept_clip(request.path, kept)
        pixels, _, frame, _ = _frame(clip, request.ordinal, None, stack)
        parameters |= {"pts": frame.pts, "ordinal": frame.ordinal}
    for place, call in enumerate(request.filters, 1):
        parameters[f"filter_{place}"] = call.name
        parameters |= {f"filter_{place}.{name}": value for name, value in call.parameters.items()}
    sha256 = write_png(pixels, Path(os.fsdecode(request.out)))
    names = ("numpy", "opencv-python", "pillow-heif", "simplejpeg")
    libraries = {**{name: version(name) for name in names}, **pixel_libraries(), **png_libraries()}
    known = request.input_sha256
    recipe = Recipe(
        function=f"{__name__}.{save_seen.__name__}",
        version=version("verifier"),
        parameters=parameters,
        input_sha256=known or read_once(Path(os.fsdecode(request.path))).fingerprints.sha256,
        libraries=libraries,
    )
    height, width = pixels.shape[:2]
    return SavedPicture(sha256, width, height, frame, recipe)


def read_patch(request: ReadPatch, kept: Kept) -> Patch:
    """Read pixels as they are decoded, at full size and without filters; raise ``UsageError`` beyond the picture."""
    if request.ordinal is None:
        pixels, frame = _still(request.path, None, kept).pixels, None
    else:
        found = kept_clip(request.path, kept).frame(request.ordinal)
        pixels, frame = found.pixels, found.ref
    height, width = pixels.shape[:2]
    if not (0 <= request.x < width and 0 <= request.y < height):
        raise UsageError("There is no such pixel.")
    reach = min(max(request.reach, 0), MOST_REACH)
    left, top = max(0, request.x - reach), max(0, request.y - reach)
    part = pixels[top : request.y + reach + 1, left : request.x + reach + 1]
    return Patch(request.x, request.y, left, top, part.shape[1], part.shape[0], part.tobytes(), frame)


def stack_from(calls: tuple[FilterCall, ...]) -> Stack:
    """Read filters by name and settings; raise :class:`UsageError` at one that this program does not have."""
    stack = tuple(read_params(call.name, call.parameters) for call in calls)
    if any(params is None for params in stack):
        raise UsageError("This view uses a filter that this version of the program does not have.")
    return tuple(params for params in stack if params is not None)


def _photo(path: bytes, max_side: int | None, stack: Stack, kept: Kept) -> tuple[Pixels, Numbers]:
    of_rows, others = parted(stack)
    if of_rows:
        raise UsageError("This view uses a filter for frames of clips; a photo has no fields.")
    still = _still(path, max_side, kept)
    whole = still.technical.displayed_width or still.pixels.shape[1]
    return apply(still.pixels, others, still.pixels.shape[1] / whole)


def _still(path_bytes: bytes, max_side: int | None, kept: Kept) -> Still:
    path = Path(os.fsdecode(path_bytes))
    try:
        state = path.stat()
    except OSError as error:
        raise unreadable(path, error) from error
    whole: list[Still] = []

    def decode() -> Still | None:
        whole.append(decode_still(path, sniff_file(path), max_side))
        return whole[0] if whole[0].pixels.nbytes <= MOST_KEPT_BYTES else None

    found = kept.get(("pixels", path_bytes, state.st_size, state.st_mtime_ns, max_side), decode)
    return found or (whole[0] if whole else decode_still(path, sniff_file(path), max_side))


def _frame(clip: Clip, ordinal: int, max_side: int | None, stack: Stack) -> tuple[Pixels, Numbers, FrameRef, bool]:
    """Return one frame through filters; those of stored rows are applied before it is turned and made smaller."""
    if not 0 <= ordinal < len(clip.table):
        raise UsageError(f"There is no frame #{ordinal}: the frames are #0 to #{len(clip.table) - 1}.")
    of_rows, others = parted(stack)
    width = clip.orientation.displayed_size[0]
    if not of_rows:
        frame = clip.frame(ordinal, max_side=max_side)
        pixels, numbers = apply(frame.pixels, others, frame.pixels.shape[1] / width)
        return pixels, numbers, frame.ref, frame.is_damaged
    frame = clip.frame(ordinal, raw=True)
    by_row, _ = apply(frame.pixels, of_rows)
    size = clip.orientation.square_size
    if (by_row.shape[1], by_row.shape[0]) != size:
        by_row = cv2.resize(by_row, size, interpolation=cv2.INTER_LINEAR).astype(np.uint8, copy=False)
    upright = np.ascontiguousarray(clip.orientation.turn(by_row))
    shown: Any = upright if max_side is None else shrink(upright, max_side)
    pixels, numbers = apply(shown, others, shown.shape[1] / width)
    return pixels, numbers, frame.ref, frame.is_damaged


def _ends(pixels: Pixels) -> Numbers:
    """Return which share of pixels is black, and which white, in any channel: what a filter has cut off."""
    sample = pixels[:: max(1, len(pixels) // 512), :: max(1, pixels.shape[1] // 512)]
    return {"black": float((sample == 0).any(axis=2).mean()), "white": float((sample == 255).any(axis=2).mean())}


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (
    KeepingTask(SeePicture, see_picture),
    KeepingTask(SaveSeen, save_seen),
    KeepingTask(ReadPatch, read_patch),
)
