"""By what items are told apart and filtered: each facet is a name, a question and the words of its answers. No Qt.

A new one is one line in ``FACETS``. What is asked of a case of ten thousand items is kept in an index, so that a filter
is a few sets laid over each other.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

import msgspec

from verifier.domain.inspection import ItemKind
from verifier.domain.records import Base, DroneClaim, Incident, Note, PlaceClaim, Posting, Problem, Tag
from verifier.domain.records.items import Triage
from verifier.gui.items.known import (
    Known,
    copies_of,
    is_reviewed,
    posted_day,
    recorded_day,
)
from verifier.gui.items.plain import day_words
from verifier.gui.items.plain import same as as_written
from verifier.gui.speech import tr, tr_made

Pick = tuple[str, str]
"""Name of a facet and one of its answers."""


class Facet(msgspec.Struct, frozen=True):
    """``answers`` says what is true of an item; ``words`` how an answer is shown.

    ``needs``: the one record type without which there is no answer, so that most items need not be asked.
    """

    name: str
    title: str
    answers: Callable[[Known], Iterable[str]]
    words: Callable[[str], str] = as_written
    needs: type[Base] | None = None
    stands_alone: bool = False
    """Whether an answer says by itself what it is about."""


class Filter(msgspec.Struct, frozen=True):
    """What is looked for: any of the answers picked of one facet, for every facet, and every word of ``text``."""

    picks: tuple[Pick, ...] = ()
    text: str = ""

    def toggled(self, pick: Pick) -> "Filter":
        """Add an answer, or take it away."""
        if pick in self.picks:
            return self.without(pick)
        return msgspec.structs.replace(self, picks=(*self.picks, pick))

    def only(self, pick: Pick) -> "Filter":
        """Pick one answer in place of the others of its facet."""
        rest = tuple(one for one in self.picks if one[0] != pick[0])
        return msgspec.structs.replace(self, picks=(*rest, pick))

    def without(self, pick: Pick) -> "Filter":
        """Take an answer away."""
        return msgspec.structs.replace(self, picks=tuple(one for one in self.picks if one != pick))


TRIAGE_WORDS: dict[Triage | str, str] = {
    "none": "not looked at",
    "relevant": "relevant",
    "maybe": "maybe",
    "not_relevant": "not relevant",
    "needs_help": "needs help",
    "duplicate": "duplicate",
}
KIND_WORDS: dict[ItemKind | str, str] = {
    "photo": "photo",
    "video": "video",
    "audio": "sound",
    "document": "document",
    "web_archive": "web archive",
    "sidecar": "data for another file",
    "other": "other file",
    "not_added": "could not be added",
}
THERE_WORDS: dict[str, str] = {
    "drone": "drone seen",
    "filmed_by": "drone that filmed",
    "no_drone": "no drone yet",
    "place": "place stated",
    "no_place": "no place stated",
    "position": "position in the file",
    "clock": "time in the file",
    "findings": "findings",
    "problems": "problems",
    "note": "notes",
    "copies": "several postings",
    "withheld": "withheld from bundles",
}
REVIEW_WORDS: dict[str, str] = {"reviewed": "reviewed", "not_reviewed": "not reviewed"}
SENSITIVE_WORDS: dict[str, str] = {
    "open": "nobody has looked",
    "none": "nothing sensitive",
    "graphic": "graphic",
    "casualty": "a casualty",
    "prisoner_or_detainee": "a prisoner or detainee",
    "child": "a child",
    "witness_or_source": "a witness or source",
    "private_home": "a private home",
    "live_military_position": "a live military position",
}
PRIORITY_WORDS: dict[str, str] = {"urgent": "urgent", "high": "high", "normal": "normal", "low": "low"}
NOBODY = ""
NO_DRONE_WORDS = "drone, model not determined"


def _named(table: Mapping[str, str]) -> Callable[[str], str]:
    return lambda answer: tr(table.get(answer, answer))


def _there(known: Known) -> list[str]:
    roles = {claim.role for claim in known.claims}
    answers = (
        ("drone", "seen" in roles),
        ("filmed_by", "filmed_by" in roles),
        ("no_drone", not roles),
        ("place" if PlaceClaim in known.about else "no_place", True),
        ("position", known.digest.position is not None),
        ("clock", bool(known.digest.recorded_at)),
        ("findings", bool(known.findings)),
        ("problems", Problem in known.about),
        ("note", Note in known.about),
        ("copies", copies_of(known) > 1),
        ("withheld", known.item.is_withheld),
    )
    return [name for name, is_so in answers if is_so]


def _drones(known: Known) -> Iterator[str]:
    for claim in known.claims:
        for hypothesis in claim.hypotheses:
            if not hypothesis.excluded_because:
                yield hypothesis.entry.name if hypothesis.entry.entry_id else NO_DRONE_WORDS


def posting_of(posting: Posting) -> str:
    """Name where something was posted: day (ISO 8601, may be missing), then platform and account."""
    account = posting.account_name or posting.account_id
    parts = (posting.platform, account, "" if posting.platform or account else posting.acquired_how)
    where = " · ".join(part for part in parts if part)
    day = posting.posted_at.date().isoformat() if posting.posted_at else ""
    return f"{day}|{where}" if where or day else ""


def posting_words(answer: str) -> str:
    """Write it with the day behind: ``Telegram · @riverwatch · 3 Mar 2023``."""
    day, _, where = answer.partition("|")
    return " · ".join(part for part in (where, day_words(day)) if part)


def _places(known: Known) -> Iterator[str]:
    for place in known.of(PlaceClaim):
        if place.latitude_deg is None or place.longitude_deg is None:
            yield "cannot be located"
        else:
            yield f"{place.latitude_deg:.1f}, {place.longitude_deg:.1f}"
    if known.digest.position is not None:
        yield "{:.1f}, {:.1f}".format(*known.digest.position)
    for incident in known.of(Incident):
        if incident.place_words:
            yield incident.place_words


def place_area_words(answer: str) -> str:
    """Write a tenth of a degree as what it is: a square of about ten kilometers."""
    return answer if not answer[:1].isdigit() and answer[:1] != "-" else tr("about {place}", place=answer)


def day_of(known: Known) -> str:
    """Return the day recorded, else the day posted, "" where neither is known."""
    return recorded_day(known) or posted_day(known)


def _postings(known: Known) -> Iterable[str]:
    return dict.fromkeys(filter(None, map(posting_of, known.postings)))


def _if_any(answer: str) -> tuple[str, ...]:
    return (answer,) if answer else ()


def _sensitive(known: Known) -> tuple[str, ...]:
    reasons = known.item.sensitivity
    return ("open",) if reasons is None else reasons or ("none",)


FACETS: tuple[Facet, ...] = (
    Facet("triage", "Decided", lambda k: (k.item.triage or "none",), _named(TRIAGE_WORDS)),
    Facet(
        "review",
        "Reviewed",
        lambda k: ("reviewed" if is_reviewed(k) else "not_reviewed",),
        _named(REVIEW_WORDS),
        stands_alone=True,
    ),
    Facet("there", "What there is", _there, _named(THERE_WORDS), stands_alone=True),
    Facet("kind", "Kind of file", lambda k: (k.item.kind,), _named(KIND_WORDS)),
    Facet("drone", "Drone", _drones, tr_made, DroneClaim),
    Facet("maker", "Maker of the drone", lambda k: k.makers, needs=DroneClaim),
    Facet("place", "Place", _places, place_area_words),
    Facet("day", "Day", lambda k: _if_any(day_of(k)), day_words),
    Facet("posted", "Day posted", lambda k: _if_any(posted_day(k)), day_words, Posting),
    Facet("posting", "Posting", _postings, posting_words, Posting),
    Facet("incident", "Incident", lambda k: [f"{one.label} {one.title}" for one in k.of(Incident)], needs=Incident),
    Facet("tag", "Tag", lambda k: {tag.name for tag in k.of(Tag)}, needs=Tag),
    Facet("assignee", "Assigned to", lambda k: (k.assignee,), lambda name: name or tr("nobody")),
    Facet("finding", "Finding", lambda k: k.findings, tr_made),
    Facet("problem", "Problem", lambda k: {one.sentence for one in k.of(Problem)}, tr_made, Problem),
    Facet("folder", "Folder", lambda k: _if_any(k.folder)),
    Facet("device", "Device that recorded", lambda k: _if_any(k.digest.device)),
    Facet("serial", "Serial number", lambda k: k.digest.serials),
    Facet("sensitive", "Sensitive", _sensitive, _named(SENSITIVE_WORDS)),
    Facet("priority", "Priority", lambda k: (k.item.priority,), _named(PRIORITY_WORDS)),
)
BY_NAME: dict[str, Facet] = {facet.name: facet for facet in FACETS}


class Quick(msgspec.Struct, frozen=True):
    """A filter that is at hand as a chip, in the list, in the grid or in both."""

    pick: Pick
    words: str
    in_list: bool = True
    in_grid: bool = True


QUICK_FILTERS: tuple[Quick, ...] = (
    Quick(("triage", "none"), "Not looked at"),
    Quick(("triage", "relevant"), "Relevant", in_list=False),
    Quick(("triage", "maybe"), "Maybe", in_list=False),
    Quick(("triage", "not_relevant"), "Not relevant", in_list=False),
    Quick(("triage", "needs_help"), "Needs help", in_list=False),
    Quick(("triage", "duplicate"), "Duplicate", in_list=False),
    Quick(("there", "drone"), "Drone seen"),
    Quick(("there", "filmed_by"), "Filmed by"),
    Quick(("there", "place"), "Has place"),
    Quick(("there", "findings"), "Worth a look"),
    Quick(("there", "problems"), "Problems"),
    Quick(("kind", "document"), "Documents", in_list=False),
)


def picks_of(known: Known) -> tuple[Pick, ...]:
    """Return everything that is true of an item."""
    about = known.about
    asked = (facet for facet in FACETS if facet.needs is None or facet.needs in about)
    return tuple([(facet.name, answer) for facet in asked for answer in facet.answers(known)])


def picks_of_lost(problem: Problem) -> tuple[Pick, ...]:
    """Return what is true of a file that could not be added: it has no facts, and nobody decides on it."""
    return ("there", "problems"), ("kind", "not_added"), ("problem", problem.sentence)


def pick_words(pick: Pick) -> str:
    """Write an answer so that it can stand alone: ``Drone: Phantom 3``."""
    facet = BY_NAME.get(pick[0])
    if facet is None:
        return pick[1]
    answer = facet.words(pick[1])
    return answer if facet.stands_alone else tr("{facet}: {answer}", facet=tr(facet.title), answer=answer)


class FacetIndex:
    """Which rows each answer is true of."""

    def __init__(self) -> None:
        self._keys: dict[Pick, set[str]] = {}
        self._picks: dict[str, tuple[Pick, ...]] = {}

    def put(self, key: str, picks: tuple[Pick, ...]) -> None:
        """Say what is true of a row now."""
        self.drop(key)
        self._picks[key] = picks
        for pick in picks:
            self._keys.setdefault(pick, set()).add(key)

    def drop(self, key: str) -> None:
        """Forget a row."""
        for pick in self._picks.pop(key, ()):
            rows = self._keys.get(pick, set())
            rows.discard(key)
            if not rows:
                self._keys.pop(pick, None)

    def picks(self, key: str) -> tuple[Pick, ...]:
        """Return what is true of a row."""
        return self._picks.get(key, ())

    def keys(self, pick: Pick) -> set[str]:
        """Return the rows that an answer is true of; not to be changed."""
        return self._keys.get(pick, set())

    def count(self, pick: Pick) -> int:
        """Return of how many rows an answer is true."""
        return len(self.keys(pick))

    def matching(self, picks: Iterable[Pick]) -> set[str] | None:
        """Return the rows that have one of the answers picked of every facet; ``None``: nothing is picked."""
        by_facet: dict[str, set[str]] = {}
        for pick in picks:
            by_facet[pick[0]] = by_facet.get(pick[0], set()) | self.keys(pick)
        left: set[str] | None = None
        for rows in sorted(by_facet.values(), key=len):
            left = rows if left is None else left & rows
        return left

    def answers(self, facet: str) -> list[str]:
        """Return the answers of a facet that are true of any row."""
        return [answer for name, answer in self._keys if name == facet]

    def offered(self, picks: tuple[Pick, ...]) -> Iterator[tuple[Facet, list[tuple[str, int]]]]:
        """Yield each facet with its answers, the most frequent first, counted among what the other facets leave."""
        found: dict[str, list[str]] = {}
        for name, answer in self._keys:
            found.setdefault(name, []).append(answer)
        whole = self.matching(picks)
        for facet in FACETS:
            others = tuple(pick for pick in picks if pick[0] != facet.name)
            among = whole if len(others) == len(picks) else self.matching(others)
            counted = [(one, _shared(self.keys((facet.name, one)), among)) for one in found.get(facet.name, ())]
            kept = [(one, number) for one, number in counted if number or (facet.name, one) in picks]
            yield facet, sorted(kept, key=lambda pair: (-pair[1], pair[0]))


def _shared(rows: set[str], among: set[str] | None) -> int:
    return len(rows) if among is None else len(rows & among)
