"""The frames of one clip as the timeline speaks of them: PTS, ordinals, times. No Qt, nothing decoded."""

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction

import msgspec

from verifier.domain.inspection import Technical


class ClipFrames(msgspec.Struct, frozen=True):
    """``pts``: of every displayed frame, ascending, in units of ``time_base`` seconds."""

    pts: Sequence[int]
    time_base: Fraction

    def __len__(self) -> int:
        return len(self.pts)

    def time_s(self, ordinal: int) -> Fraction:
        """Return the time of a frame since the first one shown."""
        return (self.pts[ordinal] - self.pts[0]) * self.time_base

    def at_time(self, seconds: Fraction) -> int:
        """Return the frame shown at a time since the first one: the last that has begun."""
        wanted = self.pts[0] + seconds / self.time_base
        return min(max(bisect_right(self.pts, wanted) - 1, 0), len(self.pts) - 1)

    def at_pts(self, pts: int) -> int:
        """Return the frame shown at a PTS."""
        return min(max(bisect_right(self.pts, pts) - 1, 0), len(self.pts) - 1)

    def share(self, ordinal: int) -> float:
        """Return where a frame stands between the first (0) and the last (1)."""
        whole = self.pts[-1] - self.pts[0]
        return (self.pts[ordinal] - self.pts[0]) / whole if whole else 0.0

    def at_share(self, share: float) -> int:
        """Return the frame nearest to a place between the first (0) and the last (1)."""
        wanted = self.pts[0] + share * (self.pts[-1] - self.pts[0])
        after = min(bisect_right(self.pts, wanted), len(self.pts) - 1)
        before = max(after - 1, 0)
        return before if wanted - self.pts[before] <= self.pts[after] - wanted else after

    def second_away(self, ordinal: int, seconds: int) -> int:
        """Return the frame shown ``seconds`` later, always another one while there is one."""
        found = self.at_time(self.time_s(ordinal) + seconds)
        step = 1 if seconds > 0 else -1
        return found if found != ordinal else self.clamped(ordinal + step)

    def clamped(self, ordinal: int) -> int:
        """Return the nearest ordinal that exists."""
        return min(max(ordinal, 0), len(self.pts) - 1)


def clock_words(seconds: Fraction) -> str:
    """Write a clip time to the millisecond: ``00:07.808``, ``1:02:03.004``."""
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(abs(thousandths), 60_000)
    hours, minutes = divmod(minutes, 60)
    text = f"{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
    return ("-" if thousandths < 0 else "") + (f"{hours}:{text}" if hours else text)


def rate_words(technical: Technical) -> str:
    """Write the frame rate in words: ``variable, 14.9–30.1 per second``."""
    low, high = technical.rate_min, technical.rate_max
    if low is None or high is None:
        return ""
    if technical.rate_kind == "variable":
        return f"variable, {low:.1f}–{high:.1f} per second"
    return f"{high:.2f} per second".replace(".00 ", " ")


def parse_goto(text: str, frames: ClipFrames) -> int | None:
    """Read ``#812`` (frame), ``pts:27093``, ``27.5`` or ``1:27.5`` (time); ``None`` where it is none of these."""
    wanted = text.strip().lower()
    try:
        if wanted.startswith("#"):
            return frames.clamped(int(wanted[1:]))
        if wanted.startswith("pts:"):
            return frames.at_pts(int(wanted[4:]))
        seconds = Fraction(0)
        for part in wanted.split(":"):
            seconds = seconds * 60 + Fraction(part.replace(",", "."))
        return frames.at_time(seconds)
    except (ValueError, ZeroDivisionError):
        return None
