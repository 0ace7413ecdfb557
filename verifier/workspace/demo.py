"""Build the demonstration case from the media that ship with the program and what ``demo.json`` states about them.

The media are rendered and say so. Statements are made by the same commands that a person's hands give.
"""

from pathlib import Path

import msgspec

from verifier.catalog.assets import find_asset
from verifier.commands.case_card import EditCase
from verifier.commands.drone_claims import StateDrone
from verifier.commands.items import AddPosting, NewPosting
from verifier.commands.notes import AddNote, AddTag
from verifier.commands.observations import AddObservation
from verifier.commands.places_and_times import StatePlace, StateTime
from verifier.commands.statements import AddDrone, AddIncident, AddLink, EditDrone
from verifier.commands.trade import AddTrade, LinkShipment
from verifier.commands.triage import SetGeneration, SetSensitivity, SetTriage
from verifier.domain.errors import DecodeFailed
from verifier.domain.frames import Instant, Still, When
from verifier.domain.progress import Progress
from verifier.domain.records import Drone, DroneClaim, Hypothesis, Item, LookAlike, Observation, Record, TradeRecord
from verifier.domain.regions import Box
from verifier.domain.scales import Confidence, Likelihood
from verifier.geo.coordinates import parse_coordinates
from verifier.workspace.demo_document import Demo, DemoClaim, read_demo
from verifier.workspace.footage import add_footage
from verifier.workspace.saved_frames import prepare_frame
from verifier.workspace.tagging import entry_of, stored_box
from verifier.workspace.workspace import Workspace


def build_demo(path: Path, progress: Progress | None = None) -> None:
    """Make the demonstration case at ``path``; raise :class:`NotACase` where something stands there."""
    demo = read_demo()
    with Workspace.create(path, demo.title, demo.person) as workspace:
        _Building(workspace, demo).build(progress or Progress())
        workspace.flush()


class _Building:
    """The case as it is being made."""

    def __init__(self, workspace: Workspace, demo: Demo) -> None:
        self._workspace = workspace
        self._demo = demo
        self._do = workspace.execute

    def build(self, progress: Progress) -> None:
        """Carry out everything that the document states, in the order in which an analyst would."""
        media = [find_asset(f"demo/{item.file}") for item in self._demo.items]
        self._do(EditCase(msgspec.structs.replace(self._workspace.case.info, summary=self._demo.summary)))
        add_footage(self._workspace, media, progress=progress)
        for state in (self._look_through, self._tag, self._place_and_date, self._tie, self._trade, self._note):
            state()

    def _item(self, file: str) -> Item:
        return self._workspace.find_item(file)

    def _items(self, files: tuple[str, ...]) -> tuple[Item, ...]:
        return tuple(self._item(file) for file in files)

    def _look_through(self) -> None:
        for one in self._demo.items:
            items = (self._item(one.file),)
            self._do(SetTriage(items, one.triage))
            self._do(SetSensitivity(items, one.sensitivity))
            if one.generation is not None:
                self._do(SetGeneration(items, one.generation))
            self._do(AddNote(about=items[0], text=one.shows, audience="export"))
        for posting in self._demo.postings:
            fields = msgspec.structs.asdict(posting)
            item = self._item(fields.pop("file"))
            self._do(AddPosting(item, NewPosting(file_name=posting.file, **fields)))

    def _tag(self) -> None:
        for claim in self._demo.drone_claims:
            self._do(self._statement(claim, self._subject(claim)))

    def _subject(self, claim: DemoClaim) -> Record:
        """Return what a claim is about: the region that is marked for it, else the item."""
        item = self._item(claim.file)
        if claim.box is None:
            return item
        region = stored_box(item, Box(*claim.box))
        self._do(AddObservation(item=item, when=self._when(item, claim), region=region, seen=claim.seen))
        return self._workspace.case.of(Observation)[-1]

    def _when(self, item: Item, claim: DemoClaim) -> When:
        if not claim.at:
            return Still()
        saved = prepare_frame(self._workspace, item, claim.at)
        if saved.frame is None or saved.frame.pts != claim.pts:
            raise DecodeFailed("The demonstration's clip does not decode to the frame it is tagged on.", claim.file)
        self._do(saved)
        return Instant(saved.frame)

    def _statement(self, claim: DemoClaim, about: Record) -> StateDrone:
        likelihood = Likelihood(claim.scale, claim.likelihood)
        return StateDrone(
            about=about,
            role=claim.role,
            hypotheses=(Hypothesis(entry_of(self._workspace, claim.entry), likelihood),),
            features=claim.features,
            look_alikes=tuple(LookAlike(entry_of(self._workspace, one.entry), one.reason) for one in claim.look_alikes),
            confidence=Confidence(claim.confidence, claim.confidence_reasons),
            note=claim.note,
        )

    def _place_and_date(self) -> None:
        for place in self._demo.places:
            fields = msgspec.structs.asdict(place)
            item, typed = self._item(fields.pop("file")), fields.pop("coordinates")
            point = parse_coordinates(typed)
            self._do(
                StatePlace(
                    about=item,
                    latitude_deg=point.latitude_deg,
                    longitude_deg=point.longitude_deg,
                    as_typed=typed,
                    **fields,
                )
            )
        for time in self._demo.times:
            fields = msgspec.structs.asdict(time)
            self._do(StateTime(about=self._item(fields.pop("file")), **fields))

    def _tie(self) -> None:
        for link in self._demo.links:
            ends = (self._item(link.source), self._item(link.target))
            self._do(AddLink(source=ends[0], target=ends[1], kind=link.kind, evidence_for=link.evidence_for))
        incident = self._demo.incident
        self._do(
            AddIncident(
                title=incident.title,
                what=incident.what,
                place_words=incident.place_words,
                items=self._items(incident.files),
            )
        )
        self._do(AddDrone(title=self._demo.drone.title))
        case = self._workspace.case
        filmed = {item.key for item in self._items(self._demo.drone.files)}
        claims = tuple(c.id for c in case.of(DroneClaim) if c.role == "filmed_by" and c.about in filmed)
        card = msgspec.structs.replace(case.of(Drone)[-1], markings=self._demo.drone.markings, claims=claims)
        self._do(EditDrone(card))

    def _trade(self) -> None:
        for one in self._demo.trade:
            fields = msgspec.structs.asdict(one)
            document, strength = self._item(fields.pop("file")), one.strength
            del fields["strength"]
            self._do(AddTrade((TradeRecord(id="", label="", document=document.id, **fields),)))
            case = self._workspace.case
            self._do(LinkShipment(drone=case.of(Drone)[-1], record=case.of(TradeRecord)[-1], strength=strength))

    def _note(self) -> None:
        for note in self._demo.notes:
            self._do(AddNote(about=self._item(note.file), text=note.text))
        for name in self._demo.tags:
            self._do(AddTag(self._items(tuple(item.file for item in self._demo.items)), name))
