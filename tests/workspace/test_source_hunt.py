"""Real media, words planted wherever a source could be named, a bundle for a reader outside, and a hunt in its bytes.

Where ``tests/bundle/test_canary.py`` has records on paper, this has a real case: files with names and owners in them, a
clip with telemetry, saved posts and chats, saved frames, and the program's own writing of everything.
"""

import base64
import io
import itertools
import os
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import bagit
import msgspec
import pytest

from tests.bundle.planting import Garden
from verifier.bundle.check import check
from verifier.bundle.options import Options, Tick
from verifier.case.draft import Draft
from verifier.commands.items import AddPosting, NewPosting
from verifier.domain.frames import Span
from verifier.domain.ids import kind_of
from verifier.domain.records import (
    Assessment,
    Base,
    Incident,
    Item,
    Link,
    Note,
    Observation,
    Person,
    Pillar,
    Posting,
    Record,
    Segment,
    SourceClaim,
    Tag,
    TimeClaim,
)
from verifier.domain.regions import Box
from verifier.workspace.exporting import export, find_format, plan_export
from verifier.workspace.footage import add_footage
from verifier.workspace.placing import PlaceRequest, place
from verifier.workspace.saved_frames import save_frame
from verifier.workspace.tagging import TagRequest, tag_drone
from verifier.workspace.workspace import Workspace

KEPT_KINDS = ("open", "unset", "closed", "withheld")
_WORD = re.compile(r"zq\d{5}q|zw[a-z]{3,24}zw")


class Put(msgspec.Struct, frozen=True):
    """Put records as they are."""

    records: tuple[Record, ...]
    label: str = "zwlabelzw"

    def run(self, draft: Draft) -> None:
        for record in self.records:
            draft.put(record)


class Planted:
    """A case of photos and clips: of each fate one photo (``open`` …) and one clip with telemetry and a saved post."""

    def __init__(self, samples: Path, folder: Path) -> None:
        self.garden = Garden()
        self.footage = folder / "zwdrivezw" / "zwfolderzw"
        self.case = folder / "case.case"
        self.files = dict(self._write(samples))
        with Workspace.create(self.case, "t", "Ann") as workspace:
            add_footage(workspace, [self.footage])
            self.fate = {item.key: self._fate_of(item) for item in workspace.case.of(Item)}
            self.records = self._state(workspace)
            workspace.flush()

    def _write(self, samples: Path) -> Iterator[tuple[str, str]]:
        """Copy real files under planted names, with planted owners, comments, chats and posts."""
        photo = samples / "drone-photos" / "dji" / "exifr__issue-exifr-3.jpg"
        clip = samples / "videos" / "exiv2__small_video.mp4"
        telemetry = samples / "telemetry" / "embedder__mini4pro_clip.SRT"
        post = samples / "imports" / "yt-dlp" / "vidBot__sample.info.json"
        chat = samples / "imports" / "whatsapp" / "chatpack-cli__whatsapp_export.txt"
        self.footage.mkdir(parents=True)
        for fate in KEPT_KINDS:
            image = self.footage / f"zwname{fate}zw.jpg"
            shutil.copyfile(photo, image)
            words = [f"-{tag}=zw{tag.lower()}{fate}zw" for tag in ("Artist", "OwnerName", "XMP-dc:Creator", "Comment")]
            subprocess.run(["exiftool", "-q", "-overwrite_original", *words, str(image)], check=True)
            yield image.name, fate
            movie = self.footage / f"zwclip{fate}zw.mp4"
            # A box of its own that no decoder minds makes each copy another file.
            movie.write_bytes(clip.read_bytes() + b"\0\0\0\x1cfree" + f"zwbox{fate}zw".ljust(20).encode())
            yield movie.name, fate
            srt = self.footage / f"zwclip{fate}zw.SRT"
            srt.write_text(telemetry.read_text(errors="replace") + f"\n99999\nzwtelemetry{fate}zw\n")
            yield srt.name, fate
            saved = self.footage / f"zwclip{fate}zw.info.json"
            saved.write_text(post.read_text().replace("{", f'{{"uploader_note": "zwpost{fate}zw", ', 1))
            yield saved.name, "post"
        talk = self.footage / "zwchatzw.txt"
        talk.write_text(chat.read_text() + "\nzwchatwordszw")
        yield talk.name, "post"
        for path in self.footage.iterdir():
            os.setxattr(path, "user.xdg.origin.url", b"https://t.example/zworiginzw")

    def _fate_of(self, item: Item) -> str:
        return self.files[item.original_name]

    def _state(self, workspace: Workspace) -> dict[str, Record]:
        """State something of every kind about every photo and clip, then plant a word in every text of it."""
        items = [item for item in workspace.case.of(Item) if item.kind in ("photo", "video")]
        ann = workspace.case.of(Person)[0]
        for item in items:
            when = "#0" if item.kind == "video" else None
            request = TagRequest(drone="dji-mavic-3", box=Box(1, 1, 9, 9), at=when, likelihood="likely", note="n")
            tag_drone(workspace, item, request)
            place(workspace, item, PlaceRequest(coordinates="48.4647, 35.0462", radius_m=60, note="n"))
            save_frame(workspace, item, when or "")
            workspace.execute(AddPosting(item, NewPosting(file_name="x", acquired_at=None)))
            workspace.execute(Put(tuple(self._about(workspace, item, ann))))
        pairs = tuple(itertools.pairwise(items))
        workspace.execute(Put(tuple(self._between(workspace, pairs, ann))))
        fates = {f"posting/{p.id}": self.fate[f"item/{p.item}"] for p in workspace.case.of(Posting)}
        before = dict(workspace.case.records())
        planted = [self.garden.plant(record) for record in before.values()]
        openness = {"open": False, "closed": True}
        states = [
            msgspec.structs.replace(one, is_closed_source=openness.get(fates[one.key]))
            if isinstance(one, Posting)
            else msgspec.structs.replace(one, is_withheld=self.fate[one.key] == "withheld")
            if isinstance(one, Item)
            else one
            for one in planted
        ]
        workspace.execute(Put(tuple(states)))
        return {record.key: record for record in states}

    def _about(self, workspace: Workspace, item: Item, ann: Person) -> Iterator[Record]:
        new, now = workspace.new_id, ann_time(workspace)
        yield Tag(id=new(), about=item.key, name="tag")
        yield Note(id=new(), about=item.key, text="w", written_by=ann.id, written_at=now)
        yield Note(id=new(), about=item.key, text="e", audience="export", written_by=ann.id, written_at=now)
        yield SourceClaim(id=new(), item=item.id, words="w", found_in="caption", recorded_by=ann.id, recorded_at=now)
        for dates in ("recorded", "posted", "event"):
            yield TimeClaim(
                id=new(), about=item.key, dates=dates, earliest=now, latest=now, stated_by=ann.id, stated_at=now
            )
        pillars = tuple(Pillar(name) for name in ("provenance", "source", "date", "location", "motivation"))
        yield Assessment(id=new(), about=item.key, pillars=pillars, analyst=ann.id)
        if item.kind == "video" and item.technical.time_base is not None:
            base = item.technical.time_base
            yield Segment(id=new(), item=item.id, first_pts=0, last_pts=1, time_base=base, title="s")
            seen = workspace.case.of(Observation)[0]
            span = Span(0, 1, base)
            yield msgspec.structs.replace(seen, id=new(), item=item.id, when=span, seen="w", transcript="t")

    def _between(self, workspace: Workspace, pairs: tuple[tuple[Item, Item], ...], ann: Person) -> Iterator[Record]:
        new, now = workspace.new_id, ann_time(workspace)
        for number, (one, other) in enumerate(pairs, 1):
            yield Link(
                id=new(), from_key=one.key, to_key=other.key, kind="same_machine", stated_by=ann.id, stated_at=now
            )
            yield Incident(id=new(), label=f"I-{number:02d}", title="t", items=(one.id, other.id))


