"""What a person chooses when they export: who it is for, whether files go along, and what is let out all the same."""

from typing import Literal

import msgspec

from verifier.domain.ids import Key

Audience = Literal["archive", "colleague", "outside"]
Originals = Literal["include", "hashes"]
Only = Literal["relevant", "kept"]
TickName = Literal[
    "item",
    "statements",
    "name",
    "bytes",
    "source",
    "address",
    "surroundings",
    "notes",
    "user",
    "parties",
    "incident",
    "signatures",
]

AUDIENCE_WORDS: dict[Audience, str] = {
    "archive": "your own archive",
    "colleague": "a colleague",
    "outside": "a reader outside",
}


class Tick(msgspec.Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """Something that would stay and is let out all the same: of an item, a person or a drone, by key.

    ``item``: a withheld item, or one that was not asked for, with everything that hangs on it. ``statements``: an item
    from a closed source with what is stated about it; ``bytes``: its file too, hashes, readings and pictures.
    ``name``: file names, or a person's name. ``address``: where, when and with which words it was posted. ``source``:
    who it came from and how it was acquired, answers on source and provenance. ``incident``: an incident with
    an item that stays, and what is said about it; the item stays all the same. ``signatures``: of readings on an item,
    with the keys. The others are parts of that name.
    """

    key: Key
    what: TickName


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The choices of one export; with the journal head and the program version they fix every byte of the bundle.

    ``only``: items stated to be relevant, or those kept (all but what is not relevant and duplicates); unset is every
    item, and is not written, so that bundles from before there was this choice read and write as they did.
    """

    audience: Audience = "outside"
    originals: Originals = "include"
    ticked: tuple[Tick, ...] = ()
    only: Only | msgspec.UnsetType = msgspec.UNSET

    def is_ticked(self, key: str, what: TickName) -> bool:
        """Tell whether a person let this out by hand."""
        return any(tick.key == key and tick.what == what for tick in self.ticked)

    def settled(self) -> "Options":
        """Return the same choices in the one order they are written in; an archive is never of some items only."""
        only = msgspec.UNSET if self.audience == "archive" else self.only
        return msgspec.structs.replace(self, ticked=tuple(sorted(set(self.ticked))), only=only)
