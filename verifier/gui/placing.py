"""What a person does about where and when something was, as commands: each is one edit, undone by name."""

from datetime import datetime
from typing import Literal, cast

import msgspec

from verifier.commands.places_and_times import (
    LATEST_FIRST_HINT,
    EditPlace,
    EditTime,
    StatePlace,
    StateTime,
    is_in_order,
)
from verifier.domain.records import PlaceClaim, TimeClaim
from verifier.gui.map.picking import Picked, PickRequest
from verifier.gui.session import Session

Locates = Literal["camera", "subject"]
PICKED = "picked on the map"
"""What stands where coordinates were typed: nobody typed these."""


def state_picked(session: Session, about_key: str, request: PickRequest, picked: Picked) -> str:
    """State the place that was clicked, with the radius that was drawn, else typed; return the key of the claim."""
    about = session.case.get(about_key)
    if about is None:
        return ""
    return _made(
        session,
        StatePlace(
            about=about,
            locates=request.locates,
            latitude_deg=picked.latitude_deg,
            longitude_deg=picked.longitude_deg,
            as_typed=PICKED,
            radius_m=picked.radius_m if picked.radius_m is not None else request.radius_m,
            methods=request.methods,
        ),
    )


def state_nowhere(session: Session, about_key: str, locates: Locates) -> str:
    """Answer that it cannot be located; return the key of the claim."""
    about = session.case.get(about_key)
    if about is None:
        return ""
    return _made(session, StatePlace(about=about, locates=locates, latitude_deg=None, longitude_deg=None))


def state(session: Session, command: StatePlace | StateTime) -> str:
    """State a place or a time; return the key of the claim, "" where it was refused."""
    return _made(session, command)


def edit_place(session: Session, key: str, what: str, **changed: object) -> None:
    """Say something else about a place; ``what`` is what undo calls it."""
    held = session.case.get(key)
    if isinstance(held, PlaceClaim):
        edited = msgspec.structs.replace(held, **changed)
        if edited != held:
            session.do(EditPlace(edited, what))


def edit_time(session: Session, key: str, what: str, **changed: object) -> str | None:
    """Say something else about a time; return a sentence where it cannot be."""
    held = session.case.get(key)
    if not isinstance(held, TimeClaim):
        return None
    bounds = (changed.get("earliest", held.earliest), changed.get("latest", held.latest))
    if not is_in_order(*cast("tuple[datetime | None, datetime | None]", bounds)):
        return LATEST_FIRST_HINT
    edited = msgspec.structs.replace(held, **changed)
    if edited != held:
        session.do(EditTime(edited, what))
    return None


def move_place(session: Session, key: str, picked: Picked) -> None:
    """Give a claim the place that was clicked; its radius changes only if one was drawn."""
    held = session.case.get(key)
    if isinstance(held, PlaceClaim):
        radius_m = held.radius_m if picked.radius_m is None else picked.radius_m
        edit_place(
            session, key, "position",
            latitude_deg=picked.latitude_deg, longitude_deg=picked.longitude_deg, as_typed=PICKED, radius_m=radius_m,
        )  # fmt: skip


def _made(session: Session, command: StatePlace | StateTime) -> str:
    changes = session.do(command)
    return next((change.key for change in changes if isinstance(change.after, PlaceClaim | TimeClaim)), "")
