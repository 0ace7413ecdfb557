"""What is asked of workers about machines and tables of trade, and what they answer. Imports no decoder."""

import msgspec

from verifier.metadata.serials import FoundSerial
from verifier.workspace.digests import Digest
from verifier.workspace.trade import TradeQuery
from verifier.workspace.trade_tables import Layout, Mapping


class Traces(msgspec.Struct, frozen=True):
    """What a file says of the machine it came from.

    ``home``: latitude and longitude in degrees, and where they stood. ``model``: the drone's name in the XMP.
    """

    serials: tuple[FoundSerial, ...] = ()
    home: tuple[float, float, str] | None = None
    model: str = ""
    digest: Digest = Digest()


class ReadTraces(msgspec.Struct, frozen=True):
    """Draw the traces of some documents of readings, given as their bytes."""

    documents: tuple[bytes, ...]


class FoundTraces(msgspec.Struct, frozen=True):
    """The traces in the same order; empty for a document that cannot be read."""

    traces: tuple[Traces, ...]


class ScanTable(msgspec.Struct, frozen=True):
    """Go through a table of trade once, as ``trade_tables.scan`` does; the answer is a ``Scan``."""

    path: bytes
    layout: Layout
    mapping: Mapping
    query: TradeQuery
    limit: int


class MakeCrop(msgspec.Struct, frozen=True):
    """Cut a box out of a photo or of frame ``ordinal`` of a clip: pixels of the upright picture, as JPEG.

    The JPEG is encoded anew from pixels and holds nothing of the file's metadata.
    """

    path: bytes
    ordinal: int | None
    x: float
    y: float
    width: float
    height: float
    max_side: int
