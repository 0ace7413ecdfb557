"""Hostile and huge files of saved posts: refused or cut off with a sentence, at once, and never a traceback."""

import json
import time
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.saved_posts import info_json, message, mhtml_bytes, telegram_chat, wacz_bytes
from verifier.domain.errors import InputError, RefusedFile, UnreadableFile, UnsupportedFile
from verifier.media.sniff import sniff_file
from verifier.metadata.provenance import tables, wacz
from verifier.metadata.provenance.registry import read_provenance
from verifier.metadata.provenance.saved import MAX_BYTES, Saved
from verifier.metadata.provenance.sentences import TOO_MUCH


def read(path: Path):
    return read_provenance(path, path.name, sniff_file(path).media_type)


def outcome(path: Path, media_type: str) -> tuple[int | None, str]:
    """Return how many posts were read, or the sentence that says why none was."""
    try:
        return len(read_provenance(path, path.name, media_type).posts), ""
    except InputError as error:
        return None, error.sentence


def test_half_a_gigabyte_of_json_is_refused_by_a_sentence_before_it_is_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    with path.open("wb") as file:
        file.write(b'{"name": "x", "type": "public_channel", "id": 1, "messages": [\n')
        file.truncate(500_000_000)
    tracemalloc.start()
    with pytest.raises(RefusedFile, match="500 MB"):
        read_provenance(path, path.name, "application/json")
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_file_at_the_bound_is_still_looked_into(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"{}")
    saved = Saved(path, "a.json", "application/json")
    saved.size_bytes = MAX_BYTES
    assert saved.keys == frozenset()


@pytest.mark.parametrize(
    "data",
    [
        b'{"messages": [',
        b'{"a":' * 200_000,
        b"[" * 200_000,
        b'{"id": 1, "type": "x", "messages": "no list"}',
        b'{"id": "\xff\xfe", "extractor": 1}',
        b'{"id": 1, "extractor": "x", "title": {"a": [1]}, "duration": "NaN", "timestamp": 1e400}',
        b'{"status": 1, "metadata": 2, "media": 3}',
        b'{"category": [], "subcategory": {}, "filename": {}, "extension": []}',
        b"[[3, null]]",
        b"[null, 1]",
        b"\xff\xfe{\x00}\x00",
    ],
)
def test_broken_json_ends_in_a_sentence_or_in_nothing(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(data)
    posts, sentence = outcome(path, "application/json")
    assert sentence.endswith(".") if posts is None else posts <= 1


def test_messages_that_are_none_are_counted_and_the_others_are_read(tmp_path: Path) -> None:
    chat = telegram_chat(message(1, photo="photos/a.jpg"), message(2, photo={"deep": 1}))
    chat["messages"] += [7, "words", [], {"text": "[" * 10}]
    path = tmp_path / "result.json"
    path.write_text(json.dumps(chat))
    found = read(path)
    assert [post.message_id for post in found.posts] == ["1"]
    assert found.troubles == ("Messages of the export that are not as Telegram writes them were passed over: 3.",)


def test_a_member_of_a_wacz_that_unpacks_without_end_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wacz, "_MAX_MEMBER_BYTES", 1_000_000)
    path = tmp_path / "bomb.wacz"
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(pack.compress(bytes(1_000_000)) for _ in range(300)) + pack.flush()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("pages/pages.jsonl", json.dumps({"url": "https://a.example/", "ts": "x"}) + "\n" * 300_000_000)
        archive.writestr("indexes/index.cdx.gz", bomb)
    tracemalloc.start()
    begun = time.process_time()
    found = read(path)
    assert time.process_time() - begun < 10
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()
    assert [post.url for post in found.posts] == ["https://a.example/"]
    assert found.troubles == (TOO_MUCH, TOO_MUCH)


def test_a_broken_wacz_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    path.write_bytes(wacz_bytes(b"x")[:-30])
    with pytest.raises(UnreadableFile, match="broken ZIP"):
        read_provenance(path, path.name, "application/wacz")


def test_parts_within_parts_of_a_page_end_in_a_sentence(tmp_path: Path) -> None:
    nested = b"".join(
        b'Content-Type: multipart/related; boundary="b%d"\r\n\r\n--b%d\r\n' % (level, level) for level in range(3000)
    )
    path = tmp_path / "a.mhtml"
    path.write_bytes(b"MIME-Version: 1.0\r\n" + nested)
    posts, sentence = outcome(path, "multipart/related")
    assert sentence.endswith(".") if posts is None else posts == 1


def test_a_page_whose_headers_lie_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    page = mhtml_bytes(b"x").replace(b"Mon, 15 Jan 2024", b"Foo, 99 Xyz 9999").replace(b"=?utf-8?Q?", b"=?no-such?Q?")
    path = tmp_path / "a.mhtml"
    path.write_bytes(page)
    assert read_provenance(path, path.name, "multipart/related").posts[0].acquired_at is None


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n" + '"' + "x" * 200_000,
        "a,b\n\x00,1\n",
        ",".join("c" for _ in range(500)) + "\n",
        "a,b\n" * 60_000,
        "\n\n\n",
        "a,b\n\xff\xfe".encode("latin-1").decode("latin-1"),
    ],
)
def test_a_hostile_table_ends_in_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(InputError) as caught:
        read_provenance(path, path.name, "text/csv", {"a": "file"})
    assert caught.value.sentence.endswith(".")


def test_the_head_of_a_large_table_is_read_without_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("file,text\n" + "a.jpg,x\n" * 1_000_000)
    saved = Saved(path, "t.csv", "text/csv")
    begun = time.process_time()
    head = tables.peek(saved)
    assert time.process_time() - begun < 0.5
    assert (head.columns, len(head.rows)) == (("file", "text"), 5)


def test_words_beyond_any_platform_are_left_out_and_zero_bytes_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.info.json"
    path.write_text(json.dumps(info_json(description="x" * 100_001, title="a\x00b")))
    assert read(path).posts[0].said == ("ab",)


def test_whatsapp_lines_without_end_take_no_time(tmp_path: Path) -> None:
    path = tmp_path / "_chat.txt"
    lines = ("15/01/2024, 10:30 - A: x\n" * 3, "1/" * 2_000_000, "\n", "15/01/2024, 10:30 - A: " + "a (" * 500_000)
    path.write_text("".join(lines))
    begun = time.process_time()
    assert read_provenance(path, path.name, "text/plain").posts == ()
    assert time.process_time() - begun < 5


def test_what_is_no_file_of_saved_posts_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"hello": 1}')
    with pytest.raises(UnsupportedFile, match="Telegram"):
        read(path)
