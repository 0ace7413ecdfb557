"""The sound of a clip as samples at exact container times. Imported by workers only.

Samples are placed by the PTS of the packets they come from, never by counting from the beginning: sound that begins
late, has a gap, or was cut by an edit list stands where a player puts it.
"""

import logging
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.error import FFmpegError
from av.stream import Discard

from verifier.domain.errors import UnreadableFile, UnsupportedFile
from verifier.media.clip_opening import open_container
from verifier.media.media_types import Sniffed
from verifier.media.originals import open_original
from verifier.media.sound_messages import CHANNELS, FRAME_BYTES, RATE

log = logging.getLogger(__name__)

NEAR_SAMPLES = 3 * RATE
"""What is wanted no further ahead than this is reached by decoding on rather than by seeking."""
RUN_UP_S = 0.5
"""How far before the wanted sample decoding begins after a seek: codecs need packets before it to be right."""
SLIP_SAMPLES = RATE // 50
"""A packet further than this from where the last one ended begins anew: less is the rounding of time bases."""


class SoundReader:
    """Reads the first sound stream of one clip; closed by ``close``."""

    def __init__(self, path: Path, sniffed: Sniffed) -> None:
        """Open; raise ``UnsupportedFile`` where there is no sound, or none that a decoder here knows."""
        if sniffed.demuxer is None:
            raise UnsupportedFile("The file is not a clip.", path.name)
        self._file = cast(BinaryIO, open_original(path))
        try:
            self._container = open_container(self._file, sniffed.demuxer)
            streams = self._container.streams.audio
            if not streams:
                raise UnsupportedFile("The clip has no sound.", path.name)
            self._stream = streams[0]
            # PyAV's annotation leaves out that a stream without a known decoder has no context.
            if cast(Any, self._stream.codec_context) is None:
                raise UnsupportedFile("The sound is in a coding that no decoder here knows.", path.name)
        except (FFmpegError, OSError, ValueError) as error:
            self.close()
            raise UnreadableFile("The sound of the clip cannot be read.", path.name) from error
        except BaseException:
            self.close()
            raise
        for other in self._container.streams:
            if other is not self._stream:
                other.discard = Discard.all
        self._chunks: deque[tuple[int, bytes]] = deque()
        self._kept_from = self._end = 0
        self._frames: Iterator[AudioFrame] | None = None
        self._resampler = self._new_resampler()

    def close(self) -> None:
        """Close container and file."""
        container: Any = getattr(self, "_container", None)
        if container is not None:
            container.close()
        self._file.close()

    def read(self, first: int, count: int) -> tuple[bytes, bool]:
        """Return ``count`` samples from sample ``first`` of the container's time axis on, and whether that was all."""
        if self._frames is None or not self._kept_from <= first <= self._end + NEAR_SAMPLES:
            self._seek(first)
        is_over = not self._decode_until(first + count)
        while self._chunks and _end_of(self._chunks[0]) <= first:
            self._chunks.popleft()
        self._kept_from = first
        whole = bytearray(count * FRAME_BYTES)
        for place, samples in self._chunks:
            begin = max(place, first)
            end = min(place + len(samples) // FRAME_BYTES, first + count)
            if begin < end:
                inner = samples[(begin - place) * FRAME_BYTES : (end - place) * FRAME_BYTES]
                whole[(begin - first) * FRAME_BYTES : (end - first) * FRAME_BYTES] = inner
        return bytes(whole), is_over and self._end <= first + count

    def _seek(self, first: int) -> None:
        self._chunks.clear()
        self._kept_from = self._end = first
        self._resampler = self._new_resampler()
        time = (first / RATE - RUN_UP_S) / float(self._stream.time_base or 1)
        try:
            self._container.seek(round(time), stream=self._stream)
        except (FFmpegError, OSError):
            log.debug("the sound cannot be sought")
        self._frames = self._decode()

    def _decode_until(self, until: int) -> bool:
        """Decode until there are samples up to ``until``; tell whether there were so many."""
        while self._frames is not None and self._end < until:
            frame = next(self._frames, None)
            if frame is None:
                self._keep(self._end, self._samples(None))
                self._frames = None
            else:
                self._keep(self._place_of(frame), self._samples(frame))
        return self._end >= until

    def _place_of(self, frame: AudioFrame) -> int:
        """Return the sample at which a decoded frame begins: where its PTS says, or behind the last one."""
        if frame.pts is None or frame.time_base is None:
            return self._end
        place = round(frame.pts * frame.time_base * RATE)
        is_next = bool(self._chunks) and abs(place - self._end) <= SLIP_SAMPLES
        return self._end if is_next else place

    def _keep(self, place: int, samples: bytes) -> None:
        end = place + len(samples) // FRAME_BYTES
        if samples and end > self._kept_from:
            self._chunks.append((place, samples))
            self._end = max(self._end, end)

    def _samples(self, frame: AudioFrame | None) -> bytes:
        """Resample a decoded frame, or with ``None`` what the resampler still holds."""
        try:
            return b"".join(map(_bytes_of, self._resampler.resample(frame)))
        except (FFmpegError, ValueError) as error:
            log.debug("sound was left out: %s", type(error).__name__)
            return b""

    def _decode(self) -> Iterator[AudioFrame]:
        try:
            for packet in self._container.demux(self._stream):
                try:
                    yield from packet.decode()
                except (FFmpegError, EOFError) as error:
                    log.debug("a packet of sound did not decode: %s", type(error).__name__)
        except (FFmpegError, OSError) as error:
            log.debug("reading sound ended early: %s", type(error).__name__)

    def _new_resampler(self) -> AudioResampler:
        return AudioResampler(format="s16", layout="stereo", rate=RATE)


def _end_of(chunk: tuple[int, bytes]) -> int:
    return chunk[0] + len(chunk[1]) // FRAME_BYTES


def _bytes_of(frame: AudioFrame) -> bytes:
    samples = np.ascontiguousarray(frame.to_ndarray(), dtype=np.int16)
    return samples.tobytes()[: frame.samples * CHANNELS * 2]
