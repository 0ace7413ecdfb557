"""State which drone is seen or which drone filmed, and how sure that is."""

import msgspec

from verifier.case.draft import Draft
from verifier.commands.naming import name_of
from verifier.commands.observations import put_observation, refuse_other
from verifier.domain.errors import CommandRefused
from verifier.domain.frames import When
from verifier.domain.ids import Id
from verifier.domain.records import CatalogRef, DroneClaim, Feature, Hypothesis, Item, LookAlike, Record
from verifier.domain.records.claims import Role
from verifier.domain.regions import Region
from verifier.domain.scales import Confidence, Likelihood


class TagDrone(msgspec.Struct, frozen=True, kw_only=True):
    """Mark a region and state which drone it shows, in one gesture; without a region the item itself is tagged."""

    item: Item
    entry: CatalogRef
    role: Role = "seen"
    when: When | None = None
    region: Region | None = None
    likelihood: Likelihood | None = None
    confidence: Confidence | None = None
    note: str = ""

    @property
    def label(self) -> str:
        if self.role == "filmed_by":
            return f"tag {self.item.label} as filmed by {self.entry.name}"
        return f"tag {self.item.label} as {self.entry.name}"

    def run(self, draft: Draft) -> None:
        about: Record = draft.the(Item, self.item.key)
        if self.region is not None and self.when is not None:
            about = put_observation(draft, self.item, self.when, self.region, seen=self.entry.name)
        elif self.region is not None or self.when is not None:
            raise CommandRefused("A region needs the moment it is seen at, and a moment the region.")
        state = StateDrone(
            about=about,
            role=self.role,
            hypotheses=(Hypothesis(self.entry, self.likelihood),),
            confidence=self.confidence,
            note=self.note,
        )
        state.run(draft)


class StateDrone(msgspec.Struct, frozen=True, kw_only=True):
    """State which drone an item, segment or observation shows, or which filmed it; the leading answer first."""

    about: Record
    role: Role
    hypotheses: tuple[Hypothesis, ...]
    features: tuple[Feature, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()
    confidence: Confidence | None = None
    drone: Id | None = None
    note: str = ""

    @property
    def label(self) -> str:
        if not self.hypotheses:
            return "tag a drone"
        name = self.hypotheses[0].entry.name
        if self.role == "filmed_by":
            return f"tag {name_of(self.about)} as filmed by {name}"
        return f"tag {name_of(self.about)} as {name}"

    def run(self, draft: Draft) -> None:
        if not self.hypotheses:
            raise CommandRefused("A tag needs at least one answer; “undetermined” is one.")
        draft.require(self.about.key)
        claim = DroneClaim(
            id=draft.new_id(),
            about=self.about.key,
            role=self.role,
            hypotheses=self.hypotheses,
            features=self.features,
            look_alikes=self.look_alikes,
            confidence=self.confidence,
            drone=self.drone,
            note=self.note,
            stated_by=draft.actor,
            stated_at=draft.now,
        )
        draft.put(claim)


class EditDroneClaim(msgspec.Struct, frozen=True):
    """Replace a statement: other answers, features, likelihoods, confidence. ``words``: what undo calls it."""

    claim: DroneClaim
    words: str = ""

    @property
    def label(self) -> str:
        return self.words or f"edit the tag {self.claim.hypotheses[0].entry.name}"

    def run(self, draft: Draft) -> None:
        refuse_other(draft.the(DroneClaim, self.claim.key).about, self.claim.about)
        draft.put(self.claim)


class ExcludeHypothesis(msgspec.Struct, frozen=True):
    """Set one answer aside and say why; it moves behind those that stand."""

    claim: DroneClaim
    entry: CatalogRef
    reason: str

    @property
    def label(self) -> str:
        return f"exclude {self.entry.name}"

    def run(self, draft: Draft) -> None:
        claim = draft.the(DroneClaim, self.claim.key)
        excluded = [
            Hypothesis(one.entry, one.likelihood, self.reason) for one in claim.hypotheses if one.entry == self.entry
        ]
        if not excluded or not self.reason.strip():
            raise CommandRefused("To exclude an answer, name one of the tag's and the reason.", self.entry.name)
        standing = [one for one in claim.hypotheses if one.entry != self.entry]
        draft.put(msgspec.structs.replace(claim, hypotheses=(*standing, *excluded)))
