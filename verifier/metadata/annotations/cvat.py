"""CVAT XML 1.1, of images and of video (docs.cvat.ai, "XML annotation format")."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from verifier.domain.regions import Box, Ellipse, Line, Point, Polygon, Region, RotatedBox, WholeFrame
from verifier.metadata.annotations.mark import (
    MASK,
    UNKNOWN_KIND,
    WRONG_COUNT,
    Annotated,
    Mark,
    Misfit,
    NoRegion,
    Pictured,
    Stop,
    number,
    refuse_many,
    vertices,
    whole,
    words,
)
from verifier.metadata.annotations.opened import Opened

NAME, TITLE = "cvat", "CVAT"


def recognizes(opened: Opened) -> bool:
    """Tell by the root and what stands below it."""
    root = opened.root if opened.plain is None else None
    return (
        root is not None
        and root.tag == "annotations"
        and any(child.tag in ("image", "track", "meta") for child in root)
    )


def read(opened: Opened) -> Annotated:
    """Read every shape of every image, and every track."""
    root = opened.root
    marks: list[Mark] = []
    misfits: list[Misfit] = []
    count = 0
    if root is not None:
        images = (taken for image in root.findall("image") for taken in _of_image(image))
        tracks = (taken for track in root.findall("track") for taken in _of_track(track, _clip(root)))
        for taken in (*images, *tracks):
            marks.append(taken) if isinstance(taken, Mark) else misfits.append(taken)
            count += 1 + len(taken.stops) if isinstance(taken, Mark) else 0
            refuse_many(count, opened.name)
    return Annotated(NAME, TITLE, tuple(marks), tuple(misfits))


def _of_image(image: Element) -> Iterator[Mark | Misfit]:
    name = words(image.get("name"))
    picture = Pictured(name, whole(image.get("width")), whole(image.get("height")))
    for place, shape in enumerate(image, 1):
        try:
            regions = _regions(shape)
        except NoRegion as error:
            yield Misfit(f"{name}, shape {place}", str(error))
        else:
            yield from (Mark(picture, region, words(shape.get("label")), _said(shape)) for region in regions)


def _clip(root: Element) -> Pictured:
    """Name the clip of a video task: by its source where it is told, else by the task."""
    source = root.findtext("meta/source") or root.findtext(".//task/source") or root.findtext(".//task/name") or ""
    size = root.find(".//original_size")
    width, height = (size.findtext("width"), size.findtext("height")) if size is not None else (None, None)
    return Pictured(words(source), whole(width), whole(height))


def _of_track(track: Element, clip: Pictured) -> Iterator[Mark | Misfit]:
    """Read a track: shapes in order of frames, each holding until the next; ``outside`` ends it for a while."""
    where = f"track {words(track.get('id')) or '?'}"
    try:
        numbered = ((frame, shape) for shape in track if (frame := whole(shape.get("frame"))) is not None)
        shapes = sorted(numbered, key=_frame)
        stops = [Stop(frame, _regions(shape)[0], shape.get("keyframe") != "0") for frame, shape in shapes]
        if len({stop.region for stop in stops}) < 2:
            yield from _steady(shapes, clip, track)
        else:
            yield from _moving(shapes, stops, clip, track)
    except NoRegion as error:
        yield Misfit(where, str(error))


def _moving(shapes: "list[tuple[int, Element]]", stops: list[Stop], clip: Pictured, track: Element) -> Iterator[Mark]:
    """Read one region through its whole way, hidden where it is outside."""
    found = [
        Stop(stop.frame, None) if shape.get("outside") == "1" else stop
        for stop, (_, shape) in zip(stops, shapes, strict=True)
    ]
    for place, first in enumerate(found):
        if first.region is not None:
            picture = Pictured(clip.name, clip.width, clip.height, frame=first.frame, last_frame=found[-1].frame)
            said = words(track.get("label"))
            yield Mark(picture, first.region, said, _said(shapes[place][1]), tuple(found[place:]))
            return


def _steady(shapes: "list[tuple[int, Element]]", clip: Pictured, track: Element) -> Iterator[Mark]:
    """Read a region that stays where it is: one for each stretch in which it is seen."""
    began: tuple[int, Region, Element] | None = None
    last = 0
    for frame, shape in shapes:
        is_outside = shape.get("outside") == "1"
        region = _regions(shape)[0]
        if began is not None and is_outside:
            yield _held(began, frame - 1, clip, track)
            began = None
        elif not is_outside:
            began = began or (frame, region, shape)
        last = frame
    if began is not None:
        yield _held(began, last, clip, track)


def _frame(pair: tuple[int, Element]) -> int:
    return pair[0]


def _held(began: tuple[int, Region, Element], last: int, clip: Pictured, track: Element) -> Mark:
    first, region, shape = began
    picture = Pictured(clip.name, clip.width, clip.height, frame=first, last_frame=last if last > first else None)
    return Mark(picture, region, words(track.get("label")), _said(shape))


def _said(shape: Element) -> str:
    """Return the attributes of a shape as words, the one called ``seen`` alone where there is one."""
    found = {words(one.get("name")): words(one.text) for one in shape.findall("attribute")}
    told = {name: value for name, value in found.items() if value and name != "transcript"}
    return told["seen"] if set(told) == {"seen"} else "; ".join(f"{name}: {value}" for name, value in told.items())


def _regions(shape: Element) -> list[Region]:
    """Return the regions of a shape: several for several points."""
    get = shape.get
    match shape.tag:
        case "box":
            left, top, right, bottom = (number(get(name)) for name in ("xtl", "ytl", "xbr", "ybr"))
            left, right, top, bottom = min(left, right), max(left, right), min(top, bottom), max(top, bottom)
            turned = number(get("rotation") or "0") % 360
            box = Box(left, top, right - left, bottom - top)
            if not turned:
                return [box]
            return [RotatedBox(left + box.width / 2, top + box.height / 2, box.width, box.height, turned)]
        case "ellipse":
            x, y, rx, ry = (number(get(name)) for name in ("cx", "cy", "rx", "ry"))
            if rx < 0 or ry < 0:
                raise NoRegion(WRONG_COUNT)
            return [Ellipse(x, y, rx, ry, number(get("rotation") or "0") % 360)]
        case "polygon":
            return [Polygon(_points(shape, 3))]
        case "polyline":
            return [Line(_points(shape, 2))]
        case "points":
            return [Point(x, y) for x, y in _points(shape, 1)]
        case "tag":
            return [WholeFrame()]
        case _:
            raise NoRegion(MASK if shape.tag == "mask" else UNKNOWN_KIND)


def _points(shape: Element, least: int) -> tuple[tuple[float, float], ...]:
    pairs = [pair.split(",") for pair in (shape.get("points") or "").split(";") if pair]
    return vertices(pairs, least)
