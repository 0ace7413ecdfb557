"""What workers are asked about the cuts of a clip, and what they answer; imports no decoder."""

import msgspec

FUNCTION_VERSION = 1
"""Counts how cuts are told; what is cached under another number is looked for anew."""


class FindCuts(msgspec.Struct, frozen=True):
    """Look at frames ``first`` to ``first + frames`` for cuts; the answer is a :class:`FoundCuts`."""

    path: bytes
    first: int
    frames: int


class FoundCuts(msgspec.Struct, frozen=True):
    """The first frames after each cut, by ordinal, in order."""

    ordinals: tuple[int, ...]
