"""The words for models, layouts and proposals. No Qt."""

from fractions import Fraction

from verifier.domain.frames import Instant
from verifier.gui.speech import tr, tr_made, trn
from verifier.gui.timeline.clip import clock_words, pts_words
from verifier.media.detector_forms import Fit, Layout, Order, Values
from verifier.workspace.detecting import Proposal, Proposals
from verifier.workspace.detecting_messages import ModelFacts

LAYOUTS: tuple[tuple[Layout, str], ...] = (
    ("yolov8", "YOLOv8 to v12"),
    ("yolov5", "YOLOv5 to v7"),
    ("yolox", "YOLOX"),
    ("end_to_end", "YOLOv10, end to end"),
    ("ssd", "SSD"),
)
FITS: tuple[tuple[Fit, str], ...] = (
    ("centered", "in the middle"), ("corner", "at the top left"), ("stretched", "stretched"),
)  # fmt: skip
ORDERS: tuple[tuple[Order, str], ...] = (("rgb", "RGB"), ("bgr", "BGR"))
VALUES: tuple[tuple[Values, str], ...] = (("unit", "0 to 1"), ("bytes", "0 to 255"), ("signed", "−1 to 1"))
NAMED, LEAST_S = 5, 0.01


def layout_words(layout: Layout) -> str:
    """Name a layout."""
    return tr(dict(LAYOUTS)[layout])


def model_words(facts: ModelFacts) -> str:
    """Say what a model is, in a line."""
    size = tr("{width} × {height} pixels", width=facts.width, height=facts.height)
    count = trn("{number} class", "{number} classes", len(facts.names)) if facts.names else tr("classes without names")
    layout = layout_words(facts.layout) if facts.layout is not None else ""
    return " · ".join(filter(None, (layout, size, count, _run_words(facts.run_s))))


def class_words(facts: ModelFacts) -> str:
    """List the first class names."""
    names = [facts.names[number] for number in sorted(facts.names)]
    if len(names) <= NAMED:
        return ", ".join(names)
    return tr("{names} and {number} more", names=", ".join(names[:NAMED]), number=len(names) - NAMED)


def work_words(seconds: float) -> str:
    """Say how long a run will take, roughly: decoding is not counted."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return tr("less than a minute of work")
    return trn("about {number} minute of work", "about {number} minutes of work", minutes)


def _run_words(run_s: float) -> str:
    if run_s < LEAST_S:
        return tr("less than {seconds} s a picture on this computer", seconds=f"{LEAST_S:.2f}")
    return tr("{seconds} s a picture on this computer", seconds=f"{run_s:.2f}")


def moment_words(proposal: Proposal) -> str:
    """Say on which frame a proposal stands: number, time, exact PTS; nothing in a photo."""
    if not isinstance(proposal.when, Instant):
        return ""
    frame = proposal.when.frame
    pts = pts_words(frame.pts, frame.time_base)
    clock = clock_words(Fraction(frame.pts) * frame.time_base)
    return tr("#{number} · {time} · PTS {pts}", number=frame.ordinal, time=clock, pts=pts)


def caption(proposal: Proposal) -> str:
    """Write what stands on a proposal's edge: class and score."""
    return tr("{words} · proposed", words=f"{proposal.said} {proposal.score:.2f}")


def run_words(run: Proposals) -> str:
    """Say what was looked at, and by which model."""
    return tr("{layout} · threshold {threshold} · SHA-256 {sha256}…", layout=layout_words(run.layout),
              threshold=f"{run.threshold:.2f}", sha256=run.model_sha256[:12])  # fmt: skip


def outcome_words(run: Proposals, waiting: int, refused: int) -> str:
    """Say how many proposals wait, how far the run came, and what became of the rest."""
    parts = [trn("{number} proposal waits", "{number} proposals wait", waiting)]
    if run.is_full:
        parts.append(tr("there were more; raise the threshold"))
    elif run.looked < run.asked:
        parts.append(tr("stopped after {done} of {total} frames", done=run.looked, total=run.asked))
    if run.unread:
        parts.append(trn("{number} frame could not be read", "{number} frames could not be read", run.unread))
    if run.known:
        parts.append(tr("{number} already in the case", number=run.known))
    if refused:
        parts.append(tr("{number} refused", number=refused))
    words = " · ".join(parts)
    return f"{words}\n{tr_made(run.why)}" if run.why else words
