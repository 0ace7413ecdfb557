"""Actions of the menu View: zoom, panels, light or dark."""

from typing import TYPE_CHECKING

from verifier.gui.actions.base import Action, always, can_edit, can_veil, has_clip, has_picture
from verifier.gui.pages.registry import page_named

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from verifier.gui.desk import Desk


def show_panel(desk: "Desk", name: str) -> "QWidget":
    """Open a panel; where the page has no room for panels, beside the picture."""
    if page_named(desk.session.page).fills == "grid":
        desk.session.show_page("review")
    return desk.inspector.open_panel(name)


def find_reading(desk: "Desk") -> None:
    """Put the cursor where one looks for words in what the file says."""
    from verifier.gui.panels.metadata import MetadataPanel

    panel = show_panel(desk, "metadata")
    if isinstance(panel, MetadataPanel):
        panel.start_search()


def can_see(desk: "Desk") -> bool:
    """While a picture stands on the stage and is in view."""
    return has_picture(desk) and desk.session.page == "review"


def is_enhanced(desk: "Desk") -> bool:
    """While filters are chosen for the item, or its view is turned."""
    seeing, key = desk.session.seeing, desk.session.item_key
    look = seeing.look(key)
    return can_see(desk) and bool(seeing.chosen(key) or look.turn_deg or look.steady_on is not None)


def can_steady(desk: "Desk") -> bool:
    """While a frame of a clip stands on the stage and is in view."""
    return can_see(desk) and has_clip(desk)


def can_save_seen(desk: "Desk") -> bool:
    """While the picture is shown through filters and the case can be changed."""
    return can_see(desk) and can_edit(desk) and bool(desk.session.seeing.shown)


VIEW: tuple[Action, ...] = (
    Action("fit", "View", "Fit the picture", ("F",), has_picture, lambda d: d.stage.canvas.fit()),
    Action("full", "View", "Every pixel, 100 %", ("Ctrl+0",), has_picture, lambda d: d.stage.full_size()),
    Action("see", "View", "See better: filters and turn", ("Shift+B",), can_see, lambda d: d.seeing.switch()),
    Action("see_plain", "View", "Filters on or off", ("Shift+W",), is_enhanced, lambda d: d.seeing.compare()),
    Action("see_reset", "View", "Show the file as it is", ("Shift+0",), is_enhanced, lambda d: d.seeing.reset()),
    Action("save_seen", "View", "Save as seen", ("Ctrl+Shift+S",), can_save_seen, lambda d: d.seeing.save()),
    Action("loupe", "View", "Loupe", ("Q",), can_see, lambda d: d.seeing.loupe.switch()),
    Action("steady", "View", "Steady the clip on this frame", ("Shift+F",), can_steady, lambda d: d.seeing.steady()),
    Action("turn_right", "View", "Turn the view right", ("Alt+R",), can_see, lambda d: d.seeing.turn_by(90)),
    Action("turn_left", "View", "Turn the view left", ("Alt+Shift+R",), can_see, lambda d: d.seeing.turn_by(-90)),
    Action(
        "veil", "View", "Veil the sensitive item, or show it", ("Ctrl+Shift+H",), can_veil, lambda d: d.switch_veil()
    ),
    Action("tags", "View", "Tags", ("Ctrl+1",), always, lambda d: show_panel(d, "tags"), parted=True),
    Action("metadata", "View", "Metadata", ("Ctrl+2",), always, lambda d: show_panel(d, "metadata")),
    Action("find_reading", "View", "Find in the metadata", ("Ctrl+Shift+M",), always, find_reading),
    Action("source", "View", "Source", ("Ctrl+3",), always, lambda d: show_panel(d, "source")),
    Action("place", "View", "Place", ("Ctrl+4",), always, lambda d: show_panel(d, "place")),
    Action("assess", "View", "Assess", ("Ctrl+5",), always, lambda d: show_panel(d, "assess")),
    Action("links", "View", "Links", ("Ctrl+6",), always, lambda d: show_panel(d, "links")),
    Action("light", "View", "Light or dark", ("Ctrl+Shift+L",), always, lambda d: d.switch_theme(), parted=True),
)
