"""What the programs themselves wrote (``tests/data/programs``), and the layouts that another reader of chats knows."""

import base64
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from verifier.media.sniff import sniff_file
from verifier.metadata.provenance.post import Provenance
from verifier.metadata.provenance.registry import read_provenance
from verifier.metadata.provenance.saved import Saved
from verifier.metadata.provenance.wacz import sha1_in
from verifier.metadata.provenance.whatsapp import _messages, recognizes

WRITTEN = Path(__file__).parents[2] / "data" / "programs"
PICTURE = (WRITTEN / "river.jpg").read_bytes()


def read(name: str) -> Provenance:
    path = WRITTEN / name
    return read_provenance(path, name, sniff_file(path).media_type)


def test_a_bare_address_has_no_moment_of_posting_and_no_title() -> None:
    (post,) = read("river [river].info.json").posts
    assert (post.posted_at, post.posted_at_as_shown, post.zone_assumption) == (None, "", "")
    assert (post.caption, post.said, post.account_name) == ("", (), "")
    assert post.url == "http://127.0.0.1:18099/river.mp4"
    assert post.acquired_at == datetime(2026, 11, 26, 22, 13, 58, tzinfo=UTC)
    assert post.wanted is not None
    assert (post.wanted.paths, post.wanted.extension) == (("river [river]",), "mp4")


def test_gallery_dl_names_the_file_and_where_it_is_from() -> None:
    (post,) = read("river.jpg.json").posts
    assert post.wanted is not None
    assert "river.jpg" in post.wanted.paths
    assert post.platform == "directlink"


def test_py_wacz_names_media_by_the_sha1_of_their_record() -> None:
    found = read("river.wacz")
    assert found.troubles == ()
    page, picture = found.posts
    assert (page.url, page.wanted) == ("https://news.example/a", None)
    assert picture.wanted is not None
    assert picture.wanted.sha1 == hashlib.sha1(PICTURE, usedforsecurity=False).hexdigest()
    assert picture.url == "https://cdn.example/river.jpg"


@pytest.mark.parametrize("name", ["auto-archiver.json", "auto-archiver.csv"])
def test_auto_archiver_says_the_same_as_json_and_as_a_row(name: str) -> None:
    (post,) = read(name).posts
    assert (post.url, post.caption) == ("https://t.me/river/12", "Seen this morning")
    assert post.posted_at == datetime(2024, 1, 15, 8, 30, tzinfo=UTC)
    assert post.archive_urls == ("https://s3.example/river/abc.jpg",)
    assert post.wanted is not None
    assert post.wanted.sha256 == "ab" * 32


@pytest.mark.parametrize("layout", json.loads((WRITTEN / "whatstk.json").read_text("utf-8")))
def test_every_layout_of_chats_that_whatstk_knows_is_read(tmp_path: Path, layout: str) -> None:
    lines: list[str] = []
    for number in range(12):
        at = datetime(2024, 1, 13 + number % 3, 10 + number % 2 * 4, 30 + number, 5, tzinfo=UTC)
        stamp = at.strftime(layout.replace("%name", "@").replace("%P", "%p")).replace("@", ("Ann", "Bo")[number % 2])
        lines.append(f"{stamp.rstrip()} words {number}")
    path = tmp_path / "_chat.txt"
    path.write_text("\n".join(lines), "utf-8")
    saved = Saved(path, path.name, "text/plain")
    assert recognizes(saved)
    assert [message.sender for message in _messages(saved)] == ["Ann", "Bo"] * 6


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (
            "sha1:" + base64.b32encode(hashlib.sha1(b"a", usedforsecurity=False).digest()).decode(),
            hashlib.sha1(b"a", usedforsecurity=False).hexdigest(),
        ),
        (
            hashlib.sha1(b"a", usedforsecurity=False).hexdigest().upper(),
            hashlib.sha1(b"a", usedforsecurity=False).hexdigest(),
        ),
        ("sha256:" + "ab" * 32, ""),
        ("sha1:S3QNVUFN", ""),
        ("", ""),
    ],
)
def test_a_sha1_is_read_in_both_of_its_spellings(said: str, wanted: str) -> None:
    assert sha1_in(said) == wanted
