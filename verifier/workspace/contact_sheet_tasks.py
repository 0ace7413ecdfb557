"""The worker tasks that draw a contact sheet. Imported by workers only, by name."""

import hashlib
import os
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from PIL import Image, ImageDraw, ImageFont
from PIL.ImageFont import FreeTypeFont

from verifier.catalog.assets import find_asset
from verifier.domain.frames import FrameRef
from verifier.domain.records import Recipe
from verifier.media.fingerprint import read_once
from verifier.media.frame_pixels import pixel_libraries
from verifier.media.messages import KeepingTask, Kept, Task
from verifier.media.png import PNG_LEVEL, png_libraries, write_png
from verifier.media.video_tasks import kept_clip
from verifier.workspace.contact_sheets import DrawCell, DrawContactSheet, SheetCell
from verifier.workspace.messages import SavedPicture

CELL_SIDE = 320
"""Longest side of a frame on the sheet, in pixels."""
LEAST_CELL = 172
"""A narrow frame stands in a cell so wide: its time and number have to fit."""
WIDTH_WANTED = 1960
MARGIN, GAP, LABEL_PX = 48, 20, 30
HEAD_PX, FOOT_PX = 92, 74
PAPER, INK, GREY, LINE = "#ffffff", "#15181b", "#5b6670", "#d5dade"


class _Layout(msgspec.Struct, frozen=True):
    """Pixels: a cell, how many stand in a row, how many rows there are."""

    width: int
    height: int
    columns: int
    rows: int

    @property
    def size(self) -> tuple[int, int]:
        wide = 2 * MARGIN + self.columns * self.width + (self.columns - 1) * GAP
        high = MARGIN + HEAD_PX + self.rows * (self.height + LABEL_PX + GAP) + FOOT_PX
        return wide, high

    def corner(self, place: int) -> tuple[int, int]:
        row, column = divmod(place, self.columns)
        return MARGIN + column * (self.width + GAP), MARGIN + HEAD_PX + row * (self.height + LABEL_PX + GAP)


def draw_cell(request: DrawCell, kept: Kept) -> SheetCell:
    """Write one frame small; raise ``InputError`` where it cannot be decoded."""
    found = kept_clip(request.path, kept).frame(request.ordinal, max_side=CELL_SIDE)
    write_png(np.ascontiguousarray(found.pixels), Path(os.fsdecode(request.out)))
    return SheetCell(request.out, found.ref)


