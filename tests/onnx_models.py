"""Tiny ONNX files for tests, written by hand: the wire format of Protocol Buffers and the numbers of ``onnx.proto``.

:func:`red_box_model` truly looks at its picture: it answers with the box around what is red in it, in the layout asked
for, so that letterboxing and the way back are tested by pixels. :func:`constant_model` always answers the same numbers.
"""

import struct
from collections.abc import Mapping, Sequence
from math import prod
from typing import Literal

FLOAT, INT64 = 1, 7
SIDE = 64
Layout = Literal["yolov5", "yolov8", "yolox", "end_to_end", "ssd"]


def varint(value: int) -> bytes:
    """Write a number in groups of seven bits; a negative one fills ten bytes."""
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def number(field: int, value: int) -> bytes:
    return varint(field << 3) + varint(value)


def part(field: int, data: bytes | str) -> bytes:
    """Write bytes, words or a message under a field number."""
    raw = data.encode() if isinstance(data, str) else data
    return varint(field << 3 | 2) + varint(len(raw)) + raw


def tensor(name: str, dims: Sequence[int], values: Sequence[float], kind: int = FLOAT) -> bytes:
    """Return a ``TensorProto`` with its values as raw bytes."""
    raw = struct.pack(f"<{len(values)}{'f' if kind == FLOAT else 'q'}", *values)
    return b"".join(number(1, dim) for dim in dims) + number(2, kind) + part(8, name) + part(9, raw)


def external_tensor(name: str, dims: Sequence[int], location: str) -> bytes:
    """Return a ``TensorProto`` whose values lie in another file."""
    entry = part(1, "location") + part(2, location)
    return b"".join(number(1, dim) for dim in dims) + number(2, FLOAT) + part(8, name) + part(13, entry) + number(14, 1)


def attribute(name: str, value: int | Sequence[int] | bytes) -> bytes:
    """Return an ``AttributeProto``: a number, numbers, or a tensor."""
    if isinstance(value, int):
        return part(1, name) + number(3, value) + number(20, 2)
    if isinstance(value, bytes):
        return part(1, name) + part(5, value) + number(20, 4)
    return part(1, name) + b"".join(number(8, one) for one in value) + number(20, 7)


def node(kind: str, inputs: Sequence[str], output: str, **attributes: int | Sequence[int] | bytes) -> bytes:
    """Return a ``NodeProto``."""
    written = b"".join(part(5, attribute(name, value)) for name, value in attributes.items())
    return b"".join(part(1, one) for one in inputs) + part(2, output) + part(3, output) + part(4, kind) + written


def value_info(name: str, dims: Sequence[int | str]) -> bytes:
    """Return a ``ValueInfoProto`` of floats; a dimension in words is one that the model leaves open."""
    shape = b"".join(part(1, part(2, dim) if isinstance(dim, str) else number(1, dim)) for dim in dims)
    return part(1, name) + part(2, part(1, number(1, FLOAT) + part(2, shape)))


def model(
    nodes: Sequence[bytes],
    tensors: Sequence[bytes],
    inputs: Sequence[bytes],
    outputs: Sequence[bytes],
    *,
    metadata: Mapping[str, str] | None = None,
    opset: int = 13,
) -> bytes:
    """Return a ``ModelProto``: a whole ONNX file."""
    graph = (
        b"".join(part(1, one) for one in nodes)
        + part(2, "graph")
        + b"".join(part(5, one) for one in tensors)
        + b"".join(part(11, one) for one in inputs)
        + b"".join(part(12, one) for one in outputs)
    )
    kept = b"".join(part(14, part(1, key) + part(2, value)) for key, value in (metadata or {}).items())
    return number(1, 8) + part(2, "tests") + part(7, graph) + part(8, number(2, opset)) + kept


def constant_model(
    dims: Sequence[int], values: Sequence[float], *, side: int | str = SIDE, metadata: Mapping[str, str] | None = None
) -> bytes:
    """Return a model that answers the same numbers whatever it is shown."""
    assert prod(dims) == len(values)
    nodes = [
        node("ReduceMax", ["images"], "peak", keepdims=1, axes=(1, 2, 3)),
        node("Mul", ["peak", "zero"], "nothing"),
        node("Reshape", ["nothing", "one"], "flat"),
        node("Add", ["answer", "flat"], "output0"),
    ]
    tensors = [
        tensor("zero", (1,), (0.0,)),
        tensor("one", (1,), (1,), INT64),
        tensor("answer", dims, values),
    ]
    image = value_info("images", (1, 3, side, side))
    return model(nodes, tensors, [image], [value_info("output0", dims)], metadata=metadata)


