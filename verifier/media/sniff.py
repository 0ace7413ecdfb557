"""Tell what a file is by its first bytes, never by its name.

A hostile playlist named ``clip.mp4`` must not reach FFmpeg as a playlist, and a photo named ``note.txt`` is a photo.
"""

import os
from collections.abc import Callable
from pathlib import Path

from verifier.media.media_types import Sniffed, describe
from verifier.media.originals import open_original, unreadable
from verifier.media.sniff_containers import (
    iso_media,
    matroska,
    mpeg_audio,
    mpeg_program,
    ogg,
    riff,
    tiff,
    transport_stream,
    zip_archive,
)
from verifier.media.sniff_text import text

__all__ = ["HEAD_BYTES", "Sniffed", "sniff", "sniff_file"]

HEAD_BYTES = 64 * 1024
"""How many first bytes are looked at."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"\xff\x4f\xff\x51", "image/jp2"),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", "image/jxl"),
    (b"\xff\x0a", "image/jxl"),
    (b"8BPS\x00\x01", "image/vnd.adobe.photoshop"),
    (b"FUJIFILMCCD-RAW", "image/x-fujifilm-raf"),
    (b"IIRO", "image/x-olympus-orf"),
    (b"IIRS", "image/x-olympus-orf"),
    (b"IIU\x00", "image/x-panasonic-rw2"),
    (b"\xff\x01Exiv2", "image/x-exv"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"FLV\x01", "video/x-flv"),
    (b"0&\xb2u\x8ef\xcf\x11\xa6\xd9\x00\xaa\x00b\xcel", "video/x-ms-asf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"\xc5\xd0\xd3\xc6", "application/postscript"),
    (b"%!PS", "application/postscript"),
    (b"{\\rtf", "application/rtf"),
    (b"WARC/", "application/warc"),
)
"""First bytes -> media type, each as its own specification or the Library of Congress format registry gives them."""

_LOOKS: tuple[Callable[[bytes], str | None], ...] = (
    tiff,
    riff,
    iso_media,
    matroska,
    ogg,
    zip_archive,
    transport_stream,
    mpeg_program,
    mpeg_audio,
    text,
)


def sniff(head: bytes, size_bytes: int) -> Sniffed:
    """Tell kind, media type, demuxer and suffix from the first 64 KiB (or all, where the file is shorter)."""
    return describe(_media_type(head, size_bytes))


def sniff_file(path: Path) -> Sniffed:
    """Tell what an original is; raise ``UnreadableFile`` where it is no file or cannot be read."""
    with open_original(path) as file:
        try:
            return sniff(file.read(HEAD_BYTES), os.fstat(file.fileno()).st_size)
        except OSError as error:
            raise unreadable(path, error) from error


def _media_type(head: bytes, size_bytes: int) -> str:
    if size_bytes == 0 or not head:
        return "application/x-empty"
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    if head.startswith(b"BM") and _is_bitmap(head):
        return "image/bmp"
    return next((found for look in _LOOKS if (found := look(head))), "application/octet-stream")


def _is_bitmap(head: bytes) -> bool:
    """Tell a BMP from text that begins with BM: reserved fields are 0, the header has one of its known sizes."""
    return head[6:10] == bytes(4) and int.from_bytes(head[14:18], "little") in (12, 16, 40, 52, 56, 64, 108, 124)
