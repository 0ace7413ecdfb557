"""Copies within a case as proposals: what looks alike is a pair, and only a person makes it a link.

Imports no decoder: hashes are made and compared in workers.
"""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from verifier.case.case import Case
from verifier.commands.statements import AddLink
from verifier.domain.progress import Progress
from verifier.domain.records import Item, Link, PlaceClaim, Posting
from verifier.geo.contradictions import Contradiction, contradictions
from verifier.media.pool import Bounds
from verifier.workspace.awaiting import awaited
from verifier.workspace.copies import DRAWN_KINDS, hash_missing
from verifier.workspace.copy_messages import CopyPair, FindPairs, FoundPairs
from verifier.workspace.ladder import Copy, Ladder, ladder
from verifier.workspace.readings import file_report

if TYPE_CHECKING:
    from verifier.workspace.workspace import Workspace

_BOUNDS = Bounds(time_s=600)


class Proposal(msgspec.Struct, frozen=True):
    """Two items that look alike; ``is_linked``: a person has said already that one is a copy of the other."""

    one: Item
    other: Item
    pair: CopyPair
    is_linked: bool

    @property
    def basis(self) -> str:
        """What the proposal rests on, in words that can stand as a link's evidence."""
        turn = "" if self.pair.turn == "upright" else f" once the first is {self.pair.turn}"
        bits, function = self.pair.bits, self.pair.function
        alike = f"They look alike{turn}: of the 256 bits of their picture hashes ({function}), {bits} differ."
        shared = self.pair.shared
        if shared is None:
            return alike
        speed = "" if shared.speed == 1 else f", at {shared.speed:.2f} times the length"
        return (
            f"{alike} They share {shared.last_s - shared.first_s:.1f} s: from {shared.first_s:.2f} s of"
            f" {self.one.label} and from {shared.other_first_s:.2f} s of {self.other.label}{speed}."
        )


class Group(msgspec.Struct, frozen=True):
    """Items that hang together by proposals or links, with their ladder and what contradicts itself."""

    items: tuple[Item, ...]
    proposals: tuple[Proposal, ...]
    ladder: Ladder
    contradictions: tuple[Contradiction, ...]


def find_groups(workspace: "Workspace", progress: Progress | None = None) -> tuple[Group, ...]:
    """Find the copies of a case, hashing first what is not; groups in order of their first item."""
    proposals = propose(workspace, progress)
    return tuple(_group(workspace, members, proposals) for members in joined((p.one, p.other) for p in proposals))


def propose(workspace: "Workspace", progress: Progress | None = None) -> tuple[Proposal, ...]:
    """Find pairs of items that look alike."""
    progress = progress or Progress()
    hash_missing(workspace, progress)
    items = {item.fingerprints.sha256: item for item in workspace.case.of(Item) if item.kind in DRAWN_KINDS}
    request = FindPairs(os.fsencode(workspace.folder.path), tuple(sorted(items)))
    found = awaited(workspace.pool.submit(request, FoundPairs, bounds=_BOUNDS), progress)
    linked = _linked(workspace.case)
    pairs = ((items[pair.one], items[pair.other], pair) for pair in found.pairs)
    return tuple(Proposal(one, other, pair, frozenset((one.key, other.key)) in linked) for one, other, pair in pairs)


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


def _group(workspace: "Workspace", items: tuple[Item, ...], proposals: tuple[Proposal, ...]) -> Group:
    keys = {item.key for item in items}
    postings = workspace.case.of(Posting)
    copies = [
        Copy(
            item,
            tuple(posting for posting in postings if posting.item == item.id),
            file_report(workspace, item).facts,
        )
        for item in items
    ]
    claims = [claim for claim in workspace.case.of(PlaceClaim) if claim.about in keys]
    inside = tuple(proposal for proposal in proposals if proposal.one.key in keys)
    return Group(items, inside, ladder(copies), contradictions(claims))
