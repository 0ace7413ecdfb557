"""The worker tasks that run a detector; a network is kept between two frames. Imported by workers only, by name."""

import hashlib
import os
from importlib.metadata import version
from pathlib import Path
from typing import Any

from verifier.domain.errors import RefusedFile, UnsupportedFile, UsageError
from verifier.domain.frames import FrameRef
from verifier.media.detector import Detector
from verifier.media.detector_forms import MOST_SIDE
from verifier.media.detector_words import NO_PICTURE_FED, NO_PLACES, TURNED_BOXES, too_large, too_wide
from verifier.media.frame_pixels import Pixels, pixel_libraries
from verifier.media.messages import KeepingTask, Kept, Task
from verifier.media.originals import open_original
from verifier.media.sniff import sniff_file
from verifier.media.stills import decode_still
from verifier.media.video_tasks import kept_clip
from verifier.metadata.onnx_model import MAX_BYTES, OnnxModel, read_onnx
from verifier.workspace.detecting_messages import Detect, Detected, DetectedBox, LookAtModel, ModelFacts

OTHER_TASKS = {
    "classify": NO_PLACES,
    "obb": TURNED_BOXES,
}
"""What an Ultralytics export may be for, besides ``detect``, ``segment`` and ``pose``, which all have boxes."""
_networks = Kept(room=1)


class _Network:
    """A model read once: its hash, its words and its network."""

    def __init__(self, path: Path, side: int) -> None:
        with open_original(path) as file:
            self.size_bytes = os.fstat(file.fileno()).st_size
            if self.size_bytes > MAX_BYTES:
                raise RefusedFile(too_large(MAX_BYTES >> 20))
            data = file.readall()
        self.sha256 = hashlib.sha256(data).hexdigest()
        self.words = read_onnx(data)
        refusal = OTHER_TASKS.get(self.words.task)
        if refusal is not None:
            raise UnsupportedFile(refusal)
        width, height = _size(self.words)
        self.is_open = width is None or height is None
        self.detector = Detector(data, width or side, height or side, len(self.words.names))


def look_at_model(request: LookAtModel) -> ModelFacts:
    """Read a model and run it once; raise ``InputError`` where that cannot be done."""
    network = _network(request.model, request.side)
    detector, layout, undecided = network.detector, None, ""
    try:
        layout = detector.decide_layout()
    except UsageError as error:
        undecided = error.sentence
    return ModelFacts(
        sha256=network.sha256,
        size_bytes=network.size_bytes,
        producer=network.words.producer,
        opset=network.words.opset,
        width=detector.width,
        height=detector.height,
        side=request.side,
        is_open=network.is_open,
        names=network.words.names,
        layout=layout,
        undecided=undecided,
        run_s=detector.run_s,
    )


def detect(request: Detect, kept: Kept) -> Detected:
    """Run a model on one picture; raise ``InputError`` where picture or model cannot be used."""
    network = _network(request.model, request.side)
    pixels, frame, (width, height) = _picture(request, kept)
    found = network.detector.find(pixels, request.layout, request.preparing, request.threshold, request.overlap)
    across, down = width / pixels.shape[1], height / pixels.shape[0]
    boxes = tuple(
        DetectedBox(
            x=round(float(left) * across, 2),
            y=round(float(top) * down, 2),
            width=round(float(right - left) * across, 2),
            height=round(float(bottom - top) * down, 2),
            score=round(float(score), 6),
            class_number=int(number),
        )
        for (left, top, right, bottom), score, number in zip(*found, strict=True)
    )
    libraries = {**pixel_libraries(), "opencv-python": version("opencv-python")}
    return Detected(boxes=boxes, frame=frame, model_sha256=network.sha256, libraries=libraries)


def _network(model: bytes, side: int) -> _Network:
    """Return the network that is kept, or read it; a file that has changed since is read anew."""
    path = Path(os.fsdecode(model))
    with open_original(path) as file:
        state = os.fstat(file.fileno())
    key = (model, side, state.st_size, state.st_mtime_ns)
    return _networks.get(key, lambda: _Network(path, side))


def _size(words: OnnxModel) -> tuple[int | None, int | None]:
    """Return the width and height of the picture that is fed in, ``None`` for what the model leaves open."""
    dims = words.inputs[0].dims if len(words.inputs) == 1 else ()
    if len(dims) != 4 or dims[0] not in (None, 1) or dims[1] not in (None, 3):
        raise UnsupportedFile(NO_PICTURE_FED)
    _, _, height, width = dims
    if max(width or 0, height or 0) > MOST_SIDE:
        raise RefusedFile(too_wide(MOST_SIDE))
    return width, height


def _picture(request: Detect, kept: Kept) -> tuple[Pixels, FrameRef | None, tuple[int, int]]:
    """Return the upright pixels of a picture, its exact frame, and the size of its displayed grid."""
    if request.ordinal is not None:
        clip = kept_clip(request.path, kept)
        if not 0 <= request.ordinal < len(clip.table):
            raise UsageError(f"There is no frame #{request.ordinal}: the frames are #0 to #{len(clip.table) - 1}.")
        frame = clip.frame(request.ordinal)
        return frame.pixels, frame.ref, clip.orientation.displayed_size
    path = Path(os.fsdecode(request.path))
    still = decode_still(path, sniff_file(path))
    technical = still.technical
    height, width = still.pixels.shape[:2]
    return still.pixels, None, (technical.displayed_width or width, technical.displayed_height or height)


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (Task(LookAtModel, look_at_model), KeepingTask(Detect, detect))
