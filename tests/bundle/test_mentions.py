"""Names that stay are found in words that go out, and nothing is altered for it."""

import time
from pathlib import Path

import msgspec
import pytest

from tests.bundle.planting import Garden
from tests.bundle.stand_in import AT, Sample
from verifier.bundle import mentions as mentions_module
from verifier.bundle import plan as plan_module
from verifier.bundle.disclosed import blanked
from verifier.bundle.mentions import Mention, find_mentions, texts_of
from verifier.bundle.options import Options, Tick
from verifier.bundle.plan import plan
from verifier.bundle.selection import select
from verifier.domain import codec
from verifier.domain.readings import ReaderRun, Reading, ReadingsDocument, TextValue
from verifier.domain.records import CatalogRef, DroneClaim, Incident, Note, PlaceClaim, Posting, Record, Tag


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    return Sample(tmp_path)


def noted(sample: Sample, words: str) -> Note:
    note = next(r for r in sample.case.records if isinstance(r, Note) and r.about == sample.unset.key)
    return msgspec.structs.replace(note, id=sample.case.new_id(), text=words, audience="export", written_at=AT)


def found(sample: Sample, *more: Record, **choices: object) -> tuple[Mention, ...]:
    known = {record.key: record for record in (*sample.case.records, *more)}
    return find_mentions(select(known.values(), msgspec.convert(choices, Options)))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Olena Koval saw it", "Олена Коваль"),
        ("за словами Олени Ковалевої", "Олена Коваль"),
        ("told to KOVAL by phone", "Олена Коваль"),
        ("as in hidden and closed.JPG", "hidden.jpg"),
        ("first on t.example/private/78", "https://t.example/private/78"),
        ("River Watch has more of them", "@river_watch"),
        ("RiverWatch has more of them", "@river_watch"),
        ("passed on by @Neighbour", "@neighbour"),
        ("the same wall as in E-0003", "E-0003"),
        ("Ірини переклад", "Ірина"),
        ("says Petrenko of the bridge", "Ivan Petrenko of the harbor"),
        ("a reconnaissance group flies it", "reconnaissance group"),
    ],
)
def test_a_name_that_stays_is_found_however_it_is_written(sample: Sample, words: str, name: str) -> None:
    note = noted(sample, words)
    posting = next(r for r in sample.case.records if isinstance(r, Posting) and r.item == sample.unset.id)
    elsewhere = msgspec.structs.replace(
        posting, url="https://t.example/private/78", acquired_from="Ivan Petrenko of the harbor"
    )
    mentions = [one for one in found(sample, note, elsewhere) if one.record == note.key]
    assert name in {one.name for one in mentions}
    (one, *_) = [one for one in mentions if one.name == name]
    assert (one.field, one.subject) == ("text", "E-0002")
    assert one.of in {record.key for record in sample.case.records}
    assert words in one.words


@pytest.mark.parametrize(
    "words",
    [
        "Compared with three reference pictures",
        "it hides nothing",
        "E-0001 and E-0002",
        "two drones, 77 m",
        "river, watched",
    ],
)
def test_words_that_name_nobody_are_left_alone(sample: Sample, words: str) -> None:
    note = noted(sample, words)
    assert [one for one in found(sample, note) if one.record == note.key] == []


def test_one_word_of_a_longer_name_counts_with_a_capital_alone(sample: Sample) -> None:
    posting = next(r for r in sample.case.records if isinstance(r, Posting) and r.item == sample.unset.id)
    named = msgspec.structs.replace(posting, account_name="River Watch")
    for words, counts in (("over the river", False), ("over River and hill", True)):
        note = noted(sample, words)
        assert bool([one for one in found(sample, note, named) if one.record == note.key]) is counts


