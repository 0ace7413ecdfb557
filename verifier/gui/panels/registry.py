"""Every panel of the inspector, in the order of its tabs."""

from verifier.gui.panels.base import Panel
from verifier.gui.panels.metadata import MetadataPanel
from verifier.gui.panels.place import PlacePanel
from verifier.gui.panels.source import SourcePanel
from verifier.gui.panels.tags import TagsPanel

PANELS: tuple[Panel, ...] = (
    Panel("tags", "Tags", TagsPanel),
    Panel("metadata", "Metadata", MetadataPanel),
    Panel("source", "Source", SourcePanel),
    Panel("place", "Place", PlacePanel),
)
