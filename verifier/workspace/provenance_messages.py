"""What workers are asked about saved posts, and what they answer. Imports no decoder."""

import msgspec

from verifier.metadata.provenance.post import Provenance
from verifier.metadata.provenance.tables import Peek


class ReadPosts(msgspec.Struct, frozen=True):
    """Read the posts of a file; the answer is :class:`PostsRead`. ``mapping``: column -> field of a table."""

    path: bytes
    name: str
    media_type: str
    mapping: dict[str, str] = {}


class PostsRead(msgspec.Struct, frozen=True):
    """``provenance`` ``None``: of no known format; ``table`` is then its head, where it is a table."""

    provenance: Provenance | None
    table: Peek | None = None
