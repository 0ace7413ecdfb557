"""State what follows from a line on a picture: how far away a thing is, or how long."""

import msgspec

from verifier.case.draft import Draft
from verifier.domain.errors import CommandRefused
from verifier.domain.measuring import FORMULA, Laid, Measured, distance_of, size_of
from verifier.domain.records import CatalogRef, Framing, Lens, Observation, SizeCheck


class CheckSize(msgspec.Struct, frozen=True, kw_only=True):
    """Compute a distance from a length, or a length from a distance, and keep it with everything it rests on.

    Exactly one of ``length`` and ``distance`` is known.
    """

    observation: Observation
    what: str
    laid: Laid
    line_error_px: float
    lens: Lens
    framing: Framing
    length: Measured | None = None
    distance: Measured | None = None
    entry: CatalogRef | None = None
    source: str = ""
    is_across: bool = False
    note: str = ""

    @property
    def label(self) -> str:
        return "check a distance" if self.distance is None else "check a size"

    def run(self, draft: Draft) -> None:
        length, distance = self.answer()
        asks = "distance" if self.distance is None else "size"
        draft.put(
            SizeCheck(
                id=draft.new_id(),
                about=draft.the(Observation, self.observation.key).key,
                asks=asks,
                what=self.what.strip(),
                entry=self.entry,
                source=self.source.strip(),
                length_m=length.value_m,
                length_error_m=length.error_m,
                distance_m=distance.value_m,
                distance_error_m=distance.error_m,
                is_across=self.is_across,
                ends=self.laid.ends,
                line_px=self.laid.line_px,
                line_error_px=self.line_error_px,
                off_axis_deg=self.laid.off_axis_deg,
                lens=self.lens,
                framing=self.framing,
                formula=FORMULA[asks],
                note=self.note.strip(),
                stated_by=draft.actor,
                stated_at=draft.now,
            )
        )

    def answer(self) -> tuple[Measured, Measured]:
        """Return length and distance, the known one and the one that follows; raises ``CommandRefused``."""
        if not self.what.strip():
            raise CommandRefused("Say what the line measures: motor to motor, wing span, a door.")
        known = self.length if self.length is not None else self.distance
        if known is None or (self.length is not None and self.distance is not None):
            raise CommandRefused("Either the length is known, or the distance.")
        if not known.value_m > 0 or known.error_m < 0 or self.line_error_px < 0:
            raise CommandRefused("A length and a distance are more than nothing, and an error is not less.")
        if self.length is not None:
            return self.length, distance_of(self.length, self.laid, self.line_error_px, self.lens)
        return size_of(known, self.laid, self.line_error_px, self.lens), known
