"""What hangs on a withheld item stays at any distance: its sidecar, an incident it is part of, words on words."""

from pathlib import Path

import msgspec
import pytest

from tests.bundle.stand_in import Sample
from verifier.bundle.check import check
from verifier.bundle.options import Options, Tick
from verifier.bundle.registry import FORMATS
from verifier.bundle.selection import select
from verifier.domain.progress import Progress
from verifier.domain.records import Incident, Item, Link, Note, PlaceClaim, Record, Tag


@pytest.fixture
def sample(tmp_path: Path) -> Sample:
    return Sample(tmp_path)


def goes(sample: Sample, *more: Record) -> dict[str, bool]:
    """Return for every record whether it goes to a reader outside; ``more`` stand in the case too."""
    known = {record.key: record for record in (*sample.case.records, *more)}
    return {key: one.goes for key, one in select(known.values(), Options()).chosen.items()}


def copy_of(item: Item, sample: Sample, **changed: object) -> Item:
    return msgspec.structs.replace(item, id=sample.case.new_id(), label="E-0099", **changed)


def tie(sample: Sample, sidecar: Item, clip: Item) -> Link:
    link = next(record for record in sample.case.records if isinstance(record, Link))
    return msgspec.structs.replace(
        link, id=sample.case.new_id(), kind="sidecar_of", from_key=sidecar.key, to_key=clip.key
    )


def test_the_telemetry_of_a_withheld_clip_stays_with_it(sample: Sample) -> None:
    telemetry = copy_of(sample.open, sample, kind="sidecar", media_type="application/x-subrip")
    assert goes(sample, telemetry)[telemetry.key]
    assert not goes(sample, telemetry, tie(sample, telemetry, sample.withheld))[telemetry.key]
    assert goes(sample, telemetry, tie(sample, telemetry, sample.open))[telemetry.key]


@pytest.mark.parametrize("media_type", ["text/plain", "text/html", "text/csv", "message/rfc822", "application/json"])
def test_saved_chats_pages_and_mails_stay(sample: Sample, media_type: str) -> None:
    saved = copy_of(sample.open, sample, kind="document", media_type=media_type)
    assert not goes(sample, saved)[saved.key]


def test_an_incident_with_a_withheld_item_stays_with_what_is_said_about_it(sample: Sample) -> None:
    going = goes(sample)
    incidents = {record.label: record for record in sample.case.records if isinstance(record, Incident)}
    assert {label: going[record.key] for label, record in incidents.items()} == {
        "I-01": False,
        "I-02": False,
        "I-03": True,
    }
    places = {place.about: place for place in sample.case.records if isinstance(place, PlaceClaim)}
    assert not going[places[incidents["I-01"].key].key]
    assert going[places[incidents["I-03"].key].key]


def test_an_incident_is_let_out_by_a_tick_and_its_withheld_item_stays(sample: Sample, tmp_path: Path) -> None:
    incidents = {record.label: record for record in sample.case.records if isinstance(record, Incident)}
    place = next(p for p in sample.case.records if isinstance(p, PlaceClaim) and p.about == incidents["I-01"].key)
    options = Options(ticked=(Tick(incidents["I-01"].key, "incident"),))
    chosen = select(sample.case.records, options).chosen
    assert chosen[incidents["I-01"].key].goes
    assert chosen[place.key].goes
    assert not chosen[incidents["I-02"].key].goes
    assert not chosen[sample.withheld.key].goes
    FORMATS[0].write(sample.case, options, tmp_path / "out", Progress())
    assert check(tmp_path / "out").sound


def test_words_on_words_stay_where_the_first_words_do(sample: Sample) -> None:
    incident = next(record for record in sample.case.records if isinstance(record, Incident))
    note = next(record for record in sample.case.records if isinstance(record, Note))
    place = next(p for p in sample.case.records if isinstance(p, PlaceClaim) and p.about == incident.key)
    about_place = msgspec.structs.replace(note, id=sample.case.new_id(), about=place.key, audience="export")
    on_note = Tag(id=sample.case.new_id(), about=about_place.key, name="canary")
    working = msgspec.structs.replace(note, id=sample.case.new_id(), about=sample.open.key, audience="working")
    on_working = Tag(id=sample.case.new_id(), about=working.key, name="canary")
    going = goes(sample, about_place, on_note, working, on_working)
    assert [going[one.key] for one in (about_place, on_note, working, on_working)] == [False] * 4
