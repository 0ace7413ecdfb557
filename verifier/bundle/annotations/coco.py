"""COCO: ``instances`` as the COCO API reads them (cocodataset.org, format-data), boxes and polygons.

Ids count from 1. ``bbox`` is x, y, width, height. Every object has a polygon, boxes too: loaders fail on an empty one.
"""

from typing import Any

from verifier.bundle.annotations.losses import NO_AREA, Losses, count_as_outline, count_spans
from verifier.bundle.annotations.outlines import area, bounds, outline, rounded
from verifier.bundle.annotations.scene import Scene, Shape, Shot
from verifier.bundle.members import Member, member_of_bytes
from verifier.domain import codec

PICTURES = "images/default"
KEPT = frozenset({"entry", "seen", "transcript", "origin", "time"})


def write(scene: Scene, losses: Losses) -> list[Member]:
    """Write one file for all pictures; ``verifier`` holds what COCO has no field for, and loaders keep it."""
    count_spans(losses, scene)
    annotations: list[dict[str, Any]] = []
    for place, shot in enumerate(scene.shots, 1):
        for shape in shot.shapes:
            count_as_outline(losses, shape.region)
            if (made := _annotation(shot, shape, place, len(annotations) + 1)) is not None:
                annotations.append(made)
            elif outline(shape.region, shot.size) is not None:
                losses.add(NO_AREA)
    whole = {
        "info": {"description": "Regions of drones on the displayed grid: upright, square pixels", "version": "1.0"},
        "licenses": [],
        "images": [_image(place, shot) for place, shot in enumerate(scene.shots, 1)],
        "categories": [
            {
                "id": one.index + 1,
                "name": one.name,
                "supercategory": "drone",
                "verifier": _entry(one.entry_id, one.level),
            }
            for one in scene.classes
        ],
        "annotations": annotations,
    }
    return [member_of_bytes("annotations/instances_default.json", codec.encode_indented(whole))]


def _image(place: int, shot: Shot) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "id": place,
        "file_name": f"{shot.stem}.jpg",
        "width": shot.width,
        "height": shot.height,
    }
    return plain | {"verifier": about_shot(shot)}


def about_shot(shot: Shot) -> dict[str, Any]:
    """Name a picture so that it can be found again: item, hash of the file where it goes out, frame."""
    named: dict[str, Any] = {"item": shot.item.label}
    if shot.item.fingerprints is not None:  # pyright: ignore[reportUnnecessaryComparison] blank where it stays
        named["sha256"] = shot.item.fingerprints.sha256
    if shot.moment is not None:
        named |= {"frame": shot.moment.ordinal, "pts": shot.moment.pts, "time_base": str(shot.moment.time_base)}
    return named


def _entry(entry_id: str | None, level: str) -> dict[str, Any]:
    return {"entry": entry_id, "level": level}


def _annotation(shot: Shot, shape: Shape, image: int, number: int) -> dict[str, Any] | None:
    points = outline(shape.region, shot.size)
    if points is None or not (covered := area(points)):
        return None
    box = bounds(shape.region, shot.size)
    return {
        "id": number,
        "image_id": image,
        "category_id": shape.of.index + 1,
        "bbox": [rounded(box.left), rounded(box.top), rounded(box.width), rounded(box.height)],
        "area": rounded(covered),
        "iscrowd": 0,
        "segmentation": [[rounded(value) for point in points for value in point]],
        "verifier": {
            "observation": shape.observation.id,
            "seen": shape.observation.seen,
            "transcript": shape.observation.transcript,
            "taken_from": shape.taken_from,
        },
    }
