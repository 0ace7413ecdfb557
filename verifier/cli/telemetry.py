"""The command that writes down where a drone was, moment by moment: ``telemetry``."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli.output import tell

if TYPE_CHECKING:
    from verifier.metadata.telemetry.track import Track


class TrackFormat(StrEnum):
    """What a track can be written as."""

    json = "json"
    csv = "csv"
    gpx = "gpx"
    geojson = "geojson"
    kml = "kml"


def write_telemetry(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Subtitles (SRT), a GPX track, or a clip.")],
    written_as: Annotated[TrackFormat, typer.Option("--format", help="What is written.")] = TrackFormat.json,
    out: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="The file to write; else standard output.")
    ] = None,
    with_home: Annotated[
        bool, typer.Option("--with-home", help="With the places of take-off and pilot, which are personal data.")
    ] = False,
) -> None:
    """Write down the telemetry of a clip: places, heights, angles, exposure, one sample for each cue.

    A clip is read with the track in it, or with the subtitles of the same name beside it. Nothing is sent anywhere.

    \b
    Examples:
      verifier telemetry DJI_0001.SRT
      verifier telemetry DJI_0001.MP4 --format gpx -o flight.gpx
    """
    from verifier.domain.errors import StorageFailed
    from verifier.metadata.telemetry.track import without_home
    from verifier.metadata.telemetry.writing import WRITERS
    from verifier.workspace.inspecting import Inspector

    with Inspector() as inspector:
        track = inspector.read_track(file)
    _say(track)
    text = WRITERS[written_as.value](track if with_home else without_home(track))
    if out is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    try:
        out.write_text(text, "utf-8")
    except OSError as error:
        raise StorageFailed(f"The track could not be written: {error.strerror}.", out.name) from error


def _say(track: "Track") -> None:
    tell(f"{track.source}: {len(track.samples)} samples. {track.alignment}")
    for note in track.notes:
        tell(note)
