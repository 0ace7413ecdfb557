"""The command that saves exact frames as PNG: ``frames``."""

from pathlib import Path
from typing import Annotated

import typer

from verifier.cli.options import AsJson
from verifier.cli.output import give, say


def save_frames(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A video, or a photo for its one picture.")],
    at: Annotated[
        list[str], typer.Option("--at", metavar="WHEN", help="#812 (counted from 0), pts:27093 or 27.093 (seconds).")
    ],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="DIR", help="Folder for the pictures.")],
    raw: Annotated[bool, typer.Option("--raw", help="As coded: not turned upright, pixels not squared.")] = False,
    as_json: AsJson = False,
) -> None:
    """Save exact frames as PNG, each with its identity: PTS, time base, ordinal and the hash ffmpeg prints for it.

    A time means the frame then shown; what is recorded is its PTS. No case is needed.

    \b
    Example:
      verifier frames clip.mp4 --at 27.093 --at '#812' -o frames
    """
    from verifier.cli.listing import saved_frames
    from verifier.workspace.inspecting import Inspector

    with Inspector() as inspector:
        pictures = inspector.save_frames(file, tuple(at), out, raw=raw)
    shape = saved_frames(file, pictures, is_raw=raw)
    if as_json:
        give(shape)
        return
    for frame in shape.frames:
        say(frame.picture)
        if frame.frame is not None:
            ref = frame.frame
            say(f"  frame {ref.ordinal}, PTS {ref.pts} in units of {ref.time_base} s ({float(ref.time_s):.6f} s)")
            say(f"  SHA-256 of the decoded frame {ref.sha256}")
