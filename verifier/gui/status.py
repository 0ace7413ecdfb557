"""The line of state under the window: where in the clip, how it runs, how near, which pixel. No Qt."""

from verifier.domain.frames import FrameRef
from verifier.domain.inspection import Technical
from verifier.gui.speech import tr
from verifier.gui.timeline.clip import clock_words, pts_words


def place_words(
    technical: Technical | None, frame: FrameRef | None, count: int, zoom: str, spot: tuple[int, int] | None
) -> str:
    """Write ``frame 812 of 1500 · 00:27.093 · PTS 27093/1000 · variable rate · 82 % · x 1204 y 733``.

    ``count``: frames of the clip. What is not known is left out.
    """
    words: list[str] = []
    if frame is not None:
        words.append(tr("frame {number} of {count}", number=frame.ordinal, count=count))
        words.append(clock_words(frame.time_s))
        words.append(tr("PTS {pts}", pts=pts_words(frame.pts, frame.time_base)))
    if technical is not None and technical.rate_kind is not None and count:
        words.append(tr("variable rate") if technical.rate_kind == "variable" else tr("constant rate"))
    words.append(zoom)
    if spot is not None:
        words.append(f"x {spot[0]} y {spot[1]}")
    return " · ".join(word for word in words if word)
