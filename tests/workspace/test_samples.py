"""The whole folder of real media: every file an item, a posting, a sidecar or a problem; a bundle that checks."""

import csv
import hashlib
from concurrent.futures import Future, wait
from pathlib import Path
from typing import Any

import pytest

from verifier.bundle.check import check
from verifier.bundle.options import Options
from verifier.domain.records import Item, Problem
from verifier.workspace.exporting import export, find_format
from verifier.workspace.footage import add_footage
from verifier.workspace.pictures import frame, picture
from verifier.workspace.tagging import TagRequest, tag_drone
from verifier.workspace.workspace import Workspace


@pytest.mark.slow
def test_all_of_the_samples_go_in_unchanged_and_out_again_in_a_sound_bundle(samples: Path, tmp_path: Path):
    with Workspace.create(tmp_path / "S.case", "samples", "A") as workspace:
        added = add_footage(workspace, [samples], link=True)
        _view_and_tag(workspace)
        assert {one.outcome for one in added.files} <= {"item", "posting"}
        known = {item.fingerprints.sha256 for item in workspace.case.of(Item)}
        assert {sha256 for _, sha256 in _listed(samples)} <= known
        problems = workspace.case.of(Problem)
        assert all(problem.item is not None and len(problem.sentence) > 20 for problem in problems)
        export(workspace, find_format("bagit"), Options("archive", "include"), tmp_path / "bundle")
    result = check(tmp_path / "bundle")
    assert result.sound, result.faults
    for path, sha256 in _listed(samples):
        assert hashlib.sha256((samples / path).read_bytes()).hexdigest() == sha256, path


def _view_and_tag(workspace: Workspace) -> None:
    """Look at every picture and at the first frame of every clip, as far as they are drawn, and tag every item."""
    for item in workspace.case.of(Item):
        if item.kind == "photo":
            looked: Future[Any] = picture(workspace, item, 256)
        elif item.kind == "video":
            looked = frame(workspace, item, "#0", 256)
        else:
            continue
        wait([looked])
        tag_drone(workspace, item, TagRequest(drone="undetermined", role="seen"))


def _listed(samples: Path) -> list[tuple[str, str]]:
    """Return path and SHA-256 of every sample as the list beside them says."""
    with (samples / "MANIFEST.tsv").open(newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [(row["path"], row["sha256"]) for row in rows]
