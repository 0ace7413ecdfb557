"""State where and when: of an item, segment, observation or incident."""

from datetime import datetime
from typing import Literal

import msgspec

from verifier.case.draft import Draft
from verifier.commands.naming import name_of
from verifier.commands.observations import refuse_other
from verifier.domain.errors import CommandRefused
from verifier.domain.records import Excluded, Imagery, PlaceClaim, Record, TimeClaim
from verifier.domain.records.claims import Method
from verifier.domain.scales import Confidence, Likelihood


class StatePlace(msgspec.Struct, frozen=True, kw_only=True):
    """State where the camera or the subject was; both coordinates ``None``: it cannot be located."""

    about: Record
    locates: Literal["camera", "subject"]
    latitude_deg: float | None
    longitude_deg: float | None
    as_typed: str = ""
    radius_m: float | None = None
    methods: tuple[Method, ...] = ()
    heading_deg: float | None = None
    heading_error_deg: float | None = None
    field_of_view_deg: float | None = None
    field_of_view_error_deg: float | None = None
    imagery: tuple[Imagery, ...] = ()
    alternatives_excluded: tuple[Excluded, ...] = ()
    likelihood: Likelihood | None = None
    confidence: Confidence | None = None
    note: str = ""

    @property
    def label(self) -> str:
        return f"place the {self.locates} of {name_of(self.about)}"

    def run(self, draft: Draft) -> None:
        fields = {name: getattr(self, name) for name in self.__struct_fields__ if name != "about"}
        claim = PlaceClaim(
            id=draft.new_id(),
            about=draft.require(self.about.key).key,
            stated_by=draft.actor,
            stated_at=draft.now,
            **fields,
        )
        draft.put(checked(claim))


class EditPlace(msgspec.Struct, frozen=True):
    """Replace a statement of place; ``what`` names the part that is edited."""

    claim: PlaceClaim
    what: str = ""

    @property
    def label(self) -> str:
        if self.what:
            return f"edit the place of the {self.claim.locates}: {self.what}"
        return f"edit the place of the {self.claim.locates}"

    def run(self, draft: Draft) -> None:
        refuse_other(draft.the(PlaceClaim, self.claim.key).about, self.claim.about)
        draft.put(checked(self.claim))


def checked(claim: PlaceClaim) -> PlaceClaim:
    """Return a claim whose numbers lie where they can; raise :class:`CommandRefused`."""
    try:
        return msgspec.convert(msgspec.to_builtins(claim), PlaceClaim)
    except msgspec.ValidationError as error:
        raise CommandRefused(f"The place cannot be stated so: {error}.", claim.about) from error


LATEST_FIRST_HINT = "The latest time lies before the earliest."


def is_in_order(earliest: datetime | None, latest: datetime | None) -> bool:
    """Tell whether two bounds can hold a time between them."""
    return earliest is None or latest is None or earliest <= latest


class StateTime(msgspec.Struct, frozen=True, kw_only=True):
    """State when something was recorded, posted or happened: the earliest and latest that fit, in UTC."""

    about: Record
    dates: Literal["recorded", "posted", "event"]
    earliest: datetime | None
    latest: datetime | None
    as_found: str = ""
    zone_assumption: str = ""
    methods: tuple[Method, ...] = ()
    likelihood: Likelihood | None = None
    confidence: Confidence | None = None
    note: str = ""

    @property
    def label(self) -> str:
        return f"date {name_of(self.about)}"

    def run(self, draft: Draft) -> None:
        if not is_in_order(self.earliest, self.latest):
            raise CommandRefused(LATEST_FIRST_HINT, self.about.key)
        fields = {name: getattr(self, name) for name in self.__struct_fields__ if name != "about"}
        claim = TimeClaim(
            id=draft.new_id(),
            about=draft.require(self.about.key).key,
            stated_by=draft.actor,
            stated_at=draft.now,
            **fields,
        )
        draft.put(claim)


class EditTime(msgspec.Struct, frozen=True):
    """Replace a statement of time; ``what`` names the part that is edited."""

    claim: TimeClaim
    what: str = ""

    @property
    def label(self) -> str:
        if self.what:
            return f"edit the time of what was {self.claim.dates}: {self.what}"
        return f"edit the time of what was {self.claim.dates}"

    def run(self, draft: Draft) -> None:
        if not is_in_order(self.claim.earliest, self.claim.latest):
            raise CommandRefused(LATEST_FIRST_HINT, self.claim.about)
        refuse_other(draft.the(TimeClaim, self.claim.key).about, self.claim.about)
        draft.put(self.claim)
