"""The worker tasks about machines; imported by workers only, by name."""

import math
import os
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from verifier.domain import codec
from verifier.domain.errors import UnsupportedFile
from verifier.domain.readings import ReadingsDocument
from verifier.media.messages import KeepingTask, Task
from verifier.media.scaling import shrink
from verifier.media.sniff import sniff_file
from verifier.metadata.facts import facts
from verifier.metadata.home_points import home_point_in
from verifier.metadata.serials import serials_in
from verifier.workspace.digests import digest_of
from verifier.workspace.drawing import draw, jpeg
from verifier.workspace.machine_messages import FoundTraces, MakeCrop, ReadTraces, ScanTable, Traces
from verifier.workspace.messages import EncodedPicture
from verifier.workspace.trade_tables import Scan, scan


def read_traces(request: ReadTraces) -> FoundTraces:
    """Draw traces from documents of readings."""
    return FoundTraces(tuple(map(_traces, request.documents)))


def _traces(data: bytes) -> Traces:
    try:
        document = codec.decode(data, ReadingsDocument)
    except (msgspec.MsgspecError, ValueError):
        return Traces()
    model = facts(document.readings).get("drone_model")
    return Traces(
        serials_in(document.readings),
        home_point_in(document.readings),
        str(model.value) if model is not None else "",
        digest_of(document),
    )


def scan_table(request: ScanTable) -> Scan:
    """Go through a table of trade."""
    path = Path(os.fsdecode(request.path))
    return scan(path, request.layout, request.mapping, request.query, limit=request.limit)


def make_crop(request: MakeCrop) -> EncodedPicture:
    """Cut a picture; nothing of a kind that is not drawn."""
    path = Path(os.fsdecode(request.path))
    try:
        pixels = draw(path, sniff_file(path), None, request.ordinal).pixels
    except UnsupportedFile:
        return EncodedPicture(None)
    height, width = pixels.shape[:2]
    left, top = max(0, math.floor(request.x)), max(0, math.floor(request.y))
    right = min(width, math.ceil(request.x + request.width))
    bottom = min(height, math.ceil(request.y + request.height))
    if right <= left or bottom <= top:
        return EncodedPicture(None)
    return EncodedPicture(jpeg(shrink(np.ascontiguousarray(pixels[top:bottom, left:right]), request.max_side)))


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (
    Task(ReadTraces, read_traces),
    Task(ScanTable, scan_table),
    Task(MakeCrop, make_crop),
)
