"""The task that reads a clip's sound; the reader is kept open between two stretches. Imported by workers only."""

import os
from pathlib import Path

from verifier.media.messages import Kept
from verifier.media.originals import unreadable
from verifier.media.sniff import sniff_file
from verifier.media.sound import SoundReader
from verifier.media.sound_messages import MOST_S, RATE, ReadSound, SoundReply

_open = Kept(room=1)
"""Apart from the clips that are kept: playing one must not close the other that stands beside it."""


def read_sound(request: ReadSound) -> SoundReply:
    """Read a stretch of sound; raise ``UnsupportedFile`` where there is none, ``UnreadableFile`` where it is gone."""
    path = Path(os.fsdecode(request.path))
    try:
        state = path.stat()
    except OSError as error:
        raise unreadable(path, error) from error
    key = (request.path, state.st_size, state.st_mtime_ns)
    reader = _open.get(key, lambda: SoundReader(path, sniff_file(path)))
    return SoundReply(*reader.read(request.first_sample, min(request.samples, MOST_S * RATE)))
