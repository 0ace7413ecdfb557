"""Run benches and write their figures and ratios: ``python -m tests.bench [NAME...]``."""

import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench.figures import Figure, read_figures
from tests.bench.goals import GOALS, Goal

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "RESULTS.md"
BENCHES = tuple(dict.fromkeys(goal.bench for goal in GOALS))


def run_bench(name: str) -> list[Figure]:
    """Run one bench in a process of its own; a bench that fails says so and yields nothing."""
    done = subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        print(f"{name}: ended with {done.returncode}", file=sys.stderr)  # noqa: T201
    return read_figures(done.stdout)


def find(figures: list[Figure], who: tuple[str, str]) -> Figure | None:
    """Return the figure of that contender and name."""
    return next((figure for figure in figures if (figure.contender, figure.figure) == who), None)


def goal_row(goal: Goal, figures: list[Figure]) -> str:
    """Write one line of the table of ratios."""
    ours = find(figures, goal.ours)
    peer = find(figures, goal.peer) if goal.peer else None
    if ours is None or (goal.peer and peer is None):
        return f"| {goal.what} | not measured | | ≤ {goal.bound:g} | |"
    ratio = ours.median / peer.median if peer else ours.median
    spread = max(ours.spread, peer.spread if peer else 0)
    against = f"{peer.median:.4g} {peer.unit}" if peer else ""
    verdict = "met" if ratio <= goal.bound else "**not met**"
    cells = (
        goal.what,
        f"{ours.median:.4g} {ours.unit}",
        against,
        f"{ratio:.2f} (≤ {goal.bound:g}) {verdict}",
        f"{spread:.0%}",
    )
    return f"| {' | '.join(cells)} |"


def write_results(all_figures: dict[str, list[Figure]]) -> str:
    """Write the page of results."""
    peers = ", ".join(f"{name} {version(name)}" for name in ("opencv-python", "pillow", "av", "pyside6-essentials"))
    lines = [
        "# What was measured",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, Python {platform.python_version()}, {peers}. "
        "Repeat with `./run bench`. Ratios come from one run; spread is (max − min) / median of its rounds.",
        "",
        "| what | ours | peer | ratio (goal) | spread |",
        "|---|---|---|---|---|",
    ]
    lines += [goal_row(goal, all_figures[goal.bench]) for goal in GOALS if goal.bench in all_figures]
    for name, figures in all_figures.items():
        lines += ["", f"## {name}", "", "| contender | figure | median | spread | rounds |", "|---|---|---|---|---|"]
        lines += [
            f"| {f.contender} | {f.figure} | {f.median:.4g} {f.unit} | {f.spread:.0%} | {len(f.values)} |"
            for f in figures
        ]
    return "\n".join(lines) + "\n"


def main(names: list[str]) -> None:
    """Run the named benches, or all of them; only a full run is written down."""
    unknown = set(names) - set(BENCHES)
    if unknown:
        sys.exit(f"no such bench: {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    page = write_results({name: run_bench(name) for name in names or BENCHES})
    print(page)  # noqa: T201
    if not names:
        RESULTS.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
