"""Read the telemetry of a file, whatever holds it: subtitles, a GPX track, a track inside a clip."""

from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, cast

from av.error import FFmpegError

from verifier.domain.errors import UnreadableFile, UnsupportedFile
from verifier.media.clip_opening import open_container
from verifier.media.originals import open_original
from verifier.media.sniff import Sniffed, sniff_file
from verifier.metadata.telemetry.djmd import notes_on, schema_of
from verifier.metadata.telemetry.djmd import samples_of as djmd_samples
from verifier.metadata.telemetry.gpmf import samples_of
from verifier.metadata.telemetry.gpx import looks_like_gpx, read_gpx
from verifier.metadata.telemetry.srt import looks_like_srt, read_srt
from verifier.metadata.telemetry.track import Track, notes_of

MAX_TEXT = 256 * 1024 * 1024
MAX_PACKETS = 2_000_000
BESIDE = (".srt", ".SRT", ".Srt")
NOTHING = "The file holds no telemetry that is known here."


def read_telemetry(path: Path) -> Track:
    """Read the track of a file; for a clip without one, that of the subtitles beside it of the same name.

    Raise :class:`UnreadableFile` where it is damaged, :class:`UnsupportedFile` where there is none.
    """
    sniffed = sniff_file(path)
    if sniffed.kind in ("video", "audio") and sniffed.demuxer is not None:
        return _of_clip(path, sniffed)
    with open_original(path) as file:
        head = file.read(4096)
    if path.stat().st_size > MAX_TEXT:
        raise UnreadableFile(f"The file has more than {MAX_TEXT} bytes; telemetry never has.", path.name)
    if looks_like_gpx(head):
        return read_gpx(path.read_bytes(), path.name)
    text = path.read_bytes().decode("utf-8-sig", "replace")
    if not looks_like_srt(text):
        raise UnsupportedFile(NOTHING, path.name)
    track = read_srt(text)
    if not track.samples:
        raise UnsupportedFile(NOTHING, path.name)
    return track


def _of_clip(path: Path, sniffed: Sniffed) -> Track:
    found = track_inside(path, sniffed)
    if found is not None:
        return found
    beside = track_beside(path)
    if beside is None:
        raise UnsupportedFile(NOTHING, path.name)
    return beside


def track_beside(path: Path) -> Track | None:
    """Read the subtitles of the same name that lie beside a clip, ``None`` where there are none."""
    for suffix in BESIDE:
        beside = path.with_suffix(suffix)
        if beside.is_file():
            track = read_telemetry(beside)
            return Track(f"{track.source}, beside the clip", track.alignment, track.samples, track.notes)
    return None


def track_inside(path: Path, sniffed: Sniffed) -> Track | None:
    """Read a track of a clip from the packets themselves; decoded subtitles would lose their letters.

    ``None`` where the clip holds none that is known; raise :class:`UnreadableFile` where it is damaged.
    """
    try:
        with (
            open_original(path) as file,
            open_container(cast("BinaryIO", file), sniffed.demuxer or "") as container,
        ):
            found = _packets(container)
    except (FFmpegError, OSError, ValueError) as error:
        raise UnreadableFile("The clip's tracks cannot be read: it is damaged.", path.name) from error
    tracks = (look(packets) for packets in found.values() for look in (_from_dji, _from_gpmf, _from_subtitles))
    return next((track for track in tracks if track is not None), None)


class _Packet(NamedTuple):
    start_s: float
    length_s: float
    data: bytes


def _packets(container: Any) -> dict[int, list[_Packet]]:
    """Return the packets of every track of words or data, by the number of the track."""
    wanted = [stream for stream in container.streams if stream.type in ("subtitle", "data")]
    found: dict[int, list[_Packet]] = {}
    left = MAX_TEXT
    for number, packet in enumerate(container.demux(*wanted) if wanted else ()):
        left -= packet.size
        if number >= MAX_PACKETS or left < 0:
            break
        if packet.size and packet.pts is not None:
            start, length = float(packet.pts * packet.time_base), float((packet.duration or 0) * packet.time_base)
            found.setdefault(packet.stream.index, []).append(_Packet(start, length, bytes(packet)))
    return found


BY_FRAMES = "Times are those of the track's packets, one for each frame, on the clip's own clock."
BY_PACKETS = "Times are those of the track's packets, on the clip's own clock; within a packet they are spread evenly."


def _from_dji(packets: list[_Packet]) -> Track | None:
    known = schema_of([(packet.start_s, packet.data) for packet in packets[:1]])
    if known is None:
        return None
    told = [(packet.start_s, packet.data) for packet in packets]
    samples, lost = djmd_samples(told, known[1])
    source = f"DJI data track ({known[1].product}) in the clip"
    return Track(source, BY_FRAMES, samples, (*notes_on(*known, told), *notes_of(samples, lost))) if samples else None


def _from_gpmf(packets: list[_Packet]) -> Track | None:
    if not packets[0].data.startswith(b"DEVC"):
        return None
    samples = tuple(sample for packet in packets for sample in samples_of(packet.data, packet.start_s, packet.length_s))
    return Track("GoPro track (GPMF) in the clip", BY_PACKETS, samples, notes_of(samples, 0)) if samples else None


def _from_subtitles(packets: list[_Packet]) -> Track | None:
    """Make the cues that the packets hold into one text, and read that."""
    parts: list[str] = []
    for number, packet in enumerate(packets, 1):
        # MP4 puts the length of the words before them (3GPP TS 26.245, 5.16).
        counted = int.from_bytes(packet.data[:2], "big")
        body = packet.data[2 : 2 + counted] if 0 < counted <= len(packet.data) - 2 else packet.data
        hours, rest = divmod(round(packet.start_s * 1000), 3_600_000)
        minutes, rest = divmod(rest, 60_000)
        seconds, part = divmod(rest, 1000)
        times = f"{hours:02d}:{minutes:02d}:{seconds:02d},{part:03d} --> 00:00:00,000"
        parts.append(f"{number}\n{times}\n{body.decode('utf-8', 'replace')}\n")
    text = "\n".join(parts)
    track = read_srt(text, "DJI subtitles in the clip") if looks_like_srt(text) else None
    return track if track is not None and track.samples else None
