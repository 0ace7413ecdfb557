"""How long work will still take, in words that stay calm: measured, rounded, changed only for a reason. No Qt."""

import time
from collections import deque
from collections.abc import Callable

from verifier.gui.speech import tr, trn

WINDOW_S = 60.0
"""Half the weight is that of the last so many seconds, half that of all so far: files differ, and one large one among
many small ones should not make the words jump."""
LEAST_S, LEAST_SHARE = 3.0, 0.02
"""Nothing is said before so much time and so much of the work: a guess that jumps is worse than none."""
STEADY = 0.25
"""A new estimate of the end within this share of the time left leaves the words as they are."""


class Pace:
    """Hears steps of one piece of work and says how long the rest will take."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun = clock()
        self._steps: deque[tuple[float, int]] = deque([(self._begun, 0)])
        self._end: float | None = None

    def heard(self, done: int, total: int) -> str:
        """Take a step; return words for the time left, "" while nothing can be said."""
        now = self._clock()
        self._steps.append((now, done))
        while len(self._steps) > 2 and now - self._steps[1][0] > WINDOW_S:
            self._steps.popleft()
        first_at, first_done = self._steps[0]
        if total <= 0 or now - self._begun < LEAST_S or done < LEAST_SHARE * total or done <= first_done:
            return ""
        recent, whole = (now - first_at) / (done - first_done), (now - self._begun) / done
        left_s = (total - done) * (recent + whole) / 2
        if self._end is None or abs(now + left_s - self._end) > STEADY * max(left_s, self._end - now, 1.0):
            self._end = now + left_s
        return words_for(max(0.0, self._end - now))


def words_for(left_s: float) -> str:
    """Say a stretch of time as a person would."""
    if left_s < 10:
        return tr("a few seconds left")
    if left_s < 50:
        return tr("less than a minute left")
    minutes = round(left_s / 60)
    if minutes <= 10:
        return trn("about {number} minute left", "about {number} minutes left", max(1, minutes))
    if minutes < 55:
        return trn("about {number} minute left", "about {number} minutes left", round(minutes / 5) * 5)
    return trn("about {number} hour left", "about {number} hours left", max(1, round(minutes / 60)))
