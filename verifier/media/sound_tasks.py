"""The tasks that read a clip's sound; the reader is kept open between two stretches. Imported by workers only."""

import os
from pathlib import Path

import numpy as np

from verifier.media.messages import Kept
from verifier.media.originals import unreadable
from verifier.media.sniff import sniff_file
from verifier.media.sound import SoundReader
from verifier.media.sound_messages import CHANNELS, MOST_S, RATE, Peaks, ReadPeaks, ReadSound, SoundReply

_open = Kept(room=1)
"""Apart from the clips that are kept: playing one must not close the other that stands beside it."""


def read_sound(request: ReadSound) -> SoundReply:
    """Read a stretch of sound; raise ``UnsupportedFile`` where there is none, ``UnreadableFile`` where it is gone."""
    reader = _reader(request.path)
    return SoundReply(*reader.read(request.first_sample, min(request.samples, MOST_S * RATE)))


def read_peaks(request: ReadPeaks) -> Peaks:
    """Read how loud each part of a stretch is; raises as :func:`read_sound` does."""
    reader, peaks = _reader(request.path), np.zeros(request.columns, np.int32)
    for first in range(0, request.samples, RATE):
        count = min(RATE, request.samples - first)
        data, _ = reader.read(request.first_sample + first, count)
        loud = np.abs(np.frombuffer(data, np.int16).reshape(count, CHANNELS).astype(np.int32)).max(axis=1)
        columns = (first + np.arange(count)) * request.columns // request.samples
        np.maximum.at(peaks, columns, loud)
    return Peaks((np.minimum(peaks, 32767) >> 7).astype(np.uint8).tobytes())


def _reader(path_bytes: bytes) -> SoundReader:
    path = Path(os.fsdecode(path_bytes))
    try:
        state = path.stat()
    except OSError as error:
        raise unreadable(path, error) from error
    key = (path_bytes, state.st_size, state.st_mtime_ns)
    return _open.get(key, lambda: SoundReader(path, sniff_file(path)))
