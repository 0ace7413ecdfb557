"""Items that may come from one machine, as proposals: a number or a home point in common, and what else explains it.

Nothing here states anything. A proposal names every item with the place where the number stood, contradictions, and
innocent explanations; a person accepts it, and a card of the machine is made or extended.
"""

import math
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from datetime import datetime
from itertools import combinations, product
from typing import TYPE_CHECKING, Literal

import msgspec

from verifier.case.case import Case
from verifier.catalog.serial_numbers import decode_cta, is_placeholder, other_form_sentence
from verifier.commands.machines import Bearer, StateSameMachine
from verifier.domain.ids import key_of
from verifier.domain.progress import Progress
from verifier.domain.records import Drone, DroneClaim, Item, Link, Observation
from verifier.domain.strengths import plain_serial
from verifier.geo.geodesic import course
from verifier.metadata.serials import FoundSerial, Part
from verifier.workspace.awaiting import awaited
from verifier.workspace.machine_messages import FoundTraces, ReadTraces, Traces

if TYPE_CHECKING:
    from verifier.catalog.catalog import Catalog
    from verifier.workspace.workspace import Workspace

Basis = Literal["aircraft_serial", "camera_serial", "serial", "marking", "home_point"]
SHARED: dict[Basis, str] = {
    "aircraft_serial": "same serial number of the aircraft",
    "camera_serial": "same serial number of the camera body",
    "serial": "same serial number",
    "marking": "same number read off",
    "home_point": "same home point",
}
BATCH = 16
NEAR_M = 15.0
"""Two home points nearer than this are one, as far as satellite positioning can tell without corrections."""
TOO_FAST_M_S = 150.0
"""540 km/h: no small drone that films flies so fast; above it, two places are not those of one machine."""
CELLS = 36_000
"""Cells of a hundredth of a degree around the earth; only neighbors can lie near each other."""
SHORTEST_READ = 5
"""Signs of a number read off a picture that may be compared; fewer stand on many things."""
MOST_PAIRS = 2000
MOST_SAID = 12
"""Contradictions told of one proposal; that there are more is told, too."""
Home = tuple[float, float, str]
"""Latitude and longitude in degrees, and where they stood."""
_OF_MACHINES: tuple[Part, ...] = ("aircraft", "camera", "unclear", "gimbal")


class Place(msgspec.Struct, frozen=True):
    """Where a number stood in one item: a field of its file, or a region that it was read in."""

    item: Item
    value: str
    where: str
    part: Part | Literal["picture"]
    observation: Observation | None = None


class Serial(msgspec.Struct, frozen=True):
    """One number of the case with every place it stood in, and what its form says.

    ``sentences``: the parts of ANSI/CTA-2063-A, or why it has none, and what the catalog's prefixes say.
    """

    value: str
    places: tuple[Place, ...]
    sentences: tuple[str, ...]
    maker: str
    is_placeholder: bool


class MachineProposal(msgspec.Struct, frozen=True):
    """Items that may come from one machine. ``drone``: the card that bears the number already.

    ``contradictions`` speak against one machine; ``innocent`` are other ways in which the number could be the same.
    ``is_stated``: every item is tied to that card. A placeholder is shown and cannot be accepted.
    """

    basis: Basis
    value: str
    places: tuple[Place, ...]
    contradictions: tuple[str, ...]
    innocent: tuple[str, ...]
    sentences: tuple[str, ...]
    is_placeholder: bool = False
    drone: Drone | None = None
    is_stated: bool = False

    @property
    def items(self) -> tuple[Item, ...]:
        """The items, each once, in order of their labels."""
        distinct = {place.item.key: place.item for place in self.places}
        return tuple(sorted(distinct.values(), key=lambda item: (len(item.label), item.label)))

    @property
    def shared(self) -> str:
        """What the items have in common, as the strength of the link that is stated."""
        return SHARED[self.basis]


