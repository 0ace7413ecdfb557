"""YOLO detection labels (Ultralytics): per picture a text file of ``class cx cy w h``, parts of the upright picture.

Eight decimals: less than a thousandth of a pixel in any picture. A picture without a line has no objects.
"""

from verifier.bundle.annotations.losses import CUT, NO_AREA, Losses, count_as_box, count_spans
from verifier.bundle.annotations.outlines import bounds, outline
from verifier.bundle.annotations.scene import Scene, Shape, Shot
from verifier.bundle.members import Member, member_of_bytes
from verifier.domain import codec

PICTURES = "images/train"


def write(scene: Scene, losses: Losses) -> list[Member]:
    """Write ``data.yaml`` and a label file for every picture."""
    count_spans(losses, scene)
    members = [member_of_bytes("data.yaml", _data(scene))]
    for shot in scene.shots:
        lines = (line for shape in shot.shapes if (line := _line(shot, shape, losses)))
        members.append(member_of_bytes(f"labels/train/{shot.stem}.txt", "".join(lines).encode()))
    return members


def _line(shot: Shot, shape: Shape, losses: Losses) -> str:
    count_as_box(losses, shape.region)
    if outline(shape.region, shot.size) is None:
        return ""
    whole = bounds(shape.region, shot.size)
    box = whole.inside(shot.size)
    if box is None:
        losses.add(NO_AREA)
        return ""
    losses.add(CUT, box != whole)
    x, y = (box.left + box.right) / 2 / shot.width, (box.top + box.bottom) / 2 / shot.height
    return f"{shape.of.index} {x:.8f} {y:.8f} {box.width / shot.width:.8f} {box.height / shot.height:.8f}\n"


def _data(scene: Scene) -> bytes:
    """Write the description; names as JSON strings, which are YAML strings too (YAML 1.2, 1.3)."""
    names = "".join(f"  {one.index}: {codec.encode(one.name).decode()}\n" for one in scene.classes)
    head = f"path: .\ntrain: {PICTURES}\nval: {PICTURES}\nnc: {len(scene.classes)}\n"
    return (head + ("names:\n" + names if names else "names: {}\n")).encode()