def draw_contact_sheet(request: DrawContactSheet) -> SavedPicture:
    """Set the small pictures in rows, with a head that says what they are of and a foot that names the clip by hash."""
    path = Path(os.fsdecode(request.path))
    sha256 = request.input_sha256 or read_once(path).fingerprints.sha256
    smalls = [_small(cell) for cell in request.cells]
    layout = _layout(smalls)
    sheet = Image.new("RGB", layout.size, PAPER)
    pen = ImageDraw.Draw(sheet)
    _draw_head(pen, layout, request)
    is_long = max(cell.frame.time_s for cell in request.cells) >= 3600
    for place, (cell, small) in enumerate(zip(request.cells, smalls, strict=True)):
        x, y = layout.corner(place)
        pen.rectangle((x, y, x + layout.width - 1, y + layout.height - 1), fill="#eceff1")
        sheet.paste(small, (x + (layout.width - small.width) // 2, y + (layout.height - small.height) // 2))
        _draw_label(pen, layout, (x, y + layout.height), cell.frame, is_long=is_long)
    _draw_foot(pen, layout, sha256)
    written = write_png(np.asarray(sheet, np.uint8), Path(os.fsdecode(request.out)))
    return SavedPicture(written, sheet.width, sheet.height, None, _recipe(request, sha256))


def clip_time(frame: FrameRef, *, is_long: bool) -> str:
    """Write a clip time to the millisecond, as the window does: ``01:02.345``, ``1:02:03.004``."""
    thousandths = round(frame.time_s * 1000)
    minutes, rest = divmod(abs(thousandths), 60_000)
    hours, minutes = divmod(minutes, 60)
    text = f"{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
    return ("-" if thousandths < 0 else "") + (f"{hours}:{text}" if is_long else text)


def _small(cell: SheetCell) -> Image.Image:
    with Image.open(Path(os.fsdecode(cell.file))) as opened:
        return opened.convert("RGB")


def _layout(smalls: list[Image.Image]) -> _Layout:
    width = max(LEAST_CELL, *(small.width for small in smalls))
    height = max(small.height for small in smalls)
    fitting = max(1, (WIDTH_WANTED - 2 * MARGIN + GAP) // (width + GAP))
    rows = -(-len(smalls) // fitting)
    # As many in each row as can be; the head and the foot need the width of two wide frames.
    columns = max(-(-len(smalls) // rows), min(fitting, -(-2 * CELL_SIDE // width)))
    return _Layout(width, height, columns, -(-len(smalls) // columns))


def _draw_head(pen: ImageDraw.ImageDraw, layout: _Layout, request: DrawContactSheet) -> None:
    count = len(request.cells)
    first, last = request.cells[0].frame, request.cells[-1].frame
    is_long = last.time_s >= 3600
    span = " to ".join(dict.fromkeys(clip_time(one, is_long=is_long) for one in (first, last)))
    size = 30
    while size > 12 and _font("Inter-SemiBold", size).getlength(request.title) > layout.size[0] - 2 * MARGIN:
        size -= 1
    pen.text((MARGIN, MARGIN + 28), request.title, fill=INK, font=_font("Inter-SemiBold", size), anchor="ls")
    words = f"{count} {'frame' if count == 1 else 'frames'} · {request.chosen} · {span}"
    pen.text((MARGIN, MARGIN + 40), words, fill=GREY, font=_font("Inter-Regular", 17))


def _draw_label(
    pen: ImageDraw.ImageDraw, layout: _Layout, at: tuple[int, int], frame: FrameRef, *, is_long: bool
) -> None:
    x, y = at[0], at[1] + 7
    pen.text((x, y), clip_time(frame, is_long=is_long), fill=INK, font=_font("JetBrainsMono-SemiBold", 15))
    number = _font("JetBrainsMono-Regular", 15)
    words = f"#{frame.ordinal}"
    pen.text((x + layout.width - number.getlength(words), y), words, fill=GREY, font=number)


def _draw_foot(pen: ImageDraw.ImageDraw, layout: _Layout, sha256: str) -> None:
    wide, high = layout.size
    y = high - FOOT_PX
    pen.line((MARGIN, y, wide - MARGIN, y), fill=LINE, width=1)
    plain, mono = _font("Inter-Regular", 14), _font("JetBrainsMono-Regular", 13)
    said = "Clip time and frame number, counted from 0. SHA-256 of the clip:"
    pen.text((MARGIN, y + 14), said, fill=GREY, font=plain)
    beside = MARGIN + plain.getlength(said) + 10
    is_beside = beside + mono.getlength(sha256) <= wide - MARGIN
    pen.text((beside, y + 15) if is_beside else (MARGIN, y + 36), sha256, fill=INK, font=mono)


def _font(name: str, size: int) -> FreeTypeFont:
    # Basic layout: the same letters at the same places whatever text engine the system has.
    return ImageFont.truetype(str(find_asset(f"fonts/{name}.ttf")), size, layout_engine=ImageFont.Layout.BASIC)


def _recipe(request: DrawContactSheet, sha256: str) -> Recipe:
    frames = [cell.frame for cell in request.cells]
    told = "".join(f"{one.ordinal} {one.pts} {one.sha256}\n" for one in frames)
    return Recipe(
        function=f"{__name__}.{draw_contact_sheet.__name__}",
        version=version("verifier"),
        parameters={
            "title": request.title,
            "chosen": request.chosen,
            "ordinals": ",".join(str(one.ordinal) for one in frames),
            # Of the lines "ordinal PTS SHA-256-of-the-frame": ties every small picture to its exact frame.
            "frames_sha256": hashlib.sha256(told.encode()).hexdigest(),
            "cell_side": CELL_SIDE,
            "png_level": PNG_LEVEL,
        },
        input_sha256=sha256,
        libraries={**pixel_libraries(), **png_libraries(), "pillow": version("pillow")},
    )


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (
    KeepingTask(DrawCell, draw_cell),
    Task(DrawContactSheet, draw_contact_sheet),
)