class Machines(msgspec.Struct, frozen=True):
    """What one look at a case found: every number, and what is proposed, what a person can accept first."""

    serials: tuple[Serial, ...]
    proposals: tuple[MachineProposal, ...]
    traces: dict[str, Traces]
    """Item key -> what its file says."""


def find_machines(workspace: "Workspace", progress: Progress | None = None) -> Machines:
    """Look through every file of the case; documents are read in workers."""
    traces = _all_traces(workspace, progress or Progress())
    return machines_of(workspace.case, traces, workspace.catalog)


def machines_of(case: Case, traces: dict[str, Traces], catalog: "Catalog") -> Machines:
    """Draw serial numbers and proposals from what is known; quick, so that a window can do it anew after an edit."""
    items = [item for item in case.of(Item) if item.key in traces]
    serials = _serials(case, items, traces, catalog)
    look = _Look(case, traces)
    found = [proposal for serial in serials if (proposal := look.proposal(serial)) is not None]
    found += look.by_home_point(items)
    order = {basis: number for number, basis in enumerate(SHARED)}
    found.sort(key=lambda one: (one.is_placeholder, one.is_stated, order[one.basis], one.items[0].label, one.value))
    return Machines(serials, tuple(found), traces)


def acceptance(proposal: MachineProposal, drone: Drone | None = None, title: str = "") -> StateSameMachine:
    """Return the command that states what is proposed: one edit, one undo; ``drone``: another card than the known."""
    innocent = " ".join((*proposal.contradictions, *proposal.innocent))
    by_about: dict[str, Bearer] = {}
    for place in proposal.places:
        about = place.observation or place.item
        held = by_about.get(about.key)
        words = f"{proposal.value} in {place.where}" if held is None else f"{held.where}; {place.where}"
        by_about[about.key] = Bearer(about, words, innocent)
    serial = "" if proposal.basis == "home_point" else proposal.value
    return StateSameMachine(
        bearers=tuple(by_about.values()),
        shared=proposal.shared,
        serial=serial,
        drone=drone or proposal.drone,
        title=title,
    )


def items_of_machine(case: Case, drone: Drone) -> tuple[tuple[Item, Link], ...]:
    """Return the items that are linked to a machine, with the link that says on what ground."""
    links = (link for link in case.of(Link) if link.kind == "same_machine" and link.to_key == drone.key)
    pairs = ((case.get(link.from_key), link) for link in links)
    return tuple((item, link) for item, link in pairs if isinstance(item, Item))


def sentences_about(serial: str, catalog: "Catalog") -> tuple[str, ...]:
    """Return what the form of a number says: by ANSI/CTA-2063-A where it applies, and by the catalog's prefixes."""
    sentences: list[str] = []
    if is_placeholder(serial):
        sentences.append("It looks like a placeholder, which a maker or an editor writes where no number is known.")
    parts = decode_cta(serial, catalog.identifiers)
    if parts is None:
        sentences.append(other_form_sentence(serial))
    else:
        code, length, rest = parts.maker_code, parts.length, parts.serial
        if parts.maker:
            sentences.append(
                f"Read by ANSI/CTA-2063-A: maker code {code}, which is {parts.maker}; {length} characters follow:"
                f" {rest}."
            )
        else:
            sentences.append(
                f"Read by ANSI/CTA-2063-A: maker code {code}, which the catalog does not know; {length} characters"
                f" follow: {rest}."
            )
            sentences.append("A number of another form can have this form by chance.")
    for row in catalog.by_serial(serial)[:1]:
        if len(row.prefix) > len(parts.maker_code if parts is not None else ""):
            named = row.label or row.maker
            doubts = "".join(f" ({doubt})" for doubt in row.doubt)
            sentences.append(f"It begins with {row.prefix}, which a list gives to {named}{doubts}.")
    return tuple(sentences)


