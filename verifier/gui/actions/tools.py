"""Actions of the menu Tools: drawing tools."""

from verifier.gui.actions.base import Action, can_draw, has_picture

TOOLS: tuple[Action, ...] = (
    Action("select", "Tools", "Select", ("V",), has_picture, lambda d: d.stage.use_tool("select")),
    Action("box", "Tools", "Box", ("R",), can_draw, lambda d: d.stage.use_tool("box")),
    Action("turned_box", "Tools", "Turned box", ("Shift+R",), can_draw, lambda d: d.stage.use_tool("turned_box")),
    Action("ellipse", "Tools", "Ellipse", ("E",), can_draw, lambda d: d.stage.use_tool("ellipse")),
    Action("polygon", "Tools", "Outline", ("P",), can_draw, lambda d: d.stage.use_tool("polygon")),
    Action("line", "Tools", "Line, with its length", ("U",), can_draw, lambda d: d.stage.use_tool("line")),
    Action("arrow", "Tools", "Arrow", ("X",), can_draw, lambda d: d.stage.use_tool("arrow")),
    Action("point", "Tools", "Point", ("B",), can_draw, lambda d: d.stage.use_tool("point")),
    Action("text_note", "Tools", "Words at a spot", ("Shift+X",), can_draw, lambda d: d.stage.use_tool("text_note")),
    Action("tool_again", "Tools", "Last tool again", ("N",), can_draw, lambda d: d.stage.repeat_tool(), parted=True),
)
