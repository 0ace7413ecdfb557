"""Saved posts into a case: with an import and later, matched by name and content, undone in one gesture."""

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.footage import make_clip, make_photo
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
from verifier.bundle.options import Options, Tick
from verifier.domain.errors import CaseIsReadOnly, UsageError
from verifier.domain.records import Item, Posting, Problem, SourceClaim
from verifier.workspace import posts_words
from verifier.workspace.exporting import export, find_format
from verifier.workspace.footage import add_footage
from verifier.workspace.provenance import look_at_posts, state_posts, table_head
from verifier.workspace.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "S.case", "t", "Олена") as made:
        yield made


def items_by_name(workspace: Workspace) -> dict[str, Item]:
    return {item.original_name: item for item in workspace.case.of(Item)}


def posting_of(workspace: Workspace, name: str) -> Posting:
    item = items_by_name(workspace)[name]
    found = [posting for posting in workspace.case.of(Posting) if posting.item == item.id]
    assert len(found) == 1, found
    return found[0]


def words_of(workspace: Workspace, name: str) -> set[str]:
    item = items_by_name(workspace)[name]
    return {claim.words for claim in workspace.case.of(SourceClaim) if claim.item == item.id}


def test_a_folder_brings_the_posts_that_lie_beside_its_media(workspace: Workspace, tmp_path: Path) -> None:
    export_folder = make_telegram_export(tmp_path / "ChatExport_2024-02-04")
    added = add_footage(workspace, [export_folder])
    saved = items_by_name(workspace)["result.json"]
    photo = posting_of(workspace, "photo_1@15-01-2024_10-30-00.jpg")
    assert (photo.account_name, photo.account_id, photo.message_id) == (ACCOUNT, ACCOUNT_ID, "101")
    assert (photo.caption, photo.sidecar, photo.is_closed_source) == (CAPTION, saved.id, None)
    assert photo.file_name == "photo_1@15-01-2024_10-30-00.jpg"
    assert words_of(workspace, "photo_1@15-01-2024_10-30-00.jpg") == {CAPTION}
    clip = posting_of(workspace, "IMG_0042.MP4")
    assert (clip.forwarded_from, clip.posted_at) == (f"{ORIGIN} (user777)", datetime(2024, 1, 15, 9, 0, tzinfo=UTC))
    assert clip.edited_at == datetime(2024, 1, 15, 10, 0, tzinfo=UTC)
    (told,) = added.posts
    assert [(one.message_id, one.file_name) for one in told.unfitted] == [
        ("106", ""),
        ("107", "long.mp4"),
        ("108", "photos/photo_9@gone.jpg"),
    ]
    assert all(one.sentence.endswith(".") for one in told.unfitted)
    (problem,) = [one for one in workspace.case.of(Problem) if one.stage == "sidecar"]
    reasons = [one.sentence for one in told.unfitted]
    assert (problem.item, problem.sentence) == (saved.id, posts_words.not_matched(reasons, 7))
    assert problem.sentence.startswith("3 of 7 saved posts fit no file of the case, mostly for this reason: ")
    assert [one.summary() for one in added.told()] == ["Telegram Desktop export: 4 posts read, 3 not matched."]
    assert not added.has_failures


def test_one_undo_takes_back_files_and_posts_and_redo_brings_them(workspace: Workspace, tmp_path: Path) -> None:
    add_footage(workspace, [make_telegram_export(tmp_path / "export")])
    before = dict(workspace.case.records())
    assert workspace.undo_label == f"add {len(list((tmp_path / 'export').rglob('*.*')))} files", "not what came last"
    workspace.undo()
    assert not any(workspace.case.of(kind) for kind in (Item, Posting, SourceClaim, Problem))
    workspace.redo()
    assert dict(workspace.case.records()) == before


def test_read_twice_nothing_is_stated_twice(workspace: Workspace, tmp_path: Path) -> None:
    folder = make_telegram_export(tmp_path / "export")
    add_footage(workspace, [folder])
    before = {key for key in workspace.case.records() if not key.startswith("problem/")}
    told = state_posts(workspace, folder / "result.json", {})
    assert (len(told.fresh), len(told.fitted), len(told.unfitted)) == (0, 4, 3)
    assert {key for key in workspace.case.records() if not key.startswith("problem/")} == before
    assert len([one for one in workspace.case.of(Problem) if one.stage == "sidecar"]) == 1


