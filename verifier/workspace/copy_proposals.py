"""Copies within a case as proposals: what looks alike is a pair, and only a person makes it a link.

Imports no decoder: hashes are made and compared in workers.
"""

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from verifier.case.case import Case
from verifier.commands.places_and_times import StateTime
from verifier.commands.statements import AddLink
from verifier.domain.ids import Key
from verifier.domain.inspection import DRAWN_KINDS
from verifier.domain.progress import Progress
from verifier.domain.records import Item, Link, PlaceClaim, Posting, TimeClaim
from verifier.geo.contradictions import Contradiction, contradictions
from verifier.media.pool import Bounds
from verifier.media.turns import TURNS, turned_after, undone
from verifier.workspace.awaiting import awaited
from verifier.workspace.copies import hash_missing
from verifier.workspace.copy_messages import (
    CopyPair,
    FindPairs,
    FoundPairs,
    PartKind,
    PartPair,
    Shared,
)
from verifier.workspace.ladder import Copy, Ladder, Lie, ladder
from verifier.workspace.part_search import with_parts
from verifier.workspace.readings import file_report

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

_BOUNDS = Bounds(time_s=600)


_NO_SPAN = "Which moment is which could not be told, so it may be another clip of the same place."


class Proposal(msgspec.Struct, frozen=True):
    """Two items that look alike; ``is_linked``: a person has said already that one is a copy of the other."""

    one: Item
    other: Item
    pair: CopyPair | PartPair
    is_linked: bool

    @property
    def bits(self) -> int | None:
        """In how many of 256 bits their hashes differ; ``None`` where local features tell that they show the same."""
        return self.pair.bits if isinstance(self.pair, CopyPair) else None

    @property
    def turn(self) -> str:
        """What is done to the first to get the second."""
        if isinstance(self.pair, CopyPair):
            return self.pair.turn
        return "mirrored left to right" if self.pair.is_mirrored else "upright"

    @property
    def shared(self) -> Shared | None:
        """The span that two clips share."""
        return self.pair.shared

    @property
    def altered(self) -> Item | None:
        """The one that was cut or framed; ``None`` where neither was or it cannot be told."""
        sha256 = self.pair.altered if isinstance(self.pair, PartPair) else None
        return next((item for item in (self.one, self.other) if item.fingerprints.sha256 == sha256), None)

    @property
    def basis(self) -> str:
        """What the proposal rests on, in words that can stand as a link's evidence."""
        return " ".join(self.grounds)

    @property
    def grounds(self) -> tuple[str, ...]:
        """The sentences of the basis."""
        if isinstance(self.pair, PartPair):
            is_of_clips = self.one.kind == self.other.kind == "video"
            unsure = (_NO_SPAN,) if is_of_clips and self.shared is None else ()
            return (self._basis_of_part(self.pair), *unsure, *self._basis_of_span())
        turn, bits, function = self.turn, self.pair.bits, self.pair.function
        alike = (
            f"They look alike: of the 256 bits of their picture hashes ({function}), {bits} differ."
            if turn == "upright"
            else f"They look alike once the first is {turn}: of the 256 bits of their picture hashes ({function}),"
            f" {bits} differ."
        )
        return (alike, *self._basis_of_span())

    def _basis_of_span(self) -> tuple[str, ...]:
        shared = self.shared
        if shared is None:
            return ()
        speed = "" if shared.speed == 1 else f", at {shared.speed:.2f} times the length"
        return (
            f"They share {shared.last_s - shared.first_s:.1f} s: from {shared.first_s:.2f} s of"
            f" {self.one.label} and from {shared.other_first_s:.2f} s of {self.other.label}{speed}.",
        )

    def _basis_of_part(self, pair: PartPair) -> str:
        agree = f"{pair.agreeing} local features agree on how one lies in the other"
        mirrored = ", mirrored" if pair.is_mirrored else ""
        altered = self.altered
        if altered is None:
            return f"{agree}{mirrored}; something seems to be laid over one of them."
        whole = self.other if altered.key == self.one.key else self.one
        if pair.kind == "frame":
            return f"{agree}{mirrored}: {altered.label} shows {whole.label} with a frame around it."
        return f"{agree}{mirrored}: {altered.label} is a part of {whole.label}, {pair.share:.0%} of its longer side."


class Group(msgspec.Struct, frozen=True):
    """Items that hang together by proposals or links, with their ladder and what contradicts itself."""

    items: tuple[Item, ...]
    proposals: tuple[Proposal, ...]
    ladder: Ladder
    contradictions: tuple[Contradiction, ...]


def find_groups(workspace: "Workspace", progress: Progress | None = None, *, parts: bool = False) -> tuple[Group, ...]:
    """Find the copies of a case, hashing first what is not; groups in order of their first item.

    ``parts``: look for crops, frames and overlays too, which hashes of whole pictures miss; some tenths of a second
    for each photo, seconds for each clip.
    """
    proposals = propose(workspace, progress, parts=parts)
    return tuple(_group(workspace, members, proposals) for members in joined((p.one, p.other) for p in proposals))


