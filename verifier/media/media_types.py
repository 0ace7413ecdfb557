"""The media types the program tells apart: what kind of item each is, which demuxer may open it, its usual suffix."""

import msgspec

from verifier.domain.inspection import ItemKind


class Sniffed(msgspec.Struct, frozen=True):
    """What a file's first bytes say it is.

    ``demuxer``: the only FFmpeg demuxer that may open it; ``None`` where FFmpeg must not touch it. ``suffix``: with its
    dot, for a copy that is given a name; never taken from the file's own name.
    """

    kind: ItemKind
    media_type: str
    demuxer: str | None = None
    suffix: str = ""


_PHOTOS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "image/bmp": ".bmp",
    "image/heic": ".heic",
    "image/heif": ".heif",
    "image/avif": ".avif",
    "image/jp2": ".jp2",
    "image/jxl": ".jxl",
    "image/x-adobe-dng": ".dng",
    "image/x-nikon-nef": ".nef",
    "image/x-canon-cr2": ".cr2",
    "image/x-canon-cr3": ".cr3",
    "image/x-canon-crw": ".crw",
    "image/x-sony-arw": ".arw",
    "image/x-fujifilm-raf": ".raf",
    "image/x-olympus-orf": ".orf",
    "image/x-panasonic-rw2": ".rw2",
    "image/vnd.adobe.photoshop": ".psd",
}
_CLIPS = {
    "video/mp4": ("mov", ".mp4"),
    "video/quicktime": ("mov", ".mov"),
    "video/3gpp": ("mov", ".3gp"),
    "video/x-matroska": ("matroska", ".mkv"),
    "video/webm": ("matroska", ".webm"),
    "video/x-msvideo": ("avi", ".avi"),
    "video/mp2t": ("mpegts", ".ts"),
    "video/m2ts": ("mpegts", ".m2ts"),
    "video/mpeg": ("mpeg", ".mpg"),
    "video/x-mpegvideo": ("mpegvideo", ".m2v"),
    "video/x-flv": ("flv", ".flv"),
    "video/x-ms-asf": ("asf", ".wmv"),
    "video/ogg": ("ogg", ".ogv"),
}
_SOUNDS = {
    "audio/wav": ("wav", ".wav"),
    "audio/mpeg": ("mp3", ".mp3"),
    "audio/ogg": ("ogg", ".ogg"),
    "audio/flac": ("flac", ".flac"),
    "audio/mp4": ("mov", ".m4a"),
    "audio/aac": ("aac", ".aac"),
    "audio/amr": ("amr", ".amr"),
}
_OTHERS: dict[str, tuple[ItemKind, str]] = {
    "application/pdf": ("document", ".pdf"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("document", ".docx"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("document", ".xlsx"),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ("document", ".pptx"),
    "application/vnd.oasis.opendocument.text": ("document", ".odt"),
    "application/vnd.oasis.opendocument.spreadsheet": ("document", ".ods"),
    "application/vnd.oasis.opendocument.presentation": ("document", ".odp"),
    "application/x-ole-storage": ("document", ".doc"),
    "application/postscript": ("document", ".ps"),
    "application/rtf": ("document", ".rtf"),
    "text/html": ("document", ".html"),
    "text/csv": ("document", ".csv"),
    "text/tab-separated-values": ("document", ".tsv"),
    "text/plain": ("document", ".txt"),
    "application/json": ("document", ".json"),
    "application/xml": ("document", ".xml"),
    "image/svg+xml": ("document", ".svg"),
    "application/vnd.google-earth.kml+xml": ("document", ".kml"),
    "message/rfc822": ("document", ".eml"),
    "application/vnd.apple.mpegurl": ("document", ".m3u8"),
    "application/dash+xml": ("document", ".mpd"),
    "application/sdp": ("document", ".sdp"),
    "text/x-ffconcat": ("document", ".ffconcat"),
    "application/x-subrip": ("sidecar", ".srt"),
    "application/gpx+xml": ("sidecar", ".gpx"),
    "application/wacz": ("web_archive", ".wacz"),
    "application/warc": ("web_archive", ".warc"),
    "application/warc+gzip": ("web_archive", ".warc.gz"),
    "multipart/related": ("web_archive", ".mhtml"),
    "application/zip": ("other", ".zip"),
    "application/gzip": ("other", ".gz"),
    "image/x-exv": ("other", ".exv"),
    "application/x-empty": ("other", ""),
    "application/octet-stream": ("other", ".bin"),
}

RAW_TYPES = frozenset(
    {
        "image/x-adobe-dng",
        "image/x-nikon-nef",
        "image/x-canon-cr2",
        "image/x-canon-cr3",
        "image/x-canon-crw",
        "image/x-sony-arw",
        "image/x-fujifilm-raf",
        "image/x-olympus-orf",
        "image/x-panasonic-rw2",
    }
)
"""Camera raw: the sensor's data is not developed, an embedded preview is shown and named."""

MEDIA_TYPES = frozenset({*_PHOTOS, *_CLIPS, *_SOUNDS, *_OTHERS})


def describe(media_type: str) -> Sniffed:
    """Return kind, demuxer and suffix of a media type; raise ``KeyError`` for one that is not in the tables."""
    if media_type in _PHOTOS:
        return Sniffed("photo", media_type, None, _PHOTOS[media_type])
    if media_type in _CLIPS:
        return Sniffed("video", media_type, *_CLIPS[media_type])
    if media_type in _SOUNDS:
        return Sniffed("audio", media_type, *_SOUNDS[media_type])
    kind, suffix = _OTHERS[media_type]
    return Sniffed(kind, media_type, None, suffix)
