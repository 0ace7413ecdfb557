"""Tag a drone in one gesture, from words and numbers as people give them; window and command line share it.

Boxes are given on the displayed grid and stored on the coded one; a moment is resolved to an exact frame by the worker,
and that frame is saved.
"""

from typing import TYPE_CHECKING

import msgspec

from verifier.case.draft import Draft
from verifier.catalog.catalog import UNDETERMINED
from verifier.commands.derivatives import SaveDerivative
from verifier.commands.drone_claims import TagDrone
from verifier.commands.history import Executed
from verifier.domain.errors import UsageError
from verifier.domain.frames import FrameRef, Instant, Still, When
from verifier.domain.records import CatalogRef, Item
from verifier.domain.records.claims import Role
from verifier.domain.regions import Box, Region, WholeFrame
from verifier.domain.scales import CANNOT_BE_DETERMINED, Confidence, ConfidenceLevel, Likelihood, ScaleId, scale
from verifier.media.upright import orientation_of
from verifier.workspace.saved_frames import prepare_frame

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

UNDETERMINED_WORD = "undetermined"


class TagRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says: ``drone`` a slug or "undetermined", ``box`` on the displayed grid."""

    drone: str
    role: Role = "seen"
    box: Box | None = None
    at: str = ""
    likelihood: str = ""
    confidence: ConfidenceLevel | None = None
    note: str = ""


class TagWithFrame(msgspec.Struct, frozen=True):
    """A tag, and the saved picture of the frame it rests on."""

    tag: TagDrone
    frame: SaveDerivative

    @property
    def label(self) -> str:
        """What the tag itself is called."""
        return self.tag.label

    def run(self, draft: Draft) -> None:
        """Enter both."""
        self.frame.run(draft)
        self.tag.run(draft)


class Tagged(msgspec.Struct, frozen=True):
    """The edit, and the frame it rests on where there is one."""

    executed: Executed
    entry: CatalogRef
    frame: FrameRef | None


def tag_drone(workspace: "Workspace", item: Item, request: TagRequest) -> Tagged:
    """Tag an item as asked; raise :class:`UsageError` with a sentence where the request makes no sense."""
    entry = entry_of(workspace, request.drone)
    likelihood = likelihood_of(request.likelihood, workspace.case.info.likelihood_scale)
    region = _region(item, request)
    frame = prepare_frame(workspace, item, request.at) if request.at else None
    tag = TagDrone(
        item=item,
        entry=entry,
        role=request.role,
        when=_when(item, region, frame),
        region=region,
        likelihood=likelihood,
        confidence=Confidence(request.confidence) if request.confidence else None,
        note=request.note,
    )
    executed = workspace.execute(TagWithFrame(tag, frame) if frame is not None else tag)
    return Tagged(executed, entry, frame.frame if frame is not None else None)


def entry_of(workspace: "Workspace", drone: str) -> CatalogRef:
    """Return the catalog entry as a claim names it; raise :class:`UsageError` where there is none of that name."""
    word = drone.strip().casefold()
    return UNDETERMINED if word == UNDETERMINED_WORD else workspace.catalog.ref(word)


def likelihood_of(words: str, scale_id: ScaleId) -> Likelihood | None:
    """Return the likelihood in a word of the case's scale, ``None`` for no word; raise :class:`UsageError`."""
    term = " ".join(words.split()).casefold()
    if not term:
        return None
    known = [one.words for one in scale(scale_id).terms] + [CANNOT_BE_DETERMINED]
    if term not in known:
        raise UsageError(f"This case states likelihood in these words: {', '.join(known)}.", words)
    return Likelihood(scale_id, term)


def parse_box(text: str) -> Box:
    """Read ``x,y,width,height`` in pixels; raise :class:`UsageError`."""
    try:
        x, y, width, height = (_number(part) for part in text.replace(";", ",").split(","))
    except ValueError:
        raise UsageError(
            "A box is four numbers: left, top, width and height, for example 812,440,96,60.", text
        ) from None
    if width <= 0 or height <= 0:
        raise UsageError("A box has a width and a height above zero.", text)
    return Box(x, y, width, height)


def _number(text: str) -> float:
    """Read a number of pixels; raise ``ValueError`` for what no picture has, and for ``1_000``, a slip of the hand."""
    number = float(text)
    if "_" in text or not abs(number) < 1e6:
        raise ValueError(text)
    return number


def stored_box(item: Item, box: Box) -> Region:
    """Turn a box of the displayed grid to the stored one; raise :class:`UsageError` where it lies outside."""
    orientation = orientation_of(item.technical)
    if orientation is None:
        raise UsageError("This item has no picture that is known, so that no box can lie in it.", item.label)
    width, height = orientation.displayed_size
    if box.x < 0 or box.y < 0 or box.x + box.width > width or box.y + box.height > height:
        raise UsageError(f"The box reaches out of the picture, which is {width} × {height} as displayed.", item.label)
    return orientation.region_to_stored(box)


def _region(item: Item, request: TagRequest) -> Region | None:
    if item.kind == "photo" and request.at:
        raise UsageError("This is a photo: it has no moments, leave --at out.", item.label)
    if request.box is not None:
        if item.kind == "video" and not request.at:
            raise UsageError("In a clip, say which frame the box lies in: --at #812, pts:27093 or 27.093.", item.label)
        return stored_box(item, request.box)
    return WholeFrame() if request.at else None


def _when(item: Item, region: Region | None, frame: SaveDerivative | None) -> When | None:
    if region is None:
        return None
    return Instant(frame.frame) if frame is not None and frame.frame is not None else Still()
