"""Words of the panel Source: what each part of a posting is called, and what it means where nothing stands. No Qt."""

from verifier.domain.records import Item, Posting
from verifier.domain.scales import CREDIBILITY_WORDS, RELIABILITY_WORDS
from verifier.domain.words import NOT_ASSESSED
from verifier.gui.panels.words import day_words
from verifier.gui.speech import tr, tr_made, trn

Part = tuple[str, str, str]
"""Field of the record, its name, what it means that it is empty."""

FIRST_ROWS: tuple[Part, ...] = (
    ("url", "Address", "No address to look it up at."),
    ("platform", "Platform", "Not stated where it was seen."),
    ("account_name", "Account", "Not known who posted or sent it."),
    ("acquired_from", "Received from", "Not stated who handed it over."),
    ("caption", "Caption", "No words copied. Enter begins a line, Tab goes on."),
    ("posted_at_as_shown", "Posted, as shown", "No time copied from the page."),
    ("zone_assumption", "In the zone", "Not stated: UTC is not known."),
)
MORE_ROWS: tuple[Part, ...] = (
    ("account_id", "Account id", "Not known. It outlasts a name."),
    ("message_id", "Message id", "Not known."),
    ("album", "Album", "Not one of several, or unknown."),
    ("forwarded_from", "Forwarded from", "Not forwarded, or not known."),
    ("edited_at_as_shown", "Edited, as shown", "No edit shown."),
    ("acquired_how", "Received how", "Not stated: card, chat, download."),
    ("rights", "Rights", "Not stated who owns it."),
    ("file_name", "File name then", "Not kept."),
)
OPEN_ANSWERS: tuple[tuple[str, object], ...] = (
    ("not stated: post withheld", None),
    ("open: account withheld", False),
    ("closed: all of it withheld", True),
)
REASON_ROWS: tuple[Part, ...] = (("reliability_reason", "Because", "No reason given for this grade."),)
CLAIM_WORDS: dict[str, tuple[str, str]] = {
    "words": ("Word for word", ""),
    "language": ("Language", "Not stated."),
    "found_in": ("Where", ""),
    "span": ("In the clip", ""),
    "translation": ("Translation", "Not translated."),
    "is_machine_translation": ("Translated by", ""),
    "translator": ("Their name", "Not stated who, or which machine."),
    "answer": ("Our answer", ""),
    "answer_reason": ("Because", "No reason given for the answer."),
}
"""Field of what a source says: its name, and what it means that it is empty."""
GENERATION_ANSWERS: tuple[tuple[str, object], ...] = (
    ("not stated", None),
    ("original, as the device wrote it", "original"),
    ("copy that a platform made", "platform_copy"),
    ("recording of a screen", "screen_recording"),
)
CONSENT_ANSWERS: tuple[tuple[str, object], ...] = (
    ("not known", None),
    ("given", "given"),
    ("given within limits", "limited"),
    ("refused", "none"),
)
FOUND_IN_WORDS: tuple[tuple[str, object], ...] = (
    ("caption", "caption"),
    ("speech", "speech"),
    ("text in the picture", "on_screen_text"),
    ("document", "document"),
)
WHERE_ANSWERS: tuple[tuple[str, object], ...] = (("not stated", "not_stated"), *FOUND_IN_WORDS)
TRANSLATED_ANSWERS: tuple[tuple[str, object], ...] = (("not stated", None), ("a person", False), ("a machine", True))
OUR_ANSWERS: tuple[tuple[str, object], ...] = (
    ("untested", "untested"),
    ("supported by what we found", "supported"),
    ("contradicted by what we found", "contradicted"),
)
SHORT_ANSWERS: tuple[tuple[str, object], ...] = (
    ("untested", "untested"),
    ("supported", "supported"),
    ("contradicted", "contradicted"),
)
"""The same, for the end of a line."""


def spoken(answers: tuple[tuple[str, object], ...]) -> list[tuple[str, object]]:
    """Return answers in the language of the window."""
    return [(tr(words), answer) for words, answer in answers]


def word_of(answers: tuple[tuple[str, object], ...], value: object) -> str:
    """Return the words of an answer."""
    return next((tr(words) for words, answer in answers if answer == value), "")


def reliability_answers() -> list[tuple[str, object]]:
    """Return the Admiralty scale for sources, in words after its letter."""
    return [(tr_made(NOT_ASSESSED), None), *((f"{at} · {tr_made(w)}", at) for at, w in RELIABILITY_WORDS.items())]


def credibility_answers() -> list[tuple[str, object]]:
    """Return the Admiralty scale for what is said, in words after its digit."""
    return [(tr_made(NOT_ASSESSED), None), *((f"{at} · {tr_made(w)}", at) for at, w in CREDIBILITY_WORDS.items())]


def posting_title(posting: Posting) -> str:
    """Name a posting in a line: platform and account, else the address, else that a file was received."""
    named = " · ".join(part for part in (posting.platform, posting.account_name or posting.acquired_from) if part)
    address = posting.url.partition("://")[2].partition("/")[0]
    return named or address or tr("File received")


def posting_grey(posting: Posting) -> str:
    """Say in grey which posting it is: its words, else its file."""
    return posting.caption or posting.file_name


MOST_SHOWN = 18
"""Letters of a time as it was shown that a line has room for."""


def posting_day(posting: Posting) -> str:
    """Say when it was posted, in short."""
    if posting.posted_at:
        return day_words(posting.posted_at)
    shown = posting.posted_at_as_shown
    return shown if len(shown) <= MOST_SHOWN else f"{shown[: MOST_SHOWN - 1]}…"


_BY_IMPORT = ("file_name", "acquired_by", "acquired_at", "acquired_how")


def is_bare(posting: Posting) -> bool:
    """Tell whether a posting holds nothing but what an import writes down by itself."""
    kept = {name: getattr(posting, name) for name in ("id", "item", *_BY_IMPORT)}
    return posting == Posting(**kept)


def more_words(posting: Posting) -> str:
    """Say how much stands below the fold."""
    names = [name for name, _, _ in MORE_ROWS] + ["archive_urls", "edited_at", "acquired_by", "acquired_at", "sidecar"]
    filled = sum(bool(getattr(posting, name)) for name in names)
    return trn("{number} of {all} filled", "{number} of {all} filled", filled, all=len(names))


def sensitivity_answer(item: Item) -> str:
    """Say in a word how sensitive an item is."""
    if item.sensitivity is None:
        return tr("nobody has looked")
    return (
        trn("{number} mark", "{number} marks", len(item.sensitivity)) if item.sensitivity else tr("nothing sensitive")
    )
