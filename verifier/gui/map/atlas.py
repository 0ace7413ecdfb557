"""What every map of the window shares: the ground, the list of places, where files say they were recorded."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from verifier.catalog.assets import find_asset
from verifier.domain.readings import Fact
from verifier.domain.records import Item
from verifier.geo.gazetteer import Gazetteer, read_gazetteer
from verifier.geo.ground import Ground, read_ground
from verifier.gui.map.marks import FilePosition
from verifier.gui.relay import Relay
from verifier.metadata.facts import facts, number_in, position_of
from verifier.workspace.readings import readings_of
from verifier.workspace.workspace import Workspace


class Atlas(QObject):
    """Reads beside the window's thread. ``grew``: ground, places or a file's position are there now."""

    grew = Signal()

    def __init__(self, workspace: Workspace, relay: Relay, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._relay = workspace, relay
        self.ground: Ground | None = None
        self.gazetteer: Gazetteer | None = None
        self.trouble = ""
        self._is_asked = False
        self._positions: dict[str, FilePosition | None] = {}
        self._waiting: Iterator[Item] = iter(())
        self._is_looking = False

    def open(self) -> None:
        """Begin to read the base map, once."""
        if self._is_asked:
            return
        self._is_asked = True
        ground = self._workspace.think(lambda: read_ground(find_asset("basemap/ground.bin")))
        places = self._workspace.think(lambda: read_gazetteer(find_asset("basemap/places.bin")))
        self._relay.when_done(ground, self._take_ground, self._fail)
        self._relay.when_done(places, self._take_places, self._fail)

    def position_of(self, item: Item) -> FilePosition | None:
        """Return where an item's file says it was recorded, as far as it was looked up."""
        return self._positions.get(item.readings_sha256 or "")

    def look_up(self, items: list[Item]) -> None:
        """Look up where files say they were recorded, one after the other, those known left out."""
        self._waiting = iter(items)
        if not self._is_looking:
            self._look_next()

    def _look_next(self) -> None:
        item = next((one for one in self._waiting if (one.readings_sha256 or "") not in self._positions), None)
        self._is_looking = item is not None and item.readings_sha256 is not None
        if item is None or item.readings_sha256 is None:
            return
        sha256 = item.readings_sha256
        found = self._workspace.think(lambda: position_in(facts(readings_of(self._workspace, sha256))))
        self._relay.when_done(found, lambda where: self._found(sha256, where), lambda _: self._found(sha256, None))

    def _found(self, sha256: str, where: FilePosition | None) -> None:
        self._positions[sha256] = where
        if where is not None:
            self.grew.emit()
        self._look_next()

    def _take_ground(self, ground: Ground) -> None:
        self.ground = ground
        self.grew.emit()

    def _take_places(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.grew.emit()

    def _fail(self, error: BaseException) -> None:
        self.trouble = getattr(error, "sentence", "The base map of the program cannot be read.")
        self.grew.emit()


def position_in(known: dict[str, Fact]) -> FilePosition | None:
    """Return the place that a file's facts name; ``None`` for none, and for 0, 0: a device without a fix."""
    position = position_of(known)
    if position is None:
        return None
    heading = number_in(known, "gimbal_yaw_deg")
    heading = number_in(known, "heading_deg") if heading is None else heading
    return FilePosition(*position, None if heading is None else heading % 360)
