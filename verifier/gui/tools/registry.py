"""Every tool of the stage, in the order of the toolbar."""

from verifier.gui.tools.arrow import ArrowTool
from verifier.gui.tools.base import Tool
from verifier.gui.tools.box import BoxTool
from verifier.gui.tools.point import PointTool
from verifier.gui.tools.polygon import PolygonTool
from verifier.gui.tools.select import SelectTool

TOOLS: tuple[type[Tool], ...] = (SelectTool, BoxTool, PolygonTool, ArrowTool, PointTool)
