"""CVAT XML 1.1, for images and for video (docs.cvat.ai, "XML annotation format").

Frames of the video form are the displayed frames of the clip, counted from 0; ``frames.csv`` says when each is shown.
A track ends by a shape with ``outside="1"`` on the first frame that does not show it.
"""

from itertools import pairwise

from verifier.bundle.annotations.elements import document, element, number, text
from verifier.bundle.annotations.losses import ARROW_AS_LINE, FRAME_AS_BOX, PHOTOS_NOT_WRITTEN, Losses, count_spans
from verifier.bundle.annotations.outlines import Size, bounds, vertices
from verifier.bundle.annotations.scene import Class, Clip, Path, Placed, Scene, Shape, Shot
from verifier.bundle.members import Member, member_of_bytes
from verifier.domain.regions import Arrow, Box, Ellipse, Line, Point, Region, RotatedBox, WholeFrame

PICTURES = "images"
KEPT_OF_IMAGES = frozenset({"seen", "transcript", "origin"})
KEPT_OF_VIDEO = frozenset({"seen", "transcript", "origin", "time"})
Attributes = dict[str, str | int | float]


def write_images(scene: Scene, losses: Losses) -> list[Member]:
    """Write one file for all pictures, as from a task of images."""
    count_spans(losses, scene)
    images = (line for place, shot in enumerate(scene.shots) for line in _image(place, shot, losses))
    head = _meta("verifier", len(scene.shots), "annotation", scene.classes)
    return [member_of_bytes("annotations.xml", document(element("annotations", {}, *head, *images)))]


def write_video(scene: Scene, losses: Losses) -> list[Member]:
    """Write a folder for every clip with regions: tracks, and a table of its frames."""
    photos = sum(len(shot.shapes) for shot in scene.shots if shot.moment is None)
    losses.add(PHOTOS_NOT_WRITTEN, photos)
    members: list[Member] = []
    for clip in scene.clips:
        tracks = (line for place, path in enumerate(clip.paths) for line in _track(place, path, clip, losses))
        head = _meta(clip.item.label, len(clip.table), "interpolation", scene.classes, clip.size)
        lines = element("annotations", {}, *head, *tracks)
        members.append(member_of_bytes(f"{clip.item.label}/annotations.xml", document(lines)))
        members.append(member_of_bytes(f"{clip.item.label}/frames.csv", frames_table(clip)))
    return members


def frames_table(clip: Clip) -> bytes:
    """Write which frame is shown when: ordinal, PTS, seconds."""
    table = clip.table
    rows = (f"{place},{pts},{float(pts * table.time_base):.6f}\n" for place, pts in enumerate(table.pts))
    return ("frame,pts,time_s\n" + "".join(rows)).encode()


def _meta(name: str, count: int, mode: str, classes: tuple[Class, ...], size: Size | None = None) -> list[str]:
    attributes = (_attribute("seen"), _attribute("transcript"), _attribute("taken_from"))
    labels = (
        element(
            "label",
            {},
            text("name", one.name),
            *element("attributes", {}, *(line for rows in attributes for line in rows)),
        )
        for one in classes
    )
    sized = element("original_size", {}, text("width", size[0]), text("height", size[1])) if size else []
    task = element(
        "task",
        {},
        text("name", name),
        text("size", count),
        text("mode", mode),
        text("overlap", 0),
        text("start_frame", 0),
        text("stop_frame", max(count - 1, 0)),
        text("frame_filter", ""),
        *element("labels", {}, *(line for rows in labels for line in rows)),
        *sized,
    )
    return [text("version", "1.1"), *element("meta", {}, *task)]


def _attribute(name: str) -> list[str]:
    kinds = (text("name", name), text("mutable", "False"), text("input_type", "text"), text("default_value", ""))
    return element("attribute", {}, *kinds, text("values", ""))


def _image(place: int, shot: Shot, losses: Losses) -> list[str]:
    named: Attributes = {"id": place, "name": f"{shot.stem}.jpg", "width": shot.width, "height": shot.height}
    shapes = (line for order, shape in enumerate(shot.shapes) for line in _in_image(shot, shape, order, losses))
    return element("image", named, *shapes)