def _all_traces(workspace: "Workspace", progress: Progress) -> dict[str, Traces]:
    items = [item for item in workspace.case.of(Item) if item.readings_sha256 is not None]
    asked: list[tuple[list[Item], Future[FoundTraces]]] = []
    found: dict[str, Traces] = {}
    try:
        for start in range(0, len(items), BATCH):
            batch = items[start : start + BATCH]
            documents = tuple(workspace.storage.readings(item.readings_sha256 or "") or b"" for item in batch)
            asked.append((batch, workspace.pool.submit(ReadTraces(documents), FoundTraces)))
            if len(asked) > 2:
                _land(*asked.pop(0), found, progress)
                progress.report(len(found), len(items), batch[0].label)
        while asked:
            _land(*asked.pop(0), found, progress)
    finally:
        for _, future in asked:
            future.cancel()
    progress.report(len(items), len(items))
    return found


def _land(batch: list[Item], future: Future[FoundTraces], found: dict[str, Traces], progress: Progress) -> None:
    for item, traces in zip(batch, awaited(future, progress).traces, strict=True):
        found[item.key] = traces


def _serials(case: Case, items: Iterable[Item], traces: dict[str, Traces], catalog: "Catalog") -> tuple[Serial, ...]:
    by_value: dict[str, list[Place]] = {}
    for item in items:
        for found in traces[item.key].serials:
            by_value.setdefault(plain_serial(found.value), []).append(_place(item, found))
    known = {item.id: item for item in case.of(Item)}
    for seen in case.of(Observation):
        for word in _numbers_read(seen.transcript):
            if seen.item in known:
                place = Place(known[seen.item], word, "a region of the picture", "picture", seen)
                by_value.setdefault(plain_serial(word), []).append(place)
    made: list[Serial] = []
    for plain, places in by_value.items():
        value = places[0].value
        parts = decode_cta(value, catalog.identifiers)
        maker = parts.maker if parts is not None else ""
        if plain:
            made.append(Serial(value, tuple(places), sentences_about(value, catalog), maker, is_placeholder(value)))
    return tuple(sorted(made, key=lambda one: (one.is_placeholder, -len(one.places), one.value)))


def _place(item: Item, found: FoundSerial) -> Place:
    place = f", {found.where}" if found.where else ""
    return Place(item, found.value, f"{found.group}:{found.name.strip()}{place}", found.part)


def _numbers_read(transcript: str) -> tuple[str, ...]:
    """Return the words of a transcript that can be numbers of a machine: long enough, with a digit."""
    words = transcript.replace(",", " ").split()
    return tuple(
        word for word in words if len(plain_serial(word)) >= SHORTEST_READ and any(char.isdigit() for char in word)
    )


