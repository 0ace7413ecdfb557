"""Which answer Enter takes: the one chosen, or a level above it where a picture cannot carry the one chosen. No Qt.

A drone that is seen is a model by its features. Where no source describes any, or where the region is too small to show
them, the level above is the fair answer; the exact one stays a key away and is then the person's own word.
"""

import msgspec

from verifier.catalog.catalog import Catalog
from verifier.catalog.entries import Entry
from verifier.gui.picker.words import entry_words
from verifier.gui.speech import tr

LEAST_PX = 26
"""Shorter side of a region from which a family or model may be the default answer.

Johnson's criteria give one chance in two of identifying a thing at 6.4 line pairs across its shorter side, 12.8 pixels;
the target transfer probability function gives 95 % at twice that.
"""


class Fair(msgspec.Struct, frozen=True):
    """What is the fairer answer than the one chosen, and why."""

    entry_id: str
    name: str
    reason: str


def fairer(catalog: Catalog, slug: str | None, role: str, side_px: float | None) -> Fair | None:
    """Return the level that is recorded by default instead of ``slug``; ``None`` where ``slug`` itself is fair.

    ``side_px``: shorter side of the region looked at, in pixels of the stored grid; ``None`` where there is none.
    """
    if slug is None or role != "seen" or catalog.entry(slug).level == "class":
        return None
    above = catalog.ancestors(slug)
    if side_px is not None and side_px < LEAST_PX:
        kind = next((entry for entry in above if entry.level == "class"), None)
        words = tr(
            "The region is {side} pixels across; below {least} a picture shows the kind of a drone at best.",
            side=round(side_px),
            least=LEAST_PX,
        )
        return _fair(kind, words)
    if catalog.entry(slug).level == "family" or any(cue.basis == "visual" for cue in catalog.cues(slug)):
        return None
    return _fair(above[0] if above else None, tr("No sourced visual features tell it from others."))


def _fair(entry: Entry | None, reason: str) -> Fair | None:
    return None if entry is None else Fair(entry.id, entry_words(entry), reason)
