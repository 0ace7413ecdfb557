"""Items are told apart by what is known of them, found by anything written about them, and put into groups."""

from datetime import UTC, datetime

import msgspec
import pytest

from tests import examples
from tests.examples import fixed_id
from verifier.case.case import Case
from verifier.case.changes import Change
from verifier.case.searching import text_of
from verifier.domain.records import (
    Assessment,
    CatalogRef,
    DroneClaim,
    Hypothesis,
    Incident,
    Item,
    Note,
    Posting,
    Record,
    SourceClaim,
    Tag,
)
from verifier.gui.items.book import FIRST_LOOKS, RowBook
from verifier.gui.items.facets import FACETS, QUICK_FILTERS, Filter, Pick, pick_words
from verifier.gui.items.filter_rows import FEW, filter_rows
from verifier.gui.items.order import GROUPINGS, Order
from verifier.gui.items.saved_filters import Named
from verifier.metadata.findings.times import AFTER_POSTING
from verifier.workspace.digests import Digest

NAMES = ("IMG_10.jpg", "IMG_9.jpg", "поле 1.jpg", "人名.png")
PHANTOM = CatalogRef("family", "dji-phantom-3", "ab" * 32, "Phantom 3")


def item(number: int, name: str) -> Item:
    return msgspec.structs.replace(
        examples.ITEM,
        id=fixed_id(1000 + number),
        label=f"E-{1000 + number}",
        original_name=name,
        readings_sha256=f"{number:064x}",
        triage=None,
        assignee=None,
        sensitivity=None,
        kind="photo",
    )


ITEMS = tuple(item(number, name) for number, name in enumerate(NAMES))
CLAIM = DroneClaim(
    id=fixed_id(2000),
    about=ITEMS[0].key,
    role="seen",
    hypotheses=(Hypothesis(PHANTOM),),
    stated_by=examples.PERSON.id,
    stated_at=examples.AT,
)


def note(number: int, about: str, text: str) -> Note:
    return Note(id=fixed_id(number), about=about, text=text, written_by=examples.PERSON.id, written_at=examples.AT)


def book_of(*records: Record, digests: dict[str, Digest] | None = None) -> RowBook:
    case = Case((examples.PERSON, examples.REVIEWER, examples.CASE_INFO, *ITEMS, *records))
    return RowBook(case, digests)


def shown(book: RowBook, *picks: Pick, text: str = "", order: Order | None = None) -> list[str]:
    rows = book.shown(Filter(picks, text), order or Order())
    names = {one.key: one.original_name for one in ITEMS}
    return [names[key] for key in rows.keys]


def test_answers_of_one_kind_are_joined_and_those_of_several_kinds_narrow() -> None:
    marked = (msgspec.structs.replace(ITEMS[1], triage="relevant"), msgspec.structs.replace(ITEMS[2], triage="maybe"))
    book = RowBook(Case((examples.PERSON, ITEMS[0], *marked, ITEMS[3], CLAIM)))
    assert shown(book, ("triage", "none")) == [NAMES[0], NAMES[3]]
    assert shown(book, ("triage", "relevant"), ("triage", "maybe")) == [NAMES[1], NAMES[2]]
    assert shown(book, ("triage", "none"), ("there", "drone")) == [NAMES[0]]
    assert shown(book, ("triage", "relevant"), ("there", "drone")) == []


def test_no_drone_yet_means_that_none_is_stated_seen_or_filming() -> None:
    filmed = msgspec.structs.replace(CLAIM, id=fixed_id(2050), about=ITEMS[1].key, role="filmed_by")
    book = book_of(CLAIM, filmed)
    assert shown(book, ("there", "no_drone")) == [NAMES[2], NAMES[3]]
    assert shown(book, ("there", "drone")) == [NAMES[0]]
    assert shown(book, ("there", "filmed_by")) == [NAMES[1]]


def test_every_answer_is_counted_as_it_is_shown() -> None:
    book = RowBook(
        Case(examples.EXAMPLES), {"44" * 32: Digest("2026-01-02T03:04:05", device="DJI FC1", serials=("1",))}
    )
    asked = {facet.name for facet, answers in book.index.offered(()) if answers}
    assert asked >= {"triage", "review", "there", "kind", "drone", "place", "tag", "problem", "device", "day"}
    for facet, answers in book.index.offered(()):
        for answer, number in answers:
            assert number == len(book.shown(Filter(((facet.name, answer),)), Order()).keys) > 0
            assert facet.words(answer)