def test_what_a_person_wrote_into_a_posting_stays_when_it_is_read_again(workspace: Workspace, tmp_path: Path) -> None:
    import msgspec

    from verifier.commands.items import EditPosting

    folder = make_telegram_export(tmp_path / "export")
    add_footage(workspace, [folder])
    posting = posting_of(workspace, "IMG_0042.MP4")
    workspace.execute(EditPosting(msgspec.structs.replace(posting, account_name="another", reliability="B")))
    state_posts(workspace, folder / "result.json", {})
    assert posting_of(workspace, "IMG_0042.MP4").reliability == "B"


def test_posts_given_later_fit_by_the_folder_that_the_case_remembers(workspace: Workspace, tmp_path: Path) -> None:
    folder = make_telegram_export(tmp_path / "export")
    saved = tmp_path / "elsewhere" / "export"
    saved.mkdir(parents=True)
    shutil.move(folder / "result.json", saved / "result.json")
    add_footage(workspace, [folder])
    looked = look_at_posts(workspace, saved / "result.json", {})
    assert (len(looked.fresh), looked.saved_in) == (4, None)
    assert not workspace.case.of(SourceClaim)
    told = state_posts(workspace, saved / "result.json", {})
    assert {one.basis for one in told.fitted} == {"folder and name"}
    assert told.saved_in is not None
    assert posting_of(workspace, "IMG_0042.MP4").sidecar == told.saved_in.id
    workspace.undo()
    assert "result.json" not in items_by_name(workspace)
    assert posting_of(workspace, "IMG_0042.MP4").account_name == ""


def test_a_split_export_is_put_together_by_name_and_size(workspace: Workspace, tmp_path: Path) -> None:
    first = make_telegram_export(tmp_path / "ChatExport_1")
    other = tmp_path / "ChatExport_2" / "video_files"
    other.mkdir(parents=True)
    shutil.move(first / "video_files/IMG_0042.MP4", other / "IMG_0042.MP4")
    add_footage(workspace, [first, tmp_path / "ChatExport_2"])
    assert posting_of(workspace, "IMG_0042.MP4").message_id == "104"


def test_a_file_of_that_name_with_other_bytes_is_not_taken_for_it(workspace: Workspace, tmp_path: Path) -> None:
    folder = make_telegram_export(tmp_path / "export")
    make_clip(folder / "video_files/IMG_0042.MP4", width=96)
    make_photo(folder / "photos/photo_2@15-01-2024_10-30-00.jpg", width=200)
    (told,) = add_footage(workspace, [folder]).posts
    reasons = {one.message_id: one.sentence for one in told.unfitted}
    assert (reasons["104"], reasons["102"]) == (posts_words.OTHER_SIZE, posts_words.OTHER_PIXELS)
    assert posting_of(workspace, "IMG_0042.MP4").message_id == ""


def test_of_two_exports_each_takes_its_own_file(workspace: Workspace, tmp_path: Path) -> None:
    for place, number in (("a", 1), ("b", 2)):
        folder = tmp_path / place / "export"
        (folder / "photos").mkdir(parents=True)
        make_photo(folder / "photos/x.jpg", shift=number * 60)
        chat = telegram_chat(message(number, photo="photos/x.jpg"))
        (folder / "result.json").write_text(json.dumps(chat))
    add_footage(workspace, [tmp_path / "a", tmp_path / "b"])
    found = {posting.message_id for posting in workspace.case.of(Posting) if posting.message_id}
    assert found == {"1", "2"}
    owners = {posting.item for posting in workspace.case.of(Posting) if posting.message_id}
    assert len(owners) == 2


def test_names_that_several_files_have_are_not_guessed_at(workspace: Workspace, tmp_path: Path) -> None:
    for place, shift in (("a", 0), ("b", 50)):
        (tmp_path / place).mkdir()
        make_photo(tmp_path / place / "x.jpg", shift=shift)
    add_footage(workspace, [tmp_path / "a", tmp_path / "b"])
    saved = tmp_path / "result.json"
    saved.write_text(json.dumps(telegram_chat(message(1, photo="photos/x.jpg"))))
    told = look_at_posts(workspace, saved, {})
    assert [one.sentence for one in told.unfitted] == [posts_words.SEVERAL]


