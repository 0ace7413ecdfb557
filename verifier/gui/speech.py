"""The one function through which every sentence of the window passes, and the language it speaks. No Qt.

The English sentence is the name of the text: a language is a file in ``assets/languages`` that answers it. What has no
answer is shown in English. Sentences that lower floors made (an error's words, the label of an edit) are found again by
the template they were made from. A window speaks one language at a time, as a process has one clock: the language is
the state of this module, chosen once before the window is made (see ARCHITECTURE, "One language a window").
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal

import msgspec

from verifier.catalog.assets import find_asset
from verifier.domain.errors import UnreadableFile

Direction = Literal["ltr", "rtl"]
ENGLISH = "en"
PSEUDO = "pseudo"
"""A language for looking at: English with accents, 30 % longer, so that text without room shows."""
_PLACE = re.compile(r"\{(\w+)\}")
_ACCENTED = str.maketrans("aceinosuyzACEINOSUYZ", "áćéíñóśúýźÁĆÉÍÑÓŚÚÝŹ")


class Language(msgspec.Struct, frozen=True):
    """A language file: its name in itself, the direction it is written in, its rule for numbers, its texts.

    ``texts``: by the English sentence; a list holds the forms for numbers, in the order of the rule.
    """

    name: str = "English"
    direction: Direction = "ltr"
    plural: Literal["english", "slavic", "arabic"] = "english"
    texts: dict[str, str | tuple[str, ...]] = {}


class Speech:
    """Answers English sentences in one language."""

    def __init__(self, code: str = ENGLISH, language: Language | None = None) -> None:
        self.code = code
        self.language = language or Language()
        self._templates: tuple[tuple[re.Pattern[str], str], ...] | None = None

    def text(self, english: str) -> str:
        """Return a sentence or template in this language."""
        if self.code == PSEUDO:
            return _pseudo(english)
        found = self.language.texts.get(english, english)
        return found if isinstance(found, str) else found[-1]

    def form(self, one: str, many: str, number: int) -> str:
        """Return the template for a number of things."""
        found = self.language.texts.get(many)
        if isinstance(found, tuple):
            return found[min(_RULES[self.language.plural](number), len(found) - 1)]
        return self.text(one if number == 1 else many)

    def made(self, sentence: str) -> str:
        """Return a finished English sentence in this language, by the template that it was made from."""
        if self.code == ENGLISH or not sentence:
            return sentence
        if self.code == PSEUDO or sentence in self.language.texts:
            return self.text(sentence)
        for pattern, english in self._known_templates():
            found = pattern.fullmatch(sentence)
            if found is not None:
                return _filled(self.text(english), found.groupdict())
        return sentence

    def _known_templates(self) -> tuple[tuple[re.Pattern[str], str], ...]:
        if self._templates is None:
            templates = sorted((text for text in self.language.texts if "{" in text), key=_fixed_letters, reverse=True)
            self._templates = tuple((_pattern(text), text) for text in templates)
        return self._templates


_speech = [Speech()]


def speak(code: str) -> None:
    """Choose the language of the window, before it is made; an unknown one is English."""
    _speech[0] = load_speech(code)


def speech() -> Speech:
    """Return the language in use."""
    return _speech[0]


def tr(english: str, **values: object) -> str:
    """Return a sentence in the language of the window; ``values`` fill the places in braces."""
    text = _speech[0].text(english)
    return _filled(text, values) if values else text


def trn(one: str, many: str, number: int, **values: object) -> str:
    """Return the sentence for a number of things; ``{number}`` is filled, and so are ``values``."""
    return _filled(_speech[0].form(one, many, number), {"number": number, **values})


def tr_made(sentence: str) -> str:
    """Return a sentence that a lower floor made, in the language of the window."""
    return _speech[0].made(sentence)


def load_speech(code: str) -> Speech:
    """Read a language file; English, an unknown name and a file that does not fit are English."""
    if code == PSEUDO:
        return Speech(PSEUDO)
    if code == ENGLISH or not re.fullmatch(r"[a-z]{2,3}", code):
        return Speech()
    try:
        data = find_asset(f"languages/{code}.json").read_bytes()
        return Speech(code, msgspec.json.decode(data, type=Language))
    except (UnreadableFile, OSError, msgspec.MsgspecError):
        return Speech()


def _filled(template: str, values: dict[str, object] | dict[str, str]) -> str:
    """Fill the places that have a value; a value is never looked into, whatever braces stand in it."""
    return _PLACE.sub(lambda place: str(values.get(place[1], place[0])), template)


def _fixed_letters(template: str) -> int:
    return len(_PLACE.sub("", template))


@lru_cache(maxsize=2048)
def _pattern(template: str) -> re.Pattern[str]:
    parts: list[str] = []
    seen: set[str] = set()
    at = 0
    for place in _PLACE.finditer(template):
        name = place[1]
        parts += [re.escape(template[at : place.start()]), f"(?P={name})" if name in seen else f"(?P<{name}>.+?)"]
        seen.add(name)
        at = place.end()
    return re.compile("".join([*parts, re.escape(template[at:])]), re.DOTALL)


def _pseudo(english: str) -> str:
    """Lengthen by three parts in ten and put accents on, leaving the places in braces alone."""
    pieces = re.split(r"(\{\w+\})", english)
    accented = "".join(piece if piece.startswith("{") else piece.translate(_ACCENTED) for piece in pieces)
    return accented + "~" * round(len(english) * 0.3)


def _english(number: int) -> int:
    return 0 if number == 1 else 1


def _slavic(number: int) -> int:
    """CLDR's rule for Ukrainian whole numbers: one, few, many."""
    if number % 10 == 1 and number % 100 != 11:
        return 0
    return 1 if 2 <= number % 10 <= 4 and not 12 <= number % 100 <= 14 else 2


def _arabic(number: int) -> int:
    """CLDR's rule for Arabic whole numbers: zero, one, two, few, many, other."""
    if number < 3:
        return number
    rest = number % 100
    return 3 if 3 <= rest <= 10 else 4 if rest >= 11 else 5


_RULES: dict[str, Callable[[int], int]] = {"english": _english, "slavic": _slavic, "arabic": _arabic}
