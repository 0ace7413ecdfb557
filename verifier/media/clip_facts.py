"""Technical facts of a clip, and of a file that holds sound only."""

import struct
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple, cast

from av.sidedata.sidedata import SideData, Type
from av.video.frame import VideoFrame

from verifier.domain.errors import UnsupportedFile
from verifier.domain.inspection import ItemKind, Technical, Trouble
from verifier.media.clip_opening import OpenedClip, require_stream
from verifier.media.frame_index import FrameIndex, build_index
from verifier.media.frame_reader import FrameReader
from verifier.media.frame_table import FrameTable
from verifier.media.media_types import Sniffed
from verifier.media.upright import Orientation, exif_of_matrix

_PLAUSIBLE_ASPECT = Fraction(8)
"""A pixel that claims to be more than this many times wider than high (or higher than wide) is taken as square."""


class ClipFacts(NamedTuple):
    """What a file of moving pictures or sound turned out to be."""

    kind: ItemKind
    technical: Technical
    troubles: tuple[Trouble, ...]


def read_clip_facts(path: Path, sniffed: Sniffed) -> ClipFacts:
    """Read the facts of a clip or a sound file; the kind is ``audio`` where no moving picture is in it.

    Raise as :func:`verifier.media.video.open_clip` does.
    """
    if sniffed.demuxer is None:
        raise UnsupportedFile("The file is neither a clip nor sound.", path.name)
    opened = OpenedClip(path, sniffed.demuxer)
    try:
        if opened.stream is None and opened.container.streams.audio:
            return ClipFacts("audio", sound_facts(opened), ())
        index = build_index(opened)
        first = FrameReader(opened, index, 0).read(0)
        technical = technical_of(opened, index.table, first, orientation_of_clip(opened, first))
        return ClipFacts("video", technical, troubles_of(opened, index))
    finally:
        opened.close()


def sound_facts(opened: OpenedClip) -> Technical:
    """State codec and duration of the first sound stream."""
    stream = opened.container.streams.audio[0]
    duration, time_base = stream.duration, stream.time_base
    duration_s = float(duration * time_base) if duration is not None and time_base else None
    return Technical(codec=stream.codec_context.codec.canonical_name, duration_s=duration_s, has_audio=True)


def orientation_of_clip(opened: OpenedClip, first: VideoFrame) -> Orientation:
    """Read display matrix and sample aspect of a clip; a turn that is none of a quarter is left out."""
    exif = exif_of_matrix(*_display_matrix(first)) or 1
    return Orientation(exif, first.width, first.height, _sample_aspect(opened))


def technical_of(opened: OpenedClip, table: FrameTable, first: VideoFrame, orientation: Orientation) -> Technical:
    """Gather the technical facts of a clip."""
    stream = require_stream(opened)
    rate_kind, rate_min, rate_max = table.rates()
    displayed_width, displayed_height = orientation.displayed_size
    return Technical(
        width=first.width,
        height=first.height,
        displayed_width=displayed_width,
        displayed_height=displayed_height,
        duration_s=float(table.end_s - table.time_s(0)),
        time_base=table.time_base,
        frame_count=len(table),
        rate_kind=rate_kind,
        rate_min=rate_min,
        rate_max=rate_max,
        codec=stream.codec_context.codec.canonical_name,
        pixel_format=first.format.name,
        sample_aspect=orientation.sample_aspect,
        rotation_deg=orientation.rotation_deg,
        is_mirrored=orientation.is_mirrored,
        has_audio=bool(opened.container.streams.audio),
    )


def troubles_of(opened: OpenedClip, index: FrameIndex) -> tuple[Trouble, ...]:
    """Say what is missing of a clip: cut short, or packets that do not decode."""
    troubles: list[Trouble] = []
    shown, last_s = len(index.table), float(index.table.time_s(len(index.table) - 1))
    named, found = require_stream(opened).frames, len(index.packet_pts)
    if index.stopped or (opened.demuxer == "mov" and found < named):
        of = f" of the {named} its index names" if found < named else ""
        sentence = f"The clip is cut short: {shown} frames{of} can be shown, the last at {last_s:.3f} s."
        troubles.append(Trouble("decode", "clip-cut-short", sentence))
    if index.missing > 0:
        sentence = f"{index.missing} of {shown + index.missing} frames do not decode; {shown} can be shown."
        troubles.append(Trouble("decode", "frames-do-not-decode", sentence))
    return tuple(troubles)


def _display_matrix(frame: VideoFrame) -> tuple[int, int, int, int]:
    """Return a, b, c, d of the display matrix (ISO/IEC 14496-12, 8.3.2: nine 32-bit numbers, a b u c d v x y w)."""
    # PyAV's annotation says a dictionary of names; it is a container of side data, found by type.
    found = cast("Mapping[Type, SideData]", frame.side_data).get(Type.DISPLAYMATRIX)
    if found is None:
        return 1, 0, 0, 1
    a, b, _, c, d = struct.unpack_from("=5i", memoryview(found))
    return a, b, c, d


def _sample_aspect(opened: OpenedClip) -> Fraction:
    aspect = require_stream(opened).sample_aspect_ratio
    if not aspect or not 1 / _PLAUSIBLE_ASPECT <= aspect <= _PLAUSIBLE_ASPECT:
        return Fraction(1)
    return Fraction(aspect)
