"""The commands that state something about an item: ``tag`` and ``place``."""

from typing import Annotated, Literal

import typer

from verifier.cli.opening import opened
from verifier.cli.options import AsName, CasePath, ItemName
from verifier.cli.output import say, tell

RoleName = Literal["seen", "filmed-by"]


def tag_item(
    case: CasePath,
    item: ItemName,
    drone: Annotated[
        str, typer.Option("--drone", metavar="DRONE", help="First column of what “drones” lists; or “undetermined”.")
    ],
    role: Annotated[RoleName, typer.Option("--role", help="Whether it is seen, or filmed this.")] = "seen",
    box: Annotated[
        str | None, typer.Option("--box", metavar="X,Y,W,H", help="Where, in pixels of the displayed picture.")
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", metavar="WHEN", help="Which frame: #812 (from 0), pts:27093 or 27.093 (s).")
    ] = None,
    likelihood: Annotated[str, typer.Option("--likelihood", metavar="TERM", help="A word of the case's scale.")] = "",
    confidence: Annotated[
        Literal["low", "moderate", "high"] | None, typer.Option("--confidence", help="How good the basis is.")
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="T", help="Anything more, in words.")] = "",
    as_name: AsName = "",
) -> None:
    """State which drone is seen in an item, or which drone filmed it.

    Without --likelihood and --confidence they stay “not yet assessed”.

    \b
    Example:
      verifier tag S.case E-0003 --drone dji-mavic-3 --box 812,440,96,60 --at 27.093 --likelihood "very likely"
    """
    from verifier.media.when import parse_when
    from verifier.workspace.tagging import TagRequest, parse_box, tag_drone

    if at is not None:
        parse_when(at)  # an empty word, as a script with an unset variable gives, is no “no moment”
    request = TagRequest(
        drone=drone,
        role="filmed_by" if role == "filmed-by" else "seen",
        box=parse_box(box) if box is not None else None,
        at=at or "",
        likelihood=likelihood,
        confidence=confidence,
        note=note,
    )
    with opened(case, person=as_name) as workspace:
        target = workspace.find_item(item)
        tagged = tag_drone(workspace, target, request)
        tagged.executed.saved.result()
        stated = f"{target.label}: {'filmed by ' if request.role == 'filmed_by' else ''}{tagged.entry.name}"
    moment = f", frame {tagged.frame.ordinal} (PTS {tagged.frame.pts})" if tagged.frame is not None else ""
    say(f"{stated}{moment}.")


def place_item(
    case: CasePath,
    item: ItemName,
    coordinates: Annotated[
        str, typer.Argument(metavar="COORDINATES", help="Decimal, degrees-minutes-seconds or MGRS.")
    ],
    radius: Annotated[
        float | None, typer.Option("--radius", metavar="M", help="95 % radius in metres; else not yet assessed.")
    ] = None,
    locates: Annotated[Literal["camera", "subject"], typer.Option("--locates", help="What stood there.")] = "camera",
    method: Annotated[
        list[str] | None, typer.Option("--method", metavar="NAME", help="How it was found, such as landmark_match.")
    ] = None,
    note: Annotated[str, typer.Option("--note", metavar="T", help="Anything more, in words.")] = "",
    as_name: AsName = "",
) -> None:
    """State where the camera or the subject of an item was.

    \b
    Examples:
      verifier place S.case E-0003 "48.4647, 35.0462" --radius 50 --method landmark_match
      verifier place S.case E-0003 "36U XU 12345 67890" --locates subject
    """
    from verifier.workspace.placing import PlaceRequest, in_words, place

    request = PlaceRequest(
        coordinates=coordinates, radius_m=radius, locates=locates, methods=tuple(method or ()), note=note
    )
    with opened(case, person=as_name) as workspace:
        target = workspace.find_item(item)
        placed = place(workspace, target, request)
        placed.executed.saved.result()
    for caution in placed.cautions:
        tell(caution)
    say(f"{target.label}: the {locates} at {in_words(placed.coordinates, radius)}.")
