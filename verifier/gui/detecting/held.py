"""The proposals of this session, by item: which wait, which were refused, which became observations. No Qt.

Nothing of it is kept when the case is closed. What was accepted waits again once that is taken back.
"""

from collections.abc import Iterable

from verifier.case.case import Case
from verifier.domain.frames import FrameRef, Instant
from verifier.workspace.detecting import Proposal, Proposals


class HeldProposals:
    """``became``: proposal -> the observation that it was accepted as."""

    def __init__(self) -> None:
        self._runs: dict[str, Proposals] = {}
        self._refused: set[str] = set()
        self._became: dict[str, str] = {}

    def put(self, proposals: Proposals) -> None:
        """Hold what a run found, in place of what an earlier run found in the item."""
        self._runs[proposals.item] = proposals

    def drop(self, item: str) -> None:
        """Forget the proposals for an item."""
        self._runs.pop(item, None)

    def run(self, item: str) -> Proposals | None:
        """Return what the last run found in an item."""
        return self._runs.get(item)

    def waiting(self, item: str, case: Case) -> tuple[Proposal, ...]:
        """Return the proposals that are neither refused nor in the case, in order of time."""
        run = self._runs.get(item)
        if run is None:
            return ()
        return tuple(
            one for one in run.found if one.key not in self._refused and self._became.get(one.key, "") not in case
        )

    def refused(self, item: str) -> int:
        """Return how many proposals for an item were refused."""
        run = self._runs.get(item)
        return sum(one.key in self._refused for one in run.found) if run is not None else 0

    def refuse(self, proposals: Iterable[Proposal]) -> None:
        """Refuse some."""
        self._refused.update(one.key for one in proposals)

    def bring_back(self, item: str) -> None:
        """Let all that were refused for an item wait again."""
        run = self._runs.get(item)
        self._refused -= {one.key for one in run.found} if run is not None else set()

    def accepted(self, proposals: Iterable[Proposal], observations: Iterable[str]) -> None:
        """Remember which observations some have become, in the same order."""
        self._became.update({one.key: key for one, key in zip(proposals, observations, strict=True)})


def is_here(proposal: Proposal, frame: FrameRef | None) -> bool:
    """Tell whether a proposal stands on the frame shown; one in a photo always does."""
    if not isinstance(proposal.when, Instant):
        return True
    here = proposal.when.frame
    return frame is not None and (here.pts, here.ordinal) == (frame.pts, frame.ordinal)


def beside(proposals: tuple[Proposal, ...], key: str, step: int) -> Proposal | None:
    """Return the proposal before (-1) or after (1) one; the first or last where that is not among them."""
    if not proposals:
        return None
    place = next((n for n, one in enumerate(proposals) if one.key == key), None)
    if place is None:
        return proposals[0 if step > 0 else -1]
    return proposals[place + step] if 0 <= place + step < len(proposals) else None
