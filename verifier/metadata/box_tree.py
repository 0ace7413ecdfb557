"""Write down the tree of boxes of MP4, MOV, HEIC and AVIF: programs and phones each build it in their own way.

One reading for the whole, as ``ftyp 24, moov 4312 [mvhd, trak [tkhd, ...]]``: sizes for the boxes of the file, names
below. Source: ISO/IEC 14496-12, clause 4.2.
"""

from collections.abc import Iterator

from verifier.domain.readings import BytesValue, Reading
from verifier.media.sniff import Sniffed
from verifier.metadata.boxes import Box, boxes, top_boxes
from verifier.metadata.source import Source
from verifier.metadata.values import bytes_value, list_value, print_value, text_value

MAX_BOXES = 2_000
MAX_DEPTH = 6
_PARENTS = frozenset(
    ("moov", "trak", "mdia", "minf", "stbl", "edts", "dinf", "udta", "moof", "traf", "mvex", "tapt", "gmhd", "iprp")
)
_ROOTS = (b"ftyp", b"moov", b"mdat", b"wide", b"skip", b"free", b"pnot", b"styp")


class BoxTree:
    """The registry line of this reader."""

    name = "boxes"
    version = "1"

    def reads(self, sniffed: Sniffed) -> bool:
        return sniffed.kind in ("video", "audio") or sniffed.media_type in ("image/heic", "image/heif", "image/avif")

    def read(self, source: Source) -> Iterator[Reading]:
        """Yield the tree, and the bytes behind the last whole box."""
        if source.head[4:8] not in _ROOTS:
            return
        left = [MAX_BOXES]
        parts: list[str] = []
        end = 0
        for box in top_boxes(source):
            left[0] -= 1
            if left[0] < 0:
                parts.append("…")
                break
            inside = _inside(source, box, 1, left) if box.kind in _PARENTS else ""
            parts.append(f"{_shown(box)} {box.length}{inside}")
            end = box.end
        where = f"boxes at 0+{end}, with the bytes of what they hold"
        yield Reading("boxes", "Boxes", "BoxTree", list_value(list(map(text_value, parts))), ", ".join(parts), where)
        behind = source.size_bytes - end
        if behind > 0 and left[0] >= 0:
            value: BytesValue = bytes_value(source.read(end, min(behind, 64)), behind)
            yield Reading("boxes", "Boxes", "TrailingBytes", value, print_value(value), f"at {end}+{behind}")


def _inside(source: Source, parent: Box, depth: int, left: list[int]) -> str:
    if depth > MAX_DEPTH:
        return " […]"
    names: list[str] = []
    for box in boxes(source, parent.offset, parent.end, parent.path):
        left[0] -= 1
        if left[0] < 0:
            names.append("…")
            break
        name = _shown(box) + (_inside(source, box, depth + 1, left) if box.kind in _PARENTS else "")
        names.append(name)
    return f" [{', '.join(names)}]" if names else ""


def _shown(box: Box) -> str:
    return box.kind if box.kind.isprintable() else f"0x{box.kind.encode('latin-1').hex()}"
