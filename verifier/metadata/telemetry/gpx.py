"""Read a GPX track (GPX 1.0, 1.1): positions, heights above the sea, times in UTC."""

import io
import math
from datetime import UTC, datetime
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from verifier.domain.errors import UnreadableFile
from verifier.metadata.telemetry.track import Sample, Track, notes_of

MAX_POINTS = 1_000_000
ALIGNMENT = (
    "Seconds are counted from the first point on; how they stand to the clip is not said, and must be found from a "
    "moment that both show."
)
DAMAGED = "The GPX file is damaged: its XML breaks off."


def looks_like_gpx(head: bytes) -> bool:
    """Tell whether a file begins as GPX does."""
    return b"<gpx" in head[:4096]


def read_gpx(data: bytes, name: str) -> Track:
    """Read every point of every track, route and waypoint list in file order; raise :class:`UnreadableFile`."""
    samples: list[Sample] = []
    lost, first = 0, None
    try:
        for _, element in iterparse(io.BytesIO(data), events=("end",), forbid_dtd=True):
            kind = str(element.tag).rpartition("}")[2]
            if kind not in ("trkpt", "rtept", "wpt"):
                continue
            at = _time(element)
            first = first or at
            made = _sample(element, (at - first).total_seconds() if at and first else float(len(samples)), at)
            lost += made is None
            samples += [made] if made is not None else []
            element.clear()
            if len(samples) >= MAX_POINTS:
                break
    except (ParseError, DefusedXmlException, LookupError, ValueError) as error:  # ValueError: an encoding it lacks
        if not samples:
            raise UnreadableFile(DAMAGED, name) from error
        lost += 1
    if not samples:
        raise UnreadableFile("The GPX file names no point.", name)
    kept = tuple(samples)
    return Track("GPX track", ALIGNMENT, kept, notes_of(kept, lost))


def _sample(element: object, seconds: float, at: datetime | None) -> Sample | None:
    found = element.attrib  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
    try:
        latitude, longitude = float(found["lat"]), float(found["lon"])  # pyright: ignore[reportUnknownArgumentType]
        height = _child(element, "ele")
        altitude = float(height) if height else None
        altitude = altitude if altitude is not None and math.isfinite(altitude) else None
    except (KeyError, ValueError):
        return None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return None
    is_fix = (latitude, longitude) != (0, 0)
    return Sample(
        t_s=round(seconds, 3),
        utc=at,
        latitude_deg=latitude if is_fix else None,
        longitude_deg=longitude if is_fix else None,
        altitude_m=altitude,
    )


def _time(element: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(_child(element, "time"))
        return found.astimezone(UTC) if found.tzinfo is not None else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # the first year with an offset is none of UTC
        return None


def _child(element: object, name: str) -> str:
    for child in element:  # type: ignore[attr-defined] # pyright: ignore[reportGeneralTypeIssues, reportUnknownVariableType]
        if str(child.tag).rpartition("}")[2] == name:  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
            return str(child.text or "").strip()  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
    return ""
