"""The checker finds whatever was changed, and says where and since when."""

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bagit
import pytest

from tests.bundle.forgery import TAGS, digest, edit_json, edit_lines, rewrite_manifests
from tests.bundle.stand_in import ENTRIES
from verifier.bundle.check import check
from verifier.bundle.options import Audience
from verifier.domain.errors import CaseTooNew, NotABundle

Edit = Callable[[Any], None]


def faults(path: Path) -> str:
    """Check a bundle that must not be sound and return its faults as text."""
    result = check(path)
    assert not result.sound
    return "\n".join(f"{fault.where}: {fault.what} [{fault.line}]" for fault in result.faults)


def record(evidence: Any, kind: str) -> Any:
    return next(record for record in evidence["records"] if record["type"] == kind)


@pytest.mark.parametrize("audience", ["archive", "colleague", "outside"])
def test_a_bundle_as_written_is_sound(bags: dict[Audience, Path], audience: Audience) -> None:
    result = check(bags[audience])
    assert result.faults == ()
    assert result.sound
    assert result.made_for == audience
    assert result.journal_lines == len((bags[audience] / "data/journal.jsonl").read_bytes().splitlines())


def test_a_zip_is_checked_like_a_folder(zipped: Path, bags: dict[Audience, Path]) -> None:
    as_zip, as_folder = check(zipped), check(bags["outside"])
    assert as_zip.sound
    assert as_zip.journal_head == as_folder.journal_head
    assert as_zip.withheld == as_folder.withheld


def test_the_archive_withholds_nothing_and_the_others_say_how_much(bags: dict[Audience, Path]) -> None:
    everything, outside = check(bags["archive"]).withheld, check(bags["outside"]).withheld
    assert everything is not None
    assert outside is not None
    assert everything.values == 0
    assert outside.records["item"] == 3
    assert outside.parts > 0
    assert outside.values > outside.parts


