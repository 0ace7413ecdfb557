"""labelme: per picture a JSON file beside it (labelme 5 and later), coordinates of the upright picture."""

from typing import Any

from verifier.bundle.annotations.coco import about_shot
from verifier.bundle.annotations.losses import (
    ARROW_AS_LINE,
    ELLIPSE_AS_POLYGON,
    FRAME_AS_BOX,
    ROTATED_AS_POLYGON,
    Losses,
    count_spans,
)
from verifier.bundle.annotations.outlines import rounded, vertices
from verifier.bundle.annotations.scene import Scene, Shape, Shot
from verifier.bundle.members import Member, member_of_bytes
from verifier.domain import codec
from verifier.domain.regions import Arrow, Box, Ellipse, Line, Point, Polygon, Region, RotatedBox, Vertex, WholeFrame

PICTURES = ""
KEPT = frozenset({"entry", "seen", "transcript", "origin", "time"})
VERSION = "5.5.0"
"""The version whose format this is: ``labelme/_label_file.py`` of that release."""


def write(scene: Scene, losses: Losses) -> list[Member]:
    """Write a file for every picture."""
    count_spans(losses, scene)
    return [member_of_bytes(f"{shot.stem}.json", codec.encode_indented(_picture(shot, losses))) for shot in scene.shots]


def _picture(shot: Shot, losses: Losses) -> dict[str, Any]:
    return {
        "version": VERSION,
        "flags": {},
        "shapes": [_shape(shot, shape, losses) for shape in shot.shapes],
        "imagePath": f"{shot.stem}.jpg",
        "imageData": None,
        "imageHeight": shot.height,
        "imageWidth": shot.width,
        "verifier": about_shot(shot),
    }


def _shape(shot: Shot, shape: Shape, losses: Losses) -> dict[str, Any]:
    kind, points = _points(shape.region, shot.size, losses)
    one = shape.observation
    return {
        "label": shape.of.name,
        "points": [[rounded(x), rounded(y)] for x, y in points],
        "group_id": None,
        "description": "\n".join(words for words in (one.seen, one.transcript) if words),
        "shape_type": kind,
        "flags": {},
        "mask": None,
        "verifier": {"observation": one.id, "entry": shape.of.entry_id, "taken_from": shape.taken_from},
    }


def _points(region: Region, size: tuple[int, int], losses: Losses) -> tuple[str, tuple[Vertex, ...]]:
    corners = vertices(region, size)
    match region:
        case Box():
            return "rectangle", (corners[0], corners[2])
        case WholeFrame():
            losses.add(FRAME_AS_BOX)
            return "rectangle", (corners[0], corners[2])
        case RotatedBox():
            losses.add(ROTATED_AS_POLYGON)
            return "polygon", corners
        case Ellipse() if region.radius_x == region.radius_y:
            x, y = region.center_x, region.center_y
            return "circle", ((x, y), (x + region.radius_x, y))
        case Ellipse():
            losses.add(ELLIPSE_AS_POLYGON)
            return "polygon", corners
        case Line():
            return ("line" if len(corners) == 2 else "linestrip"), corners
        case Arrow():
            losses.add(ARROW_AS_LINE)
            return "line", corners
        case Polygon():
            return "polygon", corners
        case Point():
            return "point", corners
