"""The decoding tasks of this floor; imported by workers only, by name."""

import os
from pathlib import Path
from typing import Any

from verifier.media.clip_messages import ClipReply, DecodeFrame, FrameReply, OpenClip, SavedFrame, SaveFramePng
from verifier.media.cut_messages import FindCuts, FoundCuts
from verifier.media.following_messages import Followed, FollowOn
from verifier.media.messages import DecodeStill, KeepingTask, Kept, PictureReply, Task
from verifier.media.sniff import sniff_file
from verifier.media.sound_messages import Peaks, ReadPeaks, ReadSound, SoundReply


def decode_still_task(request: DecodeStill) -> PictureReply:
    """Decode a photo upright and lend its pixels; raise ``InputError`` where it cannot be shown."""
    from verifier.media.lend import lend_pixels
    from verifier.media.stills import decode_still

    path = Path(os.fsdecode(request.path))
    still = decode_still(path, sniff_file(path), request.max_side)
    return PictureReply(lend_pixels(still.pixels, request.format), still.technical, still.troubles)


def open_clip_task(request: OpenClip, kept: Kept) -> ClipReply:
    """Open a clip and list its frames; raise ``InputError`` where it cannot be shown."""
    from verifier.media.video_tasks import list_frames

    return list_frames(request, kept)


def decode_frame_task(request: DecodeFrame, kept: Kept) -> FrameReply:
    """Decode one frame of a clip and lend its pixels; raise ``InputError`` where it cannot be shown."""
    from verifier.media.video_tasks import decode_frame

    return decode_frame(request, kept)


def save_frame_png_task(request: SaveFramePng, kept: Kept) -> SavedFrame:
    """Write one frame of a clip as PNG; raise ``InputError`` or ``StorageFailed``."""
    from verifier.media.video_tasks import save_frame_png

    return save_frame_png(request, kept)


def read_sound_task(request: ReadSound) -> SoundReply:
    """Read a stretch of a clip's sound; raise ``InputError`` where there is none."""
    from verifier.media.sound_tasks import read_sound

    return read_sound(request)


def read_peaks_task(request: ReadPeaks) -> Peaks:
    """Read how loud a stretch of a clip is, part by part; raise ``InputError`` where there is no sound."""
    from verifier.media.sound_tasks import read_peaks

    return read_peaks(request)


def follow_on_task(request: FollowOn) -> Followed:
    """Follow a region through a clip; raise ``InputError`` where it cannot be read."""
    from verifier.media.following_tasks import follow_on

    return follow_on(request)


def find_cuts_task(request: FindCuts, kept: Kept) -> FoundCuts:
    """Look at some frames of a clip for cuts; raise ``InputError`` where it cannot be read."""
    from verifier.media.cuts import find_cuts
    from verifier.media.video_tasks import kept_clip

    return FoundCuts(find_cuts(kept_clip(request.path, kept), request.first, request.frames))


TASKS: tuple[Task[Any] | KeepingTask[Any], ...] = (
    Task(DecodeStill, decode_still_task),
    KeepingTask(OpenClip, open_clip_task),
    KeepingTask(DecodeFrame, decode_frame_task),
    KeepingTask(SaveFramePng, save_frame_png_task),
    Task(ReadSound, read_sound_task),
    Task(ReadPeaks, read_peaks_task),
    Task(FollowOn, follow_on_task),
    KeepingTask(FindCuts, find_cuts_task),
)
