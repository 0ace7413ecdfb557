"""A file is what its bytes say, whatever its name says."""

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest

from verifier.media.media_types import MEDIA_TYPES, describe
from verifier.media.sniff import sniff

HEAD = 64 * 1024


def media_type(head: bytes) -> str:
    return sniff(head, len(head)).media_type


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "application/vnd.oasis.opendocument.spreadsheet" if name == "mimetype" else "x")
    return out.getvalue()


def mp3_frame() -> bytes:
    return b"\xff\xfb\x90\x00" + bytes(413)  # MPEG 1 layer 3, 128 kbit/s, 44,100 Hz: 417 bytes


OFFICE = "application/vnd.openxmlformats-officedocument."
MADE = [
    (b"", "application/x-empty"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff\xe1", "image/jpeg"),
    (b"GIF89a\x01\x00", "image/gif"),
    (b"BM" + bytes(12) + b"\x28\x00\x00\x00", "image/bmp"),
    (b"BMW owners write plain text, too.\n", "text/plain"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
    (b"RIFF\x00\x00\x00\x00WAVEfmt ", "audio/wav"),
    (b"RIFF\x00\x00\x00\x00AVI LIST", "video/x-msvideo"),
    (b"\x00\x00\x00\x18ftypavif", "image/avif"),
    (b"\x00\x00\x00\x18ftypheix", "image/heic"),
    (b"\x00\x00\x00\x18ftypisom", "video/mp4"),
    (b"\x00\x00\x00\x18ftypM4A ", "audio/mp4"),
    (b"\x00\x00\x00\x183gp_", "application/octet-stream"),
    (b"\x00\x00\x00\x18ftyp3gp5", "video/3gpp"),
    (b"\x00\x00\x10\x00moov\x00\x00\x00\x6cmvhd", "video/quicktime"),
    (b"\x00\x00\x00\x01mdat", "video/quicktime"),
    (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", "video/webm"),
    (b"\x1aE\xdf\xa3\xa3B\x86\x81\x01B\x82\x88matroska", "video/x-matroska"),
    (b"OggS" + bytes(24) + b"\x01vorbis", "audio/ogg"),
    (b"OggS" + bytes(24) + b"\x80theora", "video/ogg"),
    (b"fLaC\x00", "audio/flac"),
    (b"ID3\x04", "audio/mpeg"),
    (mp3_frame() * 2, "audio/mpeg"),
    (mp3_frame(), "application/octet-stream"),
    ((b"\x47" + bytes(187)) * 5, "video/mp2t"),
    (bytes(50) + (b"\x47" + bytes(187)) * 6, "video/mp2t"),
    ((bytes(4) + b"\x47" + bytes(187)) * 6, "video/m2ts"),
    (b"\x00\x00\x01\xba\x44", "video/mpeg"),
    (b"%PDF-1.7\n", "application/pdf"),
    (b"\r\n\r\n%PDF-1.4\n", "application/pdf"),
    (zipped("[Content_Types].xml", "word/document.xml"), OFFICE + "wordprocessingml.document"),
    (zipped("[Content_Types].xml", "xl/workbook.xml"), OFFICE + "spreadsheetml.sheet"),
    (zipped("mimetype", "content.xml"), "application/vnd.oasis.opendocument.spreadsheet"),
    (zipped("datapackage.json", "archive/data.warc.gz"), "application/wacz"),
    (zipped("holiday.jpg"), "application/zip"),
    (b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", "application/warc"),
    (gzip.compress(b"WARC/1.0\r\nWARC-Type: warcinfo\r\n"), "application/warc+gzip"),
    (gzip.compress(b"anything"), "application/gzip"),
    (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n", "multipart/related"),
    (b"<!DOCTYPE html>\n<html>", "text/html"),
    (b'<?xml version="1.0"?><gpx version="1.1">', "application/gpx+xml"),
    (b'<?xml version="1.0"?><note/>', "application/xml"),
    (b'{"id": "x"}', "application/json"),
    (b"[1, 2, 3]", "application/json"),
    (b"[12:30] Anna: look at this\n", "text/plain"),
    (b"1\n00:00:00,000 --> 00:00:01,000\nHOME(1,2)\n", "application/x-subrip"),
    (b"\xef\xbb\xbf1\r\n00:00:00,000 --> 00:00:01,000\r\n", "application/x-subrip"),
    (b"1\n2017.08.05 14:11:51,393,525\n[latitude : -20.2] [iso : 100]\n\n2\n", "application/x-subrip"),
    (b"1\n2017.08.05 14:11:51 we left\nand came home\n", "text/plain"),
    (b"date,place\n2023-01-01,Bakhmut\n", "text/csv"),
    (b"date;place\n2023-01-01;Bakhmut\n", "text/csv"),
    (b"a\tb\n1\t2\n", "text/tab-separated-values"),
    ("Знято сьогодні.\n".encode("cp1251"), "text/plain"),
    ("Знято сьогодні.\n".encode("utf-16"), "text/plain"),
    ("Знято".encode()[:-1], "text/plain"),
    (bytes(range(256)), "application/octet-stream"),
]


@pytest.mark.parametrize(("head", "wanted"), MADE, ids=[f"{wanted}-{n}" for n, (_, wanted) in enumerate(MADE)])
def test_the_first_bytes_decide(head, wanted):
    assert media_type(head) == wanted


PLAYLISTS = [
    (b"#EXTM3U\n#EXT-X-TARGETDURATION:10\nhttp://127.0.0.1/a.ts\n", "application/vnd.apple.mpegurl"),
    (b"\xef\xbb\xbf\n#EXTM3U\nhttp://127.0.0.1/a.ts\n", "application/vnd.apple.mpegurl"),
    (b'<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011">', "application/dash+xml"),
    (b"v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\n", "application/sdp"),
    (b"ffconcat version 1.0\nfile 'http://127.0.0.1/a.mp4'\n", "text/x-ffconcat"),
    (b"file 'http://127.0.0.1/a.mp4'\n", "text/plain"),
]


@pytest.mark.parametrize(("head", "wanted"), PLAYLISTS)
def test_a_playlist_is_a_document_and_has_no_demuxer(head, wanted):
    found = sniff(head, len(head))
    assert (found.kind, found.media_type, found.demuxer) == ("document", wanted, None)


@pytest.mark.parametrize("name", sorted(MEDIA_TYPES))
def test_every_media_type_has_a_kind_and_only_what_plays_has_a_demuxer(name):
    described = describe(name)
    assert (described.demuxer is not None) == (described.kind in ("video", "audio"))


EXPLAINED = {
    # ExifTool reads the DNG tags inside a JPEG's EXIF; the file is a JPEG and is decoded as one.
    "photos/pentax/exiv2__exiv2-bug855.jpg": "image/jpeg",
    # A box "pnot" at the start is QuickTime's; ExifTool went by the name.
    "broken/exiv2/exiv2__issue_2340_poc.mp4": "video/quicktime",
    # "video/mpeg" stands for program streams here; transport streams need another demuxer.
    "videos/media__sample_h264.ts": "video/mp2t",
    # ExifTool knows the family only.
    "telemetry/mapillary_tools__sf_30km_h.gpx": "application/gpx+xml",
    # ExifTool refused these for their broken directories; the signature is TIFF's, the decoder says the rest.
    "broken/exiv2/exiv2__issue_1830_poc.tiff": "image/tiff",
    "broken/exiv2/exiv2__issue_2320_poc.jpg": "image/tiff",
    "broken/exiv2/exiv2__issue_2339_poc.tiff": "image/tiff",
    "broken/exiv2/exiv2__issue_2352_poc.jpg": "image/tiff",
    # Not the signature of RAF, not the signature of JPEG.
    "broken/exiv2/exiv2__issue_1791_new.raf": "application/octet-stream",
    "broken/exiv2/exiv2__issue_ghsa_9jh3_fcc3_g6hv_poc.jpg": "application/octet-stream",
}


def test_every_sample_is_what_exiftool_says_but_for_the_differences_explained(samples: Path):
    truth = json.loads((samples / "GROUNDTRUTH.exiftool.json").read_text())
    differing: dict[str, str] = {}
    for name in (name for name in truth if name != "_about"):
        path = samples / name
        with path.open("rb") as file:
            found = sniff(file.read(HEAD), path.stat().st_size).media_type
        said = truth[name].get("File:MIMEType")
        is_subtitle = found == "application/x-subrip" and said == "text/plain"
        if found != said and not is_subtitle:
            differing[name] = found
    assert differing == EXPLAINED


def test_every_sample_that_exiftool_does_not_name_is_text(samples: Path):
    truth = json.loads((samples / "GROUNDTRUTH.exiftool.json").read_text())
    kinds = {
        sniff(path.read_bytes()[:HEAD], path.stat().st_size).kind
        for path in samples.rglob("*")
        if path.is_file() and path.relative_to(samples).as_posix() not in truth
    }
    assert kinds == {"document"}
