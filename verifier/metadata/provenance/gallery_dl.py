"""What gallery-dl writes beside pictures: ``123.jpg.json`` per file, or one list of all (``gallery-dl -j``).

Fields: gallery-dl, ``docs/configuration.rst`` ("metadata") and its extractors; there is no one schema, so that what a
site names is looked for under the names its extractors use. ``date`` has no zone: it is UTC where the site told the
moment (``text.parse_datetime`` takes the zone off after going to UTC), so it is read only for sites that do.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from verifier.metadata.provenance.moments import with_zone
from verifier.metadata.provenance.post import Post, Wanted
from verifier.metadata.provenance.saved import (
    Saved,
    first,
    list_of,
    object_of,
    plain,
    relative_path,
    web_address,
    whole_number,
    words,
)

NAME = "gallery-dl"
TITLE = "gallery-dl metadata"
_TELL_MOMENTS = frozenset(
    {
        "bluesky",
        "facebook",
        "flickr",
        "instagram",
        "mastodon",
        "reddit",
        "telegram",
        "tiktok",
        "tumblr",
        "twitter",
        "vk",
    }
)
_ADDRESSES = ("post_url", "webpage_url", "page_url", "permalink")
_TEXTS = ("content", "description", "caption", "selftext", "text")


def recognizes(saved: Saved) -> bool:
    """Tell it by category and subcategory, which every extractor sets."""
    if not saved.is_json:
        return False
    found = saved.json()
    if isinstance(found, dict):
        return {"category", "subcategory"} <= frozenset(found)
    return bool(found) and _told(plain(found[0])) is not None


def read(saved: Saved) -> Iterator[Post | str]:
    """Yield a post for every file."""
    found = saved.json()
    if isinstance(found, dict):
        told = {key: plain(raw) for key, raw in found.items()}
        own = saved.name[:-5] if saved.name.casefold().endswith(".json") else saved.name
        if told.get("extension") or told.get("filename"):
            yield _post(told, (own, *_names(told)))
        return
    for raw in found:
        entry = plain(raw)
        told = _told(entry)
        if told is not None and entry[0] == 3:  # 2 is a folder, 3 a file, 6 an address to follow
            yield _post(told, _names(told))


def _told(entry: object) -> dict[str, Any] | None:
    """Return the values of one entry of the list that ``-j`` prints: number, address, values."""
    parts = list_of(entry)
    if len(parts) < 2 or parts[0] not in (1, 2, 3, 6):
        return None
    last = object_of(parts[-1])
    return last if "category" in last else None


def _names(told: dict[str, Any]) -> tuple[str, ...]:
    """Return what the file may be called: as the site does, and by number in the post, as most sites' rule is."""
    name, ending = words(told.get("filename")), words(told.get("extension"))
    post, place = first(told, "tweet_id", "post_id", "id", "shortcode"), words(told.get("num"))
    made = (name, f"{post}_{place}" if post and place else "", post)
    return tuple(dict.fromkeys(relative_path(f"{one}.{ending}") for one in made if one and ending))


def _post(told: dict[str, Any], names: tuple[str, ...]) -> Post:
    account_id, account_name = _account(told)
    shown = words(told.get("date"))
    text = first(told, *_TEXTS)
    title = words(told.get("title"))
    at = with_zone(shown) or _moment(told, shown)
    return Post(
        wanted=Wanted(
            paths=tuple(one for one in names if one),
            size_bytes=whole_number(told.get("filesize")),
            width=whole_number(told.get("width")),
            height=whole_number(told.get("height")),
        ),
        url=next((one for name in _ADDRESSES if (one := web_address(told.get(name)))), ""),
        platform=words(told.get("category")),
        account_id=account_id,
        account_name=account_name,
        message_id=first(told, "tweet_id", "post_id", "shortcode", "post_shortcode", "id"),
        album=words(told.get("album_id")) or words(told.get("sidecar_media_id")),
        posted_at_as_shown=shown,
        posted_at=at,
        zone_assumption="UTC, as gallery-dl writes moments" if at is not None else "",
        caption=text or title,
        acquired_how="Downloaded with gallery-dl",
        rights=first(told, "license", "license_name"),
        said=tuple(dict.fromkeys(one for one in (title, text) if one.strip())),
    )


def _account(told: dict[str, Any]) -> tuple[str, str]:
    """Return id and name of the account: a record of its own, or values beside the rest."""
    for key in ("author", "user", "owner", "uploader", "creator"):
        known = object_of(told.get(key))
        if known:
            handle = first(known, "name", "username", "screen_name", "handle")
            shown = first(known, "nick", "fullname", "full_name", "displayName", "display_name", "realname")
            return first(known, "id", "did", "nsid") or handle, _both(shown, handle)
    shown = first(told, "fullname", "author_name", "uploader", "author", "user", "owner")
    handle = first(told, "username", "owner_username")
    return first(told, "owner_id", "user_id", "author_id") or handle, _both(shown, handle)


def _both(shown: str, handle: str) -> str:
    return f"{shown} (@{handle})" if shown and handle and shown != handle else shown or handle


def _moment(told: dict[str, Any], shown: str) -> datetime | None:
    if words(told.get("category")).partition(":")[0] not in _TELL_MOMENTS:
        return None
    try:
        return datetime.strptime(shown, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None
