"""Exports of Telegram Desktop: ``result.json`` of one chat, or of an account with all its chats.

Fields: Telegram Desktop, ``Telegram/SourceFiles/export/output/export_output_json.cpp``. ``date`` is local time of the
computer that exported, without its zone; ``date_unixtime`` (since 2021) is the moment. Exports before that write an
``edited`` of 1970 for messages that never were. A file that was left out has a sentence in parentheses for a path.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from verifier.domain.errors import UnreadableFile
from verifier.metadata.provenance import sentences
from verifier.metadata.provenance.moments import from_unix, zone_between
from verifier.metadata.provenance.post import Post, Wanted
from verifier.metadata.provenance.saved import Saved, list_of, number, object_of, relative_path, whole_number, words

NAME = "telegram"
TITLE = "Telegram Desktop export"
_MAX_ALBUM = 10
"""Media of one album, as Telegram takes them."""
_NEVER = ("1970-01-01", "1969-12-31")
"""The beginning of Unix time, east and west of Greenwich."""
_FILES = (("photo", "photo_file_size"), ("file", "file_size"))
_CLOSED = (
    "personal_chat", "bot_chat", "private_group", "private_supergroup", "private_channel", "saved_messages", "replies",
)  # fmt: skip
_MISSING = {
    "(file not included": sentences.LEFT_OUT,
    "(file exceeds": sentences.LEFT_OUT_FOR_SIZE,
    "(file unavailable": sentences.UNAVAILABLE,
}


class _Message(msgspec.Struct, frozen=True, rename={"from_name": "from"}):
    """The fields that are read; the rest is passed over."""

    id: Any = None
    type: Any = None
    date: Any = None
    date_unixtime: Any = None
    edited: Any = None
    edited_unixtime: Any = None
    from_name: Any = None
    from_id: Any = None
    author: Any = None
    forwarded_from: Any = None
    forwarded_from_id: Any = None
    saved_from: Any = None
    grouped_id: Any = None
    text: Any = None
    photo: Any = None
    photo_file_size: Any = None
    file: Any = None
    file_name: Any = None
    file_size: Any = None
    duration_seconds: Any = None
    width: Any = None
    height: Any = None

    @property
    def has_file(self) -> bool:
        return bool(words(self.photo) or words(self.file))

    @property
    def moment(self) -> tuple[str, str, str, str]:
        """Sender, second and origin: what the media of one album share."""
        second = words(self.date_unixtime) or words(self.date)
        return words(self.from_id), words(self.author), second, words(self.forwarded_from)


class _Chat(msgspec.Struct, frozen=True):
    name: Any = None
    type: Any = None
    id: Any = None
    messages: list[msgspec.Raw] = []


_chats = msgspec.json.Decoder(_Chat)
_messages = msgspec.json.Decoder(_Message)


def recognizes(saved: Saved) -> bool:
    """Tell it by its outermost names."""
    keys = saved.keys
    return {"messages", "type", "id"} <= keys or ("chats" in keys and bool(keys & {"about", "personal_information"}))


def read(saved: Saved) -> Iterator[Post | str]:
    """Yield a post for every message with a file, and a sentence for messages that could not be read."""
    unread = 0
    for chat in _all_chats(saved):
        messages: list[_Message] = []
        for raw in chat.messages:
            try:
                messages.append(_messages.decode(raw))
            except (ValueError, RecursionError):
                unread += 1
        albums = _albums(messages)
        for message in messages:
            if words(message.type) in ("", "message") and message.has_file:
                yield from _posts(chat, message, albums.get(id(message), words(message.grouped_id)))
    if unread:
        yield sentences.messages_passed_over(unread)


def _all_chats(saved: Saved) -> Iterator[_Chat]:
    if "messages" in saved.keys:
        yield _chat(saved.whole().removeprefix(b"\xef\xbb\xbf"), saved)
        return
    held = saved.json()
    for key in ("chats", "left_chats"):
        try:
            lists = (
                msgspec.json.decode(held[key], type=dict[str, Any]) if isinstance(held, dict) and key in held else {}
            )
        except (ValueError, RecursionError):
            lists = {}
        for one in list_of(lists.get("list")):
            yield _chat(msgspec.json.encode(one), saved)


def _chat(data: bytes, saved: Saved) -> _Chat:
    try:
        return _chats.decode(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(
            "This looks like a Telegram export, but its messages cannot be read.", saved.name
        ) from error


def _posts(chat: _Chat, message: _Message, album: str) -> Iterator[Post]:
    shown, at = words(message.date), from_unix(message.date_unixtime)
    edited, edited_at = words(message.edited), from_unix(message.edited_unixtime)
    if edited.startswith(_NEVER) or (message.edited_unixtime is not None and edited_at is None):
        edited, edited_at = "", None
    text = words_of(message.text)
    for field, size_field in _FILES:
        path = words(getattr(message, field))
        if not path:
            continue
        missing = _missing(path)
        yield Post(
            wanted=_wanted(message, field, "" if missing else path, getattr(message, size_field)),
            platform="Telegram",
            account_id=words(message.from_id),
            account_name=words(message.from_name),
            message_id=words(message.id),
            album=album,
            forwarded_from=_origin(message),
            posted_at_as_shown=shown,
            posted_at=at,
            edited_at_as_shown=edited,
            edited_at=edited_at,
            zone_assumption=zone_between(shown, at),
            caption=text,
            acquired_from=_chat_words(chat),
            acquired_how="Telegram Desktop export",
            is_closed_source=True if words(chat.type) in _CLOSED else None,
            said=(text,) if text.strip() else (),
            missing=missing,
        )


def _wanted(message: _Message, field: str, path: str, size: object) -> Wanted:
    name = words(message.file_name) if field == "file" else ""
    paths = (relative_path(path),) if path else (relative_path(name),)
    return Wanted(
        paths=tuple(one for one in paths if one),
        size_bytes=whole_number(size),
        duration_s=number(message.duration_seconds) if field == "file" else None,
        width=whole_number(message.width),
        height=whole_number(message.height),
    )


def _missing(path: str) -> str:
    start = path.casefold()
    found = next((sentence for words, sentence in _MISSING.items() if start.startswith(words)), "")
    return found or (sentences.NO_FILE if start.startswith("(file") else "")


def _origin(message: _Message) -> str:
    name = words(message.forwarded_from) or words(message.saved_from)
    known = words(message.forwarded_from_id)
    return f"{name} ({known})" if name and known else name or known


def _chat_words(chat: _Chat) -> str:
    name, kind, number_ = words(chat.name), words(chat.type).replace("_", " "), words(chat.id)
    told = ", ".join(part for part in (kind, f"id {number_}" if number_ else "") if part)
    return f"{name} ({told})" if name and told else name or told


def words_of(text: object) -> str:
    """Join a text that is written in pieces (links, bold words); verbatim, marks of style are dropped."""
    pieces = list_of(text)
    return words("".join(words(object_of(one).get("text", one)) for one in pieces)) if pieces else words(text)


def _albums(messages: list[_Message]) -> dict[int, str]:
    """Find albums: the export does not name them, but their media follow each other with one sender and one second.

    Words that stand at two of them mean two posts.
    """
    found: dict[int, str] = {}
    run: list[_Message] = []

    def close() -> None:
        texts = sum(bool(words_of(one.text).strip()) for one in run)
        if 1 < len(run) <= _MAX_ALBUM and texts <= 1:
            name = f"messages {words(run[0].id)}–{words(run[-1].id)}, told by one sender and second"
            found.update((id(one), name) for one in run)
        run.clear()

    for message in messages:
        if run and (not message.has_file or message.moment != run[-1].moment or message.grouped_id is not None):
            close()
        if message.has_file and message.grouped_id is None and message.moment[2]:
            run.append(message)
    close()
    return found
