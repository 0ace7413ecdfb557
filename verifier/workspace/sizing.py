"""What a size check can rest on: lenses that a file's readings give, and lengths that the catalog states of drones."""

import re
from collections.abc import Callable, Iterator

import msgspec

from verifier.catalog.catalog import Catalog
from verifier.domain.errors import CommandRefused
from verifier.domain.inspection import Technical
from verifier.domain.measuring import lens_of_equivalent, lens_of_sensor
from verifier.domain.records import CatalogRef, Framing, Lens
from verifier.workspace.readings import FileReport

EQUIVALENT_ERROR_MM = 0.5
"""The tag is a whole number of millimetres."""
SENSOR_SHARE, CALIBRATED_SHARE = 0.03, 0.01
"""Share of a focal length by which it may be off: a sensor's width is given to a tenth of a millimetre or so and is
rarely used whole; a calibration of the maker's holds for one machine at one temperature."""
CALIBRATED, CENTER = "CalibratedFocalLength", "CalibratedOpticalCenterX"
OFF_CENTER_SHARE = 0.1
"""Twice the calibrated center may be so far off the picture's width, and the calibration still be of this picture."""
_DIAGONAL = re.compile(r"diagonal (\d+(?:\.\d+)?) mm")
SIDES = ("length", "width", "height")
MM = 1000


class LensOffer(msgspec.Struct, frozen=True):
    """A lens that the file gives, in words, and how it becomes one for a picture of a given framing."""

    words: str
    lens: Callable[[Framing], Lens]


class Dimension(msgspec.Struct, frozen=True):
    """A length that the catalog states of an entry, in metres; ``note``: how the source reads it."""

    entry: CatalogRef
    what: str
    length_m: float
    note: str
    source: str


def sample_aspect(technical: Technical) -> float:
    """Return how wide a stored pixel is by its height."""
    return float(technical.sample_aspect or 1)


def whole_framing(technical: Technical) -> Framing | None:
    """Return a picture's own size in square pixels; ``None`` where it is not known."""
    if not technical.width or not technical.height:
        return None
    return Framing(technical.width * sample_aspect(technical), float(technical.height))


def lens_offers(report: FileReport, catalog: Catalog) -> tuple[LensOffer, ...]:
    """Return the lenses that a file's readings give, the most exact first."""
    return (*_calibrated(report), *_by_sensor(report, catalog), *_equivalent(report))


def _equivalent(report: FileReport) -> Iterator[LensOffer]:
    value = _number(report, "focal_length_35mm_mm")
    if value:
        words = f"35 mm equivalent {value:g} mm"
        yield LensOffer(words, lambda f: lens_of_equivalent(value, EQUIVALENT_ERROR_MM, f, "metadata", words))


def _calibrated(report: FileReport) -> Iterator[LensOffer]:
    """A maker's calibration is in pixels of the picture as the camera took it: one made smaller since has none."""
    focal, center = (_first(report, name) for name in (CALIBRATED, CENTER))
    if focal and center:
        words = f"{CALIBRATED} {focal:g} pixels"
        yield LensOffer(words, lambda framing: _calibrated_lens(focal, 2 * center, framing, words))


def _calibrated_lens(focal_px: float, width_px: float, framing: Framing, words: str) -> Lens:
    if abs(width_px / max(framing.width_px, framing.height_px) - 1) > OFF_CENTER_SHARE:
        raise CommandRefused("The maker's calibration is of a picture of another size; choose another lens.")
    return Lens(focal_px, focal_px * CALIBRATED_SHARE, "metadata", words)


def _by_sensor(report: FileReport, catalog: Catalog) -> Iterator[LensOffer]:
    focal, named = _number(report, "focal_length_mm"), (_text(report, "make"), _text(report, "model"))
    code = next((c for c in catalog.camera_codes if (c.make.casefold(), c.model.casefold()) == named), None)
    rows = [row for row in code.sensors if not row.is_thermal] if code is not None else []
    if focal and code is not None and len({row.width_mm for row in rows}) == 1 and not code.sensor_width_disputed:
        width, source = rows[0].width_mm, catalog.source(rows[0].source).ref
        words = f"focal length {focal:g} mm, sensor {width:g} mm wide ({code.model}, {source})"
        yield LensOffer(words, lambda f: lens_of_sensor(focal, width, SENSOR_SHARE, f, "metadata", words))


def dimensions_of(catalog: Catalog, refs: tuple[CatalogRef, ...]) -> tuple[Dimension, ...]:
    """Return what the catalog states of the size of some entries: span, diagonal, length, width, height."""
    found: list[Dimension] = []
    for ref in refs:
        if ref.entry_id is None or not catalog.has(ref.entry_id):
            continue
        entry = catalog.entry(ref.entry_id)
        note = entry.dimensions_note or ""
        said = _cited(catalog, entry.sources.get("dimensions_mm", ()))
        if entry.wingspan_mm:
            span = _cited(catalog, entry.sources.get("wingspan_mm", ()))
            found.append(Dimension(ref, "wing span", entry.wingspan_mm / MM, "", span))
        diagonal = _DIAGONAL.search(note)
        if diagonal:
            found.append(Dimension(ref, "diagonal", float(diagonal[1]) / MM, note, said))
        sides = zip(SIDES, entry.dimensions_mm or (), strict=False)
        found += [Dimension(ref, name, side / MM, note, said) for name, side in sides if side]
    return tuple(found)


def _cited(catalog: Catalog, keys: tuple[str, ...]) -> str:
    return "; ".join(catalog.source(key).ref for key in keys[:2])


def _text(report: FileReport, name: str) -> str:
    fact = report.facts.get(name)
    return str(fact.value).casefold() if fact is not None else ""


def _number(report: FileReport, name: str) -> float | None:
    fact = report.facts.get(name)
    return float(fact.value) if fact is not None and isinstance(fact.value, int | float) and fact.value > 0 else None


def _first(report: FileReport, name: str) -> float | None:
    """Return the first reading of a name that is a number above 1."""
    found = (_positive(reading.text) for reading in report.readings if reading.name == name)
    return next((value for value in found if value), None)


def _positive(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 1 < value < 1e6 else None
