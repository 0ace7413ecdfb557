"""COCO: ``images``, ``categories`` and ``annotations`` in one JSON file (cocodataset.org, format-data)."""

from typing import Any

from verifier.domain.regions import Box, Polygon, Region
from verifier.metadata.annotations.mark import (
    DAMAGED,
    NO_PICTURE,
    WRONG_COUNT,
    Annotated,
    Mark,
    Misfit,
    NoRegion,
    Pictured,
    as_list,
    as_object,
    number,
    refuse_many,
    vertices,
    whole,
    words,
)
from verifier.metadata.annotations.opened import Opened

NAME, TITLE = "coco", "COCO"


def recognizes(opened: Opened) -> bool:
    """Tell by the two lists that every file of instances has."""
    plain = as_object(opened.plain) or {}
    return as_list(plain.get("images")) is not None and as_list(plain.get("annotations")) is not None


def read(opened: Opened) -> Annotated:
    """Read every object; of a mask of pixels the box is taken."""
    plain = as_object(opened.plain) or {}
    objects = as_list(plain.get("annotations")) or []
    refuse_many(len(objects), opened.name)
    pictures = {key: _picture(image) for key, image in _by_id(plain.get("images"))}
    names = {key: words(one.get("name")) for key, one in _by_id(plain.get("categories"))}
    marks: list[Mark] = []
    misfits: list[Misfit] = []
    for place, one in enumerate(objects, 1):
        try:
            marks.extend(_marks(one, pictures, names))
        except NoRegion as error:
            misfits.append(Misfit(f"object {place}", str(error)))
        refuse_many(len(marks), opened.name)
    return Annotated(NAME, TITLE, tuple(marks), tuple(misfits))


def _by_id(rows: object) -> list[tuple[object, dict[str, Any]]]:
    found = [row for one in as_list(rows) or [] if (row := as_object(one)) is not None]
    return [(row.get("id"), row) for row in found if isinstance(row.get("id"), int | str)]


def _picture(image: dict[str, Any]) -> Pictured:
    told = as_object(image.get("verifier")) or {}
    return Pictured(
        words(image.get("file_name")),
        whole(image.get("width")),
        whole(image.get("height")),
        sha256=words(told.get("sha256")),
        frame=whole(told.get("frame")),
    )


def _marks(one: object, pictures: dict[object, Pictured], names: dict[object, str]) -> list[Mark]:
    plain = as_object(one)
    if plain is None:
        raise NoRegion(DAMAGED)
    image, category = plain.get("image_id"), plain.get("category_id")
    picture = pictures.get(image) if isinstance(image, int | str) else None
    if picture is None:
        raise NoRegion(NO_PICTURE)
    said = names.get(category, "") if isinstance(category, int | str) else ""
    told = words((as_object(plain.get("verifier")) or {}).get("seen"))
    return [Mark(picture, region, said, told) for region in _regions(plain)]


def _regions(plain: dict[str, Any]) -> list[Region]:
    """Return the parts of an object; the outline of just its box, as many programs write it, is a box."""
    box = _box(plain.get("bbox")) if plain.get("bbox") else None
    parts = as_list(plain.get("segmentation"))
    if not parts:
        if box is None:
            raise NoRegion(WRONG_COUNT)
        return [box]
    found: list[Region] = []
    for one in parts:
        part = as_list(one)
        if part is None or len(part) % 2:
            raise NoRegion(WRONG_COUNT)
        polygon = Polygon(vertices([part[place : place + 2] for place in range(0, len(part), 2)], 3))
        found.append(box if box is not None and len(parts) == 1 and _is_box(polygon, box) else polygon)
    return found


def _box(values: object) -> Box:
    listed = as_list(values)
    if listed is None or len(listed) != 4:
        raise NoRegion(WRONG_COUNT)
    x, y, width, height = (number(value) for value in listed)
    if width < 0 or height < 0:
        raise NoRegion(DAMAGED)
    return Box(x, y, width, height)


def _is_box(polygon: Polygon, box: Box) -> bool:
    corners = {(x, y) for x in (box.x, box.x + box.width) for y in (box.y, box.y + box.height)}
    near = 1e-3
    return len(polygon.vertices) == 4 and all(
        any(abs(x - cx) < near and abs(y - cy) < near for cx, cy in corners) for x, y in polygon.vertices
    )