def test_every_chip_names_an_answer_of_a_facet() -> None:
    assert {quick.pick[0] for quick in QUICK_FILTERS} <= {facet.name for facet in FACETS}
    assert len({facet.name for facet in FACETS}) == len(FACETS)
    assert pick_words(("drone", "Phantom 3")) == "Drone: Phantom 3"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("мост", [0]),
        ("МОСТ", [0]),
        ("名", [3]),
        ("جسر", [1]),
        ("п", [2]),
        ("на", [0]),
        ("phantom", [0]),
        ("мост phantom", [0]),
        ("img_10 jpg", [0]),
        ("E-1002", [2]),
        ("nothing of the kind", []),
    ],
)
def test_a_row_is_found_by_anything_written_about_it(words: str, found: list[int]) -> None:
    said = SourceClaim(
        id=fixed_id(2002), item=ITEMS[1].id, words="فوق جسر", found_in="caption",
        recorded_by=examples.PERSON.id, recorded_at=examples.AT,
    )  # fmt: skip
    book = book_of(CLAIM, note(2001, CLAIM.key, "дрон над мостом"), said)
    assert shown(book, text=words) == [NAMES[number] for number in found]


def test_words_stored_and_words_read_from_the_records_find_the_same() -> None:
    case = Case(examples.EXAMPLES)
    stored = RowBook(case, texts=[(key, text_of(record)) for key, record in case.records().items()])
    for words in ("kherson", "phantom", "人名", "e"):
        assert stored.shown(Filter(text=words), Order()) == RowBook(case).shown(Filter(text=words), Order())


def test_an_edit_is_found_before_it_is_on_the_disk() -> None:
    case = Case((examples.PERSON, *ITEMS))
    book = RowBook(case)
    first = note(2001, ITEMS[1].key, "over the bridge")
    assert shown(book, text="bridge") == []
    case.apply((change := Change(first.key, None, first),))
    assert book.follow((change,)) == {ITEMS[1].key}
    assert shown(book, text="bridge") == [NAMES[1]]
    second = msgspec.structs.replace(first, text="under it")
    case.apply((change := Change(first.key, first, second),))
    book.follow((change,))
    assert shown(book, text="bridge") == []
    assert shown(book, ("there", "note")) == [NAMES[1]]


def test_what_is_written_on_an_incident_is_found_in_its_items() -> None:
    incident = Incident(id=fixed_id(2003), label="I-07", title="Strike", items=(ITEMS[0].id, ITEMS[2].id))
    book = book_of(incident, note(2004, incident.key, "seen from the weir"))
    assert shown(book, text="weir") == [NAMES[0], NAMES[2]]
    assert shown(book, ("incident", "I-07 Strike")) == [NAMES[0], NAMES[2]]


def test_a_new_name_of_a_person_shows_wherever_it_is_named() -> None:
    mine = msgspec.structs.replace(ITEMS[0], assignee=examples.REVIEWER.id)
    case = Case((examples.PERSON, examples.REVIEWER, mine, *ITEMS[1:]))
    book = RowBook(case)
    assert shown(book, ("assignee", examples.REVIEWER.name)) == [NAMES[0]]
    renamed = msgspec.structs.replace(examples.REVIEWER, name="B. Colleague")
    case.apply((change := Change(renamed.key, examples.REVIEWER, renamed),))
    book.follow((change,))
    assert shown(book, ("assignee", "B. Colleague")) == [NAMES[0]]
    assert shown(book, text="colleague") == [NAMES[0]]
    assert shown(book, ("assignee", "")) == list(NAMES[1:])


def test_not_reviewed_means_that_no_assessment_was_reviewed() -> None:
    done = Assessment(id=fixed_id(2005), about=ITEMS[0].key, workflow="reviewed", analyst=examples.PERSON.id)
    begun = Assessment(id=fixed_id(2006), about=ITEMS[1].key, workflow="in_progress", analyst=examples.PERSON.id)
    assert shown(book_of(done, begun), ("review", "not_reviewed")) == list(NAMES[1:])


def posted(number: int, of: Item, at: datetime, platform: str = "Telegram") -> Posting:
    return Posting(id=fixed_id(number), item=of.id, platform=platform, account_name="@river", posted_at=at)


def test_rows_stand_in_groups_in_the_order_of_what_heads_them() -> None:
    late, early = datetime(2023, 3, 12, tzinfo=UTC), datetime(2023, 3, 4, tzinfo=UTC)
    book = book_of(posted(2010, ITEMS[0], late), posted(2011, ITEMS[1], early), posted(2012, ITEMS[3], early))
    rows = book.shown(Filter(), Order("posting", "name"))
    assert [(group.title, group.count) for group in rows.groups] == [
        ("Telegram · @river · 4 Mar 2023 · 2", 2),
        ("Telegram · @river · 12 Mar 2023 · 1", 1),
        ("Nobody has said where it was posted · 1", 1),
    ]
    assert shown(book, order=Order("posting", "name")) == ["IMG_9.jpg", "人名.png", "IMG_10.jpg", "поле 1.jpg"]
    assert shown(book, order=Order("", "name")) == ["IMG_9.jpg", "IMG_10.jpg", "поле 1.jpg", "人名.png"]
    assert shown(book, order=Order("", "day")) == ["IMG_9.jpg", "人名.png", "IMG_10.jpg", "поле 1.jpg"]


