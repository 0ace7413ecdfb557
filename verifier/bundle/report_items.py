"""Items laid out for the report: pictures with their regions, statements, facts from the file, what went wrong."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from verifier.bundle import report_words as words
from verifier.bundle.disclosed import Disclosed, data_uri
from verifier.bundle.material import Material
from verifier.bundle.overlay import Shape, displayed_size, shape
from verifier.bundle.plan import PlanRow
from verifier.bundle.report_marks import mark_statements
from verifier.bundle.report_rows import Row, Statement, rows
from verifier.bundle.report_sizes import size_statements
from verifier.bundle.report_statements import (
    Statements,
    drone_in_short,
    place_in_short,
    time_in_short,
)
from verifier.case.copy_groups import connected
from verifier.domain import codec
from verifier.domain.frames import FrameRef, Instant, Still
from verifier.domain.readings import Fact, FactValue, Reading, ReadingsDocument
from verifier.domain.records import (
    Assessment,
    DroneClaim,
    Incident,
    Item,
    Link,
    Note,
    Observation,
    PlaceClaim,
    Posting,
    PriorSearch,
    Problem,
    Segment,
    SourceClaim,
    Tag,
    TimeClaim,
)
from verifier.geo.contradictions import INNOCENT, INNOCENT_FILE, away_from_file, contradictions_by_item
from verifier.metadata.claimed_device import INNOCENT_DEVICE
from verifier.metadata.facts import facts, position_of
from verifier.metadata.findings.base import Look
from verifier.metadata.findings.registry import findings

LARGE_SIDE, SMALL_SIDE = 1280, 480
"""Longest side in pixels of the pictures of items with and without statements."""


class PictureView(msgspec.Struct, frozen=True):
    """One picture, its regions on a grid of ``width`` by ``height`` displayed pixels, and what it is.

    ``shows``: what stands in its place for whoever cannot see it.
    """

    source: str
    shows: str
    width: int
    height: int
    shapes: tuple[Shape, ...]
    rows: tuple[Row, ...]


class FactView(msgspec.Struct, frozen=True):
    """One fact of the file, where it stood, and the answers that lost."""

    name: str
    value: str
    where: str
    others: str


class FindingView(msgspec.Struct, frozen=True):
    """Words of the file that do not fit each other; ``innocent``: how an honest file comes to look so."""

    sentence: str
    where: str
    innocent: str


class Glance(msgspec.Struct, frozen=True):
    """What is stated about an item, in one line per statement."""

    drones: tuple[str, ...]
    places: tuple[str, ...]
    times: tuple[str, ...]


class ItemView(msgspec.Struct, frozen=True):
    """Everything the report says about one item."""

    label: str
    kind: str
    name: str
    glance: Glance
    veil: str
    """Why the pictures are blurred until asked for; empty where they are not."""
    pictures: tuple[PictureView, ...]
    statements: tuple[Statement, ...]
    tags: tuple[str, ...]
    file_rows: tuple[Row, ...]
    facts: tuple[FactView, ...]
    findings: tuple[FindingView, ...]
    problems: tuple[str, ...]
    kept_back: tuple[str, ...] = ()
    """What of it stays, in the words of the plan."""
    relevance: str = ""
    """How it was sorted on triage; empty where nobody has."""
    incidents: tuple[str, ...] = ()
    """The incidents that it is counted among: label and title."""


class ItemLayout:
    """Lays out items from what goes out of a case."""

    def __init__(self, material: Material, shown: Disclosed, staying: Sequence[PlanRow] = ()) -> None:
        self._material = material
        self._shown = shown
        self._staying = staying
        self._sidecars: dict[str, list[str]] = {}
        for link in shown.of(Link):
            if link.kind == "sidecar_of":
                self._sidecars.setdefault(link.to_key, []).append(link.from_key)
        links = (one for one in shown.of(Link) if one.kind == "copy_of")
        groups = connected((one.from_key, one.to_key) for one in links)
        members = {key: tuple(sorted(group)) for group in groups for key in group}
        self._apart = contradictions_by_item(shown.of(PlaceClaim), members)

    def item(self, item: Item) -> ItemView:
        """Lay out one item; ``item`` is as disclosed."""
        observations = self._shown.of_item(Observation, item.key)
        regions = {observation.id: number for number, observation in enumerate(observations, 1)}
        statements = self._statements(item, observations, Statements(self._shown, regions))
        document = self._document(item)
        found = facts(document.readings) if document is not None else {}
        away = self._away_from_file(item, document, found) if document is not None else ()
        misplaced = (*self._contradicted(item), *away)
        misnamed = tuple(self._filmed_otherwise(item, document, found)) if document is not None else ()
        return ItemView(
            item.label,
            words.kind(item.kind),
            item.original_name or "",
            self._glance(item.key, is_misplaced=bool(misplaced), is_misnamed=bool(misnamed)),
            _veil(item),
            self._pictures(item, observations, regions, has_statements=bool(statements)),
            statements,
            tuple(tag.name for tag in self._shown.of_item(Tag, item.key)),
            (*_file_rows(item), *self._tied_rows(item)),
            _facts(document) if document is not None else (),
            (
                *misplaced,
                *misnamed,
                *(self._findings(item, document, found) if document is not None else ()),
            ),
            tuple(p.sentence for p in self._shown.of_item(Problem, item.key)),
            tuple(row.what for row in self._staying if item.label in row.subjects),
            words.TRIAGE_WORDS[item.triage] if item.triage is not None else "",
            tuple(f"{one.label} {one.title}".rstrip() for one in self._shown.of(Incident) if item.id in one.items),
        )

    def _glance(self, key: str, *, is_misplaced: bool, is_misnamed: bool) -> Glance:
        doubt = ("This place is contradicted: see the item.",) if is_misplaced else ()
        other = ("The file names another device: see the item.",) if is_misnamed else ()
        return Glance(
            (*(drone_in_short(claim) for claim in self._shown.of_item(DroneClaim, key)), *other),
            (*(place_in_short(claim) for claim in self._shown.of_item(PlaceClaim, key)), *doubt),
            tuple(time_in_short(claim) for claim in self._shown.of_item(TimeClaim, key)),
        )

    def _statements(self, item: Item, observations: list[Observation], lay: Statements) -> tuple[Statement, ...]:
        shown, key = self._shown, item.key
        postings = (posting for posting in shown.of_item(Posting, key) if _says_something(posting))
        return (
            *(lay.drone(claim) for claim in shown.of_item(DroneClaim, key)),
            *(lay.place(claim) for claim in shown.of_item(PlaceClaim, key)),
            *(lay.time(claim) for claim in shown.of_item(TimeClaim, key)),
            *(lay.observation(observation) for observation in observations),
            *mark_statements(shown, lay, key),
            *size_statements(shown, lay, key),
            *(lay.segment(segment) for segment in shown.of_item(Segment, key)),
            *(lay.source(claim) for claim in shown.of_item(SourceClaim, key)),
            *(lay.posting(posting) for posting in postings),
            *(lay.prior_search(search) for search in shown.of_item(PriorSearch, key)),
            *(lay.assessment(assessment) for assessment in shown.of_item(Assessment, key)),
            *(lay.note(note) for note in shown.of_item(Note, key)),
        )

    def _pictures(
        self, item: Item, observations: list[Observation], regions: dict[str, int], *, has_statements: bool
    ) -> tuple[PictureView, ...]:
        """Lay out the photo, or each frame that something was marked on; one that stands for the clip if none was."""
        grid = displayed_size(item.technical)
        if grid is None or not item.fingerprints:
            return ()
        by_frame: dict[FrameRef | None, list[Observation]] = {}
        for observation in observations:
            if isinstance(observation.when, Still | Instant):
                frame = observation.when.frame if isinstance(observation.when, Instant) else None
                by_frame.setdefault(frame, []).append(observation)
        side = LARGE_SIDE if has_statements else SMALL_SIDE
        views = [
            self._picture(item, grid, frame, marked, regions, side)
            for frame, marked in (by_frame or {None: []}).items()
        ]
        return tuple(view for view in views if view is not None)

    def _picture(
        self,
        item: Item,
        grid: tuple[int, int],
        frame: FrameRef | None,
        marked: list[Observation],
        regions: dict[str, int],
        side: int,
    ) -> PictureView | None:
        picture = self._material.picture(item, frame, side)
        if picture is None:
            return None
        shapes = (shape(one.region, item.technical, regions[one.id]) for one in marked)
        named = (
            (Row("Exact frame", words.frame(frame)), Row("SHA-256 of its pixels", frame.sha256, True)) if frame else ()
        )
        source = data_uri(picture.media_type, picture.data)
        shows = _shows(item, frame, [(regions[one.id], one.seen) for one in marked])
        return PictureView(source, shows, *grid, tuple(one for one in shapes if one is not None), named)

    def _document(self, item: Item) -> ReadingsDocument | None:
        data = self._material.document(item.readings_sha256) if item.readings_sha256 else None
        return codec.decode(data, ReadingsDocument) if data is not None else None

    def _contradicted(self, item: Item) -> Iterator[FindingView]:
        """Lay out places stated of the item or of its copies that cannot both hold."""
        for one in self._apart.get(item.key, ()):
            labels = ", ".join(sorted(self._shown.item_label(key) or item.label for key in one.about))
            yield FindingView(one.sentence, labels, INNOCENT)

    def _away_from_file(self, item: Item, document: ReadingsDocument, found: dict[str, Fact]) -> Iterator[FindingView]:
        """Lay out places stated of the item that lie elsewhere than its file says."""
        position = position_of(found)
        if position is None:
            return
        where = _places(document, (*found["latitude_deg"].readings, *found["longitude_deg"].readings))
        for sentence in away_from_file(self._shown.of_item(PlaceClaim, item.key), position):
            yield FindingView(sentence, where, INNOCENT_FILE)

    def _filmed_otherwise(
        self, item: Item, document: ReadingsDocument, found: dict[str, Fact]
    ) -> Iterator[FindingView]:
        """Lay out drones that are stated to have filmed what names another maker's device."""
        claims = self._shown.of_item(DroneClaim, item.key)
        for sentence in self._material.filmed_otherwise(claims, found, document.readings):
            named = [place for name in ("make", "model") if name in found for place in found[name].readings]
            yield FindingView(sentence, _places(document, tuple(named)), INNOCENT_DEVICE)

    def _findings(self, item: Item, document: ReadingsDocument, found: dict[str, Fact]) -> tuple[FindingView, ...]:
        """Lay out what does not fit, notes left out."""
        postings = self._shown.of_item(Posting, item.key)
        posted = tuple(one.posted_at for one in postings if one.posted_at is not None)
        look = Look(
            document.readings,
            found,
            item.kind,
            item.original_name or "",
            item.technical,
            self._material.filmed_by(found, document.readings),
            posted,
            self._beside(item),
        )
        return tuple(
            FindingView(one.sentence, _places(document, one.readings), " ".join(one.innocent))
            for one in findings(look)
            if one.severity != "note"
        )

    def _tied_rows(self, item: Item) -> tuple[Row, ...]:
        """Name the files that an import tied to this one: subtitles and the like, and what they belong to."""
        beside = self._sidecars.get(item.key, ())
        clips = [clip for clip, keys in self._sidecars.items() if item.key in keys]
        return rows(
            ("Data beside it", ", ".join(self._shown.item_label(key) for key in beside)),
            ("Belongs to", ", ".join(self._shown.item_label(key) for key in clips)),
        )

    def _beside(self, item: Item) -> tuple[Reading, ...]:
        """Return the readings of the sidecars of a clip that go out with it."""
        beside = (self._shown.get(key) for key in self._sidecars.get(item.key, ()))
        documents = (self._document(one) for one in beside if isinstance(one, Item))
        return tuple(reading for document in documents if document is not None for reading in document.readings)


