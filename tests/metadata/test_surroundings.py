"""File times and download origin are read before anything else, and change nothing."""

import os
import plistlib
from pathlib import Path

import pytest

from verifier.domain.errors import UnreadableFile
from verifier.domain.readings import IntegerValue
from verifier.metadata.surroundings import read_surroundings


def test_file_times_are_named_and_exact(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"x")
    os.utime(path, ns=(1_700_000_000_123_456_789, 1_600_000_000_987_654_321))
    found = {r.name: r for r in read_surroundings(path)}
    assert found["FileModifyDate"].value == IntegerValue(1_600_000_000_987_654_321)
    assert found["FileModifyDate"].text == "2020-09-13T12:26:40.987654Z"
    assert found["FileAccessDate"].value == IntegerValue(1_700_000_000_123_456_789)
    assert {r.group for r in read_surroundings(path)} == {"FileSystem"}


def test_looking_leaves_the_access_time_alone(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"x")
    os.utime(path, ns=(1_000_000_000, 2_000_000_000))
    read_surroundings(path)
    assert path.stat().st_atime_ns == 1_000_000_000


def _set(path: Path, name: str, data: bytes) -> None:
    try:
        os.setxattr(path, name, data)
    except (AttributeError, OSError):
        pytest.skip("this file system keeps no extended attributes")


def test_where_a_browser_loaded_it_from_is_read(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"x")
    _set(path, "user.xdg.origin.url", b"https://example.org/clip.mp4")
    _set(path, "user.xdg.referrer.url", b"https://example.org/")
    found = {r.name: r.text for r in read_surroundings(path) if r.group == "Download"}
    assert found["user.xdg.origin.url"] == "https://example.org/clip.mp4"
    assert found["user.xdg.referrer.url"] == "https://example.org/"


@pytest.mark.parametrize(
    "data", [plistlib.dumps(["https://a.example/", "https://b.example/"], fmt=plistlib.FMT_BINARY)]
)
def test_the_origin_of_macos_is_unpacked_and_a_broken_one_kept(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"x")
    _set(path, "user.com.apple.metadata:kMDItemWhereFroms", data)
    found = {r.name: r.text for r in read_surroundings(path) if r.group == "Download"}
    assert found == {"kMDItemWhereFroms": "https://a.example/, https://b.example/"}
    _set(path, "user.com.apple.metadata:kMDItemWhereFroms", data[:-20])
    assert any("broken list" in r.where for r in read_surroundings(path))


def test_the_stream_of_windows_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"x")
    stream = "[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=https://example.org/clip.mp4\r\n"
    (tmp_path / "clip.mp4:Zone.Identifier").write_text(stream)
    found = {r.name: r.text for r in read_surroundings(path) if r.group == "Download"}
    assert found == {"ZoneId": "3", "HostUrl": "https://example.org/clip.mp4"}


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_surroundings(tmp_path / "nothing.jpg")
