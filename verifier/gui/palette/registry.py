"""Every source of the palette, in the order in which equals are listed; one more source is one more line."""

from verifier.gui.palette.actions_source import ActionSource
from verifier.gui.palette.base import MakeSource
from verifier.gui.palette.drones_source import DroneSource
from verifier.gui.palette.items_source import ItemSource
from verifier.gui.palette.places_source import PlaceSource

SOURCES: tuple[MakeSource, ...] = (
    ActionSource,
    ItemSource,
    DroneSource,
    PlaceSource,
)
