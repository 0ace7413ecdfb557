"""Actions of the menu View: zoom, panels, light or dark."""

from typing import TYPE_CHECKING

from verifier.gui.actions.base import Action, always, can_veil, has_picture

if TYPE_CHECKING:
    from verifier.gui.desk import Desk


def find_reading(desk: "Desk") -> None:
    """Put the cursor where one looks for words in what the file says."""
    from verifier.gui.panels.metadata import MetadataPanel

    panel = desk.inspector.open_panel("metadata")
    if isinstance(panel, MetadataPanel):
        panel.start_search()


VIEW: tuple[Action, ...] = (
    Action("fit", "View", "Fit the picture", ("F",), has_picture, lambda d: d.stage.canvas.fit()),
    Action("full", "View", "Every pixel, 100 %", ("Ctrl+0",), has_picture, lambda d: d.stage.full_size()),
    Action(
        "veil", "View", "Veil the sensitive item, or show it", ("Ctrl+Shift+H",), can_veil, lambda d: d.switch_veil()
    ),
    Action("tags", "View", "Tags", ("Ctrl+1",), always, lambda d: d.inspector.open_panel("tags"), parted=True),
    Action("metadata", "View", "Metadata", ("Ctrl+2",), always, lambda d: d.inspector.open_panel("metadata")),
    Action("find_reading", "View", "Find in the metadata", ("Ctrl+Shift+M",), always, find_reading),
    Action("source", "View", "Source", ("Ctrl+3",), always, lambda d: d.inspector.open_panel("source")),
    Action("place", "View", "Place", ("Ctrl+4",), always, lambda d: d.inspector.open_panel("place")),
    Action("assess", "View", "Assess", ("Ctrl+5",), always, lambda d: d.inspector.open_panel("assess")),
    Action("links", "View", "Links", ("Ctrl+6",), always, lambda d: d.inspector.open_panel("links")),
    Action("light", "View", "Light or dark", ("Ctrl+Shift+L",), always, lambda d: d.switch_theme(), parted=True),
)
