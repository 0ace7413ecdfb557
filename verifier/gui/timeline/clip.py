"""Words and places for the timeline of a clip, on top of its frame table. No Qt, nothing decoded."""

from bisect import bisect_right
from fractions import Fraction

from verifier.domain.inspection import Technical
from verifier.media.frame_table import FrameTable


def share(table: FrameTable, ordinal: int) -> float:
    """Return where a frame stands between the first (0) and the last (1)."""
    return share_of_pts(table, table.pts[ordinal])


def share_of_pts(table: FrameTable, pts: float) -> float:
    """Return where a PTS stands between the first frame (0) and the last (1)."""
    whole = table.pts[-1] - table.pts[0]
    return (pts - table.pts[0]) / whole if whole else 0.0


def at_share(table: FrameTable, place: float) -> int:
    """Return the frame nearest to a place between the first (0) and the last (1)."""
    wanted = table.pts[0] + place * (table.pts[-1] - table.pts[0])
    after = min(bisect_right(table.pts, wanted), len(table) - 1)
    before = max(after - 1, 0)
    return before if wanted - table.pts[before] <= table.pts[after] - wanted else after


def second_away(table: FrameTable, ordinal: int, seconds: int) -> int:
    """Return the frame shown ``seconds`` later, always another one while there is one."""
    wanted = table.pts[ordinal] + seconds / table.time_base
    found = min(max(bisect_right(table.pts, wanted) - 1, 0), len(table) - 1)
    return found if found != ordinal else clamped(table, ordinal + (1 if seconds > 0 else -1))


def clamped(table: FrameTable, ordinal: int) -> int:
    """Return the nearest ordinal that exists."""
    return min(max(ordinal, 0), len(table) - 1)


def clock_words(seconds: Fraction) -> str:
    """Write a clip time to the millisecond: ``00:07.808``, ``1:02:03.004``."""
    thousandths = round(seconds * 1000)
    minutes, rest = divmod(abs(thousandths), 60_000)
    hours, minutes = divmod(minutes, 60)
    text = f"{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
    return ("-" if thousandths < 0 else "") + (f"{hours}:{text}" if hours else text)


def pts_words(pts: int, time_base: Fraction) -> str:
    """Write a PTS with its unit: ``93696/12000``, or ``7 × 1001/30000`` where the unit is no plain fraction."""
    if time_base.numerator == 1:
        return f"{pts}/{time_base.denominator}"
    return f"{pts} × {time_base.numerator}/{time_base.denominator}"


def rate_words(technical: Technical) -> str:
    """Write the frame rate in words: ``variable, 14.9–30.1 per second``."""
    low, high = technical.rate_min, technical.rate_max
    if low is None or high is None:
        return ""
    if technical.rate_kind == "variable":
        return f"variable, {low:.1f}–{high:.1f} per second"
    return f"{high:.2f} per second".replace(".00 ", " ")
