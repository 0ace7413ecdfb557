"""The two sheets about one machine, made from an open case and written as one page that is readable offline."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from verifier.bundle.material import Picture
from verifier.bundle.options import Options
from verifier.bundle.overlay import bounding_box, displayed_size
from verifier.bundle.selection import select
from verifier.bundle.sheets import QUESTION, SheetKind, TraceRequest, render_internal, render_trace, write_page
from verifier.catalog.entries import Entry
from verifier.catalog.serial_numbers import decode_cta
from verifier.domain.errors import UsageError, VerifierError
from verifier.domain.frames import Instant, Still
from verifier.domain.ids import key_of
from verifier.domain.records import Drone, DroneClaim, Item, Observation
from verifier.workspace.exporting import OpenMaterial
from verifier.workspace.machine_messages import MakeCrop
from verifier.workspace.machines import sentences_about
from verifier.workspace.messages import EncodedPicture
from verifier.workspace.pictures import original_path

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

CROP_SIDE = 1280
_NO_PICTURE_SENTENCES = {
    "not asked": "No picture was asked for.",
    "none": "No region of a picture is tied to the machine, so that the request has none.",
    "held back": "No region of the machine is small enough and may be shown outside: the request has no picture.",
}
MAX_QUESTION = 4000
MOST_OF_A_FRAME = 0.6
"""A region of more of a frame shows the place and not the machine alone."""


class WrittenSheet(msgspec.Struct, frozen=True):
    """Where a sheet was written, and why no picture is on a trace request, "" where one is."""

    path: Path
    no_picture: str = ""


def write_sheet(
    workspace: "Workspace", drone: Drone, kind: SheetKind, out: Path, *, question: str = "", with_picture: bool = True
) -> WrittenSheet:
    """Write a sheet; raise :class:`UsageError` where it cannot be, :class:`BundleError`, :class:`StorageFailed`.

    A trace request needs a serial number. Of pictures it takes a region in which a serial number of the machine was
    read, else one that shows the machine, cut out; never a whole frame, and none that an outside reader may not see.
    """
    if out.resolve().is_relative_to(workspace.folder.path.resolve()):
        raise UsageError("This place is inside the case itself; choose one beside it.", out.name)
    if kind == "internal":
        return WrittenSheet(write_page(render_internal(OpenMaterial(workspace), drone), out))
    request, why = trace_request(workspace, drone, question=question, with_picture=with_picture)
    return WrittenSheet(write_page(render_trace(request), out), why)


def trace_request(
    workspace: "Workspace", drone: Drone, *, question: str = "", with_picture: bool = True
) -> tuple[TraceRequest, str]:
    """Gather what a trace request is made of, and say why it has no picture, "" where it has one."""
    serials = tuple(marking for marking in drone.markings if marking.is_serial)
    if not serials:
        raise UsageError("The machine has no serial number that a maker could trace.", drone.label)
    if len(question) > MAX_QUESTION:
        raise UsageError(f"A question has at most {MAX_QUESTION} characters.", drone.label)
    catalog = workspace.catalog
    makers = {parts.maker for one in serials if (parts := decode_cta(one.value, catalog.identifiers)) and parts.maker}
    entries = _models(workspace, drone)
    makers = makers or {entry.maker for entry in entries if entry.maker}
    picture, why = _picture(workspace, drone) if with_picture else (None, _NO_PICTURE_SENTENCES["not asked"])
    request = TraceRequest(
        maker=" / ".join(sorted(makers)),
        serials=serials,
        forms=tuple(sentence for one in serials for sentence in sentences_about(one.value, catalog)[:1]),
        picture=picture,
        question=question.strip() or QUESTION,
        model=" / ".join(entry.name for entry in entries),
    )
    return request, why


def _models(workspace: "Workspace", drone: Drone) -> tuple[Entry, ...]:
    """Return the models that the machine is claimed to be; a person's own entries stay, since they can say anything."""
    claims = (workspace.case.get(key_of("drone_claim", claim)) for claim in drone.claims)
    leading = (claim.hypotheses[0].entry for claim in claims if isinstance(claim, DroneClaim))
    slugs = dict.fromkeys(one.entry_id for one in leading if one.level in ("model", "variant") and one.entry_id)
    found = (workspace.catalog.entry(slug) for slug in slugs if workspace.catalog.has(slug))
    return tuple(entry for entry in found if not entry.is_own)


def _picture(workspace: "Workspace", drone: Drone) -> tuple[Picture | None, str]:
    """Cut the machine out of the first frame that can be shown to a reader outside."""
    regions = [marking.observation for marking in drone.markings if marking.is_serial and marking.observation]
    regions += list(drone.observations)
    if not regions:
        return None, _NO_PICTURE_SENTENCES["none"]
    selection = select(tuple(workspace.case.records().values()), Options(audience="outside"))
    for region in dict.fromkeys(regions):
        seen = workspace.case.get(key_of("observation", region))
        if isinstance(seen, Observation) and selection.chosen[seen.key].goes:
            picture = _crop(workspace, seen)
            if picture is not None:
                return picture, ""
    return (
        None,
        _NO_PICTURE_SENTENCES["held back"],
    )


def _crop(workspace: "Workspace", seen: Observation) -> Picture | None:
    item = workspace.case.get(key_of("item", seen.item))
    if not isinstance(item, Item) or not isinstance(seen.when, Still | Instant):
        return None
    box, size = bounding_box(seen.region, item.technical), displayed_size(item.technical)
    if box is None or size is None or box.width * box.height > MOST_OF_A_FRAME * size[0] * size[1]:
        return None
    ordinal = seen.when.frame.ordinal if isinstance(seen.when, Instant) else None
    try:
        path = os.fsencode(original_path(workspace, item))
        request = MakeCrop(path, ordinal, box.x, box.y, box.width, box.height, CROP_SIDE)
        made = workspace.pool.submit(request, EncodedPicture).result()
    except VerifierError:
        return None
    return Picture("image/jpeg", made.jpeg) if made.jpeg is not None else None
