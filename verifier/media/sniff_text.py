"""Tell apart what is text: markup, tables, subtitles, mail, and the playlists that must never reach FFmpeg."""

import re
from collections.abc import Callable

_START = 4096
"""Characters looked at: the marks of every format here stand in the first few lines."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_SRT = re.compile(
    r"\s*\d+\s*\n\s*(?:\d{1,2}:\d\d:\d\d[,.]\d+\s*-->\s*\d"
    r"|\d{4}[-.]\d\d?[-.]\d\d? \d\d?:\d\d:\d\d[^\n]{0,40}\n\s*\[(?:latitude|iso)\b)",
    re.MULTILINE,
)
"""Subtitles; some DJI drones write the clock of the day where the times of the clip belong."""
_JSON = re.compile(r'\s*(\{\s*("|\}\s*$)|\[\s*([\[{"]|\]\s*$|(-?\d[\d.eE+-]*|true|false|null)\s*(,|\]\s*$)))')
_HTML = re.compile(r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_SDP = re.compile(r"v=0\r?\n(?:\w=.*\r?\n)*?[os]=")
_ROOTS = {
    "gpx": "application/gpx+xml",
    "kml": "application/vnd.google-earth.kml+xml",
    "svg": "image/svg+xml",
    "mpd": "application/dash+xml",
    "html": "text/html",
}


def text(head: bytes) -> str | None:
    """Tell which text it is, or ``None`` where the bytes are no text."""
    words = _decoded(head)
    if words is None:
        return None
    start = words[:_START]
    return next((found for look in _LOOKS if (found := look(start))), "text/plain")


def _decoded(head: bytes) -> str | None:
    """Decode by byte order mark or as UTF-8; old one-byte code pages count where no control character stands."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        if head.startswith(mark):
            words = head[len(mark) :].decode(encoding, "replace")
            return None if _CONTROLS.search(words) else words
    try:
        words = head.decode("utf-8")
    except UnicodeDecodeError as error:
        is_cut_at_the_end = error.start >= len(head) - 3
        words = head.decode("utf-8", "ignore") if is_cut_at_the_end else _one_byte_text(head)
    return None if words is None or _CONTROLS.search(words) else words


def _one_byte_text(head: bytes) -> str | None:
    """Take text of a one-byte code page (Windows-1251, Latin-1) for text: mostly letters, line ends in it."""
    words = head.decode("latin-1")
    odd = sum("\x7f" <= letter <= "\x9f" for letter in words)
    return words if odd * 10 < len(words) and ("\n" in words or " " in words) else None


def _playlist(start: str) -> str | None:
    """Recognize what tells FFmpeg to open something else: HLS, ffconcat, SDP (RFC 8216, RFC 8866)."""
    if start.lstrip().startswith("#EXTM3U"):
        return "application/vnd.apple.mpegurl"
    if start.lstrip().startswith("ffconcat version"):
        return "text/x-ffconcat"
    return "application/sdp" if _SDP.match(start) else None


def _web_archive(start: str) -> str | None:
    """Recognize a saved page as browsers write it (RFC 2557), and mail."""
    headers = start.partition("\n\n")[0] if "\r\n\r\n" not in start else start.partition("\r\n\r\n")[0]
    if not re.match(r"[A-Za-z-]+: ", headers):
        return None
    names = {line.partition(":")[0].lower() for line in headers.splitlines() if ":" in line}
    if "mime-version" in names and re.search(r"content-type:\s*multipart/related", headers, re.IGNORECASE):
        return "multipart/related"
    return "message/rfc822" if {"from", "date"} <= names and names & {"received", "message-id"} else None


def _subtitles(start: str) -> str | None:
    return "application/x-subrip" if _SRT.match(start) else None


def _markup(start: str) -> str | None:
    if _HTML.match(start):
        return "text/html"
    if not start.lstrip().startswith("<"):
        return None
    root = _ROOT.search(re.sub(r"<!--.*?-->", "", start, flags=re.DOTALL))
    if root and root[1].lower() in _ROOTS:
        return _ROOTS[root[1].lower()]
    return "application/xml" if start.lstrip().startswith("<?xml") else None


def _json(start: str) -> str | None:
    return "application/json" if _JSON.match(start) else None


def _table(start: str) -> str | None:
    """Take lines for a table where the first ones all hold the same number of separators, at least one."""
    lines = [line for line in start.splitlines() if line.strip()][:6]
    if len(start) == _START and len(lines) > 2:
        lines = lines[:-1]
    if len(lines) < 2:
        return None
    for separator, media_type in (("\t", "text/tab-separated-values"), (",", "text/csv"), (";", "text/csv")):
        counts = {re.sub(r'"[^"]*"', "", line).count(separator) for line in lines}
        if len(counts) == 1 and counts.pop() > 0:
            return media_type
    return None


_LOOKS: tuple[Callable[[str], str | None], ...] = (_playlist, _subtitles, _web_archive, _markup, _json, _table)
