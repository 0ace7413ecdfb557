"""What workers are asked about the sound of a clip and what they answer; imports no decoder.

Sound crosses between processes in one form, whatever the file holds: :data:`RATE` samples a second, two channels,
signed 16 bits, on the time axis of the pictures: container time in seconds.
"""

from fractions import Fraction

import msgspec

RATE = 48_000
CHANNELS = 2
FRAME_BYTES = 2 * CHANNELS
"""Bytes of one sample of both channels."""
MOST_S = 2


class ReadSound(msgspec.Struct, frozen=True):
    """Read a stretch of sound from a container time on; the answer is a :class:`SoundReply`."""

    path: bytes
    first_sample: int
    samples: int

    @classmethod
    def of(cls, path: bytes, from_s: Fraction, seconds: Fraction) -> "ReadSound":
        """Ask for so many seconds, at most :data:`MOST_S`, from a container time on."""
        return cls(path, round(from_s * RATE), round(min(seconds, Fraction(MOST_S)) * RATE))


class SoundReply(msgspec.Struct, frozen=True):
    """``data``: exactly as many samples as were asked for, silence where the clip has none.

    ``is_over``: nothing of the clip's sound lies behind them.
    """

    data: bytes
    is_over: bool


class ReadPeaks(msgspec.Struct, frozen=True):
    """Read the loudest sample of each of ``columns`` equal parts of a stretch; the answer is :class:`Peaks`."""

    path: bytes
    first_sample: int
    samples: int
    columns: int


class Peaks(msgspec.Struct, frozen=True):
    """One byte a column: the loudest sample of either channel, from 0 (silence) to 255."""

    data: bytes
