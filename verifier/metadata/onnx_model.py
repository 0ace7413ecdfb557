"""Read what an ONNX file says of itself, before any library runs it: inputs, class names, opset, where its numbers lie.

Field numbers are those of ``onnx.proto`` (onnx.ai, "Open Neural Network Exchange Intermediate Representation"). Class
names are looked for where Ultralytics' and YOLOv5's exports put them: the metadata ``names``, written as a Python or
JSON dictionary or list.
"""

import re
from collections.abc import Iterator

import msgspec

from verifier.domain.errors import RefusedFile, UnreadableFile, UnsupportedFile
from verifier.media.detector_words import ELSEWHERE, NO_MODEL, unknown_opset
from verifier.metadata.protobuf import BYTES, BrokenMessage, Field, fields, signed

MAX_BYTES = 600 << 20
"""Bytes of a model; the largest of the YOLO family, as 32-bit floats, takes 560 MB."""
OPSETS = range(7, 29)
"""Versions of the standard operators: below them signatures differ, above them none was published (onnx 1.23.2)."""
MAX_CLASSES = 5_000
MAX_NAME_CHARS = 80
MAX_METADATA_BYTES = 1 << 20
MAX_DEPTH = 8
"""Graphs within nodes of graphs."""
_ENTRY = re.compile(r"""["']?(\d{1,6})["']?\s*:\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")""")
_ESCAPE = re.compile(r"\\(.)")
_MODEL_OPSETS, _MODEL_GRAPH, _MODEL_PRODUCER, _MODEL_METADATA, _MODEL_TRAINING, _MODEL_FUNCTIONS = 8, 7, 2, 14, 20, 25
_GRAPH_NODES, _GRAPH_TENSORS, _GRAPH_INPUTS, _GRAPH_OUTPUTS, _GRAPH_SPARSE = 1, 5, 11, 12, 15
_NODE_ATTRIBUTES, _FUNCTION_NODES = 5, 7
_TENSOR_NAME, _TENSOR_EXTERNAL, _TENSOR_LOCATION = 8, 13, 14
_ATTRIBUTE_TENSORS, _ATTRIBUTE_GRAPHS, _ATTRIBUTE_SPARSE = (5, 10), (6, 11), (22, 23)


class Slot(msgspec.Struct, frozen=True):
    """An input or output; ``dims``: its sizes in order, ``None`` for one that the model leaves open."""

    name: str
    dims: tuple[int | None, ...]


class OnnxModel(msgspec.Struct, frozen=True, kw_only=True):
    """What a model says. ``names``: class number -> name. ``task``: what an Ultralytics export says it is for."""

    opset: int
    producer: str
    inputs: tuple[Slot, ...]
    outputs: tuple[Slot, ...]
    names: dict[int, str]
    task: str


def read_onnx(data: bytes) -> OnnxModel:
    """Read a model.

    Raise ``UnreadableFile`` for what is none or is cut off, ``UnsupportedFile`` for an opset that is not known,
    ``RefusedFile`` where numbers lie in other files: OpenCV would open whatever path stands there.
    """
    try:
        return _read(data)
    except BrokenMessage as error:
        raise UnreadableFile(NO_MODEL) from error


def _read(data: bytes) -> OnnxModel:
    opset, producer, graph, metadata = 0, "", b"", dict[str, str]()
    for field in fields(data):
        if field.number == _MODEL_GRAPH:
            graph = field.data
            _refuse_elsewhere_in_graph(graph, 0)
        elif field.number == _MODEL_OPSETS:
            domain, version = _pair(field.data)
            opset = version if domain in (b"", b"ai.onnx") else opset
        elif field.number == _MODEL_PRODUCER:
            producer = _words(field.data)
        elif field.number == _MODEL_METADATA and field.length <= MAX_METADATA_BYTES:
            key, value = _entry(field.data)
            metadata[key] = value
        elif field.number in (_MODEL_TRAINING, _MODEL_FUNCTIONS):
            _refuse_elsewhere_in_part(field, field.number)
    if not graph:
        raise UnreadableFile(NO_MODEL)
    if opset not in OPSETS:
        raise UnsupportedFile(unknown_opset(opset, OPSETS.start, OPSETS.stop - 1))
    inputs, outputs = _slots(graph)
    return OnnxModel(
        opset=opset,
        producer=producer,
        inputs=inputs,
        outputs=outputs,
        names=class_names(metadata.get("names", "")),
        task=metadata.get("task", "")[:MAX_NAME_CHARS],
    )


