"""What is compared: two items, each with the frame it begins at where it is a clip."""

import msgspec


class Shown(msgspec.Struct, frozen=True):
    """An item by its key, and the frame to begin at; ``None``: a photo, or the first frame."""

    key: str
    ordinal: int | None = None


class Pair(msgspec.Struct, frozen=True):
    """The first is the one that the second is laid over."""

    one: Shown
    other: Shown
    mode: str = ""
    """How they are laid out at first; "": as the last pair was."""
