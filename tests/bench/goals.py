"""Which ratios are looked at: ours over a peer's, from one run of one bench, and the bound they should stay below."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """``ours`` over ``peer`` (contender, figure) should be at most ``bound``; without a peer, ours itself should."""

    bench: str
    what: str
    ours: tuple[str, str]
    peer: tuple[str, str] | None
    bound: float


GOALS: tuple[Goal, ...] = ()