def class_names(written: str) -> dict[int, str]:
    """Return the class names that metadata give, as a dictionary or list in Python's or JSON's spelling."""
    try:
        found = dict(enumerate(msgspec.json.decode(written.encode(), type=list[str])))
    except (msgspec.DecodeError, UnicodeError):
        found = {
            int(match[1]): _ESCAPE.sub(r"\1", match[2] if match[2] is not None else match[3])
            for match in _ENTRY.finditer(written)
        }
    clean = {number: _printable(name) for number, name in found.items() if number < MAX_CLASSES}
    return {number: name for number, name in clean.items() if name}


def _printable(name: str) -> str:
    return "".join(letter for letter in name if letter.isprintable()).strip()[:MAX_NAME_CHARS]


def _slots(graph: bytes) -> tuple[tuple[Slot, ...], tuple[Slot, ...]]:
    """Return what is fed in and what comes out; old files list their numbers among the inputs."""
    inputs, outputs, tensors = list[Slot](), list[Slot](), set[str]()
    for field in fields(graph):
        if field.number == _GRAPH_INPUTS:
            inputs.append(_slot(field.data))
        elif field.number == _GRAPH_OUTPUTS:
            outputs.append(_slot(field.data))
        elif field.number == _GRAPH_TENSORS:
            tensors.update(_words(one.data) for one in fields(field.data) if one.number == _TENSOR_NAME)
    return tuple(one for one in inputs if one.name not in tensors), tuple(outputs)


def _slot(data: bytes) -> Slot:
    """Read a ``ValueInfoProto``: name (1), type (2) of a tensor (1) with a shape (2) of dimensions (1)."""
    name, dims = "", list[int | None]()
    for field in fields(data):
        if field.number == 1:
            name = _words(field.data)
        elif field.number == 2:
            for dimension in _within(field.data, 1, 2, 1):
                value = next((one for one in fields(dimension) if one.number == 1), None)
                dims.append(signed(value) if value is not None and signed(value) > 0 else None)
    return Slot(name, tuple(dims))


def _within(data: bytes, *path: int) -> Iterator[bytes]:
    """Yield the messages at a path of field numbers."""
    for field in fields(data):
        if field.number == path[0] and field.wire == BYTES:
            if len(path) == 1:
                yield field.data
            else:
                yield from _within(field.data, *path[1:])


def _refuse_elsewhere_in_graph(graph: bytes, depth: int) -> None:
    """Raise :class:`RefusedFile` where any numbers of a graph lie in other files."""
    if depth > MAX_DEPTH:
        raise BrokenMessage
    for field in fields(graph):
        if field.number == _GRAPH_TENSORS:
            _refuse_elsewhere(field.data)
        elif field.number == _GRAPH_SPARSE:
            _refuse_elsewhere_in_sparse(field.data)
        elif field.number == _GRAPH_NODES:
            _refuse_elsewhere_in_node(field.data, depth)


def _refuse_elsewhere_in_node(node: bytes, depth: int) -> None:
    for attribute in fields(node):
        if attribute.number != _NODE_ATTRIBUTES:
            continue
        for field in fields(attribute.data):
            if field.number in _ATTRIBUTE_TENSORS:
                _refuse_elsewhere(field.data)
            elif field.number in _ATTRIBUTE_SPARSE:
                _refuse_elsewhere_in_sparse(field.data)
            elif field.number in _ATTRIBUTE_GRAPHS and field.wire == BYTES:
                _refuse_elsewhere_in_graph(field.data, depth + 1)


def _refuse_elsewhere_in_part(part: Field, number: int) -> None:
    """Look at a function's nodes, or at the two graphs of how a model was trained."""
    for field in fields(part.data):
        if number == _MODEL_FUNCTIONS and field.number == _FUNCTION_NODES:
            _refuse_elsewhere_in_node(field.data, 0)
        elif number == _MODEL_TRAINING and field.number in (1, 2):
            _refuse_elsewhere_in_graph(field.data, 0)


def _refuse_elsewhere_in_sparse(sparse: bytes) -> None:
    """Look at the two tensors of a sparse one: values (1) and indices (2)."""
    for field in fields(sparse):
        if field.number in (1, 2):
            _refuse_elsewhere(field.data)


def _refuse_elsewhere(tensor: bytes) -> None:
    for field in fields(tensor):
        if field.number == _TENSOR_EXTERNAL or (field.number == _TENSOR_LOCATION and field.raw):
            raise RefusedFile(ELSEWHERE)


def _pair(data: bytes) -> tuple[bytes, int]:
    """Read an ``OperatorSetIdProto``: whose operators (1), which version (2)."""
    found = {field.number: field for field in fields(data)}
    domain = found[1].data if 1 in found else b""
    return domain, signed(found.get(2))


def _entry(data: bytes) -> tuple[str, str]:
    found = {field.number: field.data for field in fields(data)}
    return _words(found.get(1, b"")), _words(found.get(2, b""))


def _words(data: bytes) -> str:
    return data.decode("utf-8", "backslashreplace")
