"""VGG Image Annotator 2: a JSON project or export, or CSV (``pack_via_metadata``). Version 3 is not read."""

import math
from typing import Any

import msgspec

from verifier.domain.errors import UnsupportedFile
from verifier.domain.regions import Box, Ellipse, Line, Point, Polygon, Region
from verifier.metadata.annotations.mark import (
    DAMAGED,
    UNKNOWN_KIND,
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

NAME, TITLE = "via", "VGG Image Annotator"


def recognizes(opened: Opened) -> bool:
    """Tell by the keys of a project, of an export, or by the columns of a table."""
    plain = as_object(opened.plain)
    if plain is not None:
        return "_via_img_metadata" in plain or _is_version_3(plain) or any(_is_file(one) for one in plain.values())
    return opened.plain is None and opened.root is None and b"region_shape_attributes" in opened.data[:4096]


def read(opened: Opened) -> Annotated:
    """Read every region; raise :class:`UnsupportedFile` for a project of version 3."""
    plain = as_object(opened.plain)
    if plain is not None:
        if _is_version_3(plain):
            raise UnsupportedFile("Projects of VGG Image Annotator 3 are not read; export from version 2.", opened.name)
        rows = _of_files(as_object(plain.get("_via_img_metadata", plain)) or {})
    else:
        rows = _of_table(opened.rows())
    refuse_many(len(rows), opened.name)
    marks: list[Mark] = []
    misfits: list[Misfit] = []
    for place, (picture, shape, told) in enumerate(rows, 1):
        try:
            marks.append(Mark(picture, _region(shape), *_words(told)))
        except NoRegion as error:
            misfits.append(Misfit(f"{picture.name}, region {place}", str(error)))
    return Annotated(NAME, TITLE, tuple(marks), tuple(misfits))


Row = tuple[Pictured, object, object]


def _is_version_3(plain: dict[Any, Any]) -> bool:
    return {"project", "metadata", "file"} <= plain.keys()


def _is_file(one: object) -> bool:
    return {"filename", "size", "regions"} <= (as_object(one) or {}).keys()


def _of_files(files: dict[Any, Any]) -> list[Row]:
    rows: list[Row] = []
    for one in files.values():
        if not _is_file(one):
            continue
        picture = Pictured(words(one["filename"]), size_bytes=_size(one["size"]))
        numbered = as_object(one["regions"])
        for region in list(numbered.values()) if numbered is not None else as_list(one["regions"]) or []:
            known = as_object(region) or {}
            rows.append((picture, known.get("shape_attributes"), known.get("region_attributes")))
    return rows


def _of_table(table: list[dict[str, str]]) -> list[Row]:
    rows: list[Row] = []
    for row in table:
        name = row.get("filename") or row.get("#filename") or ""
        shape = _json(row.get("region_shape_attributes", ""))
        if shape:
            picture = Pictured(words(name), size_bytes=_size(row.get("file_size")))
            rows.append((picture, shape, _json(row.get("region_attributes", ""))))
    return rows


def _json(text: str) -> object:
    try:
        return msgspec.json.decode(text) if text else None
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return "damaged"


def _size(value: object) -> int | None:
    """Return the size in bytes; it writes -1 where it is not known."""
    return whole(value)


def _words(told: object) -> tuple[str, str]:
    """Return the first attribute as what it is called, the others as words on it; a list of ticks as its names."""
    values = {name: _text(value) for name, value in (as_object(told) or {}).items()}
    filled = [(name, value) for name, value in values.items() if value]
    rest = "; ".join(f"{name}: {value}" for name, value in filled[1:])
    return (filled[0][1] if filled else ""), words(rest)


def _text(value: object) -> str:
    ticks = as_object(value)
    return words(value) if ticks is None else words(", ".join(name for name, is_set in ticks.items() if is_set is True))


def _region(shape: object) -> Region:
    known = as_object(shape)
    if known is None:
        raise NoRegion(DAMAGED)
    match known.get("name"):
        case "rect":
            x, y, width, height = (number(known.get(name)) for name in ("x", "y", "width", "height"))
            _refuse_negative(width, height)
            return Box(x, y, width, height)
        case "circle":
            x, y, radius = (number(known.get(name)) for name in ("cx", "cy", "r"))
            _refuse_negative(radius)
            return Ellipse(x, y, radius, radius)
        case "ellipse":
            x, y, rx, ry = (number(known.get(name)) for name in ("cx", "cy", "rx", "ry"))
            _refuse_negative(rx, ry)
            return Ellipse(x, y, rx, ry, math.degrees(number(known.get("theta", 0))) % 360)
        case "polygon":
            return Polygon(_points(known, 3))
        case "polyline":
            return Line(_points(known, 2))
        case "point":
            return Point(number(known.get("cx")), number(known.get("cy")))
        case _:
            raise NoRegion(UNKNOWN_KIND)


def _refuse_negative(*values: float) -> None:
    if any(value < 0 for value in values):
        raise NoRegion(DAMAGED)


def _points(known: dict[str, object], least: int) -> tuple[tuple[float, float], ...]:
    xs, ys = as_list(known.get("all_points_x")), as_list(known.get("all_points_y"))
    if xs is None or ys is None or len(xs) != len(ys):
        raise NoRegion(WRONG_COUNT)
    return vertices([list(pair) for pair in zip(xs, ys, strict=True)], least)
