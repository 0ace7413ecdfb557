"""The report stands alone, says what is stated and how sure, and shows nothing that stays."""

import html
import re
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from tests.bundle.stand_in import Sample, StandIn
from verifier.bundle import report_words
from verifier.bundle.bag import write_folder
from verifier.bundle.options import Audience, Options, Tick
from verifier.domain import codec
from verifier.domain.frames import Span
from verifier.domain.progress import Progress
from verifier.domain.readings import ListValue, RationalValue, Reading, ReadingsDocument, TextValue
from verifier.domain.records import CaseInfo, DroneClaim, Incident, Item, Note, Observation, Segment


def text(bag: Path) -> str:
    return (bag / "data/report.html").read_text()


class Addresses(HTMLParser):
    """Gathers every address that a page would load or lead to, and every element that runs something."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.elements: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.loaded.extend(v or "" for n, v in attrs if n in ("src", "href", "srcset", "action", "data", "xlink:href"))
        assert not any(name.startswith("on") or name == "style" for name, _ in attrs)


@pytest.mark.parametrize("audience", ["archive", "colleague", "outside"])
def test_the_page_needs_nothing_else(bags: dict[Audience, Path], audience: Audience) -> None:
    page = Addresses()
    page.feed(text(bags[audience]))
    assert all(address.startswith(("data:image/", "#")) for address in page.loaded)
    assert not {"script", "link", "iframe", "object", "embed", "form"} & set(page.elements)
    assert "default-src 'none'" in text(bags[audience])
    assert "url(" not in text(bags[audience])


def test_what_is_stated_stands_in_words_with_percentages(bags: dict[Audience, Path]) -> None:
    page = text(bags["outside"])
    for words in (
        "DJI Mavic 3",
        "very likely (80–95 %, ICD 203)",
        "moderate: one sharp frame, no scale in it",
        "front arms fold backwards",
        "Not DJI Air 3",
        "its cameras stand one above the other",
        "48.46470, 35.04620",
        "60 m",
        "matching of landmarks, shadows",
        "frame #2 · PTS 27093 × 1/1000 s · 00:27.093",
        "Дрон над мостом сьогодні",
        "بطارية مكشوفة",
        "the crane stands since October",
        "The file ends in the middle of a picture.",
        "IFD0:Model",
        "person 1 (name withheld)",
        "a reader outside",
    ):
        assert words in page


def test_regions_are_drawn_on_the_displayed_grid(sample: Sample, tmp_path: Path) -> None:
    turned = msgspec.structs.replace(sample.open.technical, orientation=6, displayed_width=3000, displayed_height=4000)
    case = Sample(tmp_path / "case").case
    item = next(record for record in case.records if record.key == sample.open.key)
    case.do("Turn", msgspec.structs.replace(item, technical=turned))
    write_folder(case, Options(), tmp_path / "out", Progress())
    assert 'viewBox="0 0 3000 4000"' in text(tmp_path / "out")
    assert '<rect class="line" x="1970" y="820" width="620" height="900"/>' in text(tmp_path / "out")


def test_pictures_are_shown_for_items_that_go_and_blurred_where_sensitive(bags: dict[Audience, Path]) -> None:
    assert text(bags["outside"]).count("<figure>") == 2
    assert text(bags["outside"]).count('<label class="veil">') == 1
    assert text(bags["archive"]).count("<figure>") == 4


def test_claims_about_an_item_of_a_closed_source_are_told_where_that_is_ticked(tmp_path: Path, sample: Sample) -> None:
    write_folder(sample.case, Options(), tmp_path / "plain", Progress())
    assert 'id="E-0004"' not in text(tmp_path / "plain")
    ticked = Options(ticked=(Tick(sample.closed.key, "statements"),))
    write_folder(sample.case, ticked, tmp_path / "ticked", Progress())
    closed = text(tmp_path / "ticked").split('id="E-0004"')[1]
    assert "DJI Mavic 3" in closed
    assert "its hashes are withheld" in closed


def test_an_item_that_goes_says_how_it_was_sorted_and_one_that_stays_says_nothing(tmp_path: Path) -> None:
    sample = Sample(tmp_path / "case")
    write_folder(sample.case, Options(), tmp_path / "unsorted", Progress())
    assert "Sorted by those" not in text(tmp_path / "unsorted")
    items = [next(one for one in sample.case.records if one.key == item.key) for item in (sample.open, sample.withheld)]
    sorted_as = zip(items, ("maybe", "not_relevant"), strict=True)
    sample.case.do("Sort", *(msgspec.structs.replace(item, triage=triage) for item, triage in sorted_as))
    write_folder(sample.case, Options(), tmp_path / "out", Progress())
    page = text(tmp_path / "out")
    assert page.index('id="E-0001"') < page.index("maybe relevant to the case") < page.index('id="E-0002"')
    assert page.count("Sorted by those") == 1
    assert "not relevant to the case" not in page


def test_an_incident_says_how_many_of_its_items_the_bundle_lacks(tmp_path: Path) -> None:
    sample = Sample(tmp_path / "case")
    away = next(one for one in sample.case.records if one.key == sample.open.key)
    sample.case.do("Sort", msgspec.structs.replace(away, triage="not_relevant"))
    incident = next(one for one in sample.case.records if isinstance(one, Incident) and away.id in one.items)
    let_out = Options(ticked=(Tick(incident.key, "incident"),))
    write_folder(sample.case, let_out, tmp_path / "out", Progress())
    assert "not in this bundle" in text(tmp_path / "out")


def test_a_case_s_own_words_cannot_become_markup(tmp_path: Path) -> None:
    case = Sample(tmp_path / "case").case
    hostile = "</title><script>alert(1)</script><img src=x onerror=alert(1)>\u202eevil"
    info = next(record for record in case.records if isinstance(record, CaseInfo))
    note = next(record for record in case.records if isinstance(record, Note) and record.audience == "export")
    case.do(
        "x", msgspec.structs.replace(info, title=hostile, summary=hostile), msgspec.structs.replace(note, text=hostile)
    )
    write_folder(case, Options(), tmp_path / "out", Progress())
    page = text(tmp_path / "out")
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page


def test_every_text_of_the_case_stands_in_a_direction_of_its_own(bags: dict[Audience, Path]) -> None:
    for words in ("بطارية مكشوفة", "Дрон над мостом сьогодні", "міст над рікою.jpg"):
        page = text(bags["archive"])
        assert re.search(rf'<bdi dir="auto">[^<]*{re.escape(words)}', page), words


def test_a_case_without_items_has_a_report(tmp_path: Path) -> None:
    sample = Sample(tmp_path / "whole")
    case = StandIn(tmp_path)
    case.do("Open", sample.person, sample.info)
    write_folder(case, Options(), tmp_path / "out", Progress())
    assert "Two drones over the bridge" in text(tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("latitude_deg", "60.17", ("Latitude", "60.17°")),
        ("relative_altitude_m", "-3", ("Relative altitude", "-3 m")),
        ("exposure_time_s", "0.001", ("Exposure time", "0.001 s")),
        ("captured_at", "2026-06-15T12:30:45", ("Recorded at", "2026-06-15T12:30:45")),
        ("f_number", "1.7", ("F-number", "1.7")),
        ("make", "DJI", ("Make", "DJI")),
    ],
)
def test_facts_are_named_in_words_with_the_unit_beside_the_value(name: str, value: str, words: tuple[str, str]) -> None:
    assert report_words.fact(name, value) == words


def test_who_reads_it_can_tell_when_on_what_for_and_against_and_what_is_withheld(tmp_path: Path) -> None:
    sample = Sample(tmp_path / "case")
    case = sample.case
    seen = next(r for r in case.records if isinstance(r, Observation) and r.item == sample.unset.id)
    base = Fraction(1, 1000)
    spanned = msgspec.structs.replace(seen, when=Span(1500, 3250, base))
    part = next(r for r in case.records if isinstance(r, Segment) and r.item == sample.unset.id)
    claim = next(r for r in case.records if isinstance(r, DroneClaim) and r.about == seen.key)
    on_part = msgspec.structs.replace(claim, id=case.new_id(), about=part.key)
    case.do("x", spanned, on_part)
    write_folder(case, Options(), tmp_path / "out", Progress())
    page = text(tmp_path / "out")
    video = html.unescape(page.split('id="E-0002"')[1])
    for words in (
        "00:01.500 to 00:03.250 · PTS 1500 to 3250 × 1/1000 s",
        "Region 1 · 00:01.500 to 00:03.250",
        "part of the clip: approach · 00:00.000 to 00:00.900",
        "approach",
        "the answers on source and provenance, if there are any",
        "Withheld of this item: addresses and captions of posts not stated to be public; ",
        "For it: no leaves\nAgainst it: the crane stands since October",
        "Rival explanations",
    ):
        assert words in video, words
    assert "Of 5 items, <b>3</b> are withheld whole" in page
    photo = html.unescape(page.split('id="E-0001"')[1].split('id="E-0002"')[0])
    for words in ("Telegram", "Kyiv time", "2 (probably true)", "who posted or sent it, and how it was acquired"):
        assert words in photo, words
    assert "closed" not in photo


def test_a_region_without_words_says_its_drone_and_a_note_says_its_region(tmp_path: Path) -> None:
    sample = Sample(tmp_path / "case")
    case = sample.case
    seen = next(r for r in case.records if isinstance(r, Observation) and r.item == sample.unset.id)
    note = next(r for r in case.records if isinstance(r, Note))
    mute = msgspec.structs.replace(seen, seen="", transcript="")
    case.do("x", mute, msgspec.structs.replace(note, id=case.new_id(), about=seen.key, text="Taped", audience="export"))
    write_folder(case, Options(), tmp_path / "out", Progress())
    video = html.unescape(re.sub(r"<[^>]+>", "|", text(tmp_path / "out").split('id="E-0002"')[1]))
    flat = re.sub(r"[|\s]+", " ", video)
    assert "Region 1 Drone seen: DJI Mavic 3, very likely" in flat
    assert re.search(r"Note Taped About Region 1", flat)
    assert "In the picture x 820 to 1720, y 410 to 1030, in pixels of the upright picture" in flat


def test_a_posting_says_each_thing_once(bags: dict[Audience, Path]) -> None:
    page = re.sub(r"<[^>]+>", "|", text(bags["archive"]))
    for part in page.split("Where it was found")[1:]:
        own = part.split("Where it was found")[0].split("Assessment")[0]
        assert own.count("Forwarded from") == own.count("Archived at")


def test_the_archive_tells_whether_a_posting_is_open(bags: dict[Audience, Path]) -> None:
    page = text(bags["archive"])
    for words in ("open: anybody can see it", "not stated whether open or closed", "B (usually reliable)", "a caller"):
        assert words in page
    assert "is withheld whole" not in page


def test_a_region_drawn_on_an_enhanced_view_says_with_what(bags: dict[Audience, Path]) -> None:
    for audience in ("archive", "outside"):
        assert "Drawn on an enhanced view" in text(bags[audience])
        assert "gamma (gamma 1.8; version 0.2.0)" in text(bags[audience])


def test_a_region_that_a_detector_proposed_says_by_which_model_and_that_a_person_accepted_it(
    bags: dict[Audience, Path],
) -> None:
    told = f"yolov8, model SHA-256 {'dd' * 32}, score 0.83, threshold 0.25, run by verifier 1.0, opencv-python 5.0.0.93"
    for audience in ("archive", "outside"):
        assert f"proposed by a detector ({told}), accepted by a person" in text(bags[audience])


def test_pictures_say_what_they_show_to_whom_cannot_see_them(bags: dict[Audience, Path]) -> None:
    alternatives = re.findall(r'<img src="[^"]*" alt="([^"]*)">', text(bags["outside"]))
    assert len(alternatives) == 2
    photo = "E-0001, photo, with what is marked on it: region 1: A quadcopter with four folding arms; region 2: "
    assert html.unescape(alternatives[0]).startswith(photo)
    assert "E-0002, frame #2 · PTS 27093 × 1/1000 s · 00:27.093" in html.unescape(alternatives[1])


def test_what_hangs_on_items_that_stay_is_counted_by_items_and_names_none(bags: dict[Audience, Path]) -> None:
    page = text(bags["outside"])
    for what in ("Items from closed sources and all that is stated about them", "Withheld items and all that hangs"):
        assert re.search(rf"<b>1</b> {what}[^(]*<br>", page), what
    assert not re.search(r"E-000[345]", page)


@pytest.mark.parametrize("audience", ["archive", "outside"])
def test_words_of_a_file_that_do_not_fit_stand_beside_what_is_stated(tmp_path: Path, audience: Audience) -> None:
    made = Sample(tmp_path / "case")
    case, key = made.case, made.open.key
    item = next(record for record in case.records if record.key == key)
    assert isinstance(item, Item)
    data = case.document(item.readings_sha256 or "")
    assert data is not None
    document = codec.decode(data, ReadingsDocument)
    eight = (RationalValue(8, 1), RationalValue(0, 1), RationalValue(0, 1))
    clocks = (
        Reading("exifread", "ExifIFD", "DateTimeOriginal", TextValue("2026:05:01 10:00:00"), "2026:05:01 10:00:00", ""),
        Reading("exifread", "GPS", "GPSDateStamp", TextValue("2026:05:03"), "2026:05:03", ""),
        Reading("exifread", "GPS", "GPSTimeStamp", ListValue(eight), "08:00:00", ""),
    )
    both = msgspec.structs.replace(document, readings=(*document.readings, *clocks))
    write_folder(case, Options(audience), tmp_path / "before", Progress())
    case.do("Read", msgspec.structs.replace(item, readings_sha256=case.add_document(codec.encode(both))))
    write_folder(case, Options(audience), tmp_path / "after", Progress())
    words = "The camera's clock is 46 hours from the time of the satellites"
    assert words not in html.unescape(text(tmp_path / "before"))
    after = html.unescape(text(tmp_path / "after"))
    assert words in after
    assert "The clock was set by hand" in after
    assert "GPS:GPSTimeStamp" in after


def test_what_the_catalog_says_of_a_file_s_device_is_set_against_it_too(tmp_path: Path) -> None:
    made = Sample(tmp_path / "case")
    case, key = made.case, made.open.key
    item = next(record for record in case.records if record.key == key)
    assert isinstance(item, Item)
    devices = (("IFD0", "Make", "DJI"), ("IFD0", "Model", "FC7303"), ("XMP-drone-dji", "DroneModel", "Matrice 30"))
    readings = tuple(Reading("exif", group, name, TextValue(said), said, "") for group, name, said in devices)
    document = ReadingsDocument(1, "00" * 32, (), readings)
    case.do("Read", msgspec.structs.replace(item, readings_sha256=case.add_document(codec.encode(document))))
    write_folder(case, Options("archive"), tmp_path / "after", Progress())
    assert "names no one common drone" in html.unescape(text(tmp_path / "after"))


def test_copies_that_are_placed_apart_and_what_an_engine_found_stand_in_the_report(tmp_path: Path) -> None:
    sample = Sample(tmp_path / "case")
    one, other = sample.items[0], next(item for item in sample.items[1:] if item.label == "E-0002")
    link = msgspec.structs.replace(sample.link("copy_of", other, one), id=sample.case.new_id())
    apart = msgspec.structs.replace(sample.place(other.key), latitude_deg=49.9, locates="camera")
    for record in (link, apart):
        sample.case.do("state", record)
    write_folder(sample.case, Options(audience="archive"), tmp_path / "bag", Progress())
    page = html.unescape(text(tmp_path / "bag"))
    assert "Copies of one thing are placed" in page
    assert "Earlier appearance looked for with TinEye" in page
    assert "https://t.example/old/7" in page
    write_folder(sample.case, Options(), tmp_path / "outside", Progress())
    outside = html.unescape(text(tmp_path / "outside"))
    assert outside.count("https://t.example/old/7") < page.count("https://t.example/old/7")


def test_what_an_import_tied_is_nobody_s_statement_and_a_stated_drone_stands_against_the_file(tmp_path: Path) -> None:
    sample = Sample(tmp_path / "case")
    clip, beside = sample.open, next(item for item in sample.items[1:] if item.label == "E-0002")
    tied = msgspec.structs.replace(sample.link("sidecar_of", beside, clip), id=sample.case.new_id())
    devices = (("IFD0", "Make", "Parrot"), ("IFD0", "Model", "Chlorophyll"))
    readings = tuple(Reading("exif", group, name, TextValue(said), said, "") for group, name, said in devices)
    read = sample.case.add_document(codec.encode(ReadingsDocument(1, "00" * 32, (), readings)))
    claim = next(one for one in sample.case.records if isinstance(one, DroneClaim) and one.role == "seen")
    filmed = msgspec.structs.replace(claim, id=sample.case.new_id(), about=clip.key, role="filmed_by")
    for record in (tied, msgspec.structs.replace(clip, readings_sha256=read), filmed):
        sample.case.do("state", record)
    write_folder(sample.case, Options(audience="archive"), tmp_path / "bag", Progress())
    page = html.unescape(text(tmp_path / "bag"))
    plain = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Data beside it E-0005, E-0002" in plain
    assert "Belongs to E-0001" in plain
    assert "Made by the import of the files; no person stated it" in plain
    name = filmed.hypotheses[0].entry.name
    assert f"It is stated to be filmed by “{name}”, and the file names another device: “Parrot Chlorophyll”." in plain
    assert plain.count("The file names another device: see the item.") == 1
    assert "drones that people build carry cameras of any maker" in plain
