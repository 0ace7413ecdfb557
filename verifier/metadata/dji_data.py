"""Read what DJI keeps in the data tracks of a clip (``djmd``, ``dbgi``): product, serial number, first position.

The track's whole path is telemetry (``telemetry/djmd.py``); here stands what its first samples say, each field with its
numbers. Groups and names are those of ExifTool's "DJI Protobuf Tags".
"""

from collections.abc import Iterator

from verifier.domain.readings import FloatValue, IntegerValue, RationalValue, Reading, Value
from verifier.media.sniff import Sniffed
from verifier.metadata import protobuf
from verifier.metadata.boxes import top_boxes
from verifier.metadata.dji_schemas import DATA_GROUP, FRAME, HEADER, PROTOCOL, SCHEMAS, UNKNOWN, UNPROVEN, Path, Schema
from verifier.metadata.sample_places import DataTrack, data_tracks
from verifier.metadata.source import Source
from verifier.metadata.telemetry.djmd import position_of, protocol_of
from verifier.metadata.values import bytes_value, number_text, print_value, text_value

FORMS = ("djmd", "dbgi")
MAX_SAMPLES = 60
"""Samples looked through for a first position: two seconds."""
MAX_SAMPLE = 1 << 20
MAX_SHOWN = 400
"""Fields of the first sample that are shown."""
_REALS = ("ISO", "DigitalZoom", "FrameRate")


class DjiData:
    """The registry line of this reader."""

    name = "dji-data"
    version = "1"

    def reads(self, sniffed: Sniffed) -> bool:
        return sniffed.kind in ("video", "audio")

    def read(self, source: Source) -> Iterator[Reading]:
        """Yield what each data track is, then what its first samples hold."""
        if source.head[4:8] not in (b"ftyp", b"moov", b"mdat", b"wide", b"free"):
            return
        for moov in (box for box in top_boxes(source) if box.kind == "moov"):
            for track in data_tracks(source, moov, FORMS, MAX_SAMPLES):
                yield from _track(source, track)


def _track(source: Source, track: DataTrack) -> Iterator[Reading]:
    group, where = f"Track{track.number}", f"{track.path} {track.form}"
    counted = IntegerValue(track.samples)
    yield Reading("dji-data", group, "DataSamples", counted, str(track.samples), where)
    samples = [(at, source.read(at, size)) for at, size in track.places[:1] if size <= MAX_SAMPLE]
    protocol = protocol_of(samples[0][1]) if samples else ""
    if not protocol:
        return
    schema = SCHEMAS.get(protocol)
    said = text_value(protocol)
    yield Reading("dji-data", group, PROTOCOL, said, protocol, where)
    if track.form != "djmd":
        return
    status = UNPROVEN if schema is not None else UNKNOWN
    yield Reading("dji-data", group, "DataLayout", text_value(status), status, where)
    if schema is not None:
        yield Reading("dji-data", group, "DataProduct", text_value(schema.product), schema.product, where)
    offset, data = samples[0]
    yield from _fields(data, offset, track, schema)
    if schema is not None:
        yield from _first_position(source, track, schema)


def _fields(data: bytes, offset: int, track: DataTrack, schema: Schema | None) -> Iterator[Reading]:
    """Yield every field of the first sample: by name where the layout is known, else by its numbers."""
    names = {path: name for name, path in (schema.names if schema else {**HEADER, **FRAME}).items()}
    for shown, (path, field) in enumerate(protobuf.leaves(data, offset)):
        if shown >= MAX_SHOWN:
            return
        name = names.get(path, "")
        value = _value(name, field)
        where = _where(track, path, field, schema, name)
        yield Reading("dji-data", DATA_GROUP, name or "-".join(map(str, path)), value, _printed(name, value), where)


def _where(track: DataTrack, path: Path, field: protobuf.Field, schema: Schema | None, name: str) -> str:
    numbers = "-".join(map(str, path))
    doubt = ", not confirmed" if schema is not None and name in schema.unconfirmed else ""
    return f"{track.path} {track.form} sample 1 field {numbers}{doubt} at {field.offset}+{field.length or 1}"


def _value(name: str, field: protobuf.Field) -> Value:
    pair = protobuf.rational(field) if name in ("ExposureTime", "FNumber") else None
    if pair is not None:
        return RationalValue(*pair)
    number = protobuf.real(field)
    if number is not None:
        return FloatValue(repr(number))
    if field.wire == protobuf.VARINT:
        return IntegerValue(protobuf.signed(field))
    words = protobuf.text(field)
    return text_value(words) if words.isprintable() else bytes_value(field.data)


def _printed(name: str, value: Value) -> str:
    if name == "TimeStamp" and isinstance(value, IntegerValue):
        return number_text(value.integer / 1e6)
    if name in _REALS and isinstance(value, FloatValue):
        return number_text(round(value.number, 6))
    return print_value(value)


def _first_position(source: Source, track: DataTrack, schema: Schema) -> Iterator[Reading]:
    """Yield position and heights of the first sample that has a fix, in degrees and metres."""
    for number, (offset, size) in enumerate(track.places, 1):
        found = position_of(source.read(offset, size), schema) if size <= MAX_SAMPLE else {}
        if "GPSLatitude" not in found:
            continue
        for name, amount in found.items():
            doubt = ", not confirmed" if name in schema.unconfirmed else ""
            where = f"{track.path} {track.form} sample {number}{doubt} at {offset}+{size}"
            yield Reading("dji-data", DATA_GROUP, name, FloatValue(repr(amount)), number_text(amount), where)
        return
