"""What goes out is decided by one table, and one screen shows it before anything is written."""

import msgspec
import pytest

from tests.bundle.stand_in import Sample
from verifier.bundle.options import Options, Tick
from verifier.bundle.plan import WHOLE_ITEMS, Plan, plan
from verifier.bundle.rules import RULES
from verifier.bundle.selection import select
from verifier.domain import codec
from verifier.domain.disclosure import KINDS, part_names
from verifier.domain.records import Assessment, Drone, DroneClaim, Feature, Incident, Item, Pillar, Posting, Record


def laid_out(sample: Sample, **choices: object) -> Plan:
    return plan(select(sample.case.records, msgspec.convert(choices, Options)))


def test_every_rule_is_about_a_part_that_there_is() -> None:
    for rule in RULES:
        assert rule.kind in KINDS
        assert rule.part in part_names(rule.kind)
    assert len({(rule.kind, rule.part, rule.only) for rule in RULES}) == len(RULES)
    for place, rule in enumerate(RULES):
        earlier = [one for one in RULES[:place] if (one.kind, one.part) == (rule.kind, rule.part)]
        assert all(one.only is not None for one in earlier), "a row for all records hides every later one"


def test_every_part_that_can_stay_has_a_rule() -> None:
    parted = {(kind, part) for kind in KINDS for part in part_names(kind) if part != "main"}
    assert parted == {(rule.kind, rule.part) for rule in RULES if rule.part != "main"}


def test_the_archive_gets_every_part_of_every_record(sample: Sample) -> None:
    selection = select(sample.case.records, Options(audience="archive"))
    assert all(chosen.held == () for chosen in selection.chosen.values())
    assert plan(selection).rows
    assert all(row.goes for row in plan(selection).rows)


def test_outside_is_the_default() -> None:
    assert Options().audience == "outside"


def test_what_stays_is_listed_with_a_reason_and_the_labels_it_is_about(sample: Sample) -> None:
    rows = {row.what: row for row in laid_out(sample).rows if not row.goes}
    assert rows["Original file names"].count == 2
    assert rows["Original file names"].subjects == ("E-0001", "E-0002")
    closed = rows["Items from closed sources and all that is stated about them"]
    assert closed.subjects == ("D-04", "E-0004")
    assert rows["Withheld items and all that hangs on them"].subjects == ("D-03", "E-0003")
    telling = rows["Incidents with an item that stays, and what is said about them"]
    assert telling.subjects == ("I-01", "I-02")
    assert all(row.why for row in rows.values())
    assert next(iter(rows)) in WHOLE_ITEMS  # of which nothing goes at all is read before what lacks a name


def test_items_say_what_becomes_of_their_files(sample: Sample) -> None:
    fates = {subject.label: subject.file for subject in laid_out(sample).subjects if subject.file is not None}
    assert fates == {"E-0001": "goes", "E-0002": "goes", "E-0003": "stays", "E-0004": "stays", "E-0005": "stays"}
    fates = {subject.label: subject.file for subject in laid_out(sample, originals="hashes").subjects}
    assert fates["E-0001"] == "hash only"


def test_the_boxes_of_an_item_are_what_it_holds_back_and_a_ticked_one_stays_listed(sample: Sample) -> None:
    tick = Tick(sample.open.key, "name")
    (subject,) = [one for one in laid_out(sample, ticked=[tick]).subjects if one.label == "E-0001"]
    assert {choice.what: choice.is_ticked for choice in subject.choices} == {
        "name": True,
        "notes": False,
        "parties": False,
        "signatures": False,
        "source": False,
        "surroundings": False,
    }


def test_what_nobody_has_said_of_a_source_or_of_sensitivity_is_a_warning(sample: Sample) -> None:
    warnings = " ".join(laid_out(sample).warnings)
    assert "nobody has said whether their source is open or closed: 1." in warnings
    assert "nobody has said whether they are sensitive: 1." in warnings
    assert laid_out(sample, audience="colleague").warnings == ()


