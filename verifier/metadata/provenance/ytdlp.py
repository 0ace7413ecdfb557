"""What yt-dlp and youtube-dl write beside a clip: ``clip.info.json``.

Fields: yt-dlp, README, "Output template" and ``yt_dlp/extractor/common.py``; ``upload_date`` is a day and no moment,
``timestamp`` a moment. ``url`` and ``formats`` hold signed addresses with the downloader's own address in them: they
are not taken. Learned from a file of 2013 too, in which lengths are text.
"""

from collections.abc import Iterator
from typing import Any

from verifier.metadata.provenance.moments import from_unix
from verifier.metadata.provenance.post import Post, Wanted
from verifier.metadata.provenance.saved import (
    Saved,
    base_name,
    first,
    number,
    plain,
    web_address,
    words,
)

NAME = "yt-dlp"
TITLE = "yt-dlp .info.json"
_ENDINGS = (".info.json", ".json")


def recognizes(saved: Saved) -> bool:
    """Tell it by its names: an extractor, or formats and a day of upload, and an id."""
    keys = saved.keys
    return "id" in keys and ("extractor" in keys or "extractor_key" in keys or {"formats", "upload_date"} <= keys)


def read(saved: Saved) -> Iterator[Post | str]:
    """Yield the one post; nothing for a playlist, which has no file.

    Of a bare address, yt-dlp takes the moment from the server's Last-Modified, which says nothing of a posting.
    """
    found = saved.json()
    if not isinstance(found, dict):
        return
    told: dict[str, Any] = {
        key: plain(raw) for key, raw in found.items() if key not in ("formats", "automatic_captions")
    }
    if words(told.get("_type")) in ("playlist", "multi_video"):
        return
    extension = words(told.get("ext"))
    title, description = first(told, "fulltitle", "title"), words(told.get("description"))
    is_bare = first(told, "extractor_key", "extractor").casefold() == "generic"
    at = None if is_bare else from_unix(told.get("timestamp"))
    if is_bare and told.get("direct"):
        title = ""  # the name of the file
    yield Post(
        wanted=Wanted(
            paths=_names(saved.name, told),
            is_stem=True,
            extension=extension if extension.isalnum() else "",
            duration_s=number(told.get("duration")),
        ),
        url=web_address(told.get("webpage_url")) or web_address(told.get("original_url")),
        platform=first(told, "extractor_key", "extractor"),
        account_id=first(told, "channel_id", "uploader_id"),
        account_name=first(told, "uploader", "channel", "creator"),
        message_id=words(told.get("id")),
        posted_at_as_shown="" if is_bare else _shown(told),
        posted_at=at,
        zone_assumption="UTC" if at is not None else "",
        caption=description or title,
        acquired_at=from_unix(told.get("epoch")),
        acquired_how="Downloaded with yt-dlp",
        rights=words(told.get("license")),
        said=tuple(dict.fromkeys(one for one in (_own_title(title, description, told), description) if one.strip())),
    )


def _shown(told: dict[str, Any]) -> str:
    """Return the day of upload with dashes; a moment is not written out, since no page showed it so."""
    day = words(told.get("upload_date"))
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if len(day) == 8 and day.isdigit() else day


def _names(name: str, told: dict[str, Any]) -> tuple[str, ...]:
    """Return what the clip may be called, without its ending: as the file beside it, and as it was written then."""
    own = next((name[: -len(end)] for end in _ENDINGS if name.casefold().endswith(end)), name)
    written = base_name(first(told, "_filename", "filename"))
    return tuple(dict.fromkeys(one for one in (own, written.rpartition(".")[0]) if one))


def _own_title(title: str, description: str, told: dict[str, Any]) -> str:
    """Return the title where the source wrote one; for posts without titles yt-dlp makes one of account and words."""
    start = title.rstrip(".… ")
    made = [words(told.get(key)) for key in ("uploader", "uploader_id", "channel")]
    if not start or description.startswith(start) or any(one and title.startswith(f"{one} - ") for one in made):
        return ""
    return title
