"""State a place from coordinates and methods as people give them; window and command line share it."""

from typing import TYPE_CHECKING, Literal, cast, get_args

import msgspec

from verifier.commands.history import Executed
from verifier.commands.places_and_times import StatePlace
from verifier.domain.errors import UsageError
from verifier.domain.records import Record
from verifier.domain.records.claims import Method
from verifier.geo.coordinates import Coordinates, format_decimal, parse_coordinates

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

FARTHEST_M = 20_037_508
"""Half the equator of WGS 84: no two places lie farther apart."""


class PlaceRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What a person says; ``radius_m`` ``None`` stays "not yet assessed"."""

    coordinates: str
    locates: Literal["camera", "subject"] = "camera"
    radius_m: float | None = None
    methods: tuple[str, ...] = ()
    note: str = ""


class Placed(msgspec.Struct, frozen=True):
    """The edit, the coordinates as read, and sentences that the person should hear."""

    executed: Executed
    coordinates: Coordinates
    cautions: tuple[str, ...]


def place(workspace: "Workspace", about: Record, request: PlaceRequest) -> Placed:
    """State where something was; raise :class:`UsageError` with a sentence where the request makes no sense."""
    found = parse_coordinates(request.coordinates)
    _require_radius(request.radius_m)
    command = StatePlace(
        about=about,
        locates=request.locates,
        latitude_deg=found.latitude_deg,
        longitude_deg=found.longitude_deg,
        as_typed=request.coordinates,
        radius_m=request.radius_m,
        methods=methods_of(request.methods),
        note=request.note,
    )
    return Placed(workspace.execute(command), found, tuple(_cautions(found, request.radius_m)))


def _require_radius(radius_m: float | None) -> None:
    if radius_m is not None and not 0 <= radius_m <= FARTHEST_M:  # refuses NaN too
        raise UsageError("A radius is a number of meters from 0 to 20,037,508, half way round the earth.")


def methods_of(names: tuple[str, ...]) -> tuple[Method, ...]:
    """Return the methods of these names, each once; raise :class:`UsageError` naming those there are."""
    wanted = tuple(dict.fromkeys(name.strip().casefold().replace("-", "_").replace(" ", "_") for name in names))
    unknown = [name for name in wanted if name not in get_args(Method)]
    if unknown:
        raise UsageError(f"Methods are: {', '.join(get_args(Method))}.", unknown[0])
    return cast("tuple[Method, ...]", wanted)


def in_words(found: Coordinates, radius_m: float | None) -> str:
    """Write a place as people read it."""
    point = format_decimal(found.latitude_deg, found.longitude_deg, radius_m)
    return f"{point} ± {radius_m:g} m" if radius_m is not None else point


def _cautions(found: Coordinates, radius_m: float | None) -> list[str]:
    cautions: list[str] = []
    if found.is_zero:
        cautions.append("0, 0 is what a device writes that had no fix. Is it meant?")
    if found.square_m is not None and (radius_m is None or radius_m < found.square_m):
        cautions.append(
            f"The grid reference names a square of {found.square_m:g} m; its south-west corner is what is stored."
        )
    return cautions