def test_a_word_stuck_to_a_record_names_somebody_without_a_capital(sample: Sample) -> None:
    tag = next(r for r in sample.case.records if isinstance(r, Tag) and r.about == sample.unset.key)
    posting = next(r for r in sample.case.records if isinstance(r, Posting) and r.item == sample.unset.id)
    source = msgspec.structs.replace(posting, acquired_from="Halyna Sorochenko")

    def named(*more: Record) -> bool:
        return any(mention.name == source.acquired_from for mention in found(sample, source, *more))

    for words in ("halynas-kitchen", "Sorochenko's flat", "sorochenko"):
        assert named(msgspec.structs.replace(tag, name=words)), words
    for words in ("kitchen", "halynasky", "soro"):
        assert not named(msgspec.structs.replace(tag, name=words)), words
    assert named(noted(sample, "in Halynas kitchen"))
    assert not named(noted(sample, "in halynas kitchen")), "in a sentence a small letter names nobody"


@pytest.mark.parametrize(
    "words", ["Petrenko doubts the date", "told by Zhuk", "Petrenko-Zhuk doubts it", "Petrenkos word"]
)
def test_a_double_name_is_found_by_either_half(sample: Sample, words: str) -> None:
    posting = next(r for r in sample.case.records if isinstance(r, Posting) and r.item == sample.unset.id)
    for source in ("Ivan Petrenko-Zhuk", "Petrenko-Zhuk"):
        named = msgspec.structs.replace(posting, acquired_from=source)
        note = noted(sample, words)
        assert source in {one.name for one in found(sample, note, named) if one.record == note.key}


def test_what_is_quoted_of_words_that_stay_is_found(sample: Sample) -> None:
    posting = next(r for r in sample.case.records if isinstance(r, Posting) and r.item == sample.unset.id)
    caption = "We stood on the roof of number nine when the thing came over the river and turned back"
    posted = msgspec.structs.replace(posting, caption=caption)
    for words, counts in (
        ("they write “of number nine when the thing came over the river”", True),
        ("the thing came over", False),
        ("when the river turned back", False),
    ):
        note = noted(sample, words)
        mentions = [one for one in found(sample, note, posted) if one.record == note.key]
        assert bool(mentions) is counts, words
    opened = msgspec.structs.replace(posted, is_closed_source=False)
    assert [one for one in found(sample, noted(sample, caption), opened) if one.what == "words of a post"] == []


def test_an_entry_of_one_s_own_is_looked_through(sample: Sample) -> None:
    claim = next(r for r in sample.case.records if isinstance(r, DroneClaim))
    ref = CatalogRef("model", "own:raven", "0" * 64, "Raven")
    own = msgspec.structs.replace(claim, hypotheses=(msgspec.structs.replace(claim.hypotheses[0], entry=ref),))
    records = {record.key: record for record in (*sample.case.records, own)}
    data = b'{"id":"own:raven","name":"Raven","cues":[{"text":"told by @river_watch"}]}'
    mentions = find_mentions(select(records.values(), Options()), None, {"own:raven": data}.get)
    assert {(one.record, one.field, one.name) for one in mentions if one.field.startswith("catalog")} == {
        (claim.key, "catalog: own:raven", "@river_watch")
    }


def test_what_goes_out_is_no_secret(sample: Sample) -> None:
    address = noted(sample, "see https://t.example/channel/77")
    assert "https://t.example/channel/77" not in {one.name for one in found(sample, address)}
    note = noted(sample, "Olena Koval saw it")
    assert found(sample, note)
    ticked = [{"key": sample.person.key, "what": "name"}]
    assert [one for one in found(sample, note, ticked=ticked) if one.record == note.key] == []
    assert found(sample, note, audience="archive") == ()


def test_a_working_note_is_not_looked_through(sample: Sample) -> None:
    note = msgspec.structs.replace(noted(sample, "Olena Koval saw it"), audience="working")
    assert [one for one in found(sample, note) if one.record == note.key] == []


def test_every_free_text_of_every_record_that_goes_is_looked_through(sample: Sample) -> None:
    """The words planted by the canary are the truth of which texts go out: none but file names may be missed."""
    garden = Garden()
    planted = [garden.plant(record) for record in sample.case.records]
    selection = select(planted, Options())
    walked = {word for one in selection.going() for _, text in texts_of(blanked(one)) for word in garden.words(text)}
    going = {word for one in selection.going() for word in garden.words(codec.encode(blanked(one)).decode())}
    missed = {garden.planted[word][1] for word in going - walked}
    recipes = ("derivative.recipe", "keyframe.proposed_by", "observation.drawn_with")
    assert missed == {f"{recipe}.{field}" for recipe in recipes for field in ("function", "version")}
    assert len(going) > 100


