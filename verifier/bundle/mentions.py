"""Names that stay, found in words that go out: a note that says who filmed, a title with a file's name in it.

Only a warning: a person decides, nothing is altered. Names are compared by folded words (case, accents, script, and
what stands between words do not count), a person's name by each longer word of it, Cyrillic words in other cases too,
Latin ones with an s at the end.
A nickname, a description, or a name in Chinese written otherwise is not found.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Annotated, cast, get_args, get_origin

import msgspec

from verifier.bundle.cataloged import named_entries
from verifier.bundle.disclosed import blanked
from verifier.bundle.rules import NOT_ASKED_WHAT
from verifier.bundle.selection import Chosen, Selection
from verifier.catalog.folding import words_of
from verifier.catalog.own import PREFIX
from verifier.domain import codec
from verifier.domain.disclosure import MAIN, fields_of
from verifier.domain.readings import ReadingsDocument
from verifier.domain.records import DroneClaim, Item, Record, Tag, record_kind


class NameField(msgspec.Struct, frozen=True):
    """One row: a field that names somebody or something, what it is called, and which words of it count alone.

    ``alone``: ``"every"`` word of four letters or more (a person's name), ``"capital"`` ones (a name within a phrase),
    ``"none"``: the whole of it, in order; or ``"runs"``: any run of :data:`RUN` words (of what is quoted, one of nine
    words is found wherever it begins). ``is_file``: a last word behind a dot is a suffix and does not count.
    """

    kind: str
    field: str
    what: str
    alone: str = "none"
    is_file: bool = False


ACCOUNT_WORDS = "an account"
NAMED: tuple[NameField, ...] = (
    NameField("person", "name", "a name of somebody who worked on the case", alone="every"),
    NameField("source_claim", "translator", "a name of a translator", alone="every"),
    NameField("item", "label", "an item that stays"),
    NameField("item", "original_name", "an original file name", is_file=True),
    NameField("posting", "file_name", "a file name at the place of posting", is_file=True),
    NameField("problem", "file_name", "a file name", is_file=True),
    NameField("posting", "account_id", ACCOUNT_WORDS),
    NameField("posting", "account_name", ACCOUNT_WORDS, alone="capital"),
    NameField("posting", "forwarded_from", "whom it was forwarded from", alone="capital"),
    NameField("posting", "acquired_from", "whom it was acquired from", alone="capital"),
    NameField("posting", "url", "an address"),
    NameField("posting", "archive_urls", "an address"),
    NameField("posting", "caption", "words of a post", alone="runs"),
    NameField("posting", "acquired_how", "words on how it was acquired", alone="runs"),
    NameField("source_claim", "words", "words of a source", alone="runs"),
    NameField("source_claim", "translation", "words of a source", alone="runs"),
    NameField("drone", "user_group", "a user group", alone="capital"),
    NameField("entity", "names", "a person or company of the trade records", alone="capital"),
)
"""Row by row: record kind, field, the words for it. A field counts where its part stays."""

MOST_MENTIONS = 500
RUN = 5
_MOST_RUNS = 40
MOST_READ = 5_000
"""Most files whose own words are looked through; some two seconds' work."""
_KEPT = frozenset({"term", "scale", "entry_id", "media_type", "code", "function", "version", "level"})
"""Fields of text that are words of a list, not of a person."""
_COMMON_ONES = (
    "account anonymous archive caller camera channel chat clip contact discord dji document dsc dscn email "
    "facebook file from group http https image img instagram local message messenger mov mvi news paste phone "
    "photo picture proton resident sample scan screenshot signal skype source telegram test tiktok twitter unknown "
    "untitled user viber vid video vkontakte whatsapp witness www youtube"
)
_COMMON = frozenset(_COMMON_ONES.split())
"""Words that name nobody by themselves."""
_OF_DEVICE = frozenset(
    {"Make", "Model", "Software", "LensMake", "LensModel", "Lens", "UniqueCameraModel", "DeviceModelName"}
)
"""Readings that name a device or a program."""
_OF_PROGRAM = ("SoftwareAgent", "CreatorTool", "Producer", "HandlerDescription", "handler_name", "CompressorName")
"""How others end that do."""
_OF_PEOPLE = (
    "artist", "author", "by-line", "caption", "city", "comment", "contact", "copyright", "creator", "credit",
    "description", "directory", "file", "folder", "headline", "history", "keyword", "label", "location", "name", "note",
    "owner", "path", "person", "rights", "source", "subject", "text", "title", "uri", "url", "user", "writer",
)  # fmt: skip
"""Parts of the names of readings in which a person's words or paths stand; the others a program wrote by itself."""
_LEAST_LETTERS, _LEAST_DIGITS, _LEAST_ALONE, _LEAST_STEM = 3, 5, 4, 5
_ENDING = 3
"""Most letters by which a Cyrillic name grows in another case."""
_EXCERPT, _SHOWN = 140, 60
_PART = re.compile(r"[^\W_]+(?:['ʼ’][^\W_]+)*")


class Mention(msgspec.Struct, frozen=True):
    """One name that stays (``name``, of the record ``of``) and where it goes out: the record, its field, its words.

    ``what`` says what kind of name it is. ``subject``: the label of the item, drone or incident that the words are
    about. ``field`` is a path in the record (``hypotheses[1].excluded_because``), ``readings: …`` for words
    in a file, ``catalog: …`` for those of a catalog entry.
    """

    name: str
    what: str
    of: str
    record: str
    subject: str
    field: str
    words: str


class _Name(msgspec.Struct, frozen=True):
    """``is_alone``: one word of a longer name, which counts only where it begins with a capital.

    ``is_file``: the name of a file. ``is_plain``: one that is a single word, as ``Sony.jpg`` or ``sample.avi``, which
    tells nothing where a program wrote. ``is_counted``: one as cameras count, ``DJI_0012.MP4``: cards are full of
    others of that name.
    """

    words: tuple[str, ...]
    printed: str
    what: str
    is_cyrillic: bool
    is_alone: bool = False
    is_file: bool = False
    is_plain: bool = False
    is_counted: bool = False


Texts = Iterable[tuple[str, str]]
"""Field and text."""
Document = Callable[[str], bytes | None]
"""Gives a document of readings by the SHA-256 of its bytes, or a catalog entry by its id."""


def find_mentions(
    selection: Selection, document: Document | None = None, entry: Document | None = None
) -> tuple[Mention, ...]:
    """Return where names that stay stand in words that go out, at most :data:`MOST_MENTIONS`.

    First who somebody is, then how files are called; each first in what people wrote, then in what files say.

    ``document``: give it to look through what outgoing files say of themselves as well; ``entry``: through the entries
    that a person added to the catalog and that go out with a claim.
    """
    names = _Names(withheld_names(selection))
    found: dict[tuple[str, str, str], Mention] = {}
    for chosen, texts in chain(_written(selection, entry), _said_by_files(selection, document)):
        for field, text in texts:
            for name, of in names.within(text, is_tag=isinstance(chosen.record, Tag)):
                is_told_there = field == "url" and name.what == ACCOUNT_WORDS  # it stays, and its own address names it
                if (chosen.record.key not in of or is_told_there) and not _is_common(name, field):
                    # The same words are one name, whichever record holds them.
                    place = (name.printed, chosen.record.key, field)
                    found.setdefault(place, _mention(selection, chosen, name, of[0], field, text))
        if len(found) >= MOST_MENTIONS:
            break
    people_first = sorted(found, key=lambda place: (is_name_of_file(found[place]), place[2].startswith("readings")))
    return tuple(found[place] for place in people_first)[:MOST_MENTIONS]


def is_name_of_file(mention: Mention) -> bool:
    """Tell whether what was found is called as a file or an item is, and not as somebody is."""
    return any(row.what == mention.what and (row.is_file or row.field == "label") for row in NAMED)


def _is_common(name: _Name, field: str) -> bool:
    """Tell whether the name of a file tells nothing in a field: devices, counts, what only a program wrote there."""
    if not name.is_file:
        return False
    is_reading, called = field.startswith("readings"), field.rpartition(":")[2]
    if is_reading and (called in _OF_DEVICE or called.endswith(_OF_PROGRAM) or name.is_counted):
        return True
    is_made = (
        field.startswith("technical")
        or field == "sentence"
        or (is_reading and not any(w in called.casefold() for w in _OF_PEOPLE))
    )
    # GPS.jpg beside a sentence with "GPS" in it; Ali.jpg is another matter.
    is_short = name.is_plain and len(name.words[0]) < _LEAST_ALONE and name.printed.rpartition(".")[0].isupper()
    return field.endswith("entry.name") or is_short or (name.is_plain and is_made)


def _written(selection: Selection, entry: Document | None) -> Iterator[tuple[Chosen, Texts]]:
    """Yield what goes out with the words that people wrote in it."""
    for chosen in selection.going():
        texts: Texts = texts_of(blanked(chosen))
        if entry is not None and isinstance(chosen.record, DroneClaim):
            texts = (*texts, *_own_entries(chosen.record, entry))
        yield chosen, texts


def _said_by_files(selection: Selection, document: Document | None) -> Iterator[tuple[Chosen, Texts]]:
    """Yield outgoing items with what their files say of themselves."""
    if document is not None:
        for item in read_items(selection)[:MOST_READ]:
            yield selection.chosen[item.key], _read(item, document)


def read_items(selection: Selection) -> list[Item]:
    """Return the items whose readings go out."""
    return [one.record for one in selection.going() if isinstance(one.record, Item) and "bytes" in one.parts]


def withheld_names(selection: Selection) -> dict[_Name, list[str]]:
    """Return every name that stays, by the rows of :data:`NAMED`, with the keys of the records that hold it.

    What goes out as the same field of another record is no secret (an account of an open posting and of a closed one).
    """
    found: dict[_Name, list[str]] = {}
    told: set[_Name] = set()
    by_kind: dict[str, list[NameField]] = {}
    for row in NAMED:
        by_kind.setdefault(row.kind, []).append(row)
    for chosen in selection.chosen.values():
        for row in by_kind.get(record_kind(type(chosen.record)), ()):
            value = getattr(chosen.record, row.field) or ()
            names = [n for text in ((value,) if isinstance(value, str) else value) for n in _names(row, text)]
            if _stays(chosen, row.field):
                for name in names:
                    found.setdefault(name, []).append(chosen.record.key)
            else:
                told.update(names)
    return {name: of for name, of in found.items() if name not in told}


def _stays(chosen: Chosen, field: str) -> bool:
    """Tell whether a field is kept from the reader; the label of an item that was just not asked for is no secret."""
    kind, held = type(chosen.record), dict(chosen.held)
    reason = next((held[part] for part in held if field in fields_of(kind, part)), None)
    is_of_main = not any(field in fields_of(kind, part) for part in (*chosen.parts, *held))
    reason = held.get(MAIN) if is_of_main else reason
    return reason is not None and not (field == "label" and reason.what == NOT_ASKED_WHAT)


def _names(row: NameField, text: str) -> Iterator[_Name]:
    if row.alone == "runs":
        yield from _runs(row, text)
        return
    stem = text.rpartition(".")[0] or text if row.is_file else text
    words = tuple(word for word in words_of(stem) if word not in ("http", "https", "www"))
    if _is_telling(words):
        is_plain = row.is_file and len(words) == 1 and words[0].isalpha()
        is_counted = row.is_file and all(word in _COMMON or _is_count(word) for word in words)
        is_cyrillic = _is_cyrillic(stem)
        yield _Name(words, text, row.what, is_cyrillic, is_file=row.is_file, is_plain=is_plain, is_counted=is_counted)
    if len(words) > 1 and not row.is_file:
        # An account written in one word and in several is the same account.
        yield _Name(("".join(words),), text, row.what, is_cyrillic=False)
    for word in text.replace("_", " ").split() if row.alone != "none" else ():
        counts = row.alone == "every" or word.lstrip("@«“\"'(")[:1].isupper()
        for part in words_of(word) if counts and len(words) > 1 else ():  # a double name is said by either half
            if len(part) >= _LEAST_ALONE and _is_telling((part,)):
                yield _Name((part,), text, row.what, _is_cyrillic(word), is_alone=True)


def _is_count(word: str) -> bool:
    """Tell whether a word is a camera's count of its files; more digits may be a telephone number."""
    return word.isdecimal() and len(word) < _LEAST_DIGITS


def _runs(row: NameField, text: str) -> Iterator[_Name]:
    """Yield runs of words, one after the other; nothing for fewer words than one run."""
    words = words_of(text)
    for start in range(0, min(len(words), RUN * _MOST_RUNS) - RUN + 1, RUN):
        yield _Name(words[start : start + RUN], _excerpt_of(text), row.what, is_cyrillic=False)


def _is_telling(words: tuple[str, ...]) -> bool:
    """Tell whether words are enough to name something: not one common word, not a short number."""
    joined = "".join(words)
    if joined.isdecimal():
        return len(joined) >= _LEAST_DIGITS
    return len(joined) >= _LEAST_LETTERS and not all(word in _COMMON for word in words)


def _is_cyrillic(text: str) -> bool:
    return any("\u0400" <= char <= "\u04ff" for char in text)


class _Names:
    """Names by their first word, so that a text is gone through once however many names there are."""

    def __init__(self, names: dict[_Name, list[str]]) -> None:
        self._holders = names
        self._by_first: dict[str, list[_Name]] = {}
        for name in names:
            first = name.words[0]
            for key in {first, _stem(first)} if name.is_cyrillic else {first}:
                self._by_first.setdefault(key, []).append(name)

    def within(self, text: str, *, is_tag: bool = False) -> Iterator[tuple[_Name, list[str]]]:
        """Yield the names that stand in a text, each once, with the records that hold them.

        ``is_tag``: the text is a word stuck to a record. Those are written small, so that a capital says nothing.
        """
        raw = [(word, part[:1].isupper()) for part in _PART.findall(text) for word in _folded(part)]
        words = tuple(word for word, _ in raw)
        seen = set[_Name]()
        for place, word in enumerate(words):
            for key in (word, *(word[:end] for end in range(_LEAST_STEM - 1, len(word)))):
                for name in self._by_first.get(key, ()):
                    counts = is_tag or raw[place][1] or not name.is_alone
                    if counts and name not in seen and _stands_at(name, words, place):
                        seen.add(name)
                        yield name, self._holders[name]


@lru_cache(maxsize=1 << 16)
def _folded(part: str) -> tuple[str, ...]:
    """Fold one word as it stands; texts say the same words again and again."""
    return words_of(part)


def _stem(word: str) -> str:
    """Cut the letter that a Cyrillic name changes in other cases: ``Коваленка`` of ``Коваленко``."""
    return word[:-1] if len(word) >= _LEAST_STEM else word


def _stands_at(name: _Name, words: tuple[str, ...], place: int) -> bool:
    there = words[place : place + len(name.words)]
    return len(there) == len(name.words) and all(
        word == wanted or (_is_case_of(word, wanted) if name.is_cyrillic else _is_owner(word, wanted))
        for word, wanted in zip(there, name.words, strict=True)
    )


def _is_owner(word: str, wanted: str) -> bool:
    """Tell whether a word is a name with the s of what belongs to it, as *Halynas* of *Halyna*."""
    return len(wanted) >= _LEAST_STEM and word == wanted + "s"


def _is_case_of(word: str, wanted: str) -> bool:
    stem = _stem(wanted)
    return len(stem) >= _LEAST_STEM - 1 and word.startswith(stem) and len(word) <= len(wanted) + _ENDING


def texts_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield every free text of a record with the path of its field; what is blanked is passed over."""
    yield from _texts(record, "")


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if value:
            yield path, value
    elif isinstance(value, msgspec.Struct):
        for name in _free_fields(type(value)):
            inner = getattr(value, name)
            if inner:
                yield from _texts(inner, f"{path}.{name}" if path else name)
    elif isinstance(value, tuple):
        for place, inner in enumerate(cast("tuple[object, ...]", value)):
            yield from _texts(inner, f"{path}[{place}]")
    elif isinstance(value, dict):
        for name, inner in cast("dict[str, object]", value).items():
            yield from _texts(f"{name} {inner}", path)


@lru_cache(maxsize=256)
def _free_fields(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """Return the fields of a type that hold somebody's words, or something that may: no ids, keys, hashes, numbers."""
    fields = (field for field in msgspec.structs.fields(kind) if field.name not in _KEPT)
    return tuple(field.name for field in fields if _may_hold_words(field.type))


def _may_hold_words(kind: object) -> bool:
    """Tell whether a type is free text, a record, or a list or choice of them; an id is text with a pattern."""
    if kind is str or get_origin(kind) is dict:
        return True
    if isinstance(kind, type):
        return issubclass(kind, msgspec.Struct)
    if get_origin(kind) is Annotated:
        inner = get_args(kind)[0]
        return inner is not str and _may_hold_words(inner)
    return any(_may_hold_words(inner) for inner in get_args(kind))


def _read(item: Item, document: Document) -> Iterator[tuple[str, str]]:
    """Yield the printed texts of an outgoing file's readings."""
    data = document(item.readings_sha256) if item.readings_sha256 else None
    if data is None:
        return
    for reading in codec.decode(data, ReadingsDocument).readings:
        if 2 < len(reading.text) < 4_096 and not reading.text.replace(".", "").isdecimal():
            yield f"readings: {reading.group}:{reading.name}", reading.text


def _own_entries(claim: DroneClaim, entry: Document) -> Iterator[tuple[str, str]]:
    """Yield the texts of the entries of a person's own that a claim names."""
    for ref in named_entries(claim):
        if ref.entry_id is not None and ref.entry_id.startswith(PREFIX):
            data = entry(ref.entry_id)
            for text in _strings(msgspec.json.decode(data)) if data is not None else ():
                yield f"catalog: {ref.entry_id}", text


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for inner in cast("list[object]", value):
            yield from _strings(inner)
    elif isinstance(value, dict):
        for inner in cast("dict[str, object]", value).values():
            yield from _strings(inner)


def _mention(selection: Selection, chosen: Chosen, name: _Name, of: str, field: str, text: str) -> Mention:
    key = chosen.record.key
    subject = chosen.record if getattr(chosen.record, "label", "") else selection.chosen[selection.subjects[key]].record
    label = str(getattr(subject, "label", ""))
    return Mention(name.printed, name.what, of, key, label, field, _excerpt(text, name))


def _excerpt_of(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]} …"


def _excerpt(text: str, name: _Name) -> str:
    """Return the words around a name, in one line."""
    plain = " ".join(text.split())
    at = max(plain.casefold().find(name.printed.casefold()[:_LEAST_ALONE]), 0)
    start = max(at - _EXCERPT // 3, 0)
    cut = plain[start : start + _EXCERPT]
    return f"{'… ' if start else ''}{cut}{' …' if start + _EXCERPT < len(plain) else ''}"