def red_box_model(
    layout: Layout = "yolov8",
    *,
    width: int = SIDE,
    height: int = SIDE,
    channel: int = 0,
    bright: float = 1.0,
    names: str | None = "{0: 'drone', 1: 'bird'}",
    score: float = 0.75,
) -> bytes:
    """Return a model that finds what is red: ``channel`` holds red, ``bright`` is the value of a full one.

    What it says has the box of everything red, class 0 of two, and a certain score.
    """
    tensors = [
        tensor("channel", (1,), (channel,), INT64),
        tensor("half", (1,), (bright / 2,)),
        tensor("steep", (1,), (1e4 / bright,)),
        tensor("low", (), (0.0,)),
        tensor("high", (), (1.0,)),
        tensor("across", (1, 1, 1, width), [x + 1 for x in range(width)]),
        tensor("back", (1, 1, 1, width), [width - x for x in range(width)]),
        tensor("down", (1, 1, height, 1), [y + 1 for y in range(height)]),
        tensor("up", (1, 1, height, 1), [height - y for y in range(height)]),
        tensor("wide", (1,), (width,)),
        tensor("tall", (1,), (height,)),
        tensor("two", (1,), (2.0,)),
        tensor("line", (2,), (1, 1), INT64),
    ]
    nodes = [
        node("Gather", ["images", "channel"], "red", axis=1),
        node("Sub", ["red", "half"], "above"),
        node("Mul", ["above", "steep"], "sharp"),
        node("Clip", ["sharp", "low", "high"], "mask"),
        node("ReduceMax", ["mask"], "columns", keepdims=1, axes=(2,)),
        node("ReduceMax", ["mask"], "rows", keepdims=1, axes=(3,)),
        node("Mul", ["columns", "across"], "to_right"),
        node("ReduceMax", ["to_right"], "right4", keepdims=1, axes=(3,)),
        node("Mul", ["columns", "back"], "to_left"),
        node("ReduceMax", ["to_left"], "from_right4", keepdims=1, axes=(3,)),
        node("Mul", ["rows", "down"], "to_bottom"),
        node("ReduceMax", ["to_bottom"], "bottom4", keepdims=1, axes=(2,)),
        node("Mul", ["rows", "up"], "to_top"),
        node("ReduceMax", ["to_top"], "from_bottom4", keepdims=1, axes=(2,)),
    ]
    nodes += [node("Reshape", [f"{one}4", "line"], one) for one in ("right", "from_right", "bottom", "from_bottom")]
    nodes += [node("Sub", ["wide", "from_right"], "left"), node("Sub", ["tall", "from_bottom"], "top")]
    nodes += [node("Sub", ["right", "left"], "w"), node("Sub", ["bottom", "top"], "h")]
    for one, low, high in (("cx", "left", "right"), ("cy", "top", "bottom")):
        nodes += [node("Add", [low, high], f"{one}2"), node("Div", [f"{one}2", "two"], one)]
    more, extra, columns, dims = _ANSWERS[layout](width, height, score)
    nodes += [*more, node("Concat", columns, "answer2", axis=1), node("Reshape", ["answer2", "shape"], "output0")]
    tensors += [*extra, tensor("shape", (len(dims),), dims, INT64)]
    image = value_info("images", (1, 3, height, width))
    metadata = {} if names is None else {"names": names}
    return model(nodes, tensors, [image], [value_info("output0", dims)], metadata=metadata)


Answer = tuple[list[bytes], list[bytes], list[str], tuple[int, ...]]
"""More nodes and tensors, the columns of the answer in order, and its shape."""


def _line(name: str, *values: float) -> bytes:
    return tensor(name, (1, len(values)), values)


def _yolov5(_width: int, _height: int, score: float) -> Answer:
    """(1, 1, 7): center, size, how sure of any object, then of each class."""
    return [], [_line("classes", score, 1.0, 0.1)], ["cx", "cy", "w", "h", "classes"], (1, 1, 7)


def _yolov8(_width: int, _height: int, score: float) -> Answer:
    """(1, 6, 1): center, size, then how sure of each class."""
    return [], [_line("classes", score, 0.1)], ["cx", "cy", "w", "h", "classes"], (1, 6, 1)


def _end_to_end(_width: int, _height: int, score: float) -> Answer:
    """(1, 1, 6): two corners, score, class."""
    return [], [_line("classes", score, 0.0)], ["left", "top", "right", "bottom", "classes"], (1, 1, 6)


def _ssd(width: int, height: int, score: float) -> Answer:
    """(1, 1, 1, 7): picture, class, score, two corners in shares of the picture."""
    nodes = [
        node("Div", [name, size], f"{name}_share")
        for name, size in (("left", "wide"), ("top", "tall"), ("right", "wide"), ("bottom", "tall"))
    ]
    columns = ["classes", "left_share", "top_share", "right_share", "bottom_share"]
    return nodes, [_line("classes", 0.0, 1.0, score)], columns, (1, 1, 1, 7)


def _yolox(width: int, height: int, score: float) -> Answer:
    """One line for each cell of three grids: offset in cells, logarithm of the size in cells; the first finds it."""
    cells = sum((width // stride) * (height // stride) for stride in (8, 16, 32))
    nodes = [
        *(node("Div", [one, "stride"], f"{one}_cells") for one in ("cx", "cy", "w", "h")),
        *(node("Log", [f"{one}_cells"], f"{one}_log") for one in ("w", "h")),
    ]
    tensors = [
        tensor("stride", (1,), (8.0,)),
        _line("classes", score, 1.0, 0.1),
        _line("others", *[0.0] * 7 * (cells - 1)),
    ]
    columns = ["cx_cells", "cy_cells", "w_log", "h_log", "classes", "others"]
    return nodes, tensors, columns, (1, cells, 7)


_ANSWERS = {"yolov5": _yolov5, "yolov8": _yolov8, "yolox": _yolox, "end_to_end": _end_to_end, "ssd": _ssd}
