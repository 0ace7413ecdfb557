"""A detector's boxes lie where the thing lies in the picture, whatever the layout and however it was laid in."""

import numpy as np
import pytest

from tests.onnx_models import Layout, constant_model, model, node, red_box_model, tensor, value_info
from verifier.domain.errors import UnsupportedFile, UsageError
from verifier.media.detector import MOST_BOXES, Detector, letterbox
from verifier.media.detector_forms import LAYOUTS, PREPARING, Preparing, cells, decide_layout
from verifier.media.detector_outputs import read_output

HOW = {
    "yolov5": {}, "yolov8": {}, "end_to_end": {}, "yolox": {"channel": 2, "bright": 255.0},
    "ssd": {"channel": 2, "bright": 0.5},
}  # fmt: skip
"""How a model of a layout is fed by its own programs: where red stands, and the value of a full red."""


def scene(width: int, height: int, box: tuple[int, int, int, int]) -> np.ndarray:
    """Draw a red box (left, top, right, bottom) on grey-blue: (height, width, 3) uint8, RGB."""
    pixels = np.full((height, width, 3), (20, 60, 90), np.uint8)
    left, top, right, bottom = box
    pixels[top:bottom, left:right] = (255, 0, 0)
    return pixels


def found(data: bytes, layout: Layout, pixels: np.ndarray, size: tuple[int, int] = (64, 64), **how):
    detector = Detector(data, *size, classes=2)
    return detector.find(pixels, layout, how.pop("preparing", PREPARING[layout]), how.get("threshold", 0.25), 0.45)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("width", "height", "box"),
    [
        (64, 64, (10, 20, 40, 52)),
        (640, 360, (100, 40, 300, 200)),
        (360, 640, (40, 100, 200, 300)),
        (1920, 1080, (1500, 900, 1920, 1080)),
        (48, 31, (3, 2, 20, 30)),
        (37, 90, (0, 0, 37, 45)),
    ],
)
def test_a_box_lies_where_the_thing_lies(layout: Layout, width: int, height: int, box: tuple) -> None:
    pixels, size = scene(width, height, box), (64, 64)
    if width > 640:
        size = (1920, 1088)
    answer = red_box_model(layout, width=size[0], height=size[1], **HOW[layout])
    boxes = found(answer, layout, pixels, size)
    of_network = max(width / size[0], height / size[1])
    assert len(boxes.scores) == 1
    np.testing.assert_allclose(boxes.corners[0], box, atol=max(1.0, of_network))
    assert boxes.scores[0] == pytest.approx(0.75, abs=1e-6)
    assert boxes.classes[0] == (1 if layout == "ssd" else 0)


def test_at_the_size_of_the_network_the_way_back_is_exact() -> None:
    for width, height in ((512, 288), (288, 512), (511, 300)):
        box = (100, 60, 201, 150)
        pixels = scene(width, height, box)
        boxes = found(red_box_model(width=512, height=512), "yolov8", pixels, (512, 512))
        np.testing.assert_allclose(boxes.corners[0], box, atol=1.0)


@pytest.mark.parametrize("fit", ["centered", "corner", "stretched"])
def test_a_picture_is_laid_in_with_its_edges_where_they_are_said_to_be(fit) -> None:
    pixels = np.zeros((30, 90, 3), np.uint8)
    fed, placed = letterbox(pixels, 64, 64, fit)
    rows, columns = np.flatnonzero((fed == 0).all(axis=(1, 2))), np.flatnonzero((fed == 0).all(axis=2).any(axis=0))
    assert fed.shape == (64, 64, 3)
    assert columns[0] == placed.left == 0
    assert columns[-1] + 1 == placed.left + round(90 * placed.across) == 64
    assert rows[0] == placed.top == {"centered": 21, "corner": 0, "stretched": 0}[fit]
    assert rows[-1] + 1 == placed.top + round(30 * placed.down)


def lines(*boxes: tuple[float, ...]) -> bytes:
    """Return a model that answers these lines of YOLOv5: center, size, sure of an object, of two classes."""
    return constant_model((1, len(boxes), 7), [number for box in boxes for number in box])


def test_boxes_of_one_class_that_overlap_become_the_surest_and_those_of_another_stay() -> None:
    answer = lines(
        (20, 20, 20, 20, 1, 0.8, 0), (21, 20, 20, 20, 1, 0.9, 0), (20, 21, 20, 20, 1, 0, 0.6), (50, 50, 9, 9, 1, 0.3, 0)
    )
    boxes = found(answer, "yolov5", np.zeros((64, 64, 3), np.uint8))
    assert boxes.scores.tolist() == pytest.approx([0.9, 0.6, 0.3])
    assert boxes.classes.tolist() == [0, 1, 0]


