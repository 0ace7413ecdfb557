"""The eight ways to turn and mirror a picture, and what they do one after the other. Imports no numpy."""

Place = tuple[float, float]

TURNS = (
    "upright",
    "turned 90°",
    "turned 180°",
    "turned 270°",
    "mirrored top to bottom",
    "mirrored left to right",
    "mirrored along one diagonal",
    "mirrored along the other diagonal",
)
"""What is done to the picture for each of its eight hashes; turns are counterclockwise."""
_MARKS: tuple[Place, ...] = ((0.25, 0.125), (0.75, 0.125), (0.25, 0.5))
"""Three places of a picture of one by one that no two turns bring to the same places."""


def turned(turn: int, point: Place, width: float, height: float) -> Place:
    """Say where a place goes when a picture of that size is turned; ``turn``: its place in ``TURNS``."""
    x, y = point
    return (
        (x, y),
        (y, width - x),
        (width - x, height - y),
        (height - y, x),
        (x, height - y),
        (width - x, y),
        (y, x),
        (height - y, width - x),
    )[turn]


def turned_after(first: int, then: int) -> int:
    """Return the turn that does at once what two do one after the other."""
    wanted = tuple(turned(then, turned(first, mark, 1, 1), 1, 1) for mark in _MARKS)
    return next(turn for turn in range(len(TURNS)) if tuple(turned(turn, mark, 1, 1) for mark in _MARKS) == wanted)


def undone(turn: int) -> int:
    """Return the turn that takes another back."""
    return next(back for back in range(len(TURNS)) if turned_after(turn, back) == 0)
