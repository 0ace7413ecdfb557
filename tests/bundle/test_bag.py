"""A bundle appears whole or not at all, is the same every time, and other people's tools accept it."""

import hashlib
import os
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import bagit
import msgspec
import pytest

from tests.bundle.stand_in import AT, Sample
from verifier.bundle.bag import write_folder, write_zip
from verifier.bundle.check import check
from verifier.bundle.options import Audience, Options, Tick
from verifier.bundle.registry import FORMATS, Format, format_named
from verifier.domain.errors import BundleError, Cancelled, StorageFailed, VerifierError
from verifier.domain.progress import Progress, Step


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_exporting_twice_gives_the_same_bytes(sample: Sample, tmp_path: Path, known: Format) -> None:
    for name in ("one", "two"):
        known.write(sample.case, Options(), tmp_path / name, Progress())
    if (tmp_path / "one").is_dir():
        assert contents(tmp_path / "one") == contents(tmp_path / "two")
    else:
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_the_order_of_ticks_changes_nothing(sample: Sample, tmp_path: Path) -> None:
    ticks = (Tick(sample.open.key, "name"), Tick(sample.unset.key, "address"))
    for name, ordered in (("one", ticks), ("two", (*reversed(ticks), ticks[0]))):
        write_zip(sample.case, Options(ticked=ordered), tmp_path / name, Progress())
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_nothing_is_overwritten(sample: Sample, tmp_path: Path, known: Format) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(BundleError, match="nothing is overwritten"):
        known.write(sample.case, Options(), tmp_path / "out", Progress())
    assert (tmp_path / "out").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("known", FORMATS, ids=lambda known: known.name)
def test_a_folder_that_does_not_exist_is_said_to(sample: Sample, tmp_path: Path, known: Format) -> None:
    with pytest.raises(BundleError, match="does not exist"):
        known.write(sample.case, Options(), tmp_path / "no" / "out", Progress())


@pytest.mark.parametrize("write", [write_folder, write_zip])
def test_stopping_leaves_nothing(sample: Sample, tmp_path: Path, write: type[write_folder]) -> None:
    def stop_halfway(step: Step) -> None:
        if step.doing.startswith("data/originals"):
            progress.cancel()

    progress = Progress(stop_halfway)
    with pytest.raises(Cancelled):
        write(sample.case, Options(), tmp_path / "out", progress)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Lend a disk of 128 KiB; skip where none can be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)]
    if os.name == "nt" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.parametrize("write", [write_folder, write_zip])
def test_a_full_disk_is_said_in_a_sentence_and_nothing_is_left(
    sample: Sample, small_disk: Path, write: type[write_folder]
) -> None:
    with pytest.raises(StorageFailed, match="The disk is full"):
        write(sample.case, Options(audience="archive"), small_disk / "out", Progress())
    assert list(small_disk.iterdir()) == []


def test_an_original_that_is_not_what_was_added_stops_the_export(tmp_path: Path) -> None:
    sample = Sample(tmp_path / "case")
    sample.case.file(sample.open.fingerprints.sha256).write_bytes(b"x" * sample.open.fingerprints.size_bytes)
    for write in (write_folder, write_zip):
        with pytest.raises(VerifierError, match="is not what was added") as raised:
            write(sample.case, Options(), tmp_path / "out", Progress())
        assert raised.value.about == "E-0001"
    assert [path.name for path in tmp_path.iterdir()] == ["case"]


def test_an_original_that_is_gone_is_listed_by_its_hash_with_the_reason(tmp_path: Path) -> None:
    sample = Sample(tmp_path / "case")
    sample.case.lose_file(sample.open.fingerprints.sha256)
    write_folder(sample.case, Options(), tmp_path / "out", Progress())
    assert check(tmp_path / "out").sound
    evidence = msgspec.json.decode((tmp_path / "out/data/evidence.json").read_bytes())
    entry = next(one for one in evidence["files"] if one["of"] == sample.open.key and one["role"] == "original")
    assert entry["path"] is None
    assert entry["sha256"] == sample.open.fingerprints.sha256
    assert "not at hand" in entry["note"]


def test_a_linked_file_that_has_changed_is_left_out_and_said_to_be(tmp_path: Path) -> None:
    sample = Sample(tmp_path / "case")
    sample.case.do("Link it", msgspec.structs.replace(sample.open, is_linked=True))
    sample.case.file(sample.open.fingerprints.sha256).write_bytes(b"another")
    write_folder(sample.case, Options(), tmp_path / "out", Progress())
    assert check(tmp_path / "out").sound
    assert b"has changed since it was added" in (tmp_path / "out/data/evidence.json").read_bytes()


@pytest.mark.parametrize("audience", ["archive", "colleague", "outside"])
def test_bagit_python_and_sha256sum_accept_the_bag(bags: dict[Audience, Path], audience: Audience) -> None:
    assert bagit.Bag(str(bags[audience])).validate()
    for name in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        done = subprocess.run(
            ["sha256sum", "-c", "--quiet", name], cwd=bags[audience], capture_output=True, check=False
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_the_zip_holds_the_folder_s_bytes_in_one_folder(
    zipped: Path, bags: dict[Audience, Path], tmp_path: Path
) -> None:
    with zipfile.ZipFile(zipped) as archive:
        assert archive.testzip() is None
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        assert len({info.date_time for info in archive.infolist()}) == 1
        assert archive.namelist() == sorted(archive.namelist())
        archive.extractall(tmp_path)
    (root,) = tmp_path.iterdir()
    assert contents(root) == contents(bags["outside"])


def test_bag_info_names_the_head_and_the_day_of_the_last_line(sample: Sample, bags: dict[Audience, Path]) -> None:
    lines = list(sample.case.lines())
    info = (bags["outside"] / "bag-info.txt").read_text()
    assert f"Journal-Head: {hashlib.sha256(lines[-1]).hexdigest()}\n" in info
    assert f"Bagging-Date: {(AT + timedelta(minutes=len(lines) - 1)).date()}\n" in info
    assert f"Journal-Lines: {len(lines)}\n" in info


def test_hashes_alone_go_out_when_asked(sample: Sample, tmp_path: Path) -> None:
    write_folder(sample.case, Options(originals="hashes"), tmp_path / "out", Progress())
    assert not (tmp_path / "out/data/originals").exists()
    assert sample.open.fingerprints.sha256.encode() in (tmp_path / "out/data/evidence.json").read_bytes()
    assert check(tmp_path / "out").sound


def test_exporting_does_not_touch_the_originals(sample: Sample, tmp_path: Path) -> None:
    paths = [sample.case.file(item.fingerprints.sha256) for item in sample.items]
    before = [(path.read_bytes(), path.stat().st_mtime_ns) for path in paths]
    write_zip(sample.case, Options(audience="archive"), tmp_path / "out", Progress())
    assert [(path.read_bytes(), path.stat().st_mtime_ns) for path in paths] == before


def test_formats_are_found_by_name() -> None:
    assert [known.name for known in FORMATS] == [
        *("bagit", "bagit-zip", "json", "coco", "yolo", "voc", "labelme", "cvat", "cvat-video"),
        *("mot", "web-annotation", "csv"),
    ]
    assert format_named("bagit-zip") is FORMATS[1]
    assert format_named("pdf") is None
