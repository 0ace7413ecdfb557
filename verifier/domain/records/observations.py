"""What is seen, where in the picture and when in the clip."""

from datetime import datetime

from verifier.domain.frames import When
from verifier.domain.ids import Id
from verifier.domain.records.base import Base
from verifier.domain.regions import Region


class Observation(Base, frozen=True, kw_only=True, tag="observation"):
    """Something a person saw: in which item, when, in which region of the stored grid."""

    item: Id
    when: When
    region: Region
    seen: str = ""
    transcript: str = ""
    observed_by: Id
    observed_at: datetime