class _Look:
    """One look at a case: what is tied already, what is a copy of what."""

    def __init__(self, case: Case, traces: dict[str, Traces]) -> None:
        self._case, self._traces = case, traces
        links = case.of(Link)
        self._copies = {frozenset((link.from_key, link.to_key)) for link in links if link.kind == "copy_of"}
        self._tied = {(link.from_key, link.to_key) for link in links if link.kind == "same_machine"}
        self._cards: dict[str, Drone] = {}
        for drone in case.of(Drone):
            self._tied |= {(key_of("observation", seen), drone.key) for seen in drone.observations}
            claims = (case.get(key_of("drone_claim", claim)) for claim in drone.claims)
            filmed = (one for one in claims if isinstance(one, DroneClaim) and one.role == "filmed_by")
            self._tied |= {(claim.about, drone.key) for claim in filmed}
            for marking in drone.markings:
                if marking.is_serial and plain_serial(marking.value):
                    self._cards.setdefault(plain_serial(marking.value), drone)

    def proposal(self, serial: Serial) -> MachineProposal | None:
        """Return what a number proposes; ``None`` where it ties nothing together."""
        places = tuple(place for place in serial.places if place.part in (*_OF_MACHINES, "picture"))
        bears = self._cards.get(plain_serial(serial.value))
        items = {place.item.key for place in places}
        drone = bears or (self._machine_of(places) if not serial.is_placeholder else None)
        if not items or (len(items) < 2 and drone is None):
            return None
        parts = {place.part for place in places}
        innocent = (*self._innocent(serial, parts, places),)
        return MachineProposal(
            basis=_basis(parts),
            value=serial.value,
            places=places,
            contradictions=self._contradictions(places),
            innocent=innocent,
            sentences=serial.sentences,
            is_placeholder=serial.is_placeholder,
            drone=drone,
            is_stated=bears is not None and self._is_tied(places, bears),
        )

    def _machine_of(self, places: tuple[Place, ...]) -> Drone | None:
        """Return the one machine that items of a proposal are tied to already, by another number; ``None`` for two."""
        tied = {to for place in places for key, to in self._tied if key == (place.observation or place.item).key}
        found = [drone for drone in self._case.of(Drone) if drone.key in tied]
        return found[0] if len(found) == 1 and len({place.item.key for place in places}) > 1 else None

    def by_home_point(self, items: Sequence[Item]) -> list[MachineProposal]:
        """Return groups of items whose home points lie within some metres of the first one's."""
        groups: list[list[tuple[Item, Home]]] = []
        by_cell: dict[tuple[int, int], list[list[tuple[Item, Home]]]] = {}
        for item in items:
            home = self._traces[item.key].home
            if home is None:
                continue
            row, column = _cell(home)
            around = (
                group
                for north, east in product((-1, 0, 1), repeat=2)
                for group in by_cell.get((row + north, (column + east) % CELLS), ())
            )
            near = next((group for group in around if _apart_m(group[0][1][:2], home[:2]) <= NEAR_M), None)
            if near is not None:
                near.append((item, home))
                continue
            begun: list[tuple[Item, Home]] = [(item, home)]
            groups.append(begun)
            by_cell.setdefault((row, column), []).append(begun)
        return [self._at_home(group) for group in groups if len(group) > 1]

    def _at_home(self, group: list[tuple[Item, Home]]) -> MachineProposal:
        north, east, _ = group[0][1]
        value = f"{north:.5f}, {east:.5f}"
        places = tuple(Place(item, value, home[2], "aircraft") for item, home in group)
        cards = [drone for drone in self._case.of(Drone) if self._is_tied(places, drone)]
        innocent = (
            "A home point belongs to a place of start, not to a machine: several machines may start from one yard.",
            *self._same_footage(places),
        )
        drone = cards[0] if cards else None
        return MachineProposal(
            basis="home_point",
            value=value,
            places=places,
            contradictions=self._contradictions(places),
            innocent=innocent,
            sentences=(f"The home points lie within {NEAR_M:g} m of the first one.",),
            drone=drone,
            is_stated=drone is not None,
        )

    def _is_tied(self, places: tuple[Place, ...], drone: Drone) -> bool:
        return all(((place.observation or place.item).key, drone.key) in self._tied for place in places)

    def _innocent(self, serial: Serial, parts: set[str], places: tuple[Place, ...]) -> Iterable[str]:
        if serial.is_placeholder:
            yield "It looks like a placeholder: any number of machines write it, and it shows nothing."
        if parts == {"camera"}:
            yield (
                "The number stands only in fields of a camera: a camera or a gimbal can be moved to another airframe,"
                " and hand-held cameras have such numbers too."
            )
        if "unclear" in parts and not parts & {"aircraft", "camera"}:
            yield "The field does not say what the number belongs to; some makers write one number into many devices."
        if parts == {"picture"}:
            yield "It was read off pictures: a number on a hull can be painted on, copied, or be that of a part."
        yield from self._same_footage(places)
        if parts - {"picture"}:
            yield (
                "A serial number can be cloned into another machine, and common tools write any number into a file;"
                " the number alone does not show that the files were not edited."
            )

    def _same_footage(self, places: tuple[Place, ...]) -> Iterable[str]:
        for one, other in _pairs(places):
            if frozenset((one.key, other.key)) in self._copies:
                yield f"{one.label} and {other.label} are stated to be copies: one recording bears one number."

    def _contradictions(self, places: tuple[Place, ...]) -> tuple[str, ...]:
        """Return what speaks against one machine; it is shown and not settled."""
        found: list[str] = []
        for one, other in _pairs(places):
            a, b = self._traces.get(one.key, Traces()), self._traces.get(other.key, Traces())
            if a.model and b.model and a.model.casefold() != b.model.casefold():
                found.append(
                    f'{one.label} names the drone "{a.model}", {other.label} "{b.model}": one of them was edited, or'
                    " the number is cloned."
                )
            elif a.digest.device and b.digest.device and a.digest.device.casefold() != b.digest.device.casefold():
                found.append(
                    f'{one.label} names the camera "{a.digest.device}", {other.label} "{b.digest.device}": two cameras'
                    " of one machine, an edited file, or a cloned number."
                )
            speed = _speed_m_s(a, b)
            if speed is not None and speed > TOO_FAST_M_S:
                found.append(
                    f"By their own clocks and positions, one machine would have had to go from {one.label} to"
                    f" {other.label} at {speed * 3.6:.0f} km/h."
                )
            found += _other_numbers(one, a, other, b)
            if len(found) > MOST_SAID:
                break
        said = tuple(dict.fromkeys(found))
        return said if len(said) <= MOST_SAID else (*said[:MOST_SAID], "More of them contradict each other so.")