def test_a_sensitive_file_that_goes_out_whole_is_a_warning_that_leads_to_it(sample: Sample) -> None:
    def leads(originals: str, **changed: object) -> list[tuple[str, tuple[str, ...]]]:
        records = {record.key: record for record in sample.case.records}
        item = records[sample.open.key]
        assert isinstance(item, Item)
        records[item.key] = msgspec.structs.replace(item, sensitivity=("witness_or_source",), **changed)
        laid = plan(select(records.values(), msgspec.convert({"originals": originals}, Options)))
        return [(lead.opens, lead.labels) for lead in laid.leads if "only the report blurs them" in lead.sentence]

    assert leads("include") == [("source", ("E-0001",))]
    assert leads("hashes") == []
    assert leads("include", is_withheld=True) == []
    assert "only the report blurs them" not in " ".join(laid_out(sample, audience="colleague").warnings)


@pytest.mark.parametrize("audience", ["outside", "colleague"])
def test_a_record_that_names_something_of_a_withheld_item_stays(sample: Sample, audience: str) -> None:
    records = {record.key: record for record in sample.case.records}
    hidden = next(r for r in records.values() if isinstance(r, DroneClaim) and "E-0003" in owner(sample, r.about))
    claim = next(r for r in records.values() if isinstance(r, DroneClaim) and "E-0001" in owner(sample, r.about))
    card = next(r for r in records.values() if isinstance(r, Drone) and r.label == "D-01")
    weighed = next(r for r in records.values() if isinstance(r, Assessment) and r.about == sample.open.key)
    observation = hidden.about.partition("/")[2]
    naming = (
        msgspec.structs.replace(card, observations=(observation,)),
        msgspec.structs.replace(claim, features=(Feature("x", "seen", observation=observation),)),
        msgspec.structs.replace(weighed, pillars=(Pillar("location", references=(hidden.key,)),)),
    )
    options = msgspec.convert({"audience": audience}, Options)
    for record in naming:
        chosen = select({**records, record.key: record}.values(), options).chosen
        assert not chosen[record.key].goes
        assert select(records.values(), options).chosen[record.key].goes


def owner(sample: Sample, key: str) -> str:
    record = {record.key: record for record in sample.case.records}[key]
    item = {item.id: item.label for item in sample.items}
    return item[record.item]  # type: ignore[union-attr]


def test_one_closed_posting_makes_the_file_closed_whatever_the_others_say(sample: Sample) -> None:
    posting = next(r for r in sample.case.records if isinstance(r, Posting) and r.item == sample.open.id)
    closed = msgspec.structs.replace(posting, id=sample.closed.id[:-1] + "0", is_closed_source=True)
    selection = select([*sample.case.records, closed], Options())
    assert not selection.part_goes(sample.open, "bytes")
    assert not selection.chosen[sample.open.key].goes
    assert not selection.part_goes(posting, "address")
    assert not selection.chosen[closed.key].goes
    ticked = select([*sample.case.records, closed], Options(ticked=(Tick(sample.open.key, "statements"),)))
    assert ticked.chosen[sample.open.key].goes
    assert not ticked.part_goes(posting, "address")


def test_a_record_from_before_its_part_was_kept_apart_stays_whole_where_the_part_does(sample: Sample) -> None:
    stored = {record.key: part_names(record.key.partition("/")[0]) for record in sample.case.records}
    weighed = next(r for r in sample.case.records if isinstance(r, Assessment) and r.about == sample.unset.key)
    assert select(sample.case.records, Options(), stored).chosen[weighed.key].parts == ("main",)
    stored[weighed.key] = ("main",)
    assert not select(sample.case.records, Options(), stored).chosen[weighed.key].goes
    dated = msgspec.structs.replace(weighed, pillars=(Pillar("date", "in the morning"),))
    records = [dated if record.key == weighed.key else record for record in sample.case.records]
    assert select(records, Options(), stored).chosen[weighed.key].goes
    assert select(sample.case.records, Options("archive"), stored).chosen[weighed.key].parts == ("main",)


