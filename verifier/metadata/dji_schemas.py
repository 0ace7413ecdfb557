"""Where DJI's data tracks (``djmd``) keep what: field numbers of each schema, by the name that stands in the track.

Header, frame header, coordinates and angles follow DJI's own ``dvtm_library.proto``, published with gyroflow's
telemetry-parser; the numbers of each product and their names those of ExifTool 13.59 ("DJI Protobuf Tags"). No real
file of any of them was at hand: every layout counts as unproven, and what ExifTool itself calls not confirmed
(``NC``) is named in ``unconfirmed``.
"""

import msgspec

Path = tuple[int, ...]
DATA_GROUP, PROTOCOL = "DJI", "DataProtocol"
"""The group of what stands in a data track, and the name under which its schema is listed."""
HEADER: dict[str, Path] = {
    "Protocol": (1, 1, 1),
    "LibraryVersion": (1, 1, 2),
    "ProtocolVersion": (1, 1, 3),
    "SerialNumber": (1, 1, 5),
    "FirmwareVersion": (1, 1, 6),
    "Model": (1, 1, 10),
}
"""``ClipMetaHeader``; 5 is "the serial number of the product producing this clip"."""
FRAME: dict[str, Path] = {"FrameNumber": (3, 1, 1), "TimeStamp": (3, 1, 2)}
"""``FrameMetaHeader``: the number of the frame, microseconds since power-up."""
UNPROVEN = "layout as ExifTool publishes it; no real file was at hand to prove it"
UNKNOWN = "layout not published; fields are shown by their numbers"


class Schema(msgspec.Struct, frozen=True, kw_only=True):
    """One product's layout. ``gps``: the message of position, height and status; ``None`` where it has none.

    ``is_degrees``: positions are degrees whatever their unit field says. ``attitude`` holds roll, pitch, yaw and
    ``gimbal`` pitch, roll, yaw, in tenths of a degree.
    """

    product: str
    names: dict[str, Path]
    gps: Path | None = None
    relative: Path | None = None
    attitude: Path | None = None
    gimbal: Path | None = None
    clock: Path | None = None
    is_degrees: bool = False
    unconfirmed: frozenset[str] = frozenset()


def _camera(frame: int | None, numbers: dict[str, int]) -> dict[str, Path]:
    size = {} if frame is None else {"FrameWidth": (2, frame, 1), "FrameHeight": (2, frame, 2)}
    rate = {} if frame is None else {"FrameRate": (2, frame, 3)}
    return {**HEADER, **FRAME, **size, **rate, **{name: (3, 2, number, 1) for name, number in numbers.items()}}


def _drone(
    product: str,
    numbers: dict[str, int],
    *,
    flight: int = 3,
    frame: int | None = 3,
    has_gimbal: bool = True,
    has_height: bool = True,
    has_attitude: bool = True,
    clock: bool = False,
    is_degrees: bool = False,
    unconfirmed: tuple[str, ...] = (),
) -> Schema:
    return Schema(
        product=product,
        names=_camera(frame, numbers),
        gps=(3, flight, 4),
        relative=(3, flight, 5) if has_height else None,
        attitude=(3, flight, 3) if has_attitude else None,
        gimbal=(3, 4, 3) if has_gimbal else None,
        clock=(3, flight, 4, 6, 1) if clock else None,
        is_degrees=is_degrees,
        unconfirmed=frozenset(unconfirmed),
    )


def _hand_held(product: str, numbers: dict[str, int], frame: int | None = 3, *, has_gps: bool = True) -> Schema:
    gps: Path | None = (3, 4, 2) if has_gps else None
    return Schema(
        product=product,
        names=_camera(frame, numbers),
        gps=gps,
        clock=(*gps, 6, 1) if gps else None,
        unconfirmed=frozenset({"SerialNumber", "ExposureTime", "ColorTemperature"}),
    )


_AIR = {"ISO": 7, "ExposureTime": 10, "FNumber": 11, "ColorTemperature": 32}
_GOGGLES = {"ISO": 2, "ExposureTime": 4, "ColorTemperature": 6, "FNumber": 10}
_ACTION = {"ISO": 3, "ExposureTime": 4, "ColorTemperature": 6}
_NC_GOGGLES = (
    "SerialNumber",
    "ISO",
    "ColorTemperature",
    "FNumber",
    "DroneRoll",
    "AbsoluteAltitude",
    "RelativeAltitude",
)
SCHEMAS: dict[str, Schema] = {
    "dvtm_wm265e.proto": _drone("Mavic 3", {"ISO": 2, "ExposureTime": 3, "DigitalZoom": 6}, frame=2),
    "dvtm_pm320.proto": _drone(
        "Matrice 30",
        {"ISO": 2, "ExposureTime": 3, "FNumber": 4, "DigitalZoom": 6},
        frame=2,
        unconfirmed=("FNumber",),
    ),
    "dvtm_wm261.proto": _drone("Mavic 3 Pro", {"ISO": 9, "ExposureTime": 10, "FNumber": 11}, clock=True),
    "dvtm_wa345e.proto": _drone("Matrice 4E", {}, frame=2, clock=True),
    "dvtm_Mini4_Pro.proto": _drone("Mini 4 Pro", _AIR, unconfirmed=("RelativeAltitude",)),
    "dvtm_Air3.proto": _drone("Air 3", _AIR, unconfirmed=("FrameNumber",)),
    "dvtm_Air3s.proto": _drone("Air 3S", _AIR, unconfirmed=("FrameNumber",)),
    "dvtm_Mavic4.proto": _drone(
        "Mavic 4 Pro",
        {"ISO": 9, "ExposureTime": 10, "ColorTemperature": 24},
        has_gimbal=False,
        is_degrees=True,
        unconfirmed=("DroneRoll", "AbsoluteAltitude", "RelativeAltitude"),
    ),
    "dvtm_Mini5Pro.proto": _drone(
        "Mini 5 Pro",
        {},
        frame=None,
        has_gimbal=False,
        has_height=False,
        has_attitude=False,
        is_degrees=True,
        unconfirmed=("SerialNumber", "Model", "FrameNumber", "GPSLatitude", "AbsoluteAltitude"),
    ),
    "dvtm_AVATA2.proto": _drone("Avata 2", _GOGGLES, flight=4, has_gimbal=False, unconfirmed=_NC_GOGGLES),
    "dvtm_dji_neo.proto": _drone(
        "Neo", _GOGGLES, flight=4, has_gimbal=False, has_height=False, unconfirmed=_NC_GOGGLES
    ),
    "dvtm_ac203.proto": _hand_held("Osmo Action 4", _ACTION),
    "dvtm_ac204.proto": _hand_held("Osmo Action 5", _ACTION),
    "dvtm_ac206.proto": _hand_held("Osmo Action 6", _ACTION),
    "dvtm_oq101.proto": _hand_held("Osmo 360", _ACTION, None),
    "dvtm_PP-101.proto": _hand_held(
        "Osmo Pocket 3", {"ISO": 9, "ExposureTime": 10, "ColorTemperature": 24}, has_gps=False
    ),
}
