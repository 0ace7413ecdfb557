"""A disk that fills up during import and export: a sentence, nothing half-written taken for whole."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from verifier.domain.records import Item
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

ROOT = Path(__file__).parents[2]
MEBIBYTE = 1 << 20


def _on_small_disk(place: Path, mebibytes: int, *commands: str) -> subprocess.CompletedProcess[str]:
    """Run shell commands with a memory disk mounted at ``place`` for them alone; skip where that is not permitted."""
    if not sys.platform.startswith("linux"):
        pytest.skip("small disks are mounted on Linux only")
    place.mkdir()
    script = " ; ".join((f"mount -t tmpfs -o size={mebibytes}m tmpfs '{place}' || exit 77", *commands))
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHON": sys.executable}
    command = ["unshare", "-rm", "sh", "-c", script]
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    except FileNotFoundError:
        pytest.skip("unshare is not installed")
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("mounting a small disk is not permitted here")
    return done


def test_an_import_that_fills_the_disk_keeps_what_is_whole_and_says_so(tmp_path: Path):
    source, kept = tmp_path / "in", tmp_path / "kept"
    source.mkdir()
    for number in range(8):
        (source / f"{number}.bin").write_bytes(os.urandom(MEBIBYTE))
    done = _on_small_disk(
        tmp_path / "disk",
        4,
        f"cd '{tmp_path}/disk'",
        '"$PYTHON" -m verifier new S.case --title t --as A',
        f'"$PYTHON" -m verifier add S.case "{source}"',
        "echo add ended with $?",
        "find S.case/cache/incoming -type f",
        f"cp -r S.case '{kept}'",
    )
    assert "add ended with 1" in done.stdout
    assert "space" in done.stderr or "full" in done.stderr
    assert "Traceback" not in done.stderr
    assert "incoming" not in done.stdout.replace("add ended", "")
    with Workspace.open(kept) as workspace:
        for item in workspace.case.of(Item):
            copy = workspace.folder.original(item.fingerprints.sha256)
            assert hashlib.sha256(copy.read_bytes()).hexdigest() == item.fingerprints.sha256
        for sha256 in workspace.folder.stored_originals():
            assert hashlib.sha256(workspace.folder.original(sha256).read_bytes()).hexdigest() == sha256
        assert workspace.case.info.title == "t"


def test_a_case_that_cannot_be_begun_leaves_nothing_in_the_way(tmp_path: Path):
    done = _on_small_disk(
        tmp_path / "disk",
        1,
        f"cd '{tmp_path}/disk'",
        "head -c 1000000 /dev/zero > filler",
        '"$PYTHON" -m verifier new S.case --title t --as A',
        "echo new ended with $?",
        "rm filler",
        "ls -A",
        '"$PYTHON" -m verifier new S.case --title t --as A',
        "echo new ended with $?",
    )
    assert done.stdout.split("\n")[0] == "new ended with 1"
    assert done.stdout.split("\n")[1].startswith("Made the case"), done.stdout
    assert "full" in done.stderr
    assert "should not have" not in done.stderr


def test_an_export_that_fills_the_disk_leaves_nothing_and_says_so(tmp_path: Path):
    source = tmp_path / "big.bin"
    source.write_bytes(os.urandom(3 * MEBIBYTE))
    with Workspace.create(tmp_path / "S.case", "t", "A") as workspace:
        add_footage(workspace, [source], jobs=1)
    done = _on_small_disk(
        tmp_path / "disk",
        2,
        f'"$PYTHON" -m verifier export "{tmp_path}/S.case" -o "{tmp_path}/disk/bundle"',
        "echo export ended with $?",
        f"ls -A '{tmp_path}/disk'",
        "echo nothing else",
    )
    assert done.stdout.split("\n")[:2] == ["export ended with 1", "nothing else"]
    assert "space" in done.stderr or "full" in done.stderr
    assert "Traceback" not in done.stderr
