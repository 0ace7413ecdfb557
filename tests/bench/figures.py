"""What a bench prints: one JSON line per contender and figure, each with all of its rounds."""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One measured figure: who, what, in which unit, and the value of every round."""

    contender: str
    figure: str
    unit: str
    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.values)

    @property
    def spread(self) -> float:
        """(max - min) / median of the rounds; 0 for a single round."""
        return (max(self.values) - min(self.values)) / self.median if self.median else 0.0

    def print(self) -> None:
        """Write the figure as one JSON line on standard output."""
        print(json.dumps(asdict(self)), flush=True)  # noqa: T201 - the line is the result


def read_figures(output: str) -> list[Figure]:
    """Read the lines of a bench; other words on the output are passed over."""
    found: list[Figure] = []
    for line in output.splitlines():
        if line.startswith("{"):
            row = json.loads(line)
            found.append(Figure(row["contender"], row["figure"], row["unit"], tuple(row["values"])))
    return found


def processor_s(work: Callable[[], object]) -> float:
    """Run ``work`` and return the processor seconds (user and system) this process and its ended children took."""
    before = _used_s()
    work()
    return _used_s() - before


def _used_s() -> float:
    used = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def wall_s(work: Callable[[], object]) -> float:
    """Run ``work`` and return the seconds it took by the clock."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def interleave(
    contenders: dict[str, Callable[[], object]],
    rounds: int,
    figure: str,
    measure: Callable[[Callable[[], object]], float] = wall_s,
    unit: str = "s",
) -> None:
    """Measure every contender once a round, in turn, so that a busy spell hits all of them; print the figures."""
    values: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, work in contenders.items():
            taken = measure(work)
            if number:  # the first round warms caches and is not counted
                values[name].append(taken)
    for name, taken_all in values.items():
        Figure(name, figure, unit, tuple(taken_all)).print()


def not_measured(contender: str, why: str) -> None:
    """Say on standard error why a contender is missing."""
    print(f"{contender}: not measured: {why}", file=sys.stderr)  # noqa: T201
