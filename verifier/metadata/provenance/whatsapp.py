"""Chats exported from WhatsApp: ``_chat.txt`` (iPhone), ``WhatsApp Chat with ….txt`` (Android), in many languages.

There is no specification; learned from exports: an iPhone writes ``[15/01/2024, 10:30:15] Name: words``, Android
``15/01/2024, 10:30 - Name: words``, each in the date layout of the phone. The time is the phone's, its zone unknown,
and ``03/04/2024`` means two days: it is kept as shown and not read. A medium is named ``<attached: X>`` (iPhone) or
``X (file attached)`` (Android), the words between in the language of the phone, so that the shape alone is looked for.
"""

import re
from collections.abc import Iterator

import msgspec

from verifier.metadata.provenance.post import Post, Wanted
from verifier.metadata.provenance.saved import MAX_BYTES, Saved, base_name, words

NAME = "whatsapp"
TITLE = "WhatsApp chat"
_DIGITS = r"[\d٠-٩۰-۹]"
_DAY = rf"{_DIGITS}{{1,4}}[./\-‏\u200e ]{{1,3}}{_DIGITS}{{1,2}}[./\-‏\u200e ]{{1,3}}{_DIGITS}{{2,4}}\.?"
_CLOCK = rf"{_DIGITS}{{1,2}}[:.]{_DIGITS}{{2}}(?:[:.]{_DIGITS}{{2}})?"
_HALF = r"(?:[ \u00a0\u202f]?(?:[AaPp]\.?[ \u00a0\u202f]?[Mm]\.?|[^\d\s:\]\-–]{1,6}))?"
_BEFORE = r"(?:(?:上午|下午|오전|오후|午前|午後)[ \u00a0]?)?"
_STAMP = rf"{_DAY}(?:,|،)?[ \u00a0\u202f]+(?:(?:um|a las|alle|à|at)[ ])?{_BEFORE}{_CLOCK}{_HALF}"
_LINE = re.compile(
    r"^[\u200e\u200f\u202a-\u202e\ufeff]*"
    rf"(?:\[(?P<ios>{_STAMP})\][ ]?|(?P<android>{_STAMP})[ \u00a0]+[-–][ ]+)(?P<rest>.*)$"
)
_MARKS = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_IOS_FILE = re.compile(r"<[^<>:：\n]{1,40}[:：][ \u00a0]*(?P<name>[^<>\n/\\]{1,250}\.\w{1,5})>[ \t]*$")
_ANDROID_FILE = re.compile(r"^(?P<name>[^\n/\\]{1,250}?\.\w{1,5})[ \u00a0]\([^()\n]{2,40}\)[ \t]*$")
_MAX_LINES = 3_000_000
_MAX_LINE = 100_000


class _Message(msgspec.Struct):
    stamp: str
    sender: str
    lines: list[str]


def recognizes(saved: Saved) -> bool:
    """Tell it by its first lines: two of them begin as messages do."""
    if not saved.media_type.startswith("text/") and not saved.name.casefold().endswith(".txt"):
        return False
    head = saved.head(16 * 1024).decode("utf-8", "replace").splitlines()[:40]
    begun = sum(_LINE.match(line[:_MAX_LINE]) is not None for line in head)
    return begun >= 2 or (begun == 1 and len(head) <= 3)


def read(saved: Saved) -> Iterator[Post | str]:
    """Yield a post for every message that names a file."""
    for message in _messages(saved):
        found = _file_and_words(message.lines)
        if found is None:
            continue
        name, text = found
        yield Post(
            wanted=Wanted(paths=(base_name(name),)),
            platform="WhatsApp",
            account_name=words(message.sender),
            posted_at_as_shown=message.stamp,
            caption=text,
            acquired_how="WhatsApp chat export",
            is_closed_source=True,
            said=(text,) if text.strip() else (),
        )


def _messages(saved: Saved) -> Iterator[_Message]:
    current: _Message | None = None
    for number, line in enumerate(saved.text(MAX_BYTES).split("\n")):
        if number > _MAX_LINES:
            return
        line = line.rstrip("\r")
        found = _LINE.match(line[:_MAX_LINE])
        if found is None:
            if current is not None and len(current.lines) < 2_000:
                current.lines.append(line)
            continue
        if current is not None:
            yield current
        sender, colon, rest = found["rest"].partition(": ")
        is_said = bool(colon) and len(sender) <= 200
        current = _Message(
            _MARKS.sub("", found["ios"] or found["android"]).strip(),
            _MARKS.sub("", sender).strip() if is_said else "",
            [rest if is_said else found["rest"]],
        )
    if current is not None:
        yield current


def _file_and_words(lines: list[str]) -> tuple[str, str] | None:
    """Return the file that a message names and the words sent with it: before it (iPhone) or after it (Android)."""
    for place, line in enumerate(lines):
        clean = _MARKS.sub("", line).rstrip()
        on_iphone = _IOS_FILE.search(clean)
        if on_iphone is not None:
            text = "\n".join((*lines[:place], clean[: on_iphone.start()].rstrip(" "), *lines[place + 1 :]))
            return on_iphone["name"], _without_ends(text)
        on_android = _ANDROID_FILE.match(clean) if place == 0 else None
        if on_android is not None:
            return on_android["name"], _without_ends("\n".join(lines[1:]))
    return None


def _without_ends(text: str) -> str:
    return text.strip("\n\r \u200e\u200f")