def ann_time(workspace: Workspace) -> datetime:
    return workspace.case.info.created_at


@pytest.fixture(scope="module")
def planted(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    if shutil.which("exiftool") is None:
        pytest.skip("exiftool writes the owners' names")
    return Planted(samples, tmp_path_factory.mktemp("hunt"))


def written(planted: Planted, out: Path, options: Options, name: str = "bagit") -> Path:
    with Workspace.open(planted.case, "Ann", read_only=True) as workspace:
        export(workspace, find_format(name), options, out)
    return out


def hunted(path: Path) -> dict[str, set[str]]:
    """Return every planted word in a bundle, and in which of its files it stands."""
    found: dict[str, set[str]] = {}
    for file in [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]:
        where = str(file.relative_to(path.parent))
        for data in (where.encode(), *_layers(file.read_bytes())):
            for text in (data.decode("latin-1"), data.replace(b"\0", b"").decode("latin-1")):
                for word in _WORD.findall(text):
                    found.setdefault(word, set()).add(where)
    return found


def _layers(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """Yield bytes, what is packed in them, and what is packed in that: zip, zlib (PNG text, PDF), base64."""
    yield data
    if depth > 2:
        return
    if data[:4] == b"PK\3\4":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                yield from _layers(archive.read(info), depth + 1)
        return
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        for chunk in re.findall(rb"(?:zTXt|iTXt|iCCP)(.{1,65536})", data, re.DOTALL):
            for at in [m.start() for m in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", chunk)]:
                try:
                    yield zlib.decompressobj().decompress(chunk[at:])
                except zlib.error:
                    continue
        return
    if depth == 0 and data[:1] in b"<{[":
        for run in re.findall(rb"[A-Za-z0-9+/]{32,}={0,2}", data):
            yield from _layers(base64.b64decode(run + b"=" * (-len(run) % 4)), depth + 1)


def told(planted: Planted, found: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return the fields (with the fate of their item) that the words found were planted in."""
    fields: dict[str, set[str]] = {}
    for word in found:
        if word not in planted.garden.planted:
            continue
        key, path = planted.garden.planted[word]
        record = planted.records[key]
        fields.setdefault(path, set()).add(fate(planted, record))
    return fields


def fate(planted: Planted, record: Record) -> str:
    current: Base | None = record
    while current is not None:
        if current.key in planted.fate:
            return planted.fate[current.key]
        above = getattr(current, "item", None)
        key = f"item/{above}" if above else getattr(current, "about", "")
        current = planted.records.get(key)
    return ""


def test_nothing_of_a_source_is_in_any_byte_of_a_bundle_for_outside(planted: Planted, tmp_path: Path) -> None:
    bag = written(planted, tmp_path / "bag", Options())
    found = hunted(bag)
    fields = told(planted, found)
    for path, fates in fields.items():
        assert fates <= {"open", "unset", ""}, (path, fates)
    only_open = {path for path, fates in fields.items() if "unset" not in fates and fates - {""}}
    assert {path.partition(".")[0] for path in only_open} >= {"posting", "source_claim"}
    for path in fields:
        if path.startswith(("posting.", "source_claim.", "assessment.pillars[source]", "assessment.pillars[prov")):
            assert fields[path] == {"open"}, path
    ours = {word for word in found if word.startswith("zw")}
    owners = {f"zw{tag}{fate}zw" for fate in ("open", "unset") for tag in ("artist", "ownername", "comment", "box")}
    creators = {f"zwxmp-dc:creator{fate}zw" for fate in ("open", "unset")}
    assert ours <= owners | creators | {f"zwtelemetry{fate}zw" for fate in ("open", "unset")}
    assert {"zwartistopenzw", "zwtelemetryunsetzw"} <= ours
    assert check(bag).sound
    bagit.Bag(str(bag)).validate(processes=1)


def test_hashes_and_ids_of_what_stays_lead_nowhere(planted: Planted, tmp_path: Path) -> None:
    bag = written(planted, tmp_path / "bag", Options())
    data = b"".join(path.read_bytes() for path in sorted(bag.rglob("*")) if path.is_file())
    for item in planted.records.values():
        if isinstance(item, Item):
            goes = planted.fate[item.key] in ("open", "unset")
            known = item.fingerprints
            stated = [known.sha256, known.sha512, known.md5, item.readings_sha256 or "-" * 64]
            assert all((one.encode() in data) is goes for one in stated if "-" not in one), item.label
    outside_journal = b"".join(p.read_bytes() for p in bag.rglob("*") if p.is_file() and p.name != "journal.jsonl")
    for key, record in planted.records.items():
        if fate(planted, record) in ("closed", "withheld", "post"):
            assert record.id.encode() not in outside_journal, key


def test_the_zip_holds_what_the_folder_does_and_the_record_file_no_more(planted: Planted, tmp_path: Path) -> None:
    bag = hunted(written(planted, tmp_path / "bag", Options()))
    assert hunted(written(planted, tmp_path / "b.zip", Options(), "bagit-zip")).keys() == bag.keys()
    assert hunted(written(planted, tmp_path / "b.json", Options(), "json")).keys() <= bag.keys()


def test_a_tick_on_a_closed_item_lets_out_what_is_stated_and_not_the_file(planted: Planted, tmp_path: Path) -> None:
    closed = next(key for key, how in planted.fate.items() if how == "closed" and "photo" in str(planted.records[key]))
    bag = written(planted, tmp_path / "bag", Options(ticked=(Tick(closed, "statements"),)))
    found = hunted(bag)
    fields = {path for path, fates in told(planted, found).items() if "closed" in fates}
    assert {"tag.name", "assessment.finding", "place_claim.note"} <= fields
    assert not {path for path in fields if kind_of(path.replace(".", "/")) in ("posting", "observation", "derivative")}
    assert not {word for word in found if word.startswith("zw") and "closed" in word}
    assert check(bag).sound


def test_a_source_that_a_file_names_itself_is_found_before_it_goes(planted: Planted, tmp_path: Path) -> None:
    case = Path(shutil.copytree(planted.case, tmp_path / "case.case"))
    with Workspace.open(case, "Ann") as workspace:
        assert plan_export(workspace, Options()).mentions == ()
        photo = next(
            item
            for item in workspace.case.of(Item)
            if item.key in planted.fate and item.kind == "photo" and planted.fate[item.key] == "unset"
        )
        posting = next(p for p in workspace.case.of(Posting) if p.item == photo.id)
        workspace.execute(Put((msgspec.structs.replace(posting, acquired_from="Zwartistunsetzw"),)))
        mentions = plan_export(workspace, Options()).mentions
    assert {(one.record, one.name) for one in mentions} == {(photo.key, "Zwartistunsetzw")}
    assert "readings: IFD0:Artist" in {one.field for one in mentions}
