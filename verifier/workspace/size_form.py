"""What stands in the fields of a size check, and the edit that comes of it or the sentence why none does."""

from typing import Literal

import msgspec

from verifier.commands.sizes import CheckSize
from verifier.domain.errors import CommandRefused
from verifier.domain.measuring import Measured, lay, lens_of_equivalent, lens_of_view
from verifier.domain.records import CatalogRef, Framing, Lens, Observation
from verifier.workspace.sizing import LensOffer

Asks = Literal["distance", "size"]
StatedLens = Literal["equivalent", "view"]
MOST = 1e7
"""No number on a data sheet or a map is larger, in meters or pixels."""


class Filled(msgspec.Struct, frozen=True):
    """The fields as they stand. Numbers are text as typed; ``known`` is the length in m, or the distance in m.

    ``lens``: one that the file gives, or which number is stated in ``lens_value``. ``full``: width and height in pixels
    of the picture the camera took, where this one was cut out of it.
    """

    asks: Asks = "distance"
    what: str = ""
    known: str = ""
    known_error: str = ""
    source: str = ""
    entry: CatalogRef | None = None
    lens: LensOffer | StatedLens | None = None
    lens_value: str = ""
    lens_error: str = ""
    is_cut: bool = False
    full: tuple[str, str] = ("", "")
    line_error: str = "1.5"
    is_across: bool = False
    note: str = ""


def command_of(filled: Filled, observation: Observation, whole: Framing, sample_aspect: float) -> CheckSize:
    """Return the edit; raises ``CommandRefused`` with the sentence that says what is missing."""
    framing = _framing(filled, whole)
    lens = _lens(filled, framing)
    if lens is None:
        raise CommandRefused("Without a known lens nothing follows. State it, or where the camera says it.")
    no_length = CommandRefused("Type the known length in meters.")
    no_distance = CommandRefused("Type the known distance in meters.")
    known = Measured(
        _number(filled.known, no_length if filled.asks == "distance" else no_distance), _error(filled.known_error)
    )
    made = CheckSize(
        observation=observation,
        what=filled.what,
        laid=lay(observation.region, sample_aspect, framing, lens),
        line_error_px=_error(filled.line_error),
        lens=lens,
        framing=framing,
        length=known if filled.asks == "distance" else None,
        distance=known if filled.asks == "size" else None,
        entry=filled.entry if filled.asks == "distance" else None,
        source=filled.source,
        is_across=filled.is_across,
        note=filled.note,
    )
    made.answer()
    return made


def _framing(filled: Filled, whole: Framing) -> Framing:
    if not filled.is_cut:
        return whole
    unknown = CommandRefused("Type the width and height of the picture it was cut out of, in pixels.")
    width, height = (_number(side, unknown) for side in filled.full)
    if width < whole.width_px or height < whole.height_px:
        raise CommandRefused("The whole picture is not smaller than what was cut out of it.")
    return Framing(width, height, None, None)


def _lens(filled: Filled, framing: Framing) -> Lens | None:
    if isinstance(filled.lens, LensOffer):
        return filled.lens.lens(framing)
    if filled.lens is None or not filled.lens_value.strip():
        return None
    value, error = _number(filled.lens_value, CommandRefused("The lens is a number.")), _error(filled.lens_error)
    if filled.lens == "view":
        words = f"field of view {value:g} ± {error:g}°"
        return lens_of_view(value, error, framing, "stated", words)
    words = f"35 mm equivalent {value:g} ± {error:g} mm"
    return lens_of_equivalent(value, error, framing, "stated", words)


def _number(text: str, refusal: CommandRefused) -> float:
    """Read a number above 0 as typed, with a point or a comma; raises the refusal where it is none."""
    value = _read(text)
    if value is None or not 0 < value < MOST:
        raise refusal
    return value


def _error(text: str) -> float:
    """Read half a width; nothing typed is none."""
    value = _read(text) if text.strip() else 0.0
    if value is None or not 0 <= value < MOST:
        raise CommandRefused("An error is a number from 0 upwards.")
    return value


def _read(text: str) -> float | None:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        return None
