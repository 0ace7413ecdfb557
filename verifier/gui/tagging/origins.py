"""Who a region is from: drawn by a person, or taken from a file or a detector and answered for by a person."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from verifier.case.case import Case
from verifier.domain.records import Observation, Origin
from verifier.gui.controls import Elided
from verifier.gui.lookups import about
from verifier.gui.speech import tr


def origin_rows(case: Case, observation: Observation, by: str) -> list[tuple[str, str | QWidget]]:
    """Return names and words; ``by``: who states it, and when."""
    origins = about(case, observation.key, Origin)
    if not origins:
        return [(tr("Drawn by"), by)]
    return [row for origin in origins for row in _rows(origin, by)]


def _rows(origin: Origin, by: str) -> Iterator[tuple[str, str | QWidget]]:
    if origin.how == "file":
        yield tr("Taken from"), tr("a file of annotations")
        yield tr("Its hash"), _hash(origin)
        yield tr("Taken by"), by
        return
    score = f"{origin.score:.2f}" if origin.score is not None else "–"
    yield tr("Proposed by"), tr("a detector, score {score}", score=score)
    yield tr("Its model"), _hash(origin)
    yield tr("Accepted by"), by


def _hash(origin: Origin) -> QWidget:
    return Elided(f"SHA-256 {origin.sha256}", "mono")
