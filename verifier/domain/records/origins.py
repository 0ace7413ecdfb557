"""Where a region came from that no person drew: another program's file, or a detector whose proposal was accepted."""

from typing import Annotated, Literal

from msgspec import Meta, field

from verifier.domain.ids import Key, Sha256
from verifier.domain.records.base import Base

Score = Annotated[float, Meta(ge=0, le=1)]


class Origin(Base, frozen=True, kw_only=True, tag="origin"):
    """What an observation was taken from. The observer of the observation is the person who took it over.

    ``sha256``: of the file of annotations, or of the detector's model. ``form``: its format (``labelme``,
    ``yolov8``). ``name``: what the file was called. ``said``: the class or label it gave, in its own words. ``score``
    and ``threshold``: of a detector, from 0 to 1; no likelihood. ``program`` ran the detector with these ``settings``.
    A model has no ``name`` here: its hash tells it, and a file's name may tell whose it is.
    """

    about: Key
    how: Literal["file", "detector"]
    form: str
    sha256: Sha256
    name: str = ""
    said: str = ""
    score: Score | None = None
    threshold: Score | None = None
    program: str = ""
    settings: dict[str, str | int | float | bool | None] = field(default_factory=dict)