def _in_image(shot: Shot, shape: Shape, order: int, losses: Losses) -> list[str]:
    named: Attributes = {"label": shape.of.name, "source": _source(shape)}
    words = _words(shape)
    if isinstance(shape.region, WholeFrame):
        return element("tag", named, *words)
    tag, where = _drawn(shape.region, shot.size, losses)
    return element(tag, {**named, "occluded": 0, **where, "z_order": order}, *words)


def _source(shape: Shape) -> str:
    """Return CVAT's word for how a shape came to be (``cvat/apps/engine/models.py``, SourceType)."""
    return "semi-auto" if shape.is_detected else "file" if shape.taken_from else "manual"


def _words(shape: Shape) -> tuple[str, ...]:
    one = shape.observation
    pairs = (("seen", one.seen), ("transcript", one.transcript), ("taken_from", shape.taken_from))
    return tuple(text("attribute", words, {"name": name}) for name, words in pairs if words)


def _drawn(region: Region, size: Size, losses: Losses) -> tuple[str, Attributes]:
    """Return the tag of a shape and where it lies; ``rotation`` is clockwise degrees about the center."""
    match region:
        case Box() | WholeFrame():
            box = bounds(region, size)
            return "box", _corners(box.left, box.top, box.right, box.bottom)
        case RotatedBox():
            x, y, across, down = region.center_x, region.center_y, region.width / 2, region.height / 2
            return "box", {**_corners(x - across, y - down, x + across, y + down), **_turned(region.angle_deg)}
        case Ellipse():
            where: Attributes = {
                "rx": region.radius_x,
                "ry": region.radius_y,
                "cx": region.center_x,
                "cy": region.center_y,
            }
            return "ellipse", where | _turned(region.angle_deg)
        case _:
            if isinstance(region, Arrow):
                losses.add(ARROW_AS_LINE)
            points = ";".join(f"{number(x)},{number(y)}" for x, y in vertices(region, size))
            tag = (
                "points"
                if isinstance(region, Point)
                else "polyline"
                if isinstance(region, (Line, Arrow))
                else "polygon"
            )
            return tag, {"points": points}


def _corners(left: float, top: float, right: float, bottom: float) -> Attributes:
    return {"xtl": float(left), "ytl": float(top), "xbr": float(right), "ybr": float(bottom)}


def _turned(angle_deg: float) -> Attributes:
    return {"rotation": float(angle_deg % 360)} if angle_deg % 360 else {}


def _track(place: int, path: Path, clip: Clip, losses: Losses) -> list[str]:
    if isinstance(path.shape.region, WholeFrame):
        losses.add(FRAME_AS_BOX)
    named: Attributes = {"id": place, "label": path.shape.of.name, "source": _source(path.shape)}
    shapes = (line for at, is_outside in _keys(path, clip) for line in _in_track(at, is_outside, path, clip, losses))
    return element("track", named, *shapes)


def _keys(path: Path, clip: Clip) -> list[tuple[Placed, bool]]:
    """Return the shapes of a track: what a person stated, and where it is no longer shown."""
    found: list[tuple[Placed, bool]] = []
    for at, after in [*pairwise(path.places), (path.places[-1], None)]:
        if at.is_stated or not found or found[-1][1]:
            found.append((at, False))
        is_cut = after is None or after.ordinal != at.ordinal + 1
        if is_cut and at.ordinal + 1 < len(clip.table):
            if found[-1][0] != at:
                found.append((at, False))
            found.append((Placed(at.ordinal + 1, at.region), True))
    return found


def _in_track(at: Placed, is_outside: bool, path: Path, clip: Clip, losses: Losses) -> list[str]:
    counted = losses if at is path.places[0] else Losses()
    tag, where = _drawn(at.region, clip.size, counted)
    flags: Attributes = {
        "frame": at.ordinal,
        "keyframe": 1,
        "outside": int(is_outside),
        "occluded": int(at.is_occluded),
    }
    return element(tag, {**flags, **where, "z_order": 0}, *_words(path.shape))