def test_one_changed_byte_in_any_member_is_named(bag: Path) -> None:
    for path in sorted(p for p in bag.rglob("*") if p.is_file()):
        whole = path.read_bytes()
        for at in {0, len(whole) // 2, len(whole) - 1}:
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            name = path.relative_to(bag).as_posix()
            try:
                found = faults(bag)
            except (NotABundle, CaseTooNew):
                assert name == "bag-info.txt"
            else:
                assert name in found
            path.write_bytes(whole)
    assert check(bag).sound


def test_a_removed_member_is_named(bag: Path) -> None:
    for path in sorted(p for p in bag.rglob("*") if p.is_file()):
        name = path.relative_to(bag).as_posix()
        whole = path.read_bytes()
        path.unlink()
        if name in ("bagit.txt", "bag-info.txt"):
            with pytest.raises(NotABundle):
                check(bag)
        else:
            assert name in faults(bag)
        path.write_bytes(whole)


@pytest.mark.parametrize("name", ["data/extra.txt", "extra.txt", "data/originals/.hidden", "signatures/x.sig"])
def test_an_added_file_is_named_wherever_it_stands(bag: Path, name: str) -> None:
    (bag / name).parent.mkdir(exist_ok=True)
    (bag / name).write_text("x")
    assert name in faults(bag)


@pytest.mark.parametrize("name", ["data/extra.txt", "data/originals/E-0009.jpg", "data/schema/more.schema.json"])
def test_an_added_file_is_named_even_when_the_manifests_list_it(bag: Path, name: str) -> None:
    (bag / name).write_text("{}")
    rewrite_manifests(bag)
    assert bagit.Bag(str(bag)).is_valid()
    assert f"{name}: The file stands for no record" in faults(bag)


def test_a_link_in_the_folder_is_not_followed(bag: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (bag / "data/link").symlink_to(tmp_path / "secret")
    assert "data/link: This is a link" in faults(bag)


def retitle(evidence: Any) -> None:
    record(evidence, "case_info")["title"] = "Another title"


def move_place(evidence: Any) -> None:
    record(evidence, "place_claim")["latitude_deg"] += 0.001


def drop_note(evidence: Any) -> None:
    evidence["records"].remove(record(evidence, "note"))


def double_note(evidence: Any) -> None:
    evidence["records"].append(record(evidence, "note"))


def invent_note(evidence: Any) -> None:
    evidence["records"].append(record(evidence, "note") | {"id": "018bcfe5-6801-7b86-b273-ff34fce19d60"})


def restate_hash(evidence: Any) -> None:
    evidence["files"][0]["sha256"] = "0" * 64


def drop_file(evidence: Any) -> None:
    del evidence["files"][0]


def leave_out_file(evidence: Any) -> None:
    evidence["files"][0] |= {"path": None, "note": "Left out as asked; its hash identifies it."}


def restate_head(evidence: Any) -> None:
    evidence["journal"]["head"] = "0" * 64


def shift_scale(evidence: Any) -> None:
    evidence["likelihood_scales"][0]["terms"][0]["high_percent"] = 50.0


def unwithhold(evidence: Any) -> None:
    record(evidence, "person")["withheld"] = []


EVIDENCE_EDITS: tuple[tuple[Edit, str], ...] = (
    (retitle, "changed (title)"),
    (move_place, "changed (latitude_deg)"),
    (drop_note, "was taken out of the evidence"),
    (double_note, "holds a record twice"),
    (invent_note, "knows no such record"),
    (restate_hash, "is not that of the record"),
    (drop_file, "does not list this record's file"),
    (leave_out_file, "stands for no record"),
    (restate_head, "states another journal"),
    (shift_scale, "words for likelihood"),
    (unwithhold, "changed (withheld)"),
)


@pytest.mark.parametrize(("edit", "words"), EVIDENCE_EDITS)
def test_an_edited_record_shows_though_the_manifests_were_written_anew(bag: Path, edit: Edit, words: str) -> None:
    edit_json(bag / "data/evidence.json", edit)
    rewrite_manifests(bag)
    assert bagit.Bag(str(bag)).is_valid()
    assert words in faults(bag)


def test_an_edited_record_is_named_with_the_line_that_committed_to_it(bag: Path) -> None:
    edit_json(bag / "data/evidence.json", retitle)
    rewrite_manifests(bag)
    last = check(bag).journal_lines
    assert [fault.line for fault in check(bag).faults] == [last]


def test_a_field_whose_name_was_altered_is_named(bag: Path) -> None:
    def rename(evidence: Any) -> None:
        item = record(evidence, "item")
        item["qriority"] = item.pop("priority")

    edit_json(bag / "data/evidence.json", rename)
    rewrite_manifests(bag)
    assert "The record was changed (priority, qriority)" in faults(bag)


def test_an_edited_value_shows_with_its_line(bag: Path) -> None:
    def edit(lines: list[str]) -> None:
        lines[:] = [line.replace("A bridge, two drones", "A bridge, one drone!") for line in lines]

    edit_lines(bag / "data/values.jsonl", edit)
    edit_json(bag / "data/evidence.json", lambda e: record(e, "case_info").update(title="A bridge, one drone!"))
    rewrite_manifests(bag)
    last = check(bag).journal_lines
    assert f"is not what the journal commits to. [{last}]" in faults(bag)


def test_a_value_that_no_line_commits_to_shows(bag: Path) -> None:
    invented = hashlib.sha256(bytes(16) + b"{}").hexdigest()
    row = json.dumps({"commitment": invented, "salt": "00" * 16, "value": "{}"}, separators=(",", ":"))
    edit_lines(bag / "data/values.jsonl", lambda lines: lines.append(row))
    rewrite_manifests(bag)
    assert "no journal line commits to" in faults(bag)


def test_an_item_taken_out_with_its_value_leaves_files_that_stand_for_no_record(bag: Path) -> None:
    item = record(json.loads((bag / "data/evidence.json").read_text()), "item")
    own = json.dumps(f'"id":"{item["id"]}"')[1:-1]
    edit_json(bag / "data/evidence.json", lambda e: e["records"].remove(record(e, "item")))
    edit_lines(bag / "data/values.jsonl", lambda rows: rows.remove(next(row for row in rows if own in row)))
    rewrite_manifests(bag)
    assert f"item/{item['id']}: The evidence lists a file (original) that no record stands for" in faults(bag)


def test_edited_readings_show_though_the_manifests_were_written_anew(bag: Path) -> None:
    path = bag / "data/readings/E-0001.json"
    path.write_bytes(path.read_bytes().replace(b"FC3582", b"FC3411"))
    rewrite_manifests(bag)
    assert "data/readings/E-0001.json: The file was changed" in faults(bag)


def test_edited_readings_show_though_the_evidence_lists_their_new_hash(bag: Path) -> None:
    path = bag / "data/readings/E-0001.json"
    path.write_bytes(path.read_bytes().replace(b"FC3582", b"FC3411"))

    def edit(evidence: Any) -> None:
        for entry in evidence["files"]:
            if entry["path"] == "data/readings/E-0001.json":
                entry["sha256"] = digest(path)

    edit_json(bag / "data/evidence.json", edit)
    rewrite_manifests(bag)
    assert "is not that of the record" in faults(bag)


def test_a_replaced_original_shows(bag: Path) -> None:
    (bag / "data/originals/E-0001.jpg").write_bytes(b"another picture")
    rewrite_manifests(bag)
    assert "data/originals/E-0001.jpg: The file was changed: its hash is not that which the journal" in faults(bag)


def test_an_edited_catalog_entry_shows(bag: Path) -> None:
    edit_json(bag / "data/catalog.json", lambda c: c["entries"][0]["entry"].update(name="DJI Mavic 2"))
    rewrite_manifests(bag)
    assert "The entry DJI Mavic 2 was changed" in faults(bag)


def test_a_catalog_entry_that_no_claim_names_shows(bag: Path) -> None:
    edit_json(bag / "data/catalog.json", lambda c: c["entries"].append(c["entries"][0] | {"entry_sha256": "0" * 64}))
    rewrite_manifests(bag)
    assert "just those entries that claims name" in faults(bag)
    assert len(ENTRIES) == 2


@pytest.mark.parametrize("number", [1, 5, 17])
def test_a_broken_chain_is_told_with_the_line_since_which_it_is_broken(archive_bag: Path, number: int) -> None:
    def edit(lines: list[str]) -> None:
        lines[number - 1] = lines[number - 1].replace("2026-11-20T09", "2026-11-20T08")

    edit_lines(archive_bag / "data/journal.jsonl", edit)
    rewrite_manifests(archive_bag)
    found = faults(archive_bag)
    if number < 17:
        assert f"The chain of the journal is broken at line {number + 1}" in found
    else:
        assert "states another head" in found


def test_a_line_taken_out_swapped_or_cut_off_is_found(archive_bag: Path) -> None:
    journal = archive_bag / "data/journal.jsonl"
    whole = journal.read_bytes()
    lines = whole.splitlines(keepends=True)
    spoiled = (
        [*lines[:4], *lines[5:]],
        [*lines[:4], lines[5], lines[4], *lines[6:]],
        lines[:-1],
        [*lines, lines[-1]],
        [*lines[:-1], lines[-1][:-1]],
        [],
    )
    for kept in spoiled:
        journal.write_bytes(b"".join(kept))
        rewrite_manifests(archive_bag)
        assert "journal" in faults(archive_bag)


def test_a_journal_cut_short_with_all_else_made_to_fit_is_caught_by_the_head(archive_bag: Path) -> None:
    edit_lines(archive_bag / "data/journal.jsonl", lambda lines: lines.pop())
    edit_json(
        archive_bag / "data/evidence.json", lambda e: record(e, "case_info").update(title="Two drones over the bridge")
    )
    rewrite_manifests(archive_bag)
    assert "states another head" in faults(archive_bag)


def test_manifest_lines_in_another_order_are_not_accepted(bag: Path) -> None:
    edit_lines(bag / "manifest-sha256.txt", lambda lines: lines.reverse())
    (bag / "tagmanifest-sha256.txt").write_text("".join(f"{digest(bag / path)}  {path}\n" for path in TAGS))
    assert bagit.Bag(str(bag)).is_valid()
    assert "manifest-sha256.txt: The manifest was changed" in faults(bag)


def test_a_newer_format_is_refused_with_a_sentence(bag: Path) -> None:
    info = bag / "bag-info.txt"
    info.write_text(info.read_text().replace("Bundle-Format-Version: 1", "Bundle-Format-Version: 2"))
    with pytest.raises(CaseTooNew, match="newer version"):
        check(bag)


def test_what_is_no_bundle_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("no zip")
    (tmp_path / "empty").mkdir()
    for path in (tmp_path / "text.zip", tmp_path / "empty", tmp_path / "absent"):
        with pytest.raises(NotABundle):
            check(path)


def test_a_plain_bag_of_somebody_else_is_no_bundle(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain/a.txt").write_text("a")
    bagit.make_bag(str(tmp_path / "plain"), checksums=["sha256"])
    with pytest.raises(NotABundle, match="no bundle format"):
        check(tmp_path / "plain")


@pytest.mark.parametrize("name", ["evidence.json", "values.jsonl", "journal.jsonl", "catalog.json"])
@pytest.mark.parametrize("junk", [b"", b"\xff\xfe", b"[" * 100_000, b'{"a":1,"a":2}\n', b"null\n"])
def test_junk_in_a_document_is_a_fault_and_never_a_crash(bag: Path, name: str, junk: bytes) -> None:
    (bag / "data" / name).write_bytes(junk)
    rewrite_manifests(bag)
    assert faults(bag)


def test_the_checker_loads_no_decoder_and_no_template_engine() -> None:
    program = "import sys, verifier.bundle.check as c; print(sorted({m.partition('.')[0] for m in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    for name in ("av", "cv2", "PIL", "numpy", "jinja2", "PySide6", "typer"):
        assert f"'{name}'" not in loaded


def rezip(bag: Path, out: Path, *, compression: int = zipfile.ZIP_STORED) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(out, "w", compression)
    for path in sorted(p for p in bag.rglob("*") if p.is_file()):
        archive.write(path, f"bag/{path.relative_to(bag).as_posix()}")
    return archive


def test_a_bag_zipped_by_another_program_is_sound_too(bag: Path, tmp_path: Path) -> None:
    with rezip(bag, tmp_path / "b.zip", compression=zipfile.ZIP_DEFLATED):
        pass
    assert check(tmp_path / "b.zip").sound


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/outside", "bag/../../x", "bag/data/..\\x", "C:/x", "bag//x"])
def test_a_zip_with_a_path_outside_is_not_sound(bag: Path, tmp_path: Path, name: str) -> None:
    with rezip(bag, tmp_path / "b.zip") as archive:
        archive.writestr(zipfile.ZipInfo(name), "x")
    assert "leads out of the bundle" in faults(tmp_path / "b.zip")


def test_a_zip_with_a_name_twice_a_link_or_a_bomb_is_not_sound(bag: Path, tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), rezip(bag, tmp_path / "twice.zip") as archive:
        archive.writestr("bag/data/report.html", "another")
    assert "holds this name twice" in faults(tmp_path / "twice.zip")
    link = zipfile.ZipInfo("bag/data/link")
    link.external_attr = 0o120777 << 16
    with rezip(bag, tmp_path / "link.zip") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "is a link or a device" in faults(tmp_path / "link.zip")
    with rezip(bag, tmp_path / "bomb.zip", compression=zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bag/data/bomb", bytes(50_000_000))
    assert "absurd size" in faults(tmp_path / "bomb.zip")


def test_bytes_hidden_in_a_zip_are_found(zipped: Path, tmp_path: Path) -> None:
    whole = zipped.read_bytes()
    for name, data in (("before", b"MZ hidden" + whole), ("after", whole + b"hidden")):
        path = tmp_path / f"{name}.zip"
        path.write_bytes(data)
        assert "belong to no member" in faults(path)
    shutil.copy(zipped, tmp_path / "comment.zip")
    with zipfile.ZipFile(tmp_path / "comment.zip", "a") as archive:
        archive.comment = b"hidden"
    assert "belong to no member" in faults(tmp_path / "comment.zip")


@pytest.mark.parametrize("at", range(4, 22))
def test_one_changed_byte_in_the_end_record_of_a_zip_is_found(zipped: Path, tmp_path: Path, at: int) -> None:
    whole = bytearray(zipped.read_bytes())
    whole[at - 22] ^= 0x55
    path = tmp_path / "b.zip"
    path.write_bytes(whole)
    assert not is_sound(path)


def test_one_changed_byte_in_a_zip_is_found_or_changes_nothing_that_unpacks_from_it(
    zipped: Path, tmp_path: Path
) -> None:
    whole = zipped.read_bytes()
    path = tmp_path / "b.zip"
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        # Times, versions and attributes of members differ after every repacking and are no part of a bundle.
        assert not is_sound(path) or unpacked(path) == unpacked(zipped)


def is_sound(path: Path) -> bool:
    try:
        return check(path).sound
    except (NotABundle, CaseTooNew):
        return False


def unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}
