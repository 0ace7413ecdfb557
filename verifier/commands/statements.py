"""The rest of what people state: segments, source claims, incidents, machines, links, assessments."""

from fractions import Fraction
from typing import Literal

import msgspec

from verifier.case.draft import Draft
from verifier.commands.naming import name_of
from verifier.commands.observations import refuse_other
from verifier.domain.errors import CommandRefused
from verifier.domain.frames import Span
from verifier.domain.records import Assessment, Drone, Incident, Item, Link, Record, Segment, SourceClaim
from verifier.domain.records.assessments import Workflow
from verifier.domain.records.incidents import LinkKind
from verifier.domain.scales import Likelihood


class AddSegment(msgspec.Struct, frozen=True, kw_only=True):
    """Name a span of a clip, first and last frame included, in units of ``time_base`` seconds."""

    item: Item
    first_pts: int
    last_pts: int
    time_base: Fraction
    title: str = ""

    @property
    def label(self) -> str:
        return f"mark a segment of {self.item.label}"

    def run(self, draft: Draft) -> None:
        if self.last_pts < self.first_pts:
            raise CommandRefused("A segment cannot end before it begins.", self.item.label)
        item = draft.the(Item, self.item.key)
        segment = Segment(
            id=draft.new_id(),
            item=item.id,
            first_pts=self.first_pts,
            last_pts=self.last_pts,
            time_base=self.time_base,
            title=self.title,
        )
        draft.put(segment)


class EditSegment(msgspec.Struct, frozen=True):
    """Replace a segment: other ends, another title."""

    segment: Segment

    @property
    def label(self) -> str:
        return f"edit the segment {self.segment.title}".rstrip()

    def run(self, draft: Draft) -> None:
        refuse_other(draft.the(Segment, self.segment.key).item, self.segment.item)
        if self.segment.last_pts < self.segment.first_pts:
            raise CommandRefused("A segment cannot end before it begins.", self.segment.key)
        draft.put(self.segment)


class AddSourceClaim(msgspec.Struct, frozen=True, kw_only=True):
    """Keep the verbatim words in which a source says something about an item."""

    item: Item
    words: str
    found_in: Literal["caption", "speech", "on_screen_text", "document", "not_stated"]
    language: str = ""
    span: Span | None = None
    translation: str = ""
    translator: str = ""
    is_machine_translation: bool | None = None

    @property
    def label(self) -> str:
        return f"add what a source says about {self.item.label}"

    def run(self, draft: Draft) -> None:
        claim = SourceClaim(
            id=draft.new_id(),
            item=draft.the(Item, self.item.key).id,
            words=self.words,
            language=self.language,
            found_in=self.found_in,
            span=self.span,
            translation=self.translation,
            translator=self.translator,
            is_machine_translation=self.is_machine_translation,
            recorded_by=draft.actor,
            recorded_at=draft.now,
        )
        draft.put(claim)


class EditSourceClaim(msgspec.Struct, frozen=True):
    """Replace a source's claim: its translation, our answer to it; ``what`` names the part for undo."""

    claim: SourceClaim
    what: str = ""

    @property
    def label(self) -> str:
        return f"edit a source's claim: {self.what}" if self.what else "edit a source's claim"

    def run(self, draft: Draft) -> None:
        refuse_other(draft.the(SourceClaim, self.claim.key).item, self.claim.item)
        draft.put(self.claim)


class AddIncident(msgspec.Struct, frozen=True, kw_only=True):
    """Enter something that happened."""

    title: str
    what: str = ""
    place_words: str = ""
    time_words: str = ""
    items: tuple[Item, ...] = ()

    @property
    def label(self) -> str:
        return f"add the incident {self.title}"

    def run(self, draft: Draft) -> None:
        incident = Incident(
            id=draft.new_id(),
            label=draft.new_label("I"),
            title=self.title,
            what=self.what,
            place_words=self.place_words,
            time_words=self.time_words,
            items=tuple(draft.the(Item, item.key).id for item in self.items),
        )
        draft.put(incident)


class EditIncident(msgspec.Struct, frozen=True):
    """Replace what is known of an incident; ``what`` names the part for undo."""

    incident: Incident
    what: str = ""

    @property
    def label(self) -> str:
        return f"edit {self.incident.label}: {self.what}" if self.what else f"edit {self.incident.label}"

    def run(self, draft: Draft) -> None:
        keep_label(draft.the(Incident, self.incident.key).label, self.incident.label)
        draft.put(self.incident)


