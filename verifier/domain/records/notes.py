"""Words on anything: notes, tags, and what went wrong with a file."""

from datetime import datetime
from typing import Literal

from verifier.domain.ids import Id, Key
from verifier.domain.records.base import Base


class Note(Base, frozen=True, kw_only=True, tag="note"):
    """A note on any record; a working note stays at home, one for export may go out."""

    about: Key
    text: str
    audience: Literal["working", "export"] = "working"
    written_by: Id
    written_at: datetime


class Tag(Base, frozen=True, kw_only=True, tag="tag"):
    """A word stuck to a record."""

    about: Key
    name: str


class Problem(Base, frozen=True, kw_only=True, tag="problem"):
    """What went wrong with one file: the stage, a stable code, a sentence for people."""

    item: Id | None
    file_name: str
    stage: Literal["open", "read", "decode", "metadata", "store", "sidecar"]
    code: str
    sentence: str
    noticed_at: datetime