def test_only_what_was_asked_for_goes_with_what_goes_with_it(sample: Sample) -> None:
    def triaged(**by_label: str) -> list[Record]:
        records = list(sample.case.records)
        return [
            msgspec.structs.replace(r, triage=by_label.get(r.label.replace("-", "")))  # type: ignore[arg-type]
            if isinstance(r, Item)
            else r
            for r in records
        ]

    def items(records: list[Record], **choices: object) -> set[str]:
        selection = select(records, msgspec.convert(choices, Options))
        return {one.record.label for one in selection.going() if isinstance(one.record, Item)}

    records = triaged(E0001="relevant", E0002="maybe", E0003="relevant", E0004="duplicate")
    assert items(records, only="relevant") == {"E-0001"}
    assert items(records, only="kept") == {"E-0001", "E-0002"}
    assert items(records, only="relevant", audience="colleague") == {"E-0001", "E-0005"}
    assert items(records, only="relevant", audience="archive") == {f"E-000{n}" for n in range(1, 6)}
    ticked = {"key": sample.unset.key, "what": "item"}
    assert items(records, only="relevant", ticked=[ticked]) == {"E-0001", "E-0002"}
    chosen = select(records, Options(only="relevant")).chosen
    about = [one for one in chosen.values() if getattr(one.record, "about", "") == sample.unset.key]
    assert about
    assert not any(one.goes for one in about)
    incident = next(r for r in records if isinstance(r, Incident) and r.label == "I-03")
    assert chosen[incident.key].goes
    gone = select(triaged(E0003="relevant"), Options(only="relevant")).chosen
    assert not gone[incident.key].goes


def test_options_from_before_a_choice_was_made_are_written_as_they_were() -> None:
    old = b'{"audience":"outside","originals":"include","ticked":[]}'
    assert codec.encode(codec.decode(old, Options)) == old
    assert codec.encode(Options(only="kept").settled()).startswith(b'{"audience":"outside","only":"kept"')


def test_a_claim_goes_where_the_card_of_its_machine_rests_on_what_stays(sample: Sample) -> None:
    records = {record.key: record for record in sample.case.records}
    closed = next(r for r in records.values() if isinstance(r, DroneClaim) and owner(sample, r.about) == "E-0004")
    claim = next(r for r in records.values() if isinstance(r, DroneClaim) and owner(sample, r.about) == "E-0001")
    card = next(r for r in records.values() if isinstance(r, Drone) and r.label == "D-01")
    both = msgspec.structs.replace(card, claims=(claim.id, closed.id))
    named = msgspec.structs.replace(claim, drone=card.id)
    chosen = select({**records, both.key: both, named.key: named}.values(), Options()).chosen
    assert not chosen[both.key].goes
    assert chosen[named.key].goes


def test_a_posting_that_says_no_more_than_that_a_file_was_received_holds_nothing_back(sample: Sample) -> None:
    posting = next(r for r in sample.case.records if isinstance(r, Posting) and r.item == sample.unset.id)
    received = Posting(id=posting.id, item=posting.item)

    def about_it(record: Posting) -> set[str]:
        records = {r.key: r for r in (*sample.case.records, record)}
        rows = [row for row in plan(select(records.values(), Options())).rows if "E-0002" in row.subjects]
        return {row.what for row in rows if "posted" in row.what or "posts" in row.what}

    assert about_it(posting) > about_it(received)
    assert about_it(received) == {"Stated times of posts not stated to be public"}


def test_a_box_says_what_it_lets_out_before_and_after(sample: Sample) -> None:
    def words(*ticks: Tick) -> dict[str, str]:
        (subject,) = [
            one
            for one in plan(select(sample.case.records, Options(ticked=ticks))).subjects
            if one.key == sample.unset.key
        ]
        return {choice.what: choice.words for choice in subject.choices}

    plain = words()
    assert plain["address"] == "Where, when and in which words it was posted"
    assert words(Tick(sample.unset.key, "address"))["address"] == plain["address"]
    assert plain.keys() == words(Tick(sample.unset.key, "address")).keys()
