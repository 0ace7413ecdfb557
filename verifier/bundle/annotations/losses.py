"""What a format has no room for, counted, in words that a person reads before and after the export."""

from collections.abc import Callable

from verifier.bundle.annotations.scene import Scene, Shape
from verifier.bundle.written import Loss
from verifier.domain.frames import Still
from verifier.domain.regions import Arrow, Ellipse, Line, Point, Polygon, Region, RotatedBox, WholeFrame

Fact = str
"""A name in ``FACTS``: something stated of a region that a format may keep."""


NO_AREA = "Regions without an area inside the picture, not written"
CUT = "Regions cut at the edge of the picture"
WIDENED = "Boxes widened to whole pixels"
FRAME_AS_BOX = "Whole frames written as boxes"
ROTATED_AS_POLYGON = "Rotated boxes written as polygons"
ELLIPSE_AS_POLYGON = "Ellipses written as polygons"
ARROW_AS_LINE = "Arrows written as lines from tail to head"
PHOTOS_NOT_WRITTEN = "Regions of photos not written, since this format holds clips alone"
MEAN_RATE = "Clips of variable rate whose rate is written as the mean"
WHOLE_RATE = "Clips whose rate is written as a whole number, since readers want one"
PICTURES_NOT_ASKED = "Pictures named and not written, as asked"
PICTURES_NOT_MADE = "Pictures named and not written, since they could not be made"
CLIPS_NOT_AT_HAND = "Clips named and not written, since they are not at hand as they were added"


class Losses:
    """Counts by words, in order of first mention."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    def add(self, words: str, count: int = 1) -> None:
        """Count something that is not written, or not as it is; nothing for 0."""
        if count:
            self._counts[words] = self._counts.get(words, 0) + count

    def all(self) -> tuple[Loss, ...]:
        """Return what was counted."""
        return tuple(Loss(words, count) for words, count in self._counts.items())


def _has_claim(shape: Shape) -> bool:
    return shape.claim is not None


FACTS: dict[Fact, tuple[str, Callable[[Shape], bool]]] = {
    "hypotheses": (
        "Regions without their further hypotheses",
        lambda shape: shape.claim is not None and len(shape.claim.hypotheses) > 1,
    ),
    "likelihood": (
        "Regions without their likelihood",
        lambda shape: shape.claim is not None and shape.claim.hypotheses[0].likelihood is not None,
    ),
    "confidence": (
        "Regions without their confidence",
        lambda shape: shape.claim is not None and shape.claim.confidence is not None,
    ),
    "features": (
        "Regions without their features and excluded look-alikes",
        lambda shape: shape.claim is not None and bool(shape.claim.features or shape.claim.look_alikes),
    ),
    "entry": ("Regions whose class is a name alone, without its catalog entry", _has_claim),
    "seen": ("Regions without the words on what is seen", lambda shape: bool(shape.observation.seen)),
    "transcript": ("Regions without their transcript", lambda shape: bool(shape.observation.transcript)),
    "origin": (
        "Regions without where they were taken from: another program's file, a detector",
        lambda shape: bool(shape.taken_from),
    ),
    "observer": ("Regions without who saw them and when", lambda shape: True),
    "time": ("Regions without their exact time (PTS)", lambda shape: not isinstance(shape.observation.when, Still)),
}


def lost_facts(losses: Losses, scene: Scene, kept: frozenset[Fact]) -> None:
    """Count what is stated of regions where a format has no place for it."""
    every = {shape.observation.key: shape for shot in scene.shots for shape in shot.shapes}
    every |= {path.shape.observation.key: path.shape for clip in scene.clips for path in clip.paths}
    for fact, (words, test) in FACTS.items():
        if fact not in kept:
            losses.add(words, sum(test(shape) for shape in every.values()))
    losses.add("Regions of items whose size or frames are not known, not written", scene.without_picture)


_AS_BOXES: dict[type[Region], str] = {
    RotatedBox: "Rotated boxes written as upright boxes",
    Polygon: "Polygons written as boxes",
    Ellipse: "Ellipses written as boxes",
    WholeFrame: FRAME_AS_BOX,
    Line: "Lines not written, since they have no area",
    Arrow: "Arrows not written, since they have no area",
    Point: "Points not written, since they have no area",
}
_AS_OUTLINES: dict[type[Region], str] = {
    RotatedBox: ROTATED_AS_POLYGON,
    Ellipse: ELLIPSE_AS_POLYGON,
    WholeFrame: FRAME_AS_BOX,
    Line: _AS_BOXES[Line],
    Arrow: _AS_BOXES[Arrow],
    Point: _AS_BOXES[Point],
}


def count_as_box(losses: Losses, region: Region) -> None:
    """Count a region that a format can only hold as an upright box."""
    losses.add(_AS_BOXES.get(type(region), ""), type(region) in _AS_BOXES)


def count_as_outline(losses: Losses, region: Region) -> None:
    """Count a region that a format can only hold as a closed outline."""
    losses.add(_AS_OUTLINES.get(type(region), ""), type(region) in _AS_OUTLINES)


def count_spans(losses: Losses, scene: Scene) -> None:
    """Count regions that hold for longer than the one picture a format has for them."""
    losses.add("Regions that hold for a span of a clip, written on its first frame alone", scene.spans)
