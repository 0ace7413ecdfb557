"""What an export came to: where it stands, how much it is, and what the format had no room for."""

from pathlib import Path

import msgspec


class Loss(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is not written, or not as it is, and of how many regions or files that is so."""

    words: str
    count: int

    @property
    def sentence(self) -> str:
        """Say both."""
        return f"{self.words}: {self.count}."


class Written(msgspec.Struct, frozen=True):
    """What was written: the path, how many files stand in it, the bytes of its payload, the journal head.

    ``left_out``: what the format had no room for; a bundle has room for everything that may go.
    """

    path: Path
    files: int
    payload_bytes: int
    head: str
    left_out: tuple[Loss, ...] = ()