def test_yt_dlp_speaks_of_the_clip_and_not_of_its_still(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "dl"
    folder.mkdir()
    make_clip(folder / "Міст [m6u].mp4")
    make_photo(folder / "Міст [m6u].jpg")
    (folder / "Міст [m6u].info.json").write_text(json.dumps(info_json()))
    add_footage(workspace, [folder])
    posting = posting_of(workspace, "Міст [m6u].mp4")
    assert (posting.url, posting.platform) == ("https://www.youtube.example/watch?v=m6uto4wQY_g", "Youtube")
    assert words_of(workspace, "Міст [m6u].mp4") == {"Strike at the bridge", "Seen this morning.\nMore later."}
    assert posting_of(workspace, "Міст [m6u].jpg").platform == ""


def test_a_clip_much_longer_than_told_is_another(workspace: Workspace, tmp_path: Path) -> None:
    make_clip(tmp_path / "a.mp4")
    (tmp_path / "a.info.json").write_text(json.dumps(info_json(duration=401)))
    (told,) = add_footage(workspace, [tmp_path / "a.mp4", tmp_path / "a.info.json"]).posts
    assert [one.sentence for one in told.unfitted] == [posts_words.OTHER_LENGTH]


def test_saved_pages_say_where_they_are_from_and_which_pictures_they_showed(
    workspace: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "web"
    folder.mkdir()
    photo = make_photo(folder / "any name.jpg").read_bytes()
    (folder / "a.wacz").write_bytes(wacz_bytes(photo))
    (folder / "b.mhtml").write_bytes(mhtml_bytes(photo))
    added = add_footage(workspace, [folder])
    assert not any(told.unfitted or told.troubles for told in added.posts)
    page = posting_of(workspace, "a.wacz")
    at = datetime(2024, 1, 15, 8, 30, tzinfo=UTC)
    assert (page.url, page.acquired_at, page.posted_at, page.sidecar) == ("https://news.example/a", at, None, None)
    assert posting_of(workspace, "b.mhtml").url == "https://news.example/b"
    item = items_by_name(workspace)["any name.jpg"]
    shown = {one.url for one in workspace.case.of(Posting) if one.item == item.id}
    assert shown == {"https://cdn.example/p.jpg", "https://news.example/b"}


def test_a_whatsapp_chat_is_a_closed_source(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "WhatsApp Chat"
    folder.mkdir()
    make_photo(folder / "IMG-20240115-WA0001.jpg")
    (folder / "_chat.txt").write_text(
        "15/01/2024, 10:30 - Zoya zqname: hi\n"
        "15/01/2024, 10:31 - Zoya zqname: IMG-20240115-WA0001.jpg (file attached)\n"
    )
    add_footage(workspace, [folder])
    posting = posting_of(workspace, "IMG-20240115-WA0001.jpg")
    assert (posting.is_closed_source, posting.account_name, posting.posted_at) == (True, "Zoya zqname", None)


def test_a_table_is_offered_and_stated_only_with_a_mapping(workspace: Workspace, tmp_path: Path) -> None:
    folder = tmp_path / "press"
    folder.mkdir()
    make_photo(folder / "a.jpg")
    (folder / "posts.csv").write_text("File name,Link,Words\na.jpg,https://t.example/1,Over the bridge\nb.jpg,,\n")
    added = add_footage(workspace, [folder])
    assert (added.posts, [table.path.name for table in added.tables]) == ((), ["posts.csv"])
    assert posting_of(workspace, "a.jpg").url == ""
    table = folder / "posts.csv"
    assert (head := table_head(workspace, table)) is not None
    assert head.columns == ("File name", "Link", "Words")
    with pytest.raises(UsageError, match="--map 'File name'=file"):
        state_posts(workspace, table, {})
    with pytest.raises(UsageError, match="which column names the file"):
        state_posts(workspace, table, {"Link": "url"})
    with pytest.raises(UsageError, match="no column of that name"):
        state_posts(workspace, table, {"Nope": "file"})
    told = state_posts(workspace, table, {"File name": "file", "Link": "url", "Words": "caption"})
    assert (len(told.fresh), len(told.unfitted)) == (1, 1)
    assert posting_of(workspace, "a.jpg").url == "https://t.example/1"
    assert words_of(workspace, "a.jpg") == {"Over the bridge"}


def test_broken_saved_posts_are_a_problem_of_their_file_and_stop_nothing(workspace: Workspace, tmp_path: Path) -> None:
    folder = make_telegram_export(tmp_path / "export")
    broken = (folder / "result.json").read_bytes()[:-200]
    (folder / "result.json").write_bytes(broken)
    added = add_footage(workspace, [folder])
    assert added.count("item") == 5
    problems = [one for one in workspace.case.of(Problem) if one.stage == "sidecar"]
    assert [one.sentence for one in problems] == ["The JSON of this file is broken or cut off."]


def test_a_case_open_for_reading_shows_what_would_be_stated_and_states_nothing(tmp_path: Path) -> None:
    folder = make_telegram_export(tmp_path / "export")
    with Workspace.create(tmp_path / "S.case", "t", "A") as made:
        add_footage(made, [folder / "photos"])
    with Workspace.open(tmp_path / "S.case", read_only=True) as workspace:
        assert len(look_at_posts(workspace, folder / "result.json", {}).fresh) == 3
        with pytest.raises(CaseIsReadOnly):
            state_posts(workspace, folder / "result.json", {})


def test_thousands_of_posts_are_read_in_a_few_seconds_in_lines_of_bounded_length(
    workspace: Workspace, tmp_path: Path
) -> None:
    photo = make_photo(tmp_path / "x.jpg")
    add_footage(workspace, [photo])
    saved = tmp_path / "result.json"
    chat = telegram_chat(
        *(message(n, photo="photos/x.jpg", text=f"words {n}", date_unixtime=None) for n in range(2000))
    )
    saved.write_text(json.dumps(chat))
    told = state_posts(workspace, saved, {})
    assert len(told.fresh) == 2000
    assert len(workspace.case.of(Posting)) == 2001
    workspace.undo()
    assert len(workspace.case.of(Posting)) == 1


PLANTED = ("zqname", "zqid", "zqorigin", "zqcaption", "zqchat")


@pytest.mark.parametrize("kind", ["public_channel", "private_channel"])
def test_names_of_accounts_and_their_words_stay_out_of_a_bundle_for_outside(
    workspace: Workspace, tmp_path: Path, kind: str
) -> None:
    add_footage(workspace, [make_telegram_export(tmp_path / "export", kind=kind)])
    bundle, archive = tmp_path / "outside", tmp_path / "archive"
    export(workspace, find_format("bagit"), Options(), bundle)
    export(workspace, find_format("bagit"), Options("archive", "include"), archive)

    def words_in(folder: Path) -> set[str]:
        data = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
        return {word for word in PLANTED if word.encode() in data}

    assert words_in(bundle) == set()
    assert words_in(archive) == set(PLANTED)


def test_the_words_of_a_post_go_out_once_it_is_stated_to_be_open_or_is_ticked(
    workspace: Workspace, tmp_path: Path
) -> None:
    import msgspec

    from verifier.commands.items import EditPosting

    add_footage(workspace, [make_telegram_export(tmp_path / "export")])
    posting = posting_of(workspace, "photo_1@15-01-2024_10-30-00.jpg")

    def goes(name: str, *ticks: Tick) -> bool:
        export(workspace, find_format("json"), Options(ticked=ticks), tmp_path / name)
        return "zqcaption" in (tmp_path / name).read_text()

    assert not goes("closed.json")
    assert goes("ticked.json", Tick(f"item/{posting.item}", "address"))
    workspace.execute(EditPosting(msgspec.structs.replace(posting, is_closed_source=False)))
    assert goes("open.json")


def test_media_that_a_web_archive_names_by_sha1_are_found_by_their_bytes(workspace: Workspace, tmp_path: Path) -> None:
    written = Path(__file__).parents[1] / "data" / "programs"
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(written / "river.jpg", folder / "renamed.jpg")
    make_photo(folder / "other.jpg", shift=40)
    shutil.copy(written / "river.wacz", folder)
    add_footage(workspace, [folder])
    assert posting_of(workspace, "renamed.jpg").url == "https://cdn.example/river.jpg"
    assert posting_of(workspace, "other.jpg").url == ""
    kept = workspace.folder.cache / "sha1.json"
    assert len(json.loads(kept.read_bytes())) == 2
    kept.write_bytes(b"{")
    assert [one.basis for one in look_at_posts(workspace, folder / "river.wacz", {}).fitted if one.post.wanted] == [
        "hash"
    ]