def _facts(document: ReadingsDocument) -> tuple[FactView, ...]:
    return tuple(
        FactView(
            *words.fact(name, _printed(fact.value)),
            _places(document, fact.readings),
            "; ".join(_other(document, other) for other in fact.others),
        )
        for name, fact in facts(document.readings).items()
    )


def _veil(item: Item) -> str:
    if item.sensitivity is None:
        return "Not yet assessed for sensitive content"
    return (
        "Sensitive: " + ", ".join(words.SENSITIVITY_WORDS[name] for name in item.sensitivity)
        if item.sensitivity
        else ""
    )


def _shows(item: Item, frame: FrameRef | None, marked: list[tuple[int, str]]) -> str:
    """Say what a picture is, and what is marked on it, for those who cannot see it."""
    whole = "the first frame of the clip" if item.kind == "video" else words.kind(item.kind)
    of = words.frame(frame) if frame else whole
    regions = "; ".join(f"region {number}: {seen}" if seen else f"region {number}" for number, seen in marked)
    return f"{item.label}, {of}" + (
        f", with what is marked on it: {regions}" if regions else ", nothing is marked on it"
    )


def _says_something(posting: Posting) -> bool:
    return bool(
        posting.url
        or posting.platform
        or posting.posted_at
        or posting.posted_at_as_shown
        or posting.account_name
        or posting.caption
        or posting.acquired_from
    )


def _file_rows(item: Item) -> tuple[Row, ...]:
    known = item.fingerprints
    if not known:
        return (Row("File", f"{item.media_type}; it comes from a closed source, its hashes are withheld"),)
    return (
        Row("SHA-256", known.sha256, is_code=True),
        *rows(
            ("Size", words.size(known.size_bytes)),
            ("Type", item.media_type),
            ("Picture", words.technical(item.technical)),
            ("Generation", (item.generation or "").replace("_", " ")),
            ("Added", words.day(item.imported_at)),
        ),
    )


def _printed(value: str | int | float | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return f"{value:.9g}" if isinstance(value, float) else str(value)


def _places(document: ReadingsDocument, readings: tuple[int, ...]) -> str:
    """Name the places that readings stood in, each once, with how many readers saw it there."""
    found = Counter(f"{document.readings[index].group}:{document.readings[index].name}" for index in readings)
    return "; ".join(place if count == 1 else f"{place} ({count} readers)" for place, count in found.items())


def _other(document: ReadingsDocument, other: FactValue) -> str:
    return f"{_printed(other.value)}: {_places(document, other.readings)}"
