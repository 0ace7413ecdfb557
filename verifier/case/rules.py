"""What must hold of every record that enters a case, whichever command puts it there."""

from collections.abc import Callable, Iterator
from typing import cast

import msgspec

from verifier.case.references import references
from verifier.domain.errors import CommandRefused, UnknownKey
from verifier.domain.ids import kind_of
from verifier.domain.records import Record
from verifier.domain.scales import Likelihood, ScaleId, scale


def check_references(record: Record, before: Record | None, holds: Callable[[str], bool]) -> None:
    """Raise :class:`UnknownKey` where ``record`` newly names something that the case does not hold.

    What it named before may be gone since (a person whose name was destroyed), and stays.
    """
    known = references(before) if before is not None else ()
    for reference in references(record):
        if reference not in known and not holds(reference.key):
            kind = kind_of(reference.key).replace("_", " ")
            raise UnknownKey(f"There is no such {kind} in this case.", reference.key)


def check_scale(record: Record, before: Record | None, scale_id: ScaleId) -> None:
    """Raise :class:`CommandRefused` where ``record`` newly speaks in words of another scale than the case's."""
    known = tuple(likelihoods(before)) if before is not None else ()
    for likelihood in likelihoods(record):
        if likelihood.scale != scale_id and likelihood not in known:
            name = scale(scale_id).name
            raise CommandRefused(f"This case states likelihood in words of {name} only.", likelihood.term)


def likelihoods(value: object) -> Iterator[Likelihood]:
    """Yield every likelihood in a record, however deep."""
    if isinstance(value, Likelihood):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from likelihoods(getattr(value, name))
    elif isinstance(value, tuple):
        for part in cast("tuple[object, ...]", value):
            yield from likelihoods(part)
