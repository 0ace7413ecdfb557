"""Pascal VOC: per picture an XML file of boxes (VOC 2012 development kit), whole pixels from 1, ends included.

``xmin = floor(left) + 1`` and ``xmax = ceil(right)``: the pixels that the box touches.
"""

import math

from verifier.bundle.annotations.elements import document, element, text
from verifier.bundle.annotations.losses import CUT, NO_AREA, WIDENED, Losses, count_as_box, count_spans
from verifier.bundle.annotations.outlines import Bounds, bounds, outline
from verifier.bundle.annotations.scene import Scene, Shape, Shot
from verifier.bundle.members import Member, member_of_bytes

PICTURES = "JPEGImages"


def write(scene: Scene, losses: Losses) -> list[Member]:
    """Write a file for every picture, the list of pictures and the list of classes."""
    count_spans(losses, scene)
    members = [
        member_of_bytes(f"Annotations/{shot.stem}.xml", document(_annotation(shot, losses))) for shot in scene.shots
    ]
    stems = "".join(f"{shot.stem}\n" for shot in scene.shots)
    classes = "".join(f"{class_name(one.name)}:::\n" for one in scene.classes)
    head = "# label:color_rgb:parts:actions\n"
    return [
        *members,
        member_of_bytes("ImageSets/Main/default.txt", stems.encode()),
        member_of_bytes("labelmap.txt", (head + classes).encode()),
    ]


def class_name(name: str) -> str:
    """Return a name that fits on one line of a list of classes."""
    return " ".join(name.replace(":", " ").split())


def _annotation(shot: Shot, losses: Losses) -> list[str]:
    size = (text("width", shot.width), text("height", shot.height), text("depth", 3))
    objects = (lines for shape in shot.shapes if (lines := _object(shot, shape, losses)))
    return element(
        "annotation",
        {},
        text("folder", PICTURES),
        text("filename", f"{shot.stem}.jpg"),
        *element("source", {}, text("database", "Unknown")),
        *element("size", {}, *size),
        text("segmented", 0),
        *(line for lines in objects for line in lines),
    )


def _object(shot: Shot, shape: Shape, losses: Losses) -> list[str]:
    count_as_box(losses, shape.region)
    if outline(shape.region, shot.size) is None:
        return []
    whole = bounds(shape.region, shot.size)
    box = whole.inside(shot.size)
    if box is None:
        losses.add(NO_AREA)
        return []
    losses.add(CUT, box != whole)
    losses.add(WIDENED, not _is_whole(box))
    return element(
        "object",
        {},
        text("name", class_name(shape.of.name)),
        text("pose", "Unspecified"),
        text("truncated", int(box != whole)),
        text("difficult", 0),
        *element(
            "bndbox",
            {},
            text("xmin", math.floor(box.left) + 1),
            text("ymin", math.floor(box.top) + 1),
            text("xmax", math.ceil(box.right)),
            text("ymax", math.ceil(box.bottom)),
        ),
    )


def _is_whole(box: Bounds) -> bool:
    return all(value == int(value) for value in (box.left, box.top, box.right, box.bottom))
