"""Set a stated "filmed by" against the device that a file names: another one is worth a look, and no more. Pure."""

from collections.abc import Callable, Iterable, Mapping

import msgspec

from verifier.catalog.catalog import Catalog, Lore
from verifier.domain.readings import Fact, FilmedBy
from verifier.domain.records import DroneClaim
from verifier.domain.scales import is_held

INNOCENT_DEVICE = (
    "A file that was passed on or edited can carry the words of another device, somebody may have filmed a screen, and"
    " drones that people build carry cameras of any maker."
)
"""How a drone is honestly stated to have filmed what names another device."""


class NamedDevice(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a file's device leaves open. ``makers``: whose drones it excludes.

    ``fitting``: the only entries of the catalog that it allows, with what stands above and below them; empty for any.
    ``hung_on``: the drones a removable camera is made for; one with a camera of its own is then none of the others.
    """

    device: str = ""
    makers: tuple[str, ...] = ()
    fitting: tuple[str, ...] = ()
    hung_on: tuple[str, ...] = ()

    def excludes(self, slug: str, lore: Lore) -> bool:
        """Tell whether a drone of an entry cannot have carried the device, as far as the catalog knows."""
        is_other = bool(self.fitting) and slug not in self.fitting
        has_another = bool(self.hung_on) and lore.has_own_camera and slug not in self.hung_on
        return is_other or has_another or lore.maker in self.makers


def named_device(facts: Mapping[str, Fact], filmed: FilmedBy, catalog: Catalog) -> NamedDevice:
    """Return what the device that a file names leaves open."""
    device, makers = device_words(facts), other_makers(facts, filmed, catalog)
    code = catalog.by_camera_code(_text(facts, "make"), _text(facts, "model"))
    if code is None or not code.names_drones or code.kind == "handheld":
        return NamedDevice(device, makers)
    if code.kind == "payload":
        return NamedDevice(device, makers, hung_on=code.drones)
    return NamedDevice(device, makers, _around({one.entry_id for one in filmed.candidates}, catalog))


def _around(fitting: set[str], catalog: Catalog) -> tuple[str, ...]:
    """Return entries with what says less, above them, and what says more, below."""
    above = {entry.id for slug in fitting for entry in catalog.ancestors(slug)}
    below = {entry.id for entry in catalog.entries if fitting & {one.id for one in catalog.ancestors(entry.id)}}
    return tuple(sorted(fitting | above | below))


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
    claims: Iterable[DroneClaim], named: NamedDevice, lore_of: Callable[[str], Lore]
) -> tuple[str, ...]:
    """Say which claims name a drone that a file's device excludes.

    An answer that says less than the device, and one that is held for less likely than not, is left alone.
    """
    found: list[str] = []
    for claim in claims if named.device or named.makers else ():
        leading = next((one for one in claim.hypotheses if not one.excluded_because), None)
        if claim.role != "filmed_by" or leading is None or not is_held(leading.likelihood):
            continue
        slug = leading.entry.entry_id or ""
        if slug and named.excludes(slug, lore_of(slug)):
            found.append(_sentence(leading.entry.name, named.device))
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
