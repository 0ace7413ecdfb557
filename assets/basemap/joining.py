"""Join lines that meet end to end, so that a border cut into thousands of stretches can be thinned out as one."""

from collections import defaultdict

from shaping import Point

Ends = dict[Point, list[int]]


def joined(lines: list[list[Point]]) -> list[list[Point]]:
    """Join wherever exactly two ends meet; where three meet, all of them end."""
    ends: Ends = defaultdict(list)
    for number, line in enumerate(lines):
        ends[line[0]].append(number)
        ends[line[-1]].append(number)
    left = set(range(len(lines)))
    made: list[list[Point]] = []
    for number, line in enumerate(lines):
        if number in left:
            left.discard(number)
            whole = _followed(list(line), lines, ends, left)
            made.append(_followed(whole[::-1], lines, ends, left))
    return made


def _followed(line: list[Point], lines: list[list[Point]], ends: Ends, left: set[int]) -> list[Point]:
    """Lengthen a line at its end for as long as one other line, not yet taken, goes on there."""
    while True:
        meeting = ends[line[-1]]
        going_on = [number for number in meeting if number in left]
        if len(meeting) != 2 or len(going_on) != 1:
            return line
        left.discard(going_on[0])
        other = lines[going_on[0]]
        line += (other if other[0] == line[-1] else other[::-1])[1:]
