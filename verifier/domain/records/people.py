"""Who works on a case, and the case's own card."""

from datetime import datetime

from verifier.domain.records.base import Base
from verifier.domain.scales import ScaleId


class Person(Base, frozen=True, kw_only=True, tag="person"):
    """Somebody who edits, states or reviews; the name is typed, never taken from the login."""

    name: str


class CaseInfo(Base, frozen=True, kw_only=True, tag="case_info"):
    """The card of the case; there is exactly one. A legal hold refuses every purge."""

    title: str
    summary: str = ""
    likelihood_scale: ScaleId = "icd203"
    legal_hold: bool = False
    created_at: datetime
    created_by: str
