"""One track of any source: samples in order of time, where they come from, and how they are tied to the picture."""

from datetime import datetime

import msgspec

GROUP = "Telemetry"
"""Where readings say in numbers what a track holds."""
HOME_FIELDS = ("home_latitude_deg", "home_longitude_deg", "home_altitude_m")
"""Where the pilot most likely stood: personal data, left out unless asked for."""


class Sample(msgspec.Struct, frozen=True, omit_defaults=True):
    """One moment; ``None`` where the source does not say.

    ``t_s``: seconds from the start of the clip. ``clock``: the drone's own clock, zone not stated (ISO 8601);
    ``utc``: where the source says UTC. Positions are degrees of WGS 84; a device without a fix has none. Heights:
    ``relative_altitude_m`` above take-off, ``altitude_m`` above sea level (or the ellipsoid, as the device has it),
    ``barometer_m`` by air pressure, ``height_m`` where the source does not say above what. Angles in degrees: yaw
    clockwise from north, pitch up positive. ``distance_m``: from home.
    """

    t_s: float
    frame: int | None = None
    clock: str | None = None
    utc: datetime | None = None
    latitude_deg: float | None = None
    longitude_deg: float | None = None
    relative_altitude_m: float | None = None
    altitude_m: float | None = None
    barometer_m: float | None = None
    height_m: float | None = None
    horizontal_speed_m_s: float | None = None
    vertical_speed_m_s: float | None = None
    distance_m: float | None = None
    flight_yaw_deg: float | None = None
    flight_pitch_deg: float | None = None
    flight_roll_deg: float | None = None
    gimbal_yaw_deg: float | None = None
    gimbal_pitch_deg: float | None = None
    gimbal_roll_deg: float | None = None
    satellites: int | None = None
    iso: int | None = None
    exposure_time_s: float | None = None
    f_number: float | None = None
    exposure_bias_ev: float | None = None
    color_temperature_k: int | None = None
    focal_length_mm: float | None = None
    digital_zoom: float | None = None
    home_latitude_deg: float | None = None
    home_longitude_deg: float | None = None
    home_altitude_m: float | None = None

    @property
    def has_fix(self) -> bool:
        """Whether the device knew where it was."""
        return self.latitude_deg is not None and self.longitude_deg is not None


class Track(msgspec.Struct, frozen=True):
    """``source``: what was read, in words. ``alignment``: how its times relate to the clip's. ``notes``: its doubts."""

    source: str
    alignment: str
    samples: tuple[Sample, ...]
    notes: tuple[str, ...] = ()


def without_home(track: Track) -> Track:
    """Return a track without the places of home and pilot."""
    bare = dict.fromkeys(HOME_FIELDS)
    samples = tuple(msgspec.structs.replace(sample, **bare) for sample in track.samples)
    return msgspec.structs.replace(track, samples=samples)


def notes_of(samples: tuple[Sample, ...], lost: int) -> tuple[str, ...]:
    """Say what a reader of a track must know: moments without a fix, cues that could not be read."""
    without = sum(not sample.has_fix for sample in samples)
    notes: list[str] = []
    if without and without < len(samples):
        notes.append(f"The device had no position in {without} of {len(samples)} samples.")
    elif without:
        notes.append("No sample names a position.")
    if lost:
        notes.append(f"Cues that could not be read: {lost}.")
    return tuple(notes)
