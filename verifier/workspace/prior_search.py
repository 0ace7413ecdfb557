"""Ask somebody else's engine whether a picture was seen before: what is prepared for it, and who the engines are.

Nothing here opens a connection. A picture is prepared in the case's cache, and a person hands it over in a browser of
theirs after saying yes to one named engine. Imports no decoder: a worker makes the picture.
"""

import os
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from verifier.domain.errors import CommandRefused
from verifier.domain.frames import Instant, When
from verifier.domain.ids import Sha256
from verifier.domain.records import Item
from verifier.domain.regions import Box, Region
from verifier.media.upright import orientation_of
from verifier.workspace.pictures import original_path

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

MOST_PIXELS = 2000
"""Of the longer side of what is handed over: engines shrink larger pictures, and refuse large files."""


class Engine(msgspec.Struct, frozen=True):
    """One engine: its name, and the page where a picture is handed over."""

    name: str
    page: str


ENGINES: tuple[Engine, ...] = (
    Engine("Google Lens", "https://lens.google.com/"),
    Engine("Yandex Images", "https://yandex.com/images/"),
    Engine("Bing Visual Search", "https://www.bing.com/visualsearch"),
    Engine("TinEye", "https://tineye.com/"),
    Engine("Baidu", "https://graph.baidu.com/pcpage/index?tpl_from=pc"),
)
"""Each has its own page for uploads; a new engine is a line here."""


class Area(msgspec.Struct, frozen=True):
    """An upright rectangle on the displayed grid, in pixels."""

    x: float
    y: float
    width: float
    height: float


class MakeSearchPicture(msgspec.Struct, frozen=True):
    """Decode a photo or a frame upright, fill ``masks`` in, cut to ``crop``, write a PNG without metadata to a folder.

    Areas are of the displayed grid. The file is called by its own hash, since engines are told its name.
    """

    path: bytes
    ordinal: int | None
    crop: Area | None
    masks: tuple[Area, ...]
    folder: bytes


class SearchPicture(msgspec.Struct, frozen=True):
    """The picture that was prepared: where it lies, its hash, its size in pixels."""

    path: bytes
    sha256: Sha256
    width: int
    height: int

    @property
    def file(self) -> Path:
        """Where it lies."""
        return Path(os.fsdecode(self.path))


def prepare(
    workspace: "Workspace", item: Item, when: When, crop: Area | None, masks: tuple[Area, ...]
) -> Future[SearchPicture]:
    """Have the picture made that can be handed over; raise ``UnreadableFile`` where the file is not at hand."""
    ordinal = when.frame.ordinal if isinstance(when, Instant) else None
    folder = pictures_folder(workspace)
    request = MakeSearchPicture(os.fsencode(original_path(workspace, item)), ordinal, crop, masks, os.fsencode(folder))
    return workspace.pool.submit(request, SearchPicture, lane="stage")


def pictures_folder(workspace: "Workspace") -> Path:
    """Return where prepared pictures lie: in the cache, which no bundle holds and anybody may empty."""
    return workspace.folder.cache / "prior-searches"


def stored_region(item: Item, area: Area) -> Region:
    """Return an area of the displayed grid as a region of the stored one; raise where the size is not known."""
    orientation = orientation_of(item.technical)
    if orientation is None:
        raise CommandRefused("The size of the picture is not known.", item.label)
    return orientation.region_to_stored(Box(area.x, area.y, area.width, area.height))