def test_words_in_a_file_that_goes_are_found_where_its_readings_are_given(sample: Sample) -> None:
    printed = "shot by river_watch"
    readings = (Reading("exifread", "IFD0", "Artist", TextValue(printed), printed, "APP1"),)
    document = codec.encode(
        ReadingsDocument(1, sample.open.fingerprints.sha256, (ReaderRun("exifread", "3"),), readings)
    )
    selection = select(sample.case.records, Options())
    asked: list[str] = []

    def give(sha256: str) -> bytes | None:
        asked.append(sha256)
        return document if sha256 == sample.open.readings_sha256 else None

    mentions = [one for one in find_mentions(selection, give) if one.field.startswith("readings")]
    assert {(one.record, one.field, one.name) for one in mentions} == {
        (sample.open.key, "readings: IFD0:Artist", "@river_watch")
    }
    assert set(asked) == {sample.open.readings_sha256, sample.unset.readings_sha256}


def test_a_file_called_as_a_device_or_a_word_tells_nothing_where_programs_write_and_people_come_first(
    sample: Sample,
) -> None:
    printed = {
        "Make": "SONY",
        "HandlerDescription": "Sony AVC",
        "HistorySoftwareAgent": "Sony Imaging Edge",
        "Artist": "Sony",
        "XMPToolkit": "XMP Core of Sony, a sample",
        "FilePath": "C:/Users/Sony/a.jpg",
        "Comment": "filmed by river_watch",
        "Path": "DCIM/DJI_0012.TIF",
        "Url": "tel 380501234567",
    }
    readings = tuple(Reading("exifread", "IFD0", name, TextValue(text), text, "APP1") for name, text in printed.items())
    sha256 = sample.open.fingerprints.sha256
    document = codec.encode(ReadingsDocument(1, sha256, (ReaderRun("exifread", "3"),), readings))
    named = msgspec.structs.replace(sample.open, original_name="Sony.jpg")
    counted = msgspec.structs.replace(sample.withheld, original_name="DJI_0012.MP4")
    called = msgspec.structs.replace(sample.closed, original_name="380501234567.jpg")  # a telephone number
    elsewhere = msgspec.structs.replace(sample.unset, original_name="b.jpg", readings_sha256="ab" * 32)
    incident = next(r for r in sample.case.records if isinstance(r, Incident) and r.label == "I-03")
    told = msgspec.structs.replace(incident, what="Said by river_watch, in DJI_0012")
    records = {r.key: r for r in (*sample.case.records, named, counted, called, elsewhere, told)}
    selection = select(records.values(), Options())
    mentions = find_mentions(selection, lambda asked: document if asked == "ab" * 32 else None)
    places = [(one.record, one.field, one.name) for one in mentions]
    assert places[-3:] == [
        (elsewhere.key, "readings: IFD0:Artist", "Sony.jpg"),
        (elsewhere.key, "readings: IFD0:FilePath", "Sony.jpg"),
        (elsewhere.key, "readings: IFD0:Url", "380501234567.jpg"),
    ]
    people = [(told.key, "what", "@river_watch"), (elsewhere.key, "readings: IFD0:Comment", "@river_watch")]
    assert [place for place in places if place[2] == "@river_watch"] == people
    assert places.index(people[1]) < places.index((told.key, "what", "DJI_0012.MP4"))


def test_an_account_that_stays_is_found_in_its_own_address_that_goes(sample: Sample) -> None:
    posting = next(r for r in sample.case.records if isinstance(r, Posting) and r.item == sample.open.id)
    told = msgspec.structs.replace(
        posting, is_closed_source=False, url="https://t.me/kherson_live/4512", account_name="@kherson_live"
    )
    records = {r.key: r for r in (*sample.case.records, told)}
    mentions = find_mentions(select(records.values(), Options()))
    assert ("@kherson_live", told.key, "url") in [(one.name, one.record, one.field) for one in mentions]


