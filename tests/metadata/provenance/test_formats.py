"""Every format of saved posts: what it says is taken as written, what is uncertain stays unread."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.saved_posts import (
    ACCOUNT,
    ACCOUNT_ID,
    CAPTION,
    ORIGIN,
    info_json,
    make_telegram_export,
    message,
    mhtml_bytes,
    telegram_chat,
    wacz_bytes,
)
from verifier.domain.errors import UsageError
from verifier.media.sniff import sniff_file
from verifier.metadata.provenance.auto_archiver import literal
from verifier.metadata.provenance.mapped_table import guess, parse_mapping
from verifier.metadata.provenance.post import Post, Provenance
from verifier.metadata.provenance.registry import FORMATS, read_provenance

AT = datetime(2024, 1, 15, 8, 30, tzinfo=UTC)


def read(folder: Path, name: str, told: Any, mapping: dict[str, str] | None = None) -> Provenance:
    path = folder / name
    data = told if isinstance(told, bytes) else told.encode() if isinstance(told, str) else json.dumps(told).encode()
    path.write_bytes(data)
    return read_provenance(path, name, sniff_file(path).media_type, mapping)


def only(found: Provenance) -> Post:
    assert len(found.posts) == 1, found
    return found.posts[0]


def test_every_sample_is_read_by_the_format_its_folder_names(samples: Path) -> None:
    folders = {"telegram": "telegram", "whatsapp": "whatsapp", "yt-dlp": "yt-dlp"}
    seen: dict[str, int] = {}
    for path in sorted((samples / "imports").rglob("*")):
        if path.is_file():
            found = read_provenance(path, path.name, sniff_file(path).media_type)
            assert found.format == folders[path.parent.name], path.name
            assert found.troubles == ()
            seen[path.name] = len(found.posts)
    assert len(seen) == 7
    assert seen["vidBot__sample.info.json"] == seen["tubesync__metadata.json"] == 1


def test_a_sample_of_2013_says_what_its_own_text_says(samples: Path) -> None:
    path = samples / "imports/yt-dlp/vidBot__sample.info.json"
    told = json.loads(path.read_bytes())
    post = only(read_provenance(path, path.name, "application/json"))
    assert (post.url, post.account_id, post.account_name) == (told["webpage_url"], "k1ngie", "Ricky Thompson")
    assert post.wanted is not None
    assert (post.wanted.duration_s, post.wanted.paths) == (15.0, ("vidBot__sample",))
    assert (post.posted_at_as_shown, post.posted_at, post.zone_assumption) == ("2010-10-04", None, "")
    assert post.said == (told["title"], told["description"])


def test_yt_dlp_gives_a_moment_where_it_has_one_and_never_the_signed_address(tmp_path: Path) -> None:
    post = only(read(tmp_path, "clip.info.json", info_json()))
    assert (post.posted_at, post.zone_assumption, post.posted_at_as_shown) == (AT, "UTC", "2024-01-15")
    assert (post.account_id, post.account_name) == ("UCzqid", "Ricky zqname")
    assert post.acquired_at == datetime(2024, 1, 16, 10, 13, 20, tzinfo=UTC)
    assert "zqsecret" not in repr(post)
    assert post.caption == "Seen this morning.\nMore later."


def test_a_title_that_yt_dlp_made_of_account_and_words_is_no_claim_of_the_source(tmp_path: Path) -> None:
    made = info_json(title="Ricky zqname - Seen this morning. More…")
    assert only(read(tmp_path, "clip.info.json", made)).said == ("Seen this morning.\nMore later.",)


def test_a_playlist_has_no_post(tmp_path: Path) -> None:
    assert read(tmp_path, "list.info.json", info_json(_type="playlist")).posts == ()


@pytest.fixture
def channel(tmp_path: Path) -> dict[str, Post]:
    folder = make_telegram_export(tmp_path / "ChatExport_2024-02-04")
    found = read_provenance(folder / "result.json", "result.json", "application/json")
    assert found.troubles == ()
    return {post.message_id: post for post in found.posts}


def test_telegram_messages_with_files_become_posts_and_no_others(channel: dict[str, Post]) -> None:
    assert list(channel) == ["101", "102", "104", "105", "106", "107", "108"]
    first = channel["101"]
    assert (first.account_name, first.account_id) == (ACCOUNT, ACCOUNT_ID)
    assert first.caption == CAPTION
    assert first.said == (CAPTION,)
    assert first.acquired_from == "River watch zqchat (public channel, id 1487851422)"
    assert first.is_closed_source is None


def test_telegram_time_is_utc_from_the_moment_and_the_zone_is_what_lies_between(channel: dict[str, Post]) -> None:
    post = channel["101"]
    assert (post.posted_at_as_shown, post.posted_at, post.zone_assumption) == ("2024-01-15T10:30:00", AT, "UTC+02:00")
    alone = channel["105"]
    assert (alone.posted_at_as_shown, alone.posted_at, alone.zone_assumption) == ("2023-01-01T10:00:00", None, "")


def test_an_edit_of_1970_is_no_edit_and_a_real_one_is_kept(channel: dict[str, Post]) -> None:
    assert (channel["102"].edited_at_as_shown, channel["102"].edited_at) == ("", None)
    assert channel["104"].edited_at == datetime(2024, 1, 15, 10, 0, tzinfo=UTC)
    assert channel["104"].edited_at_as_shown == "2024-01-15T12:00:00"


def test_an_edit_of_1970_west_of_greenwich_is_no_edit_either(tmp_path: Path) -> None:
    chat = telegram_chat(message(1, photo="photos/a.jpg", edited="1969-12-31T19:00:00"))
    assert only(read(tmp_path, "result.json", chat)).edited_at_as_shown == ""


def test_forwards_albums_and_files_left_out_are_told(channel: dict[str, Post]) -> None:
    assert channel["104"].forwarded_from == f"{ORIGIN} (user777)"
    assert channel["101"].album == channel["102"].album == "messages 101–102, told by one sender and second"
    assert {channel[number].album for number in ("104", "105", "106")} == {""}
    assert "left this file out" in channel["106"].missing
    assert "for its size" in channel["107"].missing
    assert channel["107"].wanted is not None
    assert channel["107"].wanted.paths == ("long.mp4",)
    assert channel["108"].missing == ""


def test_two_posts_with_words_in_one_second_are_no_album(tmp_path: Path) -> None:
    chat = telegram_chat(message(1, photo="photos/a.jpg", text="one"), message(2, photo="photos/b.jpg", text="two"))
    assert [post.album for post in read(tmp_path, "result.json", chat).posts] == ["", ""]


@pytest.mark.parametrize(
    ("kind", "closed"), [("personal_chat", True), ("private_channel", True), ("public_channel", None)]
)
def test_a_private_chat_is_a_closed_source_and_a_public_one_is_for_a_person_to_state(
    tmp_path: Path, kind: str, closed: bool | None
) -> None:
    chat = telegram_chat(message(1, photo="photos/a.jpg"), kind=kind)
    assert only(read(tmp_path, "result.json", chat)).is_closed_source is closed


def test_an_export_of_a_whole_account_holds_every_chat(tmp_path: Path) -> None:
    chats = [telegram_chat(message(1, photo="photos/a.jpg")), telegram_chat(message(1, file="files/b.pdf"))]
    whole = {"about": "…", "personal_information": {}, "chats": {"about": "…", "list": chats}}
    found = read(tmp_path, "result.json", whole)
    assert [post.wanted.paths for post in found.posts if post.wanted] == [("photos/a.jpg",), ("files/b.pdf",)]


def test_a_path_that_leads_out_of_the_folder_names_no_file(tmp_path: Path) -> None:
    chat = telegram_chat(message(1, photo="../../etc/passwd"))
    wanted = only(read(tmp_path, "result.json", chat)).wanted
    assert wanted is not None
    assert wanted.paths == ()


WHATSAPP = {
    "iPhone, English": (
        "[15/01/2024, 10:30:15] Alice: Hello\r\n"
        "\u200e[15/01/2024, 10:31:00] Alice: The bridge \u200e<attached: 00000012-PHOTO-2024-01-15-10-31-00.jpg>\r\n",
        "00000012-PHOTO-2024-01-15-10-31-00.jpg", "15/01/2024, 10:31:00", "The bridge",
    ),
    "iPhone, German": (
        "[15.01.24, 10:30:15] Alice: Hallo\n[15.01.24, 10:31:00] Alice: \u200e<Anhang: 00000012-PHOTO-1.jpg>\n",
        "00000012-PHOTO-1.jpg", "15.01.24, 10:31:00", "",
    ),
    "iPhone, French": (
        "[15/01/2024 10:30:15] Alice: Salut\n[15/01/2024 10:31:00] Alice: <pièce jointe : 12-PHOTO.jpg>\n",
        "12-PHOTO.jpg", "15/01/2024 10:31:00", "",
    ),
    "Android, English": (
        "15/01/2024, 10:30 - Alice: Hello\n15/01/2024, 10:31 - Alice: IMG-20240115-WA0001.jpg (file attached)\n"
        "The bridge\nnow\n",
        "IMG-20240115-WA0001.jpg", "15/01/2024, 10:31", "The bridge\nnow",
    ),
    "Android, American": (
        "1/15/24, 10:30\u202fAM - Alice: Hello\n1/15/24, 2:31\u202fPM - Alice: VID-1.mp4 (file attached)\n",
        "VID-1.mp4", "1/15/24, 2:31\u202fPM", "",
    ),
    "Android, Ukrainian": (
        "15.01.24, 10:30 - Оля: Привіт\n15.01.24, 10:31 - Оля: IMG-1.jpg (файл додано)\nМіст\n",
        "IMG-1.jpg", "15.01.24, 10:31", "Міст",
    ),
    "Android, Spanish": (
        "8/1/24, 1:04 p. m. - Juan: Hola\n8/1/24, 1:05 p. m. - Juan: IMG-1.jpg (archivo adjunto)\n",
        "IMG-1.jpg", "8/1/24, 1:05 p. m.", "",
    ),
    "Android, Swedish": (
        "2024-01-15 10:30 - Ann: Hej\n2024-01-15 10:31 - Ann: IMG-1.jpg (fil bifogad)\n",
        "IMG-1.jpg", "2024-01-15 10:31", "",
    ),
    "iPhone, Chinese": (
        "[2024/1/15 上午10:30:15] 李: 你好\n[2024/1/15 上午10:31:00] 李: <附件：12-PHOTO.jpg>\n",
        "12-PHOTO.jpg", "2024/1/15 上午10:31:00", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("locale", WHATSAPP)
def test_whatsapp_in_many_languages_keeps_the_time_as_shown_and_reads_no_zone_into_it(
    tmp_path: Path, locale: str
) -> None:
    chat, name, shown, words = WHATSAPP[locale]
    found = read(tmp_path, "_chat.txt", chat)
    assert found.format == "whatsapp"
    post = only(found)
    assert post.wanted is not None
    assert post.wanted.paths == (name,)
    assert (post.posted_at_as_shown, post.posted_at, post.zone_assumption) == (shown, None, "")
    assert post.caption == words
    assert post.is_closed_source is True
    assert post.account_name in ("Alice", "Оля", "Juan", "Ann", "李")


def test_gallery_dl_beside_a_picture_and_as_one_list(tmp_path: Path) -> None:
    told = {
        "category": "twitter",
        "subcategory": "tweet",
        "tweet_id": 1746815000000000001,
        "num": 1,
        "filename": "GD4abc",
        "extension": "jpg",
        "date": "2024-01-15 08:30:00",
        "author": {"id": 4711, "name": "river_watch", "nick": "River zqname"},
        "content": "Over the bridge",
        "width": 160,
        "height": 120,
    }
    post = only(read(tmp_path, "1746815000000000001_1.jpg.json", told))
    assert (post.account_id, post.account_name) == ("4711", "River zqname (@river_watch)")
    assert (post.posted_at, post.message_id, post.caption) == (AT, "1746815000000000001", "Over the bridge")
    assert post.wanted is not None
    assert post.wanted.paths[0] == "1746815000000000001_1.jpg"
    listed = read(tmp_path, "all.json", [[2, {**told}], [3, "https://cdn.example/zqsecret.jpg", told]])
    assert only(listed).wanted.paths == ("GD4abc.jpg", "1746815000000000001_1.jpg", "1746815000000000001.jpg")
    assert "zqsecret" not in repr(listed)
    unknown = only(read(tmp_path, "x.jpg.json", {**told, "category": "someboard"}))
    assert (unknown.posted_at, unknown.posted_at_as_shown, unknown.zone_assumption) == (None, "2024-01-15 08:30:00", "")


def test_auto_archiver_as_json_as_table_and_as_sheet(tmp_path: Path) -> None:
    digest = "ab" * 32
    result = {
        "status": "twitter: success",
        "metadata": {
            "url": "https://t.example/1",
            "title": "",
            "content": "Over the bridge",
            "timestamp": "2024-01-15T08:30:00+00:00",
            "_processed_at": "2024-01-16T08:30:00+00:00",
        },
        "media": [
            {
                "filename": "/tmp/x/a.jpg",
                "key": "t/a.jpg",
                "urls": ["https://archive.example/a.jpg"],
                "properties": {"hash": f"SHA-256:{digest}"},
            }
        ],
    }
    posts = [only(read(tmp_path, "metadata.json", result))]
    row = {
        "metadata": "{'url': 'https://t.example/1', 'title': '', 'content': 'Over the bridge', 'timestamp': "
        "datetime.datetime(2024, 1, 15, 8, 30, tzinfo=datetime.timezone.utc), '_processed_at': "
        "datetime.datetime(2024, 1, 16, 8, 30, tzinfo=datetime.timezone.utc)}",
        "media": repr(result["media"]),
    }
    cells = ",".join('"' + row[name].replace('"', '""') + '"' for name in ("metadata", "media"))
    posts.append(only(read(tmp_path, "db.csv", f"status,metadata,media\nok,{cells}\n")))
    sheet = (
        "Link,Archive Status,Archive location,Archive date,Upload timestamp,Upload title,Text content,Hash\n"
        f"https://t.example/1,success,https://archive.example/a.jpg,2024-01-16T08:30:00Z,2024-01-15T08:30:00Z,,"
        f"Over the bridge,SHA-256:{digest}\n"
    )
    posts.append(only(read(tmp_path, "sheet.csv", sheet)))
    for post in posts:
        assert post.wanted is not None
        assert post.wanted.sha256 == digest
        assert (post.url, post.posted_at, post.said) == ("https://t.example/1", AT, ("Over the bridge",))
        assert post.archive_urls == ("https://archive.example/a.jpg",)
        assert post.acquired_at == datetime(2024, 1, 16, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["__import__('os').system('x')", "open('/etc/passwd').read()", "(" * 5000, "1 +"])
def test_a_literal_is_never_run(text: str) -> None:
    assert literal(text) is None


def test_a_wacz_gives_its_page_and_the_hashes_of_its_media(tmp_path: Path) -> None:
    found = read(tmp_path, "a.wacz", wacz_bytes(b"picture"))
    page, picture = found.posts
    assert found.troubles == ()
    assert (page.wanted, page.url, page.acquired_at, page.posted_at) == (None, "https://news.example/a", AT, None)
    assert page.said == ("The bridge",)
    assert picture.wanted is not None
    assert picture.wanted.sha256 == hashlib.sha256(b"picture").hexdigest()
    assert picture.is_chance


def test_an_mhtml_gives_its_page_and_the_hashes_of_its_pictures(tmp_path: Path) -> None:
    page, picture = read(tmp_path, "b.mhtml", mhtml_bytes(b"\xff\xd8picture")).posts
    assert (page.url, page.acquired_at, page.said) == ("https://news.example/b", AT, ("Міст",))
    assert picture.wanted is not None
    assert picture.url == "https://news.example/b"


def test_a_table_is_read_by_the_mapping_alone(tmp_path: Path) -> None:
    table = 'Name;Link;When;Text\nа.jpg;https://t.example/1;2024-01-15T10:30:00+02:00;"Two\nlines"\n;x;y;z\n'
    found = read(tmp_path, "posts.csv", table, {"Name": "file", "Link": "url", "When": "posted_at", "Text": "caption"})
    post = only(found)
    assert post.wanted is not None
    assert (post.wanted.paths, post.posted_at, post.caption) == (("а.jpg",), AT, "Two\nlines")
    assert found.troubles == ("Rows of the table that name no file were passed over: 1.",)
    local = only(
        read(tmp_path, "p.csv", "f,d,z\na.jpg,2024-01-15 10:30,Kyiv\n", {"f": "file", "d": "posted_at", "z": "zone"})
    )
    assert (local.posted_at, local.posted_at_as_shown, local.zone_assumption) == (None, "2024-01-15 10:30", "Kyiv")


def test_columns_are_guessed_by_their_names_each_field_once() -> None:
    assert guess(("File name", "URL", "link", "Date", "Author", "Nonsense")) == {
        "File name": "file", "URL": "url", "Date": "posted_at", "Author": "account_name",
    }  # fmt: skip
    assert parse_mapping(["a=b=file"]) == {"a=b": "file"}
    with pytest.raises(UsageError, match="COLUMN=FIELD"):
        parse_mapping(["Name=nonsense"])


def test_an_address_with_a_login_in_it_or_of_another_kind_is_not_kept(tmp_path: Path) -> None:
    for address in ("https://user:secret@x.example/", "javascript:alert(1)", "file:///etc/passwd"):
        assert only(read(tmp_path, "clip.info.json", info_json(webpage_url=address, original_url=""))).url == ""


def test_names_of_formats_are_told_apart() -> None:
    assert len({one.name for one in FORMATS}) == len(FORMATS)
