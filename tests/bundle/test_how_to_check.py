"""The commands in HOW-TO-CHECK.txt work as they stand there, and fail on a bundle that was changed."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.bundle.forgery import edit_json, edit_lines, rewrite_manifests
from verifier.bundle.options import Audience


def commands(bag: Path) -> dict[str, str]:
    """Return the blocks of commands in the file by their first word; the second one in Python is "records"."""
    found: dict[str, str] = {}
    for block in (bag / "data/HOW-TO-CHECK.txt").read_text().split("\n\n"):
        word = re.match(r"\n*   (sha256sum|previous|python3|grep)\b", block)
        if word:
            name = "records" if word[1] in found else word[1]
            found[name] = "\n".join(line.removeprefix("   ") for line in block.splitlines())
    return found


def run(bag: Path, name: str) -> str:
    """Run one block of commands in the bag's folder and return what it prints."""
    script = commands(bag)[name].replace("python3", sys.executable)
    done = subprocess.run(["bash", "-c", script], cwd=bag, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize("audience", ["archive", "outside"])
def test_every_command_accepts_a_sound_bundle(bags: dict[Audience, Path], audience: Audience) -> None:
    bag = bags[audience]
    assert set(commands(bag)) == {"sha256sum", "previous", "python3", "records", "grep"}
    assert run(bag, "sha256sum") == ""
    head = run(bag, "previous").strip()
    assert head == "head: " + run(bag, "grep").strip().removeprefix("Journal-Head: ")
    assert run(bag, "python3") == "values that do not fit: 0\n"
    assert run(bag, "records") == "records that differ: 0\n"


def test_sha256sum_names_a_changed_file(bag: Path) -> None:
    (bag / "data/report.html").write_text("another")
    assert "data/report.html: FAILED" in run(bag, "sha256sum")


def test_the_chain_loop_names_a_broken_line(bag: Path) -> None:
    def edit(lines: list[str]) -> None:
        lines[3] = lines[3].replace("T09", "T08")

    edit_lines(bag / "data/journal.jsonl", edit)
    assert "BROKEN" in run(bag, "previous")


def test_the_values_command_names_a_changed_value(bag: Path) -> None:
    def edit(lines: list[str]) -> None:
        lines[:] = [line.replace("A bridge, two drones", "A bridge") for line in lines]

    edit_lines(bag / "data/values.jsonl", edit)
    assert "values that do not fit: 1" in run(bag, "python3")


def change(evidence: Any) -> None:
    evidence["records"][1]["title"] = "Another"


def remove(evidence: Any) -> None:
    del evidence["records"][1]


def add(evidence: Any) -> None:
    evidence["records"].append(evidence["records"][1] | {"id": "x"})


@pytest.mark.parametrize("edit", [change, remove, add])
def test_the_records_command_finds_a_changed_removed_or_added_record(bag: Path, edit: Callable[[Any], None]) -> None:
    edit_json(bag / "data/evidence.json", edit)
    rewrite_manifests(bag)
    assert "records that differ: 1" in run(bag, "records")
