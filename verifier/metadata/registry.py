"""The readers, in the order in which they look at a file. A new reader is one file and one line here."""

from collections.abc import Iterator
from typing import Protocol

from verifier.domain.readings import Reading
from verifier.media.sniff import Sniffed
from verifier.metadata.box_tree import BoxTree
from verifier.metadata.c2pa_manifest import C2pa
from verifier.metadata.container import Container
from verifier.metadata.dji_data import DjiData
from verifier.metadata.dji_note import DjiNote
from verifier.metadata.exif_directories import ExifDirectories
from verifier.metadata.exif_exifread import ExifRead
from verifier.metadata.exif_pillow import ExifPillow
from verifier.metadata.icc import Icc
from verifier.metadata.iptc import Iptc
from verifier.metadata.jpeg_structure import JpegStructure
from verifier.metadata.matroska import Matroska
from verifier.metadata.pdf import Pdf
from verifier.metadata.png_text import PngText
from verifier.metadata.quicktime import QuickTime
from verifier.metadata.source import Source
from verifier.metadata.telemetry.summary import TelemetrySummary
from verifier.metadata.xmp import Xmp


class Reader(Protocol):
    """Look at a file and say what stands in it.

    ``read`` yields readings in the order found; it may raise at any time, what it yielded before is kept. Bounds on
    bytes are the source's, bounds on depth and count the reader's, the bound on time the worker's.
    """

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    def reads(self, sniffed: Sniffed) -> bool: ...
    def read(self, source: Source) -> Iterator[Reading]: ...


READERS: tuple[Reader, ...] = (
    ExifDirectories(),
    ExifRead(),
    ExifPillow(),
    DjiNote(),
    Xmp(),
    Iptc(),
    PngText(),
    QuickTime(),
    DjiData(),
    Matroska(),
    Pdf(),
    Container(),
    TelemetrySummary(),
    C2pa(),
    Icc(),
    JpegStructure(),
    BoxTree(),
)
