"""Read the maker note that newer DJI cameras write as words in brackets: ``[sensor_id:...][GimbalDegree(Y,P,R):...]``.

The older note, a directory, is read by the exifread library. No standard describes this one; names are those ExifTool
prints, seen in photos of a Mavic 2 Enterprise Advanced.
"""

import re
from collections.abc import Iterator

from verifier.domain.readings import Reading, Value
from verifier.media.sniff import Sniffed
from verifier.metadata.blocks import exif_blocks
from verifier.metadata.source import Source
from verifier.metadata.values import bytes_value, print_value, text_value

MAX_PARTS = 200
MAX_NOTE = 1 << 20
_NAMES = {
    "FlightDegree(Y,P,R)": "FlightDegree",
    "FlightSpeed(X,Y,Z)": "FlightSpeed",
    "GimbalDegree(Y,P,R)": "GimbalDegree",
    "adj_dbg_info": "ADJDebugInfo",
    "ae_dbg_info": "AEDebugInfo",
    "ae_histogram_info": "AEHistogramInfo",
    "ae_liveview_histogram_info": "AELiveViewHistogramInfo",
    "ae_liveview_local_histogram": "AELiveViewLocalHistogram",
    "ae_local_histogram": "AELocalHistogram",
    "af_dbg_info": "AFDebugInfo",
    "awb_dbg_info": "AWBDebugInfo",
    "hiso": "Histogram",
    "hyperlapse_dbg_info": "HyperlapsDebugInfo",
    "sensor_id": "SensorID",
    "xidiri": "Xidiri",
}
_BEGINS = (b"[ae_dbg_info:", b"[sensor_id:", b"[GimbalDegree(")
_KEY = rb"\[([A-Za-z_]{2,40}(?:\([A-Z,]{1,16}\))?):"
_PART = re.compile(_KEY + rb"(.*?)\](?=" + _KEY.replace(b"(", b"(?:", 1) + rb"|[^\[])", re.DOTALL)


class DjiNote:
    """The registry line of this reader."""

    name = "dji"
    version = "1"

    def reads(self, sniffed: Sniffed) -> bool:
        return sniffed.kind == "photo"

    def read(self, source: Source) -> Iterator[Reading]:
        """Yield the parts of the note in file order, whatever their names."""
        if b"DJI" not in source.head:
            return
        for block in exif_blocks(source):
            if block.data is not None:
                yield from _parts(block.data, block.offset, block.holder)


def _parts(data: bytes, offset: int, holder: str) -> Iterator[Reading]:
    starts = [at for at in map(data.find, _BEGINS) if at >= 0]
    at = min(starts, default=len(data))
    note, last = data[at : at + MAX_NOTE], 0
    for number, found in enumerate(_PART.finditer(note)):
        if number >= MAX_PARTS or (number and found.start() != last):
            return
        last = found.end()
        key, raw = found[1].decode("ascii"), found[2]
        where = f"{holder} maker note {key} at {offset + at + found.start(2)}+{len(raw)}"
        bare = raw.rstrip(b"\0")
        value: Value = bytes_value(raw)
        text = print_value(value)
        if bare and all(32 <= byte < 127 for byte in bare):
            text = bare.decode("ascii")
            value = text_value(text)
        yield Reading("dji", "DJI", _NAMES.get(key, key), value, text, where)
