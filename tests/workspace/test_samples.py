"""The whole folder of real media: every file an item, a posting, a sidecar or a problem; a bundle that checks."""

import csv
import hashlib
from pathlib import Path

import pytest

from verifier.bundle.check import check
from verifier.bundle.options import Options
from verifier.domain.records import Item, Problem
from verifier.workspace.exporting import export, find_format
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace


@pytest.mark.slow
def test_all_of_the_samples_go_in_unchanged_and_out_again_in_a_sound_bundle(samples: Path, tmp_path: Path):
    with Workspace.create(tmp_path / "S.case", "samples", "A") as workspace:
        added = add_footage(workspace, [samples], link=True)
        assert {one.outcome for one in added.files} <= {"item", "posting"}
        known = {item.fingerprints.sha256 for item in workspace.case.of(Item)}
        for path, sha256 in _listed(samples):
            assert sha256 in known, path
            assert hashlib.sha256((samples / path).read_bytes()).hexdigest() == sha256, path
        problems = workspace.case.of(Problem)
        assert all(problem.item is not None and len(problem.sentence) > 20 for problem in problems)
        export(workspace, find_format("bagit"), Options("archive", "hashes"), tmp_path / "bundle")
    result = check(tmp_path / "bundle")
    assert result.sound, result.faults


def _listed(samples: Path) -> list[tuple[str, str]]:
    """Return path and SHA-256 of every sample as the list beside them says."""
    with (samples / "MANIFEST.tsv").open(newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [(row["path"], row["sha256"]) for row in rows]
