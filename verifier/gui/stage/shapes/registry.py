"""Every kind of region that the stage can draw."""

from verifier.domain.regions import Region
from verifier.gui.stage.shapes.base import Shape
from verifier.gui.stage.shapes.box import BoxShape, WholeFrameShape
from verifier.gui.stage.shapes.turned import EllipseShape, RotatedBoxShape
from verifier.gui.stage.shapes.vertices import ArrowShape, LineShape, PointShape, PolygonShape

SHAPES: tuple[Shape, ...] = (
    BoxShape(),
    WholeFrameShape(),
    RotatedBoxShape(),
    EllipseShape(),
    PolygonShape(),
    LineShape(),
    ArrowShape(),
    PointShape(),
)


def shape_of(region: Region) -> Shape:
    """Return the geometry of a region's kind."""
    return next(shape for shape in SHAPES if isinstance(region, shape.kind))