class AddDrone(msgspec.Struct, frozen=True, kw_only=True):
    """Open a card for one physical machine."""

    title: str = ""

    @property
    def label(self) -> str:
        return f"add the machine {self.title}".rstrip()

    def run(self, draft: Draft) -> None:
        draft.put(Drone(id=draft.new_id(), label=draft.new_label("D"), title=self.title))


class EditDrone(msgspec.Struct, frozen=True):
    """Replace what is known of a machine: markings, claims it rests on, condition. ``words``: which part of it."""

    drone: Drone
    words: str = ""

    @property
    def label(self) -> str:
        return f"edit {self.words} of {self.drone.label}" if self.words else f"edit {self.drone.label}"

    def run(self, draft: Draft) -> None:
        keep_label(draft.the(Drone, self.drone.key).label, self.drone.label)
        draft.put(self.drone)


def keep_label(held: str, named: str) -> None:
    """Raise :class:`CommandRefused` where an edit would give a record another short label."""
    if held != named:
        raise CommandRefused("A short label is never changed.", held)


class AddLink(msgspec.Struct, frozen=True, kw_only=True):
    """State how two records hang together."""

    source: Record
    target: Record
    kind: LinkKind
    strength: str = ""
    likelihood: Likelihood | None = None
    evidence_for: str = ""
    evidence_against: str = ""

    @property
    def label(self) -> str:
        return f"link {name_of(self.source)} to {name_of(self.target)} ({self.kind.replace('_', ' ')})"

    def run(self, draft: Draft) -> None:
        if self.source.key == self.target.key:
            raise CommandRefused("A record cannot be linked to itself.", self.source.key)
        link = Link(
            id=draft.new_id(),
            from_key=draft.require(self.source.key).key,
            to_key=draft.require(self.target.key).key,
            kind=self.kind,
            strength=self.strength,
            likelihood=self.likelihood,
            evidence_for=self.evidence_for,
            evidence_against=self.evidence_against,
            stated_by=draft.actor,
            stated_at=draft.now,
        )
        draft.put(link)


class EditLink(msgspec.Struct, frozen=True):
    """Replace a link's kind, strength or reasons; its ends stay. ``what`` names the part for undo."""

    link: Link
    what: str = ""

    @property
    def label(self) -> str:
        return f"edit a link: {self.what}" if self.what else "edit a link"

    def run(self, draft: Draft) -> None:
        held = draft.the(Link, self.link.key)
        refuse_other(held.from_key, self.link.from_key)
        refuse_other(held.to_key, self.link.to_key)
        draft.put(self.link)


class BeginAssessment(msgspec.Struct, frozen=True):
    """Begin to weigh up an item or incident."""

    about: Record
    workflow: Workflow = "to_do"

    @property
    def label(self) -> str:
        return f"begin to assess {name_of(self.about)}"

    def run(self, draft: Draft) -> None:
        about = draft.require(self.about.key).key
        if any(assessment.about == about for assessment in draft.of(Assessment)):
            raise CommandRefused("It is being assessed already.", about)
        begun = Assessment(
            id=draft.new_id(), about=about, workflow=self.workflow, analyst=draft.actor, weighed_at=draft.now
        )
        draft.put(begun)


class EditAssessment(msgspec.Struct, frozen=True):
    """Replace an assessment; one that is sealed stays as it is. ``what`` names the part for undo."""

    assessment: Assessment
    what: str = ""

    @property
    def label(self) -> str:
        return f"edit an assessment: {self.what}" if self.what else "edit an assessment"

    def run(self, draft: Draft) -> None:
        held = draft.the(Assessment, self.assessment.key)
        refuse_other(held.about, self.assessment.about)
        if held.sealed_at is not None:
            raise CommandRefused("This assessment is sealed; it cannot be edited.", held.key)
        edited = msgspec.structs.replace(self.assessment, weighed_at=held.weighed_at)
        if edited != held:
            draft.put(msgspec.structs.replace(edited, weighed_at=draft.now))


class SealAssessment(msgspec.Struct, frozen=True):
    """Seal an assessment as it stands: from then on it is read and not edited; undo opens it again, in the journal too.

    Raises :class:`CommandRefused` where it is sealed already, or no finding stands in it.
    """

    assessment: Assessment

    @property
    def label(self) -> str:
        return "seal an assessment"

    def run(self, draft: Draft) -> None:
        held = draft.the(Assessment, self.assessment.key)
        if held.sealed_at is not None:
            raise CommandRefused("This assessment is sealed already.", held.key)
        if not held.finding.strip():
            raise CommandRefused("Write the finding first: what is sealed is what a reader will hold you to.", held.key)
        draft.put(msgspec.structs.replace(held, sealed_at=draft.now))
