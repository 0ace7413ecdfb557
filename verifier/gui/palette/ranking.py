"""How well a text answers a few letters: few steps that a person can foretell, no hidden weights. No Qt.

Best first: the very words; texts that begin with them; texts where every typed word begins a word, those ahead that
hold them as one phrase; texts that hold every typed word; and, for one typed word only, texts that hold its letters in
order from the beginning of a word on.
Among equals the order of the source stays.
"""

import re
import unicodedata
from collections.abc import Sequence

SAME, BEGINS, WORDS_BEGIN, HOLDS, LETTERS = range(5)
_MARKS = re.compile(r"[\W_]+")
_PLAIN_MARKS = {code: " " for code in range(128) if not chr(code).isalnum()}


def fold(text: str) -> str:
    """Return words in small letters without accents, parted by single blanks, with a blank in front."""
    small = text.casefold()
    if small.isascii():
        return f" {' '.join(small.translate(_PLAIN_MARKS).split())}"
    bare = "".join(c for c in unicodedata.normalize("NFKD", small) if not unicodedata.combining(c))
    return f" {_MARKS.sub(' ', bare).strip()}"


def best(query: str, folded: Sequence[str], limit: int) -> list[tuple[int, int]]:
    """Return step and place of the texts that answer best, at most ``limit``; ``folded`` come from :func:`fold`."""
    asked = fold(query)
    words = asked.split()
    if not words:
        return []
    met = [place for place, text in enumerate(folded) if words[0] in text]
    for word in words[1:]:
        met = [place for place in met if word in folded[place]]
    steps = _steps(asked, words, folded, met)
    if len(met) < limit and len(words) == 1 and len(words[0]) > 1:
        steps = (*steps, _with_letters(words[0], folded, set(met), limit))
    return [(number, place) for number, places in enumerate(steps) for place in places[:limit]][:limit]


def _steps(asked: str, words: Sequence[str], folded: Sequence[str], met: Sequence[int]) -> tuple[list[int], ...]:
    """Part texts that hold every word into steps, best first."""
    steps: tuple[list[int], ...] = ([], [], [], [])
    same, begins, words_begin, holds = steps
    phrases = 0
    first, others = f" {words[0]}", [f" {word}" for word in words[1:]]
    for place in met:
        text = folded[place]
        if text.startswith(asked):
            step = same if text == asked else begins
        elif others and asked in text:
            words_begin.insert(phrases, place)
            phrases += 1
            continue
        elif first in text and (not others or all(start in text for start in others)):
            step = words_begin
        else:
            step = holds
        step.append(place)
    return steps


def _with_letters(word: str, folded: Sequence[str], met: set[int], limit: int) -> list[int]:
    """Find texts that hold the letters in order; from the first word that begins so on, which misses none."""
    start, rest = f" {word[0]}", word[1:]
    found: list[int] = []
    for place in [place for place, text in enumerate(folded) if start in text]:
        text, at = folded[place], folded[place].find(start) + 1
        for letter in rest:
            at = text.find(letter, at + 1)
            if at < 0:
                break
        if at >= 0 and place not in met:
            found.append(place)
            if len(found) == limit:
                break
    return found
