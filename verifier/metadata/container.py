"""Read the tags of clips and sound files as FFmpeg names them, of the container and of each stream.

Beside the QuickTime reader, which reads boxes itself, this is the second opinion on MP4 and the only reader of
Matroska, AVI and the transport streams. FFmpeg opens with the one demuxer that the first bytes name, and is handed the
open file, never its name.
"""

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any, BinaryIO, cast

from av.error import FFmpegError

from verifier.domain.errors import RefusedFile
from verifier.domain.readings import Reading
from verifier.media.clip_opening import open_container
from verifier.media.originals import open_original
from verifier.media.sniff import Sniffed
from verifier.metadata.source import Source
from verifier.metadata.values import text_value

MAX_TAGS = 2_000
_OPTIONS = {"format_probesize": "65536"}


class Container:
    """The registry line of this reader."""

    name = "ffmpeg"
    version = f"PyAV {version('av')}"

    def reads(self, sniffed: Sniffed) -> bool:
        return sniffed.kind in ("video", "audio") and sniffed.demuxer is not None

    def read(self, source: Source) -> Iterator[Reading]:
        """Yield container tags, then the tags of each stream and chapter."""
        try:
            with (
                open_original(source.path) as file,
                open_container(cast("BinaryIO", file), source.sniffed.demuxer or "", _OPTIONS) as container,
            ):
                found = list(_tags(container))
        except (FFmpegError, OSError, ValueError) as error:
            raise RefusedFile(f"FFmpeg cannot read the container ({_why(error)}).") from error
        yield from found


def _why(error: Exception) -> str:
    """Return what FFmpeg says, such as "Invalid data found when processing input"."""
    return getattr(error, "strerror", None) or "it is damaged"


def _tags(container: Any) -> Iterator[Reading]:
    yield from _readings("Container", container.metadata, "container")
    for stream in container.streams:
        group = f"Stream{stream.index}"
        yield from _readings(group, stream.metadata, f"stream {stream.index} ({stream.type})")
    for number, chapter in enumerate(container.chapters()):
        yield from _readings(f"Chapter{number}", chapter["metadata"], f"chapter {number}")


def _readings(group: str, tags: object, where: str) -> Iterator[Reading]:
    found = cast("dict[str, str]", tags)
    for name, text in list(found.items())[:MAX_TAGS]:
        value = text_value(str(text))
        yield Reading("ffmpeg", group, str(name), value, value.text, where)
