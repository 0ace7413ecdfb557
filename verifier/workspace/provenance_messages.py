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


class HashSha1(msgspec.Struct, frozen=True):
    """Work out the SHA-1 of some files; the answer is :class:`Sha1Hashes`."""

    paths: tuple[bytes, ...]


class Sha1Hashes(msgspec.Struct, frozen=True):
    """Hashes in the order asked for, in hexadecimal; "" for a file that cannot be read."""

    hashes: tuple[str, ...]


class PostsRead(msgspec.Struct, frozen=True):
    """``provenance`` ``None``: of no known format; ``table`` is then its head, where it is a table."""

    provenance: Provenance | None
    table: Peek | None = None