def propose(workspace: "Workspace", progress: Progress | None = None, *, parts: bool = False) -> tuple[Proposal, ...]:
    """Find pairs of items that look alike."""
    progress = progress or Progress()
    hash_missing(workspace, progress)
    items = {item.fingerprints.sha256: item for item in workspace.case.of(Item) if item.kind in DRAWN_KINDS}
    request = FindPairs(os.fsencode(workspace.folder.path), tuple(sorted(items)))
    answer = awaited(workspace.pool.submit(request, FoundPairs, bounds=_BOUNDS), progress)
    found = with_parts(workspace, items, answer.pairs, progress) if parts else list[CopyPair | PartPair](answer.pairs)
    linked = _linked(workspace.case)
    pairs = ((items[pair.one], items[pair.other], pair) for pair in found)
    return tuple(Proposal(one, other, pair, frozenset((one.key, other.key)) in linked) for one, other, pair in pairs)


def recorded_by(group: Group) -> StateTime | None:
    """Return the command that states when the nearest to the original was recorded at the latest.

    Whatever is shown was recorded before any copy of it was posted. ``None`` where no posting has a time.
    """
    first = next((rung.copy for rung in group.ladder.rungs if rung.copy.posted_at is not None), None)
    nearest = next(rung.copy.item for rung in group.ladder.rungs if rung.is_nearest)
    if first is None or group.ladder.recorded_by is None:
        return None
    own = first.item.key == nearest.key
    words = "It was posted then." if own else f"{first.item.label}, a copy of it, was posted then."
    return StateTime(
        about=nearest,
        dates="recorded",
        earliest=None,
        latest=group.ladder.recorded_by,
        as_found=words,
        methods=("posting_time",),
    )


def is_bounded(case: Case, bound: StateTime) -> bool:
    """Tell whether it is stated already that the item was recorded by then."""
    return any(
        claim.about == bound.about.key
        and claim.dates == "recorded"
        and claim.latest is not None
        and bound.latest is not None
        and claim.latest <= bound.latest
        for claim in case.of(TimeClaim)
    )


def acceptance(proposal: Proposal, original: Item) -> AddLink:
    """Return the command that states one item to be a copy of the other; ``original``: the one it is a copy of."""
    copy = proposal.one if original.key == proposal.other.key else proposal.other
    return AddLink(source=copy, target=original, kind="copy_of", evidence_for=proposal.basis)


def in_step(case: Case, groups: Iterable[Group]) -> tuple[Group, ...]:
    """Say of every proposal anew whether a person has stated it, without comparing anything again."""
    linked, replace = _linked(case), msgspec.structs.replace
    return tuple(
        replace(
            group,
            proposals=tuple(
                replace(one, is_linked=frozenset((one.one.key, one.other.key)) in linked) for one in group.proposals
            ),
        )
        for group in groups
    )


def _linked(case: Case) -> set[frozenset[str]]:
    return {frozenset((link.from_key, link.to_key)) for link in case.of(Link) if link.kind == "copy_of"}


def joined(pairs: Iterable[tuple[Item, Item]]) -> tuple[tuple[Item, ...], ...]:
    """Join pairs that have an item in common; items and groups in order of their labels."""
    groups: dict[str, dict[str, Item]] = {}
    for one, other in pairs:
        merged = groups.get(one.key, {one.key: one}) | groups.get(other.key, {other.key: other})
        groups.update(dict.fromkeys(merged, merged))
    distinct = {id(group): group for group in groups.values()}.values()
    ordered = (tuple(sorted(group.values(), key=lambda item: item.label)) for group in distinct)
    return tuple(sorted(ordered, key=lambda group: group[0].label))


def lies_among(proposals: Sequence[Proposal]) -> dict[Key, dict[Key, Lie]]:
    """Say of each item how it lies to every other of its copies, going from pair to pair where they were not compared.

    ``[this][other]``: what is done to the other to get this one.
    """
    steps: dict[Key, list[tuple[Key, int, float]]] = {}
    for proposal in proposals:
        turn = TURNS.index(proposal.turn)
        speed = proposal.shared.speed if proposal.shared is not None else 1.0
        steps.setdefault(proposal.one.key, []).append((proposal.other.key, turn, speed))
        steps.setdefault(proposal.other.key, []).append((proposal.one.key, undone(turn), 1 / speed))
    found: dict[Key, dict[Key, Lie]] = {key: {} for key in steps}
    for begin in steps:
        ways, waiting = {begin: (0, 1.0)}, [begin]
        while waiting:
            here = waiting.pop(0)
            for there, turn, speed in steps[here]:
                if there not in ways:
                    ways[there] = (turned_after(ways[here][0], turn), ways[here][1] * speed)
                    waiting.append(there)
        for there, (turn, speed) in ways.items():
            if there != begin:
                found[there][begin] = Lie(TURNS[turn], speed)
    return found


def _group(workspace: "Workspace", items: tuple[Item, ...], proposals: tuple[Proposal, ...]) -> Group:
    keys = {item.key for item in items}
    inside = tuple(proposal for proposal in proposals if proposal.one.key in keys)
    altered: dict[Key, PartKind] = {
        one.altered.key: one.pair.kind for one in inside if one.altered is not None and isinstance(one.pair, PartPair)
    }
    postings, lies = workspace.case.of(Posting), lies_among(inside)
    copies = [
        Copy(
            item,
            tuple(posting for posting in postings if posting.item == item.id),
            file_report(workspace, item).facts,
            altered=altered.get(item.key),
            lies=lies.get(item.key, {}),
        )
        for item in items
    ]
    claims = [claim for claim in workspace.case.of(PlaceClaim) if claim.about in keys]
    return Group(items, inside, ladder(copies), contradictions(claims))
