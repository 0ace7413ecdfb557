"""What the catalog holds, as frozen records: entries at four levels, cues, look-alikes, camera codes, sources.

Not for looking things up (``catalog.py``) nor for statements in a case (``domain.records.claims``).
Every fact names its sources by key; what no source says is ``None`` or empty, never a guess.
"""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Slug = Annotated[str, Meta(pattern=r"^(own:)?[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""``dji-mavic-3``; entries that a person added stand in a namespace of their own: ``own:workshop-quad``."""
EntryLevel = Literal["class", "family", "model", "variant"]
Basis = Literal["visual", "file"]
"""What a cue or a difference rests on: what can be seen of the drone, or what its files say of themselves."""
Quality = Literal["A", "B", "C"]
"""A maker document or named test sample; B kept list by one author; C seed data: never enough alone."""
SourceKeys = tuple[str, ...]
Words = Annotated[str, Meta(min_length=1)]


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where a fact was read: ``ref`` is an address or ``repository:path``, ``quality`` ``None`` where ungraded."""

    kind: Words
    ref: Words
    title: str = ""
    commit: str = ""
    date: str = ""
    note: str = ""
    licence: str = ""
    quality: Quality | None = None


class Alias(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Another name as people write it, in any script, with what the source says about the name."""

    text: Words
    note: str = ""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One entry at one level; ``parent`` is the level above, ``airframe`` the id of its class entry.

    Lengths in mm, masses in g, times in minutes, all as claimed by the source. ``dimensions_mm`` is length, width,
    height, to be read with ``dimensions_note``. ``derived`` says by which rule an entry was made that no source states
    as such. ``sources`` maps a field's name to source keys; ``notes`` keep the doubts.
    """

    id: Slug
    level: EntryLevel
    name: Words
    parent: Slug | None = None
    derived: str = ""
    aliases: tuple[Alias, ...] = ()
    maker: str | None = None
    country: str | None = None
    airframe: str | None = None
    role: str | None = None
    role_tags: tuple[str, ...] = ()
    nato_class: str | None = None
    nato_subclass: str | None = None
    eu_class: str | None = None
    rotor_count: Annotated[int, Meta(ge=1, le=64)] | None = None
    dimensions_mm: tuple[float | None, float | None, float | None] | None = None
    dimensions_note: str | None = None
    wingspan_mm: float | None = None
    takeoff_mass_g: float | None = None
    max_takeoff_mass_g: float | None = None
    max_flight_time_min: float | None = None
    first_year: int | None = None
    theatre: tuple[str, ...] = ()
    wikidata_qid: str | None = None
    notes: tuple[str, ...] = ()
    sources: dict[str, SourceKeys] = {}

    @property
    def is_own(self) -> bool:
        """True where a person added the entry; False where it came with the program."""
        return self.id.startswith("own:")


class Citation(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A source and where in it."""

    source: str
    note: str = ""


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """One thing to look for on an entry (model, variant, family): what it is, and from where it can be seen."""

    id: Words
    about: Slug
    basis: Basis = "visual"
    part: Words
    text: Words
    viewpoint: str = "any"
    min_size: str = ""
    distinguishes_from: tuple[Slug, ...] = ()
    citations: Annotated[tuple[Citation, ...], Meta(min_length=1)]
    quality: Quality | None = None


class Difference(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """How two look-alikes differ.

    ``separable_by_shape`` ``False``: do not choose from an image alone; ``None``: the source does not say.
    """

    a: Slug
    b: Slug
    text: Words
    basis: Basis
    separable_by_shape: bool | None = None
    citations: Annotated[tuple[Citation, ...], Meta(min_length=1)]


class SensorRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One source's word on a sensor: width in mm, size in pixels; rows of sources that differ stand side by side."""

    width_mm: float
    source: str
    width_px: int | None = None
    height_px: int | None = None
    focal_mm: float | None = None
    is_thermal: bool | None = None


class SourcedNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number and the source key it came from."""

    value: float
    source: str


CodeKind = Literal["integrated", "payload", "handheld"]
CodeStatus = Literal["agreed", "agreed_with_dissent", "single_source", "code_seen_only", "ambiguous", "disputed"]


class CameraCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """An EXIF Make and Model pair and the drones that sources give it to.

    ``payload``: the code names a removable camera, not its carrier. ``handheld``: evidence against a drone.
    ``ambiguous`` and ``disputed`` codes decide nothing. ``naming_sources`` name a drone or camera; ``sources`` attest
    the code.
    """

    make: Words
    model: Words
    camera: str
    kind: CodeKind
    status: CodeStatus
    drones: tuple[Slug, ...] = ()
    sources: SourceKeys
    naming_sources: SourceKeys = ()
    note: str = ""
    conflicts: tuple[str, ...] = ()
    sensors: tuple[SensorRow, ...] = ()
    sensor_width_disputed: bool = False
    crop_factor: SourcedNumber | None = None
    focal_mm: SourcedNumber | None = None
    equiv_35mm: SourcedNumber | None = None
    rolling_shutter_ms: SourcedNumber | None = None

    @property
    def names_drones(self) -> bool:
        """Whether its sources agree enough on which drones it stands for."""
        return bool(self.drones) and self.status not in ("ambiguous", "disputed", "code_seen_only")


class SerialPrefix(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What the start of a serial number says: drones where a list names them, else a maker; and how far to trust it."""

    prefix: Words
    maker: str = ""
    drones: tuple[Slug, ...] = ()
    label: str = ""
    is_unique: bool = False
    doubt: tuple[str, ...] = ()
    sources: SourceKeys


class NumberTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A table of product numbers or address blocks as one source gives it: key to words."""

    id: Words
    values: dict[str, str]
    note: str = ""
    sources: SourceKeys


class Identifiers(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Serial prefixes, maker codes of CTA-2063-A, and tables of numbers."""

    serial_pattern: str
    serial_note: str
    serial_sources: SourceKeys
    prefixes: tuple[SerialPrefix, ...]
    tables: tuple[NumberTable, ...]


class Conflict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sources that contradict each other about an entry, and how that was handled."""

    about: Slug
    topic: str
    claims: str
    handling: str


class Hit(msgspec.Struct, frozen=True):
    """One answer to a search: the entry, the words that matched, and what they are."""

    entry: Entry
    matched: str
    matched_as: Literal["name", "alias", "camera code", "several", "maker", "class", "role"]


class LookAlikeOf(msgspec.Struct, frozen=True):
    """Another entry that may be taken for this one, and every known difference."""

    other: Entry
    text: str
    basis: Basis
    separable_by_shape: bool | None
    citations: tuple[Citation, ...]
