"""CSV: a row for every region in every picture that shows it, for spreadsheets; the fullest of the plain formats."""

import csv
import io
from datetime import UTC

from verifier.bundle.annotations.elements import number
from verifier.bundle.annotations.losses import Losses, count_spans
from verifier.bundle.annotations.outlines import bounds, vertices
from verifier.bundle.annotations.scene import Class, Scene, Shape, Shot
from verifier.bundle.members import Member, member_of_bytes
from verifier.domain.records import DroneClaim

PICTURES = None
KEPT = frozenset(
    {"entry", "seen", "transcript", "origin", "time", "observer", "likelihood", "confidence", "hypotheses"}
)
COLUMNS = (
    "observation", "item", "sha256", "frame", "pts", "time_base", "time_s", "frame_sha256", "width", "height",
    "kind", "left", "top", "right", "bottom", "vertices",
    "class", "entry", "level", "likelihood", "likelihood_scale",
    "confidence", "confidence_reasons", "further_hypotheses",
    "seen", "transcript", "observed_by", "observed_at", "taken_from",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What spreadsheets take for the beginning of a formula."""


def write(scene: Scene, losses: Losses) -> list[Member]:
    """Write ``regions.csv``: UTF-8, commas, a heading; words that look like a formula begin with an apostrophe."""
    count_spans(losses, scene)
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for shot in scene.shots:
        for shape in shot.shapes:
            rows.writerow(_where(shot, shape) + _what(shape))
    return [member_of_bytes("regions.csv", out.getvalue().encode())]


def class_table(classes: tuple[Class, ...]) -> bytes:
    """Write which class is which catalog entry; ``index`` counts from 0, as in YOLO."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("index", "name", "level", "entry", "entry_sha256"))
    for one in classes:
        rows.writerow((one.index, _cell(one.name), one.level, one.entry_id or "", one.entry_sha256 or ""))
    return out.getvalue().encode()


def _where(shot: Shot, shape: Shape) -> list[str]:
    box = bounds(shape.region, shot.size)
    known = shot.item.fingerprints
    moment = shot.moment
    points = " ".join(f"{number(x)},{number(y)}" for x, y in vertices(shape.region, shot.size))
    timed = (
        [str(moment.ordinal), str(moment.pts), str(moment.time_base), f"{float(moment.time_s):.6f}", moment.sha256]
        if moment is not None
        else [""] * 5
    )
    return [
        shape.observation.id,
        shot.item.label,
        known.sha256 if known is not None else "",  # pyright: ignore[reportUnnecessaryComparison] blank where it stays
        *timed,
        str(shot.width),
        str(shot.height),
        str(shape.region.__struct_config__.tag),
        *(number(value) for value in (box.left, box.top, box.right, box.bottom)),
        points,
    ]


def _what(shape: Shape) -> list[str]:
    one, claim = shape.observation, shape.claim
    likelihood = claim.hypotheses[0].likelihood if claim is not None else None
    confidence = claim.confidence if claim is not None else None
    return [
        _cell(shape.of.name),
        shape.of.entry_id or "",
        shape.of.level,
        likelihood.term if likelihood is not None else "",
        likelihood.scale if likelihood is not None else "",
        confidence.level if confidence is not None else "",
        _cell(confidence.reasons) if confidence is not None else "",
        _cell(_further(claim)),
        _cell(one.seen),
        _cell(one.transcript),
        _cell(shape.observer),
        one.observed_at.astimezone(UTC).isoformat(),
        _cell(shape.taken_from),
    ]


def _further(claim: DroneClaim | None) -> str:
    return "; ".join(
        f"{other.entry.name} ({other.likelihood.term if other.likelihood else 'not yet assessed'})"
        for other in (claim.hypotheses[1:] if claim is not None else ())
    )


def _cell(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
