"""Searches for earlier appearances with somebody else's engine: what was handed over, to whom, and what came of it."""

from datetime import datetime
from typing import Literal

from verifier.domain.frames import When
from verifier.domain.ids import Id, Sha256
from verifier.domain.records.base import Base
from verifier.domain.regions import Region


class PriorSearch(Base, frozen=True, kw_only=True, tag="prior_search"):
    """One question to one engine: whether it has seen a picture before.

    It is written down before the browser opens, so that no question is secret. ``picture_sha256``: of the file prepared
    for it, cut to ``crop`` with ``masks`` filled in, both on the stored grid. ``page``: the address opened, "" where it
    was asked elsewhere. ``outcome`` ``None``: not written down yet; ``none_found`` never proves that it is new.
    ``result_at``: the date of the result in UTC, where ``result_date_as_shown`` names one beyond doubt.
    """

    item: Id
    when: When
    crop: Region | None = None
    masks: tuple[Region, ...] = ()
    picture_sha256: Sha256 | None = None
    engine: str
    page: str = ""
    outcome: Literal["found", "none_found"] | None = None
    result_url: str = ""
    result_date_as_shown: str = ""
    result_at: datetime | None = None
    note: str = ""
    asked_by: Id
    asked_at: datetime
