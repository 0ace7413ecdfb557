"""Supervision, another library, reads the boxes and names that the formats write: COCO, YOLO, Pascal VOC, labelme."""

from pathlib import Path

import numpy as np
import pytest
import supervision as sv
import tqdm

from tests.bundle.annotations.conftest import HEIGHT, WIDTH, Write

tqdm.tqdm.monitor_interval = 0  # its bars of progress would leave a thread that watches them
BOXES = [[10, 20, 110, 70], [0.25, 0.5, 1.75, 3.0], [388.397, 306.699, 611.603, 493.301], [100, 100, 300, 300]]
"""Corners of the first four regions: two boxes, what a turned one covers, what a triangle covers."""
IN_WHOLE_PIXELS = [[10, 20, 110, 70], [0, 0, 2, 3], [388, 306, 612, 494], [100, 100, 300, 300]]
NAMES = ["DJI Mavic 3", "not yet tagged", "Дрон «人»: $50"]


def of_photo(found: sv.DetectionDataset) -> sv.Detections:
    """Return what was read of the photo that lies on its side; its picture has the size that the boxes speak of."""
    ((picture, read),) = [(picture, read) for path, picture, read in found if Path(path).stem == "E-0006"]
    assert picture.shape == (HEIGHT, WIDTH, 3)
    return read


def test_coco(write: Write) -> None:
    folder = write("coco")
    found = sv.DetectionDataset.from_coco(
        str(folder / "images/default"), str(folder / "annotations/instances_default.json")
    )
    read = of_photo(found)
    np.testing.assert_allclose(read.xyxy[:4], BOXES, atol=1e-3)
    assert found.classes == NAMES
    assert list(read.class_id[:2]) == [0, 1]


def test_yolo(write: Write) -> None:
    folder = write("yolo")
    found = sv.DetectionDataset.from_yolo(
        str(folder / "images/train"), str(folder / "labels/train"), str(folder / "data.yaml")
    )
    read = of_photo(found)
    np.testing.assert_allclose(read.xyxy[:4], BOXES, atol=1e-3)
    assert found.classes == NAMES
    assert list(read.class_id[:2]) == [0, 1]


def test_pascal_voc(write: Write) -> None:
    folder = write("voc")
    found = sv.DetectionDataset.from_pascal_voc(str(folder / "JPEGImages"), str(folder / "Annotations"))
    read = of_photo(found)
    np.testing.assert_array_equal(read.xyxy[:4], IN_WHOLE_PIXELS)
    assert [found.classes[number] for number in read.class_id[:2]] == NAMES[:2]


@pytest.mark.filterwarnings("ignore:Skipped unsupported LabelMe shape")
def test_labelme(write: Write) -> None:
    folder = write("labelme")
    found = sv.DetectionDataset.from_labelme(str(folder), str(folder))
    read = of_photo(found)
    np.testing.assert_allclose(read.xyxy[:4], BOXES, atol=1e-3)
    assert [found.classes[number] for number in read.class_id[:2]] == NAMES[:2]
