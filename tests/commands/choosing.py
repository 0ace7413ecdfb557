"""Random commands on a case: for each command class, how to make one that fits what the case holds now.

A new command class joins by a line in :data:`MAKERS`; a test fails until it does.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from random import Random
from typing import TypeVar

import msgspec

from tests import examples
from verifier.case.case import Case
from verifier.commands import (
    carrying,
    case_card,
    derivatives,
    drone_claims,
    items,
    machines,
    mark_readings,
    notes,
    observations,
    places_and_times,
    prior_searches,
    provenance,
    removing,
    sizes,
    statements,
    together,
    tracks,
    trade,
    triage,
)
from verifier.commands.history import Command
from verifier.domain.inspection import Fingerprints, Technical, Trouble
from verifier.domain.measuring import Laid, Measured
from verifier.domain.records import (
    RECORD_TYPES,
    Assessment,
    CaseInfo,
    Drone,
    DroneClaim,
    Entity,
    Framing,
    Hypothesis,
    Incident,
    Item,
    Keyframe,
    Lens,
    Link,
    MarkReading,
    Note,
    Observation,
    Party,
    Person,
    PlaceClaim,
    Posting,
    PriorSearch,
    Record,
    Segment,
    SourceClaim,
    TimeClaim,
    TradeRecord,
)
from verifier.domain.regions import Box

T = TypeVar("T")
replace = msgspec.structs.replace
LIKELY = examples.MAVIC, examples.PHANTOM


class Choice:
    """Picks from a case by a seeded source."""

    def __init__(self, case: Case, source: Random) -> None:
        self.case = case
        self.source = source

    def pick(self, options: Sequence[T]) -> T:
        return self.source.choice(options)

    def one(self, kind: type[T]) -> T:
        """Return any record of a kind; raise ``IndexError`` where there is none: then the command cannot be made."""
        return self.pick(self.case.of(kind))

    def some(self, kind: type[T]) -> tuple[T, ...]:
        known = self.case.of(kind)
        return tuple(self.source.sample(known, self.source.randint(1, len(known)))) if known else (self.one(kind),)

    def any_record(self) -> Record:
        return self.pick(tuple(self.case.records().values()))

    def word(self) -> str:
        return self.pick(("", "дрон", "無人機", "Mavic\n3", "O'Brien", "x" * 300, 'a"b\\c', "\u202eabc"))

    def sha256(self) -> str:
        return self.source.randbytes(32).hex()

    def file(self) -> items.NewItem:
        known = self.case.of(Item)
        again = known and self.source.random() < 0.3
        fingerprints = self.pick(known).fingerprints if again else Fingerprints(self.sha256(), "22" * 64, "33" * 16, 9)
        trouble = Trouble("metadata", "odd", self.word())
        return items.NewItem(
            original_name=self.word(),
            kind=self.pick(("photo", "video", "document")),
            media_type="image/jpeg",
            fingerprints=fingerprints,
            technical=self.pick((Technical(), examples.TECHNICAL)),
            readings_sha256=self.pick((None, self.sha256())),
            posting=self.pick((None, items.NewPosting(url=self.word(), account_name=self.word()))),
            troubles=self.pick(((), (trouble, trouble))),
        )


Maker = Callable[[Choice], Command]


def _frame_saved(c: Choice, item: Item) -> derivatives.SaveDerivative:
    return derivatives.SaveDerivative(
        item=item,
        purpose="frame",
        media_type="image/png",
        sha256=c.sha256(),
        width=4,
        height=3,
        recipe=examples.DERIVATIVE.recipe,
        frame=c.pick((None, examples.FRAME)),
    )


def _series_saved(c: Choice, item: Item) -> derivatives.SaveSeries:
    return derivatives.SaveSeries(item, tuple(_frame_saved(c, item) for _ in range(3)))


def _carry(c: Choice) -> Command:
    region = c.one(Observation)
    source = next(item for item in c.case.of(Item) if item.id == region.item)
    target = c.pick([item for item in c.case.of(Item) if item.id != source.id])
    notes_on = tuple(note for note in c.case.of(Note) if note.about == source.key)
    moved = carrying.CarriedRegion(region, region.when, Box(1.0, 2.0, 3.0, 4.0))
    return carrying.CarryOver(source, (carrying.CarriedTo(target, notes_on, (moved,), basis="seen"),))


MAKERS: dict[type, Maker] = {
    case_card.CreateCase: lambda c: case_card.CreateCase(title=c.word(), person=c.word()),
    case_card.EditCase: lambda c: case_card.EditCase(replace(c.one(CaseInfo), summary=c.word())),
    case_card.SetLegalHold: lambda c: case_card.SetLegalHold(c.pick((True, False))),
    case_card.AddPerson: lambda c: case_card.AddPerson(c.word()),
    case_card.RenamePerson: lambda c: case_card.RenamePerson(c.one(Person), c.word()),
    items.AddItems: lambda c: items.AddItems(tuple(c.file() for _ in range(c.pick((1, 3))))),
    items.RereadItem: lambda c: items.RereadItem(
        item=c.one(Item),
        kind="photo",
        media_type="image/png",
        technical=examples.TECHNICAL,
        readings_sha256=c.sha256(),
        troubles=(Trouble("read", "late", c.word()),),
    ),
    items.AddPosting: lambda c: items.AddPosting(c.one(Item), items.NewPosting(caption=c.word())),
    items.EditPosting: lambda c: items.EditPosting(replace(c.one(Posting), url=c.word(), file_name=c.word())),
    items.AddProblem: lambda c: items.AddProblem(
        trouble=Trouble("open", "gone", c.word()), file_name=c.word(), item=c.pick((None, *c.case.of(Item)))
    ),
    triage.SetTriage: lambda c: triage.SetTriage(c.some(Item), c.pick((None, "relevant", "duplicate"))),
    triage.SetSensitivity: lambda c: triage.SetSensitivity(
        c.some(Item), c.pick((None, (), ("graphic",), ("graphic", "casualty")))
    ),
    triage.SetConsent: lambda c: triage.SetConsent(c.some(Item), c.pick((None, "given"))),
    triage.Withhold: lambda c: triage.Withhold(c.some(Item), c.pick((True, False))),
    triage.Assign: lambda c: triage.Assign(c.some(Item), c.pick((None, *c.case.of(Person)))),
    triage.SetPriority: lambda c: triage.SetPriority(c.some(Item), c.pick(("low", "urgent"))),
    triage.SetGeneration: lambda c: triage.SetGeneration(c.some(Item), c.pick((None, "original"))),
    observations.AddObservation: lambda c: observations.AddObservation(
        item=c.one(Item), when=examples.OBSERVATION.when, region=Box(c.source.random(), 1, 2, 3), seen=c.word()
    ),
    observations.EditObservation: lambda c: observations.EditObservation(
        replace(c.one(Observation), region=Box(c.source.random(), 1, 2, 3))
    ),
    observations.TakeRegions: lambda c: observations.TakeRegions(
        regions=(
            observations.TakenRegion(
                item=c.one(Item), when=examples.OBSERVATION.when, region=Box(c.source.random(), 1, 2, 3), said=c.word()
            ),
        ),
        how="file",
        form="labelme",
        sha256="ee" * 32,
        name=c.word(),
    ),
    tracks.SetKeyframes: lambda c: tracks.SetKeyframes(
        c.one(Observation),
        (
            tracks.NewKeyframe(pts=c.source.randrange(40), region=Box(c.source.random(), 1, 2, 3)),
            tracks.NewKeyframe(pts=40 + c.source.randrange(40), state=c.pick(("hidden", "vanished"))),
        ),
        Fraction(1, 1000),
    ),
    tracks.RemoveKeyframe: lambda c: tracks.RemoveKeyframe(c.one(Keyframe)),
    drone_claims.TagDrone: lambda c: drone_claims.TagDrone(
        item=c.one(Item), entry=c.pick(LIKELY), when=examples.OBSERVATION.when, region=Box(0, 0, 1, 1), note=c.word()
    ),
    drone_claims.StateDrone: lambda c: drone_claims.StateDrone(
        about=c.one(c.pick((Item, Observation))),
        role=c.pick(("seen", "filmed_by")),
        hypotheses=(Hypothesis(examples.MAVIC), Hypothesis(examples.PHANTOM)),
        drone=c.pick((None, *(drone.id for drone in c.case.of(Drone)))),
    ),
    drone_claims.EditDroneClaim: lambda c: drone_claims.EditDroneClaim(replace(c.one(DroneClaim), note=c.word())),
    drone_claims.ExcludeHypothesis: lambda c: drone_claims.ExcludeHypothesis(
        c.one(DroneClaim), c.pick(LIKELY), c.word()
    ),
    places_and_times.StatePlace: lambda c: places_and_times.StatePlace(
        about=c.one(Item),
        locates="camera",
        latitude_deg=c.source.uniform(-90, 90),
        longitude_deg=-0.0,
        as_typed=c.word(),
    ),
    places_and_times.EditPlace: lambda c: places_and_times.EditPlace(
        replace(c.one(PlaceClaim), radius_m=c.source.random())
    ),
    places_and_times.StateTime: lambda c: places_and_times.StateTime(
        about=c.one(Item), dates="recorded", earliest=c.pick((None, examples.AT)), latest=None, as_found=c.word()
    ),
    places_and_times.EditTime: lambda c: places_and_times.EditTime(replace(c.one(TimeClaim), note=c.word())),
    statements.AddSegment: lambda c: statements.AddSegment(
        item=c.one(Item), first_pts=1, last_pts=c.pick((0, 9)), time_base=Fraction(1001, 30000), title=c.word()
    ),
    statements.EditSegment: lambda c: statements.EditSegment(replace(c.one(Segment), title=c.word())),
    statements.AddSourceClaim: lambda c: statements.AddSourceClaim(
        item=c.one(Item), words=c.word(), found_in="speech", translator=c.word()
    ),
    statements.EditSourceClaim: lambda c: statements.EditSourceClaim(replace(c.one(SourceClaim), translation=c.word())),
    statements.AddIncident: lambda c: statements.AddIncident(title=c.word(), items=c.some(Item)),
    statements.EditIncident: lambda c: statements.EditIncident(replace(c.one(Incident), what=c.word())),
    statements.AddDrone: lambda c: statements.AddDrone(title=c.word()),
    statements.EditDrone: lambda c: statements.EditDrone(
        replace(
            c.one(Drone),
            claims=tuple(claim.id for claim in c.some(DroneClaim)),
            observations=tuple(seen.id for seen in c.some(Observation)),
            user_group=c.word(),
        )
    ),
    machines.NewMachine: lambda c: machines.NewMachine(about=c.one(c.pick((DroneClaim, Observation))), title=c.word()),
    machines.TieToMachine: lambda c: machines.TieToMachine(
        about=c.one(c.pick((DroneClaim, Observation))), drone=c.pick((None, *c.case.of(Drone)))
    ),
    machines.StateSameMachine: lambda c: machines.StateSameMachine(
        bearers=tuple(machines.Bearer(about, c.word(), c.word()) for about in c.some(c.pick((Item, Observation)))),
        shared="same serial number",
        serial=c.pick(("", "3NJA1234", "1581F45QX")),
        drone=c.pick((None, *c.case.of(Drone))),
    ),
    trade.AddEntity: lambda c: trade.AddEntity(names=(c.word(), "示例有限公司"), nature=c.pick((None, "company"))),
    trade.EditEntity: lambda c: trade.EditEntity(
        replace(c.one(Entity), names=(c.word() or "A",), jurisdiction=c.word())
    ),
    trade.AddTrade: lambda c: trade.AddTrade(
        tuple(
            replace(
                examples.TRADE_RECORD,
                goods=c.word(),
                parties=(Party("seller", "ООО «Пример»"),),
                serials=c.pick(((), ("3NJA1234",))),
                document=c.pick((None, *(item.id for item in c.case.of(Item)))),
            )
            for _ in range(c.pick((1, 3)))
        )
    ),
    trade.EditTrade: lambda c: trade.EditTrade(replace(c.one(TradeRecord), goods=c.word(), value="0.10")),
    trade.LinkShipment: lambda c: trade.LinkShipment(
        drone=c.one(Drone),
        record=c.one(TradeRecord),
        strength=c.pick(("same serial", "same batch", "same model only", "same HS code only")),
    ),
    trade.NameParty: lambda c: trade.NameParty(
        record=c.one(TradeRecord), place=0, entity=c.pick((None, *c.case.of(Entity)))
    ),
    statements.AddLink: lambda c: statements.AddLink(source=c.any_record(), target=c.any_record(), kind="other"),
    statements.EditLink: lambda c: statements.EditLink(replace(c.one(Link), strength=c.word())),
    statements.BeginAssessment: lambda c: statements.BeginAssessment(c.one(Item)),
    statements.EditAssessment: lambda c: statements.EditAssessment(
        replace(
            c.one(Assessment),
            finding=c.word(),
            pillars=(replace(examples.ASSESSMENT.pillars[0], references=(c.any_record().key,)),),
            sealed_at=c.pick((None, None, None, examples.AT)),
        )
    ),
    statements.SealAssessment: lambda c: statements.SealAssessment(c.one(Assessment)),
    provenance.StatePosts: lambda c: provenance.StatePosts(
        posts=tuple(
            provenance.NewPost(
                item=item, posting=items.NewPosting(caption=c.word(), sidecar=c.one(Item).id), said=(c.word(), c.word())
            )
            for item in c.some(Item)
        ),
        saved_in=c.pick((None, c.one(Item))),
        troubles=c.pick((None, (Trouble("sidecar", "posts_not_matched", c.word()),))),
    ),
    mark_readings.ReadMark: lambda c: mark_readings.ReadMark(
        about=c.one(c.pick((Observation, Item))),
        mark=c.pick(("serial", "watermark", "radio")),
        value=c.word(),
        legibility=c.pick((None, "clear", "guess")),
        wants_second=c.pick((True, False)),
        key=c.pick((None, examples.KEY)),
    ),
    mark_readings.ReadAgain: lambda c: mark_readings.ReadAgain(
        first=c.one(MarkReading), value=c.word(), key=c.pick((None, examples.OTHER_KEY))
    ),
    mark_readings.WantNoSecond: lambda c: mark_readings.WantNoSecond(
        c.pick([one for one in c.case.of(MarkReading) if one.is_hidden])
    ),
    mark_readings.SignReading: lambda c: mark_readings.SignReading(
        c.one(MarkReading), c.pick((examples.KEY, examples.OTHER_KEY))
    ),
    mark_readings.CorrectReading: lambda c: mark_readings.CorrectReading(replace(c.one(MarkReading), value=c.word())),
    mark_readings.TakeOverReading: lambda c: mark_readings.TakeOverReading(
        reading=c.one(MarkReading), drone=c.one(Drone)
    ),
    sizes.CheckSize: lambda c: sizes.CheckSize(
        observation=c.one(Observation),
        what=c.word(),
        laid=Laid(((0.0, 0.0), (30.0, 0.0)), 30.0, c.pick((None, 3.0))),
        line_error_px=1.0,
        lens=Lens(3000.0, 30.0, "stated", c.word()),
        framing=Framing(4000.0, 3000.0),
        length=Measured(0.4, 0.01),
        source=c.word(),
    ),
    prior_searches.AskEngine: lambda c: prior_searches.AskEngine(
        item=c.one(Item), engine=c.word(), page=c.word(), picture_sha256=c.pick((None, c.sha256()))
    ),
    prior_searches.EditPriorSearch: lambda c: prior_searches.EditPriorSearch(
        replace(c.one(PriorSearch), outcome="found", result_url=c.word())
    ),
    carrying.CarryOver: lambda c: _carry(c),
    notes.AddNote: lambda c: notes.AddNote(about=c.any_record(), text=c.word()),
    notes.EditNote: lambda c: notes.EditNote(replace(c.one(Note), text=c.word())),
    notes.AddressNote: lambda c: notes.AddressNote(c.one(Note), c.pick(("working", "export"))),
    notes.AddTag: lambda c: notes.AddTag(c.some(c.pick((Item, Person, Incident))), c.word()),
    notes.RemoveTag: lambda c: notes.RemoveTag(c.some(Item), c.word()),
    derivatives.SaveDerivative: lambda c: _frame_saved(c, c.one(Item)),
    derivatives.SaveSeries: lambda c: _series_saved(c, c.one(Item)),
    together.Together: lambda c: together.Together(
        (notes.AddTag(c.some(Item), c.word()), triage.SetTriage(c.some(Item), "maybe")), "sort items"
    ),
    removing.Remove: lambda c: removing.Remove(c.some(c.pick(RECORD_TYPES)), with_dependents=c.pick((True, False))),
}
"""Command class -> how to make one. An ``IndexError`` from a maker means that the case holds nothing to make it of."""
