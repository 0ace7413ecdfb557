"""MOT Challenge ground truth (motchallenge.net, MOT16): a row per object and frame, frames and ids from 1.

``frame,id,left,top,width,height,1,class,visibility``; ``visibility`` is 0.5 where something is partly hidden.
"""

from fractions import Fraction

from verifier.bundle.annotations.cvat import frames_table
from verifier.bundle.annotations.elements import number
from verifier.bundle.annotations.losses import MEAN_RATE, NO_AREA, PHOTOS_NOT_WRITTEN, WHOLE_RATE, Losses, count_as_box
from verifier.bundle.annotations.outlines import bounds, outline
from verifier.bundle.annotations.scene import Clip, Path, Scene
from verifier.bundle.annotations.voc import class_name
from verifier.bundle.members import Member, member_of_bytes

PICTURES = None
KEPT = frozenset({"time"})


def write(scene: Scene, losses: Losses) -> list[Member]:
    """Write a folder for every clip with regions."""
    photos = sum(len(shot.shapes) for shot in scene.shots if shot.moment is None)
    losses.add(PHOTOS_NOT_WRITTEN, photos)
    names = "".join(f"{class_name(one.name)}\n" for one in scene.classes).encode()
    members: list[Member] = []
    for clip in scene.clips:
        label = clip.item.label
        rows = [row for place, path in enumerate(clip.paths, 1) for row in _rows(place, path, clip, losses)]
        lines = "".join(row for _, row in sorted(rows)).encode()
        members += [
            member_of_bytes(f"{label}/frames.csv", frames_table(clip)),
            member_of_bytes(f"{label}/gt/gt.txt", lines),
            member_of_bytes(f"{label}/gt/labels.txt", names),
            member_of_bytes(f"{label}/seqinfo.ini", _sequence(clip, losses)),
        ]
    return members


def _rows(place: int, path: Path, clip: Clip, losses: Losses) -> list[tuple[tuple[int, int], str]]:
    count_as_box(losses, path.shape.region)
    if outline(path.shape.region, clip.size) is None:
        return []
    found: list[tuple[tuple[int, int], str]] = []
    for at in path.places:
        box = bounds(at.region, clip.size)
        if box.inside(clip.size) is None:
            continue
        shown = ",".join(number(value) for value in (box.left, box.top, box.width, box.height))
        visibility = "0.5" if at.is_occluded else "1"
        row = f"{at.ordinal + 1},{place},{shown},1,{path.shape.of.index + 1},{visibility}\n"
        found.append(((at.ordinal, place), row))
    losses.add(NO_AREA, not found)
    return found


def _sequence(clip: Clip, losses: Losses) -> bytes:
    kind, _, _ = clip.table.rates()
    losses.add(MEAN_RATE, kind == "variable")
    length = clip.table.end_s - clip.table.time_s(0)
    rate = Fraction(len(clip.table)) / length
    losses.add(WHOLE_RATE, rate.denominator > 1)
    pairs = (
        ("name", clip.item.label),
        ("imDir", "img1"),
        ("frameRate", str(max(round(rate), 1))),
        ("seqLength", str(len(clip.table))),
        ("imWidth", str(clip.width)),
        ("imHeight", str(clip.height)),
        ("imExt", ".jpg"),
    )
    return ("[Sequence]\n" + "".join(f"{name}={value}\n" for name, value in pairs)).encode()
