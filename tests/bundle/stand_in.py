"""A case on paper for the tests of bundles: records of every kind, a journal, files, pictures; nothing else."""

import hashlib
import io
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import msgspec
from PIL import Image

from tests.examples import KEY, OTHER_KEY, signature
from verifier.bundle.material import FrameTimes, Picture
from verifier.case.journal import FORMAT, Line, LineChange, Purge, Value, commitment, line_bytes, line_hash
from verifier.catalog.catalog import load_catalog
from verifier.domain import codec, disclosure
from verifier.domain.frames import FrameRef, Instant, Still
from verifier.domain.ids import uuid7
from verifier.domain.inspection import Fingerprints, Technical
from verifier.domain.readings import BytesValue, Fact, FilmedBy, ReaderRun, Reading, ReadingsDocument, TextValue
from verifier.domain.records import (
    AppliedFilter,
    Assessment,
    CaseInfo,
    CatalogRef,
    Cell,
    Derivative,
    Drone,
    DroneClaim,
    Entity,
    Excluded,
    Feature,
    Framing,
    Hypothesis,
    Imagery,
    Incident,
    Item,
    Keyframe,
    Lens,
    Link,
    LookAlike,
    Marking,
    MarkReading,
    Note,
    Observation,
    Origin,
    Party,
    Person,
    Pillar,
    PlaceClaim,
    Posting,
    PriorSearch,
    Problem,
    ReadingSignature,
    Recipe,
    Record,
    Rival,
    Segment,
    SizeCheck,
    SourceClaim,
    Stop,
    Tag,
    TimeClaim,
    TradeDate,
    TradeRecord,
)
from verifier.domain.regions import Box, Polygon
from verifier.domain.scales import Confidence, Likelihood
from verifier.metadata.claimed_device import filmed_otherwise, named_device
from verifier.metadata.filmed_by import filmed_by

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
COPY_ID = uuid7(1, b"copy of it")
CATALOG = load_catalog()
ENTRIES = {
    "dji-mavic-3": codec.encode({"id": "dji-mavic-3", "level": "model", "name": "DJI Mavic 3"}),
    "dji-air-3": codec.encode({"id": "dji-air-3", "level": "model", "name": "DJI Air 3"}),
}


