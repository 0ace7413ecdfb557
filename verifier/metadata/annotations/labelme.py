"""labelme and X-AnyLabeling: a JSON file for one picture (``labelme/_label_file.py``), on the upright picture."""

import math
from typing import Any

from verifier.domain.regions import Box, Ellipse, Line, Point, Polygon, Region
from verifier.metadata.annotations.mark import (
    DAMAGED,
    MASK,
    UNKNOWN_KIND,
    Annotated,
    Mark,
    Misfit,
    NoRegion,
    Pictured,
    as_list,
    as_object,
    refuse_many,
    vertices,
    whole,
    words,
)
from verifier.metadata.annotations.opened import Opened

NAME, TITLE = "labelme", "labelme"


def recognizes(opened: Opened) -> bool:
    """Tell by the keys that every version writes."""
    plain = as_object(opened.plain) or {}
    return as_list(plain.get("shapes")) is not None and "imagePath" in plain


def read(opened: Opened) -> Annotated:
    """Read every shape; one that is broken is told and the others stay."""
    plain = as_object(opened.plain) or {}
    shapes = as_list(plain.get("shapes")) or []
    refuse_many(len(shapes), opened.name)
    picture = _picture(plain)
    marks: list[Mark] = []
    misfits: list[Misfit] = []
    for place, shape in enumerate(shapes, 1):
        try:
            marks.append(_mark(shape, picture))
        except NoRegion as error:
            misfits.append(Misfit(f"shape {place}", str(error)))
    return Annotated(NAME, TITLE, tuple(marks), tuple(misfits))


def _picture(plain: dict[str, Any]) -> Pictured:
    told = as_object(plain.get("verifier")) or {}
    return Pictured(
        words(plain.get("imagePath")),
        whole(plain.get("imageWidth")),
        whole(plain.get("imageHeight")),
        sha256=words(told.get("sha256")),
        frame=whole(told.get("frame")),
    )


def _mark(shape: object, picture: Pictured) -> Mark:
    plain = as_object(shape)
    if plain is None:
        raise NoRegion(DAMAGED)
    kind = plain.get("shape_type") or "polygon"
    region = region_of(kind, plain.get("points"))
    return Mark(picture, region, words(plain.get("label")), words(plain.get("description")))


def region_of(kind: object, points: object) -> Region:
    """Make a region of a shape's points; a rectangle has two corners, or four as X-AnyLabeling writes it."""
    if kind == "rectangle":
        found = vertices(points, 2, 4)
        xs, ys = [x for x, _ in found], [y for _, y in found]
        return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    if kind == "circle":
        (x, y), (rim_x, rim_y) = vertices(points, 2, 2)
        radius = math.hypot(rim_x - x, rim_y - y)
        return Ellipse(x, y, radius, radius)
    if kind in ("polygon", "oriented_rectangle", "rotation"):
        return Polygon(vertices(points, 3))
    if kind in ("line", "linestrip"):
        return Line(vertices(points, 2))
    if kind == "point":
        return Point(*vertices(points, 1, 1)[0])
    raise NoRegion(MASK if kind == "mask" else UNKNOWN_KIND)
