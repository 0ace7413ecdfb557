"""Read the coordinates out of a ``geo:`` URI (RFC 5870) or a map's address, as text: nothing is opened.

Each map writes its own way; where an address holds a pin and a view, the pin is what was meant.
"""

import re
from urllib.parse import unquote, urlsplit

from verifier.domain.errors import UsageError

_NUMBER = r"[-+]?\d{1,3}(?:\.\d+)?"
_PAIR = rf"(?P<a>{_NUMBER})\s*(?:,|~|/)\s*(?P<b>{_NUMBER})(?![\d.])"
_PATTERNS = (
    re.compile(rf"!3d(?P<a>{_NUMBER})!4d(?P<b>{_NUMBER})(?![\d.])"),
    re.compile(rf"[?&#]mlat=(?P<a>{_NUMBER})&mlon=(?P<b>{_NUMBER})(?![\d.])"),
    re.compile(rf"[?&#](?:q|query|destination|daddr|ll|sll|center|cp|point)=(?:loc:|point\.)?{_PAIR}"),
    re.compile(rf"/(?:place|search|dir)/{_PAIR}"),
    re.compile(rf"[?&#]lat=(?P<a>{_NUMBER})&(?:lon|lng)=(?P<b>{_NUMBER})(?![\d.])"),
    re.compile(rf"@{_PAIR}"),
    re.compile(rf"#map=\d+(?:\.\d+)?/(?P<a>{_NUMBER})/(?P<b>{_NUMBER})(?![\d.])"),
)
"""Pins before views: Google's place data, OpenStreetMap's marker, queries; then ``@``, ``#map`` and the like."""
_LONGITUDE_FIRST = re.compile(r"(^|\.)yandex\.")
"""Yandex Maps writes longitude before latitude in ``ll`` and ``pt``."""
_GEO = re.compile(rf"geo:(?P<a>{_NUMBER}),(?P<b>{_NUMBER})(?:,{_NUMBER})?(?P<rest>[;?].*)?", re.IGNORECASE)


def is_link(text: str) -> bool:
    """Tell whether the text is a ``geo:`` URI or a web address."""
    return re.match(r"(?:geo:|https?://|www\.)", text, re.IGNORECASE) is not None


def read_link(text: str) -> tuple[float, float]:
    """Return latitude and longitude; raise :class:`UsageError` where the address names no point."""
    if text.lower().startswith("geo:"):
        return _read_geo(text)
    address = unquote(text)
    match = next((found for pattern in _PATTERNS if (found := pattern.search(address))), None)
    if match is None:
        raise UsageError("This address holds no coordinates as text. Short links are not opened: copy the coordinates.")
    first, second = float(match["a"]), float(match["b"])
    return (second, first) if _LONGITUDE_FIRST.search(_host(text)) else (first, second)


def _read_geo(text: str) -> tuple[float, float]:
    match = _GEO.fullmatch(text)
    if match is None:
        raise UsageError("A geo: URI reads geo:48.2082,16.3738.")
    system = re.search(r"crs=([^;?]+)", match["rest"] or "", re.IGNORECASE)
    if system is not None and system[1].lower() != "wgs84":
        raise UsageError("This geo: URI names another coordinate system than WGS 84.")
    return float(match["a"]), float(match["b"])


def _host(text: str) -> str:
    try:
        return urlsplit(text if "//" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
