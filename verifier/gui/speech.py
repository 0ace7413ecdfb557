"""The one function through which every sentence of the window passes, and the language it speaks. No Qt.

The English sentence is the name of the text: a language is a file in ``assets/languages`` that answers it. What has no
answer is shown in English. Sentences that lower floors made (an error's words, the label of an edit) are found again by
the template they were made from. A window speaks one language at a time, as a process has one clock: the language is
the state of this module, chosen once before the window is made (see ARCHITECTURE, "One language a window").
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Literal

import msgspec

from verifier.catalog.assets import find_asset
from verifier.domain.errors import UnreadableFile

Direction = Literal["ltr", "rtl"]
ENGLISH = "en"
PSEUDO = "pseudo"
"""A language for looking at: English with accents, 30 % longer, so that text without room shows."""
PSEUDO_MARK = "~"
NUMBER = "number"
"""The place that a number of things fills."""
COUNTS = ("count", "shown")
"""Places that figures alone fill: "Segments of clips" is no "{shown} of {count}"."""
STRONG, RIGHTWARD, LEFT_TO_RIGHT = ("L", "R", "AL"), ("R", "AL"), "\N{LEFT-TO-RIGHT MARK}"
KEPT_SENTENCES = 4096
_PLACE = re.compile(r"\{(\w+)\}")
_ACCENTED = str.maketrans("aceinosuyzACEINOSUYZ", "áćéíñóśúýźÁĆÉÍÑÓŚÚÝŹ")


class Language(msgspec.Struct, frozen=True):
    """A language file: its name in itself, the direction it is written in, its rule for numbers, its texts.

    ``texts``: by the English sentence; a list holds the forms for numbers, in the order of the rule. ``glossary`` is
    for translators: which word stands for which term, so that one thing has one name.
    """

    name: str = "English"
    direction: Direction = "ltr"
    plural: Literal["english", "slavic", "arabic"] = "english"
    texts: dict[str, str | tuple[str, ...]] = {}
    glossary: dict[str, str] = {}


class Template(msgspec.Struct, frozen=True):
    """A text with places, as it is found again in a finished sentence; ``head`` and ``tail`` stand fast in it."""

    english: str
    head: str
    tail: str
    pattern: re.Pattern[str]

    def values_in(self, sentence: str) -> dict[str, str] | None:
        """Return what stands in the places, or ``None`` where the sentence was not made from this."""
        if not (sentence.startswith(self.head) and sentence.endswith(self.tail)):
            return None
        found = self.pattern.fullmatch(sentence)
        return found.groupdict() if found is not None else None


class Speech:
    """Answers English sentences in one language."""

    def __init__(self, code: str = ENGLISH, language: Language | None = None) -> None:
        self.code = code
        self.language = language or Language()
        self._templates: tuple[Template, ...] | None = None
        self._found: dict[str, str] = {}

    @property
    def is_leftward(self) -> bool:
        """Whether lines of this language run from right to left."""
        return self.language.direction == "rtl"

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

    def fill(self, template: str, values: Mapping[str, object]) -> str:
        """Fill the places that have a value; a value is never looked into, whatever braces stand in it."""
        # A name in another script would draw the stops and figures around it to its own side of the line.
        around = "\N{FIRST STRONG ISOLATE}{}\N{POP DIRECTIONAL ISOLATE}" if self.is_leftward else "{}"
        return _PLACE.sub(
            lambda place: around.replace("{}", str(values[place[1]])) if place[1] in values else place[0], template
        )

    def made(self, sentence: str) -> str:
        """Return a finished English sentence in this language, by the template that it was made from."""
        if self.code == ENGLISH or not sentence:
            return sentence
        if self.code == PSEUDO:
            return sentence if sentence.endswith(PSEUDO_MARK) else _pseudo(sentence)
        if sentence not in self._found:
            if len(self._found) >= KEPT_SENTENCES:
                self._found.clear()
            self._found[sentence] = self._look_for(sentence)
        return self._found[sentence]

    def _look_for(self, sentence: str) -> str:
        if sentence in self.language.texts:
            return self.text(sentence)
        for template in self._known_templates():
            values = template.values_in(sentence)
            if values is not None:
                return self._made_from(template.english, values)
        return sentence

    def _made_from(self, english: str, values: dict[str, str]) -> str:
        number = values.get(NUMBER, "")
        text = self.form(english, english, int(number)) if number.isdecimal() else self.text(english)
        own = {name: value if f"“{{{name}}}”" in english else self._word(value) for name, value in values.items()}
        return self.fill(text, own)

    def _word(self, value: str) -> str:
        """Return a word in this language where it is one of ours: "a region", "12 items", "graphic, child"."""
        if isinstance(known := self.language.texts.get(value), str):
            return known
        for template in self._known_templates():
            if template.head == "" and template.english.startswith(f"{{{NUMBER}}}"):
                values = template.values_in(value)
                if values is not None and values.keys() == {NUMBER}:
                    return self._made_from(template.english, values)
        words = value.split(", ")
        if len(words) > 1 and all(isinstance(self.language.texts.get(word), str) for word in words):
            return ", ".join(self.text(word) for word in words)
        return value

    def _known_templates(self) -> tuple[Template, ...]:
        if self._templates is None:
            templates = sorted((text for text in self.language.texts if "{" in text), key=_fixed_letters, reverse=True)
            self._templates = tuple(_template(text) for text in templates if _fixed_letters(text))
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
    return _speech[0].fill(text, values) if values else text


def trn(one: str, many: str, number: int, **values: object) -> str:
    """Return the sentence for a number of things; ``{number}`` is filled, and so are ``values``."""
    return _speech[0].fill(_speech[0].form(one, many, number), {NUMBER: number, **values})


def tr_made(sentence: str) -> str:
    """Return a sentence that a lower floor made, in the language of the window."""
    return _speech[0].made(sentence)


def capitalized(words: str) -> str:
    """Return words with a large first letter, the others as they are."""
    return words[:1].upper() + words[1:]


def own_words(words: str) -> str:
    """Return words that are not ours, such as a file's name, to stand where lines of this language begin.

    A label turns to the side from which the first letter of its text is read; a mark that is not seen keeps it here.
    """
    first = next((kind for letter in words if (kind := unicodedata.bidirectional(letter)) in STRONG), "")
    return f"{LEFT_TO_RIGHT}{words}" if first in RIGHTWARD and not speech().is_leftward else words


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


def _fixed_letters(template: str) -> int:
    return len(_PLACE.sub("", template))


def _template(text: str) -> Template:
    places = list(_PLACE.finditer(text))
    return Template(text, text[: places[0].start()], text[places[-1].end() :], _pattern(text, places))


def _pattern(text: str, places: list[re.Match[str]]) -> re.Pattern[str]:
    parts: list[str] = []
    seen: set[str] = set()
    at = 0
    for place in places:
        name = place[1]
        parts.append(re.escape(text[at : place.start()]))
        parts.append(f"(?P={name})" if name in seen else f"(?P<{name}>{_value_pattern(text, place)})")
        seen.add(name)
        at = place.end()
    return re.compile("".join([*parts, re.escape(text[at:])]), re.DOTALL)


def _value_pattern(text: str, place: re.Match[str]) -> str:
    """Two places with one blank between are told apart by what stands first: one word, or "12 items"."""
    if place[1] == NUMBER:
        return r"\d+"
    if place[1] in COUNTS:
        return r"\d[\d ,.]*"
    if text[: place.start()][-1:].isalpha():  # glued to a word: ", mirrored", or nothing
        return ".*?"
    return r"\d+ \w+|\S+" if text.startswith(" {", place.end()) else ".+?"


def _pseudo(english: str) -> str:
    """Lengthen by three parts in ten and put accents on, leaving the places in braces alone."""
    pieces = re.split(r"(\{\w+\})", english)
    accented = "".join(piece if piece.startswith("{") else piece.translate(_ACCENTED) for piece in pieces)
    return accented + PSEUDO_MARK * max(1, round(len(english) * 0.3))


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
