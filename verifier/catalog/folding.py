"""Fold names so that spelling, script, blanks and hyphens no longer part them.

Not a transliteration for print: the folded form is only ever compared with another folded form.
"""

import re
import unicodedata
from functools import lru_cache

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
"""Close to ISO 9 and the usual press spellings of both Russian and Ukrainian; what differs, ``sound_of`` levels."""
_TRANSLATION = str.maketrans({**_CYRILLIC, "+": " plus ", "ʼ": "", "'": "", "’": ""})
_WORD = re.compile(r"[^\W_]+")
_SOUNDS = (
    ("shch", "sh"), ("sch", "sh"), ("tz", "k"), ("ts", "k"), ("kh", "h"), ("ck", "k"), ("ph", "f"), ("w", "v"),
    ("q", "k"), ("x", "ks"), ("y", "i"), ("j", "i"), ("ie", "e"),
)  # fmt: skip
_HARD_C = re.compile(r"c(?!h)")
_DOUBLED = re.compile(r"([a-z])\1")


def words_of(text: str) -> tuple[str, ...]:
    """Split a name into folded words: lower case, Latin letters, no accents, digits of any script as 0–9."""
    lowered = unicodedata.normalize("NFC", text).casefold().translate(_TRANSLATION)
    plain = "".join(_plain(char) for char in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(char))
    return tuple(_WORD.findall(plain))


def _plain(char: str) -> str:
    digit = unicodedata.decimal(char, None)
    return char if digit is None else str(digit)


@lru_cache(maxsize=8192)
def sound_of(word: str) -> str:
    """Level spellings of one sound in a folded word: ``mavic`` and ``mavik``, ``lancet`` and ``lantset``."""
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", _HARD_C.sub("k", word))
