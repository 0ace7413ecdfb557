"""Set a stated "filmed by" against the device that a file names: another maker's is worth a look, and no more. Pure."""

from collections.abc import Callable, Iterable, Mapping

from verifier.catalog.catalog import Catalog
from verifier.domain.readings import Fact, FilmedBy
from verifier.domain.records import DroneClaim
from verifier.domain.scales import is_held

INNOCENT_DEVICE = (
    "A file that was passed on or edited can carry the words of another device, somebody may have filmed a screen, and"
    " drones that people build carry cameras of any maker."
)
"""How a drone is honestly stated to have filmed what names another device."""


def device_words(facts: Mapping[str, Fact]) -> str:
    """Return maker and model as a file names them, "" for none; many a model repeats its maker."""
    make, model = _text(facts, "make"), _text(facts, "model")
    return model if model.casefold().startswith(make.casefold()) else f"{make} {model}".strip()


def other_makers(facts: Mapping[str, Fact], filmed: FilmedBy, catalog: Catalog) -> tuple[str, ...]:
    """Return the makers whose drones write files of their own, and not this one.

    None where nothing can be said: no device is named, or a camera that any drone may carry. A maker whose drones carry
    the cameras of others (military ones often do) is never among them.
    """
    make, model = _text(facts, "make"), _text(facts, "model")
    code = catalog.by_camera_code(make, model)
    if code is not None and code.kind == "payload":
        return ()
    slugs = [one.entry_id for one in filmed.candidates]
    if make:
        slugs += [slug for one in catalog.camera_codes if _is_same(one.make, make) for slug in one.drones]
    possible = {catalog.maker(slug) for slug in slugs} - {""}
    if not make and not possible:
        return ()
    known = {catalog.maker(slug) for one in catalog.camera_codes if one.kind != "payload" for slug in one.drones}
    return tuple(sorted(maker for maker in known - possible - {""} if not make or not _begins(maker, make)))


def filmed_otherwise(
    claims: Iterable[DroneClaim], device: str, makers: tuple[str, ...], maker_of: Callable[[str], str]
) -> tuple[str, ...]:
    """Say which claims name a drone of one of the ``makers`` that a file's device excludes (:func:`other_makers`).

    An answer that names no maker, and one that is held for less likely than not, is left alone.
    """
    found: list[str] = []
    for claim in claims if makers else ():
        leading = next((one for one in claim.hypotheses if not one.excluded_because), None)
        if claim.role != "filmed_by" or leading is None or not is_held(leading.likelihood):
            continue
        if maker_of(leading.entry.entry_id or "") in makers:
            found.append(_sentence(leading.entry.name, device))
    return tuple(dict.fromkeys(found))


def _sentence(drone: str, device: str) -> str:
    if not device:
        return f"It is stated to be filmed by “{drone}”, and the file's serial number or XMP speaks for another maker."
    return f"It is stated to be filmed by “{drone}”, and the file names another device: “{device}”."


def _text(facts: Mapping[str, Fact], name: str) -> str:
    fact = facts.get(name)
    return fact.value if fact is not None and isinstance(fact.value, str) else ""


def _is_same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _begins(maker: str, make: str) -> bool:
    """Tell whether a maker of the catalog is the one that EXIF names, often by a shorter or a longer name."""
    one, other = maker.casefold(), make.strip().casefold()
    return bool(other) and (one.startswith(other) or other.startswith(one))
