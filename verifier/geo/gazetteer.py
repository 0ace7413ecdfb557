"""Names of places: found as one types, in any script that the source knows, and listed for the labels of the map.

The file: ``MAGIC``, the length of a JSON header as uint32, the header, then the sections it names, each under zlib.
Places stand in order of rank, the most prominent first, so that a place's number is its rank. The keys of the search
are folded names, sorted by their bytes: what begins alike stands together and is found by halving. Each key carries the
place's rank, plus ``OTHER_NAME`` where it is not the name shown or its last words.
"""

import heapq
import struct
import sys
import unicodedata
import zlib
from array import array
from bisect import bisect_left
from itertools import accumulate
from pathlib import Path

import msgspec

from verifier.domain.errors import UnreadableFile
from verifier.geo.projection import to_world

MAGIC = b"PLACES1\n"
DEGREE = 100_000
"""Coordinates are kept in parts of a degree, a meter or so."""
ZOOM = 10
"""The zoom from which a place is named is kept in tenths."""
OTHER_NAME = 1 << 24
LIMIT = 12
SQUARES = 64
"""The square of the projection is parted so often each way, so that the places in view are found at once."""
_LEAST_WORD = 4
"""Letters; shorter last words (“Bay”) are not worth a key."""
_DAMAGED_HINT = "The list of places of the program is damaged; install the program again."
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})
"""Letters that Unicode does not take apart."""
_MUTE = "ʼʻʹ'’‘`ьъ"
"""Signs that one spelling has and another leaves out."""


class NamedPlace(msgspec.Struct, frozen=True):
    """A populated place: degrees WGS 84, people (0: not known), the zoom from which a map has room for its name.

    ``country`` is the name under which the source lists it: an address, not a claim. "" where there is none.
    """

    name: str
    latitude_deg: float
    longitude_deg: float
    country: str
    population: int
    min_zoom: float


class PlacesHeader(msgspec.Struct, frozen=True):
    """What the file holds: names of countries, number of places, where each section begins and how long it is."""

    source: str
    countries: tuple[str, ...]
    count: int
    sections: dict[str, tuple[int, int]]


def fold(text: str) -> str:
    """Level case, accents, marks and blanks: what is left is compared with another folded text."""
    lowered = text.casefold().translate(_LETTERS)
    letters = (char for char in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(char))
    return " ".join("".join(_kept(char) for char in letters).split())


def _kept(char: str) -> str:
    return char if char.isalnum() else "" if char in _MUTE else " "


class Gazetteer:
    """The places of the file; unpacked whole, which takes a tenth of a second or so: not on the window's thread."""

    def __init__(self, data: bytes) -> None:
        if data[: len(MAGIC)] != MAGIC:
            raise UnreadableFile(_DAMAGED_HINT)
        start = len(MAGIC) + 4
        (length,) = struct.unpack_from("<I", data, len(MAGIC))
        try:
            self.header = msgspec.json.decode(data[start : start + length], type=PlacesHeader)
            self._take(memoryview(data)[start + length :])
        except (msgspec.MsgspecError, zlib.error, KeyError, ValueError) as error:
            raise UnreadableFile(_DAMAGED_HINT) from error

    def _take(self, data: memoryview) -> None:
        def section(name: str) -> bytes:
            at, size = self.header.sections[name]
            return zlib.decompress(data[at : at + size])

        self._names, self._name_ends = section("names"), _ends(section("name_lengths"))
        self._keys, self._key_ends = section("keys"), _ends(section("key_lengths"))
        self._key_places = _numbers("I", section("key_places"))
        self._latitudes, self._longitudes = _numbers("i", section("latitudes")), _numbers("i", section("longitudes"))
        self._populations = _numbers("I", section("populations"))
        self._countries, self._zooms = section("countries"), section("zooms")
        self._square_places = _numbers("I", section("square_places"))
        self._square_ends = array("I", accumulate(_numbers("I", section("square_sizes")), initial=0))

    def __len__(self) -> int:
        return self.header.count

    def place(self, rank: int) -> NamedPlace:
        """Return the place of that rank, from 0."""
        return NamedPlace(
            self.name(rank),
            self._latitudes[rank] / DEGREE,
            self._longitudes[rank] / DEGREE,
            self.header.countries[self._countries[rank]],
            self._populations[rank],
            self.min_zoom(rank),
        )

    def name(self, rank: int) -> str:
        return self._names[self._name_ends[rank] : self._name_ends[rank + 1]].decode()

    def min_zoom(self, rank: int) -> float:
        return self._zooms[rank] / ZOOM

    def position(self, rank: int) -> tuple[float, float]:
        """Return latitude and longitude of a place."""
        return self._latitudes[rank] / DEGREE, self._longitudes[rank] / DEGREE

    def in_square(self, column: int, row: int) -> "array[int]":
        """Return the ranks of the places in one of ``SQUARES`` by ``SQUARES`` parts of the map, in order."""
        number = row * SQUARES + column
        return self._square_places[self._square_ends[number] : self._square_ends[number + 1]]

    def search(self, text: str, limit: int = LIMIT) -> tuple[NamedPlace, ...]:
        """Return places one of whose names begins so: whole names first, then names shown, then by rank."""
        wanted = fold(text).encode()
        if not wanted:
            return ()
        first = bisect_left(range(len(self._key_places)), wanted, key=self._key)
        last = bisect_left(range(len(self._key_places)), wanted + b"\xff", lo=first, key=self._key)
        whole = first
        while whole < last and self._key(whole) == wanted:
            whole += 1
        best = heapq.nsmallest(limit, set(self._key_places[first:whole]))
        others = heapq.nsmallest(limit * 2, set(self._key_places[whole:last]))
        ranks = dict.fromkeys(number % OTHER_NAME for number in (*best, *others))
        return tuple(self.place(rank) for rank in list(ranks)[:limit])

    def _key(self, number: int) -> bytes:
        return self._keys[self._key_ends[number] : self._key_ends[number + 1]]


