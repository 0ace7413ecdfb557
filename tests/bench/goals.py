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


GOALS: tuple[Goal, ...] = (
    Goal(
        "startup",
        "window from exec, processor time, over an empty PySide6 window",
        ("verifier", "processor"),
        ("empty PySide6 window", "processor"),
        3.0,
    ),
    Goal(
        "startup",
        "window from exec, processor time, over labelme",
        ("verifier", "processor"),
        ("labelme", "processor"),
        0.5,
    ),
    Goal("startup", "memory with no case (PSS, MB)", ("verifier", "PSS"), None, 120),
    Goal(
        "hashing", "three hashes on two threads over one", ("two threads", "400 MB"), ("one thread", "400 MB"), 1 / 1.7
    ),
)
