"""What a person is told about saving: under way, done and when, failed and why, or not possible and why."""

from datetime import datetime

import msgspec


class Saving(msgspec.Struct, frozen=True):
    """Edits are shown but not yet on the disk; ``waiting`` of them."""

    waiting: int


class SavedAt(msgspec.Struct, frozen=True):
    """Everything is on the disk; ``at`` in UTC is when the last of it was, ``None`` where nothing was edited yet."""

    at: datetime | None


class SaveFailed(msgspec.Struct, frozen=True):
    """The last edit could not be written and was taken back."""

    sentence: str
    at: datetime


class ReadOnly(msgspec.Struct, frozen=True):
    """Nothing can be edited, and why: who holds the case, or what the medium refuses."""

    sentence: str


SaveState = Saving | SavedAt | SaveFailed | ReadOnly
