"""Write words at one spot: a click marks it and asks what to write."""

from verifier.gui.tools.point import PointTool


class TextNoteTool(PointTool):
    """A point like any other, once there are words; without them nothing is marked."""

    name, text, icon, shortcut = "text_note", "Words at a spot", "sticky-note", "Shift+X"