def read_gazetteer(path: Path) -> Gazetteer:
    """Read the file of places; raise :class:`UnreadableFile`."""
    try:
        return Gazetteer(path.read_bytes())
    except OSError as error:
        raise UnreadableFile("The list of places of the program cannot be read.", str(path)) from error


def _ends(lengths: bytes) -> "array[int]":
    return array("I", accumulate(lengths, initial=0))


def _numbers(code: str, data: bytes) -> "array[int]":
    numbers: array[int] = array(code)  # type: ignore[arg-type]
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


Key = tuple[bytes, int]


def pack_places(places: list[tuple[NamedPlace, frozenset[str]]], source: str) -> bytes:
    """Write places, in order of rank, each with the names it is found by; the other half of :class:`Gazetteer`."""
    countries = sorted({place.country for place, _ in places})
    keys = sorted(key for rank, (place, names) in enumerate(places) for key in _keys_of(place, names, rank))
    shown = [place for place, _ in places]
    squares: list[list[int]] = [[] for _ in range(SQUARES * SQUARES)]
    for rank, place in enumerate(shown):
        squares[_square_of(place)].append(rank)
    sections = {
        "names": b"".join(place.name.encode() for place in shown),
        "name_lengths": bytes(len(place.name.encode()) for place in shown),
        "latitudes": _packed("i", [round(place.latitude_deg * DEGREE) for place in shown]),
        "longitudes": _packed("i", [round(place.longitude_deg * DEGREE) for place in shown]),
        "populations": _packed("I", [place.population for place in shown]),
        "countries": bytes(countries.index(place.country) for place in shown),
        "zooms": bytes(round(place.min_zoom * ZOOM) for place in shown),
        "square_places": _packed("I", [rank for square in squares for rank in square]),
        "square_sizes": _packed("I", [len(square) for square in squares]),
        "keys": b"".join(key for key, _ in keys),
        "key_lengths": bytes(len(key) for key, _ in keys),
        "key_places": _packed("I", [rank for _, rank in keys]),
    }
    return _joined(sections, tuple(countries), len(places), source)


def _square_of(place: NamedPlace) -> int:
    x, y = to_world(place.latitude_deg, place.longitude_deg)
    column, row = (min(SQUARES - 1, max(0, int(value * SQUARES))) for value in (x, y))
    return row * SQUARES + column


def _keys_of(place: NamedPlace, names: frozenset[str], rank: int) -> list[Key]:
    """Return the keys of a place: its name, the last words of it (“Kakhovka” of “Nova Kakhovka”), its other names."""
    words = fold(place.name).split()
    found: dict[str, int] = {fold(name): rank + OTHER_NAME for name in names}
    found |= {" ".join(words[n:]): rank for n in range(len(words)) if n == 0 or len(words[n]) >= _LEAST_WORD}
    return [(key.encode(), number) for key, number in found.items() if 0 < len(key.encode()) < 256]


def _joined(sections: dict[str, bytes], countries: tuple[str, ...], count: int, source: str) -> bytes:
    where: dict[str, tuple[int, int]] = {}
    packed: list[bytes] = []
    offset = 0
    for name, data in sections.items():
        packed.append(zlib.compress(data, 9))
        where[name] = (offset, len(packed[-1]))
        offset += len(packed[-1])
    header = msgspec.json.encode(PlacesHeader(source, countries, count, where))
    return b"".join((MAGIC, struct.pack("<I", len(header)), header, *packed))


def _packed(code: str, numbers: list[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}{code}", *numbers)
