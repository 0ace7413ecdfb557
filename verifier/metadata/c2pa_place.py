"""Find whether a file carries C2PA data, and where, without loading the library that validates it.

Places: C2PA specification 2.1, appendix A ("Embedding manifests"): APP11 in JPEG, ``caBX`` in PNG, ``C2PA`` in RIFF, a
``uuid`` box in ISO base media files, tag 0xcd41 in TIFF; and the address of a manifest that lies elsewhere, in XMP.
"""

from verifier.metadata.boxes import top_boxes
from verifier.metadata.chunks import PNG_SIGNATURE, png_chunks, riff_chunks
from verifier.metadata.jpeg_segments import jpeg_segments
from verifier.metadata.source import Source

_APP11 = 0xEB
_BOX_ID = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
"""C2PA specification 2.1, A.5.1: the type of the ``uuid`` box."""
_TIFF_TAG = {b"II*\0": b"\x41\xcd\x07\x00", b"MM\0*": b"\xcd\x41\x00\x07"}
"""Tag 0xcd41 of type 7 as it stands in a directory, by byte order (A.3.5)."""
_ADDRESS = b"dcterms:provenance"
"""In XMP it names a manifest that lies elsewhere (C2PA specification 2.1, 11.4)."""


def c2pa_place(source: Source) -> str:
    """Return where the C2PA data stand in the file, ``XMP`` where only an address does; empty where there are none."""
    return _embedded(source) or ("XMP dcterms:provenance" if _ADDRESS in source.head else "")


def _embedded(source: Source) -> str:
    head = source.head
    if head[:2] == b"\xff\xd8":
        return _in_jpeg(source)
    if head[:8] == PNG_SIGNATURE:
        return next((f"PNG caBX at {chunk.offset}" for chunk in png_chunks(source) if chunk.name == "caBX"), "")
    if head[:4] == b"RIFF":
        return next((f"RIFF C2PA at {chunk.offset}" for chunk in riff_chunks(source) if chunk.name == "C2PA"), "")
    if head[4:8] == b"ftyp":
        return _in_boxes(source)
    return "TIFF 0xcd41" if _TIFF_TAG.get(head[:4], head + b"?") in head else ""


def _in_jpeg(source: Source) -> str:
    for segment in jpeg_segments(source):
        # ISO/IEC 18477-3, clause B.2: "JP", box instance, packet number, then the JUMBF box.
        if segment.marker == _APP11 and source.read(segment.offset, 2) == b"JP":
            return f"APP11 at {segment.offset}"
    return ""


def _in_boxes(source: Source) -> str:
    for box in top_boxes(source):
        if box.kind == "uuid" and source.read(box.offset, len(_BOX_ID)) == _BOX_ID:
            return f"{box.path} at {box.offset}"
    return ""