def _other_numbers(one: Item, a: Traces, other: Item, b: Traces) -> list[str]:
    """Say where two files that share one number differ in the number of the aircraft."""
    first = {s.value for s in a.serials if s.part == "aircraft"}
    second = {s.value for s in b.serials if s.part == "aircraft"}
    if not first or not second or first & second:
        return []
    return [
        f"{one.label} names the aircraft {', '.join(sorted(first))}, {other.label} {', '.join(sorted(second))}:"
        " what they share was moved from one to the other."
    ]


def _pairs(places: tuple[Place, ...]) -> list[tuple[Item, Item]]:
    items = sorted({place.item.key: place.item for place in places}.values(), key=lambda item: item.label)
    return [pair for pair, _ in zip(combinations(items, 2), range(MOST_PAIRS), strict=False)]


def _basis(parts: set[str]) -> Basis:
    if "aircraft" in parts:
        return "aircraft_serial"
    if parts == {"picture"}:
        return "marking"
    return "camera_serial" if parts <= {"camera", "gimbal", "picture"} else "serial"


def _speed_m_s(a: Traces, b: Traces) -> float | None:
    """Return how fast one would have to go; ``None`` where a time or a position is missing, or both are one moment."""
    one, other = a.digest, b.digest
    if one.latitude_deg is None or one.longitude_deg is None or other.latitude_deg is None:
        return None
    if other.longitude_deg is None or one.recorded_offset != other.recorded_offset:
        return None
    seconds = _seconds_between(one.recorded_at, other.recorded_at)
    if seconds is None:
        return None
    far = _apart_m((one.latitude_deg, one.longitude_deg), (other.latitude_deg, other.longitude_deg))
    return far / max(seconds, 1.0)


def _seconds_between(one: str, other: str) -> float | None:
    try:
        return abs((datetime.fromisoformat(one) - datetime.fromisoformat(other)).total_seconds())
    except (ValueError, TypeError):
        return None


def _cell(home: Home) -> tuple[int, int]:
    return math.floor(home[0] * 100), math.floor(home[1] * 100) % CELLS


def _apart_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance in meters; half the earth's girth where two places lie almost opposite each other."""
    way = course(one, other)
    return way.distance_m if way is not None else 2e7
