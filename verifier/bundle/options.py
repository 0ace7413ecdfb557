"""What a person chooses when they export: who it is for, whether files go along, and what is let out all the same."""

from typing import Literal

import msgspec

from verifier.domain.ids import Key

Audience = Literal["archive", "colleague", "outside"]
Originals = Literal["include", "hashes"]
TickName = Literal["item", "name", "bytes", "source", "address", "surroundings", "notes", "user", "parties"]

AUDIENCE_WORDS: dict[Audience, str] = {
    "archive": "your own archive",
    "colleague": "a colleague",
    "outside": "a reader outside",
}


class Tick(msgspec.Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """Something that would stay and is let out all the same: of an item, a person or a drone, by key.

    ``item``: a withheld item with everything that hangs on it. ``bytes``: the file of a closed source, its hashes,
    readings and pictures. ``name``: file names, or a person's name. The others are parts of the same name.
    """

    key: Key
    what: TickName


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The choices of one export; with the journal head and the program version they fix every byte of the bundle."""

    audience: Audience = "outside"
    originals: Originals = "include"
    ticked: tuple[Tick, ...] = ()

    def is_ticked(self, key: str, what: TickName) -> bool:
        """Tell whether a person let this out by hand."""
        return any(tick.key == key and tick.what == what for tick in self.ticked)

    def settled(self) -> "Options":
        """Return the same choices in the one order they are written in."""
        return msgspec.structs.replace(self, ticked=tuple(sorted(set(self.ticked))))
