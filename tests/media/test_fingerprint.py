"""One read gives the fingerprints, the head and the copy; the original is never written."""

import hashlib
import os
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from verifier.domain.errors import StorageFailed, UnreadableFile
from verifier.media.fingerprint import HEAD_BYTES, read_once
from verifier.media.one_read import CHUNK_BYTES, OneRead
from verifier.media.originals import open_original

SIZES = [0, 1, HEAD_BYTES, HEAD_BYTES + 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 11 * CHUNK_BYTES + 7]


def make_file(folder: Path, size: int) -> tuple[Path, bytes]:
    data = (bytes(range(251)) * (size // 251 + 1))[:size]
    path = folder / "clip.bin"
    path.write_bytes(data)
    return path, data


@pytest.mark.parametrize("threads", [1, 2, 3])
@pytest.mark.parametrize("size", SIZES)
def test_fingerprints_head_and_copy_are_those_of_the_bytes(tmp_path, size, threads):
    path, data = make_file(tmp_path, size)
    once = read_once(path, copy_to=tmp_path / "copy", threads=threads)
    found = once.fingerprints
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert found.sha512 == hashlib.sha512(data).hexdigest()
    assert found.md5 == hashlib.md5(data, usedforsecurity=False).hexdigest()
    assert found.size_bytes == size
    assert once.head == data[:HEAD_BYTES]
    assert (tmp_path / "copy").read_bytes() == data
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["clip.bin", "copy"]


def test_fingerprints_agree_with_the_tools_of_the_system(tmp_path):
    path, _ = make_file(tmp_path, 3 * CHUNK_BYTES + 17)
    found = read_once(path).fingerprints
    for tool, wanted in (("sha256sum", found.sha256), ("sha512sum", found.sha512), ("md5sum", found.md5)):
        if shutil.which(tool):
            assert subprocess.run([tool, path], capture_output=True, text=True, check=True).stdout.split()[0] == wanted


def test_a_larger_head_is_given_where_it_is_asked_for(tmp_path):
    path, data = make_file(tmp_path, 3 * CHUNK_BYTES)
    assert read_once(path, head_bytes=2 * CHUNK_BYTES).head == data[: 2 * CHUNK_BYTES]


def test_the_copy_is_read_only_and_the_original_is_left_as_it_was(tmp_path):
    path, _ = make_file(tmp_path, 100)
    path.chmod(0o640)
    os.utime(path, ns=(1_000_000_000, 2_000_000_000))
    read_once(path, copy_to=tmp_path / "copy")
    stat = path.stat()
    assert (stat.st_mode & 0o777, stat.st_atime_ns, stat.st_mtime_ns) == (0o640, 1_000_000_000, 2_000_000_000)
    assert (tmp_path / "copy").stat().st_mode & 0o777 == 0o444


def test_what_stands_at_the_target_is_never_overwritten(tmp_path):
    path, _ = make_file(tmp_path, 10)
    target = tmp_path / "copy"
    target.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        read_once(path, copy_to=target)
    assert target.read_bytes() == b"mine"


def test_a_folder_that_is_not_there_is_a_sentence_and_leaves_nothing(tmp_path):
    path, _ = make_file(tmp_path, 10)
    with pytest.raises(StorageFailed, match="could not be copied"):
        read_once(path, copy_to=tmp_path / "missing" / "copy")


def test_a_full_disk_is_a_sentence_and_leaves_nothing_half_written(tmp_path, monkeypatch):
    path, _ = make_file(tmp_path, 10)

    def full(_fd):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFailed, match="No space left"):
        read_once(path, copy_to=tmp_path / "copy")
    assert [entry.name for entry in tmp_path.iterdir()] == ["clip.bin"]


@pytest.mark.parametrize("threads", [1, 2])
def test_a_taker_that_fails_ends_the_read_and_its_error_arrives(tmp_path, threads):
    path, _ = make_file(tmp_path, 4 * CHUNK_BYTES)
    seen = []

    def fail(chunk):
        seen.append(len(chunk))
        if len(seen) == 2:
            raise StorageFailed("full")

    with open_original(path) as file, pytest.raises(StorageFailed):
        OneRead(file, [fail, lambda _: None], 4 * CHUNK_BYTES).run(threads)
    assert len(seen) == 2


def test_every_taker_gets_every_chunk_in_order_while_two_threads_share_the_work(tmp_path):
    path, data = make_file(tmp_path, 20 * CHUNK_BYTES + 5)
    got, workers = [bytearray() for _ in range(3)], set()

    def taker(out):
        def take(chunk):
            workers.add(threading.current_thread())
            out.extend(chunk)
            hashlib.sha512(chunk)

        return take

    with open_original(path) as file:
        assert OneRead(file, [taker(out) for out in got], len(data)).run(2) == len(data)
    assert all(bytes(out) == data for out in got)
    assert len(workers) == 2


def test_a_file_that_grows_while_it_is_read_is_not_taken_for_whole(tmp_path):
    path, _ = make_file(tmp_path, 100)

    def read_and_append(chunk):
        with path.open("ab") as file:
            file.write(b"more")
        return original(chunk)

    original = hashlib.sha256().update

    class Growing:
        update = staticmethod(read_and_append)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashlib, "sha256", Growing)
        with pytest.raises(UnreadableFile, match="changed while it was read"):
            read_once(path, copy_to=tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_what_is_no_file_is_refused_with_a_sentence(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, words in (
        (tmp_path, "folder"),
        (pipe, "pipe"),
        (Path(os.devnull), "device"),
        (tmp_path / "x", "gone"),
    ):
        with pytest.raises(UnreadableFile, match=words) as caught:
            read_once(path)
        assert caught.value.about == path.name


def test_every_sample_keeps_its_hash(samples):
    listed = [line.split("\t") for line in (samples / "MANIFEST.tsv").read_text().splitlines()[1:]]
    wrong = [name for name, sha256, *_ in listed if read_once(samples / name, threads=1).fingerprints.sha256 != sha256]
    assert len(listed) == 590
    assert not wrong