def test_nothing_below_the_threshold_is_found_and_scores_are_of_object_and_class() -> None:
    answer = lines((20, 20, 20, 20, 0.5, 0.8, 0), (50, 50, 9, 9, 0.5, 0.48, 0))
    picture = np.zeros((64, 64, 3), np.uint8)
    assert found(answer, "yolov5", picture, threshold=0.25).scores.tolist() == pytest.approx([0.4])
    assert found(answer, "yolov5", picture, threshold=0.2).scores.tolist() == pytest.approx([0.4, 0.24])


def test_numbers_that_are_none_and_boxes_without_size_or_outside_are_left_out() -> None:
    nan, inf = float("nan"), float("inf")
    answer = lines(
        (nan, 20, 20, 20, 1, 0.8, 0), (20, 20, inf, 20, 1, 0.8, 0), (20, 20, 20, 20, 1, nan, nan),
        (20, 20, 0, 20, 1, 0.8, 0), (20, 20, -5, 20, 1, 0.8, 0), (-90, -90, 20, 20, 1, 0.8, 0),
        (60, 60, 20, 20, 1, 0.7, 0),
    )  # fmt: skip
    boxes = found(answer, "yolov5", np.zeros((64, 64, 3), np.uint8))
    np.testing.assert_allclose(boxes.corners, [(50, 50, 64, 64)], atol=0.01)


def test_more_boxes_than_anyone_looks_through_are_cut_to_the_surest() -> None:
    many = [(x + 1, y + 1, 1, 1, 1, 0.3 + (x + 64 * y) / 6000, 0) for y in range(0, 60, 2) for x in range(0, 60, 2)]
    boxes = found(lines(*many), "yolov5", np.zeros((64, 64, 3), np.uint8))
    assert len(boxes.scores) == MOST_BOXES
    assert boxes.scores.min() > 0.3 + 64 * 38 / 6000


def test_scores_that_are_no_shares_say_that_the_layout_is_another() -> None:
    with pytest.raises(UnsupportedFile, match="not between 0 and 1"):
        found(lines((20, 20, 20, 20, 9, 8, 0)), "yolov5", np.zeros((64, 64, 3), np.uint8))


def test_masks_and_joints_beside_the_named_classes_are_no_classes() -> None:
    output = np.array([[[20.0], [20], [8], [8], [0.3], [0.4], [9.0], [-9.0]]], np.float32)
    boxes = read_output(output, "yolov8", 64, 64, 2, 0.25)
    assert (boxes.scores.tolist(), boxes.classes.tolist()) == (pytest.approx([0.4]), [1])


@pytest.mark.parametrize(
    ("shapes", "classes", "layout"),
    [
        ([(1, 84, 8400)], 80, "yolov8"),
        ([(1, 84, 8400)], 0, "yolov8"),
        ([(1, 5, 8400)], 1, "yolov8"),
        ([(1, 116, 8400), (1, 32, 160, 160)], 80, "yolov8"),
        ([(1, 25200, 85)], 80, "yolov5"),
        ([(1, 25200, 85)], 0, "yolov5"),
        ([(1, 25200, 6)], 1, "yolov5"),
        ([(1, 300, 6)], 80, "end_to_end"),
        ([(1, 300, 6)], 1, "end_to_end"),
        ([(1, 1, 100, 7)], 0, "ssd"),
    ],
)
def test_the_layout_of_an_output_is_told_from_its_shape(shapes, classes: int, layout: Layout) -> None:
    assert decide_layout(shapes, classes, 640, 640) == (0, layout)


def test_an_output_of_which_two_layouts_could_be_is_left_to_the_person() -> None:
    assert cells(640, 640) == 8400
    with pytest.raises(UsageError, match="choose which"):
        decide_layout([(1, 8400, 85)], 80, 640, 640)


@pytest.mark.parametrize("shapes", [[(1, 1000)], [(1, 255, 80, 80), (1, 255, 40, 40)], [], [(1, 300, 84)], [(1, 4, 9)]])
def test_an_output_of_no_known_layout_is_said_to_be_none(shapes) -> None:
    with pytest.raises(UnsupportedFile, match="no layout that is known"):
        decide_layout(shapes, 80, 640, 640)


def test_what_opencv_cannot_run_ends_in_a_sentence() -> None:
    image, answer = value_info("images", (1, 3, 64, 64)), value_info("output0", (1, 6, 1))
    strange = model([node("NobodyKnowsThis", ["images"], "output0")], [], [image], [answer])
    unfit = model([node("MatMul", ["images", "w"], "output0")], [tensor("w", (7, 2), range(14))], [image], [answer])
    for data in (strange, unfit, b"\x08\x08"):
        with pytest.raises(UnsupportedFile, match="cannot run this model"):
            found(data, "yolov8", np.zeros((64, 64, 3), np.uint8))


def test_colors_and_values_are_fed_as_chosen() -> None:
    pixels = scene(64, 64, (10, 20, 40, 52))
    swapped = Preparing("centered", "bgr", "bytes")
    answer = red_box_model("yolov8", channel=2, bright=255.0)
    assert len(found(answer, "yolov8", pixels, preparing=swapped).scores) == 1
    assert len(found(answer, "yolov8", pixels).scores) == 0
