"""Write one exact picture as PNG, with the recipe to make it again. Imported by workers only."""

import os
from importlib.metadata import version
from pathlib import Path
from typing import Any

from verifier.domain.errors import UnsupportedFile, UsageError
from verifier.domain.records import Recipe
from verifier.media.clip_messages import OpenClip, SaveFramePng
from verifier.media.fingerprint import read_once
from verifier.media.frame_table import FrameTable
from verifier.media.messages import Kept
from verifier.media.png import PNG_LEVEL, png_libraries, write_png
from verifier.media.sniff import sniff_file
from verifier.media.stills import decode_still
from verifier.media.video_tasks import list_frames, save_frame_png
from verifier.media.when import parse_when
from verifier.workspace.messages import SavedPicture, SavePicture


def save_picture(request: SavePicture, kept: Kept) -> SavedPicture:
    """Write the frame of a clip, or a photo, as PNG.

    Raise :class:`UnsupportedFile` for a kind that is not drawn, :class:`UsageError` where the frame does not exist or
    a moment is named in a photo, :class:`StorageFailed` where the disk does not take it.
    """
    path = Path(os.fsdecode(request.path))
    kind = sniff_file(path).kind
    if kind == "video":
        return _save_frame(request, kept)
    if kind != "photo":
        raise UnsupportedFile("Files of this kind have no picture to save.", path.name)
    if request.when not in ("", "#0"):
        raise UsageError("This is a photo: it has one picture and no moments.", path.name)
    return _save_photo(path, request)


def _save_frame(request: SavePicture, kept: Kept) -> SavedPicture:
    table = FrameTable.unpack(list_frames(OpenClip(request.path), kept).table)
    ordinal = table.ordinal_at(parse_when(request.when))
    saved = save_frame_png(SaveFramePng(request.path, ordinal, request.out, request.raw), kept)
    recipe = _recipe(request, saved.function, saved.parameters, saved.libraries)
    return SavedPicture(saved.sha256, saved.width, saved.height, saved.frame, recipe)


def _save_photo(path: Path, request: SavePicture) -> SavedPicture:
    still = decode_still(path, sniff_file(path), is_turned=not request.raw)
    sha256 = write_png(still.pixels, Path(os.fsdecode(request.out)))
    function = f"{__name__}.{save_picture.__name__}"
    parameters = {"raw": request.raw, "orientation": still.technical.orientation, "png_level": PNG_LEVEL}
    decoders = {name: version(name) for name in ("numpy", "opencv-python", "pillow-heif", "simplejpeg")}
    recipe = _recipe(request, function, parameters, {**decoders, **png_libraries()})
    height, width = still.pixels.shape[:2]
    return SavedPicture(sha256, width, height, None, recipe)


def _recipe(request: SavePicture, function: str, parameters: dict[str, Any], libraries: dict[str, str]) -> Recipe:
    return Recipe(
        function=function,
        version=version("verifier"),
        parameters=parameters,
        input_sha256=request.input_sha256 or read_once(Path(os.fsdecode(request.path))).fingerprints.sha256,
        libraries=libraries,
    )
