"""Every tool of the stage, in the order of the toolbar."""

from verifier.gui.tools.arrow import ArrowTool
from verifier.gui.tools.base import Tool
from verifier.gui.tools.box import BoxTool
from verifier.gui.tools.ellipse import EllipseTool
from verifier.gui.tools.line import LineTool
from verifier.gui.tools.point import PointTool
from verifier.gui.tools.polygon import PolygonTool
from verifier.gui.tools.select import SelectTool
from verifier.gui.tools.text_note import TextNoteTool
from verifier.gui.tools.turned_box import TurnedBoxTool

TOOLS: tuple[type[Tool], ...] = (
    SelectTool,
    BoxTool,
    TurnedBoxTool,
    EllipseTool,
    PolygonTool,
    LineTool,
    ArrowTool,
    PointTool,
    TextNoteTool,
)