class StandIn:
    """What ``workspace/`` hands to an export, made of records alone; ``do`` writes a line."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, Record] = {}
        self._heads: dict[str, dict[str, str]] = {}
        self._values: dict[str, Value] = {}
        self._lines: list[bytes] = []
        self._documents: dict[str, bytes] = {}
        self._files: dict[str, Path] = {}
        self._count = 0

    @property
    def records(self) -> Iterable[Record]:
        return list(self._held.values())

    def lines(self) -> Iterable[bytes]:
        return list(self._lines)

    def values(self, commitments: Iterable[str]) -> dict[str, Value]:
        return {name: self._values[name] for name in commitments if name in self._values}

    def original(self, item: Item) -> Path | None:
        return self._files.get(item.fingerprints.sha256)

    def derived(self, derivative: Derivative) -> Path | None:
        return self._files.get(derivative.sha256)

    def document(self, sha256: str) -> bytes | None:
        return self._documents.get(sha256)

    def picture(self, item: Item, frame: FrameRef | None, max_side: int) -> Picture | None:
        if item.kind not in ("photo", "video"):
            return None
        shade = frame.ordinal * 60 if frame is not None else 200
        out = io.BytesIO()
        Image.new("RGB", (max_side, max_side * 3 // 4), (60, shade, 120)).save(out, "JPEG")
        return Picture("image/jpeg", out.getvalue())

    def filmed_by(self, facts: dict[str, Fact], readings: tuple[Reading, ...]) -> FilmedBy:
        return filmed_by(facts, readings, CATALOG)

    def filmed_otherwise(
        self, claims: Iterable[DroneClaim], facts: dict[str, Fact], readings: tuple[Reading, ...]
    ) -> tuple[str, ...]:
        return filmed_otherwise(claims, named_device(facts, self.filmed_by(facts, readings), CATALOG), CATALOG.lore)

    def frames(self, item: Item) -> FrameTimes | None:
        """Thirty frames, a little uneven; the third is the one that observations name."""
        if item.kind != "video":
            return None
        return FrameTimes([27013 + 40 * n + n % 2 for n in range(30)], Fraction(1, 1000))

    def catalog_entry(self, entry_id: str) -> bytes | None:
        return ENTRIES.get(entry_id)

    def new_id(self) -> str:
        self._count += 1
        return uuid7(1_700_000_000_000 + self._count, hashlib.sha256(str(self._count).encode()).digest())

    def add_file(self, data: bytes) -> str:
        """Keep bytes as a file of the case and return their SHA-256."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._folder / sha256
        path.write_bytes(data)
        self._files[sha256] = path
        return sha256

    def lose_file(self, sha256: str) -> None:
        del self._files[sha256]

    def file(self, sha256: str) -> Path:
        return self._files[sha256]

    def add_document(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        self._documents[sha256] = data
        return sha256

    def do(self, label: str, *changes: Record | str) -> None:
        """Write a line that puts records, or takes out those named by key."""
        stated = tuple(self._take(c) if isinstance(c, str) else self._put(c) for c in changes)
        self._write(label, stated, None)

    def purge(self, key: str) -> None:
        """Write a purge line for a record and destroy every value it ever had."""
        change = self._take(key)
        gone = list((change.before or {}).values())
        for name in gone:
            del self._values[name]
        self._write(None, (change,), Purge("source_protection", tuple(gone)))

    def do_as_before_parts(self, label: str, record: Record) -> None:
        """Write a line as a program did that kept all of a record in one part."""
        after = {"main": self._commit(codec.encode(record))}
        change = LineChange(record.key, self._heads.get(record.key), after)
        self._held[record.key], self._heads[record.key] = record, after
        self._write(label, (change,), None)

    def _put(self, record: Record) -> LineChange:
        before = self._heads.get(record.key)
        after: dict[str, str] = {}
        for part, data in disclosure.split(record).items():
            old = before and self._values.get(before.get(part, ""))
            after[part] = before[part] if before and old and old.data == data else self._commit(data)
        self._held[record.key] = record
        self._heads[record.key] = after
        return LineChange(record.key, before, after)

    def _take(self, key: str) -> LineChange:
        del self._held[key]
        return LineChange(key, self._heads.pop(key), None)

    def _commit(self, data: bytes) -> str:
        salt = hashlib.sha256(f"salt {len(self._values)}".encode()).digest()[:16]
        value = Value(salt, data)
        self._values[commitment(value)] = value
        return commitment(value)

    def _write(self, label: str | None, changes: tuple[LineChange, ...], purge: Purge | None) -> None:
        line = Line(
            format=FORMAT,
            number=len(self._lines) + 1,
            case=COPY_ID,
            time=AT + timedelta(minutes=len(self._lines)),
            actor=uuid7(1, b"actor id.."),
            verb="purge" if purge else "do",
            gesture=self.new_id(),
            label=self._commit(label.encode()) if label else None,
            changes=changes,
            purge=purge,
            previous=line_hash(self._lines[-1]) if self._lines else "0" * 64,
        )
        self._lines.append(line_bytes(line))


def likely(term: str = "very likely") -> Likelihood:
    return Likelihood("icd203", term)


def entry(entry_id: str | None, name: str) -> CatalogRef:
    if entry_id is None:
        return CatalogRef("undetermined", None, None, name)
    return CatalogRef("model", entry_id, hashlib.sha256(ENTRIES[entry_id]).hexdigest(), name)


def fingerprints(data: bytes) -> Fingerprints:
    digests = (hashlib.new(name, data).hexdigest() for name in ("sha256", "sha512", "md5"))
    return Fingerprints(*digests, len(data))


class Sample:
    """A case with an item of each fate: open, unset, withheld, of a closed source, a sidecar that names the source."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.case = StandIn(folder)
        self.person = Person(id=self.case.new_id(), name="Олена Коваль")
        self.reviewer = Person(id=self.case.new_id(), name="Іван Мороз")
        self.info = CaseInfo(
            id=self.case.new_id(),
            title="Two drones over the bridge",
            summary="Were both clips filmed by the same machine?\nما الذي يظهر؟",
            created_at=AT,
            created_by=self.person.id,
        )
        self.case.do("Open the case", self.person, self.reviewer, self.info)
        self.open = self.item(1, "photo", "міст над рікою.jpg", "image/jpeg")
        self.unset = self.item(2, "video", "DJI_0042.MP4", "video/mp4")
        self.withheld = self.item(3, "photo", "hidden.jpg", "image/jpeg", is_withheld=True)
        self.closed = self.item(4, "photo", "closed.jpg", "image/jpeg")
        self.sidecar = self.item(5, "document", "post.info.json", "application/json")
        self.items = (self.open, self.unset, self.withheld, self.closed, self.sidecar)
        openness = {self.open.id: False, self.closed.id: True}
        for item in self.items:
            self.case.do(f"Add {item.original_name}", item)
            self.case.do("State what is known", *self.about(item, openness.get(item.id)))
        self.case.do("Link", self.link("same_incident", self.open, self.unset))
        self.case.do("Tie", self.link("sidecar_of", self.sidecar, self.open))
        self.case.do("Tie", self.link("copy_of", self.withheld, self.open))
        self.case.do("Incident", *self.incidents())
        self.case.do("Set aside a file", self.problem(None))
        self.case.do("Rename the case", msgspec.structs.replace(self.info, title="A bridge, two drones"))

    def item(self, number: int, kind: str, name: str, media_type: str, **more: object) -> Item:
        data = f"bytes of item {number}".encode() * 50
        self.case.add_file(data)
        known = {
            "id": self.case.new_id(),
            "label": f"E-{number:04d}",
            "kind": kind,
            "original_name": name,
            "media_type": media_type,
            "fingerprints": fingerprints(data),
            "technical": Technical(
                width=4000,
                height=3000,
                orientation=1,
                displayed_width=4000,
                displayed_height=3000,
                duration_s=12.5 if kind == "video" else None,
                frame_count=300 if kind == "video" else None,
                rate_kind="variable" if kind == "video" else None,
            ),
            "readings_sha256": self.readings(data, "readings of the file", f"R{number}"),
            "surroundings_sha256": self.readings(data, "surroundings of the file", f"S{number}"),
            "sensitivity": () if number == 1 else None,
            "imported_by": self.person.id,
            "imported_at": AT,
        }
        return Item(**(known | more))  # type: ignore[arg-type]

    def readings(self, data: bytes, words: str, serial: str) -> str:
        found = (
            Reading("exifread", "IFD0", "Make", TextValue("DJI"), "DJI", "APP1, offset 12"),
            Reading("exifread", "IFD0", "Model", TextValue("FC3582"), "FC3582", "APP1, offset 24"),
            Reading("exifread", "IFD0", "Artist", TextValue(f"{words} {serial}"), f"{words} {serial}", "APP1"),
            Reading("exifread", "ExifIFD", "MakerNote", BytesValue("AAEC", 3), "3 bytes", "APP1, offset 400"),
        )
        runs = (ReaderRun("exifread", "3.3"),)
        document = ReadingsDocument(1, hashlib.sha256(data).hexdigest(), runs, found)
        return self.case.add_document(codec.encode(document))

    def about(self, item: Item, is_closed: bool | None) -> list[Record]:
        by, new = self.person.id, self.case.new_id
        ref = FrameRef(27093, Fraction(1, 1000), 2, hashlib.sha256(item.id.encode()).hexdigest())
        when = Instant(ref) if item.kind == "video" else Still()
        seen = Observation(
            id=new(),
            item=item.id,
            when=when,
            region=Box(820, 410, 900, 620),
            seen="A quadcopter with four folding arms",
            transcript="D-7",
            observed_by=by,
            observed_at=AT,
            drawn_with=(AppliedFilter("verifier.forensics.gamma", "0.2.0", {"gamma": 1.8}),),
        )
        outline = ((2600.0, 1500.0), (3000.0, 1420.0), (3100.0, 1900.0))
        second = msgspec.structs.replace(seen, id=new(), region=Polygon(outline), seen="بطارية مكشوفة", transcript="")
        follows = Keyframe(
            id=new(),
            observation=second.id,
            pts=27_500,
            time_base=Fraction(1, 1000),
            region=Polygon(outline),
            proposed_by=Recipe("verifier.media.following", "0.1.0", {"frames": 9}, "ab" * 32, {"cv2": "5.0"}),
            set_by=by,
            set_at=AT,
        )
        claim = DroneClaim(
            id=new(),
            about=seen.key,
            role="seen",
            hypotheses=(
                Hypothesis(entry("dji-mavic-3", "DJI Mavic 3"), likely()),
                Hypothesis(entry(None, "another quadcopter"), likely("unlikely"), "the camera is too large"),
            ),
            features=(
                Feature("front arms fold backwards", "seen", observation=seen.id),
                Feature("a second camera under the nose", "absent"),
                Feature("foldable legs", "cannot_tell"),
            ),
            look_alikes=(LookAlike(entry("dji-air-3", "DJI Air 3"), "its cameras stand one above the other"),),
            confidence=Confidence("moderate", "one sharp frame, no scale in it"),
            note="Compared with three reference pictures",
            stated_by=by,
            stated_at=AT,
        )
        return [
            seen,
            second,
            follows,
            Origin(
                id=new(), about=second.key, how="file", form="labelme", sha256="ee" * 32, name="mine.json", said="uav"
            ),
            Origin(
                id=new(),
                about=seen.key,
                how="detector",
                form="yolov8",
                sha256="dd" * 32,
                said="uav",
                score=0.83,
                threshold=0.25,
                program="verifier 1.0, opencv-python 5.0.0.93",
                settings={"width": 640, "fit": "centered"},
            ),
            claim,
            self.place(item.key),
            self.time(item.key),
            self.time(item.key, "posted"),
            self.posting(item, is_closed),
            self.source_claim(item),
            Segment(id=new(), item=item.id, first_pts=0, last_pts=900, time_base=Fraction(1, 1000), title="approach"),
            self.derivative(item, ref),
            self.prior_search(item, when),
            *self.mark_readings(item, seen.key),
            self.size_check(seen),
            Drone(
                id=new(),
                label=f"D-{int(item.label[2:]):02d}",
                title="The one with the taped arm",
                claims=(claim.id,),
                markings=(Marking("1581F5FKD234", True, "marking", seen.id, "partly", by, None, "1581F5FKD2B4"),),
                modifications="drop mechanism",
                payload="unknown",
                user_group="reconnaissance group",
                user_group_confidence=Confidence("low", "one caption"),
                condition="in_use",
            ),
            *self.trade(item),
            self.assessment(item.key),
            Note(id=new(), about=item.key, text="Ask the caller again", written_by=by, written_at=AT),
            Note(id=new(), about=claim.key, text="See page 4", audience="export", written_by=by, written_at=AT),
            Tag(id=new(), about=item.key, name="bridge"),
            self.problem(item),
        ]

    def mark_readings(self, item: Item, seen: str) -> tuple[MarkReading | ReadingSignature, ...]:
        """A serial number read twice and signed twice, a watermark, and a subtitle that waits for a second reader."""
        first, second = self.case.new_id(), self.case.new_id()
        made = MarkReading(
            id=first,
            about=seen,
            mark="serial",
            value="1581F5FKD234",
            legibility="partly",
            open_since=AT,
            machine="6f1d",
            read_by=self.person.id,
            read_at=AT,
        )
        again = msgspec.structs.replace(
            made, id=second, value="1581F5FKD2B4", answers=first, is_blind=True, read_by=self.reviewer.id
        )
        watermark = msgspec.structs.replace(made, id=self.case.new_id(), mark="watermark", value="@bridge_now")
        waits = MarkReading(
            id=self.case.new_id(),
            about=item.key,
            mark="subtitle",
            value="we are at the bridge",
            read_by=self.person.id,
            read_at=AT,
        )
        keys = {self.person.id: KEY, self.reviewer.id: OTHER_KEY}
        signed = tuple(signature(self.case.new_id(), one, item, keys[one.read_by]) for one in (made, again, waits))
        return made, again, watermark, waits, *signed

    def size_check(self, seen: Observation) -> SizeCheck:
        return SizeCheck(
            id=self.case.new_id(),
            about=seen.key,
            asks="size",
            what="motor to motor",
            source="paced out on the map",
            length_m=0.36,
            length_error_m=0.05,
            distance_m=40.0,
            distance_error_m=3.0,
            is_across=True,
            ends=((700.0, 500.0), (733.0, 500.0)),
            line_px=33.0,
            line_error_px=1.4,
            off_axis_deg=None,
            lens=Lens(3600.0, 80.0, "stated", "35 mm equivalent 24 mm"),
            framing=Framing(4000.0, 3000.0, None, None),
            formula="length = distance × line × cos(angle off the axis) ÷ focal length",
            note="wind from the left",
            stated_by=self.person.id,
            stated_at=AT,
        )

    def prior_search(self, item: Item, when: Still | Instant) -> PriorSearch:
        return PriorSearch(
            id=self.case.new_id(),
            item=item.id,
            when=when,
            crop=Box(100, 100, 2000, 1500),
            masks=(Box(400, 300, 80, 90),),
            picture_sha256=hashlib.sha256(f"prepared {item.id}".encode()).hexdigest(),
            engine="TinEye",
            page="https://tineye.com/",
            outcome="found",
            result_url="https://t.example/old/7",
            result_date_as_shown="2 March 2022",
            note="mirrored there",
            asked_by=self.person.id,
            asked_at=AT,
        )

    def trade(self, item: Item) -> tuple[Entity, TradeRecord]:
        entity = Entity(
            id=self.case.new_id(),
            label=f"P-{int(item.label[2:]):02d}",
            names=("示例有限公司", "Example LLC"),
            nature="company",
            jurisdiction="HK",
            registry_number="00-1",
        )
        record = TradeRecord(
            id=self.case.new_id(),
            label=f"T-{item.label[2:]}",
            parties=(Party("seller", "示例有限公司", entity.id), Party("consignee", "ООО «Пример»")),
            dates=(TradeDate("declared", "04.03.2026", AT.date()),),
            hs_code="8806229000",
            goods="quadcopter",
            model="Mavic 3",
            batch="B-7",
            serials=("1581F5FKD234",),
            quantity="2",
            quantity_as_written="2,0",
            unit="pcs",
            value="1249.90",
            value_as_written="1 249,90",
            currency="USD",
            route=(Stop("origin", "CN"),),
            document=item.id,
            page="3",
            row=17,
            row_as_found=(Cell("Goods", "quadcopter"),),
        )
        return entity, record

    def place(self, about: str) -> PlaceClaim:
        return PlaceClaim(
            id=self.case.new_id(),
            about=about,
            locates="camera",
            latitude_deg=48.4647,
            longitude_deg=35.0462,
            as_typed="48.4647 35.0462",
            radius_m=60,
            methods=("landmark_match", "shadow"),
            heading_deg=215,
            heading_error_deg=5,
            imagery=(Imagery("Copernicus", "2026-09-02", "CC BY", "S2B tile"),),
            alternatives_excluded=(Excluded("the railway bridge", "it has no lamps"),),
            likelihood=likely("almost certain"),
            confidence=Confidence("high", "four landmarks agree"),
            note="The lamps count",
            stated_by=self.person.id,
            stated_at=AT,
        )

    def time(self, about: str, dates: str = "recorded") -> TimeClaim:
        return TimeClaim(
            id=self.case.new_id(),
            about=about,
            dates=dates,  # type: ignore[arg-type]
            earliest=AT - timedelta(days=2),
            latest=AT - timedelta(days=1, hours=23),
            as_found="20.11. morning",
            zone_assumption="Kyiv time",
            methods=("shadow",),
            likelihood=likely("likely"),
            note="The shadow of the pier",
            stated_by=self.person.id,
            stated_at=AT,
        )

    def posting(self, item: Item, is_closed: bool | None) -> Posting:
        return Posting(
            id=self.case.new_id(),
            item=item.id,
            file_name="photo_2026.jpg",
            url="https://t.example/channel/77",
            archive_urls=("https://archive.example/77",),
            platform="Telegram",
            account_id="4711",
            account_name="@river_watch",
            message_id="77",
            forwarded_from="@neighbour",
            posted_at_as_shown="11:42",
            posted_at=AT,
            zone_assumption="Kyiv time",
            caption="Над мостом",
            acquired_from="a caller",
            acquired_by=self.person.id,
            acquired_at=AT,
            acquired_how="by messenger",
            is_closed_source=is_closed,
            reliability="B",
            reliability_reason="right twice before",
            credibility=2,
            rights="all rights with the author",
        )

    def source_claim(self, item: Item) -> SourceClaim:
        return SourceClaim(
            id=self.case.new_id(),
            item=item.id,
            words="Дрон над мостом сьогодні",
            language="uk",
            found_in="caption",
            translation="A drone over the bridge today",
            translator="Ірина",
            is_machine_translation=False,
            answer="supported",
            answer_reason="the shadow fits",
            recorded_by=self.person.id,
            recorded_at=AT,
        )

    def derivative(self, item: Item, ref: FrameRef) -> Derivative:
        data = f"picture of {item.label}".encode()
        return Derivative(
            id=self.case.new_id(),
            item=item.id,
            purpose="frame" if item.kind == "video" else "figure",
            frame=ref if item.kind == "video" else None,
            media_type="image/png",
            sha256=self.case.add_file(data),
            width=4000,
            height=3000,
            recipe=Recipe(
                "verifier.media.video.frame", "0.1.0", {"ordinal": 2}, item.fingerprints.sha256, {"av": "14"}
            ),
            made_by=self.person.id,
            made_at=AT,
        )

    def assessment(self, about: str) -> Assessment:
        return Assessment(
            id=self.case.new_id(),
            about=about,
            pillars=(
                Pillar("provenance", "sent by the one who filmed", "partly"),
                Pillar("location", "the bridge", "established"),
                Pillar("source", "a caller who lives there"),
                Pillar("date", "in the morning"),
            ),
            rivals=(Rival("real_but_older", "no leaves", "the crane stands since October", likely("very unlikely")),),
            assumptions="one camera",
            gaps="no original file",
            workflow="ready_for_review",
            finding="The clip shows the bridge on that morning.",
            analyst=self.person.id,
            weighed_at=AT,
        )

    def link(self, kind: str, one: Record, other: Record) -> Link:
        return Link(
            id=self.case.new_id(),
            from_key=one.key,
            to_key=other.key,
            kind=kind,  # type: ignore[arg-type]
            strength="two markings",
            likelihood=likely("likely"),
            evidence_for="the same tape",
            evidence_against="tape is common",
            stated_by=self.person.id,
            stated_at=AT,
        )

    def incidents(self) -> list[Record]:
        one = Incident(
            id=self.case.new_id(),
            label="I-01",
            title="Flight over the bridge",
            what="Two drones cross",
            place_words="the bridge",
            time_words="morning",
            items=(self.open.id, self.withheld.id),
        )
        two = msgspec.structs.replace(one, id=self.case.new_id(), label="I-02", items=(self.withheld.id,))
        three = msgspec.structs.replace(one, id=self.case.new_id(), label="I-03", items=(self.open.id, self.unset.id))
        return [one, two, three, self.place(one.key), self.place(three.key), self.assessment(three.key)]

    def problem(self, item: Item | None) -> Problem:
        return Problem(
            id=self.case.new_id(),
            item=item.id if item else None,
            file_name="broken file.mov",
            stage="decode",
            code="truncated",
            sentence="The file ends in the middle of a picture.",
            noticed_at=AT,
        )
