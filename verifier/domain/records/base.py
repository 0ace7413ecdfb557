"""What every record shares: frozen, tagged by kind, an id, no unknown fields."""

from functools import lru_cache

import msgspec

from verifier.domain.ids import Id, key_of


class Base(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type"):
    """A record: frozen, with an id; its ``type`` tag and id make its key."""

    id: Id

    @property
    def key(self) -> str:
        """``kind/id``, unique in a case."""
        return key_of(record_kind(type(self)), self.id)


@lru_cache(maxsize=64)
def record_kind(record_type: type[Base]) -> str:
    """Return the tag of a record type, for example ``item``."""
    return str(record_type.__struct_config__.tag)
