"""What workers are asked about detectors, and what they answer. Imports no decoder and no array library."""

import msgspec

from verifier.domain.frames import FrameRef
from verifier.domain.ids import Sha256
from verifier.media.detector_forms import Layout, Preparing


class LookAtModel(msgspec.Struct, frozen=True):
    """Read a model and run it once on an empty picture; the answer is a :class:`ModelFacts`.

    ``side``: how large a picture is fed in where the model leaves that open.
    """

    model: bytes
    side: int


class ModelFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a model is: its hash, what is fed in, the layout of what comes out and how long a run took.

    ``layout``: ``None`` where two would fit, then ``undecided`` says so. ``is_open``: the model leaves the size open,
    and ``side`` was taken.
    """

    sha256: Sha256
    size_bytes: int
    producer: str
    opset: int
    width: int
    height: int
    side: int
    is_open: bool
    names: dict[int, str]
    layout: Layout | None
    undecided: str
    run_s: float


class Detect(msgspec.Struct, frozen=True, kw_only=True):
    """Run a model on a photo (``ordinal`` is ``None``) or one frame of a clip; the answer is a :class:`Detected`.

    ``overlap``: boxes of one class that share more than this part of their union are one.
    """

    path: bytes
    ordinal: int | None
    model: bytes
    side: int
    layout: Layout
    preparing: Preparing
    threshold: float
    overlap: float


class DetectedBox(msgspec.Struct, frozen=True):
    """One box on the displayed grid, in pixels of the whole picture."""

    x: float
    y: float
    width: float
    height: float
    score: float
    class_number: int


class Detected(msgspec.Struct, frozen=True, kw_only=True):
    """What was found in one picture, the surest first, by which model; ``frame``: the frame that was looked at."""

    boxes: tuple[DetectedBox, ...]
    frame: FrameRef | None
    model_sha256: Sha256
    libraries: dict[str, str]