def test_every_grouping_shows_every_row_once() -> None:
    book = RowBook(Case(examples.EXAMPLES))
    for grouping in GROUPINGS:
        rows = book.shown(Filter(), Order(grouping.facet))
        assert sorted(rows.keys) == sorted(book.order())
        assert sum(group.count for group in rows.groups) == len(rows.keys)


def test_what_files_say_comes_in_later_and_is_filtered_and_grouped_by() -> None:
    book = book_of()
    assert shown(book, ("there", "position")) == []
    digest = Digest(
        "2023-03-05T09:00:00", device="DJI FC3582", serials=("0K8T",), latitude_deg=46.7, longitude_deg=32.9
    )
    assert book.take_digests({ITEMS[2].readings_sha256 or "": digest}) == {ITEMS[2].key}
    for pick in (("there", "position"), ("device", "DJI FC3582"), ("day", "2023-03-05"), ("serial", "0K8T")):
        assert shown(book, pick) == [NAMES[2]]
    assert book.shown(Filter(), Order("device")).groups[0].title == "DJI FC3582 · 1"


@pytest.mark.parametrize(
    ("recorded", "offset", "is_later"),
    [
        ("2023-03-04T12:00:00", "", True),
        ("2023-03-03T23:00:00", "", False),  # in a zone far ahead of UTC this was before the post
        ("2023-03-03T15:00:00", "+02:00", True),
        ("2023-03-03T13:00:00", "+02:00", False),
        ("2023-03-03T12:52:00", "Z", True),
        ("no time at all", "", False),
    ],
)
def test_a_clock_later_than_the_posting_is_a_finding_in_every_zone_or_none(
    recorded: str, offset: str, is_later: bool
) -> None:
    at = datetime(2023, 3, 3, 12, 51, tzinfo=UTC)
    digests = {ITEMS[0].readings_sha256 or "": Digest(recorded, offset)}
    book = book_of(posted(2010, ITEMS[0], at), digests=digests)
    assert (shown(book, ("finding", AFTER_POSTING)) == [NAMES[0]]) is is_later
    assert (book.row(ITEMS[0].key).third == "Camera clock later than the posting") is is_later


def test_a_badge_says_in_words_what_it_means() -> None:
    tagged = Tag(id=fixed_id(2020), about=ITEMS[0].key, name="bridge")
    book = book_of(CLAIM, tagged, note(2021, ITEMS[0].key, "n"), posted(2022, ITEMS[0], examples.AT))
    assert [(badge.icon, badge.words) for badge in book.row(ITEMS[0].key).badges] == [
        ("ban", "Withheld from bundles for others"),
        ("drone", "Drone seen"),
        ("sticky-note", "1 note"),
    ]
    assert shown(book, ("tag", "bridge")) == [NAMES[0]]


def test_a_large_case_is_looked_at_bit_by_bit_and_whole_when_it_is_asked() -> None:
    many = tuple(item(number, f"IMG_{number}.jpg") for number in range(FIRST_LOOKS + 20))
    book = RowBook(Case((examples.PERSON, *many)))
    assert not book.is_ready
    assert len(book.shown(Filter(), Order()).keys) == len(many)
    assert not book.is_ready
    book.prepare(5)
    assert len(book.shown(Filter((("triage", "none"),)), Order()).keys) == len(many)
    assert book.is_ready


def test_typing_narrows_the_filters_that_are_offered() -> None:
    tags = tuple(Tag(id=fixed_id(3000 + n), about=ITEMS[0].key, name=f"word {n}") for n in range(FEW + 3))
    book = book_of(CLAIM, *tags)
    rows = filter_rows(book.index, Filter(), (Named("mine", Filter(text="x")),), "")
    assert rows[0].pick == ("saved", "mine")
    assert [row.words for row in rows if row.pick is None] == ["and 3 more: type to find them"]
    assert [row.pick for row in filter_rows(book.index, Filter(), (), "phan")] == [("drone", "Phantom 3")]
    assert len(filter_rows(book.index, Filter(), (), "tag word")) == FEW + 3
    on = filter_rows(book.index, Filter((("drone", "Phantom 3"),)), (), "phan")
    assert [row.is_on for row in on] == [True]


def test_rows_are_grouped_by_the_folder_they_came_from() -> None:
    replace = msgspec.structs.replace
    prints = [replace(ITEMS[0].fingerprints, sha256=f"{number:064x}") for number in range(3)]
    items = [replace(one, fingerprints=mark) for one, mark in zip(ITEMS, prints, strict=False)]
    folders = {prints[0].sha256: "phone/10", prints[1].sha256: "phone/9"}
    book = RowBook(Case((examples.PERSON, *items)), folders=lambda: folders)
    shown = book.shown(Filter(), Order("folder"))
    titles = ["phone/9 · 1", "phone/10 · 1", "The folder is not known · 1"]
    assert [group.title for group in shown.groups] == titles
    assert book.shown(Filter(text="phone/9"), Order()).keys == [items[1].key]