def test_a_file_called_as_a_drone_of_the_catalog_is_not_found_in_its_name(sample: Sample) -> None:
    claim = next(r for r in sample.case.records if isinstance(r, DroneClaim))
    entry = msgspec.structs.replace(claim.hypotheses[0].entry, name="DJI Mavic 3")
    claim = msgspec.structs.replace(claim, hypotheses=(msgspec.structs.replace(claim.hypotheses[0], entry=entry),))
    called = msgspec.structs.replace(sample.withheld, original_name="DJI_MAVIC.SRT")
    records = {r.key: r for r in (*sample.case.records, called, claim)}
    assert "DJI_MAVIC.SRT" not in [one.name for one in find_mentions(select(records.values(), Options()))]


def test_the_plan_warns_and_names_the_records(sample: Sample) -> None:
    incident = next(r for r in sample.case.records if isinstance(r, Incident) and r.label == "I-03")
    told = msgspec.structs.replace(incident, what="Filmed by river_watch")
    records = {r.key: r for r in (*sample.case.records, told)}
    laid_out = plan(select(records.values(), Options()))
    assert any(one.record == told.key and one.subject == "I-03" for one in laid_out.mentions)
    lead = next(lead for lead in laid_out.leads if "stays with you" in lead.sentence or "Names that" in lead.sentence)
    assert f"“{laid_out.mentions[0].name}”" in lead.sentence
    assert told.key in lead.keys
    assert lead.sentence in laid_out.warnings
    assert tuple(lead.sentence for lead in laid_out.leads) == laid_out.warnings


def test_every_warning_names_what_it_speaks_of(sample: Sample) -> None:
    ticks = (Tick(sample.closed.key, "bytes"), Tick(sample.open.key, "name"))
    leads = plan(select(sample.case.records, Options(ticked=ticks))).leads
    assert all(lead.keys and len(lead.keys) == len(lead.labels) for lead in leads)
    idle = next(lead for lead in leads if lead.sentence.startswith("Ticks that let nothing out"))
    assert idle.labels == ("E-0004",)


def test_many_names_and_texts_take_a_moment(sample: Sample) -> None:
    posting = next(r for r in sample.case.records if isinstance(r, Posting) and r.item == sample.unset.id)
    many = [
        msgspec.structs.replace(
            posting, id=sample.case.new_id(), account_name=f"watcher number {n}", url=f"https://x.example/{n}"
        )
        for n in range(3_000)
    ]
    notes = [noted(sample, f"a note of some length about bridge and river, number {n} of many") for n in range(3_000)]
    began = time.process_time()
    found(sample, *many, *notes)
    assert time.process_time() - began < 20


def test_files_beyond_the_bound_are_said_to_be_not_looked_through(
    sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (mentions_module, plan_module):
        monkeypatch.setattr(module, "MOST_READ", 1)
    asked: list[str] = []
    laid_out = plan(select(sample.case.records, Options()), lambda sha256: asked.append(sha256))
    assert asked == [sample.open.readings_sha256]
    lead = next(lead for lead in laid_out.leads if "not looked through" in lead.sentence)
    assert lead.labels == ("E-0002",)


def test_a_sentence_that_mixes_likelihood_and_confidence_is_led_to(sample: Sample) -> None:
    before = [lead.sentence for lead in plan(select(sample.case.records, Options())).leads]
    assert not any("mixes" in sentence for sentence in before)
    claim = next(one for one in sample.case.records if isinstance(one, PlaceClaim) and one.about == sample.open.key)
    mixed = msgspec.structs.replace(claim, note="We have high confidence that it is very likely the bridge.")
    records = [mixed if one.key == claim.key else one for one in sample.case.records]
    lead = next(one for one in plan(select(records, Options())).leads if "mixes" in one.sentence)
    assert lead.keys == (claim.key,)
    assert lead.sentence.endswith(": 1.")
