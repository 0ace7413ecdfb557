"""Saved posts made for tests, in the layouts that the programs write; names in them are made up."""

import base64
import gzip
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from tests.footage import make_clip, make_photo

LEFT_OUT = "(File not included. Change data exporting settings to download.)"
TOO_LARGE = "(File exceeds maximum size. Change data exporting settings to download.)"
ACCOUNT, ACCOUNT_ID, ORIGIN = "Zorian Watcher zqname", "channel1487851422zqid", "Borys Neighbour zqorigin"
CAPTION = "Дрон над мостом zqcaption, дивіться https://t.example/x"


def message(number: int, **told: Any) -> dict[str, Any]:
    """Return one message of a channel, posted at 2024-01-15 10:30:00 in a zone two hours east of Greenwich."""
    base = {
        "id": number,
        "type": "message",
        "date": "2024-01-15T10:30:00",
        "date_unixtime": "1705307400",
        "from": ACCOUNT,
        "from_id": ACCOUNT_ID,
        "text": "",
        "text_entities": [],
    }
    return {name: value for name, value in {**base, **told}.items() if value is not None}


def telegram_chat(*messages: dict[str, Any], kind: str = "public_channel") -> dict[str, Any]:
    """Return the export of one chat."""
    return {"name": "River watch zqchat", "type": kind, "id": 1487851422, "messages": list(messages)}


def make_telegram_export(folder: Path, *, kind: str = "public_channel") -> Path:
    """Write a channel as Telegram Desktop does: an album, a forward, an edit, a clip, and files that were left out."""
    (folder / "photos").mkdir(parents=True)
    (folder / "video_files").mkdir()
    for number, shift in ((1, 0), (2, 40), (3, 90)):
        make_photo(folder / f"photos/photo_{number}@15-01-2024_10-30-00.jpg", shift=shift)
    make_clip(folder / "video_files/IMG_0042.MP4")
    size = (folder / "video_files/IMG_0042.MP4").stat().st_size
    pieces = [CAPTION.partition("https")[0], {"type": "link", "text": "https" + CAPTION.partition("https")[2]}]
    photo = {"width": 160, "height": 120}
    messages = (
        message(100, type="service", action="pin_message", text=""),
        message(101, photo="photos/photo_1@15-01-2024_10-30-00.jpg", text=pieces, **photo),
        message(102, photo="photos/photo_2@15-01-2024_10-30-00.jpg", edited="1970-01-01T02:00:00", **photo),
        message(103, text="words alone", date="2024-01-15T10:31:00", date_unixtime="1705307460"),
        message(
            104,
            file="video_files/IMG_0042.MP4",
            file_name="IMG_0042.MP4",
            file_size=size,
            media_type="video_file",
            mime_type="video/mp4",
            duration_seconds=0,
            forwarded_from=ORIGIN,
            forwarded_from_id="user777",
            date="2024-01-15T11:00:00",
            date_unixtime="1705309200",
            edited="2024-01-15T12:00:00",
            edited_unixtime="1705312800",
        ),
        message(105, photo="photos/photo_3@15-01-2024_10-30-00.jpg", date="2023-01-01T10:00:00", date_unixtime=None),
        message(106, photo=LEFT_OUT, date="2024-02-01T10:00:00", date_unixtime="1706774400"),
        message(107, file=TOO_LARGE, file_name="long.mp4", date="2024-02-02T10:00:00", date_unixtime="1706860800"),
        message(108, photo="photos/photo_9@gone.jpg", date="2024-02-03T10:00:00", date_unixtime="1706947200"),
    )
    (folder / "result.json").write_text(json.dumps(telegram_chat(*messages, kind=kind), ensure_ascii=False, indent=1))
    return folder


def info_json(**told: Any) -> dict[str, Any]:
    """Return what yt-dlp writes beside a clip, cut down to what is read and what must not be."""
    base = {
        "id": "m6uto4wQY_g",
        "title": "Strike at the bridge",
        "description": "Seen this morning.\nMore later.",
        "extractor": "youtube",
        "extractor_key": "Youtube",
        "webpage_url": "https://www.youtube.example/watch?v=m6uto4wQY_g",
        "url": "https://cdn.example/videoplayback?ip=203.0.113.9&signature=zqsecret",
        "uploader": "Ricky zqname",
        "uploader_id": "@k1ngie",
        "channel_id": "UCzqid",
        "timestamp": 1705307400,
        "upload_date": "20240115",
        "epoch": 1705400000,
        "duration": 0.34,
        "ext": "mp4",
        "formats": [{"url": "https://cdn.example/zqsecret"}],
    }
    return {**base, **told}


def wacz_bytes(media: bytes, *, page: str = "https://news.example/a") -> bytes:
    """Return a WACZ with one page and an index that names ``media`` by its SHA-256."""
    digest = hashlib.sha256(media).hexdigest()
    entry = {"url": "https://cdn.example/p.jpg", "mime": "image/jpeg", "status": "200", "digest": f"sha256:{digest}"}
    line = f"example,cdn)/p.jpg 20240115083000 {json.dumps(entry)}\n"
    pages = [
        {"format": "json-pages-1.0", "id": "pages", "title": "All Pages"},
        {"id": "1", "url": page, "title": "The bridge", "ts": "2024-01-15T08:30:00Z"},
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package", "wacz_version": "1.1.1"}))
        archive.writestr("pages/pages.jsonl", "\n".join(json.dumps(one) for one in pages))
        archive.writestr("indexes/index.cdx.gz", gzip.compress(line.encode()))
        archive.writestr("archive/data.warc.gz", gzip.compress(b"WARC/1.1\r\n"))
    return out.getvalue()


def mhtml_bytes(picture: bytes, *, address: str = "https://news.example/b") -> bytes:
    """Return a page as Chrome saves it, with one picture in it."""
    body = base64.encodebytes(picture).decode().replace("\n", "\r\n")
    return (
        "From: <Saved by Blink>\r\n"
        f"Snapshot-Content-Location: {address}\r\n"
        "Subject: =?utf-8?Q?=D0=9C=D1=96=D1=81=D1=82?=\r\n"
        "Date: Mon, 15 Jan 2024 08:30:00 -0000\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----X"\r\n\r\n'
        f"------X\r\nContent-Type: text/html\r\nContent-Location: {address}\r\n\r\n<p>bridge</p>\r\n"
        "------X\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Location: https://cdn.example/q.jpg\r\n\r\n{body}\r\n------X--\r\n"
    ).encode()
