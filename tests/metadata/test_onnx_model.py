"""What an ONNX file says of itself is read before any library runs it, and strangers' files end in one sentence."""

import random

import pytest

from tests.onnx_models import (
    constant_model,
    external_tensor,
    model,
    node,
    number,
    part,
    red_box_model,
    value_info,
)
from verifier.domain.errors import InputError, RefusedFile, UnreadableFile, UnsupportedFile
from verifier.metadata.onnx_model import class_names, read_onnx

IMAGE, ANSWER = value_info("images", (1, 3, "h", "w")), value_info("output0", (1, 6, "n"))
ELSEWHERE = external_tensor("far", (1,), "../../etc/passwd")


def test_a_model_says_its_input_its_classes_and_its_opset() -> None:
    read = read_onnx(red_box_model(width=96, height=64, names="{0: 'drone', 1: 'bird'}"))
    assert (read.opset, read.producer, read.names) == (13, "tests", {0: "drone", 1: "bird"})
    assert [(one.name, one.dims) for one in read.inputs] == [("images", (1, 3, 64, 96))]
    assert [one.dims for one in read.outputs] == [(1, 6, 1)]


def test_sizes_that_a_model_leaves_open_are_said_to_be() -> None:
    read = read_onnx(model([node("Relu", ["images"], "output0")], [], [IMAGE], [ANSWER]))
    assert read.inputs[0].dims == (1, 3, None, None)


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("{0: 'drone', 1: \"jack's\", 2: 'jack\\'s'}", {0: "drone", 1: "jack's", 2: "jack's"}),
        ('{"0": "дрон", "1": "人"}', {0: "дрон", 1: "人"}),
        ('["drone", "bird"]', {0: "drone", 1: "bird"}),
        ("", {}),
        ("{0: 'a\x00\x1bb', 1: '   ', 99999999: 'far'}", {0: "ab"}),
        ("[" * 5000, {}),
        ("{0: '" + "x" * 500 + "'}", {0: "x" * 80}),
    ],
)
def test_class_names_are_read_as_python_and_as_json(written: str, names: dict[int, str]) -> None:
    assert class_names(written) == names


@pytest.mark.parametrize("hidden_in", ["initializer", "constant", "branch", "sparse", "function"])
def test_a_model_whose_numbers_lie_in_other_files_is_refused_wherever_it_says_so(hidden_in: str) -> None:
    nodes, tensors, more = [node("Relu", ["images"], "output0")], [], b""
    if hidden_in == "initializer":
        tensors = [ELSEWHERE]
    elif hidden_in == "constant":
        nodes.append(node("Constant", [], "far", value=ELSEWHERE))
    elif hidden_in == "branch":
        branch = part(1, node("Constant", [], "far", value=ELSEWHERE))
        nodes.append(node("If", ["images"], "far") + part(5, part(1, "then_branch") + part(6, branch)))
    elif hidden_in == "sparse":
        nodes.append(node("Constant", [], "far") + part(5, part(1, "sparse_value") + part(22, part(1, ELSEWHERE))))
    else:
        more = part(25, part(7, node("Constant", [], "far", value=ELSEWHERE)))
    with pytest.raises(RefusedFile, match="other files"):
        read_onnx(model(nodes, tensors, [IMAGE], [ANSWER]) + more)


@pytest.mark.parametrize("opset", [1, 6, 29, 99, 0, 2**40])
def test_an_opset_that_is_not_known_is_named(opset: int) -> None:
    with pytest.raises(UnsupportedFile, match=f"opset {opset};"):
        read_onnx(model([], [], [IMAGE], [ANSWER], opset=opset))


def test_an_opset_of_other_operators_does_not_stand_for_the_standard_one() -> None:
    other = part(8, part(1, "com.example") + number(2, 1))
    assert read_onnx(model([], [], [IMAGE], [ANSWER], opset=17) + other).opset == 17


@pytest.mark.parametrize("data", [b"", b"hello", b"\x89PNG\r\n\x1a\n" + bytes(64), b"\xff" * 400, part(2, "words")])
def test_what_is_no_model_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="no ONNX model, or it is cut off"):
        read_onnx(data)


def test_every_cut_of_a_model_ends_in_a_sentence() -> None:
    whole = red_box_model()
    for length in range(0, len(whole), 13):
        try:
            read_onnx(whole[:length])
        except InputError as error:
            assert error.sentence.endswith(".")  # noqa: PT017 - a cut behind the graph may leave a whole model


def test_turned_bytes_end_in_a_model_or_a_sentence() -> None:
    chance, whole = random.Random(7), constant_model((1, 6, 1), range(6))
    for _ in range(3000):
        turned = bytearray(whole)
        for _ in range(chance.choice((1, 2, 6))):
            turned[chance.randrange(len(turned))] = chance.randrange(256)
        try:
            read_onnx(bytes(turned))
        except InputError as error:
            assert error.sentence  # noqa: PT017


def test_graphs_within_graphs_have_an_end() -> None:
    inner = part(1, node("Constant", [], "far", value=1))
    for _ in range(60):
        inner = part(1, node("If", [], "far") + part(5, part(1, "then_branch") + part(6, inner)))
    with pytest.raises(UnreadableFile):
        read_onnx(model([node("If", [], "x") + part(5, part(6, inner))], [], [IMAGE], [ANSWER]))
