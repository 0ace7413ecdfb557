"""The command that saves exact frames as PNG: ``frames``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli.options import AsJson
from verifier.cli.output import give, progress_line, say
from verifier.domain.errors import UsageError
from verifier.domain.progress import Progress

if TYPE_CHECKING:
    from verifier.cli.shapes import SavedFrames
    from verifier.workspace.inspecting import Inspector


def save_frames(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A video, or a photo for its one picture.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="Folder for the pictures.")],
    at: Annotated[
        list[str] | None,
        typer.Option("--at", metavar="WHEN", help="#812 (counted from 0), pts:27093 or 27.093 (seconds)."),
    ] = None,
    every: Annotated[
        str, typer.Option("--every", metavar="SECONDS", help="The frame on the screen every so many seconds.")
    ] = "",
    cuts: Annotated[bool, typer.Option("--cuts", help="The first frame of every shot.")] = False,
    first: Annotated[
        str, typer.Option("--from", metavar="WHEN", help="With --every or --cuts: where the part of the clip begins.")
    ] = "",
    last: Annotated[
        str, typer.Option("--to", metavar="WHEN", help="With --every or --cuts: where the part of the clip ends.")
    ] = "",
    sheet: Annotated[
        bool, typer.Option("--sheet", help="One picture with all of them small and labelled, instead of each.")
    ] = False,
    raw: Annotated[bool, typer.Option("--raw", help="As coded: not turned upright, pixels not squared.")] = False,
    as_json: AsJson = False,
) -> None:
    """Save exact frames as PNG, each with its identity: PTS, time base, ordinal and the hash ffmpeg prints for it.

    A time means the frame then shown; what is recorded is its PTS. No case is needed.

    \b
    Example:
      verifier frames clip.mp4 --at 27.093 --at '#812' -o frames
      verifier frames clip.mp4 --every 2 --from 1:00 --to 1:30 -o frames
      verifier frames clip.mp4 --cuts --sheet -o frames
    """
    from verifier.cli.listing import saved_frames, saved_sheet
    from verifier.workspace.inspecting import Inspector

    if (bool(at) + bool(every) + cuts) != 1:
        raise UsageError("Say which frames: --at (as often as you like), --every or --cuts, one of the three.")
    if at and (first or last):
        raise UsageError("--from and --to name a part of a clip for --every or --cuts; leave them out with --at.")
    if sheet and raw:
        raise UsageError("A contact sheet shows frames as they are seen; leave out --raw or --sheet.")
    with Inspector() as inspector, progress_line() as listener:
        progress = Progress(listener)
        moments = tuple(at) if at else _series(inspector, file, every, progress, first, last)
        if sheet:
            ordinals = tuple(dict.fromkeys(inspector.ordinal_of(file, when) for when in moments))
            shape = saved_sheet(file, inspector.draw_sheet(file, ordinals, out, _chosen(every, cuts=cuts), progress))
        else:
            pictures = inspector.save_frames(file, moments, out, raw=raw, progress=progress)
            shape = saved_frames(file, pictures, is_raw=raw)
    if as_json:
        give(shape)
    else:
        _say(shape)


def _series(
    inspector: "Inspector", file: Path, every: str, progress: Progress, first: str, last: str
) -> tuple[str, ...]:
    from verifier.workspace.series import parse_step

    step = parse_step(every) if every else None
    return tuple(f"#{ordinal}" for ordinal in inspector.choose(file, step, progress, first, last))


def _chosen(every: str, *, cuts: bool) -> str:
    from verifier.workspace.series import AT_CUTS, CHOSEN, every_words, parse_step

    return AT_CUTS if cuts else every_words(parse_step(every)) if every else CHOSEN


def _say(shape: "SavedFrames") -> None:
    for frame in shape.frames:
        say(frame.picture)
        if frame.frame is not None:
            ref = frame.frame
            say(f"  frame {ref.ordinal}, PTS {ref.pts} in units of {ref.time_base} s ({float(ref.time_s):.6f} s)")
            say(f"  SHA-256 of the decoded frame {ref.sha256}")
    if shape.sheet is not None:
        say(shape.sheet.picture)
        say(f"  {len(shape.sheet.frames)} frames on it, {shape.sheet.width} × {shape.sheet.height} pixels")
        say(f"  SHA-256 of the picture {shape.sheet.picture_sha256}")
