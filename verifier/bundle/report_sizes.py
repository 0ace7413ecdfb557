"""Distances and sizes from a line, laid out for the report with all that somebody needs to compute them again."""

from verifier.bundle import report_words as words
from verifier.bundle.disclosed import Disclosed
from verifier.bundle.report_rows import Statement, rows
from verifier.bundle.report_statements import Statements
from verifier.domain.measuring import Measured, figures, is_moved
from verifier.domain.records import Observation, SizeCheck

MOVED = "The line was moved after this was measured; these figures are of where it lay then."


def size_statements(shown: Disclosed, lay: Statements, item_key: str) -> tuple[Statement, ...]:
    """Lay out every size check on an item."""
    return tuple(_statement(shown, lay, check) for check in shown.of_item(SizeCheck, item_key))


def _statement(shown: Disclosed, lay: Statements, check: SizeCheck) -> Statement:
    length = " ± ".join(figures(Measured(check.length_m, check.length_error_m)))
    distance = " ± ".join(figures(Measured(check.distance_m, check.distance_error_m)))
    is_distance = check.asks == "distance"
    bound = "" if check.is_across else "at most " if is_distance else "at least "
    named = f", {check.entry.name}" if check.entry is not None else ""
    lens, framing, seen = check.lens, check.framing, shown.get(check.about)
    basis = "from the file" if lens.basis == "metadata" else "stated by a person"
    moved = MOVED if isinstance(seen, Observation) and is_moved(check, seen.region) else ""
    return Statement(
        "Distance" if is_distance else "Size",
        f"{bound}{distance} m away" if is_distance else f"{bound}{length} m",
        rows(
            ("About", lay.about(check.about)),
            ("Measured", check.what + named),
            ("Known length" if is_distance else "Known distance", f"{length if is_distance else distance} m"),
            ("Source", check.source),
            ("Line", _line(check)),
            ("Moved", moved),
            ("Lens", f"{lens.focal_px:.0f} ± {lens.error_px:.0f} pixels: {lens.words} ({basis})"),
            ("Whole picture", f"{framing.width_px:g} × {framing.height_px:g} pixels"),
            ("Formula", check.formula),
            ("Note", check.note),
        ),
        f"{shown.person(check.stated_by)}, {words.day(check.stated_at)}",
    )


def _line(check: SizeCheck) -> str:
    ends = " to ".join(f"({x:.1f}, {y:.1f})" for x, y in check.ends)
    off = "its place in the whole picture unknown"
    if check.off_axis_deg is not None:
        off = f"{check.off_axis_deg:.1f}° off the axis"
    tilt = "square to the line of sight" if check.is_across else "may be tilted, so this is a bound"
    return f"{check.line_px:.1f} ± {check.line_error_px:.1f} pixels, {ends}, {off}; {tilt}"
