"""Clips altered as reposts alter them, of the sample clips: cropped, trimmed, mirrored, slower; and what was done.

``python -m tests.media.copies_table clips`` prints how many are found on demand, with span, offset and speed.
"""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.conftest import SAMPLES
from verifier.media.sniff import sniff_file
from verifier.media.video import open_clip
from verifier.workspace.copy_messages import Shared
from verifier.workspace.copy_proposals import Proposal, propose
from verifier.workspace.correspondence import seen_from_there
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

CLIPS = (
    "gpmf-parser__karma.mp4",
    "exiv2__sample_640x360.mov",
    "photoprism__earth.mov",
    "photoview__mp4.mp4",
    "metadata-extractor-images__with-gps.mov",
    "media__bbb_800x640_768kbps_30fps_avc_2b_firstpts_10_sec.mp4",
    "media__hdr10-av1.mp4",
    "drones-as-objects/Drone-detection-dataset__V_DRONE_001.mp4",
    "drones-as-objects/Drone-detection-dataset__V_DRONE_060.mp4",
    "drones-as-objects/Drone-detection-dataset__V_DRONE_100.mp4",
    "drones-as-objects/Drone-detection-dataset__V_BIRD_001.mp4",
)
"""Of different things, each some seconds long; the same footage stands in the samples under other names, too."""


class Altered(NamedTuple):
    """``starts_s``: seconds cut off the start. ``speed``: seconds of the copy for one of the clip."""

    name: str
    crop: str
    is_mirrored: bool
    starts_s: float
    speed: float = 1.0


def _cut(left: float, top: float) -> str:
    """Name ffmpeg's filter that leaves 70 % of both sides, from that share of them on."""
    return f"crop=trunc(iw*0.35)*2:trunc(ih*0.35)*2:iw*{left}:ih*{top}"


ALTERED = (
    Altered("30 % cropped", _cut(0.18, 0.09), is_mirrored=False, starts_s=0.0),
    Altered("30 % cropped, start cut off", _cut(0.18, 0.09), is_mirrored=False, starts_s=1.3),
    Altered("30 % cropped, start cut off, mirrored", _cut(0.12, 0.2), is_mirrored=True, starts_s=1.3),
    Altered("mirrored, start cut off", "null", is_mirrored=True, starts_s=1.3),
    Altered("30 % cropped, start cut off, at half speed", _cut(0.1, 0.1), is_mirrored=False, starts_s=1.0, speed=2.0),
)


def alter(clip: Path, altered: Altered, out: Path) -> Path:
    """Write an altered copy with ffmpeg: small, strongly compressed, without sound."""
    steps = [altered.crop, "scale=trunc(iw*0.4)*2:-2"]
    steps += ["hflip"] if altered.is_mirrored else []
    steps += [f"setpts={altered.speed}*PTS"] if altered.speed != 1 else []
    command = ["ffmpeg", "-v", "error", "-y", "-ss", str(altered.starts_s), "-i", str(clip), "-an"]
    command += ["-vf", ",".join(steps), "-c:v", "libx264", "-preset", "veryfast", "-crf", "30"]
    command += ["-pix_fmt", "yuv420p", str(out)]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    return out


def sample_clips() -> list[Path]:
    """Return the sample clips that are there."""
    return [path for name in CLIPS if (path := SAMPLES / "videos" / name).is_file()]


def span_words(found: Shared | None) -> str:
    """Say in a table which span was found."""
    if found is None:
        return "no span"
    offset_s = found.other_first_s - found.first_s * found.speed
    return f"{found.first_s:.2f} to {found.last_s:.2f} s, offset {offset_s:+.2f} s, speed {found.speed:.3f}"


def is_right(altered: Altered, found: Shared | None, begins_s: float) -> bool:
    """Tell whether offset and speed are those of the copy: to a tenth of a second, to a fiftieth.

    ``begins_s``: the container time of the clip's first frame; its copy begins at zero.
    """
    if found is None:
        return False
    here_s = (found.other_first_s / altered.speed + altered.starts_s + begins_s) - found.first_s
    return abs(here_s) <= 0.1 and abs(found.speed - altered.speed) <= 0.02 * altered.speed


def begins_at(clip: Path) -> float:
    """Return the container time of a clip's first frame, in seconds."""
    with open_clip(clip, sniff_file(clip)) as opened:
        return float(opened.table.time_s(0))


def clip_table(clips: Sequence[Path], altered: Sequence[Altered] = ALTERED) -> tuple[int, int, int, int]:
    """Print what is found of the altered clips in one case; return copies, pairs found, right spans, false pairs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        made: dict[str, tuple[Path, Altered]] = {}
        for number, clip in enumerate(clips):
            shutil.copy(clip, folder / "in" / f"{number:02d}{clip.suffix}")
            for which, one in enumerate(altered):
                made[alter(clip, one, folder / "in" / f"{number:02d}-{which}.mp4").name] = (clip, one)
        with Workspace.create(folder / "t.case", "Clips", "Table") as workspace:
            add_footage(workspace, [folder / "in"], jobs=2)
            began = time.monotonic()
            found = propose(workspace, parts=True)
            took_s = time.monotonic() - began
    return _told(clips, made, found, took_s)


def _told(
    clips: Sequence[Path], made: Mapping[str, tuple[Path, Altered]], found: Sequence[Proposal], took_s: float
) -> tuple[int, int, int, int]:
    pairs = {frozenset((one.one.original_name, one.other.original_name)): one for one in found}
    false = [sorted(pair) for pair in pairs if len({name[:2] for name in pair}) > 1]
    number_found = right = 0
    for name, (clip, one) in made.items():
        whole = f"{clips.index(clip):02d}{clip.suffix}"
        pair = pairs.get(frozenset((whole, name)))
        shared = pair.shared if pair is not None else None
        if pair is not None and shared is not None and pair.one.original_name != whole:
            shared = seen_from_there(shared)
        number_found += pair is not None
        is_good = is_right(one, shared, begins_at(clip))
        right += is_good
        words = "not found" if pair is None else span_words(shared)
        print(f"{clip.stem[-32:]:32}  {one.name:42} {words}{'' if is_good else '  !'}")
    files = len(clips) + len(made)
    print(
        f"{number_found} of {len(made)} copies found, {right} with the right offset and speed; {len(false)} false of"
        f" {files * (files - 1) // 2} pairs; {took_s:.0f} s for {files} clips"
    )
    for pair in false:
        print(f"  {pair}")
    return len(made), number_found, right, len(false)
